package dev.mora.delinquency;

import java.util.Objects;

/**
 * Days behind the due date that do not count for the bucket. Neither the raw days nor the overdue
 * amount know it.
 */
public record Grace(int days, Mode mode) {

  public static final Grace NONE = new Grace(0, Mode.SUBTRACT);

  public Grace {
    Objects.requireNonNull(mode, "mode");
    if (days < 0) {
      throw new IllegalArgumentException("grace days must not be negative: " + days);
    }
  }

  /** Taken off the count: with 3 days of grace the fourth day counts 1. */
  public static Grace subtract(int days) {
    return new Grace(days, Mode.SUBTRACT);
  }

  /** Forgiven up to and including the last of them: then the full count. */
  public static Grace threshold(int days) {
    return new Grace(days, Mode.THRESHOLD);
  }

  public enum Mode {
    SUBTRACT,
    THRESHOLD
  }
}
