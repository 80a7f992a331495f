package dev.mora.template;

import java.util.List;
import java.util.Objects;

/**
 * A message as e-mail: a subject, the text alone, and the same as HTML. Whatever came from the
 * template or a value is escaped in the HTML; it loads nothing from elsewhere.
 *
 * @param subject one line
 * @param text lines end with {@code \n}
 * @param html a whole page
 * @param leftOut labels of buttons, and the kind of a file, that the text does not show
 */
public record EmailText(String subject, String text, String html, List<String> leftOut) {

  public EmailText {
    if (subject.isBlank() || subject.chars().anyMatch(Character::isISOControl)) {
      throw new IllegalArgumentException("a subject is one line that is not blank");
    }
    Objects.requireNonNull(text, "text");
    Objects.requireNonNull(html, "html");
    leftOut = List.copyOf(leftOut);
  }

  /**
   * The header is the subject. The text has the body as it is written; the HTML shows {@code
   * *bold*} and its like as WhatsApp does. Links, phone numbers and codes follow with their labels;
   * quick replies are left out.
   *
   * @param subject of a message without a header of text, such as the creditor's name: a subject
   *     stands on a locked screen, so it should not tell of a debt
   */
  public static EmailText of(Rendering rendering, String subject) {
    OneText one = OneText.withoutHeader(rendering);
    String line = rendering.header().map(Rendering.Part::text).orElse(CleanText.of(subject));
    return new EmailText(line, one.text(), html(line, rendering), one.leftOut());
  }

  private static String html(String subject, Rendering rendering) {
    StringBuilder out =
        new StringBuilder("<!DOCTYPE html>\n<html lang=\"")
            .append(rendering.language().replace('_', '-'))
            .append("\">\n<head>\n<meta charset=\"utf-8\">\n")
            .append("<meta name=\"viewport\" content=\"width=device-width\">\n<title>")
            .append(escaped(subject))
            .append(
                "</title>\n</head>\n<body style=\"font:16px/1.5 sans-serif;max-width:36em\">\n");
    if (rendering.media().orElse(null) instanceof Rendering.Media.Place place) {
      out.append("<p>").append(escaped(place.text())).append("</p>\n");
    }
    for (String paragraph : rendering.body().text().split("\n\n+")) {
      out.append("<p>").append(formatted(paragraph)).append("</p>\n");
    }
    for (Rendering.Button button : rendering.buttons()) {
      button(out, button);
    }
    if (!rendering.footer().isEmpty()) {
      out.append("<p style=\"font-size:13px;color:#666\">");
      out.append(escaped(rendering.footer())).append("</p>\n");
    }
    return out.append("</body>\n</html>\n").toString();
  }

  private static void button(StringBuilder out, Rendering.Button button) {
    if (button instanceof Rendering.Button.Url url) {
      link(out, url.url(), url.label());
    } else if (button instanceof Rendering.Button.Phone phone) {
      link(out, "tel:" + phone.number().e164(), phone.label() + ": " + phone.number().e164());
    } else if (button instanceof Rendering.Button.CopyCode copy) {
      out.append("<p>").append(escaped(copy.label())).append(": <code>");
      out.append(escaped(copy.code())).append("</code></p>\n");
    }
  }

  private static void link(StringBuilder out, String address, String label) {
    out.append("<p><a href=\"").append(escaped(address)).append("\">");
    out.append(escaped(label)).append("</a></p>\n");
  }

  private static String formatted(String text) {
    StringBuilder out = new StringBuilder();
    for (FormattedText.Span span : FormattedText.of(text).spans()) {
      String inside = escaped(span.text()).replace("\n", "<br>\n");
      inside = span.code() ? "<code>" + inside + "</code>" : inside;
      inside = span.struck() ? "<s>" + inside + "</s>" : inside;
      inside = span.italic() ? "<em>" + inside + "</em>" : inside;
      out.append(span.bold() ? "<strong>" + inside + "</strong>" : inside);
    }
    return out.toString();
  }

  private static String escaped(String text) {
    StringBuilder out = new StringBuilder(text.length() + 16);
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
    return out.toString();
  }

  @Override
  public String toString() {
    return "EmailText(" + text.length() + " characters)";
  }
}
