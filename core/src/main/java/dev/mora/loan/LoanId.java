package dev.mora.loan;

/** The host's own id of a loan. */
public record LoanId(String value) implements Comparable<LoanId> {

  public LoanId {
    if (value.isBlank()) {
      throw new IllegalArgumentException("loan id must not be blank");
    }
  }

  public static LoanId of(String value) {
    return new LoanId(value);
  }

  @Override
  public int compareTo(LoanId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
