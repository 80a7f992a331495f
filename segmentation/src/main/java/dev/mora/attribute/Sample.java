package dev.mora.attribute;

import java.util.Arrays;

/**
 * The values of one attribute among its peers, each once and rising, with how many are smaller.
 * Sorted once; a percentile is a binary search.
 */
final class Sample {

  private final long[] values;
  private final long[] smaller;
  private final long size;

  /**
   * @param values rising, each once
   * @param counts how many have each, at least 1
   */
  Sample(long[] values, long[] counts) {
    this.values = values.clone();
    smaller = new long[values.length];
    long sum = 0;
    for (int i = 0; i < values.length; i++) {
      if (counts[i] < 1 || (i > 0 && values[i] <= values[i - 1])) {
        throw new IllegalArgumentException("rising values with counts of 1 or more");
      }
      smaller[i] = sum;
      sum = Math.addExact(sum, counts[i]);
    }
    size = sum;
  }

  /** Takes values in any order. */
  static final class Collector {

    private long[] values = new long[16];
    private int size;

    void add(long value) {
      if (size == values.length) {
        values = Arrays.copyOf(values, Math.multiplyExact(size, 2));
      }
      values[size++] = value;
    }

    Sample sorted() {
      Arrays.sort(values, 0, size);
      long[] distinct = new long[size];
      long[] counts = new long[size];
      int last = -1;
      for (int i = 0; i < size; i++) {
        if (last < 0 || values[i] != distinct[last]) {
          distinct[++last] = values[i];
        }
        counts[last]++;
      }
      return new Sample(Arrays.copyOf(distinct, last + 1), Arrays.copyOf(counts, last + 1));
    }
  }

  long size() {
    return size;
  }

  long smallerThan(long value) {
    int place = Arrays.binarySearch(values, value);
    if (place < 0) {
      place = -place - 1;
    }
    return place < values.length ? smaller[place] : size;
  }

  int distinct() {
    return values.length;
  }

  long value(int place) {
    return values[place];
  }

  long count(int place) {
    return (place + 1 < values.length ? smaller[place + 1] : size) - smaller[place];
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Sample that
        && size == that.size
        && Arrays.equals(values, that.values)
        && Arrays.equals(smaller, that.smaller);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(values) * 31 + Arrays.hashCode(smaller);
  }
}
