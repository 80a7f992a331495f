package dev.mora.jdbc;

import dev.mora.ledger.DeliveryLedger;
import dev.mora.ledger.LedgerSettings;
import dev.mora.ledger.LedgerStore;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.DataSource;

/**
 * Fresh, empty ledgers for contract tests. Tables are made once for each place that is in use at
 * the same time; those of a closed ledger are emptied for the next.
 */
final class Ledgers {

  static final List<String> TABLES =
      List.of(
          "writer",
          "dispatch",
          "letter",
          "event",
          "provider_id",
          "contact",
          "consent",
          "suppression",
          "unusable",
          "sender",
          "turn",
          "recipient",
          "business",
          "reached",
          "lender_stop",
          "template",
          "campaign",
          "unmatched",
          "inbox",
          "effect",
          "note");

  private record Lent(DataSource source, DeliveryLedger ledger) {

    boolean isClosed() {
      try {
        ledger.counts();
        return false;
      } catch (IllegalStateException closed) {
        return true;
      }
    }
  }

  private static final Map<Place, List<Lent>> LENT = new ConcurrentHashMap<>();

  private Ledgers() {}

  static synchronized DeliveryLedger fresh(
      Place place, LedgerSettings settings, InstantSource clock) {
    List<Lent> lent = LENT.computeIfAbsent(place, key -> new ArrayList<>());
    DataSource source =
        lent.stream()
            .filter(Lent::isClosed)
            .findFirst()
            .map(
                free -> {
                  lent.remove(free);
                  empty(free.source);
                  return free.source;
                })
            .orElseGet(place::fresh);
    DeliveryLedger ledger = place.ledger(source).settings(settings).clock(clock).migrate().build();
    lent.add(new Lent(source, ledger));
    return ledger;
  }

  /** Fresh and empty, without a ledger over it. */
  static LedgerStore store(Place place, InstantSource clock) {
    return place.ledger(place.fresh()).clock(clock).migrate().store();
  }

  /** Each column of each row of each table, as it lies in the database. */
  static synchronized String dump(DeliveryLedger ledger) {
    DataSource source =
        LENT.values().stream()
            .flatMap(List::stream)
            .filter(lent -> lent.ledger == ledger)
            .findFirst()
            .orElseThrow()
            .source;
    var dump = new StringBuilder();
    try (var connection = source.getConnection();
        var statement = connection.createStatement()) {
      for (String table : TABLES) {
        try (var rows = statement.executeQuery("SELECT * FROM mora_" + table)) {
          while (rows.next()) {
            for (int column = 1; column <= rows.getMetaData().getColumnCount(); column++) {
              boolean isBody = rows.getMetaData().getColumnName(column).equalsIgnoreCase("body");
              dump.append(
                      isBody
                          ? new String(rows.getBytes(column), StandardCharsets.ISO_8859_1)
                          : rows.getString(column))
                  .append('\n');
            }
          }
        }
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    return dump.toString();
  }

  static void empty(DataSource source) {
    try (var connection = source.getConnection();
        var statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      for (String table : TABLES) {
        statement.addBatch(
            "DELETE FROM mora_"
                + table
                + (table.equals("writer") ? " WHERE instance <> 'lock'" : ""));
      }
      statement.executeBatch();
      connection.commit();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
