package dev.mora.segmentation;

import dev.mora.attribute.Attribute;
import dev.mora.attribute.AttributeType;
import dev.mora.attribute.Condition;
import dev.mora.json.Fault;
import dev.mora.json.JsonArray;
import dev.mora.json.JsonNull;
import dev.mora.json.JsonObject;
import dev.mora.json.JsonValue;
import dev.mora.money.Money;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Reads and writes {@code table}: a cell is a test as rules have it, without {@code attribute} and
 * {@code currency}, which its column says; {@code null} takes any value.
 */
final class TableDocument {

  private final ConditionDocument conditions;
  private final SegmentNames segments;
  private final List<Fault> faults;

  TableDocument(ConditionDocument conditions, SegmentNames segments, List<Fault> faults) {
    this.conditions = conditions;
    this.segments = segments;
    this.faults = faults;
  }

  Optional<DecisionTable> read(JsonValue value) {
    int before = faults.size();
    Optional<JsonObject> object = gather(value::asObject);
    if (object.isEmpty()) {
      return Optional.empty();
    }
    JsonObject table = object.get();
    gather(() -> table.only("hit", "columns", "rows", "priority"));
    Optional<DecisionTable.Hit> hit =
        gather(() -> table.oneOf("hit", DecisionTable.Hit.class, DecisionTable.Hit.FIRST));
    List<Optional<DecisionTable.Column>> columns = new ArrayList<>();
    gather(() -> table.array("columns")).ifPresent(array -> columns(array, columns));
    Set<String> priority = hit.map(which -> priority(table, which)).orElse(Set.of());
    List<DecisionTable.Row> rows = new ArrayList<>();
    gather(() -> table.array("rows"))
        .ifPresent(
            array -> {
              Set<String> ids = new HashSet<>();
              for (int i = 0; i < array.size(); i++) {
                row(array.values().get(i), i, ids, columns, priority).ifPresent(rows::add);
              }
            });
    if (faults.size() > before) {
      return Optional.empty();
    }
    List<DecisionTable.Column> found = columns.stream().map(Optional::orElseThrow).toList();
    return Optional.of(new DecisionTable(hit.orElseThrow(), found, rows, List.copyOf(priority)));
  }

  private void columns(JsonArray array, List<Optional<DecisionTable.Column>> columns) {
    if (array.isEmpty() || array.size() > DecisionTable.MOST_COLUMNS) {
      faults.add(
          array.fault(
              array.size() + " columns", "1 to " + DecisionTable.MOST_COLUMNS + " columns"));
      return;
    }
    Set<DecisionTable.Column> seen = new HashSet<>();
    for (JsonValue value : array.values()) {
      columns.add(
          gather(
              () -> {
                DecisionTable.Column column = column(value.asObject());
                if (!seen.add(column)) {
                  throw value.invalid("column " + column, "each column once");
                }
                return column;
              }));
    }
  }

  private DecisionTable.Column column(JsonObject object) {
    object.only("attribute", "currency");
    Attribute<?> attribute = conditions.attribute(object);
    Optional<String> currency = object.optionalString("currency");
    if (currency.isPresent()) {
      JsonValue at = object.value("currency");
      if (attribute.type() != AttributeType.MONEY) {
        throw at.invalid("a currency", "none: " + attribute.name() + " is no amount");
      }
      try {
        Money.zero(Money.currencyOf(currency.get()));
      } catch (IllegalArgumentException e) {
        throw at.invalid(at.describe(), "an ISO 4217 currency code such as MXN");
      }
    }
    return new DecisionTable.Column(attribute, currency);
  }

  private Set<String> priority(JsonObject table, DecisionTable.Hit hit) {
    if (hit != DecisionTable.Hit.PRIORITY) {
      table
          .optionalValue("priority")
          .ifPresent(
              value -> faults.add(value.fault("priority", "none: the hit policy is " + hit)));
      return Set.of();
    }
    Set<String> order = new LinkedHashSet<>();
    gather(() -> table.array("priority"))
        .ifPresent(
            array ->
                array
                    .values()
                    .forEach(
                        value ->
                            gather(
                                () -> {
                                  String segment = value.asString();
                                  if (!order.add(segment)) {
                                    throw value.invalid(value.describe(), "each segment once");
                                  }
                                  return segment;
                                })));
    return order;
  }

  private Optional<DecisionTable.Row> row(
      JsonValue value,
      int place,
      Set<String> ids,
      List<Optional<DecisionTable.Column>> columns,
      Set<String> priority) {
    int before = faults.size();
    Optional<JsonObject> object = gather(value::asObject);
    if (object.isEmpty()) {
      return Optional.empty();
    }
    JsonObject row = object.get();
    gather(() -> row.only("id", "when", "segment"));
    Optional<String> id =
        gather(
            () -> {
              if (row.has("id")) {
                return PolicyDocument.id(row, ids);
              }
              String made = "row-" + (place + 1);
              if (!ids.add(made)) {
                throw row.invalid("no id, and " + made + " is taken", "an id of its own");
              }
              return made;
            });
    Optional<String> segment = gather(() -> segments.read(row, "segment"));
    segment
        .filter(one -> !priority.isEmpty() && !priority.contains(one))
        .ifPresent(
            one -> {
              JsonValue at = row.value("segment");
              faults.add(at.fault(at.describe(), "one of the segments in priority", priority));
            });
    List<Optional<Condition.Test>> cells = new ArrayList<>();
    gather(() -> row.array("when")).ifPresent(array -> cells(array, columns, cells));
    return faults.size() > before || columns.stream().anyMatch(Optional::isEmpty)
        ? Optional.empty()
        : Optional.of(new DecisionTable.Row(id.orElseThrow(), cells, segment.orElseThrow()));
  }

  private void cells(
      JsonArray array,
      List<Optional<DecisionTable.Column>> columns,
      List<Optional<Condition.Test>> cells) {
    if (array.size() != columns.size()) {
      faults.add(
          array.fault(
              array.size() + " cells", columns.size() + ", one for each column, null for any"));
      return;
    }
    for (int i = 0; i < columns.size(); i++) {
      JsonValue value = array.values().get(i);
      cells.add(
          value instanceof JsonNull
              ? Optional.empty()
              : columns.get(i).flatMap(column -> conditions.cell(value, column)));
    }
  }

  private <T> Optional<T> gather(Supplier<T> part) {
    return PolicyDocument.gather(faults, part);
  }

  static JsonObject write(DecisionTable table) {
    List<JsonObject> columns = new ArrayList<>();
    for (DecisionTable.Column column : table.columns()) {
      JsonObject written = JsonObject.of().with("attribute", column.attribute().name());
      columns.add(column.currency().map(code -> written.with("currency", code)).orElse(written));
    }
    List<JsonObject> rows = new ArrayList<>();
    for (DecisionTable.Row row : table.rows()) {
      List<JsonValue> cells = new ArrayList<>();
      row.cells()
          .forEach(
              cell ->
                  cells.add(
                      cell.map(test -> (JsonValue) ConditionDocument.writeCell(test))
                          .orElse(JsonNull.of())));
      rows.add(
          JsonObject.of()
              .with("id", row.id())
              .with("when", JsonArray.of(cells))
              .with("segment", row.segment()));
    }
    JsonObject out =
        JsonObject.of()
            .with("hit", table.hit().name())
            .with("columns", JsonArray.of(columns))
            .with("rows", JsonArray.of(rows));
    return table.priority().isEmpty()
        ? out
        : out.with("priority", JsonArray.ofStrings(table.priority()));
  }
}
