package dev.mora.whatsapp;

import dev.mora.json.JsonSlice;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Reads the provider's Unix seconds, which come as strings in some fields and as numbers in others.
 * A time before 2009 or more than a day after the receipt is not believed; the receipt stands in.
 */
final class Times {

  private static final long FIRST = Instant.parse("2009-01-01T00:00:00Z").getEpochSecond();
  private static final long LAST = Instant.parse("2100-01-01T00:00:00Z").getEpochSecond();

  private final Instant receivedAt;
  private final long latest;

  Times(Instant receivedAt) {
    this.receivedAt = receivedAt;
    latest = receivedAt.plus(Duration.ofDays(1)).getEpochSecond();
  }

  Instant receivedAt() {
    return receivedAt;
  }

  Instant of(JsonSlice seconds) {
    return of(seconds, receivedAt);
  }

  /**
   * @param otherwise stands in for a time that is not believed
   */
  Instant of(JsonSlice seconds, Instant otherwise) {
    long time = seconds.whole(-1);
    boolean plausible = time >= FIRST && time <= latest;
    return plausible ? Instant.ofEpochSecond(time) : otherwise;
  }

  /** A time that may be still to come; empty if it is none before 2100. */
  static Optional<Instant> term(JsonSlice seconds) {
    long time = seconds.whole(-1);
    return time >= FIRST && time < LAST
        ? Optional.of(Instant.ofEpochSecond(time))
        : Optional.empty();
  }
}
