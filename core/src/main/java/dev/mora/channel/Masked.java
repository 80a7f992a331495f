package dev.mora.channel;

import java.util.regex.Pattern;

/** A provider's word, if it looks like one: what may hold a number or a sentence is not shown. */
final class Masked {

  private static final int LONGEST = 80;
  private static final int DIGITS = 7;

  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]{0,511}");

  private static final Pattern OURS =
      Pattern.compile("(mora1:[a-z0-9-]{1,24}:[0-9A-HJKMNP-TV-Z]{26})?");

  private Masked() {}

  /** Ours: other apps of an account may write there what they like. */
  static String correlation(String text) {
    return OURS.matcher(text).matches() ? text : "***";
  }

  /** A template's name, which lenders choose and which may hold a date. */
  static String name(String text) {
    return NAME.matcher(text).matches() ? text : "***";
  }

  /** The word; {@code ***} if it is long, has seven digits in a row, or anything but word signs. */
  static String word(String text) {
    int digits = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean digit = c >= '0' && c <= '9';
      boolean letter = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
      digits = digit ? digits + 1 : 0;
      if (digits == DIGITS || !digit && !letter && "_.-/".indexOf(c) < 0) {
        return "***";
      }
    }
    return text.length() > LONGEST ? "***" : text;
  }
}
