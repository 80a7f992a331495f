package dev.mora.json;

import java.util.Objects;

/**
 * Where a value stands.
 *
 * @param source file, resource or endpoint; empty for a tree that was built in memory
 * @param line 1 for the first; 0 for a tree that was built in memory
 * @param column in characters, 1 for the first; 0 for a tree that was built in memory
 * @param pointer RFC 6901; empty for the whole document
 */
public record JsonLocation(String source, int line, int column, String pointer) {

  public JsonLocation {
    Objects.requireNonNull(source, "source");
    Objects.requireNonNull(pointer, "pointer");
  }

  /** {@code strategy.json:12:7 /segments/EARLY}. */
  @Override
  public String toString() {
    StringBuilder out = new StringBuilder(source);
    if (line > 0) {
      out.append(':').append(line).append(':').append(column);
    }
    if (!pointer.isEmpty()) {
      out.append(out.isEmpty() ? "" : " ").append(pointer);
    }
    return out.isEmpty() ? "JSON" : out.toString();
  }
}
