package dev.mora.ledger;

import java.time.Duration;

/**
 * How long to wait after an attempt that is proven not to have reached anyone. Jitter follows from
 * the dispatch id, so it spreads a crowd and yet is the same in every run.
 */
public final class Backoff {

  /** Not-sent tries in a row after the first; one more parks the dispatch. */
  public static final int RETRIES = 5;

  /** A throttle that is told this late or later slows nobody down: what it speaks of is over. */
  public static final Duration FRESH = Duration.ofMinutes(1);

  private static final Duration LONGEST_SLOWDOWN = Duration.ofSeconds(60);
  private static final int LAST_PAIR_STEP = 6;

  private Backoff() {}

  /**
   * 1, 2, 4, 8, 16 seconds, each 25 % more or less.
   *
   * @param miss 1 for the first time it was not sent, up to {@link #RETRIES}
   */
  public static Duration notSent(DispatchId dispatch, int miss) {
    if (miss < 1 || miss > RETRIES) {
      throw new IllegalArgumentException("a miss from 1 to " + RETRIES + ": " + miss);
    }
    long base = 1000L << (miss - 1);
    int spread = Integer.parseInt(Hashes.hex(dispatch + "/" + miss).substring(0, 4), 16);
    return Duration.ofMillis(base * 3 / 4 + base / 2 * spread / 0xffff);
  }

  /**
   * The whole sender after being told that it is too fast: 1, 2, 4 up to 60 seconds.
   *
   * @param step 0 for the first time in a row
   */
  public static Duration slowSender(int step) {
    Duration wait = Duration.ofSeconds(1L << Math.min(step, 6));
    return wait.compareTo(LONGEST_SLOWDOWN) > 0 ? LONGEST_SLOWDOWN : wait;
  }

  /**
   * One recipient after being told that it gets too much: 4^step seconds, as the provider asks
   * (WhatsApp, error 131056), at most 4^6.
   */
  public static Duration pausePair(int step) {
    return Duration.ofSeconds(1L << 2 * Math.min(step, LAST_PAIR_STEP));
  }

  /** After a check that threw: 1, 2, 4 … seconds, at most a minute. */
  static Duration stumble(int attempt) {
    return slowSender(attempt - 1);
  }
}
