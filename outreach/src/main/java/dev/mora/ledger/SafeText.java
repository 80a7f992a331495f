package dev.mora.ledger;

import java.util.regex.Pattern;

/**
 * Text from outside made fit to be stored and shown: a provider's explanation may repeat the phone
 * number, so runs of seven and more digits go; so do control characters and all beyond 200
 * characters.
 */
final class SafeText {

  private static final Pattern NUMBER = Pattern.compile("\\d(?:[ ()]{0,2}\\d){6,}");
  private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}+");

  private SafeText() {}

  static String of(String text) {
    if (text.isEmpty()) {
      return text;
    }
    String cut = text.length() > 400 ? text.substring(0, 400) : text;
    String safe = NUMBER.matcher(CONTROL.matcher(cut).replaceAll(" ")).replaceAll("***");
    return safe.length() > 200 ? safe.substring(0, 200) : safe;
  }

  /** A failure's class and its cause's: their messages may hold what must not be shown. */
  static String nameOf(Throwable failure) {
    Throwable cause = failure.getCause();
    return cause == null
        ? failure.getClass().getName()
        : failure.getClass().getName() + " <- " + cause.getClass().getName();
  }
}
