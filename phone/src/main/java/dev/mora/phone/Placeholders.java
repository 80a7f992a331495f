package dev.mora.phone;

import java.util.List;

/** Digits that somebody typed because a form wanted a number. */
final class Placeholders {

  private static final String UP = "01234567890";
  private static final int LEAST = 5;

  /** A subscriber's part of one digit only is a filler behind a real area code. */
  private static final int SAME_AT_END = 7;

  private Placeholders() {}

  /**
   * @param digits as written, and the same without a country code
   */
  static boolean is(List<String> digits) {
    return digits.stream().anyMatch(Placeholders::is);
  }

  private static boolean is(String digits) {
    int length = digits.length();
    if (length < LEAST) {
      return length > 0 && same(digits, length) == length && digits.charAt(0) == '0';
    }
    return same(digits, length) >= Math.min(length, SAME_AT_END) || UP.contains(digits);
  }

  /** How many digits at the end are the same. */
  private static int same(String digits, int length) {
    int count = 1;
    while (count < length && digits.charAt(length - 1 - count) == digits.charAt(length - 1)) {
      count++;
    }
    return count;
  }
}
