package dev.mora.json;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * What a person did where a text stops to be JSON, told from the text itself.
 *
 * @param offset of the first character that is wrong
 */
record Misstep(int offset, String found, String expected) {

  private static final int LONGEST_WORD = 40;

  /** What people write for numbers and JSON does not know. */
  private static final Pattern NO_NUMBER =
      Pattern.compile(
          "[-+]?(NaN|INF|Infinity)|(?!-?(0|[1-9]\\d*)(\\.\\d+)?([eE][-+]?\\d+)?$)[-+.\\d][-+.\\deE]*");

  /**
   * @param near where the parser gave up: at the wrong character or inside or behind a wrong word
   */
  static Misstep at(String text, int near, boolean inObject) {
    int start = near;
    while (start > 0 && near - start < LONGEST_WORD && isWord(text.charAt(start - 1))) {
      start--;
    }
    boolean inWord = near < text.length() && isWord(text.charAt(near));
    if (!inWord && !NO_NUMBER.matcher(text.substring(start, near)).matches()) {
      start = near;
    }
    if (start == text.length()) {
      return new Misstep(start, "the end of the document", "the rest of it");
    }
    if (near > 0 && text.charAt(near - 1) == '\\' && near < text.length()) {
      return new Misstep(
          near - 1,
          "the escape \\" + text.charAt(near),
          "one of \\\" \\\\ \\/ \\b \\f \\n \\r \\t \\uXXXX");
    }
    char c = text.charAt(start);
    if (isWord(c)) {
      return new Misstep(start, wordAt(text, start), expectedFor(text, start, inObject));
    }
    if (c < ' ' || Character.isISOControl(c)) {
      return new Misstep(
          start,
          String.format(Locale.ROOT, "the raw control character U+%04X", (int) c),
          "it escaped, within a string");
    }
    return new Misstep(
        start, Character.toString(text.codePointAt(start)), expected(text, start, c, inObject));
  }

  private static String expected(String text, int start, char c, boolean inObject) {
    char before = before(text, start);
    if (c == '/' || c == '#') {
      return "no comment: JSON has none";
    }
    if (c == '\'') {
      return "double quotes";
    }
    if ((c == '}' || c == ']') && before == ',') {
      return "no comma before it";
    }
    return expectedFor(text, start, inObject);
  }

  private static String expectedFor(String text, int start, boolean inObject) {
    return switch (before(text, start)) {
      case '{' -> "a key in double quotes or }";
      case '[' -> "a value or ]";
      case ':' -> "a value";
      case ',' -> inObject ? "a key in double quotes" : "a value";
      case '\0' -> "a value";
      case '"' -> inObject ? "a colon, a comma or }" : "a comma or ]";
      default -> inObject ? "a comma or }" : "a comma, ] or the end";
    };
  }

  /** The last character before this one that is no blank; NUL if there is none. */
  private static char before(String text, int start) {
    for (int i = start - 1; i >= 0; i--) {
      if (" \t\r\n".indexOf(text.charAt(i)) < 0) {
        return text.charAt(i);
      }
    }
    return '\0';
  }

  private static String wordAt(String text, int start) {
    int end = start;
    while (end < text.length() && end - start < LONGEST_WORD && isWord(text.charAt(end))) {
      end++;
    }
    return text.substring(start, end);
  }

  private static boolean isWord(char c) {
    return Character.isLetterOrDigit(c) || c == '_' || c == '+' || c == '-' || c == '.';
  }
}
