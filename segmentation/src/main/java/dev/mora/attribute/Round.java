package dev.mora.attribute;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Alternatives of conditions in their order, as bits of one long for each case. They grow from the
 * lowest bit; from the highest byte down lie the parts of each {@code any} that is nested in them,
 * up to eight in a byte.
 */
final class Round {

  private static final int BITS_IN_BYTE = 8;
  private static final int VALUES_OF_BYTE = 256;

  /** For each code of a column the bits that it leaves. */
  record Lookup(int column, long[] table) {}

  /** For each value of a byte of the answers the bits that it leaves. */
  record Link(int shift, long[] table) {}

  private record Reading(long bit, Ask.One one) {}

  /** Bits that fall where none of {@code any} is left. */
  private record Nested(long any, long bits) {}

  /** A byte whose bits are all as deep below the alternatives. */
  private static final class Slot {
    private final int shift;
    private final int depth;
    private final Map<List<Ask>, Nested> nested = new HashMap<>();
    private int used;

    Slot(int shift, int depth) {
      this.shift = shift;
      this.depth = depth;
    }

    long bit() {
      return 1L << (shift + used++);
    }
  }

  private final Map<Integer, List<Reading>> readings = new LinkedHashMap<>();
  private final List<Slot> slots = new ArrayList<>();
  private final int[] places = new int[Long.SIZE + 1];
  private int alternatives;
  private Lookup[] lookups = {};
  private Link[] links = {};

  private final Alternatives apart;
  private final Function<List<Ask>, Ask.One> elsewhere;

  /**
   * @param elsewhere gives the column of an {@code any} that has no room here
   */
  Round(int otherwise, Alternatives apart, Function<List<Ask>, Ask.One> elsewhere) {
    this.apart = apart;
    this.elsewhere = elsewhere;
    Arrays.fill(places, otherwise);
  }

  /** Whether there is room for one more; an empty round takes any. */
  boolean takes(Ask alternative) {
    return alternatives == 0 || free() > BITS_IN_BYTE * nestedIn(alternative);
  }

  private int free() {
    return Long.SIZE - BITS_IN_BYTE * slots.size() - alternatives;
  }

  private static int nestedIn(Ask ask) {
    if (ask instanceof Ask.All all) {
      return all.parts().stream().mapToInt(Round::nestedIn).sum();
    }
    return ask instanceof Ask.Any any
        ? 1 + any.parts().stream().mapToInt(Round::nestedIn).sum()
        : 0;
  }

  /** The alternative of a condition, behind all that were added before. */
  void add(int condition, Ask alternative) {
    places[alternatives] = condition;
    place(alternative, 1L << alternatives++, 0);
  }

  private void place(Ask ask, long bit, int depth) {
    if (ask instanceof Ask.One one) {
      readings.computeIfAbsent(one.column(), key -> new ArrayList<>()).add(new Reading(bit, one));
    } else if (ask instanceof Ask.All all) {
      all.parts().forEach(part -> place(part, bit, depth));
    } else if (ask instanceof Ask.Any any) {
      nest(apart.of(any), bit, depth + 1);
    }
  }

  private void nest(List<Ask> any, long bit, int depth) {
    for (Slot slot : slots) {
      Nested known = slot.nested.get(any);
      if (known != null && slot.depth >= depth) {
        slot.nested.put(any, new Nested(known.any(), known.bits() | bit));
        return;
      }
    }
    int half = any.size() / 2;
    List<List<Ask>> parts =
        any.size() > BITS_IN_BYTE
            ? List.of(any.subList(0, half), any.subList(half, any.size()))
            : any.stream().map(List::of).toList();
    Slot slot = slotFor(parts.size(), depth);
    if (slot == null) {
      place(elsewhere.apply(any), bit, depth);
      return;
    }
    long[] bits = parts.stream().mapToLong(part -> slot.bit()).toArray();
    slot.nested.put(any, new Nested(Arrays.stream(bits).sum(), bit));
    for (int i = 0; i < bits.length; i++) {
      List<Ask> part = parts.get(i);
      if (part.size() == 1) {
        place(part.get(0), bits[i], depth);
      } else {
        nest(part, bits[i], depth + 1);
      }
    }
  }

  private @Nullable Slot slotFor(int bits, int depth) {
    for (Slot slot : slots) {
      if (slot.depth == depth && slot.used + bits <= BITS_IN_BYTE) {
        return slot;
      }
    }
    if (free() < BITS_IN_BYTE) {
      return null;
    }
    Slot slot = new Slot(Long.SIZE - BITS_IN_BYTE * (slots.size() + 1), depth);
    slots.add(slot);
    return slot;
  }

  /**
   * Once all alternatives are in.
   *
   * @param samples for each column one value of each code from 1 on; code 0 is a missing value
   */
  void layOut(IntFunction<long[]> samples) {
    lookups =
        readings.entrySet().stream()
            .map(
                entry ->
                    new Lookup(
                        entry.getKey(), table(entry.getValue(), samples.apply(entry.getKey()))))
            .toArray(Lookup[]::new);
    slots.sort(Comparator.comparing(slot -> -slot.depth));
    links = slots.stream().map(Round::link).toArray(Link[]::new);
  }

  private static long[] table(List<Reading> readings, long[] samples) {
    long[] table = new long[samples.length + 1];
    Arrays.fill(table, -1);
    for (Reading reading : readings) {
      Ask.One one = reading.one();
      for (int code = 0; code < table.length; code++) {
        if (!(code == 0 ? one.missing() : one.values().holds(samples[code - 1]))) {
          table[code] &= ~reading.bit();
        }
      }
    }
    return table;
  }

  private static Link link(Slot slot) {
    long[] table = new long[VALUES_OF_BYTE];
    Arrays.fill(table, -1);
    for (int value = 0; value < table.length; value++) {
      for (Nested nested : slot.nested.values()) {
        if (((long) value << slot.shift & nested.any()) == 0) {
          table[value] &= ~nested.bits();
        }
      }
    }
    return new Link(slot.shift, table);
  }

  Lookup[] lookups() {
    return lookups;
  }

  /** The deepest first. */
  Link[] links() {
    return links;
  }

  /** The bits of the alternatives. */
  long asked() {
    return alternatives == Long.SIZE ? -1 : (1L << alternatives) - 1;
  }

  /** The condition of each alternative; behind them what stands for none. */
  int[] places() {
    return places;
  }
}
