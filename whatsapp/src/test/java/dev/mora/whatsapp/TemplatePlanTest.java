package dev.mora.whatsapp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mora.json.Json;
import dev.mora.template.MessageTemplate;
import dev.mora.template.catalogue.StarterTemplates;
import dev.mora.testkit.CloudApiServer;
import dev.mora.testkit.CloudBusiness;
import dev.mora.testkit.CloudLimits;
import dev.mora.testkit.Fault;
import dev.mora.testkit.MutableClock;
import dev.mora.testkit.Review;
import dev.mora.whatsapp.PlannedTemplate.Action;
import dev.mora.whatsapp.TemplateRun.Result;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A folder of templates against an account: read first, then done, exactly. */
class TemplatePlanTest {

  private static final String AVISO =
      """
      template: aviso  category: UTILITY  version: 1
      fields: nombre text, monto money, dias days
      --- es_MX
      Hola {nombre}, debe {monto} desde hace {dias}. ¿Cuándo puede pagar?
      [Ya pagué: PAID]
      --- pt_BR
      Olá {nombre}, o senhor deve {monto} há {dias}. Quando pode pagar?
      [Já paguei: PAID]
      """;
  private static final String RECIBO =
      """
      template: recibo  category: UTILITY  version: 1
      fields: nombre text
      --- es_MX
      Hola {nombre}, recibimos su pago. Gracias por su puntualidad.
      """;

  private final CloudApiServer server = CloudApiServer.start();
  private final CloudBusiness business =
      server.business("2001").reviews(Review.approves(Duration.ofHours(1)));
  private final MutableClock clock = (MutableClock) server.clock();
  private final WhatsAppAccount account =
      WhatsAppAccount.of(
          "2001",
          WhatsAppConfig.builder("2001", TokenSupplier.of("token")).baseUri(server.uri()).build());

  @AfterEach
  void close() {
    account.close();
    server.close();
  }

  @Test
  void what_is_missing_is_created_and_then_everything_is_kept() throws Exception {
    TemplatePlan plan = plan(AVISO, RECIBO);
    assertThat(actions(plan)).containsExactly(Action.CREATE, Action.CREATE, Action.CREATE);

    TemplateRun run = apply(plan);

    assertThat(run.isComplete()).as(run.toString()).isTrue();
    assertThat(business.changes()).containsExactly(3, 0, 0);
    assertThat(actions(plan(AVISO, RECIBO))).containsOnly(Action.KEEP);
    clock.advance(Duration.ofHours(1));
    assertThat(plan(AVISO, RECIBO).table())
        .isEqualTo(
            """
            ACTION  TEMPLATE  LANGUAGE  STATE     CATEGORY  WHY
            KEEP    aviso     es_MX     APPROVED  UTILITY
            KEEP    aviso     pt_BR     APPROVED  UTILITY
            KEEP    recibo    es_MX     APPROVED  UTILITY
            """);
  }

  @Test
  void the_same_plan_twice_does_nothing_twice() throws Exception {
    TemplatePlan plan = plan(AVISO);
    apply(plan);

    TemplateRun again = apply(plan);

    assertThat(again.lines()).extracting(TemplateRun.Line::result).containsOnly(Result.ALREADY);
    assertThat(again.isComplete()).isTrue();
    assertThat(business.changes()).containsExactly(2, 0, 0);
  }

  @ParameterizedTest
  @EnumSource(
      value = Fault.class,
      names = {
        "RESET_BEFORE_READ",
        "RESET_AFTER_READ",
        "EMPTY_ANSWER",
        "GARBAGE",
        "BAD_GATEWAY",
        "NO_ID",
        "SERVER_ERROR"
      })
  void a_run_that_stops_in_the_middle_is_taken_up_by_the_same_plan(Fault fault) throws Exception {
    TemplatePlan plan = plan(AVISO, RECIBO);
    for (int calls = 0; calls < 2; calls++) {
      business.next(Fault.HELD); // shapes nothing
    }
    business.next(fault);

    TemplateRun first = apply(plan);
    TemplateRun second = apply(plan);

    assertThat(first.lines())
        .extracting(TemplateRun.Line::result)
        .containsExactly(Result.DONE, Result.UNKNOWN, Result.LEFT);
    assertThat(first.isComplete()).isFalse();
    assertThat(second.isComplete()).as(second.toString()).isTrue();
    assertThat(business.changes()).containsExactly(3, 0, 0);
  }

  @Test
  void too_many_calls_stop_a_run_and_other_refusals_do_not() throws Exception {
    TemplatePlan plan = plan(AVISO, RECIBO);
    business.limits(CloudLimits.none().callsPerHour(3));

    TemplateRun run = apply(plan);

    assertThat(run.lines())
        .extracting(TemplateRun.Line::result)
        .containsExactly(Result.DONE, Result.REFUSED, Result.LEFT);
    clock.advance(Duration.ofHours(1));
    business.limits(CloudLimits.none());
    assertThat(apply(plan).isComplete()).isTrue();
  }

  @Test
  void another_category_stops_the_run() throws Exception {
    business.reviews(Review.recategorises(Duration.ofHours(1), "MARKETING"));

    TemplateRun run = apply(plan(AVISO));

    assertThat(run.lines())
        .extracting(TemplateRun.Line::result)
        .containsExactly(Result.RECATEGORIZED, Result.LEFT);
    assertThat(run.stopped().orElseThrow())
        .contains("asked for UTILITY, counted as MARKETING", "aviso/es_MX");
    assertThat(plan(AVISO).blocked().get(0).why()).containsExactly("drift-category");
  }

  @Test
  void a_text_that_differs_is_edited_where_the_state_allows_it() throws Exception {
    apply(plan(RECIBO));
    String other = RECIBO.replace("Gracias por su puntualidad", "Muchas gracias por pagar hoy");
    assertThat(plan(other).lines().get(0).action()).isEqualTo(Action.BLOCKED); // in review
    clock.advance(Duration.ofHours(1));

    TemplatePlan plan = plan(other);
    assertThat(plan.lines())
        .singleElement()
        .satisfies(
            line -> {
              assertThat(line.action()).isEqualTo(Action.EDIT);
              assertThat(line.why()).containsExactly("drift-text");
            });
    assertThat(apply(plan).isComplete()).isTrue();

    assertThat(business.template("recibo", "es_MX").body()).contains("Muchas gracias");
    assertThat(apply(plan).lines())
        .extracting(TemplateRun.Line::result)
        .containsOnly(Result.ALREADY);
    assertThat(business.changes()).containsExactly(1, 1, 0);
  }

  @Test
  void what_somebody_changed_after_the_plan_is_left_alone() throws Exception {
    business.approve(template(RECIBO));
    TemplatePlan edit =
        plan(RECIBO.replace("Gracias por su puntualidad", "Muchas gracias por pagar hoy"));
    business.rewriteBody("recibo", "es_MX", "Hola {{nombre}}, alguien escribió otra cosa.");
    TemplatePlan create = plan(AVISO);
    business.approve(template(AVISO.replace("¿Cuándo puede pagar?", "¿Puede pagar hoy mismo?")));

    assertThat(apply(edit).lines())
        .extracting(TemplateRun.Line::result)
        .containsExactly(Result.CHANGED_MEANWHILE);
    assertThat(apply(create).lines())
        .extracting(TemplateRun.Line::result)
        .containsExactly(Result.CHANGED_MEANWHILE, Result.ALREADY);
    assertThat(business.changes()).containsExactly(0, 0, 0);
  }

  @Test
  void what_is_only_there_is_deleted_when_it_was_asked_for() throws Exception {
    business.approve(template(AVISO)).approve(template(RECIBO));
    TemplatePlan plan = plan(RECIBO);
    assertThat(actions(plan)).containsExactly(Action.ONLY_THERE, Action.ONLY_THERE, Action.KEEP);
    assertThat(apply(plan).lines()).isEmpty();
    assertThat(business.templates()).hasSize(3);

    TemplateRun run = apply(plan.deleting());

    assertThat(run.isComplete()).isTrue();
    assertThat(business.templates()).hasSize(1);
    assertThat(plan.deleting().digest()).isNotEqualTo(plan.digest());
  }

  @Test
  void only_the_digest_that_was_read_is_done() {
    TemplatePlan plan = plan(RECIBO);

    assertThatThrownBy(() -> account.apply(plan, plan.deleting().digest().replace('a', 'b')))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(plan.digest());
    assertThat(plan(RECIBO).digest()).isEqualTo(plan.digest());
    assertThat(plan(RECIBO.replace("puntualidad", "paciencia")).digest())
        .isNotEqualTo(plan.digest());
  }

  @Test
  void a_plan_survives_its_file() {
    business.approve(template(AVISO));
    TemplatePlan plan = plan(RECIBO, AVISO.replace("debe", "tiene que pagar")).deleting();

    TemplatePlan read = TemplatePlan.read(Json.parse("plan.json", plan.toJson()).asObject());

    assertThat(read).isEqualTo(plan);
    assertThat(read.digest()).isEqualTo(plan.digest());
    assertThatThrownBy(
            () ->
                TemplatePlan.read(
                    Json.parse("plan.json", plan.toJson().replace("EDIT", "EDITH")).asObject()))
        .hasMessageContaining("plan.json")
        .hasMessageContaining("EDIT");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "a field at the end | puntualidad. | puntualidad {nombre} | body-ends-with-field",
        "a picture without a handle | --- es_MX | --- es_MX\\nheader: [image {foto}] | handle",
      })
  void what_the_review_would_refuse_is_not_submitted(
      String what, String right, String wrong, String why) {
    String text =
        RECIBO
            .replace(right.strip(), wrong.strip().replace("\\n", "\n"))
            .replace("nombre text\n", "nombre text, foto image\n");

    PlannedTemplate line = plan(text).lines().get(0);

    assertThat(line.action()).isEqualTo(Action.BLOCKED);
    assertThat(line.why()).anySatisfy(one -> assertThat(one).contains(why));
    assertThat(line.submission().isEmpty()).isTrue();
  }

  @Test
  void a_handle_and_examples_that_are_given_are_submitted() throws Exception {
    String text =
        RECIBO
            .replace("--- es_MX", "--- es_MX\nheader: [image {foto}]")
            .replace("nombre text\n", "nombre text, foto image\n");

    PlannedTemplate line =
        TemplatePlan.between(
                List.of(template(text)),
                List.of(),
                TemplateExamples.of(Map.of("foto", "4::aW", "nombre", "Lucía")))
            .lines()
            .get(0);

    assertThat(line.action()).as(line.toString()).isEqualTo(Action.CREATE);
    assertThat(line.submission().toJson()).contains("4::aW", "Lucía");
  }

  @Test
  void all_starter_templates_are_taken_by_the_stand_in() throws Exception {
    List<MessageTemplate> all =
        StarterTemplates.standard().all().stream().map(starter -> starter.template()).toList();

    TemplatePlan plan = TemplatePlan.between(all, List.of(), TemplateExamples.invented());
    TemplateRun run = apply(plan);

    assertThat(plan.blocked()).isEmpty();
    assertThat(run.isComplete()).as(run.toString()).isTrue();
    clock.advance(Duration.ofHours(1));
    assertThat(
            TemplatePlan.between(all, get(account.list()).value(), TemplateExamples.invented())
                .lines())
        .extracting(PlannedTemplate::action)
        .containsOnly(Action.KEEP);
  }

  @ParameterizedTest
  @CsvSource({"REJECTED", "PAUSED"})
  void a_copy_that_differs_in_its_category_alone_is_edited(String state) throws Exception {
    business.approve(template(RECIBO)).recategorise("recibo", "es_MX", "MARKETING");
    business.status("recibo", "es_MX", state);
    TemplatePlan plan = plan(RECIBO);
    assertThat(plan.lines())
        .singleElement()
        .satisfies(
            line -> {
              assertThat(line.action()).isEqualTo(Action.EDIT);
              assertThat(line.why()).containsExactly("drift-category");
            });

    TemplateRun first = apply(plan);
    TemplateRun second = apply(plan);

    assertThat(first.lines()).extracting(TemplateRun.Line::result).containsExactly(Result.DONE);
    assertThat(second.lines()).extracting(TemplateRun.Line::result).containsExactly(Result.ALREADY);
    assertThat(business.template("recibo", "es_MX").category()).isEqualTo("UTILITY");
    assertThat(business.changes()).containsExactly(0, 1, 0);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ",\"components\":{}", ",\"components\":\"x\""})
  void a_copy_without_components_is_a_line_of_the_plan_and_of_the_run(String components)
      throws Exception {
    TemplateCopy known = bare("recibo", components);
    TemplateCopy strange = bare("ajena", components);

    TemplatePlan plan =
        TemplatePlan.between(
            List.of(template(RECIBO)), List.of(known, strange), TemplateExamples.invented());
    TemplatePlan earlier = plan(RECIBO);
    TemplateRun run = get(new PlanRunner(account, earlier, List.of(known, strange)).run());

    assertThat(actions(plan)).containsExactlyInAnyOrder(Action.BLOCKED, Action.ONLY_THERE);
    assertThat(plan.blocked().get(0).why()).containsExactly("unreadable-copy");
    assertThat(run.lines())
        .extracting(TemplateRun.Line::result)
        .containsExactly(Result.CHANGED_MEANWHILE);
    assertThat(business.changes()).containsExactly(0, 0, 0);
  }

  private static TemplateCopy bare(String name, String components) {
    String json =
        "{\"id\":\"7\",\"name\":\""
            + name
            + "\",\"language\":\"es_MX\","
            + "\"status\":\"APPROVED\",\"category\":\"UTILITY\""
            + components
            + "}";
    return TemplateCopy.of(Json.parse("listing", json).asObject());
  }

  @Test
  void two_templates_of_one_name_are_refused() {
    assertThatThrownBy(() -> plan(RECIBO, RECIBO)).hasMessageContaining("recibo");
  }

  private TemplatePlan plan(String... texts) {
    try {
      return TemplatePlan.between(
          java.util.Arrays.stream(texts).map(TemplatePlanTest::template).toList(),
          get(account.list()).value(),
          TemplateExamples.invented());
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private TemplateRun apply(TemplatePlan plan) throws Exception {
    return get(account.apply(plan, plan.digest()));
  }

  private static List<Action> actions(TemplatePlan plan) {
    return plan.lines().stream().map(PlannedTemplate::action).toList();
  }

  private static MessageTemplate template(String text) {
    return MessageTemplate.parse("t.txt", text);
  }

  private static <T> T get(CompletionStage<T> stage) throws Exception {
    return stage.toCompletableFuture().get(60, TimeUnit.SECONDS);
  }
}
