package dev.mora.portfolio.csv;

import java.time.LocalDate;

/**
 * Reads the plain forms of dates, amounts and numbers from a stretch of text. What it does not take
 * may be right all the same: {@link Fields} decides, and says what is wrong.
 */
final class Chars {

  static final int NO_DAY = Fields.NO_DAY;
  static final long NO_AMOUNT = Fields.NO_AMOUNT;

  private static final int FIRST_YEAR = 1900;
  private static final int YEARS = 300;
  private static final int MOST_DIGITS = 14;

  /** First day of each month from 1900 to 2199, and of the one behind. */
  private static final int[] MONTHS = months();

  private Chars() {}

  private static int[] months() {
    int[] months = new int[YEARS * 12 + 1];
    LocalDate first = LocalDate.of(FIRST_YEAR, 1, 1);
    for (int i = 0; i < months.length; i++) {
      months[i] = (int) first.plusMonths(i).toEpochDay();
    }
    return months;
  }

  /** An epoch day of {@code yyyy-mm-dd}; {@link #NO_DAY} of anything else. */
  static int day(char[] text, int from, int to) {
    if (to - from != 10 || text[from + 4] != '-' || text[from + 7] != '-') {
      return NO_DAY;
    }
    int year = two(text, from) * 100 + two(text, from + 2) - FIRST_YEAR;
    int month = two(text, from + 5) - 1;
    int day = two(text, from + 8) - 1;
    if (year < 0 || year >= YEARS || month < 0 || month > 11 || day < 0) {
      return NO_DAY;
    }
    int at = year * 12 + month;
    int found = MONTHS[at] + day;
    return found < MONTHS[at + 1] ? found : NO_DAY;
  }

  /** Far below 0 if it is no number. */
  private static int two(char[] text, int at) {
    int tens = text[at] - '0';
    int ones = text[at + 1] - '0';
    return tens < 0 || tens > 9 || ones < 0 || ones > 9 ? -1_000_000 : tens * 10 + ones;
  }

  /**
   * Minor units, 0 or more; {@link #NO_AMOUNT} if it is not digits with at most one point between
   * them.
   *
   * @param scale decimals of the currency
   */
  static long amount(char[] text, int from, int to, int scale) {
    int length = to - from;
    if (length < 1 || length > MOST_DIGITS) {
      return NO_AMOUNT;
    }
    int usual = to - scale - 1;
    return scale > 0 && usual > from && text[usual] == '.'
        ? digits(text, usual + 1, to, digits(text, from, usual, 0))
        : anyAmount(text, from, to, scale);
  }

  /** Reads on behind a number; {@link #NO_AMOUNT} if there is anything but digits. */
  private static long digits(char[] text, int from, int to, long before) {
    long number = before;
    int other = 0;
    for (int i = from; i < to; i++) {
      int digit = text[i] - '0';
      other |= digit | (9 - digit);
      number = number * 10 + digit;
    }
    return other < 0 || before < 0 ? NO_AMOUNT : number;
  }

  private static long anyAmount(char[] text, int from, int to, int scale) {
    int length = to - from;
    long minor = 0;
    int point = -1;
    for (int i = from; i < to; i++) {
      int digit = text[i] - '0';
      if (digit >= 0 && digit <= 9) {
        minor = minor * 10 + digit;
      } else if (text[i] == '.' && point < 0 && i > from && i < to - 1) {
        point = i;
      } else {
        return NO_AMOUNT;
      }
    }
    int decimals = point < 0 ? 0 : to - point - 1;
    if (decimals > scale || length + scale - decimals > MOST_DIGITS) {
      return NO_AMOUNT;
    }
    for (int i = decimals; i < scale; i++) {
      minor *= 10;
    }
    return minor;
  }

  /** 0 or more of at most 6 digits; -1 if it is anything else. */
  static int count(char[] text, int from, int to) {
    if (to <= from || to - from > 6) {
      return -1;
    }
    int value = 0;
    for (int i = from; i < to; i++) {
      int digit = text[i] - '0';
      if (digit < 0 || digit > 9) {
        return -1;
      }
      value = value * 10 + digit;
    }
    return value;
  }

  static boolean is(String expected, char[] text, int from, int to) {
    if (expected.length() != to - from) {
      return false;
    }
    for (int i = 0; i < expected.length(); i++) {
      if (expected.charAt(i) != text[from + i]) {
        return false;
      }
    }
    return true;
  }
}
