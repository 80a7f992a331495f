package dev.mora.examples;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** One line of machine CSV (RFC 4180), ended by {@code \n}. */
final class CsvLine {

  private CsvLine() {}

  static void write(Writer out, Object... cells) {
    try {
      out.write(
          Stream.of(cells).map(cell -> quoted(cell.toString())).collect(Collectors.joining(",")));
      out.write('\n');
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String quoted(String cell) {
    boolean plain = cell.chars().noneMatch(c -> c == ',' || c == '"' || c < ' ');
    return plain ? cell : '"' + cell.replace("\"", "\"\"") + '"';
  }
}
