package dev.mora.attribute;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.LongStream;

/**
 * Conditions compiled to the columns of one layout.
 *
 * <p><b>How it works.</b> Every alternative of a condition (the condition itself, or each part if
 * it is an {@code any}) is one bit of a long that each case has. All bits start set. A column holds
 * small codes: its values, or between which of the limits of all conditions they lie. A table gives
 * for each code the bits of all alternatives that it does not rule out, and the long is ANDed with
 * what the tables of all columns give. What is left is the set of alternatives that are true; the
 * lowest bit is the first condition that holds. So the cost follows the number of columns, not that
 * of conditions, and no branch depends on data. More than 64 alternatives take another round, which
 * is left out for a block in which every case has its rule.
 *
 * <p>The parts of an {@code any} inside an {@code all} are bits too. When all columns have been
 * asked, the bytes that hold them are looked up like columns and rule out the alternatives of which
 * no part is left. Where a condition has too many of them, they are a program of their own, whose
 * answer is one more column.
 *
 * <p>Immutable and thread-safe.
 */
final class Program {

  private final int otherwise;
  private final List<Round> rounds = new ArrayList<>();

  /** The answers of the first are column -1, and so on: 0 where it is true, 1 where it is not. */
  private final List<Program> parts = new ArrayList<>();

  private final Map<Integer, long[]> limits;

  private Program(List<Ask> asks, Map<Integer, long[]> limits) {
    otherwise = asks.size();
    this.limits = limits;
    Alternatives apart = new Alternatives(asks);
    for (int i = 0; i < asks.size(); i++) {
      for (Ask alternative : apart.of(asks.get(i))) {
        add(i, alternative, apart);
      }
      if (asks.get(i).equals(Ask.YES)) {
        break;
      }
    }
  }

  /** Of questions to columns by their places. */
  static Program of(List<Ask> asks, List<LaneColumn> columns) {
    Program program = new Program(asks, limits(asks));
    program.layOut(columns);
    return program;
  }

  private static Map<Integer, long[]> limits(List<Ask> asks) {
    Map<Integer, LongStream.Builder> toggles = new HashMap<>();
    Consumer<Ask.One> note =
        one -> {
          LongStream.Builder some =
              toggles.computeIfAbsent(one.column(), key -> LongStream.builder());
          LongStream.of(one.values().toggles()).forEach(some);
        };
    asks.forEach(ask -> ask.forEachOne(note));
    Map<Integer, long[]> limits = new HashMap<>();
    toggles.forEach(
        (column, some) -> limits.put(column, some.build().sorted().distinct().toArray()));
    return limits;
  }

  private void add(int condition, Ask alternative, Alternatives apart) {
    if (rounds.isEmpty() || !rounds.get(rounds.size() - 1).takes(alternative)) {
      rounds.add(new Round(otherwise, apart, this::elsewhere));
    }
    rounds.get(rounds.size() - 1).add(condition, alternative);
  }

  private Ask.One elsewhere(List<Ask> any) {
    parts.add(new Program(List.of(new Ask.Any(any)), limits));
    return new Ask.One(-parts.size(), Spans.NONE, true);
  }

  private void layOut(List<LaneColumn> columns) {
    parts.forEach(part -> part.layOut(columns));
    for (Round round : rounds) {
      round.layOut(
          column ->
              column < 0
                  ? new long[1]
                  : columns.get(column).samples(Objects.requireNonNull(limits.get(column))));
    }
  }

  /** What stands for no condition. */
  int otherwise() {
    return otherwise;
  }

  List<Round> rounds() {
    return rounds;
  }

  /** Of column -1, -2 and so on. */
  List<Program> parts() {
    return parts;
  }

  /** All limits of a column that matter, ascending. */
  Map<Integer, long[]> limits() {
    return limits;
  }
}
