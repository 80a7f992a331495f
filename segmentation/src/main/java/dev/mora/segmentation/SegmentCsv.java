package dev.mora.segmentation;

import dev.mora.attribute.Attribute;
import dev.mora.attribute.CaseFacts;
import dev.mora.money.Money;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The machine form of a segmentation: raw values, no guards against spreadsheet formulas. */
final class SegmentCsv {

  private final Segmented segmented;
  private final Appendable out;

  SegmentCsv(Segmented segmented, Appendable out) {
    this.segmented = segmented;
    this.out = out;
  }

  void write() {
    Set<Attribute<?>> reads = segmented.policy().reads();
    List<String> header =
        new ArrayList<>(List.of("loan_id", "borrower_id", "segment", "rule", "borrower_segment"));
    reads.forEach(attribute -> header.add(attribute.name()));
    line(header);
    for (SegmentedLoan row : segmented.loans()) {
      List<String> cells = new ArrayList<>();
      cells.add(row.loan().id().value());
      cells.add(row.borrower().id().value());
      cells.add(row.placement().segment());
      cells.add(row.placement().rule());
      cells.add(segmented.borrowerSegment(row.borrower().id()));
      reads.forEach(attribute -> cells.add(cell(row.facts(), attribute)));
      line(cells);
    }
  }

  private static String cell(CaseFacts facts, Attribute<?> attribute) {
    return facts.value(attribute.name()).map(SegmentCsv::text).orElse("");
  }

  private static String text(Object value) {
    if (value instanceof Money money) {
      return money.amount().toPlainString();
    }
    if (value instanceof BigDecimal decimal) {
      return decimal.toPlainString();
    }
    if (value instanceof Set<?> names) {
      return new TreeSet<>(names).stream().map(String::valueOf).collect(Collectors.joining(";"));
    }
    return value.toString();
  }

  private void line(List<String> cells) {
    try {
      for (int i = 0; i < cells.size(); i++) {
        out.append(i == 0 ? "" : ",").append(quoted(cells.get(i)));
      }
      out.append('\n');
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String quoted(String cell) {
    boolean plain = cell.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
    return plain ? cell : '"' + cell.replace("\"", "\"\"") + '"';
  }
}
