package dev.mora.score;

import java.util.Arrays;

/**
 * Whether those that are scored now are like those that the model was made with: {@code sum((a - e)
 * * ln(a / e))} over the classes, where e and a are the shares expected and actual. A class that is
 * empty on one side counts one half there, so that the logarithm stays finite; one that is empty on
 * both counts nothing.
 *
 * @param index 0 if nothing changed
 */
public record PopulationStability(double index) {

  private static final double STABLE_BELOW = 0.10;
  private static final double INVESTIGATE_ABOVE = 0.25;

  /** A rule of thumb: below 0.10, up to 0.25, above. */
  public enum Verdict {
    STABLE,
    WATCH,
    INVESTIGATE
  }

  /**
   * @param expected accounts by class when the model was made
   * @param actual accounts by the same classes now
   */
  public static PopulationStability of(long[] expected, long[] actual) {
    if (expected.length != actual.length || expected.length == 0) {
      throw new IllegalArgumentException("the same classes on both sides, at least one");
    }
    double allExpected = total(expected);
    double allActual = total(actual);
    double index = 0;
    for (int i = 0; i < expected.length; i++) {
      if (expected[i] == 0 && actual[i] == 0) {
        continue;
      }
      double e = Math.max(expected[i], 0.5) / allExpected;
      double a = Math.max(actual[i], 0.5) / allActual;
      index += (a - e) * StrictMath.log(a / e);
    }
    return new PopulationStability(index);
  }

  private static double total(long[] counts) {
    if (Arrays.stream(counts).anyMatch(count -> count < 0)) {
      throw new IllegalArgumentException("a count is not negative");
    }
    long sum = Arrays.stream(counts).sum();
    if (sum == 0) {
      throw new IllegalArgumentException("nobody to compare");
    }
    return sum;
  }

  public Verdict verdict() {
    return index < STABLE_BELOW
        ? Verdict.STABLE
        : index <= INVESTIGATE_ABOVE ? Verdict.WATCH : Verdict.INVESTIGATE;
  }
}
