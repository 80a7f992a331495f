package dev.mora.json;

import org.jspecify.annotations.Nullable;

/** A location whose pointer is put together only when somebody asks. */
final class Position {

  static final Position NOWHERE = root("", 0, 0);

  private final String source;
  private final int line;
  private final int column;
  private final @Nullable Position parent;
  private final String step;

  private Position(String source, int line, int column, @Nullable Position parent, String step) {
    this.source = source;
    this.line = line;
    this.column = column;
    this.parent = parent;
    this.step = step;
  }

  static Position root(String source, int line, int column) {
    return new Position(source, line, column, null, "");
  }

  Position child(String key, int atLine, int atColumn) {
    return new Position(source, atLine, atColumn, this, key);
  }

  Position child(String key) {
    return child(key, line, column);
  }

  /** The same value, a further place in its text. */
  Position at(int atLine, int atColumn) {
    return new Position(source, atLine, atColumn, parent, step);
  }

  int line() {
    return line;
  }

  int column() {
    return column;
  }

  JsonLocation location() {
    StringBuilder pointer = new StringBuilder();
    appendTo(pointer);
    return new JsonLocation(source, line, column, pointer.toString());
  }

  private void appendTo(StringBuilder pointer) {
    if (parent != null) {
      parent.appendTo(pointer);
      pointer.append('/').append(step.replace("~", "~0").replace("/", "~1"));
    }
  }
}
