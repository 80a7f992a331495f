package dev.mora.examples.kill;

import dev.mora.channel.OutboundMessage;
import dev.mora.channel.SendLimits;
import dev.mora.channel.SendResult;
import dev.mora.ledger.Answer;
import dev.mora.ledger.CampaignId;
import dev.mora.ledger.Claim;
import dev.mora.ledger.ClaimRequest;
import dev.mora.ledger.DeliveryLedger;
import dev.mora.ledger.Dispatch;
import dev.mora.ledger.GateDecision;
import dev.mora.ledger.GateRequest;
import dev.mora.ledger.PlanKey;
import dev.mora.ledger.SenderId;
import dev.mora.party.BorrowerId;
import dev.mora.party.Channel;
import dev.mora.party.PhoneNumber;
import dev.mora.template.MessageTemplate;
import dev.mora.template.Rendering;
import dev.mora.template.TextProfile;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Prints how fast a durable ledger is; asserts nothing, and runs only if it is named. The database
 * waits for the disk.
 *
 * <p>{@code through}: bodies a second of a whole campaign, provider and worker in processes of
 * their own, 50 ms an answer, 128 open. {@code steps}: dispatches a second through plan, claim,
 * gate and outcome, and the same rows and events written by a loop of plain JDBC in as many
 * commits.
 */
class SpeedReport {

  private static final int MESSAGES = Integer.getInteger("mora.speed.messages", 10_000);
  private static final int PAGE = 1_000;
  private static final int BATCH = 64;

  @TempDir Path folder;

  @Test
  void print() throws Exception {
    try (EmbeddedPostgres postgres =
        EmbeddedPostgres.builder().setPGStartupWait(Duration.ofMinutes(2)).start()) {
      String url = postgres.getJdbcUrl("postgres", "postgres");
      through("POSTGRESQL", schema(url, "through"));
      steps("POSTGRESQL", schema(url, "steps"), schema(url, "bare"));
    }
    through("SQLITE", folder.resolve("through.db").toString());
    steps(
        "SQLITE",
        folder.resolve("steps.db").toString(),
        "jdbc:sqlite:" + folder.resolve("bare.db"));
  }

  private static String schema(String url, String name) throws SQLException {
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE SCHEMA " + name);
    }
    return url + "&reWriteBatchedInserts=true&currentSchema=" + name;
  }

  private static void through(String store, String url) throws IOException, InterruptedException {
    double pace = Crew.pace(new Crew.Task(store, url, MESSAGES, 1, 0, 0, false), 128);
    System.out.printf("%-10s through  %,8.0f messages/s%n", store, pace);
  }

  private static void steps(String store, String url, String bareUrl) throws SQLException {
    double bare;
    double ours;
    try (DeliveryLedger ledger = Crew.ledger(store, url, InstantSource.system());
        Connection connection = DriverManager.getConnection(bareUrl)) {
      Bare loop = new Bare(connection);
      double bareSum = 0;
      double oursSum = 0;
      int rounds = 6;
      for (int round = 0; round < rounds; round++) {
        double a = PAGE / seconds(loop::page);
        int page = round;
        double b = PAGE / seconds(() -> page(ledger, page));
        if (round > 0) {
          bareSum += a;
          oursSum += b;
        }
      }
      bare = bareSum / (rounds - 1);
      ours = oursSum / (rounds - 1);
    }
    System.out.printf(
        "%-10s steps    %,8.0f dispatches/s, plain JDBC %,8.0f: %.2f%n",
        store, ours, bare, ours / bare);
  }

  private interface Work {
    void run() throws SQLException;
  }

  private static double seconds(Work work) throws SQLException {
    long from = System.nanoTime();
    work.run();
    return (System.nanoTime() - from) / 1e9;
  }

  // --- ours

  private static final SenderId SENDER = new SenderId(Channel.WHATSAPP, "55501");
  private static final ClaimRequest REQUEST =
      ClaimRequest.of(
          "speed", SENDER, new SendLimits(1_000_000, Duration.ZERO, BATCH), Duration.ofSeconds(60));

  private static void page(DeliveryLedger ledger, int page) {
    List<Dispatch> dispatches = new ArrayList<>();
    for (int i = 0; i < PAGE; i++) {
      dispatches.add(dispatch(page * PAGE + i));
    }
    ledger.plan(dispatches);
    List<Claim> claims = ledger.claim(REQUEST);
    while (!claims.isEmpty()) {
      ledger.gate(
          claims.stream()
              .map(claim -> new GateRequest(claim, view -> GateDecision.pass()))
              .toList(),
          Instant.now());
      ledger.outcomes(
          claims.stream()
              .map(claim -> new Answer(claim, new SendResult.Accepted("w-" + claim.id())))
              .toList());
      claims = ledger.claim(REQUEST);
    }
  }

  private static Dispatch dispatch(int n) {
    BorrowerId borrower = BorrowerId.of("B-" + n);
    return Dispatch.of(new PlanKey(CampaignId.of("speed", "1"), borrower, "soft", ""), SENDER)
        .build(PhoneNumber.of("+52" + (5_500_000_000L + n)), new OutboundMessage.Template(TEXT));
  }

  private static final Rendering TEXT =
      MessageTemplate.parse(
              "t.txt",
              """
              template: cuota   category: UTILITY   version: 1
              fields: nombre text
              --- es_MX
              Hola {nombre}, le escribe CrediAmiga por su cuota vencida.
              """)
          .fill(Map.of("nombre", "Rosa"))
          .render("es-MX", TextProfile.PLAIN);

  // --- the same rows and events without any protocol

  private static final class Bare {

    private final Connection connection;
    private final String text = "x".repeat(600);
    private int next;

    Bare(Connection connection) throws SQLException {
      this.connection = connection;
      boolean lite = connection.getMetaData().getURL().startsWith("jdbc:sqlite");
      try (Statement statement = connection.createStatement()) {
        if (lite) {
          statement.execute("PRAGMA journal_mode=WAL");
          statement.execute("PRAGMA synchronous=FULL");
        }
        statement.execute(
            "CREATE TABLE row (id VARCHAR(26) PRIMARY KEY, plan VARCHAR(200) UNIQUE, state"
                + " VARCHAR(20), fence BIGINT, wamid VARCHAR(100) UNIQUE, content TEXT)");
        statement.execute("CREATE INDEX row_state ON row (state)");
        statement.execute(
            "CREATE TABLE event (seq BIGINT PRIMARY KEY, id VARCHAR(26), transition VARCHAR(20),"
                + " at BIGINT)");
        statement.execute("CREATE INDEX event_id ON event (id)");
      }
      connection.setAutoCommit(false);
    }

    void page() throws SQLException {
      int first = next;
      next += PAGE;
      try (PreparedStatement row =
          connection.prepareStatement("INSERT INTO row VALUES (?, ?, 'PLANNED', 0, NULL, ?)")) {
        for (int n = first; n < next; n++) {
          row.setString(1, id(n));
          row.setString(2, "speed/B-" + n + "/soft/");
          row.setString(3, text);
          row.addBatch();
        }
        row.executeBatch();
      }
      events(first, next, 0, "PLANNED");
      connection.commit();
      for (int from = first; from < next; from += BATCH) {
        int to = Math.min(next, from + BATCH);
        step(from, to, 1, "CLAIMED", false);
        step(from, to, 2, "ATTEMPTED", false);
        step(from, to, 3, "SUBMITTED", false);
        step(from, to, 4, "ACCEPTED", true);
      }
    }

    private void step(int from, int to, int nth, String state, boolean accepted)
        throws SQLException {
      try (PreparedStatement row =
          connection.prepareStatement(
              "UPDATE row SET state = ?, fence = ?, wamid = ? WHERE id = ? AND fence = ?")) {
        for (int n = from; n < to; n++) {
          row.setString(1, state);
          row.setLong(2, nth);
          row.setString(3, accepted ? "w-" + id(n) : null);
          row.setString(4, id(n));
          row.setLong(5, nth - 1);
          row.addBatch();
        }
        row.executeBatch();
      }
      events(from, to, nth, state);
      connection.commit();
    }

    private void events(int from, int to, int nth, String transition) throws SQLException {
      try (PreparedStatement event =
          connection.prepareStatement("INSERT INTO event VALUES (?, ?, ?, ?)")) {
        for (int n = from; n < to; n++) {
          event.setLong(1, n * 5L + nth);
          event.setString(2, id(n));
          event.setString(3, transition);
          event.setLong(4, n);
          event.addBatch();
        }
        event.executeBatch();
      }
    }

    private static String id(int n) {
      return "%026d".formatted(n);
    }
  }
}
