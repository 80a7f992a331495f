package dev.mora.attribute;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;

/**
 * What a rule asks of a case, as data: it can be read, written, compared, explained and compiled.
 * Truth is three-valued: a test of a missing value is {@link Truth#UNKNOWN} unless it says
 * otherwise.
 */
public sealed interface Condition {

  /** True if all parts are, false if one is, else unknown. */
  record All(List<Condition> conditions) implements Condition {
    public All {
      conditions = some(conditions, "all");
    }
  }

  /** True if one part is, false if all are, else unknown. */
  record Any(List<Condition> conditions) implements Condition {
    public Any {
      conditions = some(conditions, "any");
    }
  }

  /** Unknown stays unknown. */
  record Not(Condition condition) implements Condition {
    public Not {
      Objects.requireNonNull(condition, "condition");
    }
  }

  /**
   * One question to one attribute. An amount of another currency than the operand's is not
   * comparable, hence unknown.
   *
   * @param onUnknown what the test says when the value is missing; always {@code UNKNOWN} for
   *     {@link Comparison.Known}
   */
  record Test(Attribute<?> attribute, Comparison comparison, Truth onUnknown) implements Condition {

    /**
     * @throws IllegalArgumentException if the comparison makes no sense for the attribute's type
     */
    public Test {
      Objects.requireNonNull(onUnknown, "onUnknown");
      Sense.check(attribute, comparison, onUnknown);
    }

    public Test(Attribute<?> attribute, Comparison comparison) {
      this(attribute, comparison, Truth.UNKNOWN);
    }
  }

  static Condition all(Condition... conditions) {
    return new All(List.of(conditions));
  }

  static Condition any(Condition... conditions) {
    return new Any(List.of(conditions));
  }

  static Condition not(Condition condition) {
    return new Not(condition);
  }

  /**
   * The same test with another answer for a missing value.
   *
   * @throws IllegalArgumentException if this is not a single test
   */
  default Condition onUnknown(Truth truth) {
    if (this instanceof Test test) {
      return new Test(test.attribute(), test.comparison(), truth);
    }
    throw new IllegalArgumentException("onUnknown belongs to a single test");
  }

  /** The attributes that are read, in the order of their first reading. */
  default Set<Attribute<?>> reads() {
    Set<Attribute<?>> result = new LinkedHashSet<>();
    forEachTest(test -> result.add(test.attribute()));
    return result;
  }

  /** Visits the tests from left to right. */
  default void forEachTest(Consumer<Test> visitor) {
    if (this instanceof Test test) {
      visitor.accept(test);
    } else if (this instanceof Not not) {
      not.condition().forEachTest(visitor);
    } else if (this instanceof All all) {
      all.conditions().forEach(part -> part.forEachTest(visitor));
    } else if (this instanceof Any any) {
      any.conditions().forEach(part -> part.forEachTest(visitor));
    }
  }

  private static List<Condition> some(List<Condition> conditions, String word) {
    if (conditions.isEmpty()) {
      throw new IllegalArgumentException(word + " needs at least one condition");
    }
    return List.copyOf(conditions);
  }
}
