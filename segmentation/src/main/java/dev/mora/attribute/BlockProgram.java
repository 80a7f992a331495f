package dev.mora.attribute;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * A {@link Program} that is asked of one block of cases at a time, one lookup after the other.
 * Immutable and thread-safe; what a run writes to is its {@link Scratch}.
 */
final class BlockProgram {

  private final Program program;
  private final List<BlockProgram> parts;
  private final List<Step> steps = new ArrayList<>();

  private record OfBytes(byte[][] blocks, long[] table) {}

  /** A round; columns that share bytes are looked up together. */
  private record Step(Round round, OfBytes[] bytes, Round.Lookup[] others) {}

  /** What one thread needs. */
  static final class Scratch {

    /** Of the columns that do not share bytes, for the block at hand. */
    final int[][] codes;

    private final long[] answers = new long[LaneColumn.BLOCK];
    private final int[][] parts;
    private final Scratch[] ofParts;

    Scratch(BlockProgram program, int columns) {
      this(program, new int[columns][]);
    }

    private Scratch(BlockProgram program, int[][] codes) {
      this.codes = codes;
      parts = new int[program.parts.size()][LaneColumn.BLOCK];
      ofParts =
          program.parts.stream().map(part -> new Scratch(part, codes)).toArray(Scratch[]::new);
    }
  }

  BlockProgram(Program program, List<LaneColumn> columns) {
    this.program = program;
    parts = program.parts().stream().map(part -> new BlockProgram(part, columns)).toList();
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

  /** All limits of a column that matter, ascending. */
  Map<Integer, long[]> limits() {
    return program.limits();
  }

  /**
   * Asks the cases {@code from} to {@code to} of a block and writes the first condition that is
   * true of each, or the number of conditions.
   *
   * @param at where the block's first case stands in {@code out}
   */
  void run(Scratch scratch, int block, int from, int to, int[] out, int at) {
    for (int i = 0; i < parts.size(); i++) {
      parts.get(i).run(scratch.ofParts[i], block, 0, to, scratch.parts[i], 0);
    }
    int none = program.otherwise();
    int left = to - from;
    if (steps.isEmpty()) {
      Arrays.fill(out, at + from, at + to, none);
    }
    for (int i = 0; i < steps.size() && left > 0; i++) {
      Round round = steps.get(i).round();
      answer(steps.get(i), scratch, block, to);
      long[] answers = scratch.answers;
      if (i == 0) {
        Passes.lowest(answers, round.asked(), round.places(), out, at, from, to);
      } else {
        left = Passes.lowestOfRest(answers, round.asked(), round.places(), none, out, at, from, to);
      }
    }
  }

  private static void answer(Step step, Scratch scratch, int block, int n) {
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
      int column = lookup.column();
      int[] codes = column < 0 ? scratch.parts[-1 - column] : scratch.codes[column];
      Passes.one(codes, lookup.table(), answers, n);
    }
    for (Round.Link link : step.round().links()) {
      Passes.link(link.shift(), link.table(), answers, n);
    }
  }
}
