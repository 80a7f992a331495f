package dev.mora.loan;

/** The host's own id of a payment; the same id twice is the same payment. */
public record PaymentId(String value) implements Comparable<PaymentId> {

  public PaymentId {
    if (value.isBlank()) {
      throw new IllegalArgumentException("payment id must not be blank");
    }
  }

  public static PaymentId of(String value) {
    return new PaymentId(value);
  }

  @Override
  public int compareTo(PaymentId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
