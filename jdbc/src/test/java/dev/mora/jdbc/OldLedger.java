package dev.mora.jdbc;

import static dev.mora.ledger.contract.LedgerFixture.LEASE;
import static dev.mora.ledger.contract.LedgerFixture.START;
import static dev.mora.ledger.contract.LedgerFixture.dispatchTo;
import static dev.mora.ledger.contract.LedgerFixture.dispatchesTo;
import static dev.mora.ledger.contract.LedgerFixture.request;
import static dev.mora.ledger.contract.LedgerFixture.submitted;

import dev.mora.channel.ChannelEvent.Status;
import dev.mora.channel.DailyReach;
import dev.mora.channel.Handling;
import dev.mora.channel.SendResult;
import dev.mora.ledger.BusinessId;
import dev.mora.ledger.Claim;
import dev.mora.ledger.ClaimRequest;
import dev.mora.ledger.DeliveryLedger;
import dev.mora.ledger.EntryFilter;
import dev.mora.ledger.GateDecision;
import dev.mora.ledger.Note;
import dev.mora.ledger.ReachStanding;
import dev.mora.ledger.contract.LedgerFixture;
import dev.mora.party.BorrowerId;
import dev.mora.party.Channel;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;

/**
 * A ledger in the middle of its life as a text that outlives the schema it was kept in: one line
 * for each row of a table, each value with its kind, the same for all databases.
 *
 * <pre>
 * mora_note  shelf=s:people  note_key=s:B-1  at=n:1764000000000000000
 * </pre>
 */
final class OldLedger {

  /** Numbered by the database: nothing refers to them. */
  private static final Set<String> NUMBERED =
      Set.of(
          "mora_contact",
          "mora_consent",
          "mora_suppression",
          "mora_unmatched",
          "mora_inbox",
          "mora_note");

  private OldLedger() {}

  /** Something of everything that a ledger keeps. */
  static void fill(DeliveryLedger ledger) {
    ledger.plan(dispatchesTo(3));
    submitted(ledger, dispatchTo("B-10"), START);
    accepted(ledger, "B-11");
    reached(ledger, "B-18");
    Claim delivered = accepted(ledger, "B-12");
    ledger.merge(
        LedgerFixture.status(
            ledger, delivered.id(), "w-" + delivered.id(), Status.State.DELIVERED, START));
    Claim unknown = submitted(ledger, dispatchTo("B-13"), START);
    ledger.outcome(unknown, new SendResult.Unknown("reset"));
    Claim refused = submitted(ledger, dispatchTo("B-14"), START);
    ledger.outcome(refused, new SendResult.Refused("131026", "x", Handling.FAIL_MESSAGE));
    ledger.plan(List.of(dispatchTo("B-15")));
    for (Claim claim : ledger.claim(request().only(dispatchTo("B-15").id()))) {
      ledger.gate(claim, START, view -> GateDecision.suppress("CAP", "test.cap"));
    }
    ledger.plan(List.of(dispatchTo("B-16")));
    ledger.cancel(EntryFilter.of(BorrowerId.of("B-16")), "paid", "host");
    ledger.plan(List.of(dispatchTo("B-17")));
    ledger.claim(request().only(dispatchTo("B-17").id()));
    ledger.merge(LedgerFixture.status("", "w-stranger", Status.State.SENT, START));
    ledger.inbox().store(Channel.WHATSAPP, "55501", "{}".getBytes(StandardCharsets.UTF_8), START);
    ledger.notes().put(new Note("shelf", "key", Optional.empty(), "text", START));
  }

  /** Somebody whom a business of limited reach wrote to first. */
  private static void reached(DeliveryLedger ledger, String borrower) {
    DailyReach reach = DailyReach.ofTier("crediamiga", 250);
    ledger.reachTold(new BusinessId(Channel.WHATSAPP, reach.business()), 2_000, START);
    ledger.plan(List.of(dispatchTo(borrower)));
    ClaimRequest request =
        ClaimRequest.of("worker-1", LedgerFixture.SENDER, LedgerFixture.FAST.reaching(reach), LEASE)
            .only(dispatchTo(borrower).id());
    Claim claim = ledger.claim(request).get(0);
    ledger.gate(claim, START, view -> GateDecision.pass());
    ledger.outcome(claim, new SendResult.Accepted("w-" + claim.id()));
  }

  private static Claim accepted(DeliveryLedger ledger, String borrower) {
    Claim claim = submitted(ledger, dispatchTo(borrower), START);
    ledger.outcome(claim, new SendResult.Accepted("w-" + claim.id()));
    return claim;
  }

  /** Every row and event, as a host sees them. */
  static List<String> told(DeliveryLedger ledger) {
    var told = new ArrayList<String>();
    ledger.forEach(
        EntryFilter.all(),
        entry -> {
          told.add(entry + " " + entry.fence() + " " + entry.submits() + " " + entry.evidence());
          ledger.events(entry.id()).forEach(event -> told.add("  " + event));
        });
    told.add("inbox " + ledger.inbox().pending() + ", lease " + LEASE);
    told.add("unmatched " + ledger.unmatched().size());
    told.add("notes " + ledger.notes().all("shelf").size());
    DailyReach reach = DailyReach.ofTier("crediamiga", 250);
    ReachStanding standing =
        ledger.reach(new BusinessId(Channel.WHATSAPP, reach.business()), reach);
    if (standing.reached() > 0) { // schemas 1 and 2 counted nobody
      told.add("reach " + standing);
    }
    return told;
  }

  // --- rows as text

  static List<String> dump(DataSource source) throws SQLException {
    var lines = new ArrayList<String>();
    try (Connection connection = source.getConnection()) {
      for (String table : Ledgers.TABLES) {
        String name = "mora_" + table;
        try (var rows = connection.createStatement().executeQuery("SELECT * FROM " + name)) {
          while (rows.next()) {
            lines.add(name + row(name, rows));
          }
        }
      }
    }
    lines.sort(String::compareTo);
    return lines;
  }

  private static String row(String table, ResultSet rows) throws SQLException {
    StringBuilder line = new StringBuilder();
    for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
      String column = rows.getMetaData().getColumnName(i).toLowerCase(Locale.ROOT);
      Object value = rows.getObject(i);
      if (value == null || column.equals("id") && NUMBERED.contains(table)) {
        continue;
      }
      line.append('\t').append(column).append('=').append(text(value));
    }
    return line.toString();
  }

  private static String text(Object value) {
    if (value instanceof Number number) {
      return "n:" + number.longValue();
    }
    return value instanceof byte[] bytes
        ? "b:" + Base64.getEncoder().encodeToString(bytes)
        : "s:"
            + Base64.getEncoder().encodeToString(value.toString().getBytes(StandardCharsets.UTF_8));
  }

  static void load(List<String> lines, DataSource source) throws SQLException {
    try (Connection connection = source.getConnection()) {
      connection.setAutoCommit(false);
      connection.createStatement().execute("DELETE FROM mora_writer");
      for (String line : lines) {
        insert(line.split("\t"), connection);
      }
      connection.commit();
    }
  }

  private static void insert(String[] cells, Connection connection) throws SQLException {
    var columns = new ArrayList<String>();
    var values = new ArrayList<String>();
    for (int i = 1; i < cells.length; i++) {
      int at = cells[i].indexOf('=');
      columns.add(cells[i].substring(0, at));
      values.add(cells[i].substring(at + 1));
    }
    String marks = String.join(", ", values.stream().map(value -> "?").toList());
    String sql =
        "INSERT INTO " + cells[0] + " (" + String.join(", ", columns) + ") VALUES (" + marks + ")";
    try (PreparedStatement insert = connection.prepareStatement(sql)) {
      for (int i = 0; i < values.size(); i++) {
        String text = values.get(i).substring(2);
        switch (values.get(i).charAt(0)) {
          case 'n' -> insert.setLong(i + 1, Long.parseLong(text));
          case 'b' -> insert.setBytes(i + 1, Base64.getDecoder().decode(text));
          case 's' ->
              insert.setString(
                  i + 1, new String(Base64.getDecoder().decode(text), StandardCharsets.UTF_8));
          default -> throw new IllegalStateException(values.get(i));
        }
      }
      insert.executeUpdate();
    }
  }
}
