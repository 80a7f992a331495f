package dev.mora.examples;

import java.util.ArrayList;
import java.util.List;

/** Text in aligned columns: the ones that hold figures to the right. */
final class Columns {

  private final String indent;
  private final List<List<String>> rows = new ArrayList<>();
  private boolean headed;

  Columns(String indent) {
    this.indent = indent;
  }

  void head(String... cells) {
    headed = true;
    rows.add(0, List.of(cells));
  }

  void row(String... cells) {
    rows.add(List.of(cells));
  }

  List<String> lines() {
    List<String> lines = new ArrayList<>();
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder(indent);
      for (int i = 0; i < row.size(); i++) {
        String cell = row.get(i);
        String gap = " ".repeat(width(i) - cell.codePointCount(0, cell.length()));
        line.append(i == 0 ? "" : "  ").append(holdsFigures(i) ? gap + cell : cell + gap);
      }
      lines.add(line.toString().stripTrailing());
    }
    return lines;
  }

  private int width(int column) {
    return rows.stream()
        .filter(row -> row.size() > column)
        .mapToInt(row -> row.get(column).codePointCount(0, row.get(column).length()))
        .max()
        .orElse(0);
  }

  private boolean holdsFigures(int column) {
    return rows.stream()
        .skip(headed ? 1 : 0)
        .filter(row -> row.size() > column && !row.get(column).isEmpty())
        .allMatch(row -> Character.isDigit(row.get(column).charAt(0)));
  }
}
