package dev.mora.score;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Whether what was said to happen did: accounts in the order of their probability, cut into equal
 * slices, each with the mean probability beside the share that the event came true for.
 */
public record Calibration(List<Slice> slices) {

  /**
   * @param accounts how many are in it
   * @param predicted mean probability
   * @param observed share of those for whom it came true
   */
  public record Slice(int accounts, double predicted, double observed) {}

  public Calibration {
    slices = List.copyOf(slices);
  }

  /** Ten slices, or as many as there are accounts. */
  public static Calibration byDecile(double[] probabilities, boolean[] happened) {
    return of(probabilities, happened, 10);
  }

  /**
   * Classes differ by at most one account; equal probabilities stay in the order given.
   *
   * @param slices at least 1
   */
  public static Calibration of(double[] probabilities, boolean[] happened, int slices) {
    int size = probabilities.length;
    if (size != happened.length || slices < 1) {
      throw new IllegalArgumentException("an outcome for each probability, and a slice");
    }
    Integer[] order = new Integer[size];
    Arrays.setAll(order, i -> i);
    Arrays.sort(order, Comparator.comparingDouble(i -> probabilities[i]));
    List<Slice> result = new ArrayList<>();
    int parts = Math.min(slices, size);
    for (int part = 0; part < parts; part++) {
      int from = (int) ((long) size * part / parts);
      int to = (int) ((long) size * (part + 1) / parts);
      double sum = 0;
      int hits = 0;
      for (int i = from; i < to; i++) {
        sum += probabilities[order[i]];
        hits += happened[order[i]] ? 1 : 0;
      }
      result.add(new Slice(to - from, sum / (to - from), (double) hits / (to - from)));
    }
    return new Calibration(result);
  }
}
