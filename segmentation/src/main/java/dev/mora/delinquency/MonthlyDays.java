package dev.mora.delinquency;

import java.time.YearMonth;
import java.util.Arrays;

/**
 * Days past due month by month, one number for each. Months before the loan began have 0.
 * Immutable.
 */
public final class MonthlyDays {

  /** Which day of a month speaks for it. */
  public enum Sampling {
    /** Its last one: what was late and paid within the month is not seen. */
    MONTH_END,
    /**
     * The worst: the longest that an installment was late in the month, from its due date to the
     * day it was met or to the end of the month.
     */
    WORST_OF_MONTH
  }

  private final YearMonth last;
  private final int[] oldestFirst;

  private MonthlyDays(YearMonth last, int[] oldestFirst) {
    this.last = last;
    this.oldestFirst = oldestFirst;
  }

  /**
   * @param last the newest month
   */
  public static MonthlyDays of(YearMonth last, int... oldestFirst) {
    for (int days : oldestFirst) {
      if (days < 0) {
        throw new IllegalArgumentException("days past due must not be negative: " + days);
      }
    }
    return new MonthlyDays(last, oldestFirst.clone());
  }

  /** The newest month. */
  public YearMonth last() {
    return last;
  }

  public int months() {
    return oldestFirst.length;
  }

  /**
   * @param monthsBack 0 for the newest
   */
  public int days(int monthsBack) {
    return oldestFirst[oldestFirst.length - 1 - monthsBack];
  }

  /** Of the newest {@code months}, those with at least {@code days}. */
  public int times(int days, int months) {
    int times = 0;
    for (int i = from(months); i < oldestFirst.length; i++) {
      times += oldestFirst[i] >= days ? 1 : 0;
    }
    return times;
  }

  /** Maximal runs among the newest {@code months} with at least {@code days} in each. */
  public int episodes(int days, int months) {
    int episodes = 0;
    boolean in = false;
    for (int i = from(months); i < oldestFirst.length; i++) {
      boolean late = oldestFirst[i] >= days;
      episodes += late && !in ? 1 : 0;
      in = late;
    }
    return episodes;
  }

  /** The most days of the newest {@code months}. */
  public int worst(int months) {
    int worst = 0;
    for (int i = from(months); i < oldestFirst.length; i++) {
      worst = Math.max(worst, oldestFirst[i]);
    }
    return worst;
  }

  private int from(int months) {
    if (months < 1 || months > oldestFirst.length) {
      throw new IllegalArgumentException(
          "there are " + oldestFirst.length + " months, asked for " + months);
    }
    return oldestFirst.length - months;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof MonthlyDays that
        && last.equals(that.last)
        && Arrays.equals(oldestFirst, that.oldestFirst);
  }

  @Override
  public int hashCode() {
    return 31 * last.hashCode() + Arrays.hashCode(oldestFirst);
  }

  @Override
  public String toString() {
    return "MonthlyDays(" + Arrays.toString(oldestFirst) + " to " + last + ")";
  }
}
