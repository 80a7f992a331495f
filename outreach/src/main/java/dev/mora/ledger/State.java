package dev.mora.ledger;

import java.util.EnumSet;
import java.util.Set;

/**
 * Where a dispatch stands. {@link #UNKNOWN} up to {@link #READ} form a total order, so statuses may
 * arrive late, twice and out of order: the highest wins. {@code READ} implies {@code DELIVERED}; a
 * failure never hides that a person saw the message.
 */
public enum State {
  PLANNED(0),
  /** A worker has it on lease; nothing was written to any wire. */
  CLAIMED(0),
  /** The intent to send is durable; a body may be on its way. Never claimed again. */
  SUBMITTING(1),
  ACCEPTED(20),
  SENT(30),
  DELIVERED(50),
  READ(60),
  FAILED(40),
  /** It may have been sent. Counts as sent, is never sent again. */
  UNKNOWN(10),
  /** Unknown for longer than the deadline; a person decides. */
  UNKNOWN_HELD(11),
  /** Unknown for longer than the deadline; by policy taken as sent. */
  ASSUMED_SENT(12),
  /** The gate said no. */
  SUPPRESSED(0),
  EXPIRED(0),
  CANCELLED(0),
  /** Set aside, visible, until a person releases it. */
  PARKED(0);

  private final int rank;

  State(int rank) {
    this.rank = rank;
  }

  /** How much is known of a hand-over to the provider; 0 while nothing left this machine. */
  public int rank() {
    return rank;
  }

  /**
   * The higher of the two.
   *
   * @throws IllegalArgumentException for a state that nobody outside can report
   */
  public State merge(State incoming) {
    if (incoming.rank < UNKNOWN.rank) {
      throw new IllegalArgumentException("not a state that a provider reports: " + incoming);
    }
    return incoming.rank > rank ? incoming : this;
  }

  /** Whether a worker holds it: at most one such dispatch per borrower. */
  public boolean inFlight() {
    return this == CLAIMED || this == SUBMITTING;
  }

  /** Whether it still waits to be sent or to be decided upon by a worker. */
  public boolean isOpen() {
    return this == PLANNED || inFlight();
  }

  /** Whether nobody knows yet if it was sent; holds back later messages on the channel. */
  public boolean isUnknown() {
    return this == UNKNOWN || this == UNKNOWN_HELD;
  }

  /** What a host may still call back. */
  static Set<State> cancellable() {
    return EnumSet.of(PLANNED, CLAIMED, PARKED);
  }
}
