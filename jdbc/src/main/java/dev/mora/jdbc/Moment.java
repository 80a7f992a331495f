package dev.mora.jdbc;

import java.time.Instant;

/**
 * Moments as the tables hold them: nanoseconds since 1970-01-01T00:00Z in a BIGINT, so nothing is
 * lost of what any clock tells. What lies outside the years 1678 to 2261 is kept as for ever ago
 * ({@link Instant#MIN}) or never ({@link Instant#MAX}).
 */
final class Moment {

  private static final long NANOS = 1_000_000_000L;
  private static final long MOST_SECONDS = Long.MAX_VALUE / NANOS - 1;

  private Moment() {}

  static long of(Instant instant) {
    long seconds = instant.getEpochSecond();
    if (seconds > MOST_SECONDS) {
      return Long.MAX_VALUE;
    }
    if (seconds < -MOST_SECONDS) {
      return Long.MIN_VALUE;
    }
    return seconds * NANOS + instant.getNano();
  }

  static Instant toInstant(long stored) {
    if (stored == Long.MAX_VALUE) {
      return Instant.MAX;
    }
    if (stored == Long.MIN_VALUE) {
      return Instant.MIN;
    }
    return Instant.ofEpochSecond(Math.floorDiv(stored, NANOS), Math.floorMod(stored, NANOS));
  }
}
