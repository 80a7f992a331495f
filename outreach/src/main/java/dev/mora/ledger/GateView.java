package dev.mora.ledger;

import dev.mora.contact.Suppression;
import dev.mora.history.ContactHistory;
import dev.mora.history.ContactRecord;
import dev.mora.party.Consents;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * What the gate sees, all read under the borrower's lock, in the transaction that lets it pass.
 *
 * @param history every contact with the borrower by any door; what is unknown or on its way is
 *     among them as UNKNOWN
 * @param sameAddress what this ledger sent to other borrowers at the address that the dispatch goes
 *     to, {@linkplain dev.mora.party.PhoneNumber#line however it is written}, whoever of them
 *     planned or sent it, earlier members of the same batch too; {@linkplain
 *     ContactRecord#countedFor counted for} the borrower, oldest first, one for each dispatch. What
 *     others recorded from elsewhere is not among them, nor what has been erased
 * @param consents of the borrower
 * @param suppressions recorded for the borrower; some may have ended by {@code now}
 * @param contactPointUsable false once the provider called the address unreachable
 * @param notes those that the check {@linkplain GateCheck#notes wants}
 * @param now as the caller of the gate gave it
 */
public record GateView(
    Dispatch dispatch,
    ContactHistory history,
    List<ContactRecord> sameAddress,
    Consents consents,
    Set<Suppression> suppressions,
    boolean contactPointUsable,
    List<Note> notes,
    Instant now) {

  public GateView {
    Objects.requireNonNull(dispatch, "dispatch");
    Objects.requireNonNull(now, "now");
    Objects.requireNonNull(history, "history");
    sameAddress = List.copyOf(sameAddress);
    Objects.requireNonNull(consents, "consents");
    notes = List.copyOf(notes);
    suppressions = Set.copyOf(suppressions);
  }
}
