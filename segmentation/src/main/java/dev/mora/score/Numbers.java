package dev.mora.score;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** The arithmetic that all models share, stated once. */
final class Numbers {

  /** Coefficients, points and weights stay below it, so that no sum overflows. */
  static final BigDecimal LARGEST = BigDecimal.valueOf(1_000_000_000);

  static final int MOST_DECIMALS = 6;

  private Numbers() {}

  /** One form for equal values: 1.50 is 1.5, 1E2 is 100. */
  static BigDecimal plain(BigDecimal value) {
    BigDecimal stripped = value.stripTrailingZeros();
    return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
  }

  /**
   * @throws IllegalArgumentException if it is too large, or has more than 12 decimals
   */
  static BigDecimal moderate(String name, BigDecimal value) {
    if (value.abs().compareTo(LARGEST) > 0 || value.stripTrailingZeros().scale() > 12) {
      throw new IllegalArgumentException(
          name + " must be from -1000000000 to 1000000000 with at most 12 decimals: " + value);
    }
    return plain(value);
  }

  /** Halves away from zero, from the exact value of the double. */
  static BigDecimal rounded(double value, int decimals) {
    return plain(new BigDecimal(value).setScale(decimals, RoundingMode.HALF_UP));
  }

  /** {@code 1 / (1 + e^-z)}, by {@link StrictMath}: the same bits on every JDK. */
  static double logistic(double z) {
    return 1 / (1 + StrictMath.exp(-z));
  }

  static int decimals(int value) {
    if (value < 0 || value > MOST_DECIMALS) {
      throw new IllegalArgumentException("decimals must be 0 to " + MOST_DECIMALS + ": " + value);
    }
    return value;
  }
}
