package dev.mora.template;

import java.util.ArrayList;
import java.util.List;

/**
 * A text as WhatsApp shows it: {@code *bold*}, {@code _italic_}, {@code ~struck~}, {@code `code`}
 * and {@code ```code over lines```}. A mark opens where no letter or digit stands before it and no
 * blank behind it, and closes the other way round, on the same line; marks nest, each once, and
 * nothing is read inside code. A mark without its other half is text.
 *
 * <p>Source: WhatsApp Help Center, "How to format your messages".
 */
public record FormattedText(List<Span> spans) {

  private static final String FENCE = "```";

  public FormattedText {
    spans = List.copyOf(spans);
  }

  public static FormattedText of(String text) {
    List<Span> spans = new ArrayList<>();
    read(text, new Span("", false, false, false, false), spans);
    return new FormattedText(spans);
  }

  /** What a person reads, without the marks. */
  public String plain() {
    StringBuilder out = new StringBuilder();
    spans.forEach(span -> out.append(span.text));
    return out.toString();
  }

  /** A stretch of text in one form. */
  public record Span(String text, boolean bold, boolean italic, boolean struck, boolean code) {

    private Span of(String other) {
      return new Span(other, bold, italic, struck, code);
    }

    private boolean has(char mark) {
      return switch (mark) {
        case '*' -> bold;
        case '_' -> italic;
        case '~' -> struck;
        default -> false;
      };
    }

    private Span with(char mark) {
      return new Span(
          text, bold || mark == '*', italic || mark == '_', struck || mark == '~', mark == '`');
    }

    @Override
    public String toString() {
      return "Span(" + text.length() + " characters)";
    }
  }

  @Override
  public String toString() {
    return "FormattedText(" + spans.size() + " spans)";
  }

  private static void read(String text, Span form, List<Span> out) {
    int from = 0;
    int at = 0;
    while (at < text.length()) {
      char mark = text.charAt(at);
      boolean fenced = mark == '`' && text.startsWith(FENCE, at);
      int open = fenced ? FENCE.length() : 1;
      int close = fenced ? fence(text, at) : "*_~`".indexOf(mark) < 0 ? -1 : close(text, at, form);
      if (close < 0) {
        at += open;
        continue;
      }
      add(text.substring(from, at), form, out);
      String inside = text.substring(at + open, close);
      if (mark == '`') {
        add(inside, form.with(mark), out);
      } else {
        read(inside, form.with(mark), out);
      }
      at = close + open;
      from = at;
    }
    add(text.substring(from), form, out);
  }

  private static void add(String text, Span form, List<Span> out) {
    if (!text.isEmpty()) {
      out.add(form.of(text));
    }
  }

  private static int fence(String text, int at) {
    int close = text.indexOf(FENCE, at + FENCE.length());
    return close < 0 || text.substring(at + FENCE.length(), close).isBlank() ? -1 : close;
  }

  /** Where the mark that opens at {@code at} closes, or -1. */
  private static int close(String text, int at, Span form) {
    char mark = text.charAt(at);
    boolean opens =
        !form.has(mark)
            && !isWord(text, at - 1)
            && at + 1 < text.length()
            && !Character.isWhitespace(text.charAt(at + 1))
            && text.charAt(at + 1) != mark;
    if (!opens) {
      return -1;
    }
    for (int i = at + 1; i < text.length() && text.charAt(i) != '\n'; i++) {
      if (text.charAt(i) == mark
          && i > at + 1
          && !Character.isWhitespace(text.charAt(i - 1))
          && !isWord(text, i + 1)) {
        return i;
      }
    }
    return -1;
  }

  private static boolean isWord(String text, int at) {
    return at >= 0 && at < text.length() && Character.isLetterOrDigit(text.charAt(at));
  }
}
