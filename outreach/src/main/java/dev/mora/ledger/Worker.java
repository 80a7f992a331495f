package dev.mora.ledger;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.LongSupplier;

/**
 * One start of one process: its name, its clocks, and how long it may keep a claim.
 *
 * @param nanoTime monotonic
 */
record Worker(String owner, InstantSource clock, LongSupplier nanoTime, Duration lease) {

  Instant now() {
    return clock.instant();
  }

  long nanos() {
    return nanoTime.getAsLong();
  }

  /** Whether a claim is too old to hand anything over: so no send outlives its lease. */
  boolean isLate(long claimedNanos) {
    return nanos() - claimedNanos >= lease.toNanos() / 2;
  }

  boolean isLeaseOver(long claimedNanos) {
    return nanos() - claimedNanos >= lease.toNanos();
  }

  /** How often the ledger is reaped, and the longest that a run sleeps through. */
  Duration reapEvery() {
    return lease.dividedBy(4);
  }

  ClaimRequest request(SenderLine line) {
    return ClaimRequest.of(owner, line.id, line.limits(nanos()), lease).begin();
  }
}
