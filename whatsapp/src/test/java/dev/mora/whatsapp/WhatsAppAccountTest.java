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
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

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

  private static <T> T get(CompletionStage<T> stage) throws Exception {
    return stage.toCompletableFuture().get(60, TimeUnit.SECONDS);
  }
}
