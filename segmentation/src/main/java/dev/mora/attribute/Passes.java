package dev.mora.attribute;

import java.util.Arrays;

/**
 * The loops over a block. None has a branch that depends on data; those that look something up are
 * bound by the loads from the first-level cache.
 */
final class Passes {

  private Passes() {}

  /** ANDs what the table has for the code of a column. */
  static void one(int[] codes, long[] table, long[] answers, int n) {
    for (int i = 0; i < n; i++) {
      answers[i] &= table[codes[i]];
    }
  }

  static void one(byte[] codes, long[] table, long[] answers, int n) {
    for (int i = 0; i < n; i++) {
      answers[i] &= table[codes[i] & 255];
    }
  }

  /** {@link #one(byte[], long[], long[], int)} for two columns at once. */
  static void two(byte[] a, long[] ofA, byte[] b, long[] ofB, long[] answers, int n) {
    for (int i = 0; i < n; i++) {
      answers[i] &= ofA[a[i] & 255] & ofB[b[i] & 255];
    }
  }

  /** {@link #one(int[], long[], long[], int)} for the cases at some places of the block. */
  static void one(int[] codes, long[] table, int[] cases, long[] answers, int n) {
    for (int i = 0; i < n; i++) {
      answers[i] &= table[codes[cases[i]]];
    }
  }

  static void one(byte[] codes, long[] table, int[] cases, long[] answers, int n) {
    for (int i = 0; i < n; i++) {
      answers[i] &= table[codes[cases[i]] & 255];
    }
  }

  static void two(byte[] a, long[] ofA, byte[] b, long[] ofB, int[] cases, long[] answers, int n) {
    for (int i = 0; i < n; i++) {
      int one = cases[i];
      answers[i] &= ofA[a[one] & 255] & ofB[b[one] & 255];
    }
  }

  /** ANDs what the table has for a byte of the answers. */
  static void link(int shift, long[] table, long[] answers, int n) {
    for (int i = 0; i < n; i++) {
      long bits = answers[i];
      answers[i] = bits & table[(int) (bits >>> shift) & 255];
    }
  }

  /**
   * Looks up the lowest of the bits that are asked.
   *
   * @param places for each of 64 bits, and for none
   * @param at where the block begins in {@code out}
   */
  static void lowest(long[] answers, long asked, int[] places, int[] out, int at, int n) {
    for (int i = 0; i < n; i++) {
      out[at + i] = places[Long.numberOfTrailingZeros(answers[i] & asked)];
    }
  }

  static void lowest(
      long[] answers, long asked, int[] places, int[] out, int at, int[] cases, int n) {
    for (int i = 0; i < n; i++) {
      out[at + cases[i]] = places[Long.numberOfTrailingZeros(answers[i] & asked)];
    }
  }

  /** Keeps a place that was found before, which is less, and counts where there is still none. */
  static int lowestOfRest(
      long[] answers, long asked, int[] places, int none, int[] out, int at, int[] cases, int n) {
    int found = 0;
    for (int i = 0; i < n; i++) {
      int one = at + cases[i];
      int place = Math.min(out[one], places[Long.numberOfTrailingZeros(answers[i] & asked)]);
      out[one] = place;
      found += place - none >>> 31;
    }
    return n - found;
  }

  static void fill(int place, int[] out, int at, int[] cases, int n) {
    for (int i = 0; i < n; i++) {
      out[at + cases[i]] = place;
    }
  }

  /** Lists the cases that have no place yet, and counts them. */
  static int open(int[] cases, int n, int[] out, int at, int none, int[] open) {
    int count = 0;
    for (int i = 0; i < n; i++) {
      int one = cases[i];
      open[count] = one;
      count += 1 - (out[at + one] - none >>> 31);
    }
    return count;
  }

  /**
   * Lists the cases for which something holds and the others, in order.
   *
   * @param held 1 for each code for which it does
   * @return how many it holds for
   */
  static int part(int[] codes, int[] held, int[] cases, int n, int[] yes, int[] no) {
    int count = 0;
    for (int i = 0; i < n; i++) {
      int one = cases[i];
      yes[count] = one;
      no[i - count] = one;
      count += held[codes[one]];
    }
    return count;
  }

  static int part(byte[] codes, int[] held, int[] cases, int n, int[] yes, int[] no) {
    int count = 0;
    for (int i = 0; i < n; i++) {
      int one = cases[i];
      yes[count] = one;
      no[i - count] = one;
      count += held[codes[one] & 255];
    }
    return count;
  }

  static void gather(int[] from, int[] cases, int[] to, int n) {
    for (int i = 0; i < n; i++) {
      to[i] = from[cases[i]];
    }
  }

  static void scatter(int[] from, int[] cases, int[] to, int n) {
    for (int i = 0; i < n; i++) {
      to[cases[i]] = from[i];
    }
  }

  /**
   * Counts the limits that a value has reached, from 1 on; 0 for a missing value.
   *
   * @param values wide lanes, none of them clamped
   */
  static void rank(int[] values, long[] limits, int[] counts, int n) {
    Arrays.fill(counts, 0, n, 0);
    reached(values, -LaneColumn.MOST, counts, n);
    for (long limit : limits) {
      long bound = Math.max(-LaneColumn.MOST, Math.min(LaneColumn.MOST + 1, limit));
      reached(values, (int) bound, counts, n);
    }
  }

  /** Adds one where a value has reached the bound; both are within 2^30. */
  private static void reached(int[] values, int bound, int[] counts, int n) {
    int last = bound - 1;
    for (int i = 0; i < n; i++) {
      counts[i] += (last - values[i]) >>> 31;
    }
  }
}
