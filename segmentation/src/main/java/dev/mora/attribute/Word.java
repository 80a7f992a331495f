package dev.mora.attribute;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Up to 32 questions, answered together in one int for each case. */
final class Word {

  /** More passes than these cost more than a table. */
  private static final int MOST_PASSES = 5;

  /** One question's set of values of one column. */
  record Reading(int bit, Ask.One one) {}

  /** Bits of this word that fall where no bit of {@code any} is set in the other. */
  record Link(Word other, int any, int bits) {}

  /**
   * What a column tells this word: passes, or a table for each of its names.
   *
   * @param limits if there are any, the passes are not over codes but over how many of these a
   *     value has reached
   */
  record Column(
      LaneColumn lanes, long @Nullable [] limits, Pass[] passes, int @Nullable [] table) {}

  /** Where it lies among the words of its program. */
  final int place;

  private int used;
  private final Map<Integer, List<Reading>> readings = new LinkedHashMap<>();
  private final List<Link> links = new ArrayList<>();
  private Column[] columns = {};

  Word(int place) {
    this.place = place;
  }

  int room() {
    return Integer.SIZE - used;
  }

  /** A new bit, as a mask. */
  int bit() {
    return 1 << used++;
  }

  void read(int bit, Ask.One one) {
    readings.computeIfAbsent(one.column(), key -> new ArrayList<>()).add(new Reading(bit, one));
  }

  void link(int bit, Word other, int any) {
    for (int i = 0; i < links.size(); i++) {
      Link link = links.get(i);
      if (link.other() == other && link.any() == any) {
        links.set(i, new Link(other, any, link.bits() | bit));
        return;
      }
    }
    links.add(new Link(other, any, bit));
  }

  int bits() {
    return used == Integer.SIZE ? -1 : (1 << used) - 1;
  }

  List<Link> links() {
    return links;
  }

  Column[] columns() {
    return columns;
  }

  Map<Integer, List<Reading>> readings() {
    return readings;
  }

  /** Once all questions are in. */
  void layOut(List<LaneColumn> all, Map<Integer, long[]> ranked) {
    columns =
        readings.entrySet().stream()
            .map(
                entry -> {
                  int column = entry.getKey();
                  List<Reading> some = entry.getValue();
                  LaneColumn lanes = all.get(column);
                  long[] limits = ranked.get(column);
                  List<Pass> passes = passes(some, lanes, limits);
                  List<Object> words = lanes.words;
                  return words != null && passes.size() > MOST_PASSES
                      ? new Column(lanes, null, new Pass[0], table(some, words.size()))
                      : new Column(lanes, limits, passes.toArray(Pass[]::new), null);
                })
            .toArray(Column[]::new);
  }

  private static List<Pass> passes(
      List<Reading> readings, LaneColumn column, long @Nullable [] limits) {
    PassList list = new PassList();
    for (Reading reading : readings) {
      Spans values = reading.one().values();
      boolean missing = reading.one().missing();
      int known = values.below() == missing ? 0 : 1;
      int[] places = new int[values.toggles().length + known];
      if (known == 1) {
        places[0] = column.known();
      }
      for (int i = known; i < places.length; i++) {
        long toggle = values.toggles()[i - known];
        places[i] =
            limits == null ? column.codeFrom(toggle) : Arrays.binarySearch(limits, toggle) + 1;
      }
      list.add(reading.bit(), missing, places);
    }
    return list.build();
  }

  private static int[] table(List<Reading> readings, int words) {
    int[] table = new int[words + 2];
    for (int code = -1; code <= words; code++) {
      int bits = -1;
      for (Reading reading : readings) {
        Ask.One one = reading.one();
        boolean held = code < 0 ? one.missing() : one.values().holds(code);
        bits &= held ? -1 : ~reading.bit();
      }
      table[code + 1] = bits;
    }
    return table;
  }
}
