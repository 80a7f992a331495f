package dev.mora.jdbc;

import dev.mora.party.ContactPoint;
import dev.mora.party.EmailAddress;
import dev.mora.party.PhoneNumber;

/** A contact point in two columns. */
record Address(String kind, String value) {

  static Address of(ContactPoint point) {
    return point instanceof PhoneNumber phone
        ? new Address("phone", phone.e164())
        : new Address("email", ((EmailAddress) point).value());
  }

  ContactPoint point() {
    return switch (kind) {
      case "phone" -> PhoneNumber.of(value);
      case "email" -> EmailAddress.of(value);
      default -> throw new LedgerStoreException("an address of a kind that this library lacks");
    };
  }

  @Override
  public String toString() {
    return "Address(" + kind + ")";
  }
}
