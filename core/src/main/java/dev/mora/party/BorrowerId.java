package dev.mora.party;

/** The host's own, opaque id of a person. Never a phone number or a document number. */
public record BorrowerId(String value) implements Comparable<BorrowerId> {

  public BorrowerId {
    if (value.isBlank()) {
      throw new IllegalArgumentException("borrower id must not be blank");
    }
  }

  public static BorrowerId of(String value) {
    return new BorrowerId(value);
  }

  @Override
  public int compareTo(BorrowerId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
