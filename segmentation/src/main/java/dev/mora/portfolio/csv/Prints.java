package dev.mora.portfolio.csv;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;

/**
 * Millions of fingerprints, of which those are asked for that came more than once. They are kept
 * apart by their lowest bits, so that each share is compared in the processor's cache. Not
 * thread-safe.
 */
final class Prints {

  private static final int SHARES = 1 << 9;
  private static final int SHARE_BITS = 9;

  private final long[][] shares = new long[SHARES][];
  private final int[] sizes = new int[SHARES];

  Prints() {
    Arrays.fill(shares, new long[0]);
  }

  void add(long print) {
    int share = (int) print & (SHARES - 1);
    int size = sizes[share];
    if (size == shares[share].length) {
      shares[share] = Arrays.copyOf(shares[share], Math.max(16, size + (size >> 2)));
    }
    shares[share][size] = print;
    sizes[share] = size + 1;
  }

  Set<Long> repeated() {
    Set<Long> twice = new HashSet<>();
    int most = Arrays.stream(sizes).max().orElse(0);
    long[] slots = new long[Math.max(2, Integer.highestOneBit(Math.max(1, most)) * 4)];
    for (int share = 0; share < SHARES; share++) {
      Arrays.fill(slots, 0);
      repeated(shares[share], sizes[share], slots, twice);
    }
    return twice;
  }

  /**
   * @param slots empty, more than twice as many as there are fingerprints
   */
  private static void repeated(long[] share, int size, long[] slots, Set<Long> twice) {
    int mask = slots.length - 1;
    boolean zero = false;
    for (int i = 0; i < size; i++) {
      long print = share[i];
      if (print == 0) {
        if (zero) {
          twice.add(print);
        }
        zero = true;
        continue;
      }
      int slot = (int) (print >>> SHARE_BITS) & mask;
      while (slots[slot] != 0 && slots[slot] != print) {
        slot = (slot + 1) & mask;
      }
      if (slots[slot] == print) {
        twice.add(print);
      }
      slots[slot] = print;
    }
  }
}
