package dev.mora.jdbc;

import dev.mora.party.ContactPoint;
import dev.mora.party.EmailAddress;
import dev.mora.party.PhoneNumber;
import dev.mora.party.ScopedUserId;

/** A contact point in two columns. */
record Address(String kind, String value) {

  static Address of(ContactPoint point) {
    String kind =
        point instanceof PhoneNumber ? "phone" : point instanceof EmailAddress ? "email" : "user";
    return new Address(kind, point.address());
  }

  ContactPoint point() {
    return switch (kind) {
      case "phone" -> PhoneNumber.of(value);
      case "email" -> EmailAddress.of(value);
      case "user" -> ScopedUserId.of(value);
      default -> throw new LedgerStoreException("an address of a kind that this library lacks");
    };
  }

  @Override
  public String toString() {
    return "Address(" + kind + ")";
  }
}
