package dev.mora.channel;

import java.time.Duration;

/**
 * How fast a sender may be used. Declared by the adapter, kept by whoever schedules.
 *
 * @param perSecond messages of one sender in a second
 * @param pairGap least time between two messages to one recipient
 * @param maxInFlight requests that may be open at once
 */
public record SendLimits(int perSecond, Duration pairGap, int maxInFlight) {

  public SendLimits {
    if (perSecond < 1 || maxInFlight < 1 || pairGap.isNegative()) {
      throw new IllegalArgumentException(
          "limits must be positive: " + perSecond + "/s, " + pairGap + ", " + maxInFlight);
    }
  }
}
