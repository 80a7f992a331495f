package dev.mora.phone;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The text of a phone field: cleaned of what is no writing, cut where one number ends. */
final class FieldText {

  /** What is longer is a note, not a number. */
  static final int LONGEST = 200;

  /** Digits of the shortest number that stands alone; fewer belong to what is beside them. */
  private static final int SHORTEST = 6;

  private static final Set<String> NOTHING =
      Set.of(
          "",
          "-",
          "--",
          ".",
          "0",
          "x",
          "na",
          "n/a",
          "n.a.",
          "s/n",
          "sn",
          "no",
          "no tiene",
          "não tem",
          "nao tem",
          "ninguno",
          "nenhum",
          "none",
          "null",
          "nan",
          "#n/a",
          "sin numero",
          "sin número");

  /** A few digits behind such a word belong to the number in front, whatever stands between. */
  private static final String EXTENSION_FOLLOWS =
      "(?![\\s.(-]*+(?:ext|extensi[óo]n|int|interno|ramal|anexo|x|#)"
          + "[\\s.:]*+\\d{1,6}+(?![\\s-]?\\d))";

  private static final Pattern BETWEEN =
      Pattern.compile(
          "(?:\\s*+(?:[;,|/\\n\\r\\t]++\\s*+)++|\\s++(?:y|e|o|u|ó|ou|or|and)\\s++)"
              + EXTENSION_FOLLOWS
              + "|(?<=\\d)\\s*(?=\\+\\d)",
          Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);

  private static final Pattern LABEL =
      Pattern.compile(
          "(?:tel[ée]fono|telefone|tel|celular|cel|m[óo]vil|mobile|phone|whats\\s?app|wa)[.:]*\\s*",
          Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);

  /** The place of a carrier code in Brazil: 0xx11. */
  private static final Pattern ANY_CARRIER =
      Pattern.compile("(?<!\\d)\\(?0\\s?(?:xx|\\*\\*)\\s?", Pattern.CASE_INSENSITIVE);

  /** As a spreadsheet writes it that took it for an amount. */
  private static final Pattern WHOLE_NUMBER = Pattern.compile("\\d{6,}\\.0");

  private FieldText() {}

  static boolean isNothing(String clean) {
    return NOTHING.contains(clean.toLowerCase(Locale.ROOT));
  }

  /** Digits of any script as 0 to 9, spaces of any kind as one, without labels and marks. */
  static String clean(String raw) {
    StringBuilder out = new StringBuilder(raw.length());
    raw.codePoints()
        .forEach(
            c -> {
              int digit = Character.isDigit(c) ? Character.digit(c, 10) : -1;
              if (digit >= 0) {
                out.append((char) ('0' + digit));
              } else if (c == '\n' || c == '\r' || c == '\t') {
                out.append('\n');
              } else if (Character.isSpaceChar(c)) {
                out.append(' ');
              } else if (c == 0xFF0B) { // full-width +
                out.append('+');
              } else if (Character.getType(c) == Character.DASH_PUNCTUATION || c == 0x2212) {
                out.append('-');
              } else if (Character.getType(c) != Character.FORMAT && c != '\'' && c != '"') {
                out.appendCodePoint(c);
              }
            });
    return out.toString().strip();
  }

  /** Without words beside the digits that say what the number is for. */
  static String withoutLabel(String clean) {
    String text = ANY_CARRIER.matcher(LABEL.matcher(clean).replaceAll("")).replaceAll("0");
    return WHOLE_NUMBER.matcher(text).matches() ? text.substring(0, text.indexOf('.')) : text;
  }

  /** One text for each number that stands in the field; at least one. */
  static List<String> numbers(String clean) {
    List<String> parts = new ArrayList<>();
    Matcher between = BETWEEN.matcher(clean);
    int from = 0;
    int start = 0;
    while (between.find()) {
      // an area code before a slash is no number: it goes with what follows
      if (digits(clean.substring(start, between.start())).length() >= SHORTEST) {
        parts.add(clean.substring(from, between.start()).strip());
        from = between.end();
      }
      start = from;
    }
    String last = clean.substring(from).strip();
    if (!last.isEmpty() || parts.isEmpty()) {
      parts.add(last);
    }
    return parts;
  }

  static String digits(String text) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c >= '0' && c <= '9') {
        out.append(c);
      }
    }
    return out.toString();
  }
}
