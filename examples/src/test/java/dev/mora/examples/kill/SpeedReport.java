package dev.mora.examples.kill;

import static org.assertj.core.api.Assertions.assertThat;

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
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.ToDoubleFunction;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Prints how fast a durable ledger is; asserts nothing of that, and runs only if it is named. Both
 * databases wait for the disk with each commit.
 *
 * <p>{@code through}: bodies a second of the second half of a campaign, provider and worker in
 * processes of their own, 50 ms an answer, 128 open. {@code intake}: notifications a second, of 16
 * threads. {@code plan}, {@code claim}, {@code sent}: dispatches a second of each step, beside the
 * loop that leaves the same rows ({@link BareBooks}) and an outbox of one table that keeps no books
 * ({@link BareOutbox}); {@code gate}, which they have not, alone. {@code plan} and {@code sent} go
 * in batches of 500 on all sides, a claim is of 64 at most: that of the outbox is timed with the
 * same 64, and with 500. Batch by batch in turns, medians; a ratio is the median of the ratios of
 * the single rounds.
 */
class SpeedReport {

  private static final int MESSAGES = Integer.getInteger("mora.speed.messages", 40_000);
  private static final int ROUNDS = Integer.getInteger("mora.speed.rounds", 40);
  private static final int WARM_UP = Integer.getInteger("mora.speed.warmup", 40);
  private static final int PAGE = 500;
  private static final int BATCH = 64;
  private static final int LETTERS = 20_000;
  private static final int THREADS = 16;

  /** Characters of a letter of {@link #TEXT} in the ledger's form. */
  private static final int CONTENT = 400;

  @TempDir Path folder;

  @Test
  void through() throws Exception {
    onPostgres(url -> through("POSTGRESQL", schema(url, "through")));
    through("SQLITE", folder.resolve("through.db").toString());
  }

  @Test
  void intake() throws Exception {
    onPostgres(url -> intake("POSTGRESQL", schema(url, "intake")));
    intake("SQLITE", folder.resolve("intake.db").toString());
  }

  @Test
  void steps() throws Exception {
    onPostgres(url -> steps("POSTGRESQL", name -> schema(url, name), place -> place));
    steps("SQLITE", name -> folder.resolve(name + ".db").toString(), "jdbc:sqlite:"::concat);
  }

  private interface OnServer {
    void run(String url) throws Exception;
  }

  private static void onPostgres(OnServer work) throws Exception {
    try (EmbeddedPostgres postgres =
        EmbeddedPostgres.builder()
            .setPGStartupWait(Duration.ofMinutes(2))
            .setServerConfig("fsync", "on")
            .setServerConfig("synchronous_commit", "on")
            .start()) {
      work.run(postgres.getJdbcUrl("postgres", "postgres"));
    }
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
      long from = System.nanoTime();
      letters(ledger, threads, LETTERS / 4, LETTERS);
      double seconds = (System.nanoTime() - from) / 1e9;
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

  private enum Step {
    PLAN,
    CLAIM,
    GATE,
    SENT
  }

  /** Seconds that each step of a batch of {@link #PAGE} took. */
  private static final class Times extends EnumMap<Step, Double> {
    private static final long serialVersionUID = 1;

    Times() {
      super(Step.class);
    }

    void time(Step step, Work work) throws Exception {
      long from = System.nanoTime();
      work.run();
      merge(step, (System.nanoTime() - from) / 1e9, Double::sum);
    }

    /** Of the steps that the others have too. */
    double comparable() {
      return getOrDefault(Step.PLAN, 0.0)
          + getOrDefault(Step.CLAIM, 0.0)
          + getOrDefault(Step.SENT, 0.0);
    }
  }

  /** Where a fresh ledger of a name is. */
  private interface Place {
    String of(String name) throws SQLException;
  }

  private static void steps(String store, Place place, UnaryOperator<String> jdbc)
      throws Exception {
    String copied = place.of("books");
    Crew.ledger(store, copied, InstantSource.system()).close();
    try (DeliveryLedger ledger = Crew.ledger(store, place.of("steps"), InstantSource.system());
        Connection first = DriverManager.getConnection(jdbc.apply(copied));
        Connection second = DriverManager.getConnection(jdbc.apply(place.of("bare")));
        Connection third = DriverManager.getConnection(jdbc.apply(place.of("bare64")))) {
      var books = new BareBooks(first, "x".repeat(CONTENT), BATCH);
      var bare = new BareOutbox(second);
      var small = new BareOutbox(third);
      List<Times> ours = new ArrayList<>();
      List<Times> same = new ArrayList<>();
      List<Times> plain = new ArrayList<>();
      List<Times> inSmall = new ArrayList<>();
      for (int round = 0; round < WARM_UP + ROUNDS; round++) {
        int from = round * PAGE;
        Times a = page(bare, from, PAGE);
        Times b = page(ledger, from);
        Times c = page(small, from, BATCH);
        Times d = page(books, from);
        if (round >= WARM_UP) {
          plain.add(a);
          ours.add(b);
          inSmall.add(c);
          same.add(d);
        }
      }
      assertThat(books.accepted()).isEqualTo((WARM_UP + ROUNDS) * PAGE);
      for (Step step : Step.values()) {
        ToDoubleFunction<Times> seconds = times -> times.getOrDefault(step, 0.0);
        say(
            "%-10s %-6s %,8.0f dispatches/s%s%s%s",
            store,
            step,
            PAGE / median(ours, seconds),
            beside("same rows", ours, same, seconds),
            beside("outbox", ours, plain, seconds),
            step == Step.CLAIM ? beside("outbox in batches of 64", ours, inSmall, seconds) : "");
      }
      say(
          "%-10s but for the gate, %,.0f dispatches/s%s%s",
          store,
          PAGE / median(ours, Times::comparable),
          beside("same rows", ours, same, Times::comparable),
          beside("outbox", ours, plain, Times::comparable));
    }
  }

  private static String beside(
      String name, List<Times> ours, List<Times> other, ToDoubleFunction<Times> seconds) {
    if (median(other, seconds) == 0) {
      return "";
    }
    double[] ratios = new double[ours.size()];
    for (int i = 0; i < ratios.length; i++) {
      ratios[i] = seconds.applyAsDouble(other.get(i)) / seconds.applyAsDouble(ours.get(i));
    }
    return String.format(
        Locale.ROOT, "; %s %,8.0f: %.2f", name, PAGE / median(other, seconds), median(ratios));
  }

  private static double median(List<Times> rounds, ToDoubleFunction<Times> seconds) {
    return median(rounds.stream().mapToDouble(seconds).toArray());
  }

  private static double median(double[] values) {
    Arrays.sort(values);
    return values[values.length / 2];
  }

  private interface Work {
    void run() throws Exception;
  }

  private static Times page(BareOutbox outbox, int first, int batch) throws Exception {
    var times = new Times();
    times.time(Step.PLAN, () -> outbox.insert(first, first + PAGE));
    List<String> claimed = new ArrayList<>();
    while (claimed.size() < PAGE) {
      times.time(Step.CLAIM, () -> claimed.addAll(outbox.claim(batch)));
    }
    times.time(Step.SENT, () -> outbox.sent(claimed));
    return times;
  }

  private static Times page(BareBooks books, int first) throws Exception {
    var times = new Times();
    times.time(Step.PLAN, () -> books.insert(1 + first, 1 + first + PAGE));
    List<Long> claimed = new ArrayList<>();
    while (claimed.size() < PAGE) {
      List<Long> claims = new ArrayList<>();
      times.time(Step.CLAIM, () -> claims.addAll(books.claim()));
      books.gate(claims);
      claimed.addAll(claims);
    }
    times.time(Step.SENT, () -> books.sent(claimed));
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

  private static Times page(DeliveryLedger ledger, int first) throws Exception {
    List<Dispatch> dispatches = new ArrayList<>();
    for (int n = first; n < first + PAGE; n++) {
      dispatches.add(dispatch(n));
    }
    var times = new Times();
    times.time(Step.PLAN, () -> ledger.plan(dispatches));
    List<Claim> claimed = new ArrayList<>();
    while (claimed.size() < PAGE) {
      List<Claim> claims = new ArrayList<>();
      times.time(Step.CLAIM, () -> claims.addAll(ledger.claim(REQUEST)));
      times.time(Step.GATE, () -> ledger.gate(requests(claims), Instant.now()));
      claimed.addAll(claims);
    }
    List<Answer> answers = answers(claimed);
    times.time(Step.SENT, () -> ledger.outcomes(answers));
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
