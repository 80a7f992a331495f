package dev.mora.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mora.examples.Bench.Result;
import dev.mora.template.MessageTemplate;
import dev.mora.testkit.Behaviour;
import dev.mora.testkit.CloudAccount;
import dev.mora.testkit.CloudApiServer;
import dev.mora.testkit.Fault;
import dev.mora.testkit.MutableClock;
import dev.mora.testkit.Reply;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunCommandTest {

  private static final String ACCOUNT = "100000000000001";

  @TempDir Path dir;
  private final MutableClock clock = MutableClock.at(Bench.NOW);
  private int port;
  private CloudApiServer provider;
  private CloudAccount account;
  private Bench bench;

  @BeforeEach
  void start() throws IOException {
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    provider =
        CloudApiServer.builder()
            .clock(clock)
            .appSecret("s")
            .callback(() -> URI.create("http://localhost:" + port + HookServer.PATH))
            .start();
    account = provider.account(ACCOUNT);
    for (String name : List.of("cuota_por_vencer", "cuota_vencida", "acordar_fecha")) {
      account.approve(MessageTemplate.parse(name, Bench.demo("templates/" + name + ".txt")));
    }
    bench =
        Bench.in(dir)
            .environment("TOKEN", "t")
            .environment("APP_SECRET", "s")
            .environment("VERIFY", "v")
            .sleeper(beat -> clock.advance(Duration.ofMinutes(1)));
  }

  @AfterEach
  void stop() {
    provider.close();
  }

  @Test
  void messages_go_out_and_statuses_and_replies_come_back() {
    account.behaves(
        message ->
            List.of(
                Behaviour.Reaction.status(Duration.ofSeconds(10), Behaviour.Status.DELIVERED),
                Behaviour.Reaction.status(Duration.ofSeconds(90), Behaviour.Status.READ),
                Behaviour.Reaction.reply(
                    Duration.ofSeconds(150),
                    message.template().isEmpty()
                        ? Reply.text("gracias")
                        : Reply.button("PAID", "Ya pagué"))));

    Result result = hearing("--wait", "4s", "--lang", "en");

    assertThat(result.status()).as(result.err()).isZero();
    assertThat(result.row("B1,L1,EARLY,soft,whatsapp,cuota_vencida,SEND,"))
        .matches(".*,[0-9A-Z]{26},READ,");
    assertThat(result.row("B3,L3,")).contains(",READ,");
    assertThat(result.row("B2,L2,")).contains("SILENT").endsWith(",,,");
    assertThat(result.err())
        .containsPattern("planned +2\n")
        .containsPattern("delivered +2\n")
        .containsPattern("read +2\n")
        .containsPattern("replied +2\n")
        .containsPattern("payments +2  says it is paid")
        .containsPattern("senior-agents +1  step of the strategy");
    assertThat(account.sentTo("+525511112222").get(0).value("monto")).isEqualTo("$750.00");
  }

  @Test
  void pictures_that_people_answer_with_are_kept_and_counted() throws IOException {
    account.behaves(
        message ->
            message.template().isEmpty()
                ? List.of()
                : List.of(
                    Behaviour.Reaction.reply(
                        Duration.ofSeconds(30),
                        Reply.image("media-" + message.to().substring(1), "listo"))));
    Path kept = dir.resolve("receipts");
    Path page = dir.resolve("run.html");

    Result result =
        hearing(
            "--wait",
            "4s",
            "--lang",
            "en",
            "--receipts",
            kept.toString(),
            "--html",
            page.toString());

    assertThat(result.status()).as(result.err()).isZero();
    assertThat(result.err()).containsPattern("Receipts\n +kept +2\n");
    assertThat(page).content().contains("<h2>Receipts</h2>", "<td>kept</td><td class=\"n\">2</td>");
    try (Stream<Path> files = Files.walk(kept)) {
      assertThat(files.filter(Files::isRegularFile)).hasSizeGreaterThanOrEqualTo(2);
    }
  }

  @Test
  void a_text_that_the_account_holds_otherwise_waits_until_it_is_ours_again() {
    MessageTemplate ours =
        MessageTemplate.parse("cuota_vencida", Bench.demo("templates/cuota_vencida.txt"));
    String[] comparing = {
      "--account",
      account.business().id(),
      "--ledger",
      dir.resolve("mora.db").toString(),
      "--lang",
      "en"
    };
    account.business().recategorise(ours.name(), "es_MX", "MARKETING");
    Result stopped = run(comparing);
    account.business().approve(ours);
    Result blind = run("--ledger", dir.resolve("mora.db").toString());
    int before = account.sentTo("+525511112222").size();

    Result again = run(later(comparing));

    assertThat(stopped.status()).as(stopped.err()).isZero();
    assertThat(stopped.err()).contains("cuota_vencida es_MX: RECATEGORIZED drift-category");
    assertThat(stopped.row("B1,L1,")).contains("RECATEGORIZED");
    assertThat(blind.row("B1,L1,")).contains("RECATEGORIZED");
    assertThat(before).isZero();
    assertThat(again.err()).doesNotContain("cuota_vencida");
    assertThat(account.sentTo("+525511112222")).hasSize(1);
  }

  @Test
  void a_lost_answer_is_unknown_and_never_sent_again() {
    account.next(Fault.RESET_AFTER_READ);

    Result result = run("--wait", "3s");

    assertThat(result.status()).isEqualTo(1);
    assertThat(result.out()).contains(",UNKNOWN,");
    assertThat(account.sent()).hasSize(2);
  }

  @Test
  void a_refusal_is_told_with_its_code() {
    account.next(Fault.UNDELIVERABLE);

    Result result = run();

    assertThat(result.status()).isEqualTo(1);
    assertThat(result.rows().stream().filter(row -> row.contains(",FAILED,131026")).count())
        .isOne();
    assertThat(result.rows().stream().filter(row -> row.contains(",ACCEPTED,")).count()).isOne();
  }

  @Test
  void the_provider_that_reaches_people_is_refused_before_anything_is_read() {
    for (String more : List.of("", "--now")) {
      List<String> arguments =
          new ArrayList<>(
              List.of(
                  "--whatsapp-url",
                  "https://graph.facebook.com",
                  "--phone-number-id",
                  ACCOUNT,
                  "--token-env",
                  "TOKEN",
                  "--ledger",
                  "memory"));
      if (!more.isEmpty()) {
        arguments.addAll(List.of(more, Bench.NOW));
      }

      Result result = bench.onLoans("run", arguments.toArray(String[]::new));

      assertThat(result.status()).isEqualTo(2);
      assertThat(result.out()).isEmpty();
      assertThat(result.err()).contains("loopback addresses only").contains("graph.facebook.com");
    }
  }

  @Test
  void plain_http_to_another_machine_is_refused() {
    Result result =
        bench.onLoans(
            "run",
            "--whatsapp-url",
            "http://example.com",
            "--phone-number-id",
            ACCOUNT,
            "--token-env",
            "TOKEN",
            "--ledger",
            "memory");

    assertThat(result.status()).isEqualTo(2);
    assertThat(result.err()).contains("https");
  }

  @Test
  void a_pretended_moment_is_refused_for_people_on_a_durable_ledger_too() {
    Result result =
        bench.onLoans(
            "run",
            "--now",
            Bench.NOW,
            "--whatsapp-url",
            "https://graph.facebook.com",
            "--phone-number-id",
            ACCOUNT,
            "--token-env",
            "TOKEN",
            "--ledger",
            dir.resolve("mora.db").toString());

    assertThat(result.status()).isEqualTo(2);
    assertThat(result.err()).contains("--now is for loopback addresses only");
    assertThat(dir.resolve("mora.db")).doesNotExist();
  }

  @Test
  void a_port_that_is_taken_is_named() throws IOException {
    try (ServerSocket taken = new ServerSocket(port, 1, InetAddress.getByName("localhost"))) {
      Result result = hearing();

      assertThat(taken.isBound()).isTrue();
      assertThat(result.status()).isEqualTo(2);
      assertThat(result.err()).contains("port " + port + ": ");
      assertThat(account.sent()).isEmpty();
    }
  }

  @Test
  void a_missing_secret_is_named_and_nothing_is_sent() {
    Result token = run("--token-env", "NO_SUCH_TOKEN");
    Result secret = run("--webhook-port", String.valueOf(port));

    assertThat(token.status()).isEqualTo(2);
    assertThat(token.err()).contains("environment variable NO_SUCH_TOKEN is not set");
    assertThat(secret.status()).isEqualTo(2);
    assertThat(secret.err()).contains("--webhook-port needs --app-secret-env");
    assertThat(account.sent()).isEmpty();
  }

  private static String[] later(String... arguments) {
    return Stream.concat(Stream.of(arguments), Stream.of("--now", "2026-11-24T16:10:00Z"))
        .toArray(String[]::new);
  }

  private Result hearing(String... more) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "--webhook-port",
                String.valueOf(port),
                "--app-secret-env",
                "APP_SECRET",
                "--verify-token-env",
                "VERIFY"));
    arguments.addAll(List.of(more));
    return run(arguments.toArray(String[]::new));
  }

  private Result run(String... more) {
    List<String> arguments =
        new ArrayList<>(
            List.of("--whatsapp-url", provider.uri().toString(), "--phone-number-id", ACCOUNT));
    if (!List.of(more).contains("--now")) {
      arguments.addAll(List.of("--now", Bench.NOW));
    }
    if (!List.of(more).contains("--ledger")) {
      arguments.addAll(List.of("--ledger", "memory"));
    }
    if (!List.of(more).contains("--token-env")) {
      arguments.addAll(List.of("--token-env", "TOKEN"));
    }
    arguments.addAll(List.of(more));
    return bench.onLoans("run", arguments.toArray(String[]::new));
  }
}
