package dev.mora.jdbc;

import dev.mora.ledger.Durability;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.Set;

/**
 * SQLite: WAL, so that readers hold no writer up, and {@code synchronous=FULL}, so that each commit
 * is on the disk. Transactions are begun by hand, because the driver's own begin is deferred and
 * would lock too late.
 */
final class SqliteDialect extends Dialect {

  private static final int BUSY = 5;
  private static final int LOCKED = 6;
  private static final int FULL = 2;

  /**
   * 16 MiB: pages that many commits have changed go to the file once. A commit is durable before.
   */
  private static final int PAGES_OF_LOG = 4_000;

  private static final Set<Integer> CONSTRAINTS = Set.of(19);

  /** Whole seconds and the milliseconds within, of one and the same moment. */
  private static final String NOW =
      "SELECT CAST(strftime('%s', 'now') AS INTEGER),"
          + " CAST(substr(strftime('%f', 'now'), 4) AS INTEGER)";

  private final boolean lossy;

  /**
   * @param lossy leaves the settings of the connection as they are
   */
  SqliteDialect(boolean lossy) {
    this.lossy = lossy;
  }

  @Override
  String name() {
    return "sqlite";
  }

  @Override
  void open(Connection connection, Part part) throws SQLException {
    connection.setAutoCommit(true);
    try (Statement statement = connection.createStatement()) {
      statement.execute("PRAGMA busy_timeout=" + HELD_UP_MILLIS);
      if (!lossy) {
        statement.execute("PRAGMA journal_mode=WAL");
        statement.execute("PRAGMA synchronous=FULL");
        statement.execute("PRAGMA wal_autocheckpoint=" + PAGES_OF_LOG);
      }
    }
  }

  @Override
  void restore(Connection connection) {}

  @Override
  Opening beginWrite(Session session) throws SQLException {
    session.execute("BEGIN IMMEDIATE");
    return session
        .one(
            "opening",
            NOW + ", token FROM mora_writer WHERE instance = 'lock'",
            bind -> {},
            row -> new Opening(moment(row), row.getLong(3)))
        .orElseThrow();
  }

  @Override
  void beginAppend(Session session) throws SQLException {
    session.execute("BEGIN IMMEDIATE");
  }

  @Override
  void beginRead(Session session) throws SQLException {
    session.execute("BEGIN");
  }

  @Override
  void commit(Connection connection) throws SQLException {
    execute(connection, "COMMIT");
  }

  @Override
  void rollback(Connection connection) throws SQLException {
    execute(connection, "ROLLBACK");
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  @Override
  Instant now(Session session) {
    return session.one("clock", NOW, bind -> {}, SqliteDialect::moment).orElseThrow();
  }

  private static Instant moment(ResultSet row) throws SQLException {
    return Instant.ofEpochSecond(row.getLong(1), row.getLong(2) * 1_000_000);
  }

  @Override
  Durability durability(Connection connection) throws SQLException {
    String mode = pragma(connection, "journal_mode");
    boolean synced = Integer.parseInt(pragma(connection, "synchronous")) >= FULL;
    if (mode.equals("memory") || mode.equals("off")) {
      return Durability.NONE;
    }
    return synced && mode.equals("wal") ? Durability.DURABLE : Durability.PROCESS_CRASH_ONLY;
  }

  private static String pragma(Connection connection, String name) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("PRAGMA " + name)) {
      return row.next() ? row.getString(1) : "";
    }
  }

  @Override
  Durability promised() {
    return Durability.DURABLE;
  }

  @Override
  String remedy() {
    return "a file on a local disk, which takes journal_mode=WAL and synchronous=FULL";
  }

  @Override
  boolean isPassing(SQLException failure) {
    int code = failure.getErrorCode() & 0xff;
    return code == BUSY || code == LOCKED || super.isPassing(failure);
  }

  @Override
  boolean isDuplicate(SQLException failure) {
    return CONSTRAINTS.contains(failure.getErrorCode() & 0xff);
  }

  @Override
  boolean hasOneWriter() {
    return true;
  }
}
