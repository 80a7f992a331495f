package dev.mora.attribute;

import static java.lang.invoke.MethodType.methodType;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Tests of one record as method handles {@code (Object) -> boolean}. The JIT compiler sees through
 * them, down to the host's accessors, and compiles a tree of them to what an if/else would give.
 */
final class Tests {

  private static final MethodHandles.Lookup HERE = MethodHandles.lookup();

  private static final MethodHandle NOT = here("not", boolean.class, boolean.class);
  private static final MethodHandle FROM = here("from", boolean.class, long.class, long.class);
  private static final MethodHandle BETWEEN =
      here("between", boolean.class, long.class, long.class, long.class);
  private static final MethodHandle IN = here("in", boolean.class, long.class, Spans.class);
  private static final MethodHandle IN_MASK =
      here("inMask", boolean.class, int.class, long.class, boolean.class, boolean.class);
  private static final MethodHandle IN_TABLE =
      here("inTable", boolean.class, int.class, boolean[].class);
  private static final MethodHandle IN_NAMES =
      here("inNames", boolean.class, Object.class, Set.class, boolean.class, boolean.class);
  private static final MethodHandle IS = here("is", boolean.class, long.class, long.class);

  private Tests() {}

  /** The one method of a functional interface, on this instance. */
  static MethodHandle bound(Class<?> type, String method, Class<?> result, Object instance) {
    Class<?> given = type == Function.class ? Object.class : result;
    try {
      return HERE.findVirtual(type, method, methodType(given, Object.class)).bindTo(instance);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  private static MethodHandle here(String name, Class<?> result, Class<?>... arguments) {
    try {
      return HERE.findStatic(Tests.class, name, methodType(result, arguments));
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  static MethodHandle always(boolean answer) {
    return MethodHandles.dropArguments(
        MethodHandles.constant(boolean.class, answer), 0, Object.class);
  }

  static MethodHandle not(MethodHandle test) {
    return MethodHandles.filterReturnValue(test, NOT);
  }

  static MethodHandle all(List<MethodHandle> tests) {
    MethodHandle result = always(true);
    for (int i = tests.size() - 1; i >= 0; i--) {
      result =
          i == tests.size() - 1
              ? tests.get(i)
              : MethodHandles.guardWithTest(tests.get(i), result, always(false));
    }
    return result;
  }

  static MethodHandle any(List<MethodHandle> tests) {
    MethodHandle result = always(false);
    for (int i = tests.size() - 1; i >= 0; i--) {
      result =
          i == tests.size() - 1
              ? tests.get(i)
              : MethodHandles.guardWithTest(tests.get(i), always(true), result);
    }
    return result;
  }

  /** Whether the long that is read is one of the values. */
  static MethodHandle in(MethodHandle read, Spans values) {
    long[] toggles = values.toggles();
    MethodHandle held =
        switch (toggles.length) {
          case 0 -> null;
          case 1 -> MethodHandles.insertArguments(FROM, 1, toggles[0]);
          case 2 ->
              toggles[1] == toggles[0] + 1
                  ? MethodHandles.insertArguments(IS, 1, toggles[0])
                  : MethodHandles.insertArguments(BETWEEN, 1, toggles[0], toggles[1]);
          default -> MethodHandles.insertArguments(IN, 1, values);
        };
    if (held == null) {
      return always(values.below());
    }
    MethodHandle test = MethodHandles.filterReturnValue(read, held);
    return toggles.length < 3 && values.below() ? not(test) : test;
  }

  /**
   * Goes on with the branch of as many limits as the number that is read has reached. Asks first
   * whether it has reached any: where days are read, most of a portfolio has not, and the compiler
   * moves what several branches read before the question that parts them.
   */
  static MethodHandle search(
      MethodHandle read, long[] limits, List<MethodHandle> branches, int from, int to) {
    if (from == to) {
      return branches.get(from);
    }
    int middle = from == 0 ? 0 : (from + to) >>> 1;
    return MethodHandles.guardWithTest(
        MethodHandles.filterReturnValue(
            read, MethodHandles.insertArguments(FROM, 1, limits[middle])),
        search(read, limits, branches, middle + 1, to),
        search(read, limits, branches, from, middle));
  }

  /** The test, but {@code answer} where what is read is {@code value}. */
  static MethodHandle except(MethodHandle read, long value, MethodHandle test, boolean answer) {
    return MethodHandles.guardWithTest(
        MethodHandles.filterReturnValue(read, MethodHandles.insertArguments(IS, 1, value)),
        always(answer),
        test);
  }

  /** Whether the place in a list that is read is one of some; all negative ones are alike. */
  static MethodHandle inPlaces(MethodHandle read, Spans places) {
    long[] toggles = places.toggles();
    if (toggles.length < 3) {
      return in(read.asType(methodType(long.class, Object.class)), places);
    }
    int end = Math.toIntExact(toggles[toggles.length - 1]);
    MethodHandle held =
        end < Long.SIZE
            ? MethodHandles.insertArguments(
                IN_MASK, 1, mask(places), places.holds(-1), places.holds(end))
            : MethodHandles.insertArguments(IN_TABLE, 1, (Object) table(places, end));
    return MethodHandles.filterReturnValue(read, held);
  }

  private static long mask(Spans places) {
    long mask = 0;
    for (int place = 0; place < Long.SIZE; place++) {
      mask |= places.holds(place) ? 1L << place : 0;
    }
    return mask;
  }

  /** From place -1 on. */
  private static boolean[] table(Spans places, int end) {
    boolean[] held = new boolean[end + 2];
    for (int i = 0; i < held.length; i++) {
      held[i] = places.holds(i - 1);
    }
    return held;
  }

  static MethodHandle inNames(
      MethodHandle read, Set<Object> names, boolean wanted, boolean missing) {
    return MethodHandles.filterReturnValue(
        read, MethodHandles.insertArguments(IN_NAMES, 1, names, wanted, missing));
  }

  private static boolean not(boolean value) {
    return !value;
  }

  private static boolean from(long value, long low) {
    return value >= low;
  }

  private static boolean between(long value, long low, long end) {
    return value >= low && value < end;
  }

  private static boolean in(long value, Spans values) {
    return values.holds(value);
  }

  private static boolean is(long value, long other) {
    return value == other;
  }

  private static boolean inMask(int place, long mask, boolean below, boolean beyond) {
    return (place & -Long.SIZE) == 0 ? (mask >>> place & 1) != 0 : place < 0 ? below : beyond;
  }

  private static boolean inTable(int place, boolean[] held) {
    return held[Math.max(-1, Math.min(held.length - 2, place)) + 1];
  }

  private static boolean inNames(
      @Nullable Object name, Set<?> names, boolean wanted, boolean missing) {
    return name == null ? missing : names.contains(name) == wanted;
  }
}
