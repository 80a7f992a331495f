package dev.mora.attribute;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
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

  /** Tables of more codes would crowd the cache. */
  private static final int MOST_CODES = 2048;

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

  /** Of a narrow column, the one for a missing value included; of a wide one too many. */
  private long codes() {
    if (isClamped() || least > most) {
      return Long.MAX_VALUE;
    }
    return codes == null ? (most - least) / Math.max(1, unit) + 2 : words.size() + 1L;
  }

  /** All columns of as many rows; those that are narrow enough share bytes. */
  static List<LaneColumn> build(List<LaneColumnBuilder> columns, int rows) {
    LaneColumn[] result = new LaneColumn[columns.size()];
    List<Shared> shared = new ArrayList<>();
    List<Integer> largestFirst = new ArrayList<>();
    for (int i = 0; i < result.length; i++) {
      largestFirst.add(i);
    }
    largestFirst.sort(Comparator.comparing(i -> -columns.get(i).codes()));
    for (int i : largestFirst) {
      LaneColumnBuilder column = columns.get(i);
      column.missingUpTo(rows - 1);
      result[i] = column.codes() > LaneColumn.Narrow.NUMBERS ? column.alone() : column.in(shared);
    }
    return List.of(result);
  }

  /** Bytes that hold a number below {@code numbers}. */
  private static final class Shared {
    final byte[][] bytes;
    int numbers = 1;

    Shared(int blocks) {
      bytes = new byte[blocks][BLOCK];
    }
  }

  private LaneColumn in(List<Shared> shared) {
    int codes = (int) codes();
    Shared bytes =
        shared.stream()
            .filter(one -> one.numbers * codes <= LaneColumn.Narrow.NUMBERS)
            .findFirst()
            .orElseGet(() -> new Shared(lanes.size()));
    if (bytes.numbers == 1) {
      shared.add(bytes);
    }
    LaneColumn.Narrow narrow = narrow(bytes.numbers);
    for (int block = 0; block < lanes.size(); block++) {
      for (int i = 0; i < BLOCK; i++) {
        bytes.bytes[block][i] += (byte) (code(narrow, lanes.get(block)[i]) * narrow.stride());
      }
    }
    bytes.numbers *= codes;
    return LaneColumn.shared(names(), narrow, bytes.bytes);
  }

  private LaneColumn alone() {
    int[][] blocks = lanes.toArray(int[][]::new);
    if (codes() > MOST_CODES) {
      return LaneColumn.wide(names(), blocks, isClamped() ? exact.toArray(long[][]::new) : null);
    }
    LaneColumn.Narrow narrow = narrow(1);
    for (int[] block : blocks) {
      Arrays.setAll(block, i -> code(narrow, block[i]));
    }
    return LaneColumn.narrow(names(), narrow, blocks);
  }

  private LaneColumn.Narrow narrow(int stride) {
    boolean numbers = codes == null;
    return new LaneColumn.Narrow(
        numbers ? least : 0, numbers ? Math.max(1, unit) : 1, (int) codes(), stride);
  }

  private static int code(LaneColumn.Narrow narrow, int lane) {
    return lane == MISSING ? 0 : narrow.of(lane);
  }

  private @Nullable List<Object> names() {
    return codes == null ? null : List.copyOf(words);
  }
}
