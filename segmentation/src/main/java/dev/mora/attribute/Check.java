package dev.mora.attribute;

import java.util.Arrays;
import java.util.Currency;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A condition made ready for one registry: places looked up, limits laid out as longs. Asking
 * allocates nothing. Immutable and thread-safe.
 */
public abstract class Check {

  Check() {}

  /**
   * @throws IllegalArgumentException if the condition reads an attribute that the registry lacks
   */
  public static Check of(Condition condition, Attributes attributes) {
    if (condition instanceof Condition.Test test) {
      return test(test, attributes);
    }
    if (condition instanceof Condition.Not not) {
      return new Negation(of(not.condition(), attributes));
    }
    if (condition instanceof Condition.All all) {
      return new Joint(parts(all.conditions(), attributes), Truth.FALSE);
    }
    if (condition instanceof Condition.Any any) {
      return new Joint(parts(any.conditions(), attributes), Truth.TRUE);
    }
    throw new IllegalArgumentException("not a condition: " + condition);
  }

  /** The facts must be of the registry that this was made for. */
  public abstract Truth on(CaseFacts facts);

  private static Check[] parts(List<Condition> conditions, Attributes attributes) {
    return conditions.stream().map(part -> of(part, attributes)).toArray(Check[]::new);
  }

  private static Check test(Condition.Test test, Attributes attributes) {
    int place = attributes.placeOf(test.attribute());
    if (place < 0) {
      throw new IllegalArgumentException("not in this registry: " + test.attribute());
    }
    Comparison comparison = test.comparison();
    AttributeType type = test.attribute().type();
    if (comparison instanceof Comparison.Known known) {
      return new Presence(place, known.expected());
    }
    Truth missing = test.onUnknown();
    if (comparison instanceof Comparison.Is
        || comparison instanceof Comparison.In
        || comparison instanceof Comparison.IsNot
        || comparison instanceof Comparison.NotIn) {
      boolean wanted = comparison instanceof Comparison.Is || comparison instanceof Comparison.In;
      List<Operand> operands = comparison.operands();
      return type.isNames()
          ? new NameTest(place, missing, wanted, names(operands))
          : new LaneTest(place, missing, wanted, lanes(type, operands), currency(operands));
    }
    return range(place, missing, type, comparison);
  }

  private static Check range(int place, Truth missing, AttributeType type, Comparison comparison) {
    long low = Long.MIN_VALUE;
    long high = Long.MAX_VALUE;
    if (comparison instanceof Comparison.Between between) {
      low = between.from().map(value -> Lane.of(type, value)).orElse(low);
      high = between.to().map(value -> Lane.of(type, value)).orElse(high);
    } else {
      long limit = Lane.of(type, comparison.operands().get(0));
      if (comparison instanceof Comparison.AtLeast) {
        low = limit;
      } else if (comparison instanceof Comparison.AtMost) {
        high = limit;
      } else if (comparison instanceof Comparison.Above) {
        return limit == Long.MAX_VALUE
            ? new RangeTest(place, missing, 1, 0, currency(comparison.operands()))
            : new RangeTest(place, missing, limit + 1, high, currency(comparison.operands()));
      } else {
        return limit == Long.MIN_VALUE
            ? new RangeTest(place, missing, 1, 0, currency(comparison.operands()))
            : new RangeTest(place, missing, low, limit - 1, currency(comparison.operands()));
      }
    }
    return new RangeTest(place, missing, low, high, currency(comparison.operands()));
  }

  private static long[] lanes(AttributeType type, List<Operand> operands) {
    return operands.stream().mapToLong(operand -> Lane.of(type, operand)).sorted().toArray();
  }

  private static Set<String> names(List<Operand> operands) {
    return operands.stream().map(Operand::toString).collect(Collectors.toUnmodifiableSet());
  }

  private static @Nullable Currency currency(List<Operand> operands) {
    return operands.get(0) instanceof Operand.Amount amount ? amount.money().currency() : null;
  }

  /** Stops at the first part that decides. */
  private static final class Joint extends Check {

    private final Check[] parts;
    private final Truth decides;

    Joint(Check[] parts, Truth decides) {
      this.parts = parts;
      this.decides = decides;
    }

    @Override
    public Truth on(CaseFacts facts) {
      Truth result = decides.not();
      for (Check part : parts) {
        Truth truth = part.on(facts);
        if (truth == decides) {
          return decides;
        }
        if (truth == Truth.UNKNOWN) {
          result = Truth.UNKNOWN;
        }
      }
      return result;
    }
  }

  private static final class Negation extends Check {

    private final Check inner;

    Negation(Check inner) {
      this.inner = inner;
    }

    @Override
    public Truth on(CaseFacts facts) {
      return inner.on(facts).not();
    }
  }

  private static final class Presence extends Check {

    private final int place;
    private final boolean expected;

    Presence(int place, boolean expected) {
      this.place = place;
      this.expected = expected;
    }

    @Override
    public Truth on(CaseFacts facts) {
      return Truth.of(facts.isKnown(place) == expected);
    }
  }

  private static final class NameTest extends Check {

    private final int place;
    private final Truth missing;
    private final boolean wanted;
    private final String[] names;

    NameTest(int place, Truth missing, boolean wanted, Set<String> names) {
      this.place = place;
      this.missing = missing;
      this.wanted = wanted;
      this.names = names.toArray(String[]::new);
    }

    @Override
    public Truth on(CaseFacts facts) {
      return facts.isKnown(place) ? Truth.of(found(facts.beside(place)) == wanted) : missing;
    }

    private boolean found(@Nullable Object value) {
      for (String name : names) {
        if (value instanceof Form.Names set ? set.all().contains(name) : name.equals(value)) {
          return true;
        }
      }
      return false;
    }
  }

  /** A test of the long alone, and of the currency beside it if the attribute is an amount. */
  private abstract static class OrderedTest extends Check {

    private final int place;
    private final Truth missing;
    private final @Nullable Currency currency;

    OrderedTest(int place, Truth missing, @Nullable Currency currency) {
      this.place = place;
      this.missing = missing;
      this.currency = currency;
    }

    @Override
    public Truth on(CaseFacts facts) {
      if (!facts.isKnown(place)) {
        return missing;
      }
      if (currency == null || currency.equals(facts.beside(place))) {
        return Truth.of(holds(facts.lane(place)));
      }
      return facts.beside(place) instanceof Purse purse
          ? purse.of(currency).map(money -> Truth.of(holds(money.minorUnits()))).orElse(missing)
          : missing;
    }

    abstract boolean holds(long lane);
  }

  private static final class RangeTest extends OrderedTest {

    private final long low;
    private final long high;

    RangeTest(int place, Truth missing, long low, long high, @Nullable Currency currency) {
      super(place, missing, currency);
      this.low = low;
      this.high = high;
    }

    @Override
    boolean holds(long lane) {
      return lane >= low && lane <= high;
    }
  }

  private static final class LaneTest extends OrderedTest {

    private final boolean wanted;
    private final long[] lanes;

    LaneTest(int place, Truth missing, boolean wanted, long[] lanes, @Nullable Currency currency) {
      super(place, missing, currency);
      this.wanted = wanted;
      this.lanes = lanes;
    }

    @Override
    boolean holds(long lane) {
      return (Arrays.binarySearch(lanes, lane) >= 0) == wanted;
    }
  }
}
