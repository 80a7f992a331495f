package dev.mora.whatsapp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mora.json.JsonObject;
import dev.mora.template.MessageTemplate;
import dev.mora.template.TemplateStatus.State;
import dev.mora.testkit.CloudApiServer;
import dev.mora.testkit.CloudBusiness;
import dev.mora.testkit.CloudLimits;
import dev.mora.testkit.Fault;
import dev.mora.testkit.MutableClock;
import dev.mora.testkit.Review;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Templates of an account on the stand-in, call by call. */
class WhatsAppAccountTest {

  private final CloudApiServer server = CloudApiServer.builder().token(Reminders.TOKEN).start();
  private final CloudBusiness business = server.business("2001");
  private final MutableClock clock = (MutableClock) server.clock();
  private final WhatsAppAccount account =
      WhatsAppAccount.of(
          "2001",
          WhatsAppConfig.builder("2001", TokenSupplier.of(Reminders.TOKEN))
              .baseUri(server.uri())
              .build());

  @AfterEach
  void close() {
    account.close();
    server.close();
  }

  @Test
  void a_submission_is_pending_with_an_id() throws Exception {
    SubmittedTemplate taken = get(account.create(submission("aviso"))).value();

    assertThat(taken.state()).isEqualTo(State.PENDING);
    assertThat(taken.isRecategorized()).isFalse();
    assertThat(get(account.read(taken.id())).value().key()).isEqualTo("aviso/es_MX");
    assertThat(business.template("aviso", "es_MX").id()).isEqualTo(taken.id());
  }

  @Test
  void another_category_than_the_one_asked_for_is_told() throws Exception {
    business.reviews(Review.recategorises(Duration.ZERO, "MARKETING"));

    SubmittedTemplate taken = get(account.create(submission("aviso"))).value();

    assertThat(taken.state()).isEqualTo(State.APPROVED);
    assertThat(taken.isRecategorized()).isTrue();
    assertThat(taken.category()).isEqualTo("MARKETING");
  }

  @Test
  void a_name_that_is_there_is_refused_with_its_subcode() throws Exception {
    get(account.create(submission("aviso")));

    GraphFailure why = get(account.create(submission("aviso"))).failure().orElseThrow();

    assertThat(why.kind()).isEqualTo(GraphFailure.Kind.REFUSED);
    assertThat(why.says(2388024)).isTrue();
    assertThatThrownBy(() -> get(account.create(submission("aviso"))).value())
        .isInstanceOf(GraphException.class)
        .hasMessageContaining("2388024");
  }

  @Test
  void all_pages_come_as_one_list_in_order() throws Exception {
    seed(2 * WhatsAppAccount.PAGE + 1);

    List<TemplateCopy> all = get(account.list()).value();

    assertThat(all).hasSize(2 * WhatsAppAccount.PAGE + 1);
    assertThat(all).extracting(TemplateCopy::name).doesNotHaveDuplicates();
    assertThat(all.get(100).name()).isEqualTo("aviso_100");
    assertThat(all.get(0).state()).isEqualTo(State.APPROVED);
  }

  @Test
  void an_empty_account_and_a_full_page_end_the_list() throws Exception {
    assertThat(get(account.list()).value()).isEmpty();
    seed(WhatsAppAccount.PAGE);

    assertThat(get(account.list()).value()).hasSize(WhatsAppAccount.PAGE);
  }

  @Test
  void a_list_is_read_again_after_a_connection_that_failed() throws Exception {
    seed(1);
    business.next(Fault.RESET_AFTER_READ).next(Fault.GARBAGE);
    assertThat(get(account.list()).value()).hasSize(1);

    business.next(Fault.BAD_GATEWAY).next(Fault.BAD_GATEWAY).next(Fault.BAD_GATEWAY);
    assertThat(get(account.list()).failure().orElseThrow().kind())
        .isEqualTo(GraphFailure.Kind.UNKNOWN);
  }

  @Test
  void a_refused_list_is_not_read_again() throws Exception {
    business.limits(CloudLimits.none().callsPerHour(1));
    get(account.list());

    GraphFailure why = get(account.list()).failure().orElseThrow();

    assertThat(why.says(80008)).isTrue();
  }

  @ParameterizedTest
  @EnumSource(
      value = Fault.class,
      names = {"RESET_AFTER_READ", "EMPTY_ANSWER", "GARBAGE", "BAD_GATEWAY", "NO_ID", "CUT_ANSWER"})
  void a_submission_whose_answer_is_lost_is_unknown_and_not_repeated(Fault fault) throws Exception {
    business.next(fault);

    GraphFailure why = get(account.create(submission("aviso"))).failure().orElseThrow();

    assertThat(why.kind()).isEqualTo(GraphFailure.Kind.UNKNOWN);
    assertThat(business.changes()).containsExactly(1, 0, 0);
  }

  @Test
  void an_edit_replaces_the_text_and_leaves_the_category_of_an_approved_one() throws Exception {
    business.reviews(Review.approves(Duration.ZERO));
    get(account.create(submission("aviso")));
    TemplateCopy copy = get(account.list()).value().get(0);
    JsonObject other = submission("aviso", "Hola {nombre}, ya puede pagar su cuota hoy mismo.");

    assertThat(get(account.edit(copy, other)).value()).isTrue();
    assertThat(business.template("aviso", "es_MX").body()).contains("ya puede pagar");
    assertThat(get(account.edit(copy, other)).failure().orElseThrow().says(2388039)).isTrue();
    clock.advance(Duration.ofDays(1));
    assertThat(get(account.edit(copy, other)).failure()).isEmpty();
  }

  @Test
  void one_translation_or_all_can_be_deleted() throws Exception {
    get(account.create(submission("aviso")));
    get(account.create(submission("otro")));
    TemplateCopy first = get(account.list()).value().get(0);

    assertThat(get(account.delete(first)).value()).isTrue();
    assertThat(get(account.delete("otro")).value()).isTrue();

    assertThat(business.templates()).isEmpty();
    assertThat(get(account.delete("otro")).failure()).isPresent();
  }

  @Test
  void a_pause_of_pacing_can_be_ended() throws Exception {
    business.reviews(Review.approves(Duration.ZERO));
    String id = get(account.create(submission("aviso"))).value().id();
    business.pauseForPacing("aviso", "es_MX");

    assertThat(get(account.unpause(id)).value()).isTrue();
    assertThat(get(account.read(id)).value().state()).isEqualTo(State.APPROVED);
    assertThat(get(account.unpause(id)).failure()).isPresent();
  }

  @Test
  void a_decision_is_waited_for_without_a_thread_that_waits() throws Exception {
    business.reviews(Review.approves(Duration.ofMinutes(95)));
    String id = get(account.create(submission("aviso"))).value().id();
    List<Duration> waits = new ArrayList<>();
    Delay delay =
        time -> {
          waits.add(time);
          clock.advance(time);
          return CompletableFuture.completedFuture(null);
        };

    TemplateCopy copy =
        get(account.decided(
                id,
                Duration.ofMinutes(10),
                clock.instant().plus(Duration.ofHours(24)),
                delay,
                clock))
            .value();

    assertThat(copy.state()).isEqualTo(State.APPROVED);
    assertThat(waits).hasSize(10);
  }

  @Test
  void a_decision_that_does_not_come_ends_at_the_limit_still_pending() throws Exception {
    String id = get(account.create(submission("aviso"))).value().id();
    List<Duration> waits = new ArrayList<>();
    Delay delay =
        time -> {
          waits.add(time);
          clock.advance(time);
          return CompletableFuture.completedFuture(null);
        };

    TemplateCopy copy =
        get(account.decided(
                id,
                Duration.ofMinutes(10),
                clock.instant().plus(Duration.ofMinutes(30)),
                delay,
                clock))
            .value();

    assertThat(copy.state()).isEqualTo(State.PENDING);
    assertThat(waits).hasSize(3);
    assertThatThrownBy(
            () -> account.decided(id, Duration.ofMillis(999), clock.instant(), delay, clock))
        .hasMessageContaining("PT0.999S");
  }

  @ParameterizedTest
  @CsvSource({
    "APPROVED, false",
    "FLAGGED, false",
    "REINSTATED, false",
    "UNKNOWN, false",
    "REJECTED, true",
    "PAUSED, true"
  })
  void the_category_is_sent_where_meta_lets_it_change(State state, boolean sent) throws Exception {
    JsonObject json = submission("aviso");
    TemplateCopy copy = new TemplateCopy("7", "aviso", "es_MX", state, "MARKETING", json);
    ConcurrentLinkedQueue<String> seen = new ConcurrentLinkedQueue<>();
    try (RawServer raw = pages(seen, "{\"success\":true}");
        WhatsAppAccount other = WhatsAppAccount.of("2001", Reminders.config(raw.port()).build())) {
      assertThat(get(other.edit(copy, json)).value()).isTrue();
    }

    assertThat(seen).singleElement().asString().contains("\"components\"");
    assertThat(seen.poll().contains("\"category\":\"UTILITY\"")).isEqualTo(sent);
  }

  @ParameterizedTest
  @CsvSource({"400, true", "401, false"})
  void a_list_that_does_not_end_is_none(int pages, boolean whole) throws Exception {
    ConcurrentLinkedQueue<String> seen = new ConcurrentLinkedQueue<>();
    String[] answers = new String[pages];
    Arrays.fill(answers, page("aviso", true));
    answers[pages - 1] = page("aviso", false);
    try (RawServer raw = pages(seen, answers);
        WhatsAppAccount other = WhatsAppAccount.of("2001", Reminders.config(raw.port()).build())) {
      TemplateAnswer<List<TemplateCopy>> list = get(other.list());

      assertThat(list.failure().isEmpty()).isEqualTo(whole);
      assertThat(list.failure().map(GraphFailure::meaning).orElse("more pages"))
          .contains("more pages");
      assertThat(seen).hasSize(400);
    }
  }

  @ParameterizedTest
  @CsvSource({"2, true", "3, false"})
  void a_cursor_that_is_forgotten_begins_the_list_anew_twice(int times, boolean whole)
      throws Exception {
    ConcurrentLinkedQueue<String> seen = new ConcurrentLinkedQueue<>();
    List<String> answers = new ArrayList<>();
    for (int i = 0; i < times; i++) {
      answers.add(page("aviso", true));
      answers.add("{\"error\":{\"code\":131059}}");
    }
    answers.add(page("aviso", false));
    try (RawServer raw = pages(seen, answers.toArray(String[]::new));
        WhatsAppAccount other = WhatsAppAccount.of("2001", Reminders.config(raw.port()).build())) {
      TemplateAnswer<List<TemplateCopy>> list = get(other.list());

      assertThat(list.failure().isEmpty()).isEqualTo(whole);
      assertThat(seen).hasSize(whole ? 5 : 6);
      if (whole) {
        assertThat(list.value()).hasSize(1);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"id\":\"8\",\"name\":\"raro\"}",
        "{\"id\":\"8\",\"language\":\"es\"}",
        "{\"name\":\"raro\",\"language\":\"es\"}",
        "{\"id\":\"8\",\"name\":7,\"language\":\"es\"}",
        "\"raro\"",
        "null"
      })
  void a_copy_that_nobody_can_name_leaves_the_others_in_the_list(String odd) throws Exception {
    String page = page("aviso", false).replace("[{", "[" + odd + ",{");
    try (RawServer raw = pages(new ConcurrentLinkedQueue<>(), page);
        WhatsAppAccount other = WhatsAppAccount.of("2001", Reminders.config(raw.port()).build())) {
      assertThat(get(other.list()).value())
          .extracting(TemplateCopy::key)
          .containsExactly("aviso/es_MX");
    }
  }

  @Test
  void the_app_of_the_token_is_subscribed_to_the_account() throws Exception {
    assertThat(business.subscription()).isEmpty();

    assertThat(get(account.subscribe())).isEmpty();
    assertThat(business.subscription()).contains("");

    URI callback = URI.create("https://hooks.example/" + "a".repeat(178));
    assertThat(callback.toString()).hasSize(200);
    assertThat(get(account.subscribe(callback, "v"))).isEmpty();
    assertThat(business.subscription()).contains(callback.toString());
    business.next(Fault.BAD_GATEWAY);
    assertThat(get(account.subscribe())).isPresent();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "https://h.example/%s | 183 | v | found 201 characters, expected at most 200",
        "http://h.example/%s | 1 | v | found scheme http and host h.example, expected https",
        "/hooks/%s | 1 | v | found scheme null and host null",
        "https:///%s | 1 | v | found scheme https and host null",
        "https://h.example/%s | 1 | '' | found 0 characters",
        "https://h.example/%s | 1 | '   ' | found 3 characters, none but blanks"
      })
  void a_callback_that_meta_would_not_call_is_refused_here(
      String callback, int more, String token, String words) {
    URI uri = URI.create(callback.formatted("a".repeat(more)));

    assertThatThrownBy(() -> account.subscribe(uri, token))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(words);
    assertThat(business.subscription()).isEmpty();
  }

  @Test
  void which_apps_hear_of_the_account_is_told() throws Exception {
    assertThat(get(account.subscriptions()).value()).isEmpty();

    get(account.subscribe());
    assertThat(get(account.subscriptions()).value())
        .singleElement()
        .satisfies(app -> assertThat(app.id()).isNotBlank())
        .satisfies(app -> assertThat(app.callback()).isEmpty());

    get(account.subscribe(URI.create("https://hooks.example/mora"), "v"));
    assertThat(get(account.subscriptions()).value())
        .extracting(SubscribedApp::callback)
        .containsExactly("https://hooks.example/mora");
    for (int i = 0; i < 3; i++) {
      business.next(Fault.BAD_GATEWAY);
    }
    assertThat(get(account.subscriptions()).failure()).isPresent();
  }

  @Test
  void apps_are_listed_page_by_page_and_one_without_an_id_is_left_out() throws Exception {
    ConcurrentLinkedQueue<String> seen = new ConcurrentLinkedQueue<>();
    String first =
        "{\"data\":[{\"whatsapp_business_api_data\":{\"id\":\"67\",\"name\":\"Mora\","
            + "\"link\":\"https://apps.example/67\"},"
            + "\"override_callback_uri\":\"https://hooks.example/1\"},{\"id\":\"1\"},7],"
            + "\"paging\":{\"cursors\":{\"after\":\"c1\"},\"next\":\"https://graph.example\"}}";
    String second =
        "{\"data\":[{\"whatsapp_business_api_data\":{\"id\":68}}],\"paging\":"
            + "{\"cursors\":{\"after\":\"c2\"}}}";
    try (RawServer raw = pages(seen, first, second);
        WhatsAppAccount other = WhatsAppAccount.of("2001", Reminders.config(raw.port()).build())) {
      assertThat(get(other.subscriptions()).value())
          .containsExactly(
              new SubscribedApp("67", "Mora", "https://hooks.example/1"),
              new SubscribedApp("68", "", ""))
          .first()
          .hasToString("SubscribedApp(67)");
    }
    assertThat(seen.poll()).startsWith("GET ").contains("/2001/subscribed_apps ");
    assertThat(seen.poll()).contains("/2001/subscribed_apps?after=c1 ");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"data\":[]} | true",
        "{\"data\":[{\"id\":\"67\"}]} | false",
        "{\"data\":7} | false",
        "{} | false",
        "[] | false",
        "{\"error\":{\"code\":200}} | false"
      })
  void a_list_of_apps_that_cannot_be_read_is_no_empty_one(String body, boolean isEmptyList)
      throws Exception {
    try (RawServer raw = pages(new ConcurrentLinkedQueue<>(), body);
        WhatsAppAccount other = WhatsAppAccount.of("2001", Reminders.config(raw.port()).build())) {
      TemplateAnswer<List<SubscribedApp>> apps = get(other.subscriptions());

      assertThat(apps.failure().isEmpty()).isEqualTo(isEmptyList);
      if (isEmptyList) {
        assertThat(apps.value()).isEmpty();
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"1, true", "64, true", "65, false", "0, false"})
  void an_account_id_has_1_to_64_characters(int length, boolean taken) {
    WhatsAppConfig config = WhatsAppConfig.of("1", () -> "t");
    String id = "7".repeat(length);

    if (taken) {
      try (WhatsAppAccount one = WhatsAppAccount.of(id, config)) {
        assertThat(one.id()).isEqualTo(id);
      }
    } else {
      assertThatThrownBy(() -> WhatsAppAccount.of(id, config))
          .hasMessageContaining(length + " characters");
    }
  }

  @Test
  void an_id_that_is_none_is_refused_here() {
    assertThatThrownBy(() -> WhatsAppAccount.of("20 01", WhatsAppConfig.of("1", () -> "t")))
        .hasMessageContaining("5 characters");
    assertThatThrownBy(() -> account.read("../1")).isInstanceOf(IllegalArgumentException.class);
    assertThat(account).hasToString("WhatsAppAccount(2001)");
  }

  private void seed(int templates) {
    for (int i = 0; i < templates; i++) {
      business.approve(template("aviso_" + i, "Hola {nombre}, su cuota ya venció. Gracias."));
    }
  }

  private static JsonObject submission(String name) {
    return submission(name, "Hola {nombre}, su cuota ya venció. ¿Cuándo puede pagarla?");
  }

  private static JsonObject submission(String name, String body) {
    return TemplateSubmission.of(template(name, body), "es_MX")
        .examples(java.util.Map.of("nombre", "Ana"))
        .toJson();
  }

  static MessageTemplate template(String name, String body) {
    return MessageTemplate.parse(
        name + ".txt",
        """
        template: %s  category: UTILITY  version: 1
        fields: nombre text
        --- es_MX
        %s
        """
            .formatted(name, body));
  }

  private static String page(String name, boolean more) {
    return "{\"data\":[{\"id\":\"7\",\"name\":\""
        + name
        + "\",\"language\":\"es_MX\",\"status\":\"APPROVED\"}],\"paging\":{\"cursors\":{\"after\":\"x\"}"
        + (more ? ",\"next\":\"y\"" : "")
        + "}}";
  }

  /** Answers each request with the next body; those that begin with an error by 400. */
  private static RawServer pages(ConcurrentLinkedQueue<String> seen, String... bodies)
      throws Exception {
    AtomicInteger next = new AtomicInteger();
    return new RawServer(
        peer -> {
          while (true) {
            seen.add(peer.request());
            String body = bodies[Math.min(next.getAndIncrement(), bodies.length - 1)];
            String status = body.startsWith("{\"error") ? "400 No" : "200 OK";
            peer.write(
                "HTTP/1.1 " + status + "\r\nContent-Length: " + body.length() + "\r\n\r\n" + body);
          }
        });
  }

  private static <T> T get(CompletionStage<T> stage) throws Exception {
    return stage.toCompletableFuture().get(60, TimeUnit.SECONDS);
  }
}
