package dev.mora.outreach;

import dev.mora.contact.Suppression;
import dev.mora.history.ContactHistory;
import dev.mora.party.Consents;
import java.util.Set;

/** What is known about contacting one borrower, from the ledger and from the portfolio. */
record Dossier(ContactHistory history, Consents consents, Set<Suppression> suppressions) {

  Dossier {
    suppressions = Set.copyOf(suppressions);
  }
}
