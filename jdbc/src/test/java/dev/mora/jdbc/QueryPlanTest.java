package dev.mora.jdbc;

import static dev.mora.ledger.contract.LedgerFixture.LEASE;
import static dev.mora.ledger.contract.LedgerFixture.SENDER;
import static dev.mora.ledger.contract.LedgerFixture.START;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mora.channel.ChannelEvent;
import dev.mora.channel.DailyReach;
import dev.mora.channel.SendResult;
import dev.mora.ledger.Answer;
import dev.mora.ledger.Claim;
import dev.mora.ledger.ClaimRequest;
import dev.mora.ledger.DeliveryLedger;
import dev.mora.ledger.Dispatch;
import dev.mora.ledger.GateDecision;
import dev.mora.ledger.GateRequest;
import dev.mora.ledger.LedgerSettings;
import dev.mora.ledger.contract.LedgerFixture;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * No step of a dispatch reads a table from end to end that grows with them: what the databases
 * themselves say of each statement. SQLite knows no sizes and may begin at the wrong end of a join;
 * PostgreSQL goes by statistics, which of a young table do not exist, and just before a campaign
 * say that nothing was ever sent.
 */
class QueryPlanTest {

  private static final String TABLES =
      "(dispatch|letter|event|provider_id|contact|consent|effect|inbox|reached|recipient)";

  private static final String GROWING = "SCAN (d|l|f|u|mora_" + TABLES + ").*";

  /**
   * A node that reads such a table and says nothing of how it finds its rows. An index of what is
   * under way or unknown is short, and of one that is read backward the first row is wanted.
   */
  private static final Pattern WHOLE =
      Pattern.compile(
          "(Seq Scan|Index Scan|Index Only Scan)"
              + "(?! Backward| using mora_dispatch_(lease|in_flight|unknown|unsettled) )"
              + "[^\\n]* on mora_"
              + TABLES
              + "\\b[^\\n]*\\n(?!Index Cond)");

  private static final int CROWD = 5_000;
  private static final int PAGE = 1_000;

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void on_postgresql_too_whatever_its_statistics_say(boolean analyzed) throws SQLException {
    String url = Place.POSTGRESQL.freshUrl();
    DataSource source = new DriverSource(url);
    Set<String> asked = new LinkedHashSet<>();
    try (DeliveryLedger ledger = ledger(Place.POSTGRESQL, source);
        Connection connection = source.getConnection();
        Statement statement = connection.createStatement()) {
      List<Dispatch> crowd = LedgerFixture.dispatchesTo(CROWD);
      for (int i = 0; i < CROWD; i += PAGE) {
        ledger.plan(crowd.subList(i, i + PAGE));
      }
      for (String table : List.of("mora_dispatch", "mora_letter")) {
        statement.execute("ALTER TABLE " + table + " SET (autovacuum_enabled = off)");
      }
      if (analyzed) {
        statement.execute("ANALYZE");
      }
    }

    work(Place.POSTGRESQL, listening(source, asked));

    var scans = new ArrayList<String>();
    // a plan for no values has none to bind
    DataSource simple = new DriverSource(url + "&preferQueryMode=simple");
    try (Connection connection = simple.getConnection()) {
      new PostgresDialect().open(connection, Dialect.Part.READ);
      for (String sql : asked) {
        String plan = plan(connection, sql);
        if (WHOLE.matcher(plan).find()) {
          scans.add(sql + "\n" + plan);
        }
      }
    }
    assertThat(asked).hasSizeGreaterThan(30);
    assertThat(scans).isEmpty();
  }

  /** Without indentation. Of two statements in one the last. */
  private static String plan(Connection connection, String sql) throws SQLException {
    var numbered = new StringBuilder();
    int parameters = 0;
    for (char c : sql.substring(sql.indexOf(';') + 1).toCharArray()) {
      numbered.append(c == '?' ? "$" + ++parameters : c);
    }
    var plan = new StringBuilder();
    try (Statement statement = connection.createStatement();
        ResultSet lines = statement.executeQuery("EXPLAIN (GENERIC_PLAN) " + numbered)) {
      while (lines.next()) {
        plan.append(lines.getString(1).strip()).append('\n');
      }
    }
    return plan.toString();
  }

  @Test
  void a_step_costs_as_much_beside_a_million_rows_as_beside_ten() throws SQLException {
    DataSource source = Place.SQLITE.fresh();
    Set<String> asked = new LinkedHashSet<>();

    work(Place.SQLITE, listening(source, asked));

    var scans = new ArrayList<String>();
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement()) {
      for (String sql : asked) {
        try (ResultSet plan = statement.executeQuery("EXPLAIN QUERY PLAN " + sql)) {
          while (plan.next()) {
            if (plan.getString("detail").matches(GROWING)) {
              scans.add(plan.getString("detail") + ": " + sql);
            }
          }
        }
      }
    }
    assertThat(asked).hasSizeGreaterThan(30);
    assertThat(scans).isEmpty();
  }

  private static DeliveryLedger ledger(Place place, DataSource source) {
    return place
        .ledger(source)
        .settings(LedgerSettings.of("test"))
        .clock(() -> START)
        .migrate()
        .build();
  }

  private static void work(Place place, DataSource source) {
    try (DeliveryLedger ledger = ledger(place, source)) {
      ledger.plan(LedgerFixture.dispatchesTo(300));
      var reach = DailyReach.ofTier("crediamiga", 1_000);
      var limits = LedgerFixture.FAST.reaching(reach);
      var request = ClaimRequest.of("worker-1", SENDER, limits, LEASE).begin();
      List<Claim> claims = ledger.claim(request);
      ledger.gate(
          claims.stream().map(c -> new GateRequest(c, view -> GateDecision.pass())).toList(),
          START);
      ledger.outcomes(
          claims.stream()
              .map(claim -> new Answer(claim, new SendResult.Accepted("w-" + claim.id())))
              .toList());
      Claim first = claims.get(0);
      ledger.merge(
          LedgerFixture.status(
              ledger, first.id(), "w-" + first.id(), ChannelEvent.Status.State.DELIVERED, START));
      ledger.merge(LedgerFixture.status("", "w-none", ChannelEvent.Status.State.DELIVERED, START));
      ledger.claim(request).forEach(ledger::giveBack);
      var crowded = LedgerFixture.FAST.reaching(reach.percent(1));
      ledger.claim(ClaimRequest.of("worker-1", SENDER, crowded, LEASE));
      ledger.reap();
      ledger.history(first.dispatch().borrower());
      ledger.events(first.id());
    }
  }

  private static DataSource listening(DataSource real, Set<String> asked) {
    return WatchedSource.of(
        real,
        call -> {
          if (call.name().equals("Connection.prepareStatement")) {
            asked.add(call.sql());
          }
          return call.run();
        });
  }
}
