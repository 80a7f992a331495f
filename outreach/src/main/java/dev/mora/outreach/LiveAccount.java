package dev.mora.outreach;

import dev.mora.money.Money;
import java.time.Instant;
import java.util.Objects;

/**
 * A loan as the host's books have it at this moment.
 *
 * @param overdue what must be paid to be current
 * @param promiseOpen an open promise or a plan on track: no dunning
 * @param asOf when the host read it; older than a few seconds is not trusted
 */
public record LiveAccount(
    Money overdue, Money outstanding, boolean promiseOpen, boolean disputed, Instant asOf) {

  public LiveAccount {
    Objects.requireNonNull(overdue, "overdue");
    Objects.requireNonNull(outstanding, "outstanding");
    Objects.requireNonNull(asOf, "asOf");
  }

  /** Whether nothing is owed any more. */
  public boolean isSettled() {
    return !outstanding.isPositive();
  }
}
