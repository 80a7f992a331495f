package dev.mora.attribute;

/**
 * The loops over a block. Each reads its arrays from index 0 with one running index and has no
 * branch and no call, which is what the JIT compilers of JDK 17 and 25 turn into vector
 * instructions; more than two comparisons in one loop they do not, or not always. Codes and bounds
 * are within 2^30, so that {@code (v - bound) >> 31} is all ones where v is below the bound and 0
 * where it is not.
 *
 * <p>The loops that look something up stay scalar.
 */
final class Passes {

  private Passes() {}

  static void fill(int[] answers, int bits, int n) {
    for (int i = 0; i < n; i++) {
      answers[i] = bits;
    }
  }

  static void keep(int[] answers, int bits, int n) {
    for (int i = 0; i < n; i++) {
      answers[i] &= bits;
    }
  }

  static void unpack(int[] packed, int shift, int mask, int[] codes, int n) {
    for (int i = 0; i < n; i++) {
      codes[i] = packed[i] >>> shift & mask;
    }
  }

  /** ANDs {@code keep} where the value reached the bound, {@code keep ^ flip} where it did not. */
  static void one(int[] codes, int[] answers, int bound, int flip, int keep, int n) {
    for (int i = 0; i < n; i++) {
      answers[i] &= keep ^ (((codes[i] - bound) >> 31) & flip);
    }
  }

  /** Like {@link #one} with two bounds. */
  static void two(
      int[] codes, int[] answers, int bound, int flip, int next, int nextFlip, int keep, int n) {
    for (int i = 0; i < n; i++) {
      int v = codes[i];
      answers[i] &= keep ^ (((v - bound) >> 31) & flip) ^ (((v - next) >> 31) & nextFlip);
    }
  }

  /** Clears {@code bits} where none of {@code any} is set in the other word. */
  static void link(int[] other, int any, int[] answers, int bits, int n) {
    int others = ~bits;
    for (int i = 0; i < n; i++) {
      int found = other[i] & any;
      answers[i] &= ((found | -found) >> 31) | others;
    }
  }

  /** ANDs what the table has for a name; its first entry is for a missing one. */
  static void table(int[] codes, int[] answers, int[] table, int n) {
    for (int i = 0; i < n; i++) {
      answers[i] &= table[codes[i]];
    }
  }

  /**
   * Looks up the lowest bit that is set in two words, of which {@code low} comes first.
   *
   * @param places for each of 64 bits, and for none
   * @param at where the block begins in {@code out}
   */
  static void lowest(int[] low, int[] high, int[] places, int[] out, int at, int from, int to) {
    for (int i = from; i < to; i++) {
      long bits = (long) high[i] << 32 | low[i] & 0xffff_ffffL;
      out[at + i] = places[Long.numberOfTrailingZeros(bits)];
    }
  }

  /** {@link #lowest(int[], int[], int[], int[], int, int, int)} for one word. */
  static void lowest(int[] word, int[] places, int[] out, int at, int from, int to) {
    for (int i = from; i < to; i++) {
      out[at + i] = places[Integer.numberOfTrailingZeros(word[i])];
    }
  }

  /** Writes only where no place was found so far, and counts where there is still none. */
  static int lowestOfRest(
      int[] low, int[] high, int[] places, int none, int[] out, int at, int from, int to) {
    int left = 0;
    for (int i = from; i < to; i++) {
      long bits = (long) high[i] << 32 | low[i] & 0xffff_ffffL;
      int place = out[at + i] == none ? places[Long.numberOfTrailingZeros(bits)] : out[at + i];
      out[at + i] = place;
      left += place == none ? 1 : 0;
    }
    return left;
  }
}
