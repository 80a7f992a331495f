package dev.mora.examples.kill;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What a ledger costs beyond its rows is measured by this: plain JDBC on the ledger's own tables,
 * which leaves in them the rows that the ledger leaves: letter, dispatch and event when it plans,
 * two events with each claim, an event and a provider id with each acceptance. Each batch is one
 * transaction of one connection, which waits for the disk. Nothing is looked up, rendered, hashed
 * or decided: what the rows hold is made up.
 *
 * <pre>
 *  insert   three INSERTs, batched
 *  claim    UPDATE ... WHERE number IN (SELECT ... LIMIT n FOR UPDATE SKIP LOCKED) RETURNING
 *           number; SELECT of the letters, whom to write to and what; INSERT of events, batched
 *  sent     UPDATE ... WHERE number = ? AND last_sequence = ?; two INSERTs, batched
 * </pre>
 */
final class BareBooks {

  private record Message(
      String id, String borrower, long expiresAt, String kind, String address, String content) {}

  private static final long NOW = 1_780_000_000_000_000_000L;

  private static final String EVENT =
      "INSERT INTO mora_event (sequence, number, transition, to_state, happened_at, actor, reason,"
          + " evidence, when_at, provider_id) VALUES (?, ?, ?, ?, ?, ?, '', '', ?, ?)";

  private final Connection connection;
  private final PreparedStatement letter;
  private final PreparedStatement dispatch;
  private final PreparedStatement event;
  private final PreparedStatement claim;
  private final PreparedStatement letters;
  private final PreparedStatement gate;
  private final PreparedStatement sent;
  private final PreparedStatement providerId;
  private final String content;
  private final int most;
  private long sequence;

  /**
   * @param connection to a ledger's tables, still empty
   * @param content what a letter holds, as long as that of the ledger beside it
   * @param most that one claim takes
   */
  BareBooks(Connection connection, String content, int most) throws SQLException {
    this.connection = connection;
    this.content = content;
    this.most = most;
    boolean lite = connection.getMetaData().getURL().startsWith("jdbc:sqlite");
    if (lite) {
      try (Statement statement = connection.createStatement()) {
        statement.execute("PRAGMA journal_mode=WAL");
        statement.execute("PRAGMA synchronous=FULL");
        statement.execute("PRAGMA wal_autocheckpoint=4000");
      }
    }
    connection.setAutoCommit(false);
    letter =
        connection.prepareStatement(
            "INSERT INTO mora_letter (number, id, campaign, borrower, step, slot, channel, account,"
                + " segment, loans, policies, priority, planned_not_before, expires_at,"
                + " template_name, template_version, template_language, planned_at, content_hash,"
                + " to_kind, to_address, content, brief) VALUES (?, ?, ?, ?, ?, '', ?, ?, '',"
                + " '[]', '{}', 0, ?, ?, ?, ?, ?, ?, ?, 'phone', ?, ?, '')");
    dispatch =
        connection.prepareStatement(
            "INSERT INTO mora_dispatch (number, id, campaign, borrower, channel, account, priority,"
                + " expires_at, revision, last_sequence, state, state_rank, fence, attempt,"
                + " not_before, due_at, reason, detail, changed_at, misses, submits, may_be_sent,"
                + " released, held, provider_ids) VALUES (?, ?, ?, ?, ?, ?, 0, ?, 0, ?, 'PLANNED',"
                + " 0, 0, 0, ?, ?, '', '', ?, 0, 0, 0, 0, 0, '[]')");
    event = connection.prepareStatement(EVENT);
    claim =
        connection.prepareStatement(
            "UPDATE mora_dispatch SET state = 'CLAIMED', state_rank = 0, fence = fence + 1,"
                + " attempt = attempt + 1, lease_owner = ?, lease_until = ?, changed_at = ?"
                + " WHERE number IN (SELECT number FROM mora_dispatch WHERE state = 'PLANNED' AND"
                + " channel = ? AND account = ? AND campaign = ? AND priority = 0 AND due_at <= ?"
                + " ORDER BY due_at, id LIMIT ?"
                + (lite ? "" : " FOR UPDATE SKIP LOCKED")
                + ") RETURNING number");
    letters =
        connection.prepareStatement(
            "SELECT number, id, borrower, expires_at, to_kind, to_address, content FROM mora_letter"
                + " WHERE number IN ("
                + "?, ".repeat(most - 1)
                + "?)");
    gate =
        connection.prepareStatement(
            "UPDATE mora_dispatch SET state = 'SUBMITTING', state_rank = 1, submits = 1, may_be_sent = 1,"
                + " submitted_at = ?, last_sequence = number WHERE number = ?");
    sent =
        connection.prepareStatement(
            "UPDATE mora_dispatch SET state = 'ACCEPTED', state_rank = 20, lease_owner = NULL,"
                + " lease_until = NULL, changed_at = ?, accepted_at = ?, provider_ids = ?,"
                + " last_sequence = ? WHERE number = ? AND last_sequence = ?");
    providerId =
        connection.prepareStatement(
            "INSERT INTO mora_provider_id (blanked, dispatch) VALUES (?, ?) ON CONFLICT DO"
                + " NOTHING");
  }

  /** As scattered as the ledger's own. */
  private static String id(long number) {
    return hex(number).substring(0, 26);
  }

  void insert(long from, long to) throws SQLException {
    for (long n = from; n < to; n++) {
      String id = id(n);
      String borrower = "B-" + n;
      add(
          letter,
          n,
          id,
          "speed/1",
          borrower,
          "soft",
          "whatsapp",
          "55501",
          0L,
          Long.MAX_VALUE,
          "cuota",
          "1",
          "es_MX",
          NOW,
          hex(n),
          "+52" + (5_500_000_000L + n),
          content);
      add(
          dispatch,
          n,
          id,
          "speed/1",
          borrower,
          "whatsapp",
          "55501",
          Long.MAX_VALUE,
          n,
          0L,
          0L,
          NOW);
      event(n, "PLANNED", "PLANNED", null);
    }
    letter.executeBatch();
    dispatch.executeBatch();
    event.executeBatch();
    connection.commit();
  }

  /**
   * @return the numbers of what was claimed, of which all that a sender needs has been read
   */
  List<Long> claim() throws SQLException {
    set(claim, "worker", NOW, NOW, "whatsapp", "55501", "speed/1", NOW, most);
    var numbers = new ArrayList<Long>(most);
    try (ResultSet rows = claim.executeQuery()) {
      while (rows.next()) {
        numbers.add(rows.getLong(1));
      }
    }
    read(numbers);
    for (long number : numbers) {
      event(number, "CLAIMED", "CLAIMED", null);
      event(number, "ATTEMPTED", "CLAIMED", null);
    }
    event.executeBatch();
    connection.commit();
    return numbers;
  }

  private void read(List<Long> numbers) throws SQLException {
    for (int i = 0; i < most; i++) {
      letters.setLong(i + 1, numbers.get(Math.min(i, numbers.size() - 1)));
    }
    int read = 0;
    try (ResultSet rows = letters.executeQuery()) {
      while (rows.next()) {
        var message =
            new Message(
                rows.getString(2),
                rows.getString(3),
                rows.getLong(4),
                rows.getString(5),
                rows.getString(6),
                rows.getString(7));
        read += message.content.equals(content) ? 1 : 0;
      }
    }
    if (read != numbers.size()) {
      throw new IllegalStateException(read + " letters of " + numbers.size() + " claims");
    }
  }

  /** So that what was claimed can be sent; of the ledger's gate it has nothing. */
  void gate(List<Long> numbers) throws SQLException {
    for (long number : numbers) {
      add(gate, NOW, number);
      event(number, "SUBMITTED", "SUBMITTING", null);
    }
    gate.executeBatch();
    event.executeBatch();
    connection.commit();
  }

  void sent(List<Long> numbers) throws SQLException {
    for (long number : numbers) {
      String wamid = "w-" + id(number);
      add(sent, NOW, NOW, "[\"" + wamid + "\"]", sequence + 1, number, number);
      event(number, "ACCEPTED", "ACCEPTED", wamid);
      add(providerId, hex(number), id(number));
    }
    sent.executeBatch();
    event.executeBatch();
    providerId.executeBatch();
    connection.commit();
  }

  /** How many are accepted: as many as were sent, or a statement has missed its rows. */
  int accepted() throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery("SELECT COUNT(*) FROM mora_dispatch WHERE state = 'ACCEPTED'")) {
      row.next();
      return row.getInt(1);
    }
  }

  private void event(long number, String transition, String state, String wamid)
      throws SQLException {
    add(event, ++sequence, number, transition, state, NOW, "worker", NOW, wamid);
  }

  /** 64 digits, as random as a hash's. */
  private static String hex(long number) {
    long mixed = number * 0x9E3779B97F4A7C15L;
    return String.format(Locale.ROOT, "%016x", mixed).repeat(4);
  }

  private static void add(PreparedStatement statement, Object... values) throws SQLException {
    set(statement, values);
    statement.addBatch();
  }

  private static void set(PreparedStatement statement, Object... values) throws SQLException {
    for (int i = 0; i < values.length; i++) {
      if (values[i] instanceof Long number) {
        statement.setLong(i + 1, number);
      } else if (values[i] instanceof Integer number) {
        statement.setInt(i + 1, number);
      } else {
        statement.setString(i + 1, (String) values[i]);
      }
    }
  }
}
