package dev.mora.examples.kill;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * What a ledger is measured by: an outbox of plain JDBC that knows who is next without asking. A
 * row is inserted, claimed, submitted and marked as sent, each with as many to a commit as the
 * ledger has, and no step is checked by anything but its own number.
 */
final class BareOutbox {

  private final Connection connection;
  private final boolean history;
  private final String text = "x".repeat(600);

  /**
   * @param history an event row with each step too, as the ledger writes it
   */
  BareOutbox(Connection connection, boolean history) throws SQLException {
    this.connection = connection;
    this.history = history;
    String table = history ? "kept" : "bare";
    row = table + "_row";
    event = table + "_event";
    connection.setAutoCommit(true);
    boolean lite = connection.getMetaData().getURL().startsWith("jdbc:sqlite");
    try (Statement statement = connection.createStatement()) {
      if (lite) {
        statement.execute("PRAGMA journal_mode=WAL");
        statement.execute("PRAGMA synchronous=FULL");
      }
      statement.execute(
          "CREATE TABLE "
              + row
              + " (id VARCHAR(26) PRIMARY KEY, plan VARCHAR(200) UNIQUE, state VARCHAR(20),"
              + " step BIGINT, wamid VARCHAR(100) UNIQUE, content TEXT)");
      statement.execute("CREATE INDEX " + row + "_state ON " + row + " (state)");
      statement.execute(
          "CREATE TABLE "
              + event
              + " (seq BIGINT PRIMARY KEY, id VARCHAR(26), transition VARCHAR(20), at BIGINT)");
      statement.execute("CREATE INDEX " + event + "_id ON " + event + " (id)");
    }
    connection.setAutoCommit(false);
  }

  private final String row;
  private final String event;

  void insert(int from, int to) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "INSERT INTO " + row + " VALUES (?, ?, 'PLANNED', 0, NULL, ?)")) {
      for (int n = from; n < to; n++) {
        insert.setString(1, id(n));
        insert.setString(2, "speed/B-" + n + "/soft/");
        insert.setString(3, text);
        insert.addBatch();
      }
      insert.executeBatch();
    }
    events(from, to, 0, "PLANNED");
    connection.commit();
  }

  void claim(int from, int to) throws SQLException {
    step(from, to, 1, "CLAIMED", false);
  }

  void submit(int from, int to) throws SQLException {
    step(from, to, 2, "SUBMITTED", false);
  }

  void sent(int from, int to) throws SQLException {
    step(from, to, 3, "ACCEPTED", true);
  }

  private void step(int from, int to, int nth, String state, boolean accepted) throws SQLException {
    try (PreparedStatement update =
        connection.prepareStatement(
            "UPDATE " + row + " SET state = ?, step = ?, wamid = ? WHERE id = ? AND step = ?")) {
      for (int n = from; n < to; n++) {
        update.setString(1, state);
        update.setLong(2, nth);
        update.setString(3, accepted ? "w-" + id(n) : null);
        update.setString(4, id(n));
        update.setLong(5, nth - 1);
        update.addBatch();
      }
      update.executeBatch();
    }
    events(from, to, nth, state);
    connection.commit();
  }

  private void events(int from, int to, int nth, String transition) throws SQLException {
    if (!history) {
      return;
    }
    try (PreparedStatement insert =
        connection.prepareStatement("INSERT INTO " + event + " VALUES (?, ?, ?, ?)")) {
      for (int n = from; n < to; n++) {
        insert.setLong(1, n * 4L + nth);
        insert.setString(2, id(n));
        insert.setString(3, transition);
        insert.setLong(4, n);
        insert.addBatch();
      }
      insert.executeBatch();
    }
  }

  private static String id(int n) {
    return "%026d".formatted(n);
  }
}
