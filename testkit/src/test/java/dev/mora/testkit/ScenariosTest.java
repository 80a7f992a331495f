package dev.mora.testkit;

import static dev.mora.testkit.Behaviour.Status.DELIVERED;
import static dev.mora.testkit.Behaviour.Status.FAILED;
import static dev.mora.testkit.Behaviour.Status.READ;
import static dev.mora.testkit.Behaviour.Status.SENT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.mora.template.MessageTemplate;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The twenty scenarios that a channel has to live through, each as the stand-in plays it: what goes
 * over the wire and what the callback hears. What is made of them is the adapter's and outreach's.
 */
class ScenariosTest {

  private final Hook hook = new Hook();
  private final CloudApiServer server = CloudApiServer.builder().callback(hook::uri).start();
  private final CloudAccount account =
      server
          .account("1001")
          .approve(
              MessageTemplate.parse(
                  "aviso.txt",
                  """
                  template: aviso  category: UTILITY  version: 1
                  fields: nombre text
                  --- es_MX
                  Hola {nombre}, su cuota ya venció. ¿Cuándo puede pagarla?
                  """));
  private final MutableClock clock = (MutableClock) server.clock();
  private final Caller caller = new Caller(server.uri());

  @AfterEach
  void close() {
    server.close();
    hook.close();
  }

  @Test
  void s01_taken_then_sent_delivered_and_read() throws Exception {
    account.behaves(
        message ->
            List.of(
                Behaviour.Reaction.status(Duration.ofSeconds(1), SENT),
                Behaviour.Reaction.status(Duration.ofSeconds(2), DELIVERED),
                Behaviour.Reaction.status(Duration.ofSeconds(3), READ)));

    assertThat(send().body()).contains("wamid.");
    clock.advance(Duration.ofSeconds(3));

    assertThat(statuses()).containsExactly("sent", "delivered", "read");
  }

  @Test
  void s02_statuses_in_reverse_order_each_twice() throws Exception {
    SentMessage message = sent();
    for (Behaviour.Status status : List.of(READ, READ, DELIVERED, DELIVERED, SENT, SENT)) {
      account.status(message, status);
    }

    assertThat(statuses())
        .containsExactly("read", "read", "delivered", "delivered", "sent", "sent");
  }

  @Test
  void s03_read_without_delivered() throws Exception {
    account.status(sent(), READ);

    assertThat(statuses()).containsExactly("read");
  }

  @Test
  void s04_a_status_is_told_before_the_answer() throws Exception {
    account.next(Fault.STATUS_FIRST);

    String id = Caller.field(send().body(), "id");

    assertThat(statuses()).containsExactly("sent");
    assertThat(hook.last()).contains(id, "mora1:test:A");
  }

  @Test
  void s05_held_and_later_failed() throws Exception {
    account.limits(CloudLimits.none().firstBatch(1));
    send();

    assertThat(send().body()).contains("held_for_quality_assessment");
    account.business().dropHeld();

    assertThat(hook.last()).contains("\"status\":\"failed\"", "\"code\":132015");
  }

  @Test
  void s06_a_pair_is_limited_twice() throws Exception {
    account.next(Fault.PAIR_LIMITED).next(Fault.PAIR_LIMITED);

    assertThat(List.of(code(), code(), code())).containsExactly("131056", "131056", "200");
  }

  @Test
  void s07_a_burst_of_refusals_for_speed() throws Exception {
    account.faults(Faults.storm(0, 3));

    assertThat(List.of(code(), code(), code(), code()))
        .containsExactly("130429", "130429", "130429", "200");
  }

  @Test
  void s08_a_token_is_refused() throws Exception {
    account.next(Fault.TOKEN_EXPIRED);

    assertThat(List.of(code(), code())).containsExactly("190", "200");
  }

  @Test
  void s09_something_goes_wrong_once() throws Exception {
    account.next(Fault.SERVER_ERROR);

    assertThat(List.of(code(), code())).containsExactly("131000", "200");
    assertThat(account.sent()).hasSize(1);
  }

  @Test
  void s10_the_number_is_not_registered() throws Exception {
    account.next(Fault.NOT_REGISTERED);
    HttpResponse<String> answer = send();

    assertThat(answer.statusCode()).isEqualTo(500);
    assertThat(answer.body()).contains("131045");
    account.unregistered();
    assertThat(code()).isEqualTo("133010");
  }

  @Test
  void s11_a_reset_after_the_request_and_a_page_of_a_proxy() throws Exception {
    account.next(Fault.RESET_AFTER_READ).next(Fault.BAD_GATEWAY);

    assertThatThrownBy(this::send).isInstanceOf(IOException.class);
    assertThat(send().statusCode()).isEqualTo(502);
    assertThat(account.sent()).hasSize(2);
  }

  @Test
  void s12_a_template_that_is_not_there() throws Exception {
    HttpResponse<String> answer = send("es_AR");

    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(answer.body()).contains("132001");
  }

  @Test
  void s13_a_window_that_had_closed() throws Exception {
    account.failed(sent(), 131047, "Re-engagement message");

    assertThat(hook.last()).contains("\"status\":\"failed\"", "131047", "Re-engagement message");
  }

  @Test
  void s14_undeliverable_on_two_days() throws Exception {
    account.status(sent(), FAILED);
    clock.advance(Duration.ofDays(1));
    account.status(sent(), FAILED);

    assertThat(hook.bodies).allSatisfy(body -> assertThat(body).contains("131026")).hasSize(2);
    assertThat(Caller.field(hook.bodies.get(0), "timestamp"))
        .isNotEqualTo(Caller.field(hook.bodies.get(1), "timestamp"));
  }

  @Test
  void s15_delivered_and_then_failed_on_another_device() throws Exception {
    SentMessage message = sent();
    account.status(message, DELIVERED);
    account.failed(message, 131026, "Message undeliverable");

    assertThat(statuses()).containsExactly("delivered", "failed");
  }

  static Map<String, Reply> answers() {
    return Map.of(
        "\"type\":\"button\"", Reply.button("PAID", "Ya pagué"),
        "\"list_reply\"", Reply.row("p1", "Plan 1", "3 pagos"),
        "\"nfm_reply\"", Reply.flow("{\"flow_token\":\"t\"}"),
        "\"type\":\"image\"", Reply.image("700", "mi recibo"),
        "\"filename\":\"r.pdf\"", Reply.document("701", "r.pdf", ""),
        "\"voice\":true", Reply.voice("702"),
        "131051", Reply.unsupported(),
        "user_changed_number", Reply.changedNumber("+525500000000"),
        "\"type\":\"reaction\"", Reply.reaction("wamid.1", "\uD83D\uDC4D"),
        "\"type\":\"order\"", Reply.of(Map.of("type", "order", "order", Map.of("text", "x"))));
  }

  static List<Map.Entry<String, Reply>> entries() {
    return List.copyOf(answers().entrySet());
  }

  @ParameterizedTest
  @MethodSource("entries")
  void s16_people_answer_in_every_way(Map.Entry<String, Reply> answer) {
    account.write("+525512345678", answer.getValue());

    assertThat(hook.last()).contains(answer.getKey(), "525512345678");
  }

  @Test
  void s17_a_forged_signature_and_escaped_letters() throws Exception {
    AtomicInteger asked = new AtomicInteger();
    HttpServer strict = HttpServer.create(new InetSocketAddress("localhost", 0), 0);
    strict.createContext(
        "/",
        exchange -> {
          asked.incrementAndGet();
          byte[] body = exchange.getRequestBody().readAllBytes();
          String given = exchange.getRequestHeaders().getFirst("X-Hub-Signature-256");
          exchange.sendResponseHeaders(server.sign(body).equals(given) ? 200 : 401, -1);
          exchange.close();
        });
    strict.start();
    try (CloudApiServer own =
        CloudApiServer.builder()
            .callback(() -> URI.create("http://localhost:" + strict.getAddress().getPort()))
            .start()) {
      byte[] body = "{\"text\":\"Ya pagu\\u00e9\"}".getBytes(StandardCharsets.US_ASCII);

      assertThat(own.deliver(body)).isEqualTo(200);
      assertThat(own.deliver(body, "sha256=" + "0".repeat(64))).isEqualTo(401);
      assertThat(own.deliver(body, "")).isEqualTo(401);
      assertThat(asked).hasValue(3);
    } finally {
      strict.stop(0);
    }
  }

  @Test
  void s18_a_person_who_shows_no_number() {
    account.write("MX.13491208655302741918", Reply.text("Hola"));

    assertThat(hook.last())
        .contains("\"user_id\":\"MX.13491208655302741918\"", "\"from_user_id\"")
        .doesNotContain("wa_id", "\"from\":");
  }

  @Test
  void s19_quality_under_the_wrong_field() {
    account.business().qualityUnderTheWrongField("aviso", "es_MX", "RED");

    assertThat(hook.last())
        .contains("\"field\":\"message_template_status_update\"")
        .contains("\"new_quality_score\":\"RED\"");
  }

  @Test
  void s20_a_file_whose_first_address_is_gone() throws Exception {
    String id =
        account.sendsFile("+525512345678", "image", "image/jpeg", new byte[] {(byte) 0xff, 1});
    account.nextAddressIsGone();
    assertThat(hook.last()).contains(id, "\"sha256\":\"");

    String gone = Caller.field(caller.get("/v25.0/" + id).body(), "url");
    String good = Caller.field(caller.get("/v25.0/" + id).body(), "url");

    assertThat(caller.bytes(gone).statusCode()).isEqualTo(404);
    assertThat(caller.bytes(good).body()).hasSize(2);
  }

  private SentMessage sent() throws Exception {
    send();
    return account.sent().get(account.sent().size() - 1);
  }

  private List<String> statuses() {
    return hook.bodies.stream().map(body -> Caller.field(body, "status")).toList();
  }

  private String code() throws Exception {
    HttpResponse<String> answer = send();
    return answer.statusCode() == 200
        ? "200"
        : answer.body().replaceAll("(?s).*\"code\":(\\d+).*", "$1");
  }

  private HttpResponse<String> send() throws Exception {
    return send("es_MX");
  }

  private HttpResponse<String> send(String language) throws Exception {
    return caller.post(
        "/v25.0/1001/messages",
        FreeFormTest.json(
            "{'messaging_product':'whatsapp','to':'+525512345678','type':'template',"
                + "'biz_opaque_callback_data':'mora1:test:A','template':{'name':'aviso',"
                + "'language':{'code':'"
                + language
                + "'},'components':[{'type':'body','parameters':"
                + "[{'type':'text','parameter_name':'nombre','text':'Rosa'}]}]}}"));
  }
}
