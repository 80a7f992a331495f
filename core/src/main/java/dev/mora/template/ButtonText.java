package dev.mora.template;

import dev.mora.party.PhoneNumber;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Buttons in the text form: {@code [label: PAYLOAD]}, {@code [label -> https://…]}, {@code [label
 * -> tel:+52…]}, {@code [label -> copy:…]}. The first {@code :} or {@code ->} ends the label. A
 * backslash makes the next character text.
 */
final class ButtonText {

  private static final String TEL = "tel:";
  private static final String COPY = "copy:";
  private static final String EXPECTED =
      "[label: PAYLOAD], [label -> https://…], [label -> tel:+…] or [label -> copy:…]";

  private final String line;
  private int at;

  private ButtonText(String line) {
    this.line = line;
  }

  /** A part of a line and where each of its characters stood. */
  record Slice(String text, List<Integer> offsets) {

    Slice strip() {
      int from = 0;
      int to = text.length();
      while (from < to && Character.isWhitespace(text.charAt(from))) {
        from++;
      }
      while (to > from && Character.isWhitespace(text.charAt(to - 1))) {
        to--;
      }
      return new Slice(text.substring(from, to), offsets.subList(from, to));
    }

    Slice from(int start) {
      return new Slice(text.substring(start), offsets.subList(start, offsets.size()));
    }

    int offset(int index) {
      return offsets.isEmpty() ? 0 : offsets.get(Math.min(index, offsets.size() - 1));
    }
  }

  /**
   * @param wording checks each text that takes fields
   * @throws Misfit with the offset in the line
   */
  static List<TemplateButton> read(String line, Consumer<Wording> wording) {
    ButtonText reader = new ButtonText(line);
    List<TemplateButton> out = new ArrayList<>();
    reader.blanks();
    while (reader.at < line.length()) {
      out.add(reader.button(wording));
      reader.blanks();
    }
    return out;
  }

  private void blanks() {
    while (at < line.length() && Character.isWhitespace(line.charAt(at))) {
      at++;
    }
  }

  private TemplateButton button(Consumer<Wording> wording) {
    int start = at;
    if (line.charAt(at) != '[') {
      throw new Misfit(line.substring(at), EXPECTED, List.of(), at);
    }
    at++;
    Slice label = slice(true).strip();
    boolean arrow = line.startsWith("->", at);
    if (at >= line.length() || line.charAt(at) == ']') {
      throw new Misfit(line.substring(start), EXPECTED, List.of(), start);
    }
    at += arrow ? 2 : 1;
    Slice target = slice(false).strip();
    if (at >= line.length()) {
      throw new Misfit(line.substring(start), "a closing ]", List.of(), start);
    }
    at++;
    String name = unescape(label.text());
    return arrow
        ? linked(name, target, wording, start)
        : placed(start, () -> new TemplateButton.QuickReply(name, unescape(target.text())));
  }

  private static TemplateButton linked(
      String label, Slice target, Consumer<Wording> check, int start) {
    String text = target.text();
    if (text.startsWith(TEL)) {
      PhoneNumber number = phone(text.substring(TEL.length()), target.offset(0));
      return placed(start, () -> new TemplateButton.Phone(label, number));
    }
    if (text.startsWith(COPY)) {
      Wording code = wording(target.from(COPY.length()).strip(), check);
      return placed(start, () -> new TemplateButton.CopyCode(label, code));
    }
    if (!text.startsWith("https://") && !text.startsWith("http://")) {
      throw new Misfit(text, "https://…, tel:+… or copy:…", List.of(), target.offset(0));
    }
    Wording url = wording(target, check);
    return placed(start, () -> new TemplateButton.Url(label, url));
  }

  private static PhoneNumber phone(String text, int offset) {
    try {
      return PhoneNumber.of(text);
    } catch (IllegalArgumentException e) {
      String expected = "+, the country code and the number, such as +525555550100";
      throw new Misfit(text, expected, List.of(), offset);
    }
  }

  private static TemplateButton placed(int start, Supplier<TemplateButton> button) {
    try {
      return button.get();
    } catch (Misfit e) {
      throw e.at(start);
    } catch (IllegalArgumentException e) {
      throw Misfit.described("a button", String.valueOf(e.getMessage())).at(start);
    }
  }

  private static Wording wording(Slice slice, Consumer<Wording> check) {
    StringBuilder text = new StringBuilder();
    List<Integer> offsets = new ArrayList<>();
    for (int i = 0; i < slice.text().length(); i++) {
      char c = slice.text().charAt(i);
      boolean pair = c == '\\' && i + 1 < slice.text().length();
      if (pair && slice.text().charAt(i + 1) == ']') {
        continue;
      }
      text.append(c);
      offsets.add(slice.offset(i));
      if (pair) {
        i++;
        text.append(slice.text().charAt(i));
        offsets.add(slice.offset(i));
      }
    }
    try {
      Wording wording = Wording.parse(text.toString());
      check.accept(wording);
      return wording;
    } catch (Misfit e) {
      int offset = new Slice(text.toString(), offsets).offset(e.offset());
      throw e.at(offset);
    }
  }

  /** Up to the unescaped end of a label, or of a button. */
  private Slice slice(boolean label) {
    StringBuilder text = new StringBuilder();
    List<Integer> offsets = new ArrayList<>();
    while (at < line.length()) {
      char c = line.charAt(at);
      if (c == ']' || (label && (c == ':' || line.startsWith("->", at)))) {
        break;
      }
      int end = Math.min(line.length(), c == '\\' ? at + 2 : at + 1);
      for (; at < end; at++) {
        text.append(line.charAt(at));
        offsets.add(at);
      }
    }
    return new Slice(text.toString(), offsets);
  }

  static String unescape(String text) {
    StringBuilder out = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      out.append(c == '\\' && i + 1 < text.length() ? text.charAt(++i) : c);
    }
    return out.toString();
  }

  static String write(TemplateButton button) {
    if (button instanceof TemplateButton.QuickReply reply) {
      return "[" + label(reply.label()) + ": " + escape(reply.payload(), "\\]") + "]";
    }
    if (button instanceof TemplateButton.Url url) {
      return linked(url.label(), url.url().toString());
    }
    if (button instanceof TemplateButton.Phone phone) {
      return linked(phone.label(), TEL + phone.number().e164());
    }
    TemplateButton.CopyCode copy = (TemplateButton.CopyCode) button;
    return linked(copy.label(), COPY + copy.code());
  }

  private static String linked(String label, String target) {
    return "[" + label(label) + " -> " + escape(target, "]") + "]";
  }

  private static String label(String label) {
    return escape(label, "\\]:").replace("->", "\\->");
  }

  static String escape(String text, String characters) {
    StringBuilder out = new StringBuilder(text.length() + 4);
    for (char c : text.toCharArray()) {
      if (characters.indexOf(c) >= 0) {
        out.append('\\');
      }
      out.append(c);
    }
    return out.toString();
  }
}
