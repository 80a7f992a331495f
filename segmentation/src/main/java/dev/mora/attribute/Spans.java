package dev.mora.attribute;

import java.util.Arrays;

/**
 * A set of longs as the places where membership changes: from {@code toggles[0]} on it is the
 * opposite of {@code below}, from {@code toggles[1]} on {@code below} again, and so on.
 */
record Spans(boolean below, long[] toggles) {

  static final Spans NONE = new Spans(false, new long[0]);
  static final Spans ALL = new Spans(true, new long[0]);

  /** Both ends belong to it; empty if {@code low} is more than {@code high}. */
  static Spans between(long low, long high) {
    if (low > high) {
      return NONE;
    }
    boolean open = high == Long.MAX_VALUE;
    if (low == Long.MIN_VALUE) {
      return open ? ALL : new Spans(true, new long[] {high + 1});
    }
    return new Spans(false, open ? new long[] {low} : new long[] {low, high + 1});
  }

  static Spans of(long... points) {
    long[] sorted = points.clone();
    Arrays.sort(sorted);
    long[] toggles = new long[2 * sorted.length];
    int size = 0;
    boolean below = false;
    for (long point : sorted) {
      if (size > 0 && toggles[size - 1] > point) {
        continue;
      }
      if (size > 0 && toggles[size - 1] == point) {
        size--;
      } else if (point == Long.MIN_VALUE) {
        below = true;
      } else {
        toggles[size++] = point;
      }
      if (point != Long.MAX_VALUE) {
        toggles[size++] = point + 1;
      }
    }
    return new Spans(below, Arrays.copyOf(toggles, size));
  }

  /**
   * @param toggles ascending; two at one place are none
   */
  static Spans changing(boolean below, long[] toggles) {
    long[] result = new long[toggles.length];
    int size = 0;
    for (long toggle : toggles) {
      if (size > 0 && result[size - 1] == toggle) {
        size--;
      } else {
        result[size++] = toggle;
      }
    }
    return new Spans(below, Arrays.copyOf(result, size));
  }

  Spans not() {
    return new Spans(!below, toggles);
  }

  Spans and(Spans other) {
    return not().or(other.not()).not();
  }

  Spans or(Spans other) {
    long[] merged = new long[toggles.length + other.toggles.length];
    int size = 0;
    int i = 0;
    int j = 0;
    boolean now = below || other.below;
    while (i < toggles.length || j < other.toggles.length) {
      long at =
          j == other.toggles.length || i < toggles.length && toggles[i] <= other.toggles[j]
              ? toggles[i]
              : other.toggles[j];
      i += i < toggles.length && toggles[i] == at ? 1 : 0;
      j += j < other.toggles.length && other.toggles[j] == at ? 1 : 0;
      boolean next = (below ^ (i & 1) == 1) || (other.below ^ (j & 1) == 1);
      if (next != now) {
        merged[size++] = at;
        now = next;
      }
    }
    return new Spans(below || other.below, Arrays.copyOf(merged, size));
  }

  boolean holds(long value) {
    return below ^ (reached(toggles, value) & 1) == 1;
  }

  /** How many of the ascending limits the value has reached. */
  static int reached(long[] limits, long value) {
    int reached = 0;
    for (long limit : limits) {
      reached += value >= limit ? 1 : 0;
    }
    return reached;
  }

  /** One value of each stretch between ascending limits. */
  static long[] samples(long[] limits) {
    long[] samples = new long[limits.length + 1];
    for (int i = 0; i < limits.length; i++) {
      samples[i + 1] = limits[i];
    }
    samples[0] = limits.length == 0 || limits[0] == Long.MIN_VALUE ? Long.MIN_VALUE : limits[0] - 1;
    return samples;
  }

  boolean isNone() {
    return !below && toggles.length == 0;
  }

  boolean isAll() {
    return below && toggles.length == 0;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Spans that
        && below == that.below
        && Arrays.equals(toggles, that.toggles);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(toggles) + Boolean.hashCode(below);
  }

  @Override
  public String toString() {
    return below + " " + Arrays.toString(toggles);
  }
}
