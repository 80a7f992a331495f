package dev.mora.attribute;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * A question with two answers. Three-valued truth needs no third one here: a condition is asked
 * either "are you true" or "are you false", a negation swaps the question for its part, and a
 * single test of a missing value says no to both unless {@code onUnknown} names the answer. This
 * gives exactly Kleene's logic, because {@code all} is true when its parts are and false when one
 * is.
 */
sealed interface Ask {

  Ask YES = new All(List.of());
  Ask NO = new Any(List.of());

  /** Whether the value of a column is one of {@code values}, or is missing and that counts. */
  record One(int column, Spans values, boolean missing) implements Ask {

    boolean isConstant() {
      return missing ? values.isAll() : values.isNone();
    }

    private Ask within(Spans some, boolean mayMiss) {
      if ((!mayMiss || missing) && some.and(values.not()).isNone()) {
        return YES;
      }
      return !(mayMiss && missing) && some.and(values).isNone() ? NO : this;
    }
  }

  record All(List<Ask> parts) implements Ask {}

  record Any(List<Ask> parts) implements Ask {}

  /** Without constants and nesting of the same kind, with one part at most for each column. */
  static Ask all(List<Ask> parts) {
    return joined(parts, true);
  }

  static Ask any(List<Ask> parts) {
    return joined(parts, false);
  }

  static Ask one(int column, Spans values, boolean missing) {
    One one = new One(column, values, missing);
    return one.isConstant() ? missing ? YES : NO : one;
  }

  /**
   * The same question where the value of a column is one of some.
   *
   * @param mayMiss whether it may also be missing
   */
  default Ask within(int column, Spans some, boolean mayMiss) {
    if (this instanceof One one) {
      return one.column() != column ? one : one.within(some, mayMiss);
    }
    if (this instanceof All all) {
      return all(all.parts().stream().map(part -> part.within(column, some, mayMiss)).toList());
    }
    return any(
        ((Any) this).parts().stream().map(part -> part.within(column, some, mayMiss)).toList());
  }

  /** Visits the questions to single columns. */
  default void forEachOne(Consumer<One> visitor) {
    if (this instanceof One one) {
      visitor.accept(one);
    } else if (this instanceof All all) {
      all.parts().forEach(part -> part.forEachOne(visitor));
    } else if (this instanceof Any any) {
      any.parts().forEach(part -> part.forEachOne(visitor));
    }
  }

  private static Ask joined(List<Ask> parts, boolean all) {
    Map<Integer, One> byColumn = new LinkedHashMap<>();
    Set<Ask> others = new LinkedHashSet<>();
    for (Ask part : flat(parts, all)) {
      if (part.equals(all ? NO : YES)) {
        return part;
      }
      if (part instanceof One one) {
        byColumn.merge(one.column(), one, (a, b) -> merged(a, b, all));
      } else {
        others.add(part);
      }
    }
    List<Ask> result = new ArrayList<>();
    for (One one : byColumn.values()) {
      if (!one.isConstant()) {
        result.add(one);
      } else if (one.missing() != all) {
        return all ? NO : YES;
      }
    }
    result.addAll(others);
    if (result.size() == 1) {
      return result.get(0);
    }
    return all ? new All(List.copyOf(result)) : new Any(List.copyOf(result));
  }

  private static List<Ask> flat(List<Ask> parts, boolean all) {
    List<Ask> result = new ArrayList<>();
    for (Ask part : parts) {
      if (all && part instanceof All same) {
        result.addAll(same.parts());
      } else if (!all && part instanceof Any same) {
        result.addAll(same.parts());
      } else {
        result.add(part);
      }
    }
    return result;
  }

  private static One merged(One a, One b, boolean all) {
    return all
        ? new One(a.column(), a.values().and(b.values()), a.missing() && b.missing())
        : new One(a.column(), a.values().or(b.values()), a.missing() || b.missing());
  }
}
