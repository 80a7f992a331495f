package dev.mora.jdbc;

import dev.mora.ledger.Durability;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * H2: writers queue at a row. With its standard delayed write it acknowledges commits that a kill
 * then loses (measured: second messages), so only {@code WRITE_DELAY=0} is accepted; even that
 * hands the data to the operating system and no further.
 */
final class H2Dialect extends Dialect {

  private static final Set<Integer> PASSING = Set.of(40001, 50200, 90131, 90112);
  private static final Set<Integer> LOST = Set.of(90067, 90007);

  @Override
  String name() {
    return "h2";
  }

  @Override
  void open(Connection connection, Part part) throws SQLException {
    connection.setAutoCommit(false);
    connection.setTransactionIsolation(
        part == Part.READ
            ? Connection.TRANSACTION_REPEATABLE_READ
            : Connection.TRANSACTION_READ_COMMITTED);
    try (Statement statement = connection.createStatement()) {
      statement.execute("SET LOCK_TIMEOUT " + HELD_UP_MILLIS);
    }
    connection.commit();
  }

  @Override
  void restore(Connection connection) throws SQLException {
    connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
    connection.setAutoCommit(true);
  }

  @Override
  Opening beginWrite(Session session) {
    long commits =
        session
            .one(
                "queue of writers",
                "SELECT token FROM mora_writer WHERE instance = 'lock' FOR UPDATE",
                bind -> {},
                row -> row.getLong(1))
            .orElseThrow();
    return new Opening(now(session), commits);
  }

  /** It has no word for leaving out what is there; the first column tells that. */
  @Override
  String each(Sheet sheet) {
    if (!sheet.mayExist()) {
      return sheet.each();
    }
    String columns = String.join(", ", sheet.set());
    String types =
        sheet.set().stream().map(name -> "CAST(? AS VARCHAR)").collect(Collectors.joining(", "));
    String key = sheet.set().get(0);
    return "MERGE INTO %s t USING (VALUES (%s)) AS r (%s) ON t.%s = r.%s"
            .formatted(sheet.table(), types, columns, key, key)
        + " WHEN NOT MATCHED THEN INSERT (%s) VALUES (r.%s)"
            .formatted(columns, columns.replace(", ", ", r."));
  }

  @Override
  void beginAppend(Session session) {}

  @Override
  void beginRead(Session session) {}

  @Override
  void commit(Connection connection) throws SQLException {
    connection.commit();
  }

  @Override
  void rollback(Connection connection) throws SQLException {
    connection.rollback();
  }

  @Override
  Instant now(Session session) {
    return session
        .one(
            "clock",
            "SELECT CURRENT_TIMESTAMP(9)",
            bind -> {},
            row -> row.getObject(1, OffsetDateTime.class).toInstant())
        .orElseThrow();
  }

  @Override
  Durability durability(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      if (text(statement, "CALL DATABASE_PATH()").isEmpty()) {
        return Durability.NONE;
      }
      String delay =
          text(
              statement,
              "SELECT SETTING_VALUE FROM INFORMATION_SCHEMA.SETTINGS"
                  + " WHERE SETTING_NAME = 'WRITE_DELAY'");
      return delay.equals("0") ? Durability.PROCESS_CRASH_ONLY : Durability.NONE;
    } finally {
      connection.rollback();
    }
  }

  private static String text(Statement statement, String sql) throws SQLException {
    try (ResultSet row = statement.executeQuery(sql)) {
      String text = row.next() ? row.getString(1) : "";
      return text == null ? "" : text;
    }
  }

  @Override
  Durability promised() {
    return Durability.PROCESS_CRASH_ONLY;
  }

  @Override
  String remedy() {
    return "a file with ;WRITE_DELAY=0 at the end of its JDBC URL";
  }

  @Override
  boolean isPassing(SQLException failure) {
    return PASSING.contains(failure.getErrorCode()) || super.isPassing(failure);
  }

  @Override
  boolean isLost(SQLException failure) {
    return LOST.contains(failure.getErrorCode()) || super.isLost(failure);
  }
}
