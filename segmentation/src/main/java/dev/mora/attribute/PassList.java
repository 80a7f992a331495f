package dev.mora.attribute;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The passes of one column over one word, as few as possible. A bit falls in half-open holes: all
 * below a bound, all from a bound on, or all between two bounds. Holes of the first two kinds that
 * share a bound are one comparison for all bits, and two comparisons share a pass.
 */
final class PassList {

  /** Bits that fall below this bound, and bits that fall from it on. */
  private static final class Half {
    int below;
    int from;
  }

  private record Between(int from, int to) {}

  private final TreeMap<Integer, Half> halves = new TreeMap<>();
  private final Map<Between, Integer> betweens = new LinkedHashMap<>();

  /**
   * @param places ascending, where the bit changes; below the first it is {@code first}; two
   *     changes at one place are none
   */
  void add(int bit, boolean first, int[] places) {
    int[] toggles = changes(places);
    if (toggles.length == 0 && !first) {
      half(0).below |= bit;
      half(0).from |= bit;
    }
    boolean now = first;
    for (int i = 0; i < toggles.length; i++) {
      if (!now && i == 0) {
        half(toggles[i]).below |= bit;
      } else if (now && i == toggles.length - 1) {
        half(toggles[i]).from |= bit;
      } else if (now) {
        betweens.merge(new Between(toggles[i], toggles[i + 1]), bit, (a, b) -> a | b);
      }
      now = !now;
    }
  }

  private static int[] changes(int[] places) {
    int[] result = new int[places.length];
    int size = 0;
    for (int place : places) {
      if (size > 0 && result[size - 1] == place) {
        size--;
      } else {
        result[size++] = place;
      }
    }
    return Arrays.copyOf(result, size);
  }

  private Half half(int bound) {
    return halves.computeIfAbsent(bound, key -> new Half());
  }

  List<Pass> build() {
    List<Pass> passes = new ArrayList<>();
    betweens.forEach((hole, bits) -> passes.add(pass(hole.from(), hole.to(), bits)));
    while (!halves.isEmpty()) {
      int bound = halves.firstKey();
      Integer next = halves.higherKey(bound);
      passes.add(pass(bound, next == null ? bound : next, 0));
    }
    return passes;
  }

  /** Takes the halves at both bounds along. */
  private Pass pass(int bound, int next, int hole) {
    Half first = taken(bound);
    Half second = taken(next);
    return new Pass(
        bound,
        first.below ^ first.from ^ hole,
        next,
        second.below ^ second.from ^ hole,
        ~(first.from | second.from));
  }

  private Half taken(int bound) {
    Half half = halves.remove(bound);
    return half == null ? new Half() : half;
  }
}
