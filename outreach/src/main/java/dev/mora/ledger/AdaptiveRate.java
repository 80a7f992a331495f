package dev.mora.ledger;

import dev.mora.channel.SendLimits;
import java.time.Duration;
import java.time.Instant;

/**
 * How much of a sender's declared rate is used: half as much after each time that the provider
 * calls it too fast, then a twentieth of the declared rate more with each second. What comes within
 * {@link #ONE_STORM} of a halving were messages already in the air, and halves nothing. Of one
 * process, by its clock: the pause that a refusal brings for all of them is in the ledger. Thread-
 * safe.
 */
final class AdaptiveRate {

  static final Duration ONE_STORM = Duration.ofSeconds(1);
  private static final int STEPS = 20;

  private double base = Double.POSITIVE_INFINITY;
  private Instant since = Instant.EPOCH;

  /** The declared limits at the rate that is right now. */
  synchronized SendLimits of(SendLimits declared, Instant now) {
    return new SendLimits(
        (int) Math.max(1, rate(declared, now)), declared.pairGap(), declared.maxInFlight());
  }

  synchronized void tooFast(SendLimits declared, Instant now) {
    if (since.isAfter(Instant.EPOCH) && now.isBefore(since.plus(ONE_STORM))) {
      return;
    }
    base = Math.max(1, rate(declared, now) / 2);
    since = now;
  }

  private double rate(SendLimits declared, Instant now) {
    if (base >= declared.perSecond()) {
      return declared.perSecond();
    }
    // a clock that goes back takes nothing away
    double seconds = Math.max(0, Duration.between(since, now).toMillis() / 1000.0);
    return Math.min(declared.perSecond(), base + seconds * declared.perSecond() / STEPS);
  }
}
