package dev.mora.template;

/**
 * How many seeded cases a property test draws: as many as it says, or the percentage of them that
 * {@code -Dmora.cases} asks for, as one does to mutate the code with PIT; 30 at least.
 */
final class Cases {

  private static final int PERCENT = Integer.getInteger("mora.cases", 100);
  private static final int FEWEST = 30;

  private Cases() {}

  static int of(int full) {
    return Math.min(full, (int) Math.max(FEWEST, (long) full * PERCENT / 100));
  }
}
