package dev.mora.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The columns of the row on which a result stands, one after the other. */
final class Cells {

  private final ResultSet row;
  private int next = 1;

  Cells(ResultSet row) {
    this.row = row;
  }

  String text() throws SQLException {
    return row.getString(next++);
  }

  @Nullable String textOrNull() throws SQLException {
    return row.getString(next++);
  }

  long number() throws SQLException {
    return row.getLong(next++);
  }

  int count() throws SQLException {
    return row.getInt(next++);
  }

  boolean flag() throws SQLException {
    return row.getInt(next++) == 1;
  }

  Instant moment() throws SQLException {
    return Moment.toInstant(row.getLong(next++));
  }

  Optional<Instant> optional() throws SQLException {
    long stored = row.getLong(next++);
    return row.wasNull() ? Optional.empty() : Optional.of(Moment.toInstant(stored));
  }
}
