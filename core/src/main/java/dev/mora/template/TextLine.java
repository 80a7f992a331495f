package dev.mora.template;

import java.util.List;

/** What the first characters of a line below {@code --- es_MX} say about it. */
enum TextLine {
  LANGUAGE("---"),
  HEADER("header:"),
  FOOTER("footer:"),
  BUTTON("button:"),
  COMPONENT("component:"),
  BUTTONS("["),
  BODY("");

  private static final List<TextLine> MARKED =
      List.of(LANGUAGE, HEADER, FOOTER, BUTTON, COMPONENT, BUTTONS);

  final String mark;

  TextLine(String mark) {
    this.mark = mark;
  }

  /** Blanks before the mark do not count; a line that starts with {@code |} is body. */
  static TextLine of(String line) {
    String text = line.stripLeading();
    return MARKED.stream().filter(kind -> text.startsWith(kind.mark)).findFirst().orElse(BODY);
  }

  /** A body line as it has to be written, so that it is read as body. */
  static String protect(String line) {
    return line.startsWith("|") || of(line) != BODY ? "|" + line : line;
  }
}
