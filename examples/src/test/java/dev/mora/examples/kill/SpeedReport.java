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
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Prints how fast a durable ledger is; asserts nothing, and runs only if it is named. Both
 * databases wait for the disk with each commit.
 *
 * <p>{@code through}: bodies a second of a whole campaign, provider and worker in processes of
 * their own, 50 ms an answer, 128 open. {@code intake}: notifications a second, of 16 threads.
 * {@code plan} to {@code sent}: dispatches a second of each step, with {@link BareOutbox} doing the
 * same beside it, page by page in turns: once with the four writes of a row alone, once with an
 * event for each as the ledger keeps it. {@code all}: the four steps together. Medians.
 */
class SpeedReport {

  private static final int MESSAGES = Integer.getInteger("mora.speed.messages", 10_000);
  private static final int ROUNDS = Integer.getInteger("mora.speed.rounds", 9);
  private static final int WARM_UP = 3;
  private static final int PAGE = 1_000;
  private static final int BATCH = 64;
  private static final int LETTERS = 20_000;
  private static final int THREADS = 16;
  private static final List<String> STEPS = List.of("plan", "claim", "gate", "sent", "all");

  @TempDir Path folder;

  @Test
  void print() throws Exception {
    try (EmbeddedPostgres postgres =
        EmbeddedPostgres.builder()
            .setPGStartupWait(Duration.ofMinutes(2))
            .setServerConfig("fsync", "on")
            .setServerConfig("synchronous_commit", "on")
            .start()) {
      String url = postgres.getJdbcUrl("postgres", "postgres");
      through("POSTGRESQL", schema(url, "through"));
      intake("POSTGRESQL", schema(url, "intake"));
      steps("POSTGRESQL", schema(url, "steps"), schema(url, "bare"));
    }
    through("SQLITE", folder.resolve("through.db").toString());
    intake("SQLITE", folder.resolve("intake.db").toString());
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
    Crew.Paced paced = Crew.pace(new Crew.Task(store, url, MESSAGES, 1, 0, 0, false), 128);
    say(
        "%-10s through %,8.0f messages/s; processor time for each: worker %,.0f us, provider %,.0f"
            + " us",
        store, paced.pace(), paced.worker(), paced.provider());
  }

  // --- notifications

  private static void intake(String store, String url) throws Exception {
    var threads = Executors.newFixedThreadPool(THREADS);
    try (DeliveryLedger ledger = Crew.ledger(store, url, InstantSource.system())) {
      letters(ledger, threads, 0, LETTERS / 4);
      double seconds = seconds(() -> letters(ledger, threads, LETTERS / 4, LETTERS));
      say("%-10s intake  %,8.0f notifications/s", store, (LETTERS - LETTERS / 4) / seconds);
    } finally {
      threads.shutdown();
    }
  }

  private static void letters(
      DeliveryLedger ledger, java.util.concurrent.ExecutorService threads, int from, int to)
      throws Exception {
    String rest = " ".repeat(1_400);
    List<Future<?>> taken = new ArrayList<>();
    for (int n = from; n < to; n++) {
      byte[] body = ("{\"n\":" + n + "}" + rest).getBytes(StandardCharsets.UTF_8);
      taken.add(
          threads.submit(
              () -> ledger.inbox().store(Channel.WHATSAPP, "55501", body, Instant.now())));
    }
    for (Future<?> one : taken) {
      one.get();
    }
  }

  // --- steps

  private static void steps(String store, String url, String bareUrl) throws Exception {
    try (DeliveryLedger ledger = Crew.ledger(store, url, InstantSource.system());
        Connection connection = DriverManager.getConnection(bareUrl)) {
      var rows = new BareOutbox(connection, false);
      var kept = new BareOutbox(connection, true);
      List<double[]> ours = new ArrayList<>();
      List<double[]> bare = new ArrayList<>();
      List<double[]> history = new ArrayList<>();
      for (int round = 0; round < WARM_UP + ROUNDS; round++) {
        int first = round * PAGE;
        double[] a = page(rows, first);
        double[] b = page(ledger, first);
        double[] c = page(kept, first);
        if (round >= WARM_UP) {
          bare.add(a);
          ours.add(b);
          history.add(c);
        }
      }
      for (int step = 0; step < STEPS.size(); step++) {
        double a = pace(ours, step);
        double b = pace(bare, step);
        double c = pace(history, step);
        say(
            "%-10s %-7s %,8.0f dispatches/s; plain rows %,8.0f: %.2f; rows and events %,8.0f: %.2f",
            store, STEPS.get(step), a, b, a / b, c, a / c);
      }
    }
  }

  private static double pace(List<double[]> rounds, int step) {
    double[] seconds = rounds.stream().mapToDouble(round -> round[step]).sorted().toArray();
    return PAGE / seconds[seconds.length / 2];
  }

  private interface Work {
    void run() throws Exception;
  }

  private static double seconds(Work work) throws Exception {
    long from = System.nanoTime();
    work.run();
    return (System.nanoTime() - from) / 1e9;
  }

  private static double[] page(BareOutbox outbox, int first) throws Exception {
    double[] times = new double[STEPS.size()];
    times[0] = seconds(() -> outbox.insert(first, first + PAGE));
    for (int at = first; at < first + PAGE; at += BATCH) {
      int from = at;
      int to = Math.min(first + PAGE, from + BATCH);
      times[1] += seconds(() -> outbox.claim(from, to));
      times[2] += seconds(() -> outbox.submit(from, to));
      times[3] += seconds(() -> outbox.sent(from, to));
    }
    times[4] = times[0] + times[1] + times[2] + times[3];
    return times;
  }

  private static final SenderId SENDER = new SenderId(Channel.WHATSAPP, "55501");
  private static final ClaimRequest REQUEST =
      ClaimRequest.of(
              "speed",
              SENDER,
              new SendLimits(1_000_000, Duration.ZERO, BATCH),
              Duration.ofSeconds(60))
          .begin();

  /** A claim that finds nothing ends the page, and is paid for. */
  private static double[] page(DeliveryLedger ledger, int first) throws Exception {
    List<Dispatch> dispatches = new ArrayList<>();
    for (int n = first; n < first + PAGE; n++) {
      dispatches.add(dispatch(n));
    }
    double[] times = new double[STEPS.size()];
    times[0] = seconds(() -> ledger.plan(dispatches));
    List<Claim> claims = new ArrayList<>();
    do {
      claims.clear();
      times[1] += seconds(() -> claims.addAll(ledger.claim(REQUEST)));
      if (!claims.isEmpty()) {
        times[2] += seconds(() -> ledger.gate(requests(claims), Instant.now()));
        times[3] += seconds(() -> ledger.outcomes(answers(claims)));
      }
    } while (!claims.isEmpty());
    times[4] = times[0] + times[1] + times[2] + times[3];
    return times;
  }

  private static List<GateRequest> requests(List<Claim> claims) {
    return claims.stream()
        .map(claim -> new GateRequest(claim, view -> GateDecision.pass()))
        .toList();
  }

  private static List<Answer> answers(List<Claim> claims) {
    return claims.stream()
        .map(claim -> new Answer(claim, new SendResult.Accepted("w-" + claim.id())))
        .toList();
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

  private static void say(String format, Object... values) {
    System.out.println(String.format(Locale.ROOT, format, values));
  }
}
