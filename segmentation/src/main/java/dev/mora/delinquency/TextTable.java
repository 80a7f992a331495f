package dev.mora.delinquency;

import dev.mora.money.Money;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Lines for people: the first column to the left, the others to the right. */
final class TextTable {

  private final List<List<String>> rows = new ArrayList<>();

  TextTable row(Object... cells) {
    List<String> row = new ArrayList<>();
    for (Object cell : cells) {
      row.add(text(cell));
    }
    rows.add(row);
    return this;
  }

  private static String text(Object cell) {
    if (cell instanceof Money money) {
      BigDecimal amount = money.amount();
      return String.format(Locale.ROOT, "%,." + amount.scale() + "f", amount);
    }
    return cell instanceof Integer count
        ? String.format(Locale.ROOT, "%,d", count)
        : cell.toString();
  }

  /** Each line ends in {@code \n}; blanks at its end are cut. */
  void to(StringBuilder out) {
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder();
      for (int i = 0; i < row.size(); i++) {
        String gap = " ".repeat(width(i) - length(row.get(i)));
        line.append("  ").append(i == 0 ? row.get(i) + gap : gap + row.get(i));
      }
      out.append(line.toString().stripTrailing()).append('\n');
    }
  }

  private int width(int column) {
    return rows.stream()
        .filter(row -> row.size() > column)
        .mapToInt(row -> length(row.get(column)))
        .max()
        .orElse(0);
  }

  private static int length(String cell) {
    return cell.codePointCount(0, cell.length());
  }
}
