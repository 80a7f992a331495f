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
import dev.mora.ledger.GateDecision;
import dev.mora.ledger.GateRequest;
import dev.mora.ledger.LedgerSettings;
import dev.mora.ledger.contract.LedgerFixture;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/**
 * No step of a dispatch reads a table from end to end that grows with them: what SQLite itself says
 * of each statement, for it knows no sizes and may begin at the wrong end of a join.
 */
class QueryPlanTest {

  private static final String GROWING =
      "SCAN (d|l|f|u|mora_(dispatch|letter|event|provider_id|contact|consent|effect|inbox|reached))"
          + ".*";

  @Test
  void a_step_costs_as_much_beside_a_million_rows_as_beside_ten() throws SQLException {
    DataSource source = Place.SQLITE.fresh();
    Set<String> asked = new LinkedHashSet<>();

    work(listening(source, asked));

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

  private static void work(DataSource source) {
    try (DeliveryLedger ledger =
        JdbcLedger.sqlite(source)
            .settings(LedgerSettings.of("test"))
            .clock(() -> START)
            .migrate()
            .build()) {
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
    return proxy(
        DataSource.class,
        real,
        (connection, ignored) ->
            connection instanceof Connection one
                ? proxy(
                    Connection.class,
                    one,
                    (result, arguments) -> {
                      if (result instanceof java.sql.PreparedStatement) {
                        asked.add((String) arguments[0]);
                      }
                      return result;
                    })
                : connection);
  }

  private interface Ear {
    Object hear(Object result, Object[] arguments);
  }

  private static <T> T proxy(Class<T> type, T real, Ear ear) {
    return type.cast(
        Proxy.newProxyInstance(
            QueryPlanTest.class.getClassLoader(),
            new Class<?>[] {type},
            (self, method, arguments) -> {
              try {
                return ear.hear(method.invoke(real, arguments), arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            }));
  }
}
