package dev.mora.whatsapp;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.matching;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import dev.mora.channel.Handling;
import dev.mora.channel.OpenWindow;
import dev.mora.channel.OutboundMessage;
import dev.mora.channel.SendLimits;
import dev.mora.channel.SendResult;
import dev.mora.channel.SendResult.Accepted;
import dev.mora.channel.SendResult.NotSent;
import dev.mora.channel.SendResult.Refused;
import dev.mora.channel.SendResult.Unknown;
import dev.mora.party.Channel;
import dev.mora.party.EmailAddress;
import dev.mora.party.PhoneNumber;
import dev.mora.template.Rendering;
import dev.mora.template.Rendering.Button;
import dev.mora.template.Rendering.Part;
import dev.mora.template.Rendering.Value;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class WhatsAppSenderTest {

  private static final String PATH = "/v25.0/106540352242922/messages";
  private static final String ACCEPTED =
      """
      {"messaging_product":"whatsapp",
       "contacts":[{"input":"+525512345678","wa_id":"5215512345678"}],
       "messages":[{"id":"wamid.HBgNTEST0001","message_status":"accepted"}]}""";

  @RegisterExtension
  static final WireMockExtension META =
      WireMockExtension.newInstance().options(options().dynamicPort()).build();

  private final AtomicLong nanos = new AtomicLong(1_000_000_000L);
  private final List<WhatsAppSender> open = new ArrayList<>();

  @AfterEach
  void close() {
    open.forEach(WhatsAppSender::close);
  }

  @Test
  void an_accepted_template_gives_the_provider_message_id() {
    answers(aResponse().withBody(ACCEPTED));

    SendResult result = send();

    assertThat(result).isEqualTo(new Accepted("wamid.HBgNTEST0001", false, "5215512345678"));
    META.verify(
        1,
        postRequestedFor(urlEqualTo(PATH))
            .withHeader("Authorization", equalTo("Bearer " + Reminders.TOKEN))
            .withHeader("Content-Type", matching("(?i)application/json; *charset=utf-8"))
            .withRequestBody(
                equalToJson(
                    new String(
                        Reminders.body(Reminders.rendering(Rendering.Variables.NAMED)),
                        StandardCharsets.UTF_8))));
  }

  @ParameterizedTest
  @CsvSource({
    "accepted,false",
    "held_for_quality_assessment,true",
    "paused,true",
    "new_word,false"
  })
  void a_parked_message_is_accepted_and_held(String status, boolean held) {
    answers(
        aResponse()
            .withBody(
                "{\"messages\":[{\"id\":\"wamid.1\",\"message_status\":\"" + status + "\"}]}"));

    assertThat(send()).isEqualTo(new Accepted("wamid.1", held, ""));
  }

  @Test
  void a_recipient_with_a_username_is_told_by_the_providers_own_id() {
    answers(
        aResponse()
            .withBody(
                "{\"contacts\":[{\"user_id\":\"MX.1349\"}],\"messages\":[{\"id\":\"wamid.1\"}]}"));

    assertThat(send()).isEqualTo(new Accepted("wamid.1", false, "MX.1349"));
  }

  @Test
  void of_two_ids_the_first_is_kept() {
    answers(aResponse().withBody("{\"messages\":[{\"id\":\"wamid.1\"},{\"id\":\"wamid.2\"}]}"));

    assertThat(send()).isEqualTo(new Accepted("wamid.1"));
  }

  // -- refusals -------------------------------------------------------------------------------

  @ParameterizedTest(name = "{0} on HTTP {1}")
  @CsvSource(
      textBlock =
          """
          0, 401, STOP_SENDER
          1, 400, UNKNOWN
          1, 500, UNKNOWN
          2, 503, UNKNOWN
          3, 500, STOP_SENDER
          4, 400, SLOW_SENDER
          4, 429, SLOW_SENDER
          10, 403, STOP_SENDER
          33, 400, STOP_SENDER
          100, 400, FAIL_MESSAGE
          100, 500, FAIL_MESSAGE
          102, 401, STOP_SENDER
          104, 401, STOP_SENDER
          190, 401, STOP_SENDER
          190, 400, STOP_SENDER
          199, 400, FAIL_MESSAGE
          200, 403, STOP_SENDER
          299, 403, STOP_SENDER
          300, 400, FAIL_MESSAGE
          368, 403, STOP_SENDER
          613, 400, SLOW_SENDER
          80007, 400, SLOW_SENDER
          80008, 400, SLOW_SENDER
          130403, 400, STOP_RECIPIENT
          130429, 400, SLOW_SENDER
          130429, 429, SLOW_SENDER
          130472, 400, DOUBT_RECIPIENT
          130497, 403, STOP_SENDER
          131000, 500, UNKNOWN
          131000, 400, UNKNOWN
          131005, 403, STOP_SENDER
          131008, 400, FAIL_MESSAGE
          131009, 400, FAIL_MESSAGE
          131016, 500, UNKNOWN
          131021, 400, FAIL_MESSAGE
          131026, 400, DOUBT_RECIPIENT
          131031, 403, STOP_SENDER
          131037, 400, STOP_SENDER
          131042, 400, STOP_SENDER
          131045, 500, STOP_SENDER
          131047, 400, FAIL_MESSAGE
          131048, 400, STOP_SENDER
          131049, 400, REST_RECIPIENT
          131050, 400, OPT_OUT
          131051, 400, FAIL_MESSAGE
          131053, 400, FAIL_MESSAGE
          131056, 400, PAUSE_PAIR
          131056, 429, PAUSE_PAIR
          131057, 500, UNKNOWN
          131063, 400, STOP_TEMPLATE
          131064, 400, STOP_SENDER
          132000, 400, STOP_TEMPLATE
          132001, 404, STOP_TEMPLATE
          132005, 400, STOP_TEMPLATE
          132007, 400, STOP_TEMPLATE
          132012, 400, STOP_TEMPLATE
          132015, 400, STOP_TEMPLATE
          132016, 400, STOP_TEMPLATE
          132018, 400, STOP_TEMPLATE
          132068, 400, STOP_TEMPLATE
          133004, 503, UNKNOWN
          133010, 400, STOP_SENDER
          135000, 400, FAIL_MESSAGE
          137000, 400, STOP_RECIPIENT
          999999, 400, FAIL_MESSAGE
          999999, 404, FAIL_MESSAGE
          999999, 401, STOP_SENDER
          999999, 403, STOP_SENDER
          999999, 429, SLOW_SENDER
          999999, 408, UNKNOWN
          999999, 500, UNKNOWN
          999999, 503, UNKNOWN
          """)
  void a_code_decides_and_an_unlisted_one_leaves_it_to_the_status(
      long code, int status, String expected) {
    answers(aResponse().withStatus(status).withBody(error(code)));

    SendResult result = send();

    if (expected.equals("UNKNOWN")) {
      assertThat(result).isInstanceOf(Unknown.class);
      assertThat(((Unknown) result).evidence())
          .contains("HTTP " + status + ", code " + code + ", trace AbcTrace01");
    } else {
      assertThat(result).isInstanceOf(Refused.class);
      Refused refused = (Refused) result;
      assertThat(refused.handling()).isEqualTo(Handling.valueOf(expected));
      assertThat(refused.code()).isEqualTo(Long.toString(code));
      assertThat(refused.reason()).contains("HTTP " + status).contains("trace AbcTrace01");
    }
    assertThat(bodies()).isEqualTo(1);
    assertNothingOfTheAnswerIn(result);
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          400 | '{"error":{"message":"x","code":100,"error_data":"a plain string 525512345678"}}'
          400 | '{"error":{"code":"100"}}'
          400 | '{"error":{"code":100,"error_data":{"details":"525512345678"},"error_subcode":5}}'
          400 | '{"error":{"code":100,"error_data":[1,2]},"more":{"a":[{}]}}'
          """)
  void an_error_is_read_whatever_else_it_holds(int status, String body) {
    answers(aResponse().withStatus(status).withBody(body));

    SendResult result = send();

    assertThat(result)
        .isEqualTo(
            new Refused(
                "100",
                "invalid parameter (HTTP 400, code 100)",
                Handling.FAIL_MESSAGE,
                Duration.ZERO,
                new SendResult.Answered(400, "", -1)));
  }

  @ParameterizedTest(name = "HTTP {0} {1}")
  @MethodSource("unreadable")
  void an_answer_that_cannot_be_read_is_unknown(int status, String what, String body) {
    answers(aResponse().withStatus(status).withBody(body));

    SendResult result = send();

    assertThat(result).as(what).isInstanceOf(Unknown.class);
    assertThat(((Unknown) result).evidence()).contains("HTTP " + status);
    assertNothingOfTheAnswerIn(result);
    assertThat(bodies()).isEqualTo(1);
  }

  static Stream<Arguments> unreadable() {
    String html = "<html><body>525512345678 Bad gateway</body></html>";
    return Stream.of(
        Arguments.of(200, "empty object", "{}"),
        Arguments.of(200, "empty", ""),
        Arguments.of(200, "html", html),
        Arguments.of(200, "cut", "{\"messages\":[{\"id\":\"wamid."),
        Arguments.of(200, "without id", "{\"messages\":[{}]}"),
        Arguments.of(200, "blank id", "{\"messages\":[{\"id\":\"  \"}]}"),
        Arguments.of(200, "null id", "{\"messages\":[{\"id\":null}]}"),
        Arguments.of(200, "no messages", "{\"messages\":[]}"),
        Arguments.of(200, "messages is a string", "{\"messages\":\"wamid.1\"}"),
        Arguments.of(200, "an array", "[1]"),
        Arguments.of(
            200, "an id of 2000", "{\"messages\":[{\"id\":\"" + "x".repeat(2000) + "\"}]}"),
        Arguments.of(
            200,
            "10 MB",
            "{\"messages\":[{\"id\":\"w\"}],\"x\":\"" + "x".repeat(10_000_000) + "\"}"),
        Arguments.of(200, "an error", error(100)),
        Arguments.of(201, "nothing", ""),
        Arguments.of(204, "nothing", ""),
        Arguments.of(400, "empty", ""),
        Arguments.of(400, "html", html),
        Arguments.of(400, "no code", "{\"error\":{\"message\":\"525512345678\"}}"),
        Arguments.of(400, "a code of words", "{\"error\":{\"code\":\"525512345678 x\"}}"),
        Arguments.of(400, "error is a string", "{\"error\":\"525512345678\"}"),
        Arguments.of(400, "code twice", "{\"error\":{\"code\":100,\"code\":131000}}"),
        Arguments.of(400, "deep", "[".repeat(5000)),
        Arguments.of(404, "html", html),
        Arguments.of(408, "empty", ""),
        Arguments.of(413, "html", html),
        Arguments.of(500, "empty", ""),
        Arguments.of(500, "html", html),
        Arguments.of(502, "html", html),
        Arguments.of(503, "empty", ""),
        Arguments.of(504, "html", html));
  }

  @ParameterizedTest
  @CsvSource({"401,STOP_SENDER", "403,STOP_SENDER", "429,SLOW_SENDER"})
  void some_statuses_say_no_without_a_body(int status, Handling handling) {
    answers(aResponse().withStatus(status).withBody("<html>no</html>"));

    SendResult result = send();

    assertThat(((Refused) result).handling()).isEqualTo(handling);
    assertThat(((Refused) result).code()).isEqualTo("http-" + status);
  }

  @ParameterizedTest
  @ValueSource(ints = {301, 302, 303, 307, 308})
  void a_redirect_is_not_followed_and_the_token_stays_here(int status) {
    META.stubFor(
        post(PATH).willReturn(aResponse().withStatus(status).withHeader("Location", "/elsewhere")));
    META.stubFor(any(urlEqualTo("/elsewhere")).willReturn(aResponse().withBody(ACCEPTED)));

    SendResult result = send();

    assertThat(result).isInstanceOf(Unknown.class);
    assertThat(META.getAllServeEvents())
        .singleElement()
        .satisfies(e -> assertThat(e.getRequest().getUrl()).isEqualTo(PATH));
  }

  // -- waiting --------------------------------------------------------------------------------

  @Test
  void a_pair_that_is_too_fast_waits_four_times_longer_each_time_and_starts_anew_once_through() {
    WhatsAppSender sender = sender();
    List<Long> waits = new ArrayList<>();
    answers(aResponse().withStatus(400).withBody(error(131056)));

    for (int i = 0; i < 7; i++) {
      waits.add(
          ((Refused) Reminders.result(sender, Reminders.reminder())).retryAfter().toSeconds());
    }
    answers(aResponse().withBody(ACCEPTED));
    Reminders.result(sender, Reminders.reminder());
    answers(aResponse().withStatus(400).withBody(error(131056)));
    waits.add(((Refused) Reminders.result(sender, Reminders.reminder())).retryAfter().toSeconds());

    assertThat(waits).containsExactly(1L, 4L, 16L, 64L, 256L, 1024L, 1024L, 1L);
  }

  @Test
  void one_pair_that_waits_makes_no_other_wait() {
    WhatsAppSender sender = sender();
    answers(aResponse().withStatus(400).withBody(error(131056)));
    Reminders.result(sender, Reminders.reminder());
    OutboundMessage toAnother =
        new OutboundMessage(
            Reminders.CORRELATION,
            PhoneNumber.of("+5491144445555"),
            new OutboundMessage.Template(Reminders.plain()));

    Refused other = (Refused) Reminders.result(sender, toAnother);

    assertThat(other.retryAfter()).isEqualTo(Duration.ofSeconds(1));
  }

  @Test
  void a_sender_that_is_too_fast_waits_longer_after_each_pause_up_to_a_minute() {
    WhatsAppSender sender = sender();
    answers(aResponse().withStatus(400).withBody(error(130429)));
    List<Long> waits = new ArrayList<>();

    for (int i = 0; i < 8; i++) {
      Duration wait = ((Refused) Reminders.result(sender, Reminders.reminder())).retryAfter();
      waits.add(wait.toSeconds());
      nanos.addAndGet(wait.toNanos());
    }

    assertThat(waits).containsExactly(1L, 2L, 4L, 8L, 16L, 32L, 60L, 60L);
  }

  @Test
  void requests_that_were_in_flight_when_the_pause_began_share_it() {
    WhatsAppSender sender = sender();
    answers(aResponse().withStatus(400).withBody(error(130429)));
    Reminders.result(sender, Reminders.reminder());
    nanos.addAndGet(Duration.ofMillis(400).toNanos());

    Refused second = (Refused) Reminders.result(sender, Reminders.reminder());

    assertThat(second.retryAfter()).isEqualTo(Duration.ofMillis(600));
  }

  @ParameterizedTest
  @CsvSource({"17,17", "3600,3600", "3601,1", "-4,1", "Wed,1", "'',1", "99999999999,1"})
  void a_longer_wait_that_the_provider_asks_for_is_kept(String header, long seconds) {
    answers(aResponse().withStatus(429).withHeader("Retry-After", header).withBody(error(130429)));

    assertThat(((Refused) send()).retryAfter()).isEqualTo(Duration.ofSeconds(seconds));
  }

  // -- tokens ---------------------------------------------------------------------------------

  @Test
  void a_refused_token_is_refreshed_once_and_the_message_goes_out() {
    refusesTheToken("old", 190);
    AtomicInteger refreshes = new AtomicInteger();
    WhatsAppSender sender = sender(tokens(() -> "old", () -> "new" + refreshes.incrementAndGet()));

    SendResult result = Reminders.result(sender, Reminders.reminder());

    assertThat(result).isInstanceOf(Accepted.class);
    assertThat(refreshes).hasValue(1);
    assertThat(bodies()).isEqualTo(2);
  }

  @ParameterizedTest
  @CsvSource({"5000, 2", "5001, 1", "20000, 1", "3600000, 1"})
  void another_token_that_comes_late_sends_nothing(long millis, int attempts) {
    refusesTheToken("old", 190);
    WhatsAppSender sender =
        sender(
            tokens(
                () -> "old",
                () -> {
                  nanos.addAndGet(Duration.ofMillis(millis).toNanos());
                  return "new";
                }));

    SendResult result = Reminders.result(sender, Reminders.reminder());

    assertThat(bodies()).isEqualTo(attempts);
    if (attempts == 1) {
      assertThat(result).isEqualTo(new NotSent("the token came too late", Duration.ZERO));
    } else {
      assertThat(result).isInstanceOf(Accepted.class);
    }
  }

  @ParameterizedTest
  @CsvSource({"5000, 1", "5001, 0"})
  void a_token_that_comes_late_sends_nothing(long millis, int attempts) {
    answers(aResponse().withBody(ACCEPTED));
    Supplier<String> slow =
        () -> {
          nanos.addAndGet(Duration.ofMillis(millis).toNanos());
          return "t";
        };

    SendResult result = Reminders.result(sender(tokens(slow, slow)), Reminders.reminder());

    assertThat(bodies()).isEqualTo(attempts);
    assertThat(result).isInstanceOf(attempts == 1 ? Accepted.class : NotSent.class);
  }

  @Test
  void the_same_token_again_stops_the_sender_and_sends_nothing_more() {
    refusesTheToken("old", 190);
    AtomicInteger refreshes = new AtomicInteger();
    WhatsAppSender sender =
        sender(
            tokens(
                () -> "old",
                () -> {
                  refreshes.incrementAndGet();
                  return "old";
                }));

    SendResult first = Reminders.result(sender, Reminders.reminder());
    SendResult second = Reminders.result(sender, Reminders.reminder());

    assertThat(((Refused) first).handling()).isEqualTo(Handling.STOP_SENDER);
    assertThat(second).isEqualTo(first);
    assertThat(refreshes).hasValue(1);
    assertThat(bodies()).isEqualTo(2);
  }

  @Test
  void a_new_token_that_is_refused_too_is_not_replaced_again() {
    answers(aResponse().withStatus(401).withBody(error(190)));
    WhatsAppSender sender = sender(tokens(() -> "old", () -> "new"));

    SendResult result = Reminders.result(sender, Reminders.reminder());

    assertThat(((Refused) result).code()).isEqualTo("190");
    assertThat(bodies()).isEqualTo(2);
  }

  @Test
  void many_messages_refused_with_one_token_ask_for_one_new_token() {
    refusesTheToken("old", 190);
    AtomicInteger refreshes = new AtomicInteger();
    AtomicReference<String> held = new AtomicReference<>("old");
    WhatsAppSender sender =
        sender(
            tokens(
                held::get,
                () -> {
                  refreshes.incrementAndGet();
                  held.set("new");
                  return "new";
                }));

    List<CompletableFuture<SendResult>> all =
        Stream.generate(Reminders::reminder)
            .limit(20)
            .map(m -> sender.send(m).toCompletableFuture())
            .toList();

    assertThat(all).allSatisfy(f -> assertThat(f.join()).isInstanceOf(Accepted.class));
    assertThat(refreshes).hasValue(1);
  }

  @ParameterizedTest
  @CsvSource({"10,403", "200,403", "131031,403", "100,400", "131000,500"})
  void other_refusals_ask_for_no_token(long code, int status) {
    answers(aResponse().withStatus(status).withBody(error(code)));
    AtomicInteger refreshes = new AtomicInteger();
    WhatsAppSender sender = sender(tokens(() -> "old", () -> "new" + refreshes.incrementAndGet()));

    Reminders.result(sender, Reminders.reminder());

    assertThat(refreshes).hasValue(0);
    assertThat(bodies()).isEqualTo(1);
  }

  @Test
  void a_supplier_that_fails_sends_nothing_and_shows_nothing() {
    WhatsAppSender sender =
        sender(
            () -> {
              throw new IllegalArgumentException("vault says " + Reminders.TOKEN);
            });

    SendResult result = Reminders.result(sender, Reminders.reminder());

    assertThat(result)
        .isEqualTo(
            new Refused(
                "local-190",
                "the token supplier threw IllegalArgumentException",
                Handling.STOP_SENDER));
    assertThat(bodies()).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "EAAG\nX-Evil: 1", "EAAG token", "EAAG\u00e9", "EAAG\u0000"})
  void a_token_that_no_header_may_carry_is_refused_unseen(String token) {
    SendResult result = Reminders.result(sender(() -> token), Reminders.reminder());

    assertThat(((Refused) result).handling()).isEqualTo(Handling.STOP_SENDER);
    assertThat(((Refused) result).reason()).doesNotContain("EAAG");
    assertThat(bodies()).isZero();
  }

  // -- refused before anything leaves -----------------------------------------------------------

  @ParameterizedTest
  @CsvSource({"1,true", "0,false", "-1,false"})
  void free_text_goes_out_only_while_its_window_is_open(long secondsLeft, boolean sent) {
    answers(aResponse().withBody(ACCEPTED));
    OutboundMessage text = Reminders.text("Gracias", Reminders.NOON.plusSeconds(secondsLeft));

    SendResult result = Reminders.result(sender(), text);

    assertThat(bodies()).isEqualTo(sent ? 1 : 0);
    assertThat(result).isInstanceOf(sent ? Accepted.class : Refused.class);
    if (!sent) {
      assertThat(((Refused) result).code()).isEqualTo("local-131047");
      assertThat(((Refused) result).handling()).isEqualTo(Handling.FAIL_MESSAGE);
    }
  }

  @Test
  void free_text_needs_a_clock_to_know_that_the_window_is_open() {
    WhatsAppSender sender = keep(WhatsAppSender.of(config(TokenSupplier.of("t")).build()));

    SendResult result =
        Reminders.result(sender, Reminders.text("Gracias", Reminders.NOON.plusSeconds(1)));

    assertThat(((Refused) result).code()).isEqualTo("local-131047");
    assertThat(bodies()).isZero();
  }

  @Test
  void the_window_of_another_person_opens_nothing() {
    OpenWindow others =
        new OpenWindow(
            Channel.WHATSAPP,
            PhoneNumber.of("+5491144445555"),
            Reminders.NOON.minusSeconds(1),
            Reminders.NOON.plusSeconds(9));

    SendResult result =
        Reminders.result(sender(), Reminders.message(new OutboundMessage.Text("Gracias", others)));

    assertThat(((Refused) result).code()).isEqualTo("local-131047");
    assertThat(bodies()).isZero();
  }

  @Test
  void an_e_mail_address_is_no_way_to_reach_a_person_on_whatsapp() {
    OutboundMessage message =
        new OutboundMessage(
            Reminders.CORRELATION,
            new EmailAddress("rosa@example.org"),
            new OutboundMessage.Template(Reminders.plain()));

    SendResult result = Reminders.result(sender(), message);

    assertThat(((Refused) result).code()).isEqualTo("local-131009");
    assertThat(result.toString()).doesNotContain("rosa");
    assertThat(bodies()).isZero();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("unfit")
  void what_the_provider_would_refuse_is_refused_here(
      String what, OutboundMessage.Content content, String code) {
    SendResult result = Reminders.result(sender(), Reminders.message(content));

    assertThat(((Refused) result).code()).isEqualTo(code);
    assertThat(((Refused) result).handling()).isEqualTo(Handling.FAIL_MESSAGE);
    assertThat(bodies()).isZero();
  }

  static Stream<Arguments> unfit() {
    OpenWindow window =
        new OpenWindow(
            Channel.WHATSAPP,
            Reminders.ROSA,
            Reminders.NOON.minusSeconds(1),
            Reminders.NOON.plusSeconds(9));
    return Stream.of(
        Arguments.of("an empty value", value(""), "local-131008"),
        Arguments.of("a blank value", value("  "), "local-131008"),
        Arguments.of("a line break", value("a\nb"), "local-132012"),
        Arguments.of("a carriage return", value("a\rb"), "local-132012"),
        Arguments.of("a tab", value("a\tb"), "local-132012"),
        Arguments.of("five blanks", value("a     b"), "local-132012"),
        Arguments.of("half a pair", value("a\ud83d"), "local-131009"),
        Arguments.of("a body of 1025", body("x".repeat(1025)), "local-132005"),
        Arguments.of("a header of 61", header("x".repeat(61)), "local-132005"),
        Arguments.of(
            "a payload of 257",
            button(new Button.QuickReply("x", "p".repeat(257))),
            "local-131009"),
        Arguments.of(
            "a URL of 2001", button(new Button.Url("x", "u".repeat(2001), "u")), "local-131009"),
        Arguments.of(
            "a text of 4097", new OutboundMessage.Text("x".repeat(4097), window), "local-131009"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("justFit")
  void what_just_fits_is_sent(String what, OutboundMessage.Content content) {
    answers(aResponse().withBody(ACCEPTED));

    SendResult result = Reminders.result(sender(), Reminders.message(content));

    assertThat(result).as(what).isInstanceOf(Accepted.class);
  }

  static Stream<Arguments> justFit() {
    OpenWindow window =
        new OpenWindow(
            Channel.WHATSAPP,
            Reminders.ROSA,
            Reminders.NOON.minusSeconds(1),
            Reminders.NOON.plusSeconds(9));
    return Stream.of(
        Arguments.of("four blanks", value("a    b")),
        Arguments.of("a body of 1024 pictures", body("😀".repeat(1024))),
        Arguments.of("a header of 60", header("x".repeat(60))),
        Arguments.of("a payload of 256", button(new Button.QuickReply("x", "p".repeat(256)))),
        Arguments.of("a URL of 2000", button(new Button.Url("x", "u".repeat(2000), "u"))),
        Arguments.of("a text of 4096", new OutboundMessage.Text("x".repeat(4096), window)));
  }

  // -- faults that WireMock can make --------------------------------------------------------------

  @ParameterizedTest
  @ValueSource(
      strings = {
        "EMPTY_RESPONSE",
        "CONNECTION_RESET_BY_PEER",
        "MALFORMED_RESPONSE_CHUNK",
        "RANDOM_DATA_THEN_CLOSE"
      })
  void a_broken_answer_is_unknown_and_never_asked_for_again(String fault) {
    answers(aResponse().withFault(Fault.valueOf(fault)));

    SendResult result = send();

    assertThat(result).isInstanceOf(Unknown.class);
    assertThat(bodies()).isEqualTo(1);
  }

  @Test
  void a_late_answer_is_unknown_and_a_slow_one_in_time_is_accepted() {
    answers(aResponse().withFixedDelay(20_000).withBody(ACCEPTED));
    WhatsAppSender hasty =
        keep(
            WhatsAppSender.of(
                config(TokenSupplier.of("t")).exchangeDeadline(Duration.ofMillis(700)).build()));
    SendResult late = Reminders.result(hasty, Reminders.reminder());
    answers(aResponse().withFixedDelay(150).withBody(ACCEPTED));

    SendResult inTime = send();

    assertThat(late).isInstanceOf(Unknown.class);
    assertThat(((Unknown) late).evidence()).startsWith("deadline before an answer after ");
    assertThat(inTime).isInstanceOf(Accepted.class);
  }

  @Test
  void a_body_that_drips_past_the_deadline_is_unknown() {
    answers(aResponse().withBody(ACCEPTED).withChunkedDribbleDelay(40, 20_000));
    WhatsAppSender hasty =
        keep(
            WhatsAppSender.of(
                config(TokenSupplier.of("t")).exchangeDeadline(Duration.ofMillis(1500)).build()));

    SendResult result = Reminders.result(hasty, Reminders.reminder());

    assertThat(((Unknown) result).evidence()).startsWith("deadline inside the answer, HTTP 200");
  }

  // -- life and limits
  // ------------------------------------------------------------------------------

  @Test
  void a_message_beyond_those_in_flight_is_not_sent() {
    answers(aResponse().withFixedDelay(20_000).withBody(ACCEPTED));
    WhatsAppSender narrow =
        keep(
            WhatsAppSender.of(
                config(TokenSupplier.of("t"))
                    .limits(new SendLimits(40, Duration.ZERO, 2))
                    .exchangeDeadline(Duration.ofSeconds(2))
                    .build()));
    CompletableFuture<SendResult> one = narrow.send(Reminders.reminder()).toCompletableFuture();
    CompletableFuture<SendResult> two = narrow.send(Reminders.reminder()).toCompletableFuture();

    SendResult three = Reminders.result(narrow, Reminders.reminder());

    assertThat(three).isEqualTo(new NotSent("2 messages are in flight", Duration.ofSeconds(1)));
    assertThat(one.join()).isInstanceOf(Unknown.class);
    assertThat(two.join()).isInstanceOf(Unknown.class);
    answers(aResponse().withBody(ACCEPTED));
    assertThat(Reminders.result(narrow, Reminders.reminder())).isInstanceOf(Accepted.class);
  }

  /** The clock stands for whatever may fail between a message and its exchange. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6})
  void a_send_that_stumbles_keeps_no_room(int reading) {
    answers(aResponse().withBody(ACCEPTED));
    AtomicInteger readings = new AtomicInteger(reading);
    WhatsAppSender narrow =
        keep(
            WhatsAppSender.of(
                config(TokenSupplier.of("t")).limits(new SendLimits(40, Duration.ZERO, 1)).build(),
                () -> {
                  if (readings.incrementAndGet() == reading) {
                    throw new IllegalStateException("stumbled");
                  }
                  return 0;
                }));
    readings.set(0);

    try {
      Reminders.result(narrow, Reminders.reminder());
    } catch (RuntimeException | AssertionError stumbled) {
      assertThat(stumbled).hasRootCauseMessage("stumbled");
    }

    readings.set(reading);
    assertThat(Reminders.result(narrow, Reminders.reminder())).isInstanceOf(Accepted.class);
  }

  @Test
  void closing_waits_for_what_is_in_flight_and_takes_no_more() {
    answers(aResponse().withFixedDelay(300).withBody(ACCEPTED));
    WhatsAppSender sender = sender();
    CompletableFuture<SendResult> open = sender.send(Reminders.reminder()).toCompletableFuture();

    sender.close();

    assertThat(open).isDone();
    assertThat(open.join()).isInstanceOf(Accepted.class);
    assertThat(Reminders.result(sender, Reminders.reminder())).isInstanceOf(NotSent.class);
  }

  @Test
  void an_interrupted_close_ends_what_is_open_as_unknown() {
    answers(aResponse().withFixedDelay(20_000).withBody(ACCEPTED));
    WhatsAppSender sender = sender();
    CompletableFuture<SendResult> open = sender.send(Reminders.reminder()).toCompletableFuture();
    awaitBodies(1);

    Thread.currentThread().interrupt();
    sender.close();

    assertThat(Thread.interrupted()).isTrue();
    assertThat(open.join()).isInstanceOf(Unknown.class);
  }

  @Test
  @Timeout(120)
  void a_hundred_messages_in_flight_hold_no_thread() throws Exception {
    CountDownLatch all = new CountDownLatch(1);
    RawServer.Behaviour answersLater =
        peer -> {
          peer.request();
          all.await();
          peer.accept("wamid.1");
        };
    try (RawServer server = new RawServer(answersLater);
        WhatsAppSender wide =
            WhatsAppSender.of(
                Reminders.config(server.port())
                    .limits(new SendLimits(1000, Duration.ZERO, 100))
                    .exchangeDeadline(Duration.ofSeconds(60))
                    .build())) {
      List<CompletableFuture<SendResult>> sent =
          Stream.generate(Reminders::reminder)
              .limit(100)
              .map(m -> wide.send(m).toCompletableFuture())
              .toList();
      while (server.bodies() < 100) {
        Thread.onSpinWait();
      }

      while (busyThreads() > 0) {
        Thread.onSpinWait(); // the last request may still be on its way out
      }
      all.countDown();

      assertThat(sent).allSatisfy(f -> assertThat(f.join()).isInstanceOf(Accepted.class));
    }
  }

  /** Threads of senders that do something else than wait for work. */
  private static long busyThreads() {
    return Thread.getAllStackTraces().entrySet().stream()
        .filter(entry -> entry.getKey().getName().matches("mora-whatsapp-\\d+"))
        .filter(entry -> entry.getValue().length > 0)
        .filter(
            entry ->
                Stream.of(entry.getValue()).noneMatch(f -> f.getMethodName().equals("getTask")))
        .count();
  }

  @Test
  void two_senders_for_two_numbers_share_nothing() {
    META.stubFor(post("/v25.0/AAA/messages").willReturn(aResponse().withBody(ACCEPTED)));
    META.stubFor(
        post("/base/v23.0/BBB/messages")
            .willReturn(aResponse().withStatus(400).withBody(error(131056))));
    WhatsAppSender a =
        keep(
            WhatsAppSender.of(
                WhatsAppConfig.builder("AAA", TokenSupplier.of("a"))
                    .baseUri(URI.create(META.baseUrl()))
                    .build()));
    WhatsAppSender b =
        keep(
            WhatsAppSender.of(
                WhatsAppConfig.builder("BBB", TokenSupplier.of("b"))
                    .baseUri(URI.create(META.baseUrl() + "/base/"))
                    .version("v23.0")
                    .build()));

    assertThat(Reminders.result(a, Reminders.reminder())).isInstanceOf(Accepted.class);
    assertThat(Reminders.result(b, Reminders.reminder())).isInstanceOf(Refused.class);
    assertThat(a.account()).isEqualTo("AAA");
    assertThat(b.account()).isEqualTo("BBB");
  }

  // -- the stand-in
  // ---------------------------------------------------------------------------------

  private static void answers(ResponseDefinitionBuilder response) {
    META.stubFor(post(PATH).willReturn(response));
  }

  private static void refusesTheToken(String token, long code) {
    answers(aResponse().withBody(ACCEPTED));
    META.stubFor(
        post(PATH)
            .inScenario("token")
            .whenScenarioStateIs(Scenario.STARTED)
            .withHeader("Authorization", equalTo("Bearer " + token))
            .willReturn(aResponse().withStatus(401).withBody(error(code))));
  }

  static String error(long code) {
    return "{\"error\":{\"message\":\"(#%d) text for 525512345678 and Rosa\",\"type\":\"OAuthException\",\"code\":%d,\"error_data\":{\"messaging_product\":\"whatsapp\",\"details\":\"Rosa 525512345678\"},\"error_subcode\":2494055,\"fbtrace_id\":\"AbcTrace01\"}}"
        .formatted(code, code);
  }

  private static int bodies() {
    return META.findAll(anyRequestedFor(anyUrl())).size();
  }

  private static void awaitBodies(int count) {
    while (bodies() < count) {
      Thread.onSpinWait();
    }
  }

  private SendResult send() {
    return Reminders.result(sender(), Reminders.reminder());
  }

  private WhatsAppSender sender() {
    return sender(TokenSupplier.of(Reminders.TOKEN));
  }

  private WhatsAppSender sender(TokenSupplier tokens) {
    return keep(
        WhatsAppSender.of(
            config(tokens).clock(InstantSource.fixed(Reminders.NOON)).build(), nanos::get));
  }

  private static WhatsAppConfig.Builder config(TokenSupplier tokens) {
    return WhatsAppConfig.builder("106540352242922", tokens).baseUri(URI.create(META.baseUrl()));
  }

  private WhatsAppSender keep(WhatsAppSender sender) {
    open.add(sender);
    return sender;
  }

  private static TokenSupplier tokens(Supplier<String> token, Supplier<String> refreshed) {
    return new TokenSupplier() {
      @Override
      public String token() {
        return token.get();
      }

      @Override
      public String refreshedToken() {
        return refreshed.get();
      }
    };
  }

  private static void assertNothingOfTheAnswerIn(SendResult result) {
    assertThat(result.toString())
        .doesNotContain("525512345678")
        .doesNotContain("Rosa")
        .doesNotContain("html")
        .doesNotContain(Reminders.TOKEN);
  }

  private static OutboundMessage.Content value(String value) {
    return new OutboundMessage.Template(
        Reminders.rendering(
            Rendering.Variables.NAMED,
            Optional.empty(),
            new Part("Hola " + value, List.of(new Value("nombre", value))),
            List.of()));
  }

  private static OutboundMessage.Content body(String text) {
    return new OutboundMessage.Template(
        Reminders.rendering(
            Rendering.Variables.NAMED, Optional.empty(), new Part(text, List.of()), List.of()));
  }

  private static OutboundMessage.Content header(String text) {
    return new OutboundMessage.Template(
        Reminders.rendering(
            Rendering.Variables.NAMED,
            Optional.of(new Part(text, List.of())),
            new Part("Hola", List.of()),
            List.of()));
  }

  private static OutboundMessage.Content button(Button button) {
    return new OutboundMessage.Template(
        Reminders.rendering(
            Rendering.Variables.NAMED,
            Optional.empty(),
            new Part("Hola", List.of()),
            List.of(button)));
  }
}
