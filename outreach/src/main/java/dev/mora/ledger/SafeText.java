package dev.mora.ledger;

import java.util.regex.Pattern;

/**
 * Text from outside made fit to be stored and shown: a provider's explanation may repeat the phone
 * number, so runs of seven and more digits go; so do control characters, halves of characters and
 * all beyond 200 characters, or as many as are said.
 */
final class SafeText {

  private static final Pattern NUMBER = Pattern.compile("\\d(?:[ ()]{0,2}\\d){6,}");
  private static final Pattern CONTROL = Pattern.compile("[\\p{Cntrl}\\p{Cs}]+");

  private static final int HASH_LENGTH = 64;

  private SafeText() {}

  static String of(String text) {
    return of(text, 200);
  }

  static String of(String text, int most) {
    if (text.isEmpty() || isHash(text)) {
      return text;
    }
    String cut = text.length() > 2 * most ? text.substring(0, 2 * most) : text;
    String safe = NUMBER.matcher(CONTROL.matcher(cut).replaceAll(" ")).replaceAll("***");
    if (safe.length() <= most) {
      return safe;
    }
    return safe.substring(0, Character.isHighSurrogate(safe.charAt(most - 1)) ? most - 1 : most);
  }

  /** One of our own, which may hold a run of digits by chance. */
  private static boolean isHash(String text) {
    return text.length() == HASH_LENGTH
        && text.chars().allMatch(c -> c >= '0' && c <= '9' || c >= 'a' && c <= 'f');
  }

  /** A failure's class and its cause's: their messages may hold what must not be shown. */
  static String nameOf(Throwable failure) {
    Throwable cause = failure.getCause();
    return cause == null
        ? failure.getClass().getName()
        : failure.getClass().getName() + " <- " + cause.getClass().getName();
  }
}
