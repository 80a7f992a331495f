package dev.mora.jdbc;

import static dev.mora.ledger.contract.LedgerFixture.aDispatch;
import static dev.mora.ledger.contract.LedgerFixture.built;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mora.channel.SendResult;
import dev.mora.ledger.CampaignId;
import dev.mora.ledger.DeliveryLedger;
import dev.mora.ledger.Dispatch;
import dev.mora.ledger.DispatchId;
import dev.mora.ledger.Dispatcher;
import dev.mora.ledger.GateDecision;
import dev.mora.ledger.LedgerSettings;
import dev.mora.ledger.Progress;
import dev.mora.ledger.State;
import dev.mora.ledger.contract.FakeSender;
import dev.mora.ledger.contract.LedgerFixture;
import dev.mora.ledger.contract.LedgerInvariants;
import dev.mora.ledger.contract.Proof;
import dev.mora.testkit.MutableClock;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real PostgreSQL that hangs up, or goes away and comes back, in the middle of a campaign. */
@Tag("kill")
class ServerFailureTest {

  private static final int MESSAGES = Integer.getInteger("mora.server.messages", 200);
  private static final String HOST = "mora-server-failure";
  private static final CampaignId CAMPAIGN = CampaignId.of("server-failure");

  @TempDir Path folder;

  private final Map<DispatchId, Integer> bodies = new ConcurrentHashMap<>();
  private final ExecutorService answering = Executors.newFixedThreadPool(4);
  private final AtomicInteger taken = new AtomicInteger();
  private final AtomicInteger failures = new AtomicInteger();

  @AfterEach
  void end() {
    answering.shutdownNow();
  }

  @Test
  void connections_that_the_server_ends_again_and_again_cost_nothing() throws Exception {
    String url = PostgresServer.urlOfNewSchema() + "&ApplicationName=" + HOST;

    int refused = campaign(url, MESSAGES / 10, ServerFailureTest::hangUp);

    assertThat(failures.get()).isGreaterThanOrEqualTo(9);
    Proof.figures(
        "T13",
        "pg_terminate_backend during a campaign",
        Map.of(
            "messages",
            MESSAGES,
            "times all connections were ended",
            failures.get(),
            "duplicates",
            0,
            "lost",
            0,
            "runs that the host began again",
            refused));
  }

  @Test
  void a_server_that_is_started_again_in_mid_campaign_costs_nothing() throws Exception {
    try (Restarting server = new Restarting(folder.resolve("data"))) {
      int refused = campaign(server.url(), MESSAGES / 3, server::startAgain);

      assertThat(failures.get()).isGreaterThanOrEqualTo(2);
      Proof.figures(
          "T13",
          "PostgreSQL stopped and started during a campaign",
          Map.of(
              "messages",
              MESSAGES,
              "restarts",
              failures.get(),
              "duplicates",
              0,
              "lost",
              0,
              "runs that the host began again",
              refused));
    }
  }

  private interface Trouble {
    void make() throws SQLException, IOException;
  }

  /**
   * Sends to everybody; with each so-manyth body in flight there is trouble.
   *
   * @return how often the ledger gave up and the host had to run again
   */
  private int campaign(String url, int each, Trouble trouble) {
    MutableClock time = LedgerFixture.aClock();
    DeliveryLedger ledger =
        Place.POSTGRESQL
            .ledger(new DriverSource(url))
            .settings(LedgerSettings.of("test"))
            .clock(time)
            .migrate()
            .build();
    ledger.plan(plan());
    FakeSender sender =
        FakeSender.with(
            LedgerFixture.FAST,
            id -> CompletableFuture.supplyAsync(() -> take(id, each, trouble), answering));
    Dispatcher dispatcher =
        Dispatcher.builder(ledger, view -> GateDecision.pass(), "host", time)
            .sender(sender)
            .maxInFlight(8)
            .sleeper(time::advance)
            .nanoTime(() -> Duration.between(LedgerFixture.START, time.instant()).toNanos())
            .build();

    int refused = 0;
    while (bodies.size() < MESSAGES) {
      try {
        dispatcher.run(Progress.none());
      } catch (LedgerStoreException unreachable) {
        refused++;
      }
    }
    dispatcher.run(Progress.none());

    assertThat(bodies.values()).as("bodies of a dispatch").allMatch(n -> n == 1);
    assertThat(ledger.counts().get(State.ACCEPTED)).isEqualTo(MESSAGES);
    LedgerInvariants.check(ledger);
    ledger.close();
    return refused;
  }

  private SendResult take(DispatchId id, int each, Trouble trouble) {
    bodies.merge(id, 1, Integer::sum);
    if (taken.incrementAndGet() % each == 0) {
      failures.incrementAndGet();
      try {
        trouble.make();
      } catch (SQLException | IOException e) {
        throw new IllegalStateException(e);
      }
    }
    return new SendResult.Accepted("w-" + id);
  }

  private static List<Dispatch> plan() {
    var plan = new ArrayList<Dispatch>();
    for (int i = 0; i < MESSAGES; i++) {
      plan.add(built(aDispatch(CAMPAIGN, "B-" + i, "1"), "B-" + i));
    }
    return plan;
  }

  /** On all connections of the ledger, whatever they are doing. */
  private static void hangUp() throws SQLException {
    try (var connection = DriverManager.getConnection(PostgresServer.url());
        var statement = connection.createStatement()) {
      statement.execute(
          "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = '"
              + HOST
              + "'");
    }
  }

  /** A server of its own, so that nobody else misses it. */
  private static final class Restarting implements AutoCloseable {

    private final Path data;
    private EmbeddedPostgres server;

    Restarting(Path data) throws IOException {
      this.data = data;
      server = start(0);
    }

    private EmbeddedPostgres start(int port) throws IOException {
      EmbeddedPostgres.Builder builder =
          EmbeddedPostgres.builder()
              .setPGStartupWait(Duration.ofMinutes(2))
              .setDataDirectory(data)
              .setCleanDataDirectory(false)
              .setServerConfig("fsync", "off");
      return (port == 0 ? builder : builder.setPort(port)).start();
    }

    String url() {
      return server.getJdbcUrl("postgres", "postgres") + "&reWriteBatchedInserts=true";
    }

    void startAgain() {
      try {
        int port = server.getPort();
        server.close();
        server = start(port);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public void close() throws IOException {
      server.close();
    }
  }
}
