package dev.mora.attribute;

/**
 * One pass of a column over a word: which bits stay below the first bound, between the two, and
 * from the second on. With one bound both are the same.
 */
record Pass(int bound, int flip, int next, int nextFlip, int keep) {

  /**
   * The bits that stay where no value is below {@code least} or above {@code most}, if it is one.
   */
  boolean isConstant(int least, int most) {
    return most < bound || least >= next || least >= bound && most < next;
  }

  /** What stays for such values; only if {@link #isConstant}. */
  int constant(int most) {
    return keep ^ (most < bound ? flip ^ nextFlip : most < next ? nextFlip : 0);
  }

  void run(int[] codes, int[] answers, int n) {
    if (nextFlip == 0) {
      Passes.one(codes, answers, bound, flip, keep, n);
    } else {
      Passes.two(codes, answers, bound, flip, next, nextFlip, keep, n);
    }
  }
}
