package dev.mora.ledger;

import dev.mora.contact.Suppression;
import dev.mora.history.ContactHistory;
import dev.mora.party.Consents;
import java.time.Instant;
import java.util.Objects;
import java.util.Set;

/**
 * What the gate sees, all read under the borrower's lock.
 *
 * @param history every contact with the borrower by any door; what is unknown or on its way is
 *     among them as UNKNOWN
 * @param consents of the borrower
 * @param suppressions recorded for the borrower; some may have ended by {@code now}
 * @param contactPointUsable false once the provider called the address unreachable
 * @param now as the caller of the gate gave it
 */
public record GateView(
    Dispatch dispatch,
    ContactHistory history,
    Consents consents,
    Set<Suppression> suppressions,
    boolean contactPointUsable,
    Instant now) {

  public GateView {
    Objects.requireNonNull(dispatch, "dispatch");
    Objects.requireNonNull(now, "now");
    Objects.requireNonNull(history, "history");
    Objects.requireNonNull(consents, "consents");
    suppressions = Set.copyOf(suppressions);
  }
}
