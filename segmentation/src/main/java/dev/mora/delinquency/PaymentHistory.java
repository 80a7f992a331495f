package dev.mora.delinquency;

import java.util.Locale;
import java.util.OptionalInt;

/**
 * One character for each month of a loan, oldest first. Digits tell the days past due at the end of
 * the month: 0 none, 1 1-30, 2 31-60, 3 61-90, 4 91-120, 5 121-150, 6 151-180, 7 more. Letters: X
 * no data, C closed (all paid), W written off, R restructured in this month, P paused.
 *
 * <p>Read the other way round the same text tells another loan, so {@link #parse} and {@link #text}
 * name the end on which the oldest month stands. Bureaus commonly print the newest first.
 *
 * <p>A letter is neither late nor clean: a streak ends at it; moves and cures look past it.
 *
 * @param oldestFirst the canonical form
 */
public record PaymentHistory(String oldestFirst) {

  /** Where the oldest month stands. */
  public enum Orientation {
    OLDEST_LEFT,
    NEWEST_LEFT
  }

  static final char NO_DATA = 'X';
  static final char CLOSED = 'C';
  static final char WRITTEN_OFF = 'W';
  static final char RESTRUCTURED = 'R';
  static final char PAUSED = 'P';

  private static final String MARKS = "01234567XCWRP";
  private static final int WIDTH_OF_A_DIGIT = 30;
  private static final int LARGEST = 7;

  public PaymentHistory {
    for (int i = 0; i < oldestFirst.length(); i++) {
      if (MARKS.indexOf(oldestFirst.charAt(i)) < 0) {
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT,
                "a payment history has 0 to 7 and X, C, W, R, P: found %s at place %d",
                oldestFirst.charAt(i),
                i + 1));
      }
    }
  }

  /** Reads what {@link #text} writes. */
  public static PaymentHistory parse(String text, Orientation orientation) {
    return new PaymentHistory(
        orientation == Orientation.OLDEST_LEFT ? text : new StringBuilder(text).reverse() + "");
  }

  /** The digit of a number of days past due. */
  public static char digit(int daysPastDue) {
    int digit = (Math.max(0, daysPastDue) + WIDTH_OF_A_DIGIT - 1) / WIDTH_OF_A_DIGIT;
    return (char) ('0' + Math.min(LARGEST, digit));
  }

  public String text(Orientation orientation) {
    return parse(oldestFirst, orientation).oldestFirst;
  }

  /** Number of months. */
  public int months() {
    return oldestFirst.length();
  }

  /** The mark of the newest month; X if there is no month. */
  public char current() {
    return back(0);
  }

  /** The mark of the month before the newest; X if there is none. */
  public char previous() {
    return back(1);
  }

  /** Months without a day past due up to and including the newest. */
  public int cleanStreak() {
    int streak = 0;
    while (back(streak) == '0') {
      streak++;
    }
    return streak;
  }

  /** Months past due up to and including the newest. */
  public int lateStreak() {
    int streak = 0;
    while (isAtLeast(back(streak), 1)) {
      streak++;
    }
    return streak;
  }

  /** The largest digit; empty if there is none. */
  public OptionalInt worst() {
    return oldestFirst.chars().filter(Character::isDigit).map(mark -> mark - '0').max();
  }

  /** Months with this digit or a larger one: 1 for 1+ days, 2 for 30+, 3 for 60+. */
  public int months(int leastDigit) {
    return (int) oldestFirst.chars().filter(mark -> isAtLeast((char) mark, leastDigit)).count();
  }

  /** Maximal runs of months with this digit or a larger one. */
  public int episodes(int leastDigit) {
    int episodes = 0;
    boolean in = false;
    for (int i = 0; i < months(); i++) {
      boolean late = isAtLeast(oldestFirst.charAt(i), leastDigit);
      episodes += late && !in ? 1 : 0;
      in = late;
    }
    return episodes;
  }

  /** 0 if the newest month is late; empty if none is. */
  public OptionalInt monthsSinceDelinquent() {
    for (int i = 0; i < months(); i++) {
      if (isAtLeast(back(i), 1)) {
        return OptionalInt.of(i);
      }
    }
    return OptionalInt.empty();
  }

  /** How often a digit is larger than the digit before it. */
  public int upwardMoves() {
    return moves(true);
  }

  /** How often a 0 follows a larger digit. */
  public int cures() {
    return moves(false);
  }

  private int moves(boolean upward) {
    int moves = 0;
    int before = -1;
    for (int i = 0; i < months(); i++) {
      char mark = oldestFirst.charAt(i);
      if (!Character.isDigit(mark)) {
        continue;
      }
      int digit = mark - '0';
      if (before >= 0 && (upward ? digit > before : digit == 0 && before > 0)) {
        moves++;
      }
      before = digit;
    }
    return moves;
  }

  /** X before the oldest month. */
  private char back(int months) {
    return months < months() ? oldestFirst.charAt(months() - 1 - months) : NO_DATA;
  }

  private static boolean isAtLeast(char mark, int digit) {
    return Character.isDigit(mark) && mark - '0' >= digit;
  }

  /** The canonical form. */
  @Override
  public String toString() {
    return oldestFirst;
  }
}
