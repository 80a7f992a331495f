package dev.mora.delinquency;

import java.util.Arrays;

/** Longs that grow. */
final class LongColumn {

  private static final long[] NOTHING = {};

  private long[] values = NOTHING;
  private int size;

  void add(long value) {
    if (size == values.length) {
      values = Arrays.copyOf(values, IntColumn.longer(size));
    }
    values[size++] = value;
  }

  long get(int index) {
    return values[index];
  }

  void set(int index, long value) {
    values[index] = value;
  }

  void clear() {
    size = 0;
  }

  int size() {
    return size;
  }

  long[] toArray() {
    return Arrays.copyOf(values, size);
  }
}
