package dev.mora.attribute;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Grows a {@link LaneColumn} by one case at a time; cases that are passed over are missing. Holds
 * wide codes until the end, when it is known what values there are.
 */
final class LaneColumnBuilder {

  private static final int BLOCK = LaneColumn.BLOCK;
  private static final int MISSING = LaneColumn.MISSING;

  private final @Nullable Map<Object, Integer> codes;
  private final List<Object> words = new ArrayList<>();
  private final List<int[]> lanes = new ArrayList<>();
  private final List<long @Nullable []> exact = new ArrayList<>();
  private int size;
  private long least = Long.MAX_VALUE;
  private long most = Long.MIN_VALUE;

  /** The greatest common divisor of the differences to the first value. */
  private long unit;

  private long first;

  LaneColumnBuilder(boolean names) {
    codes = names ? new HashMap<>() : null;
  }

  void word(int row, Object word) {
    if (codes == null) {
      throw new IllegalStateException("a column of numbers");
    }
    Integer code = codes.putIfAbsent(word, words.size());
    if (code == null) {
      words.add(word);
    }
    value(row, code == null ? words.size() - 1 : code);
  }

  void value(int row, long value) {
    missingUpTo(row);
    int block = row / BLOCK;
    int lane = LaneColumn.clamp(value);
    if (lane != value && exact.get(block) == null) {
      exact.set(block, longs(lanes.get(block)));
    }
    lanes.get(block)[row % BLOCK] = lane;
    long[] longs = exact.get(block);
    if (longs != null) {
      longs[row % BLOCK] = value;
    }
    note(value);
  }

  private void note(long value) {
    if (least > most) {
      first = value;
    }
    least = Math.min(least, value);
    most = Math.max(most, value);
    if (unit != 1) {
      unit = divisor(unit, value - first);
    }
  }

  private static long divisor(long a, long b) {
    long x = Math.abs(a);
    long y = Math.abs(b);
    while (y != 0) {
      long rest = x % y;
      x = y;
      y = rest;
    }
    return x;
  }

  private void missingUpTo(int row) {
    while (size <= row) {
      if (size % BLOCK == 0) {
        lanes.add(new int[BLOCK]);
        exact.add(null);
      }
      lanes.get(size / BLOCK)[size % BLOCK] = MISSING;
      size++;
    }
  }

  private static long[] longs(int[] lanes) {
    long[] result = new long[BLOCK];
    for (int i = 0; i < BLOCK; i++) {
      result[i] = lanes[i];
    }
    return result;
  }

  private boolean isClamped() {
    return exact.stream().anyMatch(longs -> longs != null);
  }

  /** Bits that a narrow code needs: 8, 16 or 32; more if there is none. */
  private int width() {
    if (isClamped() || least > most) {
      return 64;
    }
    long most = codes == null ? (this.most - least) / Math.max(1, unit) + 1 : words.size() + 1;
    return most < 1 << 8 ? 8 : most < 1 << 16 ? 16 : codes == null ? 64 : 32;
  }

  /** All columns of as many rows, with those that are narrow enough in common arrays. */
  static List<LaneColumn> build(List<LaneColumnBuilder> columns, int rows) {
    List<LaneColumn> result = new ArrayList<>();
    Map<Integer, int[][]> open = new HashMap<>();
    Map<Integer, Integer> shifts = new HashMap<>();
    for (LaneColumnBuilder column : columns) {
      column.missingUpTo(rows - 1);
      int width = column.width();
      if (width == 64) {
        result.add(column.wide(rows));
        continue;
      }
      int shift = shifts.getOrDefault(width, Integer.SIZE) % Integer.SIZE;
      int[][] shared = shift == 0 ? null : open.get(width);
      if (shared == null) {
        shared = new int[column.lanes.size()][BLOCK];
        open.put(width, shared);
      }
      shifts.put(width, shift + width);
      result.add(column.narrow(rows, shared, shift, width));
    }
    return result;
  }

  private LaneColumn wide(int rows) {
    int[][] blocks = lanes.toArray(int[][]::new);
    return column(
        LaneColumn.Code.WIDE,
        blocks,
        isClamped() ? exact.toArray(long[][]::new) : null,
        blocks,
        rows);
  }

  private LaneColumn narrow(int rows, int[][] shared, int shift, int width) {
    boolean names = codes != null;
    int mask = width == Integer.SIZE ? -1 : (1 << width) - 1;
    LaneColumn.Code code =
        names
            ? new LaneColumn.Code(0, 1, words.size(), shift, mask)
            : new LaneColumn.Code(least, Math.max(1, unit), most, shift, mask);
    int[][] blocks = lanes.toArray(int[][]::new);
    for (int block = 0; block < blocks.length; block++) {
      for (int i = 0; i < BLOCK; i++) {
        int lane = blocks[block][i];
        blocks[block][i] = lane == MISSING || block * BLOCK + i >= rows ? 0 : code.of(lane);
        shared[block][i] |= blocks[block][i] << shift;
      }
    }
    return column(code, shared, null, blocks, rows);
  }

  private LaneColumn column(
      LaneColumn.Code code, int[][] blocks, long @Nullable [][] exact, int[][] codesOf, int rows) {
    int[] lowest = new int[codesOf.length];
    int[] highest = new int[codesOf.length];
    for (int block = 0; block < codesOf.length; block++) {
      int in = Math.min(BLOCK, rows - block * BLOCK);
      lowest[block] = Integer.MAX_VALUE;
      highest[block] = Integer.MIN_VALUE;
      for (int i = 0; i < in; i++) {
        lowest[block] = Math.min(lowest[block], codesOf[block][i]);
        highest[block] = Math.max(highest[block], codesOf[block][i]);
      }
    }
    return new LaneColumn(
        codes == null ? null : List.copyOf(words), code, blocks, exact, lowest, highest);
  }
}
