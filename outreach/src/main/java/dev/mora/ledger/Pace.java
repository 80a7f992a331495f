package dev.mora.ledger;

import dev.mora.channel.SendLimits;
import java.time.Duration;
import java.time.Instant;

/**
 * A shared rate in one stored instant (the generic cell rate algorithm): the moment at which an
 * unhurried sender would send next. Immutable: a ledger keeps {@code next} and replaces it under
 * its own lock.
 *
 * @param interval between two sends at full rate
 * @param burst how many may go at once after a rest; at least 1
 * @param next the theoretical time of the next send
 */
public record Pace(Duration interval, int burst, Instant next) {

  public Pace {
    if (interval.isNegative() || burst < 1) {
      throw new IllegalArgumentException("no pace: " + interval + ", " + burst);
    }
  }

  /** A sender's rate with a burst of a quarter of a second. */
  static Pace of(SendLimits limits, Instant next) {
    return new Pace(
        Duration.ofNanos(1_000_000_000L / limits.perSecond()),
        Math.max(1, limits.perSecond() / 4),
        next);
  }

  /** The same history at a sender's present limits. */
  Pace at(SendLimits limits) {
    return of(limits, next);
  }

  /** When one more may go. */
  public Instant freeAt() {
    return next.minus(interval.multipliedBy(burst - 1L));
  }

  /** How many may go now, at most the burst. */
  public int available(Instant now) {
    if (now.isBefore(freeAt())) {
      return 0;
    }
    if (interval.isZero() || !next.isAfter(now)) {
      return burst;
    }
    Duration room = Duration.between(next, now.plus(interval.multipliedBy(burst)));
    return (int) Math.min(burst, room.dividedBy(interval));
  }

  /**
   * The pace after one send.
   *
   * @throws IllegalStateException if none may go now
   */
  public Pace take(Instant now) {
    if (now.isBefore(freeAt())) {
      throw new IllegalStateException("too fast");
    }
    return new Pace(interval, burst, (next.isAfter(now) ? next : now).plus(interval));
  }

  /** The pace if the last send had not been. */
  public Pace giveBack() {
    return new Pace(interval, burst, next.minus(interval));
  }
}
