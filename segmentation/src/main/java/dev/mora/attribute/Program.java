package dev.mora.attribute;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;

/**
 * Conditions compiled to the columns of one layout, asked of one block at a time.
 *
 * <p><b>How it works.</b> Every alternative of a condition (the condition itself, or each part if
 * it is an {@code any}) is one bit of an int that each case has. All bits start set. A column is
 * read once for each pair of limits that occur on it, whichever rules they occur in: a comparison
 * gives all ones or all zeros, and with it the bits of all alternatives that a value beyond the
 * limit rules out are cleared together. What is left after the last column is the set of
 * alternatives that are true; the lowest bit is the first rule that holds. So the cost follows the
 * number of different limits, not the number of rules, no branch depends on data, and each pass is
 * a loop that compiles to vector instructions (see {@link Passes}). More than 64 alternatives take
 * another round, which is left out for a block in which every case has its rule.
 *
 * <p>Least and greatest value of a block settle many passes without running them: limits that no
 * value crosses, and the question whether a value is missing where none is.
 *
 * <p>Amounts that do not fit the lanes are compared exactly: if a limit is beyond the clamped
 * range, the column is replaced, block by block, by the number of limits that each exact long has
 * reached.
 *
 * <p>Immutable and thread-safe; what a run writes to is its {@link Scratch}.
 */
final class Program {

  private final int otherwise;
  private final List<Word> words = new ArrayList<>();
  private final List<Round> rounds = new ArrayList<>();

  /** What one thread needs to run a program. */
  static final class Scratch {

    private final int[][] answers;
    private final int[] codes = new int[LaneColumn.BLOCK];

    Scratch(Program program) {
      answers = new int[program.words.size()][LaneColumn.BLOCK];
    }
  }

  private Program(int otherwise) {
    this.otherwise = otherwise;
  }

  /** A condition that is empty holds for every case. */
  static Program of(List<Optional<Condition>> conditions, Layout layout, List<LaneColumn> columns) {
    Program program = new Program(conditions.size());
    Asking asking = new Asking(layout);
    for (int i = 0; i < conditions.size(); i++) {
      Ask ask = conditions.get(i).map(asking::whether).orElse(Ask.YES);
      if (ask instanceof Ask.Any any) {
        for (Ask part : any.parts()) {
          program.add(i, part);
        }
      } else {
        program.add(i, ask);
      }
      if (ask.equals(Ask.YES)) {
        break;
      }
    }
    program.layOut(columns);
    return program;
  }

  private void add(int condition, Ask alternative) {
    if (rounds.isEmpty() || rounds.get(rounds.size() - 1).isFull()) {
      rounds.add(new Round(otherwise, this::word));
    }
    rounds.get(rounds.size() - 1).add(condition, alternative);
  }

  private Word word() {
    Word word = new Word(words.size());
    words.add(word);
    return word;
  }

  private void layOut(List<LaneColumn> columns) {
    Map<Integer, long[]> ranked = new HashMap<>();
    Map<Integer, LongStream.Builder> toggles = new HashMap<>();
    for (Word word : words) {
      word.readings()
          .forEach(
              (column, readings) ->
                  readings.forEach(
                      reading -> {
                        for (long toggle : reading.one().values().toggles()) {
                          toggles.computeIfAbsent(column, key -> LongStream.builder()).add(toggle);
                        }
                      }));
    }
    toggles.forEach(
        (column, some) -> {
          long[] bounds = some.build().sorted().distinct().toArray();
          if (!LongStream.of(bounds).allMatch(columns.get(column)::tells)) {
            ranked.put(column, bounds);
          }
        });
    rounds.forEach(round -> round.layOut(columns, ranked));
  }

  /**
   * Asks the cases {@code from} to {@code to} of a block and writes the first condition that is
   * true of each, or the number of conditions.
   *
   * @param at where the block's first case stands in {@code out}
   */
  void run(Scratch scratch, int block, int from, int to, int[] out, int at) {
    if (rounds.isEmpty()) {
      Arrays.fill(out, at + from, at + to, otherwise);
      return;
    }
    int left = to - from;
    for (int i = 0; i < rounds.size() && left > 0; i++) {
      Round round = rounds.get(i);
      for (Word word : round.order()) {
        answer(word, scratch, block, to);
      }
      int[] low = scratch.answers[round.low().place];
      int[] high = scratch.answers[round.high().place];
      if (i > 0) {
        left = Passes.lowestOfRest(low, high, round.places(), otherwise, out, at, from, to);
      } else if (round.isLong()) {
        Passes.lowest(low, high, round.places(), out, at, from, to);
      } else {
        Passes.lowest(low, round.places(), out, at, from, to);
      }
    }
  }

  private void answer(Word word, Scratch scratch, int block, int n) {
    int[] answers = scratch.answers[word.place];
    int bits = word.bits();
    Passes.fill(answers, bits, n);
    for (Word.Column reading : word.columns()) {
      LaneColumn column = reading.lanes();
      long[] limits = reading.limits();
      int[] codes = scratch.codes;
      int least = LaneColumn.MISSING;
      int most = LaneColumn.MOST;
      if (limits != null) {
        column.ranks(block, limits, codes, n);
      } else {
        codes = column.codes(block, codes, n);
        least = column.least[block];
        most = column.most[block];
      }
      int[] table = reading.table();
      if (table != null) {
        Passes.table(codes, answers, table, n);
      }
      int keep = -1;
      for (Pass pass : reading.passes()) {
        if (pass.isConstant(least, most)) {
          keep &= pass.constant(most);
        } else {
          pass.run(codes, answers, n);
        }
      }
      if ((keep & bits) != bits) {
        Passes.keep(answers, keep, n);
        bits &= keep;
      }
    }
    for (Word.Link link : word.links()) {
      Passes.link(scratch.answers[link.other().place], link.any(), answers, link.bits(), n);
    }
  }
}
