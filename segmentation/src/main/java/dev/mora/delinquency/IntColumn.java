package dev.mora.delinquency;

import java.util.Arrays;

/** Ints that grow. */
final class IntColumn {

  private static final int[] NOTHING = {};
  private static final int FEW = 1 << 14;

  private int[] values = NOTHING;
  private int size;

  void add(int value) {
    if (size == values.length) {
      values = Arrays.copyOf(values, longer(size));
    }
    values[size++] = value;
  }

  /** In few steps to some thousands, then by halves. */
  static int longer(int size) {
    return size < FEW ? Math.max(4, size * 4) : size + (size >> 1);
  }

  int get(int index) {
    return values[index];
  }

  void set(int index, int value) {
    values[index] = value;
  }

  /** The one that was added last. */
  int removeLast() {
    return values[--size];
  }

  void clear() {
    size = 0;
  }

  int size() {
    return size;
  }

  int[] toArray() {
    return Arrays.copyOf(values, size);
  }
}
