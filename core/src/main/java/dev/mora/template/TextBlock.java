package dev.mora.template;

import dev.mora.json.Fault;
import dev.mora.json.InvalidDocument;
import dev.mora.json.Json;
import dev.mora.json.JsonLocation;
import dev.mora.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What stands below one {@code ---} line of a text form. */
final class TextBlock {

  private static final Pattern MEDIA =
      Pattern.compile("\\[\\s*([^\\s{}\\[\\]]+)(?:\\s+\\{([^{}]*)})?\\s*]");

  private final TextSource source;
  private final Declared declared;
  private final int start;
  private final StringBuilder body = new StringBuilder();
  private final List<int[]> bodyLines = new ArrayList<>();
  private final List<TemplateButton> buttons = new ArrayList<>();
  private final List<JsonObject> others = new ArrayList<>();
  private Optional<TemplateHeader> header = Optional.empty();
  private Optional<String> footer = Optional.empty();
  private boolean closed;
  private boolean broken;

  private TextBlock(TextSource source, int start, Declared declared) {
    this.source = source;
    this.start = start;
    this.declared = declared;
  }

  /** The translation from the line {@code start} to before {@code end}, if it has no fault. */
  static Optional<Translation> read(
      TextSource source, int start, int end, Map<String, TemplateField<?>> fields) {
    TextBlock block = new TextBlock(source, start, new Declared(fields));
    for (int i = start + 1; i < end; i++) {
      block.line(i);
    }
    return block.translation();
  }

  private void line(int number) {
    String line = source.line(number);
    int from = line.length() - line.stripLeading().length();
    TextLine kind = TextLine.of(line);
    int value = from + kind.mark.length();
    switch (kind) {
      case HEADER -> header(number, value);
      case FOOTER -> footer(number, value);
      case BUTTONS -> buttons(number);
      case BUTTON -> json(number, value).map(TemplateButton.Other::new).ifPresent(buttons::add);
      case COMPONENT -> json(number, value).ifPresent(others::add);
      default -> body(number, line);
    }
  }

  private void body(int number, String line) {
    boolean marked = line.startsWith("|");
    if (line.isBlank() && !marked) {
      if (body.length() > 0) {
        append(number, line, 0);
      }
    } else if (closed) {
      broken = true;
      source.fault(
          number,
          0,
          "text below the footer or the buttons",
          "the whole text above them, or | before a line of text that starts like one",
          List.of());
    } else {
      append(number, marked ? line.substring(1) : line, marked ? 1 : 0);
    }
  }

  private void append(int number, String line, int shift) {
    bodyLines.add(new int[] {body.length(), number, shift});
    body.append(line).append('\n');
  }

  private void header(int number, int from) {
    if (header.isPresent() || body.length() > 0 || closed) {
      broken = true;
      source.fault(
          number,
          0,
          "header:",
          "one header, above the text; or | before a line of text that starts so",
          List.of());
      return;
    }
    String line = source.line(number);
    String text = line.substring(from).strip();
    int column = line.indexOf(text, from);
    source
        .located(source.at(number, column), () -> headerOf(text))
        .ifPresentOrElse(value -> header = Optional.of(value), () -> broken = true);
  }

  private TemplateHeader headerOf(String text) {
    if (text.startsWith("[")) {
      return mediaOf(text);
    }
    int shift = text.startsWith("|") ? 1 : 0;
    try {
      Wording wording = Wording.parse(text.substring(shift));
      declared.check(wording);
      return new TemplateHeader.Text(wording);
    } catch (Misfit e) {
      throw e.at(e.offset() + shift);
    }
  }

  private TemplateHeader.Media mediaOf(String text) {
    Matcher parts = MEDIA.matcher(text);
    if (!parts.matches()) {
      throw new Misfit(
          text.replaceAll("[\\[\\]]", ""),
          "[image], [image {field}], or the same with video, document or location;"
              + " or | before a text",
          TemplateHeader.Kind.words());
    }
    String word = parts.group(1);
    TemplateHeader.Kind kind =
        TemplateHeader.Kind.of(word)
            .orElseThrow(
                () ->
                    new Misfit(
                            word,
                            "image, video, document or location, or | before a text",
                            TemplateHeader.Kind.words())
                        .at(parts.start(1)));
    TemplateHeader.Media media =
        new TemplateHeader.Media(kind, Optional.ofNullable(parts.group(2)));
    try {
      declared.check(media);
      return media;
    } catch (Misfit e) {
      throw e.at(parts.start(2));
    }
  }

  private void footer(int number, int from) {
    closed = true;
    String text = source.line(number).substring(from).strip();
    if (footer.isPresent()) {
      broken = true;
      source.fault(number, 0, "footer: again", "one footer", List.of());
      return;
    }
    source
        .located(
            source.at(number, source.line(number).indexOf(text, from)),
            () -> {
              PlainText.check("footer", text);
              return text;
            })
        .ifPresentOrElse(value -> footer = Optional.of(value), () -> broken = true);
  }

  private void buttons(int number) {
    closed = true;
    source
        .located(source.at(number, 0), () -> ButtonText.read(source.line(number), declared::check))
        .ifPresentOrElse(buttons::addAll, () -> broken = true);
  }

  private Optional<JsonObject> json(int number, int from) {
    closed = true;
    try {
      String text = source.line(number).substring(from);
      return Optional.of(Json.parse(source.name(), text).asObject());
    } catch (InvalidDocument e) {
      broken = true;
      for (Fault f : e.faults()) {
        source.fault(
            number, from + Math.max(0, f.where().column() - 1), f.found(), f.expected(), List.of());
      }
      return Optional.empty();
    }
  }

  private Optional<Translation> translation() {
    String marker = source.line(start).strip();
    String code = marker.substring(TextLine.LANGUAGE.mark.length()).strip();
    Optional<String> language =
        source.located(
            source.at(start, source.line(start).indexOf("---") + 4),
            () -> LocaleFormat.of(code).code());
    String all = body.toString();
    String text = all.strip();
    int lead = all.indexOf(text);
    if (text.isEmpty()) {
      source.fault(start, 0, "no text in " + code, "the text of the message below", List.of());
      return Optional.empty();
    }
    Optional<Wording> wording =
        source.located(
            offset -> bodyLocation(lead + offset),
            () -> {
              Wording parsed = Wording.parse(text);
              declared.check(parsed);
              return parsed;
            });
    if (language.isEmpty() || wording.isEmpty() || broken) {
      return Optional.empty();
    }
    return source.located(
        source.at(start, 0),
        () ->
            new Translation(
                language.get(), header, wording.get(), footer.orElse(""), buttons, others));
  }

  private JsonLocation bodyLocation(int offset) {
    int[] line = bodyLines.get(0);
    for (int[] candidate : bodyLines) {
      if (candidate[0] <= offset) {
        line = candidate;
      }
    }
    return new JsonLocation(source.name(), line[1] + 1, offset - line[0] + line[2] + 1, "");
  }
}
