package dev.mora.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.mora.template.MessageTemplate;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class CloudApiTest {

  private static final MessageTemplate TEMPLATE =
      MessageTemplate.parse(
          "cuota_vencida.txt",
          """
          template: cuota_vencida  category: UTILITY  version: 1
          fields: nombre text, monto money
          --- es_MX
          Hola {nombre}, su cuota de {monto} venció. ¿Cuándo puede pagarla?
          [Ya pagué: PAID] [Hablar con una persona: AGENT]
          """);

  private static final List<String> CALLBACKS = new CopyOnWriteArrayList<>();
  private static final List<String> SIGNATURES = new CopyOnWriteArrayList<>();
  private static final AtomicInteger CALLBACK_STATUS = new AtomicInteger(200);
  private static HttpServer hook;

  @RegisterExtension
  static final CloudApi api =
      CloudApi.create()
          .approved(TEMPLATE)
          .callback(() -> URI.create("http://localhost:" + hook.getAddress().getPort() + "/hook"));

  @BeforeAll
  static void listen() throws IOException {
    hook = HttpServer.create(new InetSocketAddress("localhost", 0), 0);
    hook.createContext(
        "/hook",
        exchange -> {
          String query = exchange.getRequestURI().getQuery();
          byte[] body = exchange.getRequestBody().readAllBytes();
          byte[] answer = new byte[0];
          if (query != null) {
            answer = query.replaceFirst(".*hub.challenge=", "").getBytes(StandardCharsets.UTF_8);
          } else {
            SIGNATURES.add(exchange.getRequestHeaders().getFirst("X-Hub-Signature-256"));
            CALLBACKS.add(new String(body, StandardCharsets.UTF_8));
          }
          exchange.sendResponseHeaders(
              CALLBACK_STATUS.get(), answer.length == 0 ? -1 : answer.length);
          exchange.getResponseBody().write(answer);
          exchange.close();
        });
    hook.start();
  }

  @AfterAll
  static void hangUp() {
    hook.stop(0);
  }

  @BeforeEach
  void forget() {
    CALLBACKS.clear();
    SIGNATURES.clear();
    CALLBACK_STATUS.set(200);
  }

  @Test
  void a_correct_request_is_taken_and_can_be_read_back() throws Exception {
    HttpResponse<String> answer = post(request("es_MX", "Rosa", "$750.00"));

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).contains("\"message_status\":\"accepted\"").contains("wamid.");
    assertThat(api.sentTo("+525512345678"))
        .singleElement()
        .satisfies(
            sent -> {
              assertThat(sent.value("monto")).isEqualTo("$750.00");
              assertThat(sent.text())
                  .isEqualTo("Hola Rosa, su cuota de $750.00 venció. ¿Cuándo puede pagarla?");
              assertThat(sent.payloads()).containsExactly("PAID", "AGENT");
              assertThat(sent.correlation()).isEqualTo("mora1:test:A");
              assertThatThrownBy(() -> sent.value("dias"))
                  .isInstanceOf(NoSuchElementException.class)
                  .hasMessageContaining("dias")
                  .hasMessageContaining("monto");
            });
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "a language that is not approved     | es_MX\" | es_AR\"                       | 132001 |"
            + " 404",
        "a template that is not approved     | cuota_vencida | otra                     | 132001 |"
            + " 404",
        "a wrong parameter name              | \"parameter_name\":\"monto\" |"
            + " \"parameter_name\":\"suma\" | 132018 | 400",
        "a missing parameter                 |"
            + " ,{\"type\":\"text\",\"parameter_name\":\"monto\",\"text\":\"$750.00\"} | '' |"
            + " 132000 | 400",
        "an empty value                      | $750.00 | ''                                | 131008"
            + " | 400",
        "five blanks in a value              | $750.00 | 'a     b'                         | 132018"
            + " | 400",
        "a number that is none               | +525512345678 | Rosa                        | 100   "
            + " | 400",
        "another product                     | \"whatsapp\" | \"telegram\"                 | 100   "
            + " | 400",
        "a button that is not there          | \"index\":\"1\" | \"index\":\"2\"           | 100   "
            + " | 400",
        "a type that is not known            | \"type\":\"template\" | \"type\":\"hologram\" |"
            + " 131051 | 400"
      })
  void a_wrong_request_is_refused(String what, String right, String wrong, int code, int status)
      throws Exception {
    HttpResponse<String> answer = post(request("es_MX", "Rosa", "$750.00").replace(right, wrong));

    assertThat(answer.body()).contains("\"code\":" + code + ",");
    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(api.sent()).isEmpty();
  }

  /** One message with everything in it, and what the provider says to each wrong part. */
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "as it should be                | x                    | x                       | 0",
        "a media id                     | \"link\":\"https://x.mx/a.pdf\" | \"id\":\"11\"   | 0",
        "another kind of header         | \"document\"         | \"image\"               | 132012",
        "text for a file                | \"type\":\"document\" | \"type\":\"text\"       | 132012",
        "a file with a caption          | \"filename\"         | \"caption\"             | 131008",
        "a file from nowhere            | \"link\":            | \"url\":                | 131008",
        "a link that is none            | https://x.mx/a.pdf   | x.mx                    | 132018",
        "no header                      | \"type\":\"header\"  | \"type\":\"body\"        | 132012",
        "a name in numbered parameters  | \"text\":\"Rosa\"    |"
            + " \"parameter_name\":\"a\",\"text\":\"Rosa\" | 132018",
        "an amount as currency          | \"type\":\"text\",\"text\":\"Rosa\" |"
            + " \"type\":\"currency\",\"text\":\"Rosa\" | 132012",
        "an empty end of a link         | p/8Hq2               | ~~                      | 131008",
        "a blank in the end of a link   | p/8Hq2               | p 8Hq2                  | 132018",
        "a code that is too long        | AB12                 | ABCDEFGHIJKLMNOPQRSTU   | 132018",
        "a code with a sign             | AB12                 | AB-12                   | 132018",
        "a code of 20                   | AB12                 | ABCDEFGHIJKLMNOPQRST    | 0",
        "no code                        |"
            + " {\"type\":\"button\",\"sub_type\":\"copy_code\",\"index\":\"1\",\"parameters\":[{\"type\":\"coupon_code\",\"coupon_code\":\"AB12\"}]},"
            + " | ~~ | 131008",
        "a code for a link              | \"sub_type\":\"url\" | \"sub_type\":\"copy_code\" |"
            + " 132018",
        "a parameter for a fixed button | \"index\":\"2\"      | \"index\":\"3\"         | 132018",
        "a payload twice                | \"index\":\"2\"      | \"index\":\"1\"         | 100",
        "a long payload                 | PAID                 | LONG                    | 132018",
      })
  void each_part_of_a_full_message_is_looked_at(String what, String right, String wrong, int code)
      throws Exception {
    api.approved(
        MessageTemplate.parse(
            "completa.txt",
            """
            template: completa  category: UTILITY  version: 1  variables: POSITIONAL
            fields: nombre text, estado document, pago pay-link, referencia text
            --- es_MX
            header: [document {estado}]
            Hola {nombre}, aquí está su estado. ¿Lo recibió?
            [Pagar -> https://pay.example/{pago}] [Copiar -> copy:{referencia}] [Sí: PAID] [Llamar -> tel:+525555550100]
            """));
    String request =
        """
        {"messaging_product":"whatsapp","to":"+525512345678","type":"template",\
        "template":{"name":"completa","language":{"code":"es_MX"},"components":[\
        {"type":"header","parameters":[{"type":"document","document":{"link":"https://x.mx/a.pdf","filename":"a.pdf"}}]},\
        {"type":"body","parameters":[{"type":"text","text":"Rosa"}]},\
        {"type":"button","sub_type":"url","index":"0","parameters":[{"type":"text","text":"p/8Hq2"}]},\
        {"type":"button","sub_type":"copy_code","index":"1","parameters":[{"type":"coupon_code","coupon_code":"AB12"}]},\
        {"type":"button","sub_type":"quick_reply","index":"2","parameters":[{"type":"payload","payload":"PAID"}]}]}}\
        """;

    HttpResponse<String> answer =
        post(request.replace(right, wrong).replace("LONG", "x".repeat(257)));

    if (code == 0) {
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(api.sent().get(0).value("button0")).isEqualTo("p/8Hq2");
      assertThat(api.sent().get(0).value("header")).isIn("https://x.mx/a.pdf", "11");
    } else {
      assertThat(answer.body()).contains("\"code\":" + code + ",");
    }
  }

  @Test
  void a_variable_with_a_capital_is_named_as_the_provider_can_name_it() throws Exception {
    api.approved(
        MessageTemplate.parse(
            "aviso.txt",
            """
            template: aviso  category: UTILITY  version: 1
            fields: montoTotal money
            --- es_MX
            Debe {montoTotal} a {creditor}, dudas al {creditorPhone}. ¿Cuándo paga?
            """));

    HttpResponse<String> answer =
        post(
            """
            {"messaging_product":"whatsapp","to":"+525512345678","type":"template",\
            "template":{"name":"aviso","language":{"code":"es_MX"},"components":[{"type":"body","parameters":[\
            {"type":"text","parameter_name":"monto_total","text":"$1.00"},\
            {"type":"text","parameter_name":"creditor","text":"CrediAmiga"},\
            {"type":"text","parameter_name":"creditor_phone","text":"+525555550100"}]}]}}\
            """);

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(api.sent().get(0).value("montoTotal")).isEqualTo("$1.00");
    assertThat(api.sent().get(0).text()).contains("dudas al +525555550100");
  }

  @Test
  void a_body_longer_than_the_limit_is_refused_and_one_of_the_limit_is_taken() throws Exception {
    int fixed = "Hola , su cuota de $750.00 venció. ¿Cuándo puede pagarla?".length();

    assertThat(post(request("es_MX", "x".repeat(1024 - fixed), "$750.00")).statusCode())
        .isEqualTo(200);
    assertThat(post(request("es_MX", "x".repeat(1025 - fixed), "$750.00")).body())
        .contains("\"code\":132005,");
  }

  @ParameterizedTest
  @EnumSource(value = Fault.class, mode = EnumSource.Mode.EXCLUDE, names = "SLOW_DRIP")
  void a_fault_happens_once_and_says_whether_the_message_was_taken(Fault fault) throws Exception {
    api.next(fault);

    try {
      post(request("es_MX", "Rosa", "$750.00"));
    } catch (IOException expected) {
      assertThat(fault == Fault.RESET_BEFORE_READ || fault.takesTheMessage()).isTrue();
    }
    assertThat(api.sent()).hasSize(fault.takesTheMessage() ? 1 : 0);
    assertThat(post(request("es_MX", "Rosa", "$750.00")).statusCode()).isEqualTo(200);
  }

  @Test
  void accounts_share_nothing() throws Exception {
    CloudAccount other = api.account("200000000000002");

    assertThat(post("200000000000002", request("es_MX", "Rosa", "$1.00")).body())
        .contains("\"code\":132001,");
    other.approve(TEMPLATE);
    post("200000000000002", request("es_MX", "Rosa", "$1.00"));

    assertThat(other.sent()).hasSize(1);
    assertThat(api.sent()).isEmpty();
  }

  @Test
  void a_status_is_signed_and_names_message_and_correlation() throws Exception {
    post(request("es_MX", "Rosa", "$750.00"));

    api.statusOfLast(Behaviour.Status.DELIVERED);

    assertThat(CALLBACKS)
        .singleElement()
        .asString()
        .contains("\"status\":\"delivered\"", "mora1:test:A", api.sent().get(0).id());
    assertThat(SIGNATURES)
        .containsExactly(api.server().sign(CALLBACKS.get(0).getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void what_waits_for_a_time_happens_when_the_clock_gets_there() throws Exception {
    api.account(CloudApi.PHONE_NUMBER_ID).behaves(Behaviour.delivers());
    post(request("es_MX", "Rosa", "$750.00"));

    api.clock().advance(Duration.ofMillis(999));
    assertThat(CALLBACKS).isEmpty();
    api.clock().advance(Duration.ofMillis(1));
    assertThat(CALLBACKS).hasSize(1);
    api.clock().advance(Duration.ofSeconds(2));
    assertThat(CALLBACKS).hasSize(2);
  }

  @Test
  void a_callback_that_does_not_answer_200_is_tried_again() throws Exception {
    post(request("es_MX", "Rosa", "$750.00"));
    CALLBACK_STATUS.set(503);

    api.statusOfLast(Behaviour.Status.SENT);
    assertThat(api.server().waiting()).isEqualTo(1);
    CALLBACK_STATUS.set(200);
    api.clock().advance(Duration.ofSeconds(1));

    assertThat(CALLBACKS).hasSize(2);
    assertThat(CALLBACKS.get(1)).isEqualTo(CALLBACKS.get(0));
    assertThat(api.server().waiting()).isZero();
  }

  @Test
  void a_reply_answers_the_message_and_non_ascii_is_escaped_as_the_provider_does()
      throws Exception {
    post(request("es_MX", "Rosa", "$750.00"));

    api.account(CloudApi.PHONE_NUMBER_ID).reply(api.sent().get(0), Reply.text("Mañana pagaré"));

    assertThat(CALLBACKS.get(0))
        .contains("Ma\\u00f1ana pagar\\u00e9", "\"from\":\"525512345678\"", api.sent().get(0).id());
  }

  @Test
  void registering_a_callback_asks_for_the_challenge() {
    assertThat(api.server().subscribe()).isTrue();
  }

  @Test
  void what_people_do_depends_on_the_seed_alone() throws Exception {
    post(request("es_MX", "Rosa", "$750.00"));
    SentMessage message = api.sent().get(0);

    assertThat(Behaviour.lively(7).after(message)).isEqualTo(Behaviour.lively(7).after(message));
  }

  private static HttpResponse<String> post(String body) throws Exception {
    return post(CloudApi.PHONE_NUMBER_ID, body);
  }

  private static HttpResponse<String> post(String account, String body) throws Exception {
    return HttpClient.newBuilder()
        .version(HttpClient.Version.HTTP_1_1)
        .build()
        .send(
            HttpRequest.newBuilder(api.uri().resolve("/v25.0/" + account + "/messages"))
                .header("Authorization", "Bearer token")
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build(),
            HttpResponse.BodyHandlers.ofString());
  }

  private static String request(String language, String name, String amount) {
    return """
    {"messaging_product":"whatsapp","recipient_type":"individual","to":"+525512345678",\
    "type":"template","biz_opaque_callback_data":"mora1:test:A",\
    "template":{"name":"cuota_vencida","language":{"policy":"deterministic","code":"%s"},\
    "components":[{"type":"body","parameters":[{"type":"text","parameter_name":"nombre","text":"%s"},\
    {"type":"text","parameter_name":"monto","text":"%s"}]},\
    {"type":"button","sub_type":"quick_reply","index":"0","parameters":[{"type":"payload","payload":"PAID"}]},\
    {"type":"button","sub_type":"quick_reply","index":"1","parameters":[{"type":"payload","payload":"AGENT"}]}]}}\
    """
        .formatted(language, name, amount);
  }
}
