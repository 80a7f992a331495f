package dev.mora.segmentation;

/**
 * A set of cases: for each {@link Variable} the pieces of its values that are left, as bits. The
 * set is the product of them.
 */
final class Cases {

  private final long[][] left;
  private final Steps steps;
  private boolean narrowed;

  private Cases(long[][] left, Steps steps) {
    this.left = left;
    this.steps = steps;
  }

  static Cases all(Space space, Steps steps) {
    long[][] left = new long[space.variables().size()][];
    for (int v = 0; v < left.length; v++) {
      left[v] = full(space.variables().get(v).size());
    }
    return new Cases(left, steps);
  }

  static long[] none(int size) {
    return new long[(size + 63) / 64];
  }

  static long[] full(int size) {
    long[] bits = none(size);
    for (int i = 0; i < size; i++) {
      set(bits, i);
    }
    return bits;
  }

  static void set(long[] bits, int place) {
    bits[place >> 6] |= 1L << place;
  }

  static boolean has(long[] bits, int place) {
    return (bits[place >> 6] & (1L << place)) != 0;
  }

  Cases copy() {
    long[][] copy = new long[left.length][];
    for (int v = 0; v < copy.length; v++) {
      copy[v] = left[v].clone();
    }
    return new Cases(copy, steps);
  }

  Steps steps() {
    return steps;
  }

  boolean has(int variable, int piece) {
    return has(left[variable], piece);
  }

  boolean meets(int variable, long[] pieces) {
    long[] own = left[variable];
    for (int i = 0; i < own.length; i++) {
      if ((own[i] & pieces[i]) != 0) {
        return true;
      }
    }
    return false;
  }

  /** Leaves only these pieces; false if none is left. */
  boolean keep(int variable, long[] pieces) {
    long[] own = left[variable];
    boolean some = false;
    for (int i = 0; i < own.length; i++) {
      long next = own[i] & pieces[i];
      narrowed |= next != own[i];
      own[i] = next;
      some |= next != 0;
    }
    return some;
  }

  /** Leaves one piece at most. */
  void fix(int variable, int piece) {
    long[] one = new long[left[variable].length];
    set(one, piece);
    keep(variable, one);
  }

  /** Whether anything was taken away since the last time that this was asked. */
  boolean tellNarrowed() {
    boolean told = narrowed;
    narrowed = false;
    return told;
  }
}
