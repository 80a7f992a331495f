package dev.mora.ledger;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How a run waits: for an answer while something is under way, else for what falls due. */
final class Waiting {

  private static final Duration RECORD_AGAIN = Duration.ofSeconds(1);

  private final Worker worker;
  private final Shift shift;
  private final Duration patience;
  private final @Nullable Sleeper sleeper;

  /**
   * @param patience how far ahead a due time is worth waiting for
   * @param sleeper waits while nothing is under way; null: until something changes
   */
  Waiting(Worker worker, Shift shift, Duration patience, @Nullable Sleeper sleeper) {
    this.worker = worker;
    this.shift = shift;
    this.patience = patience;
    this.sleeper = sleeper;
  }

  boolean isWorth(Instant due, Instant now) {
    return !due.isAfter(now.plus(patience));
  }

  /**
   * @param seen the changes before the look that found nothing to do
   */
  void untilDue(Instant due, Instant now, long seen) throws InterruptedException {
    Duration left = Duration.between(now, due);
    if (sleeper != null) {
      sleeper.sleep(left.compareTo(Shift.SHORTEST_WAIT) < 0 ? Shift.SHORTEST_WAIT : left);
    } else {
      untilChange(left, seen);
    }
  }

  /**
   * @param unrecorded whether an answer waits to be recorded again
   */
  void untilLanded(boolean unrecorded, Optional<Instant> due, Instant now, long seen)
      throws InterruptedException {
    Duration longest = due.map(at -> Duration.between(now, at)).orElse(worker.lease());
    untilChange(unrecorded ? RECORD_AGAIN : longest, seen);
  }

  private void untilChange(Duration longest, long seen) throws InterruptedException {
    Duration reap = worker.reapEvery();
    shift.awaitChange(seen, longest.compareTo(reap) > 0 ? reap : longest);
  }
}
