package dev.mora.whatsapp;

import java.time.Duration;
import java.time.Instant;

/**
 * Reads the provider's Unix seconds, which come as strings in some fields and as numbers in others.
 * A time before 2009 or more than a day after the receipt is not believed; the receipt stands in.
 */
record Times(Instant receivedAt) {

  private static final Instant FIRST = Instant.parse("2009-01-01T00:00:00Z");

  Instant of(String seconds) {
    if (!seconds.matches("\\d{1,11}")) {
      return receivedAt;
    }
    Instant time = Instant.ofEpochSecond(Long.parseLong(seconds));
    boolean plausible = !time.isBefore(FIRST) && !time.isAfter(receivedAt.plus(Duration.ofDays(1)));
    return plausible ? time : receivedAt;
  }
}
