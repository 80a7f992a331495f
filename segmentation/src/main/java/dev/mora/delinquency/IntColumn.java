package dev.mora.delinquency;

import java.util.Arrays;

/** Ints that grow. */
final class IntColumn {

  private static final int[] NOTHING = {};

  private int[] values = NOTHING;
  private int size;

  void add(int value) {
    if (size == values.length) {
      values = Arrays.copyOf(values, Math.max(4, size + (size >> 1)));
    }
    values[size++] = value;
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

  int size() {
    return size;
  }

  int[] toArray() {
    return size == values.length ? values : Arrays.copyOf(values, size);
  }
}
