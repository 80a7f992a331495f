package dev.mora.attribute;

import dev.mora.attribute.RecordTree.Open;
import java.lang.invoke.MethodHandle;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.LongStream;

/**
 * Conditions in order, asked of records of a host as they are. They become trees of method handles
 * that read no more of a record than an if/else would, and that the JIT compiler turns into about
 * the same code once it is warm, some ten thousand records later. Nothing is allocated for a
 * record. Immutable and thread-safe.
 *
 * <p>The number that most of them read (most often days) is looked at first where it has few
 * limits: between two of them those conditions are decided, and only what is left of the others
 * goes into a {@link RecordTree}. Where that would repeat so much that the trees together outgrow
 * the compiler, conditions go into trees of their own, some after the other.
 *
 * @param <T> the host's type
 */
public final class RecordRules<T> {

  /**
   * Branches in one tree. Beyond some 280 the compiler gives up on it, on JDK 17 as on 25, and a
   * record costs several times as much.
   */
  private static final int TREE = 250;

  private static final int MOST_LIMITS = 16;

  /** Records that go through one tree before the next, so that they are still in the cache. */
  private static final int BLOCK = 512;

  private static final int NONE = -1;

  private final int otherwise;

  /** Each gives a condition's place or {@link #NONE}; the first that has one decides. */
  private final RecordLoop[] trees;

  RecordRules(List<Optional<Condition>> conditions, Columns<T> columns) {
    otherwise = conditions.size();
    Columns.Open<T> fields = columns.open(named(conditions));
    Asking asking = new Asking(fields);
    List<Ask> asks = asking.whether(conditions);
    List<Open> all = RecordTree.open(asks);
    int first = mostRead(all, fields);
    long[] limits = first == NONE ? new long[0] : limits(all, first);
    List<List<Open>> left =
        limits.length == 0 || limits.length > MOST_LIMITS ? List.of() : left(all, first, limits);
    int grown = left.stream().mapToInt(open -> RecordTree.branches(open, fields)).sum();
    List<MethodHandle> made =
        left.isEmpty() || grown > Math.max(TREE, RecordTree.branches(all, fields))
            ? trees(all, fields, otherwise)
            : List.of(search(fields.number(first), limits, left, fields));
    trees = made.stream().map(RecordLoop::of).toArray(RecordLoop[]::new);
  }

  /** For each stretch between two limits what is left of the conditions there. */
  private static List<List<Open>> left(List<Open> all, int column, long[] limits) {
    return LongStream.of(Spans.samples(limits))
        .mapToObj(value -> RecordTree.left(all, new Ask.One(column, Spans.of(value), false)))
        .toList();
  }

  private MethodHandle search(
      MethodHandle read, long[] limits, List<List<Open>> left, Columns.Open<?> fields) {
    List<MethodHandle> branches =
        left.stream().map(open -> new RecordTree(fields, otherwise).of(open)).toList();
    return Tests.search(read, limits, branches, 0, limits.length);
  }

  /** The column that most conditions read, of those that can decide alone; or {@link #NONE}. */
  private static int mostRead(List<Open> all, Columns.Open<?> fields) {
    Map<Integer, Integer> times = new HashMap<>();
    for (Open each : all) {
      each.ask()
          .forEachOne(
              one -> {
                if (fields.decides(one.column())) {
                  times.merge(one.column(), 1, Integer::sum);
                }
              });
    }
    return times.entrySet().stream()
        .max(Map.Entry.comparingByValue())
        .map(Map.Entry::getKey)
        .orElse(NONE);
  }

  private static long[] limits(List<Open> all, int column) {
    LongStream.Builder limits = LongStream.builder();
    all.forEach(
        each ->
            each.ask()
                .forEachOne(
                    one -> {
                      if (one.column() == column) {
                        LongStream.of(one.values().toggles()).forEach(limits::add);
                      }
                    }));
    return limits.build().sorted().distinct().toArray();
  }

  /** Conditions in trees of some branches each. */
  private static List<MethodHandle> trees(
      List<Open> conditions, Columns.Open<?> fields, int otherwise) {
    List<MethodHandle> made = new ArrayList<>();
    List<Open> some = new ArrayList<>();
    for (Open open : conditions) {
      if (RecordTree.branches(some, fields) >= TREE) {
        made.add(new RecordTree(fields, NONE).of(some));
        some.clear();
      }
      some.add(open);
    }
    made.add(new RecordTree(fields, otherwise).of(some));
    return made;
  }

  private static Map<Attribute<?>, Set<String>> named(List<Optional<Condition>> conditions) {
    Map<Attribute<?>, Set<String>> named = new HashMap<>();
    conditions.forEach(one -> one.ifPresent(when -> when.forEachTest(test -> name(test, named))));
    return named;
  }

  private static void name(Condition.Test test, Map<Attribute<?>, Set<String>> named) {
    for (Operand operand : test.comparison().operands()) {
      if (operand instanceof Operand.Text text) {
        named.computeIfAbsent(test.attribute(), key -> new LinkedHashSet<>()).add(text.value());
      }
    }
  }

  /** Place of the first condition that is true of the record, their number if none is. */
  public int find(T record) {
    try {
      int place = NONE;
      for (int i = 0; place == NONE; i++) {
        place = trees[i].run(record);
      }
      return place;
    } catch (Throwable e) {
      throw unchecked(e);
    }
  }

  private static RuntimeException unchecked(Throwable e) {
    if (e instanceof Error error) {
      throw error;
    }
    return e instanceof RuntimeException exception
        ? exception
        : new IllegalStateException("an accessor threw a checked exception", e);
  }

  /**
   * @param places gets {@link #find(Object)} of record {@code i} at {@code i}
   */
  public void find(T[] records, int[] places) {
    find(records, 0, records.length, places);
  }

  /** The same for some of the records, so that threads can share them. */
  public void find(T[] records, int from, int to, int[] places) {
    Objects.checkFromToIndex(from, to, records.length);
    Objects.checkFromToIndex(from, to, places.length);
    try {
      int end;
      for (int at = from; at < to; at = end) {
        end = at + Math.min(BLOCK, to - at);
        trees[0].run(records, at, end, places);
        for (int i = 1; i < trees.length; i++) {
          trees[i].goOn(records, at, end, places);
        }
      }
    } catch (Throwable e) {
      throw unchecked(e);
    }
  }

  /** Like {@link #find(Object[], int[])}. */
  public void find(List<T> records, int[] places) {
    Objects.checkFromToIndex(0, records.size(), places.length);
    int i = 0;
    for (T record : records) {
      places[i++] = find(record);
    }
  }
}
