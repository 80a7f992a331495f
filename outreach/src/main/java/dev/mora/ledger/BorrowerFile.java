package dev.mora.ledger;

import dev.mora.contact.Suppression;
import dev.mora.history.ContactRecord;
import dev.mora.party.BorrowerId;
import dev.mora.party.Consent;
import java.util.List;
import java.util.Set;

/**
 * What a ledger keeps about one person, for that person. All of it is personal data.
 *
 * @param dispatches those whose address and content are still kept
 */
public record BorrowerFile(
    BorrowerId borrower,
    List<Dispatch> dispatches,
    List<DispatchEntry> entries,
    List<LedgerEvent> events,
    List<ContactRecord> contacts,
    List<Consent> consents,
    Set<Suppression> suppressions,
    List<Note> notes) {

  public BorrowerFile {
    dispatches = List.copyOf(dispatches);
    entries = List.copyOf(entries);
    events = List.copyOf(events);
    contacts = List.copyOf(contacts);
    consents = List.copyOf(consents);
    suppressions = Set.copyOf(suppressions);
    notes = List.copyOf(notes);
  }

  @Override
  public String toString() {
    return "BorrowerFile(" + borrower + ")";
  }
}
