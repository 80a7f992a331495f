package dev.mora.ledger;

import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * How a run ended.
 *
 * @param counts every planned dispatch of the run's scope, by state
 * @param nextDue when the next one of those that wait may go; empty if none waits or a person has
 *     to act first
 */
public record RunReport(Ended ended, Map<State, Long> counts, Optional<Instant> nextDue) {

  public RunReport {
    Objects.requireNonNull(ended, "ended");
    Objects.requireNonNull(nextDue, "nextDue");
    counts = Map.copyOf(counts);
  }

  public enum Ended {
    /** Nothing is due within the dispatcher's patience. */
    IDLE,
    PAUSED,
    CLOSED,
    /** The thread was interrupted; what was under way is still recorded when it ends. */
    INTERRUPTED,
    /** Something falls due later, but waiting does not bring it nearer. */
    CLOCK_STANDS_STILL
  }

  public long count(State state) {
    return counts.getOrDefault(state, 0L);
  }
}
