package dev.mora.template;

import java.util.List;
import java.util.Locale;

/** The rules for texts that take no fields: labels, footers, payloads. */
final class PlainText {

  private PlainText() {}

  /** Refuses half of a surrogate pair, which no encoding can carry. */
  static void requireWellFormed(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (Character.isHighSurrogate(text.charAt(i))
          && i + 1 < text.length()
          && Character.isLowSurrogate(text.charAt(i + 1))) {
        i++;
      } else if (Character.isSurrogate(text.charAt(i))) {
        throw Misfit.described("half of a surrogate pair", "well-formed text").at(i);
      }
    }
  }

  /** Refuses a text of which a person sees nothing, such as one zero-width blank. */
  static void requireVisible(String found, String expected, String text) {
    if (!CleanText.isVisible(CleanText.of(text))) {
      throw Misfit.described(found, expected);
    }
  }

  /** One line, not blank, without blanks at its ends, braces and control characters. */
  static void check(String what, String text) {
    requireVisible("an empty " + what, "text", text);
    if (!text.equals(text.strip())) {
      throw new Misfit(text, "a " + what + " without blanks at its ends", List.of());
    }
    requireWellFormed(text);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '{' || c == '}') {
        throw new Misfit(text, "a " + what + " without braces: it takes no fields", List.of(), i);
      }
      if (Character.isISOControl(c)) {
        throw new Misfit(
            String.format(Locale.ROOT, "U+%04X", (int) c),
            "a " + what + " of one line without control characters",
            List.of(),
            i);
      }
    }
  }
}
