package dev.mora.score;

import java.math.BigDecimal;

/**
 * How odds become points: {@code baseScore} points at odds of {@code baseOdds} good to one bad, and
 * {@code pdo} points more each time the odds double. {@code factor = pdo / ln 2}, {@code offset =
 * baseScore - factor * ln baseOdds}, {@code score = offset + factor * ln odds}. Doubles with {@link
 * StrictMath}, so that every JDK gives the same bits.
 *
 * @param pdo points to double the odds; above 0: more points are better
 */
public record Scaling(BigDecimal baseScore, BigDecimal baseOdds, BigDecimal pdo) {

  private static final BigDecimal LARGEST = BigDecimal.valueOf(1_000_000);

  public Scaling {
    baseScore = Numbers.plain(baseScore);
    baseOdds = Numbers.plain(baseOdds);
    pdo = Numbers.plain(pdo);
    if (baseScore.abs().compareTo(LARGEST) > 0) {
      throw new IllegalArgumentException("baseScore must be from -1000000 to 1000000");
    }
    requirePositive("baseOdds", baseOdds);
    requirePositive("pdo", pdo);
  }

  public static Scaling of(int baseScore, int baseOdds, int pdo) {
    return new Scaling(
        BigDecimal.valueOf(baseScore), BigDecimal.valueOf(baseOdds), BigDecimal.valueOf(pdo));
  }

  public double factor() {
    return pdo.doubleValue() / StrictMath.log(2);
  }

  public double offset() {
    return baseScore.doubleValue() - factor() * StrictMath.log(baseOdds.doubleValue());
  }

  /**
   * @param odds good to bad, above 0
   */
  public double score(double odds) {
    return scoreOfLogOdds(StrictMath.log(odds));
  }

  /** Without the way over the odds, which overflow where their logarithm does not. */
  public double scoreOfLogOdds(double logOdds) {
    return offset() + factor() * logOdds;
  }

  /** Of the bad, {@code 1 / (1 + odds)}. */
  public double probabilityOfBad(double score) {
    return Numbers.logistic(-(score - offset()) / factor());
  }

  private static void requirePositive(String name, BigDecimal value) {
    if (value.signum() <= 0 || value.compareTo(LARGEST) > 0 || value.scale() > 6) {
      throw new IllegalArgumentException(
          name + " must be above 0, at most 1000000 and have at most 6 decimals: " + value);
    }
  }
}
