package dev.mora.channel;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * How fast a sender may be used. Declared by the adapter, kept by whoever schedules.
 *
 * @param perSecond messages of one sender in a second
 * @param pairGap least time between two messages to one recipient
 * @param maxInFlight requests that may be open at once
 * @param reach people who may be written to first in 24 hours; empty if nobody counts them
 */
public record SendLimits(
    int perSecond, Duration pairGap, int maxInFlight, Optional<DailyReach> reach) {

  public SendLimits {
    Objects.requireNonNull(reach, "reach");
    if (perSecond < 1 || maxInFlight < 1 || pairGap.isNegative()) {
      throw new IllegalArgumentException(
          "limits must be positive: " + perSecond + "/s, " + pairGap + ", " + maxInFlight);
    }
  }

  /** Nobody counts the people. */
  public SendLimits(int perSecond, Duration pairGap, int maxInFlight) {
    this(perSecond, pairGap, maxInFlight, Optional.empty());
  }

  public SendLimits reaching(DailyReach people) {
    return new SendLimits(perSecond, pairGap, maxInFlight, Optional.of(people));
  }

  /** The same at another rate. */
  public SendLimits at(int messagesPerSecond) {
    return new SendLimits(messagesPerSecond, pairGap, maxInFlight, reach);
  }
}
