package dev.mora.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mora.examples.Bench.Result;
import dev.mora.testkit.Behaviour;
import dev.mora.testkit.CloudAccount;
import dev.mora.testkit.CloudApiServer;
import dev.mora.testkit.MutableClock;
import dev.mora.testkit.Reply;
import dev.mora.testkit.Review;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands of docs/whatsapp.md in their order, and its Java, as the build runs them. */
class WhatsAppPageTest {

  private static final Path PAGE = Path.of("../docs/whatsapp.md");
  private static final String SOURCES = "src/test/java/dev/mora/examples/quickstart/";

  @TempDir Path dir;
  private final MutableClock clock = MutableClock.at(Bench.NOW);
  private int port;
  private CloudApiServer provider;
  private CloudAccount number;
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
            .token("t")
            .callback(() -> URI.create("http://localhost:" + port + HookServer.PATH))
            .start();
    number = provider.account("106540352242922", "102290129340398");
    number.business().reviews(Review.approves(Duration.ZERO));
    bench =
        Bench.in(dir)
            .environment("WHATSAPP_TOKEN", "t")
            .environment("WHATSAPP_APP_SECRET", "s")
            .environment("WHATSAPP_VERIFY", "v")
            .sleeper(beat -> clock.advance(Duration.ofMinutes(1)));
  }

  @AfterEach
  void stop() {
    provider.close();
  }

  @Test
  void whoever_follows_the_page_gets_a_first_message_and_a_first_reply() throws IOException {
    number.behaves(
        message ->
            List.of(
                Behaviour.Reaction.status(Duration.ofSeconds(10), Behaviour.Status.DELIVERED),
                Behaviour.Reaction.reply(
                    Duration.ofSeconds(150),
                    message.template().isEmpty()
                        ? Reply.text("gracias")
                        : Reply.button("PAID", "Ya pagué"))));
    List<List<String>> commands = commands();

    Result check = on(commands, "template", "check");
    Result plan = on(commands, "template", "plan");
    String digest = plan.out().replaceAll("(?s).*digest ([0-9a-f]{64}).*", "$1");
    Result apply =
        run(
            commands.stream()
                .filter(command -> command.contains("apply"))
                .findFirst()
                .orElseThrow()
                .stream()
                .map(word -> word.equals("DIGEST") ? digest : word)
                .toList());
    Result list = on(commands, "template", "list");
    Result dry = on(commands, "plan", "--portfolio");
    Result sent = on(commands, "run", "--portfolio");

    assertThat(check.status()).as(check.err() + check.out()).isZero();
    assertThat(plan.row("CREATE  cuota_vencida ")).isNotEmpty();
    assertThat(apply.status()).as(apply.err()).isZero();
    assertThat(list.row("cuota_vencida ")).contains("APPROVED");
    assertThat(dry.row("B1,L1,")).contains("SEND");
    assertThat(sent.status()).as(sent.err()).isZero();
    assertThat(sent.row("B1,L1,")).contains("DELIVERED");
    assertThat(sent.err()).containsPattern("pagos|payments");
  }

  @Test
  void its_template_is_a_sentence_once_it_is_filled() throws IOException {
    bench.desk("templates/cuota_vencida.txt", String.join("\n", blocks("text").get(0)) + "\n");
    bench.desk(
        "rosa.json",
        "{\"nombre\":\"Rosa\",\"monto\":\"750.00 MXN\",\"vencimiento\":\"2026-11-05\",\"dias\":16,"
            + "\"creditor\":\"CrediAmiga\"}");

    Result shown =
        bench.run(
            "template",
            "preview",
            bench.path("desk/templates/cuota_vencida.txt").toString(),
            "--values",
            bench.path("desk/rosa.json").toString());

    assertThat(shown.status()).as(shown.err()).isZero();
    assertThat(shown.out())
        .contains("venció el 5 de noviembre de 2026, hace 16 días. ¿Cuándo puede pagarla?");
  }

  @Test
  void its_java_is_source_that_the_build_runs() throws IOException {
    String sources =
        squeezed(Files.readAllLines(Path.of(SOURCES + "FollowTheTemplatesTest.java")))
            + squeezed(Files.readAllLines(Path.of(SOURCES + "HandleAWebhookTest.java")))
            + squeezed(Files.readAllLines(Path.of(SOURCES + "KeepToTheTierTest.java")));

    List<List<String>> blocks = blocks("java");

    assertThat(blocks).hasSize(5);
    assertThat(blocks).allSatisfy(block -> assertThat(sources).contains(squeezed(block)));
  }

  @Test
  void it_warns_before_anything_else() throws IOException {
    List<String> heads =
        Files.readAllLines(PAGE).stream().filter(line -> line.startsWith("## ")).toList();

    assertThat(heads.get(0)).contains("forbids");
    assertThat(Files.readString(PAGE)).contains("**debt collection**", "in writing");
  }

  private Result on(List<List<String>> commands, String... words) {
    return run(
        commands.stream()
            .filter(command -> command.subList(0, words.length).equals(List.of(words)))
            .findFirst()
            .orElseThrow());
  }

  /** Paths, addresses and the moment are those of the test; all else is the page's. */
  private Result run(List<String> command) {
    List<String> words = new ArrayList<>();
    for (String word : command) {
      String mine =
          switch (word) {
            case "loans/", "desk/", "plan.json", "mora.db" -> bench.path(word).toString();
            case "https://graph.facebook.com" -> provider.uri().toString();
            case "8301" -> String.valueOf(port);
            case "15m" -> "4s";
            default -> word.startsWith("desk/") ? bench.path(word).toString() : word;
          };
      words.add(mine);
    }
    if (command.contains("--account") && !command.contains("--whatsapp-url")) {
      words.addAll(List.of("--whatsapp-url", provider.uri().toString()));
    }
    if (command.get(0).equals("run")) {
      words.addAll(List.of("--now", Bench.NOW));
    }
    return bench.run(words.toArray(String[]::new));
  }

  private static List<List<String>> commands() throws IOException {
    return blocks("sh").stream()
        .flatMap(List::stream)
        .filter(line -> line.startsWith("mora "))
        .map(line -> List.of(line.substring(5).split(" ")))
        .toList();
  }

  private static List<List<String>> blocks(String language) throws IOException {
    List<List<String>> out = new ArrayList<>();
    List<String> lines = Files.readAllLines(PAGE);
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).equals("```" + language)) {
        List<String> rest = lines.subList(i + 1, lines.size());
        out.add(rest.subList(0, rest.indexOf("```")));
      }
    }
    return out;
  }

  private static String squeezed(List<String> lines) {
    return lines.stream()
        .map(String::strip)
        .filter(line -> !line.isEmpty())
        .collect(Collectors.joining("\n"));
  }
}
