package dev.mora.attribute;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One attribute of many cases as small numbers, in blocks that a loop can index from 0.
 *
 * <ul>
 *   <li><b>Narrow</b>, where there are few values: code 0 for a missing value, else {@code 1 +
 *       (value - base) / unit}; a name is its place in {@code words}. Columns share bytes as the
 *       digits of one number do, as long as the number is below 256; those of more codes have ints.
 *   <li><b>Wide</b>: ints, the value clamped to +-{@link #MOST}, below it {@link #MISSING}; a block
 *       with a clamped value keeps the exact longs beside it.
 * </ul>
 */
final class LaneColumn {

  static final int BLOCK = 1024;

  static final int MOST = (1 << 30) - 1;
  static final int MISSING = -(1 << 30);

  /** Strings, or sets as {@link Form.Names}; null for values that are compared as numbers. */
  final @Nullable List<Object> words;

  /** Null for a wide column. */
  private final @Nullable Narrow narrow;

  private final byte @Nullable [][] bytes;
  private final int[][] ints;
  private final long @Nullable [][] exact;

  /**
   * How values became codes.
   *
   * @param codes how many there are, the one for a missing value included
   * @param stride what one more adds to the number in the byte that is shared
   */
  record Narrow(long base, long unit, int codes, int stride) {

    /** That a byte can hold. */
    static final int NUMBERS = 256;

    int of(long value) {
      return 1 + (int) ((value - base) / unit);
    }

    /** The number in the shared byte stands for this code. */
    int digit(int number) {
      return number / stride % codes;
    }
  }

  private LaneColumn(
      @Nullable List<Object> words,
      @Nullable Narrow narrow,
      byte @Nullable [][] bytes,
      int[][] ints,
      long @Nullable [][] exact) {
    this.words = words;
    this.narrow = narrow;
    this.bytes = bytes;
    this.ints = ints;
    this.exact = exact;
  }

  static LaneColumn shared(@Nullable List<Object> words, Narrow narrow, byte[][] bytes) {
    return new LaneColumn(words, narrow, bytes, new int[0][], null);
  }

  static LaneColumn narrow(@Nullable List<Object> words, Narrow narrow, int[][] codes) {
    return new LaneColumn(words, narrow, null, codes, null);
  }

  static LaneColumn wide(@Nullable List<Object> words, int[][] lanes, long @Nullable [][] exact) {
    return new LaneColumn(words, null, null, lanes, exact);
  }

  static int clamp(long value) {
    return (int) Math.max(-MOST, Math.min(MOST, value));
  }

  /** One value of each code from 1 on; a wide column has a code for each stretch between limits. */
  long[] samples(long[] limits) {
    if (narrow == null) {
      return Spans.samples(limits);
    }
    long[] samples = new long[narrow.codes() - 1];
    Arrays.setAll(samples, i -> narrow.base() + i * narrow.unit());
    return samples;
  }

  boolean isWide() {
    return narrow == null;
  }

  /** The bytes that it shares; null if it has ints. */
  byte @Nullable [][] bytes() {
    return bytes;
  }

  /** A table for the bytes that are shared out of one for the codes of this column. */
  long[] spread(long[] table) {
    Narrow own = Objects.requireNonNull(narrow);
    long[] all = new long[Narrow.NUMBERS];
    Arrays.setAll(all, number -> table[own.digit(number)]);
    return all;
  }

  /**
   * Gives the codes of some cases by their places in the block, of a column that has ints.
   *
   * @param place of this column
   */
  int[] codes(Scratch scratch, int place, int block, long[] limits, int[] cases, int n) {
    int[] lanes = ints[block];
    if (narrow != null) {
      return lanes;
    }
    int[] codes = scratch.ranks(place);
    long[] longs = exact == null ? null : exact[block];
    if (longs != null) {
      for (int i = 0; i < n; i++) {
        int one = cases[i];
        codes[one] = lanes[one] == MISSING ? 0 : 1 + Spans.reached(limits, longs[one]);
      }
    } else if (cases == scratch.all) {
      Passes.rank(lanes, limits, codes, n);
    } else {
      Passes.gather(lanes, cases, scratch.values, n);
      Passes.rank(scratch.values, limits, scratch.counts, n);
      Passes.scatter(scratch.counts, cases, codes, n);
    }
    return codes;
  }

  /** Whether the value of a case is one of those that are asked for. */
  boolean holds(Ask.One asked, int row) {
    int block = row / BLOCK;
    int place = row % BLOCK;
    if (narrow == null) {
      int lane = ints[block][place];
      long[] longs = exact == null ? null : exact[block];
      return lane == MISSING
          ? asked.missing()
          : asked.values().holds(longs == null ? lane : longs[place]);
    }
    int code = bytes == null ? ints[block][place] : narrow.digit(bytes[block][place] & 255);
    return code == 0
        ? asked.missing()
        : asked.values().holds(narrow.base() + (code - 1) * narrow.unit());
  }
}
