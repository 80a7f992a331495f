package dev.mora.whatsapp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mora.channel.Inbound;
import dev.mora.channel.OutboundMessage;
import dev.mora.channel.SendResult;
import dev.mora.template.MessageTemplate;
import dev.mora.testkit.Behaviour;
import dev.mora.testkit.CloudAccount;
import dev.mora.testkit.CloudApiServer;
import dev.mora.testkit.Fault;
import dev.mora.testkit.Reply;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Our writing and reading of Meta's JSON against the stand-in's reading and writing of it: the two
 * were written apart. What every sender keeps is in {@link WhatsAppSenderContractTest}.
 */
class StandInTest {

  private static final MessageTemplate TEMPLATE =
      MessageTemplate.parse(
          "cuota_vencida.txt",
          """
          template: cuota_vencida  category: UTILITY  version: 1
          fields: nombre text, dias days
          --- es_MX
          Hola {nombre}, su cuota venció hace {dias}. ¿Cuándo puede pagarla?
          [Ya pagué: PAID] [Hablar con una persona: AGENT]
          """);

  private final List<String> signatures = new CopyOnWriteArrayList<>();
  private final List<String> bodies = new CopyOnWriteArrayList<>();
  private final RawServer callback = callback();
  private final CloudApiServer server =
      CloudApiServer.builder()
          .callback(() -> URI.create("http://127.0.0.1:" + callback.port() + "/hook"))
          .start();
  private final CloudAccount account = server.account("106540352242922").approve(TEMPLATE);
  private final WhatsAppSender sender =
      WhatsAppSender.of(
          WhatsAppConfig.builder("106540352242922", TokenSupplier.of(Reminders.TOKEN))
              .baseUri(server.uri())
              .build());
  private final WhatsAppWebhook webhook = WhatsAppWebhook.of("stand-in-verify", "stand-in-secret");

  @BeforeEach
  void quiet() {
    account.behaves(Behaviour.quiet());
  }

  @AfterEach
  void close() throws IOException {
    sender.close();
    server.close();
    callback.close();
  }

  @Test
  void the_person_reads_what_was_rendered() {
    Reminders.result(sender, message());

    assertThat(account.sentTo("+525512345678"))
        .singleElement()
        .satisfies(
            sent -> {
              assertThat(sent.text()).startsWith("Hola Rosa, su cuota venció hace 16");
              assertThat(sent.correlation()).isEqualTo(Reminders.CORRELATION);
              assertThat(sent.payloads()).containsExactly("PAID", "AGENT");
            });
  }

  @ParameterizedTest
  @CsvSource({
    "RESET_AFTER_READ,UNKNOWN,1",
    "EMPTY_ANSWER,UNKNOWN,1",
    "GARBAGE,UNKNOWN,1",
    "BAD_GATEWAY,UNKNOWN,1",
    "NO_ID,UNKNOWN,1",
    "HELD,ACCEPTED,1",
    "RATE_LIMITED,REFUSED,0",
    "PAIR_LIMITED,REFUSED,0",
    "TOKEN_EXPIRED,REFUSED,0",
    "UNDELIVERABLE,REFUSED,0"
  })
  void every_fault_of_the_stand_in_has_its_class(Fault fault, SendResult.Kind kind, int reached) {
    account.next(fault);

    SendResult result = Reminders.result(sender, message());

    assertThat(result.kind()).isEqualTo(kind);
    assertThat(account.sent()).hasSize(reached);
  }

  @Test
  void what_the_stand_in_signs_and_tells_is_verified_and_understood() {
    Reminders.result(sender, message());
    String id = account.sent().get(0).id();

    account.statusOfLast(Behaviour.Status.DELIVERED);
    account.statusOfLast(Behaviour.Status.FAILED);
    account.reply(account.sent().get(0), Reply.button("PAID", "Ya pagué"));
    account.reply(account.sent().get(0), Reply.choice("ptp:1", "Hoy"));
    account.write("+573001112233", Reply.text("¿Quién es? 😀"));

    List<String> lines = bodies.stream().flatMap(body -> understood(body).stream()).toList();
    assertThat(lines).hasSize(5);
    assertThat(lines.get(0))
        .isEqualTo("Delivery|" + id + "|" + Reminders.CORRELATION + "|DELIVERED|-|525512345678");
    assertThat(lines.get(1)).contains("|FAILED|131026/DOUBT_RECIPIENT|");
    assertThat(lines.get(2))
        .startsWith("Choice|525512345678|")
        .endsWith("|" + id + "|PAID|Ya pagué");
    assertThat(lines.get(3)).startsWith("Choice|525512345678|").endsWith("|" + id + "|ptp:1|Hoy");
    assertThat(lines.get(4)).startsWith("Text|573001112233|").endsWith("||¿Quién es? 😀");
    for (int i = 0; i < bodies.size(); i++) {
      assertThat(webhook.verify(bytes(bodies.get(i)), signatures.get(i))).isTrue();
    }
  }

  private static OutboundMessage message() {
    return Reminders.message(
        new OutboundMessage.Template(
            TEMPLATE
                .fill(Map.of("nombre", "Rosa", "dias", 16))
                .render("es-MX", WhatsAppTemplates.profile())));
  }

  private List<String> understood(String body) {
    Inbound inbound = webhook.parse(bytes(body), server.clock().instant());
    return WebhookCases.lines(inbound);
  }

  private RawServer callback() {
    try {
      return new RawServer(
          peer -> {
            while (true) {
              String request = peer.request();
              int head = request.indexOf("\r\n\r\n");
              request
                  .substring(0, head)
                  .lines()
                  .filter(line -> line.regionMatches(true, 0, "X-Hub-Signature-256:", 0, 20))
                  .forEach(line -> signatures.add(line.substring(20).trim()));
              bodies.add(request.substring(head + 4));
              peer.write("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
            }
          });
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
