package dev.mora.party;

import java.util.Objects;
import java.util.Optional;

/**
 * On whose behalf borrowers are contacted.
 *
 * @param phone where a borrower can ask; empty if none is shown
 */
public record Creditor(String name, Role role, Optional<PhoneNumber> phone) {

  public Creditor {
    Objects.requireNonNull(role, "role");
    Objects.requireNonNull(phone, "phone");
    if (name.isBlank()) {
      throw new IllegalArgumentException("creditor name must not be blank");
    }
  }

  public static Creditor firstParty(String name) {
    return new Creditor(name, Role.FIRST_PARTY, Optional.empty());
  }

  /** Law and channel policies treat them differently. */
  public enum Role {
    FIRST_PARTY,
    AGENCY,
    DEBT_BUYER
  }
}
