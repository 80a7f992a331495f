package dev.mora.ledger;

import dev.mora.contact.Suppression;
import dev.mora.history.ContactHistory;
import dev.mora.party.Consents;
import java.util.Set;

/**
 * What a ledger has for and against contacting one borrower. Personal data.
 *
 * @param history every contact, ours and others', as the gate would see them
 */
public record ContactFile(
    ContactHistory history, Consents consents, Set<Suppression> suppressions) {

  private static final ContactFile EMPTY =
      new ContactFile(ContactHistory.none(), Consents.none(), Set.of());

  public ContactFile {
    suppressions = Set.copyOf(suppressions);
  }

  /** Of somebody nothing is known of. */
  public static ContactFile empty() {
    return EMPTY;
  }

  @Override
  public String toString() {
    return "ContactFile(" + suppressions.size() + " suppressions)";
  }
}
