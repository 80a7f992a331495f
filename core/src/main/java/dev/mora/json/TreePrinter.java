package dev.mora.json;

import java.util.Map;

/** Writes a tree, for files over many lines or for the wire in one. */
final class TreePrinter {

  private final StringBuilder out = new StringBuilder();
  private final boolean indented;

  private TreePrinter(boolean indented) {
    this.indented = indented;
  }

  static String canonical(JsonValue value) {
    TreePrinter printer = new TreePrinter(true);
    printer.print(value, 0);
    return printer.out.append('\n').toString();
  }

  static String compact(JsonValue value) {
    TreePrinter printer = new TreePrinter(false);
    printer.print(value, 0);
    return printer.out.toString();
  }

  private void print(JsonValue value, int depth) {
    if (value instanceof JsonObject object) {
      print(object, depth);
    } else if (value instanceof JsonArray array) {
      print(array, depth);
    } else if (value instanceof JsonString string) {
      JsonText.quote(out, string.value());
    } else if (value instanceof JsonNumber number) {
      out.append(number.literal());
    } else {
      out.append(value.describe());
    }
  }

  private void print(JsonObject object, int depth) {
    out.append('{');
    String separator = "";
    for (Map.Entry<String, JsonObject.Member> entry : object.members().entrySet()) {
      out.append(separator);
      line(depth + 1);
      JsonText.quote(out, entry.getKey());
      out.append(indented ? ": " : ":");
      print(entry.getValue().value(), depth + 1);
      separator = ",";
    }
    if (!object.isEmpty()) {
      line(depth);
    }
    out.append('}');
  }

  private void print(JsonArray array, int depth) {
    out.append('[');
    String separator = "";
    for (JsonValue value : array.values()) {
      out.append(separator);
      line(depth + 1);
      print(value, depth + 1);
      separator = ",";
    }
    if (!array.isEmpty()) {
      line(depth);
    }
    out.append(']');
  }

  private void line(int depth) {
    if (indented) {
      out.append('\n').append("  ".repeat(depth));
    }
  }
}
