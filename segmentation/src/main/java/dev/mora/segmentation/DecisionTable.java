package dev.mora.segmentation;

import dev.mora.attribute.Attribute;
import dev.mora.attribute.AttributeType;
import dev.mora.attribute.Condition;
import dev.mora.money.Money;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Rules as rows over the same columns; an empty cell takes any value, also an unknown one. It is
 * another way to write {@link #rules()}, which is what evaluates.
 *
 * @param priority segments, the most important first; empty unless the hit policy is {@link
 *     Hit#PRIORITY}
 */
public record DecisionTable(Hit hit, List<Column> columns, List<Row> rows, List<String> priority) {

  static final int MOST_COLUMNS = 64;
  static final int MOST_ROWS = 10_000;

  /** Which row decides where several hold. */
  public enum Hit {
    /** The first. */
    FIRST,
    /**
     * No two should: the author says that rows do not overlap. Should two rows of different
     * segments hold all the same, the first decides, the explanation names the other, and a run
     * over a portfolio reports how many cases it saw.
     */
    UNIQUE,
    /** The one whose segment stands first in {@link DecisionTable#priority}, then the first. */
    PRIORITY
  }

  /**
   * @param currency ISO 4217 code for the amounts of this column; empty if it is not an amount, or
   *     only asks whether there is one
   */
  public record Column(Attribute<?> attribute, Optional<String> currency) {

    public Column {
      if (currency.isPresent()) {
        if (attribute.type() != AttributeType.MONEY) {
          throw new IllegalArgumentException(attribute + " is no amount: it has no currency");
        }
        Money.currencyOf(currency.get());
      }
    }

    boolean takes(Condition.Test test) {
      String code = Limits.currency(test.comparison());
      return attribute.equals(test.attribute())
          && (code.isEmpty() || currency.equals(Optional.of(code)));
    }

    @Override
    public String toString() {
      return attribute + currency.map(code -> " " + code).orElse("");
    }
  }

  /**
   * @param cells one for each column; empty takes any value
   */
  public record Row(String id, List<Optional<Condition.Test>> cells, String segment) {

    public Row {
      if (id.isBlank() || segment.isBlank()) {
        throw new IllegalArgumentException("a row needs an id and a segment");
      }
      cells = List.copyOf(cells);
    }

    Rule rule() {
      List<Condition> tests = new ArrayList<>();
      cells.forEach(cell -> cell.ifPresent(tests::add));
      return new Rule(
          id,
          segment,
          tests.size() > 1 ? Optional.of(new Condition.All(tests)) : tests.stream().findFirst());
    }
  }

  public DecisionTable {
    Objects.requireNonNull(hit, "hit");
    columns = List.copyOf(columns);
    rows = List.copyOf(rows);
    priority = List.copyOf(priority);
    if (columns.isEmpty() || columns.size() > MOST_COLUMNS) {
      throw new IllegalArgumentException(
          "a table has 1 to " + MOST_COLUMNS + " columns: " + columns.size());
    }
    if (rows.size() > MOST_ROWS) {
      throw new IllegalArgumentException("a table has at most " + MOST_ROWS + " rows");
    }
    if (new HashSet<>(columns).size() < columns.size()) {
      throw new IllegalArgumentException("a column stands twice in the table");
    }
    Set<String> ids = new HashSet<>();
    for (Row row : rows) {
      if (!ids.add(row.id())) {
        throw new IllegalArgumentException("two rows are called " + row.id());
      }
      requireCells(columns, row);
    }
    requirePriority(hit, rows, priority);
  }

  private static void requireCells(List<Column> columns, Row row) {
    if (row.cells().size() != columns.size()) {
      throw new IllegalArgumentException(
          "row "
              + row.id()
              + " has "
              + row.cells().size()
              + " cells for "
              + columns.size()
              + " columns");
    }
    for (int i = 0; i < columns.size(); i++) {
      Column column = columns.get(i);
      row.cells()
          .get(i)
          .filter(test -> !column.takes(test))
          .ifPresent(
              test -> {
                throw new IllegalArgumentException(
                    "row " + row.id() + ": a test of " + test.attribute() + " in column " + column);
              });
    }
  }

  private static void requirePriority(Hit hit, List<Row> rows, List<String> priority) {
    if (hit != Hit.PRIORITY) {
      if (!priority.isEmpty()) {
        throw new IllegalArgumentException(hit + " takes no order of segments");
      }
      return;
    }
    Set<String> known = new HashSet<>(priority);
    if (known.size() < priority.size()) {
      throw new IllegalArgumentException("a segment stands twice in the priority");
    }
    for (Row row : rows) {
      if (!known.contains(row.segment())) {
        throw new IllegalArgumentException(
            "segment " + row.segment() + " of row " + row.id() + " is not in the priority");
      }
    }
  }

  public static Builder builder(Hit hit) {
    return new Builder(hit);
  }

  /** A rule for each row, with its id, in the order in which they decide. */
  public List<Rule> rules() {
    List<Row> ordered = new ArrayList<>(rows);
    if (hit == Hit.PRIORITY) {
      Map<String, Integer> places = new HashMap<>();
      priority.forEach(segment -> places.put(segment, places.size()));
      ordered.sort(Comparator.comparing(row -> places.getOrDefault(row.segment(), places.size())));
    }
    return ordered.stream().map(Row::rule).toList();
  }

  /** Collects a table. Not thread-safe. */
  public static final class Builder {

    private final Hit hit;
    private final List<Column> columns = new ArrayList<>();
    private final List<Row> rows = new ArrayList<>();
    private List<String> priority = List.of();

    private Builder(Hit hit) {
      this.hit = hit;
    }

    /** Columns come before rows. */
    public Builder column(Attribute<?> attribute) {
      columns.add(new Column(attribute, Optional.empty()));
      return this;
    }

    /** A column of amounts in one currency. */
    public Builder column(Attribute<?> attribute, String currency) {
      columns.add(new Column(attribute, Optional.of(currency)));
      return this;
    }

    /**
     * @param cells single tests, in any order; a column without one takes any value
     * @throws IllegalArgumentException if a test has no free column
     */
    public Builder row(String id, String segment, Condition... cells) {
      List<Optional<Condition.Test>> placed =
          new ArrayList<>(Collections.nCopies(columns.size(), Optional.empty()));
      for (Condition cell : cells) {
        if (!(cell instanceof Condition.Test test)) {
          throw new IllegalArgumentException("row " + id + ": a cell is a single test");
        }
        placed.set(columnFor(id, test, placed), Optional.of(test));
      }
      rows.add(new Row(id, placed, segment));
      return this;
    }

    private int columnFor(String id, Condition.Test test, List<Optional<Condition.Test>> placed) {
      for (int i = 0; i < placed.size(); i++) {
        if (placed.get(i).isEmpty() && columns.get(i).takes(test)) {
          return i;
        }
      }
      throw new IllegalArgumentException(
          "row " + id + ": no free column for a test of " + test.attribute());
    }

    /** The segments, the most important first. */
    public Builder priority(String... segments) {
      priority = List.of(segments);
      return this;
    }

    public DecisionTable build() {
      return new DecisionTable(hit, columns, rows, priority);
    }
  }
}
