package dev.mora.examples.kill;

import java.time.Instant;
import java.time.InstantSource;

/**
 * The same moment in every process, ten times as fast as the real one: a lease of a minute is over
 * in six seconds.
 *
 * @param startMillis the real moment at which it showed {@link #MORNING}
 */
record FastClock(long startMillis) implements InstantSource {

  /** Ten o'clock of a Tuesday in Mexico City. */
  static final Instant MORNING = Instant.parse("2026-11-24T16:00:00Z");

  private static final int SPEED = 10;

  @Override
  public Instant instant() {
    return MORNING.plusMillis((System.currentTimeMillis() - startMillis) * SPEED);
  }
}
