package dev.mora.attribute;

import static java.lang.invoke.MethodType.methodType;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** Where an attribute is in a record of a host, and how a set of its values is tested there. */
abstract class Field {

  /** The values' names if they are names, by their places; null for values that are compared. */
  final @Nullable List<Object> words;

  private Field(@Nullable List<Object> words) {
    this.words = words;
  }

  /**
   * A test {@code (Object) -> boolean}.
   *
   * @param missing what it says of a record that lacks the value
   */
  abstract MethodHandle test(Spans values, boolean missing);

  /** What reads a number that never misses, {@code (Object) -> long}; null if this is another. */
  @Nullable MethodHandle number() {
    return null;
  }

  /** How many branches the compiled {@link #test} has. */
  int branches(Spans values) {
    return 1;
  }

  static Field ofInts(ToIntFunction<?> field, boolean mayMiss, int missing) {
    MethodHandle read = Tests.bound(ToIntFunction.class, "applyAsInt", int.class, field);
    MethodHandle wide = read.asType(methodType(long.class, Object.class));
    return new OfNumbers(wide, 1, mayMiss, missing);
  }

  static Field ofLongs(ToLongFunction<?> field, long factor, boolean mayMiss, long missing) {
    MethodHandle read = Tests.bound(ToLongFunction.class, "applyAsLong", long.class, field);
    return new OfNumbers(read, factor, mayMiss, missing);
  }

  /** Amounts of one currency; records of another one lack the value. */
  Field inCurrency(ToIntFunction<?> currency, int place) {
    Field amount = this;
    Field currencies = ofInts(currency, false, 0);
    return new Field(null) {
      @Override
      MethodHandle test(Spans values, boolean missing) {
        return MethodHandles.guardWithTest(
            currencies.test(Spans.of(place), false),
            amount.test(values, missing),
            Tests.always(missing));
      }

      @Override
      int branches(Spans values) {
        return 1 + amount.branches(values);
      }
    };
  }

  static Field ofFlags(Predicate<?> field) {
    MethodHandle read = Tests.bound(Predicate.class, "test", boolean.class, field);
    return new Field(null) {
      @Override
      MethodHandle test(Spans values, boolean missing) {
        if (values.holds(0) == values.holds(1)) {
          return Tests.always(values.holds(0));
        }
        return values.holds(1) ? read : Tests.not(read);
      }
    };
  }

  /** Names by their places; negative ones are missing. */
  static Field ofPlaces(ToIntFunction<?> field, List<Object> names) {
    MethodHandle read = Tests.bound(ToIntFunction.class, "applyAsInt", int.class, field);
    return new Field(names) {
      @Override
      MethodHandle test(Spans values, boolean missing) {
        Spans absent = Spans.between(Long.MIN_VALUE, -1);
        return Tests.inPlaces(read, missing ? values.or(absent) : values.and(absent.not()));
      }
    };
  }

  /**
   * Names as they are; null is missing.
   *
   * @param names all that matter
   */
  static Field ofNames(Function<?, @Nullable String> field, List<Object> names) {
    MethodHandle read = Tests.bound(Function.class, "apply", Object.class, field);
    return new Field(names) {
      @Override
      MethodHandle test(Spans values, boolean missing) {
        boolean other = values.holds(names.size());
        Set<Object> exceptions = new HashSet<>();
        for (int place = 0; place < names.size(); place++) {
          if (values.holds(place) != other) {
            exceptions.add(names.get(place));
          }
        }
        return Tests.inNames(read, Set.copyOf(exceptions), !other, missing);
      }
    };
  }

  private static final class OfNumbers extends Field {

    private final MethodHandle read;
    private final long factor;
    private final boolean mayMiss;
    private final long missing;

    OfNumbers(MethodHandle read, long factor, boolean mayMiss, long missing) {
      super(null);
      this.read = read;
      this.factor = factor;
      this.mayMiss = mayMiss;
      this.missing = missing;
    }

    @Override
    @Nullable MethodHandle number() {
      return mayMiss || factor != 1 ? null : read;
    }

    @Override
    int branches(Spans values) {
      return (mayMiss ? 1 : 0) + (values.toggles().length > 1 ? 2 : 1);
    }

    /** Limits are divided once, so that values need not be multiplied each time. */
    @Override
    MethodHandle test(Spans values, boolean whenMissing) {
      Spans given =
          Spans.changing(
              values.below(),
              Arrays.stream(values.toggles())
                  .map(limit -> Math.floorDiv(limit - 1, factor) + 1)
                  .toArray());
      MethodHandle test = Tests.in(read, given);
      return mayMiss && given.holds(missing) != whenMissing
          ? Tests.except(read, missing, test, whenMissing)
          : test;
    }
  }
}
