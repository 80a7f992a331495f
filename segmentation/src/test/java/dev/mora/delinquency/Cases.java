package dev.mora.delinquency;

/**
 * How many seeded cases a property test draws. {@code -Dmora.cases=2} draws 2 % of them: mutation
 * analysis runs the same test thousands of times and sees a broken rule in a few dozen.
 */
public final class Cases {

  private static final int PERCENT = Integer.getInteger("mora.cases", 100);
  private static final int FEWEST = 30;

  private Cases() {}

  public static int of(int all) {
    return Math.min(all, Math.max(FEWEST, all * PERCENT / 100));
  }

  /** How many of all cases must have come to the point; among some of them perhaps none does. */
  public static int telling(int ofAll) {
    return PERCENT < 100 ? -1 : ofAll;
  }
}
