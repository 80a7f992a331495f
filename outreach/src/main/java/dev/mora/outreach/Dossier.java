package dev.mora.outreach;

import dev.mora.contact.Suppression;
import dev.mora.history.ContactHistory;
import dev.mora.history.ContactRecord;
import dev.mora.ledger.DispatchEntry;
import dev.mora.party.Consents;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What is known about contacting one borrower, from the ledger and from the portfolio. */
record Dossier(ContactHistory history, Consents consents, Set<Suppression> suppressions) {

  Dossier {
    suppressions = Set.copyOf(suppressions);
  }

  /** As if this message of ours had not gone out: whether it may is asked again. */
  Dossier without(Optional<DispatchEntry> ours) {
    Optional<ContactRecord> contact = ours.flatMap(DispatchEntry::contact);
    if (contact.isEmpty()) {
      return this;
    }
    List<ContactRecord> others = new ArrayList<>(history.of(ours.get().borrower()));
    others.remove(contact.get());
    return new Dossier(ContactHistory.of(others), consents, suppressions);
  }
}
