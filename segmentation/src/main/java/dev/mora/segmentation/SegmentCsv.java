package dev.mora.segmentation;

import dev.mora.attribute.Attribute;
import dev.mora.attribute.CaseFacts;
import dev.mora.money.Money;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
    header(reads, out);
    for (SegmentedLoan row : segmented.loans()) {
      List<String> cells = new ArrayList<>();
      cells.add(row.loan().id().value());
      cells.add(row.borrower().id().value());
      cells.add(row.placement().segment());
      cells.add(row.placement().rule());
      cells.add(segmented.borrowerSegment(row.borrower().id()));
      reads.forEach(attribute -> cells.add(cell(row.facts(), attribute)));
      line(cells, out);
    }
  }

  static void header(Set<Attribute<?>> reads, Appendable out) {
    List<String> header =
        new ArrayList<>(List.of("loan_id", "borrower_id", "segment", "rule", "borrower_segment"));
    reads.forEach(attribute -> header.add(attribute.name()));
    line(header, out);
  }

  static String cell(CaseFacts facts, Attribute<?> attribute) {
    return cell(facts.value(attribute.name()));
  }

  static String cell(Optional<?> value) {
    return value.map(SegmentCsv::text).orElse("");
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

  static void line(List<String> cells, Appendable out) {
    StringBuilder line = new StringBuilder(128);
    for (int i = 0; i < cells.size(); i++) {
      line.append(i == 0 ? "" : ",").append(quoted(cells.get(i)));
    }
    try {
      out.append(line.append('\n'));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String quoted(String cell) {
    for (int i = 0; i < cell.length(); i++) {
      char c = cell.charAt(i);
      if (c == ',' || c == '"' || c == '\n' || c == '\r') {
        return '"' + cell.replace("\"", "\"\"") + '"';
      }
    }
    return cell;
  }
}
