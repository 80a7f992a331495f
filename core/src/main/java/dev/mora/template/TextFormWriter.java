package dev.mora.template;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Writes the text form that {@link TextFormReader} reads. */
final class TextFormWriter {

  private TextFormWriter() {}

  static String write(MessageTemplate t) {
    StringBuilder out = new StringBuilder();
    out.append("template: ").append(t.name());
    out.append("    category: ").append(t.category());
    out.append("    version: ").append(t.version());
    if (t.variables() != Rendering.Variables.NAMED) {
      out.append("    variables: ").append(t.variables());
    }
    out.append('\n');
    if (!t.fields().isEmpty()) {
      out.append("fields: ");
      out.append(t.fields().stream().map(FieldLine::write).collect(Collectors.joining(", ")));
      out.append('\n');
    }
    if (!t.fallback().isEmpty()) {
      out.append("fallback: ").append(String.join(", ", t.fallback())).append('\n');
    }
    t.variants()
        .ifPresent(arms -> out.append("variants: ").append(HeadWords.write(arms)).append('\n'));
    t.provenance()
        .changed()
        .forEach(change -> out.append("changed: ").append(HeadWords.write(change)).append('\n'));
    t.provenance()
        .approved()
        .forEach(a -> out.append("approved: ").append(HeadWords.write(a)).append('\n'));
    t.languages().values().forEach(translation -> write(translation, out));
    return out.toString();
  }

  private static void write(Translation t, StringBuilder out) {
    out.append("--- ").append(t.language()).append('\n');
    t.header().ifPresent(header -> out.append("header: ").append(header(header)).append('\n'));
    t.body().toString().lines().forEach(line -> out.append(TextLine.protect(line)).append('\n'));
    if (!t.footer().isEmpty()) {
      out.append("footer: ").append(t.footer()).append('\n');
    }
    List<String> line = new ArrayList<>();
    for (TemplateButton button : t.buttons()) {
      if (button instanceof TemplateButton.Other other) {
        flush(line, out);
        out.append("button: ").append(other.json().toJson()).append('\n');
      } else {
        line.add(ButtonText.write(button));
      }
    }
    flush(line, out);
    t.others().forEach(other -> out.append("component: ").append(other.toJson()).append('\n'));
  }

  private static void flush(List<String> buttons, StringBuilder out) {
    if (!buttons.isEmpty()) {
      out.append(String.join(" ", buttons)).append('\n');
      buttons.clear();
    }
  }

  private static String header(TemplateHeader header) {
    if (header instanceof TemplateHeader.Text text) {
      String line = text.wording().toString();
      return line.startsWith("[") || line.startsWith("|") ? "|" + line : line;
    }
    TemplateHeader.Media media = (TemplateHeader.Media) header;
    return "[" + media.kind().word() + media.field().map(f -> " {" + f + "}").orElse("") + "]";
  }
}
