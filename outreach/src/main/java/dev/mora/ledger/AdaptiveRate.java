package dev.mora.ledger;

import dev.mora.channel.SendLimits;
import java.time.Duration;

/**
 * How much of a sender's declared rate is used: half as much after each time that the provider
 * calls it too fast, then a twentieth of the declared rate more with each second. What comes within
 * {@link #ONE_STORM} of a halving were messages already in the air, and halves nothing. Of one
 * process, by its monotonic nanoseconds: the pause that a refusal brings for all of them is in the
 * ledger. Thread-safe.
 */
final class AdaptiveRate {

  static final Duration ONE_STORM = Duration.ofSeconds(1);
  private static final int STEPS = 20;

  private double base = Double.POSITIVE_INFINITY;
  private long since;

  /** The declared limits at the rate that is right now. */
  synchronized SendLimits of(SendLimits declared, long nanos) {
    return declared.at((int) Math.max(1, rate(declared, nanos)));
  }

  synchronized void tooFast(SendLimits declared, long nanos) {
    boolean halved = base < Double.POSITIVE_INFINITY;
    if (halved && nanos - since < ONE_STORM.toNanos()) {
      return;
    }
    base = Math.max(1, rate(declared, nanos) / 2);
    since = nanos;
  }

  private double rate(SendLimits declared, long nanos) {
    if (base >= declared.perSecond()) {
      return declared.perSecond();
    }
    // two threads may ask in another order than they read the time
    double seconds = Math.max(0, nanos - since) / 1e9;
    return Math.min(declared.perSecond(), base + seconds * declared.perSecond() / STEPS);
  }
}
