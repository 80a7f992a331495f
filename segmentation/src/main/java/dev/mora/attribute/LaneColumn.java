package dev.mora.attribute;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One attribute of many cases as ints, in blocks that a loop can index from 0. There are two codes.
 *
 * <ul>
 *   <li><b>Narrow</b>, where the values that occur allow it: 0 for a missing value, else {@code 1 +
 *       (value - base) / unit} in 8, 16 or 31 bits, so that up to four columns share an array. A
 *       name is its place in {@code words}, one behind them if it is none of them.
 *   <li><b>Wide</b>: the value clamped to +-{@link #MOST}, below it {@link #MISSING}; a block with
 *       a clamped value keeps the exact longs beside it.
 * </ul>
 *
 * In both the difference of two ints never overflows, and what is missing lies below all else.
 */
final class LaneColumn {

  /** Cases in a block: a handful of blocks fit the first-level cache. */
  static final int BLOCK = 1024;

  static final int MOST = (1 << 30) - 1;
  static final int MISSING = -(1 << 30);

  /** Strings, or sets as {@link Form.Names}; null for values that are compared as numbers. */
  final @Nullable List<Object> words;

  private final Code code;
  private final int[][] blocks;
  private final long @Nullable [][] exact;

  /** For each block its least and greatest code, or bounds of them. */
  final int[] least;

  final int[] most;

  /**
   * How values became ints.
   *
   * @param top the greatest value of a narrow code
   * @param shift where the code begins in the int
   * @param mask its bits; 0 if it is wide, -1 if it has an int of its own
   */
  record Code(long base, long unit, long top, int shift, int mask) {

    static final Code WIDE = new Code(0, 1, 0, 0, 0);

    static Code ofNames(int words) {
      return new Code(0, 1, words, 0, -1);
    }

    boolean isWide() {
      return mask == 0;
    }

    /** Of a value from {@code base} to {@code top}. */
    int of(long value) {
      return 1 + (int) ((value - base) / unit);
    }
  }

  LaneColumn(
      @Nullable List<Object> words,
      Code code,
      int[][] blocks,
      long @Nullable [][] exact,
      int[] least,
      int[] most) {
    this.words = words;
    this.code = code;
    this.blocks = blocks;
    this.exact = exact;
    this.least = least;
    this.most = most;
  }

  static int clamp(long value) {
    return (int) Math.max(-MOST, Math.min(MOST, value));
  }

  /** The least code of a value that is there. */
  int known() {
    return code.isWide() ? -MOST : 1;
  }

  /** Whether every value tells by its code alone if it has reached the limit. */
  boolean tells(long limit) {
    return !code.isWide() || limit > -MOST && limit <= MOST;
  }

  /** The least code of the values that have reached the limit; one that none has if none has. */
  int codeFrom(long limit) {
    if (code.isWide()) {
      return Math.toIntExact(limit);
    }
    if (limit <= code.base()) {
      return 1;
    }
    return limit > code.top()
        ? code.of(code.top()) + 1
        : 2 + (int) ((limit - 1 - code.base()) / code.unit());
  }

  /** The codes of a block, in {@code scratch} if they share their array. */
  int[] codes(int block, int[] scratch, int n) {
    if (code.mask() == 0 || code.mask() == -1) {
      return blocks[block];
    }
    Passes.unpack(blocks[block], code.shift(), code.mask(), scratch, n);
    return scratch;
  }

  /** How many of the ascending limits each exact value has reached; only of a wide column. */
  void ranks(int block, long[] limits, int[] ranks, int n) {
    int[] lanes = blocks[block];
    long[] longs = exact == null ? null : exact[block];
    for (int i = 0; i < n; i++) {
      long value = longs == null ? lanes[i] : longs[i];
      int rank = 0;
      for (long limit : limits) {
        rank += value >= limit ? 1 : 0;
      }
      ranks[i] = lanes[i] == MISSING ? MISSING : rank;
    }
  }
}
