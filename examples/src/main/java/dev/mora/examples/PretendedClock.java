package dev.mora.examples;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** Runs like the system's clock, but starts at another moment. */
final class PretendedClock implements InstantSource {

  private final Duration offset;

  private PretendedClock(Duration offset) {
    this.offset = offset;
  }

  static PretendedClock from(Instant start) {
    return new PretendedClock(Duration.between(Mora.CLOCK.instant(), start));
  }

  @Override
  public Instant instant() {
    return Mora.CLOCK.instant().plus(offset);
  }
}
