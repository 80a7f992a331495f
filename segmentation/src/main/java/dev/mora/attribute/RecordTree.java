package dev.mora.attribute;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Conditions in order as one tree of handles {@code (Object) -> int}, nested as one would write it
 * by hand.
 *
 * <p>What the first condition asks first is asked of every record anyway. Where the conditions that
 * can still hold after either answer have together no more branches than all had before, as with
 * ranges of one number, the tree parts there, and nothing below asks that again. Otherwise the
 * first condition is asked as a whole, and then those behind it. So a tree never has more branches
 * than its conditions one after the other.
 */
final class RecordTree {

  /** One condition as far as it is still open. */
  record Open(int place, Ask ask) {}

  /** Of more conditions it is not looked for what they have in common. */
  private static final int MOST = 500;

  private final Columns.Open<?> fields;
  private final int none;

  /**
   * @param none what it gives where no condition is true
   */
  RecordTree(Columns.Open<?> fields, int none) {
    this.fields = fields;
    this.none = none;
  }

  /** Those that can be the first to hold. */
  static List<Open> open(List<Ask> asks) {
    List<Open> open = new ArrayList<>();
    for (int i = 0; i < asks.size(); i++) {
      if (add(open, i, asks.get(i))) {
        break;
      }
    }
    return open;
  }

  /** What is left of conditions where a column is known to be one of some values. */
  static List<Open> left(List<Open> conditions, Ask.One known) {
    List<Open> left = new ArrayList<>();
    for (Open each : conditions) {
      Ask ask = each.ask().within(known.column(), known.values(), known.missing());
      if (add(left, each.place(), ask)) {
        break;
      }
    }
    return left;
  }

  /** Unless it cannot hold; tells whether it always does. */
  private static boolean add(List<Open> open, int place, Ask ask) {
    if (!ask.equals(Ask.NO)) {
      open.add(new Open(place, ask));
    }
    return ask.equals(Ask.YES);
  }

  /** How many branches conditions have one after the other. */
  static int branches(List<Open> conditions, Columns.Open<?> fields) {
    int[] count = new int[1];
    conditions.forEach(
        open ->
            open.ask()
                .forEachOne(one -> count[0] += fields.field(one.column()).branches(one.values())));
    return count[0];
  }

  private int branches(List<Open> conditions) {
    return branches(conditions, fields);
  }

  MethodHandle of(List<Open> conditions) {
    return conditions.size() > MOST ? oneByOne(conditions) : of(conditions, Map.of());
  }

  private MethodHandle oneByOne(List<Open> conditions) {
    MethodHandle result = place(none);
    for (int i = conditions.size() - 1; i >= 0; i--) {
      Open one = conditions.get(i);
      result = MethodHandles.guardWithTest(test(one.ask()), place(one.place()), result);
    }
    return result;
  }

  /**
   * @param known what each column that was asked before can still be
   */
  private MethodHandle of(List<Open> conditions, Map<Integer, Ask.One> known) {
    if (conditions.isEmpty()) {
      return place(none);
    }
    Open first = conditions.get(0);
    if (first.ask().equals(Ask.YES)) {
      return place(first.place());
    }
    Ask.One test = firstOf(first.ask());
    Ask.One before = known.getOrDefault(test.column(), anything(test.column()));
    Ask.One ifHeld = both(before, test);
    Ask.One ifNot = both(before, not(test));
    List<Open> held = left(conditions, ifHeld);
    List<Open> others = left(conditions, ifNot);
    if (branches(List.of(new Open(first.place(), test))) + branches(held) + branches(others)
        <= branches(conditions)) {
      return MethodHandles.guardWithTest(
          test(test), of(held, with(known, ifHeld)), of(others, with(known, ifNot)));
    }
    return MethodHandles.guardWithTest(
        test(first.ask()),
        place(first.place()),
        of(conditions.subList(1, conditions.size()), known));
  }

  private static Ask.One firstOf(Ask ask) {
    Ask first = ask;
    while (!(first instanceof Ask.One)) {
      first = (first instanceof Ask.All all ? all.parts() : ((Ask.Any) first).parts()).get(0);
    }
    return (Ask.One) first;
  }

  private Ask.One anything(int column) {
    return new Ask.One(column, Spans.ALL, !fields.decides(column));
  }

  private static Ask.One both(Ask.One a, Ask.One b) {
    return new Ask.One(a.column(), a.values().and(b.values()), a.missing() && b.missing());
  }

  private static Ask.One not(Ask.One test) {
    return new Ask.One(test.column(), test.values().not(), !test.missing());
  }

  private static Map<Integer, Ask.One> with(Map<Integer, Ask.One> known, Ask.One more) {
    Map<Integer, Ask.One> all = new HashMap<>(known);
    all.put(more.column(), more);
    return all;
  }

  private static MethodHandle place(int place) {
    return MethodHandles.dropArguments(MethodHandles.constant(int.class, place), 0, Object.class);
  }

  private MethodHandle test(Ask ask) {
    if (ask instanceof Ask.One one) {
      return fields.field(one.column()).test(one.values(), one.missing());
    }
    if (ask instanceof Ask.All all) {
      return Tests.all(all.parts().stream().map(this::test).toList());
    }
    return Tests.any(((Ask.Any) ask).parts().stream().map(this::test).toList());
  }
}
