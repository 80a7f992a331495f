package dev.mora.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of many rows, column by column: one array each, for a database that takes all rows
 * of a batch in one statement. What a column holds is told by who binds it, the same for each row.
 */
final class Columns extends Session.Parameters {

  /** The names of the database's types. */
  private enum Kind {
    TEXT("text"),
    NUMBER("int8");

    private final String type;

    Kind(String type) {
      this.type = type;
    }
  }

  private record Column(Kind kind, List<@Nullable Object> values) {}

  private final List<Column> columns = new ArrayList<>();
  private int next;

  static <T> Columns of(Collection<T> values, Session.Row<T> row) throws SQLException {
    var columns = new Columns();
    for (T value : values) {
      columns.next = 0;
      row.bind(columns, value);
    }
    return columns;
  }

  private Columns add(Kind kind, @Nullable Object value) {
    if (next == columns.size()) {
      columns.add(new Column(kind, new ArrayList<>()));
    }
    columns.get(next++).values.add(value);
    return this;
  }

  @Override
  Columns text(@Nullable String value) {
    return add(Kind.TEXT, value);
  }

  @Override
  Columns number(long value) {
    return add(Kind.NUMBER, value);
  }

  @Override
  Columns count(int value) {
    return number(value);
  }

  @Override
  Columns moment(Optional<Instant> value) {
    return add(Kind.NUMBER, value.map(Moment::of).orElse(null));
  }

  @Override
  Columns bytes(byte[] value) {
    throw new UnsupportedOperationException("no array of bytes");
  }

  /** All rows, as something to select from. */
  String unnest() {
    return columns.stream()
        .map(column -> "CAST(? AS " + column.kind.type + "[])")
        .collect(Collectors.joining(", ", "unnest(", ")"));
  }

  /** Room for so many rows, typed, for a database that has nothing else to tell the type by. */
  String values(int rows) {
    String row =
        columns.stream()
            .map(column -> "CAST(? AS " + (column.kind == Kind.TEXT ? "VARCHAR" : "BIGINT") + ")")
            .collect(Collectors.joining(", ", "(", ")"));
    return "VALUES " + String.join(", ", Collections.nCopies(rows, row));
  }

  void bind(PreparedStatement statement, int first) throws SQLException {
    Connection connection = statement.getConnection();
    for (int i = 0; i < columns.size(); i++) {
      Column column = columns.get(i);
      Object[] values =
          column.values.toArray(column.kind == Kind.TEXT ? new String[0] : new Long[0]);
      statement.setArray(first + i, connection.createArrayOf(column.kind.type, values));
    }
  }
}
