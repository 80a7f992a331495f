package dev.mora.jdbc;

import dev.mora.ledger.Durability;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * PostgreSQL: writers of all processes queue at an advisory lock of the schema. A worker that is
 * frozen inside a transaction loses it after 15 seconds, so that it cannot hold the others up.
 */
final class PostgresDialect extends Dialect {

  /** Lock time-out, too many connections. */
  private static final Set<String> PASSING = Set.of("55P03", "53300");

  /** Lasts as long as the transaction; never weaker than what the host has set. */
  private static final String SETTINGS =
      "set_config('synchronous_commit', CASE current_setting('synchronous_commit')"
          + " WHEN 'off' THEN 'on' ELSE current_setting('synchronous_commit') END, true),"
          + " set_config('idle_in_transaction_session_timeout', '"
          + HELD_UP_MILLIS
          + "', true)";

  /** All that is asked for has an index; a young table has no statistics that would say so. */
  private static final List<String> PLANNER =
      List.of("enable_seqscan", "enable_hashjoin", "enable_mergejoin", "jit");

  private static final String BEGIN_APPEND = "SELECT " + SETTINGS;

  private static final String BEGIN_WRITE =
      BEGIN_APPEND
          + ", set_config('lock_timeout', '"
          + 4 * HELD_UP_MILLIS
          + "', true),"
          + " pg_advisory_xact_lock("
          + "hashtextextended('dev.mora.ledger/' || current_schema(), 20261122))";

  /** Its own statement, for it must see what was committed while the first one waited. */
  private static final String OPENING =
      "SELECT clock_timestamp(), token FROM mora_writer WHERE instance = 'lock'";

  @Override
  String name() {
    return "postgresql";
  }

  @Override
  void open(Connection connection, Part part) throws SQLException {
    connection.setAutoCommit(true);
    planner(connection, "SET %s = off");
    connection.setAutoCommit(false);
    connection.setTransactionIsolation(
        part == Part.READ
            ? Connection.TRANSACTION_REPEATABLE_READ
            : Connection.TRANSACTION_READ_COMMITTED);
    connection.setReadOnly(part == Part.READ);
  }

  @Override
  void restore(Connection connection) throws SQLException {
    connection.setReadOnly(false);
    connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
    connection.setAutoCommit(true);
    planner(connection, "RESET %s");
  }

  private static void planner(Connection connection, String change) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(
          PLANNER.stream()
              .map(setting -> change.formatted(setting))
              .collect(Collectors.joining("; ")));
    }
  }

  @Override
  Opening beginWrite(Session session) {
    return session
        .second(
            "queue of writers",
            BEGIN_WRITE + "; " + OPENING,
            row -> new Opening(row.getObject(1, OffsetDateTime.class).toInstant(), row.getLong(2)))
        .orElseThrow();
  }

  @Override
  void beginAppend(Session session) {
    session.one("begin", BEGIN_APPEND, bind -> {}, row -> 0);
  }

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
            "SELECT clock_timestamp()",
            bind -> {},
            row -> row.getObject(1, OffsetDateTime.class).toInstant())
        .orElseThrow();
  }

  /** A row of a batch is a message and a statement of its own, an array is neither. */
  @Override
  boolean takesArrays() {
    return true;
  }

  /** What has an OFFSET is planned by itself. */
  @Override
  String fromLetters(String condition) {
    return " FROM (SELECT * FROM mora_letter l WHERE "
        + condition
        + " OFFSET 0) l CROSS JOIN LATERAL"
        + " (SELECT * FROM mora_dispatch d WHERE d.number = l.number OFFSET 0) d WHERE TRUE";
  }

  @Override
  Durability durability(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SHOW fsync")) {
      return row.next() && row.getString(1).equals("on")
          ? Durability.DURABLE
          : Durability.PROCESS_CRASH_ONLY;
    } finally {
      connection.rollback();
    }
  }

  @Override
  Durability promised() {
    return Durability.DURABLE;
  }

  @Override
  String remedy() {
    return "a server with fsync=on";
  }

  @Override
  boolean isPassing(SQLException failure) {
    String state = failure.getSQLState();
    return super.isPassing(failure) || state != null && PASSING.contains(state);
  }

  @Override
  boolean isLost(SQLException failure) {
    return "25P03".equals(failure.getSQLState()) || super.isLost(failure);
  }
}
