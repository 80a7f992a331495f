package dev.mora.attribute;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * Chooses the plan that would cost least, by what it sees of some hundred cases spread over all of
 * them. Always the same one for the same conditions and columns.
 */
final class Planner {

  private static final int SEEN = 256;
  private static final int DEEPEST = 3;
  private static final int COLUMNS_TO_TRY = 2;
  private static final int LIMITS_TO_TRY = 8;

  /** In nanoseconds a case: it is not worth while to look for less. */
  private static final double CHEAP = 8;

  /** What is left to do with another plan, at most, for the plan to be taken. */
  private static final double WORTH_A_STEP = 0.9;

  private final List<LaneColumn> columns;
  private final PlanCosts costs;
  private final int[] rows;

  /** The first condition that is true of each row. */
  private final int[] first;

  /** Some of the conditions, for some of the rows. */
  private record Rest(List<Ask> asks, int[] seen, Map<Integer, Spans> known) {}

  private record Parting(Ask.One test, Rest held, Rest others) {}

  private Planner(List<Ask> asks, List<LaneColumn> columns, int size) {
    this.columns = columns;
    costs = new PlanCosts(columns, SEEN);
    rows = IntStream.range(0, SEEN).map(i -> (int) ((long) i * size / SEEN)).toArray();
    first = Arrays.stream(rows).map(row -> first(asks, row)).toArray();
  }

  static Plan plan(List<Ask> asks, List<LaneColumn> columns, int size) {
    if (size == 0 || new PlanCosts(columns, SEEN).atOnce(asks, SEEN, false) < CHEAP) {
      return new Plan.AtOnce(asks);
    }
    int[] all = IntStream.range(0, SEEN).toArray();
    return new Planner(asks, columns, size).plan(new Rest(asks, all, Map.of()), 0);
  }

  private int first(List<Ask> asks, int row) {
    int at = 0;
    while (at < asks.size() && !holds(asks.get(at), row)) {
      at++;
    }
    return at;
  }

  private boolean holds(Ask ask, int row) {
    if (ask instanceof Ask.One one) {
      return columns.get(one.column()).holds(one, row);
    }
    boolean all = ask instanceof Ask.All;
    for (Ask part : all ? ((Ask.All) ask).parts() : ((Ask.Any) ask).parts()) {
      if (holds(part, row) != all) {
        return !all;
      }
    }
    return all;
  }

  private Plan plan(Rest rest, int depth) {
    double least = costs.atOnce(rest.asks(), rest.seen().length, depth > 0) * WORTH_A_STEP;
    if (depth == DEEPEST) {
      return new Plan.AtOnce(rest.asks());
    }
    PlanCosts.Head head = head(rest, depth > 0);
    Parting best = null;
    double cost = Math.min(least, head.cost());
    for (Parting parting : partings(rest)) {
      double other =
          costs.parting(rest.seen().length)
              + head(parting.held(), true).cost()
              + head(parting.others(), true).cost();
      if (other < cost) {
        cost = other;
        best = parting;
      }
    }
    if (best != null) {
      return new Plan.Apart(
          best.test(), plan(best.held(), depth + 1), plan(best.others(), depth + 1));
    }
    return head.cost() < least && head.size() < rest.asks().size()
        ? new Plan.Before(
            part(rest.asks(), i -> i < head.size()), plan(after(rest, head.size()), depth + 1))
        : new Plan.AtOnce(rest.asks());
  }

  private PlanCosts.Head head(Rest rest, boolean listed) {
    int[] open = new int[rest.asks().size() + 1];
    for (int seen : rest.seen()) {
      open[first[seen]]++;
    }
    for (int i = open.length - 1; i > 0; i--) {
      open[i - 1] += open[i];
    }
    return costs.head(rest.asks(), open, listed);
  }

  private Rest after(Rest rest, int head) {
    return new Rest(
        part(rest.asks(), i -> i >= head),
        Arrays.stream(rest.seen()).filter(seen -> first[seen] >= head).toArray(),
        rest.known());
  }

  private static List<Ask> part(List<Ask> asks, IntPredicate which) {
    return IntStream.range(0, asks.size())
        .mapToObj(i -> which.test(i) ? asks.get(i) : Ask.NO)
        .toList();
  }

  /** By a few limits of the columns that are read most. */
  private List<Parting> partings(Rest rest) {
    Map<Integer, List<long[]>> limits = new HashMap<>();
    rest.asks()
        .forEach(
            ask ->
                ask.forEachOne(
                    one ->
                        limits
                            .computeIfAbsent(one.column(), key -> new ArrayList<>())
                            .add(one.values().toggles())));
    return limits.entrySet().stream()
        .sorted(
            Comparator.<Map.Entry<Integer, List<long[]>>>comparingInt(one -> -one.getValue().size())
                .thenComparing(Map.Entry::getKey))
        .limit(COLUMNS_TO_TRY)
        .flatMap(one -> some(one.getValue()).mapToObj(limit -> parting(rest, one.getKey(), limit)))
        .toList();
  }

  private static LongStream some(List<long[]> limits) {
    long[] all = limits.stream().flatMapToLong(LongStream::of).sorted().distinct().toArray();
    return IntStream.range(0, LIMITS_TO_TRY)
        .map(i -> i * all.length / LIMITS_TO_TRY)
        .distinct()
        .filter(i -> i < all.length)
        .mapToLong(i -> all[i]);
  }

  private static Ask.One below(int column, long limit) {
    return new Ask.One(column, Spans.between(limit, Long.MAX_VALUE).not(), false);
  }

  private Parting parting(Rest rest, int column, long limit) {
    Ask.One test = below(column, limit);
    return new Parting(
        test,
        where(rest, test, test.values(), false),
        where(rest, test, test.values().not(), true));
  }

  private Rest where(Rest rest, Ask.One test, Spans values, boolean mayMiss) {
    int column = test.column();
    Spans some = rest.known().getOrDefault(column, Spans.ALL).and(values);
    Map<Integer, Spans> known = new HashMap<>(rest.known());
    known.put(column, some);
    return new Rest(
        rest.asks().stream().map(ask -> ask.within(column, some, mayMiss)).toList(),
        IntStream.of(rest.seen()).filter(seen -> holds(test, rows[seen]) != mayMiss).toArray(),
        known);
  }
}
