package dev.mora.attribute;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Up to 64 alternatives of conditions in their order, two words of them, and the words of what is
 * nested in them: an {@code any} inside an {@code all} has a bit for each of its parts in a deeper
 * word, and the bit of the {@code all} falls where all of them have fallen.
 */
final class Round {

  /** Where the bits of an {@code any} lie. */
  private record Nested(Word word, int bits) {}

  private final List<List<Word>> byDepth = new ArrayList<>();
  private final Map<Ask.Any, Nested> known = new HashMap<>();
  private final int[] places;
  private final WordMaker words;
  private final Word low;
  private final Word high;
  private int alternatives;
  private Word[] order = {};

  /** Gives each word its place in the program. */
  interface WordMaker {
    Word next();
  }

  Round(int otherwise, WordMaker words) {
    this.words = words;
    places = new int[Long.SIZE + 1];
    Arrays.fill(places, otherwise);
    low = words.next();
    high = words.next();
  }

  boolean isFull() {
    return alternatives == Long.SIZE;
  }

  /** The alternative of a condition, behind all that were added before. */
  void add(int condition, Ask alternative) {
    places[alternatives] = condition;
    Word word = alternatives < Integer.SIZE ? low : high;
    alternatives++;
    place(alternative, word, word.bit(), 0);
  }

  private void place(Ask ask, Word word, int bit, int depth) {
    if (ask instanceof Ask.One one) {
      word.read(bit, one);
    } else if (ask instanceof Ask.All all) {
      all.parts().forEach(part -> place(part, word, bit, depth));
    } else if (ask instanceof Ask.Any any) {
      Nested nested = nested(any, depth + 1);
      word.link(bit, nested.word(), nested.bits());
    }
  }

  private Nested nested(Ask.Any any, int depth) {
    Nested there = known.get(any);
    if (there != null && depthOf(there.word()) >= depth) {
      return there;
    }
    List<Ask> parts = any.parts();
    if (parts.size() > Integer.SIZE) {
      return nested(halved(parts), depth);
    }
    Word word = wordWithRoom(depth, parts.size());
    int bits = 0;
    int[] each = new int[parts.size()];
    for (int i = 0; i < each.length; i++) {
      each[i] = word.bit();
      bits |= each[i];
    }
    for (int i = 0; i < each.length; i++) {
      place(parts.get(i), word, each[i], depth);
    }
    Nested nested = new Nested(word, bits);
    known.put(any, nested);
    return nested;
  }

  /** An {@code any} of two, each an {@code any} of half the parts. */
  private static Ask.Any halved(List<Ask> parts) {
    int half = parts.size() / 2;
    return new Ask.Any(
        List.of(
            new Ask.Any(parts.subList(0, half)), new Ask.Any(parts.subList(half, parts.size()))));
  }

  private int depthOf(Word word) {
    for (int depth = 0; depth < byDepth.size(); depth++) {
      if (byDepth.get(depth).contains(word)) {
        return depth;
      }
    }
    return -1;
  }

  private Word wordWithRoom(int depth, int bits) {
    while (byDepth.size() <= depth) {
      byDepth.add(new ArrayList<>());
    }
    for (Word word : byDepth.get(depth)) {
      if (word.room() >= bits) {
        return word;
      }
    }
    Word word = words.next();
    byDepth.get(depth).add(word);
    return word;
  }

  /** The deepest first, so that each finds the answers that it asks for. */
  private List<Word> inOrder() {
    List<Word> result = new ArrayList<>();
    for (int depth = byDepth.size() - 1; depth >= 0; depth--) {
      result.addAll(byDepth.get(depth));
    }
    result.add(low);
    if (alternatives > Integer.SIZE) {
      result.add(high);
    }
    return result;
  }

  /** Once all alternatives are in. */
  void layOut(List<LaneColumn> lanes, Map<Integer, long[]> ranked) {
    order = inOrder().toArray(Word[]::new);
    for (Word word : order) {
      word.layOut(lanes, ranked);
    }
  }

  Word[] order() {
    return order;
  }

  Word low() {
    return low;
  }

  Word high() {
    return high;
  }

  boolean isLong() {
    return alternatives > Integer.SIZE;
  }

  /** The condition of each alternative; behind them what stands for none. */
  int[] places() {
    return places;
  }
}
