package dev.mora.examples.kill;

import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/**
 * What the provider does to one dispatch; follows from the seed and its id, so that every run of
 * the same seed is as hard. Seed 0 is a calm provider: every answer after 50 ms, none of them bad.
 */
record Fate(long seed, String dispatch) {

  /** Too fast, once: nothing was taken. */
  boolean isThrottledFirst() {
    return in("throttled", 20);
  }

  /** Taken, and the connection closed without an answer. */
  boolean isDropped() {
    return in("dropped", 20);
  }

  /** Taken, and answered 500 without a body. */
  boolean isServerError() {
    return !isDropped() && in("error", 10);
  }

  /** No status ever comes. */
  boolean isNeverTold() {
    return in("never", 10);
  }

  boolean isToldBeforeTheAnswer() {
    return in("before", 10);
  }

  boolean isToldTwice() {
    return in("twice", 50);
  }

  boolean isToldBackwards() {
    return in("backwards", 50);
  }

  /** 5 to 30 ms. */
  int answerMillis() {
    return seed == 0 ? 50 : 5 + (int) (draw("answer") % 26);
  }

  /** 0 to 5 s. */
  int statusMillis(String status) {
    return (int) (draw(status) % 5_000);
  }

  private boolean in(String question, int perMille) {
    return seed != 0 && draw(question) % 1000 < perMille;
  }

  private long draw(String question) {
    CRC32 crc = new CRC32();
    crc.update((seed + question + dispatch + question).getBytes(StandardCharsets.UTF_8));
    return crc.getValue();
  }
}
