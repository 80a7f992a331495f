package dev.mora.whatsapp;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * How long to wait after "too fast". A sender waits 1, 2, 4 … 60 s, one step for each pause that
 * did not help, however many requests were in flight when it began; one pair of numbers waits 4^X s
 * with X from 0 (Meta, "Pair rate limits") up to {@link #LAST_PAIR_STEP}.
 */
final class Patience {

  static final int LAST_PAIR_STEP = 5;

  private static final Duration LONGEST = Duration.ofSeconds(60);

  private final LongSupplier nanoTime;
  private final Cache<String, Integer> pairs;
  private int step;
  private long until;

  Patience(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
    this.until = nanoTime.getAsLong();
    this.pairs =
        Caffeine.newBuilder()
            .maximumSize(100_000)
            .expireAfterWrite(Duration.ofHours(1))
            .ticker(nanoTime::getAsLong)
            .build();
  }

  synchronized Duration sender() {
    long left = until - nanoTime.getAsLong();
    if (left > 0) {
      return Duration.ofNanos(left);
    }
    Duration pause = Duration.ofSeconds(1L << Math.min(step, 6));
    pause = pause.compareTo(LONGEST) > 0 ? LONGEST : pause;
    step++;
    until = nanoTime.getAsLong() + pause.toNanos();
    return pause;
  }

  Duration pair(String number) {
    int times = pairs.asMap().merge(number, 1, Integer::sum);
    return Duration.ofSeconds(1L << (2 * Math.min(times - 1, LAST_PAIR_STEP)));
  }

  void accepted(String number) {
    pairs.invalidate(number);
    synchronized (this) {
      if (until - nanoTime.getAsLong() <= 0) {
        step = 0;
      }
    }
  }
}
