package dev.mora.attribute;

import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What one thread writes to while it asks a block. Arrays are made when they are first needed. */
final class Scratch {

  /** The places of a block in order. A list of cases that is this one is gone through faster. */
  final int[] all = new int[LaneColumn.BLOCK];

  final long[] answers = new long[LaneColumn.BLOCK];
  final int[] values = new int[LaneColumn.BLOCK];
  final int[] counts = new int[LaneColumn.BLOCK];

  /** By place in the block, of each column that does not share bytes, as last asked for. */
  final int[][] codes;

  private final int[] @Nullable [] ranks;
  private final int[] @Nullable [] rooms;
  private final int[] @Nullable [] lists;

  /**
   * @param rooms for answers of programs to others
   * @param depth of the plan
   */
  Scratch(int columns, int rooms, int depth) {
    codes = new int[columns][];
    ranks = new int[columns][];
    this.rooms = new int[rooms][];
    lists = new int[2 * depth + 2][];
    Arrays.setAll(all, i -> i);
  }

  /** Where a wide column's codes go. */
  int[] ranks(int column) {
    return made(ranks, column);
  }

  int[] room(int place) {
    return made(rooms, place);
  }

  int[] held(int depth) {
    return made(lists, 2 * depth);
  }

  int[] rest(int depth) {
    return made(lists, 2 * depth + 1);
  }

  private static int[] made(int[] @Nullable [] arrays, int place) {
    if (arrays[place] == null) {
      arrays[place] = new int[LaneColumn.BLOCK];
    }
    return Objects.requireNonNull(arrays[place]);
  }
}
