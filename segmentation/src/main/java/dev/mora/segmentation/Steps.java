package dev.mora.segmentation;

/**
 * Counts the work of a search, so that it ends after a number of steps that is the same on every
 * machine. One step looks at one part of one condition.
 */
final class Steps {

  private final long limit;
  private long taken;

  Steps(long limit) {
    this.limit = limit;
  }

  void take() {
    if (++taken > limit) {
      throw new Exhausted();
    }
  }

  long taken() {
    return taken;
  }

  /** Ends one search; caught where it began. */
  static final class Exhausted extends RuntimeException {

    private static final long serialVersionUID = 1L;

    Exhausted() {
      super("the steps are used up", null, false, false);
    }
  }
}
