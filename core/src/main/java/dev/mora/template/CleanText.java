package dev.mora.template;

import java.text.Normalizer;

/**
 * Makes a text that came from outside safe to show. Runs of white space (Unicode's, the no-break
 * ones included) become one blank; control, zero-width, bidirectional and other format characters
 * and lone surrogates go; the rest is composed (NFC) and trimmed. Cleaning twice changes nothing
 * more, and the result is never longer than the composed text.
 */
final class CleanText {

  /** Below it no character combines with the one before it. */
  private static final char FIRST_MARK = 0x300;

  private CleanText() {}

  /**
   * Whether {@link #of} would give the same text, told without doing it: false for some that it
   * would leave alone. A plain text that is not empty is visible.
   */
  static boolean isPlain(String text) {
    boolean blank = true;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == ' ') {
        if (blank) {
          return false;
        }
        blank = true;
      } else if (c < ' ' || (c >= 0x7f && c <= 0xa0) || c == 0xad || c >= FIRST_MARK) {
        return false;
      } else {
        blank = false;
      }
    }
    return !blank || text.isEmpty();
  }

  static String of(String text) {
    if (isPlain(text)) {
      return text;
    }
    StringBuilder out = new StringBuilder(text.length());
    boolean blank = false;
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      i += Character.charCount(c);
      if (isBlank(c)) {
        blank = true;
      } else if (!isHidden(c)) {
        if (blank && out.length() > 0) {
          out.append(' ');
        }
        blank = false;
        out.appendCodePoint(c);
      }
    }
    return Normalizer.normalize(out, Normalizer.Form.NFC);
  }

  /** Whether a person sees anything of a text that is clean. */
  static boolean isVisible(String clean) {
    return clean.codePoints().anyMatch(c -> !isBlank(c) && !isInvisible(c));
  }

  private static boolean isBlank(int c) {
    return (c >= 0x09 && c <= 0x0d)
        || c == 0x20
        || c == 0x85
        || c == 0xa0
        || c == 0x1680
        || (c >= 0x2000 && c <= 0x200a)
        || c == 0x2028
        || c == 0x2029
        || c == 0x202f
        || c == 0x205f
        || c == 0x3000;
  }

  private static boolean isHidden(int c) {
    int type = Character.getType(c);
    return type == Character.CONTROL
        || type == Character.FORMAT
        || type == Character.SURROGATE
        || (c & 0xfffe) == 0xfffe;
  }

  /** Marks that need a letter, and letters without a shape. */
  private static boolean isInvisible(int c) {
    int type = Character.getType(c);
    return type == Character.NON_SPACING_MARK
        || type == Character.ENCLOSING_MARK
        || c == 0x115f
        || c == 0x1160
        || c == 0x2800
        || c == 0x3164
        || c == 0xffa0;
  }
}
