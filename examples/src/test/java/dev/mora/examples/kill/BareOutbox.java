package dev.mora.examples.kill;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * What a ledger is measured by: the outbox that one would write by hand with plain JDBC. A row has
 * a unique key, 450 characters to send and an index on state and due time; each batch is one
 * transaction of one connection, which waits for the disk. Rows are inserted, claimed by one
 * statement, and marked as sent. It has no gate, keeps no history, and compares nothing.
 *
 * <pre>
 *  insert   INSERT, batched
 *  claim    UPDATE ... WHERE id IN (SELECT ... LIMIT n FOR UPDATE SKIP LOCKED) RETURNING id
 *  sent     UPDATE ... WHERE id = ?, batched
 * </pre>
 */
final class BareOutbox {

  private final Connection connection;
  private final PreparedStatement insert;
  private final PreparedStatement claim;
  private final PreparedStatement sent;
  private final String text = "x".repeat(450);

  BareOutbox(Connection connection) throws SQLException {
    this.connection = connection;
    connection.setAutoCommit(true);
    boolean lite = connection.getMetaData().getURL().startsWith("jdbc:sqlite");
    try (Statement statement = connection.createStatement()) {
      if (lite) {
        statement.execute("PRAGMA journal_mode=WAL");
        statement.execute("PRAGMA synchronous=FULL");
      }
      statement.execute(
          "CREATE TABLE outbox (id VARCHAR(26) PRIMARY KEY, plan VARCHAR(200) NOT NULL UNIQUE,"
              + " payload TEXT NOT NULL, state VARCHAR(20) NOT NULL, next_at BIGINT NOT NULL,"
              + " owner VARCHAR(40), lease_until BIGINT, wamid VARCHAR(100), sent_at BIGINT)");
      statement.execute("CREATE INDEX outbox_due ON outbox (state, next_at)");
    }
    connection.setAutoCommit(false);
    insert =
        connection.prepareStatement(
            "INSERT INTO outbox (id, plan, payload, state, next_at)"
                + " VALUES (?, ?, ?, 'PLANNED', ?)");
    claim =
        connection.prepareStatement(
            "UPDATE outbox SET state = 'CLAIMED', owner = ?, lease_until = ? WHERE id IN (SELECT"
                + " id FROM outbox WHERE state = 'PLANNED' AND next_at <= ? ORDER BY next_at"
                + " LIMIT ?"
                + (lite ? "" : " FOR UPDATE SKIP LOCKED")
                + ") RETURNING id");
    sent =
        connection.prepareStatement(
            "UPDATE outbox SET state = 'ACCEPTED', wamid = ?, sent_at = ? WHERE id = ?");
  }

  void insert(int from, int to) throws SQLException {
    for (int n = from; n < to; n++) {
      insert.setString(1, "%026d".formatted(n));
      insert.setString(2, "speed/B-" + n + "/soft/");
      insert.setString(3, text);
      insert.setLong(4, n);
      insert.addBatch();
    }
    insert.executeBatch();
    connection.commit();
  }

  List<String> claim(int most) throws SQLException {
    claim.setString(1, "worker");
    claim.setLong(2, Long.MAX_VALUE);
    claim.setLong(3, Long.MAX_VALUE);
    claim.setInt(4, most);
    var ids = new ArrayList<String>(most);
    try (ResultSet rows = claim.executeQuery()) {
      while (rows.next()) {
        ids.add(rows.getString(1));
      }
    }
    connection.commit();
    return ids;
  }

  void sent(List<String> ids) throws SQLException {
    for (String id : ids) {
      sent.setString(1, "w-" + id);
      sent.setLong(2, 1);
      sent.setString(3, id);
      sent.addBatch();
    }
    sent.executeBatch();
    connection.commit();
  }
}
