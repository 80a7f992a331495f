package dev.mora.template.preview;

import dev.mora.template.FormattedText;

/** Writes a page; whatever is text is escaped, whatever is a tag stands in this package. */
final class Html {

  private final StringBuilder out = new StringBuilder(8_192);

  /** Markup that this package wrote. */
  Html tag(String markup) {
    out.append(markup);
    return this;
  }

  Html text(String text) {
    escape(text);
    return this;
  }

  /** {@code <name class="…">text</name>}. */
  Html element(String name, String style, String text) {
    out.append('<').append(name).append(" class=\"").append(style).append("\">");
    escape(text);
    out.append("</").append(name).append('>');
    return this;
  }

  /** Text with {@code *bold*} and its like, as the chat shows it. */
  Html formatted(String text) {
    for (FormattedText.Span span : FormattedText.of(text).spans()) {
      out.append(span.bold() ? "<b>" : "").append(span.italic() ? "<i>" : "");
      out.append(span.struck() ? "<s>" : "").append(span.code() ? "<code>" : "");
      escape(span.text());
      out.append(span.code() ? "</code>" : "").append(span.struck() ? "</s>" : "");
      out.append(span.italic() ? "</i>" : "").append(span.bold() ? "</b>" : "");
    }
    return this;
  }

  private void escape(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '&' -> out.append("&amp;");
        case '<' -> out.append("&lt;");
        case '>' -> out.append("&gt;");
        case '"' -> out.append("&quot;");
        case '\'' -> out.append("&#39;");
        default -> out.append(c);
      }
    }
  }

  @Override
  public String toString() {
    return out.toString();
  }
}
