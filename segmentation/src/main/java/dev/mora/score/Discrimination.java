package dev.mora.score;

import java.util.Arrays;
import java.util.Comparator;

/**
 * How well a score tells the good from the bad. Equal scores count half.
 *
 * @param auc the chance that a good account scores higher than a bad one: 1 if it always does, 0.5
 *     for a coin
 * @param ks the largest distance between the two cumulative distributions, 0 to 1
 */
public record Discrimination(double auc, double ks) {

  /**
   * @param scores higher is better
   * @param bad what became of the account with the score at the same place
   */
  public static Discrimination of(double[] scores, boolean[] bad) {
    if (scores.length != bad.length) {
      throw new IllegalArgumentException("an outcome for each score");
    }
    Integer[] order = new Integer[scores.length];
    Arrays.setAll(order, i -> i);
    Arrays.sort(order, Comparator.comparingDouble(i -> scores[i]));
    long allBad = 0;
    for (boolean one : bad) {
      allBad += one ? 1 : 0;
    }
    long allGood = bad.length - allBad;
    if (allBad == 0 || allGood == 0) {
      throw new IllegalArgumentException("there must be good and bad accounts");
    }
    double pairs = 0;
    double distance = 0;
    long badBelow = 0;
    long goodBelow = 0;
    for (int from = 0; from < order.length; ) {
      int to = from;
      long badHere = 0;
      while (to < order.length && Double.compare(scores[order[to]], scores[order[from]]) == 0) {
        badHere += bad[order[to]] ? 1 : 0;
        to++;
      }
      long goodHere = to - from - badHere;
      pairs += goodHere * (badBelow + badHere / 2.0);
      badBelow += badHere;
      goodBelow += goodHere;
      distance =
          Math.max(distance, Math.abs((double) badBelow / allBad - (double) goodBelow / allGood));
      from = to;
    }
    return new Discrimination(pairs / ((double) allGood * allBad), distance);
  }

  /** {@code 2 * AUC - 1}. */
  public double gini() {
    return 2 * auc - 1;
  }
}
