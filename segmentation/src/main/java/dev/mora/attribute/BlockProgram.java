package dev.mora.attribute;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntSupplier;

/**
 * A {@link Program} that is asked of cases of one block at a time, one lookup after the other.
 * Immutable and thread-safe; what a run writes to is its {@link Scratch}.
 */
final class BlockProgram {

  private final Program program;
  private final List<BlockProgram> parts;

  /** Where the answers of each part go. */
  private final int[] rooms;

  /** The columns that do not share bytes. */
  private final List<OfInts> ints = new ArrayList<>();

  private final List<Step> steps = new ArrayList<>();

  private record OfInts(int place, LaneColumn column, long[] limits) {}

  private record OfBytes(byte[][] blocks, long[] table) {}

  /** A round; columns that share bytes are looked up together. */
  private record Step(Round round, OfBytes[] bytes, Round.Lookup[] others) {}

  /**
   * @param newRoom gives numbers that no other program has
   */
  BlockProgram(Program program, List<LaneColumn> columns, IntSupplier newRoom) {
    this.program = program;
    parts = program.parts().stream().map(part -> new BlockProgram(part, columns, newRoom)).toList();
    rooms = parts.stream().mapToInt(part -> newRoom.getAsInt()).toArray();
    program
        .limits()
        .forEach(
            (place, limits) -> {
              if (columns.get(place).bytes() == null) {
                ints.add(new OfInts(place, columns.get(place), limits));
              }
            });
    program.rounds().forEach(round -> steps.add(step(round, columns)));
  }

  private static Step step(Round round, List<LaneColumn> columns) {
    Map<byte[][], long[]> bytes = new IdentityHashMap<>();
    List<Round.Lookup> others = new ArrayList<>();
    for (Round.Lookup lookup : round.lookups()) {
      LaneColumn column = lookup.column() < 0 ? null : columns.get(lookup.column());
      byte[][] shared = column == null ? null : column.bytes();
      if (column == null || shared == null) {
        others.add(lookup);
      } else {
        bytes.merge(shared, column.spread(lookup.table()), BlockProgram::and);
      }
    }
    return new Step(
        round,
        bytes.entrySet().stream()
            .map(entry -> new OfBytes(entry.getKey(), entry.getValue()))
            .toArray(OfBytes[]::new),
        others.toArray(Round.Lookup[]::new));
  }

  private static long[] and(long[] a, long[] b) {
    long[] both = new long[a.length];
    Arrays.setAll(both, i -> a[i] & b[i]);
    return both;
  }

  /**
   * Asks some cases and writes the first condition that is true of each, or the number of
   * conditions.
   *
   * @param cases places in the block, the first {@code n} of them
   * @param at where the block's first case stands in {@code out}
   */
  void run(Scratch scratch, int block, int[] cases, int n, int[] out, int at) {
    for (OfInts column : ints) {
      scratch.codes[column.place()] =
          column.column().codes(scratch, column.place(), block, column.limits(), cases, n);
    }
    ask(scratch, block, cases, n, out, at);
  }

  private void ask(Scratch scratch, int block, int[] cases, int n, int[] out, int at) {
    for (int i = 0; i < parts.size(); i++) {
      parts.get(i).ask(scratch, block, cases, n, scratch.room(rooms[i]), 0);
    }
    int none = program.otherwise();
    if (steps.isEmpty()) {
      Passes.fill(none, out, at, cases, n);
    }
    boolean all = cases == scratch.all;
    int left = n;
    for (int i = 0; i < steps.size() && left > 0; i++) {
      Round round = steps.get(i).round();
      long asked = round.asked();
      int[] places = round.places();
      if (all) {
        answer(steps.get(i), scratch, block, n);
      } else {
        answer(steps.get(i), scratch, block, cases, n);
      }
      long[] answers = scratch.answers;
      if (i > 0) {
        left = Passes.lowestOfRest(answers, asked, places, none, out, at, cases, n);
      } else if (all) {
        Passes.lowest(answers, asked, places, out, at, n);
      } else {
        Passes.lowest(answers, asked, places, out, at, cases, n);
      }
    }
  }

  private void answer(Step step, Scratch scratch, int block, int n) {
    long[] answers = scratch.answers;
    Arrays.fill(answers, 0, n, -1);
    OfBytes[] bytes = step.bytes();
    int pairs = bytes.length / 2 * 2;
    for (int i = 0; i < pairs; i += 2) {
      OfBytes a = bytes[i];
      OfBytes b = bytes[i + 1];
      Passes.two(a.blocks()[block], a.table(), b.blocks()[block], b.table(), answers, n);
    }
    if (pairs < bytes.length) {
      Passes.one(bytes[pairs].blocks()[block], bytes[pairs].table(), answers, n);
    }
    for (Round.Lookup lookup : step.others()) {
      Passes.one(codes(scratch, lookup), lookup.table(), answers, n);
    }
    for (Round.Link link : step.round().links()) {
      Passes.link(link.shift(), link.table(), answers, n);
    }
  }

  /** The same for some cases alone. */
  private void answer(Step step, Scratch scratch, int block, int[] cases, int n) {
    long[] answers = scratch.answers;
    Arrays.fill(answers, 0, n, -1);
    OfBytes[] bytes = step.bytes();
    int pairs = bytes.length / 2 * 2;
    for (int i = 0; i < pairs; i += 2) {
      OfBytes a = bytes[i];
      OfBytes b = bytes[i + 1];
      Passes.two(a.blocks()[block], a.table(), b.blocks()[block], b.table(), cases, answers, n);
    }
    if (pairs < bytes.length) {
      Passes.one(bytes[pairs].blocks()[block], bytes[pairs].table(), cases, answers, n);
    }
    for (Round.Lookup lookup : step.others()) {
      Passes.one(codes(scratch, lookup), lookup.table(), cases, answers, n);
    }
    for (Round.Link link : step.round().links()) {
      Passes.link(link.shift(), link.table(), answers, n);
    }
  }

  private int[] codes(Scratch scratch, Round.Lookup lookup) {
    int column = lookup.column();
    return column < 0 ? scratch.room(rooms[-1 - column]) : scratch.codes[column];
  }
}
