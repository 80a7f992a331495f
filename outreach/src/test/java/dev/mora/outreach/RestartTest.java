package dev.mora.outreach;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mora.contact.Suppression;
import dev.mora.ledger.Dispatch;
import dev.mora.ledger.DispatchEntry;
import dev.mora.ledger.Progress;
import dev.mora.ledger.SenderId;
import dev.mora.ledger.State;
import dev.mora.ledger.TemplateKey;
import dev.mora.loan.LoanId;
import dev.mora.party.Borrower;
import dev.mora.party.BorrowerId;
import dev.mora.party.Channel;
import dev.mora.portfolio.Portfolio;
import dev.mora.promise.PromiseToPay;
import dev.mora.template.TemplateStatus;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the host told one process, another one on the same ledger knows. */
class RestartTest {

  private static final LoanId LOAN = LoanId.of("L-1");
  private static final BorrowerId ROSA = BorrowerId.of("B-1");

  private final House house = new House();

  @Test
  void a_promise_outlives_the_process() {
    Outreach before = house.outreach();
    house.run(before, House.late());
    before.promised(promise());

    Outreach after = house.outreach();

    assertThat(house.plan(after, House.late()).rows().get(0).reason().code())
        .isEqualTo("BASE-suppression");
    assertThat(house.ledger.suppressions(ROSA))
        .containsExactly(Archive.promised(promise()))
        .allMatch(each -> each.reason() == Suppression.Reason.PROMISE_PENDING);
  }

  @Test
  void a_stopped_template_is_stopped_in_every_process_until_it_may_be_sent_again() {
    Outreach one = house.outreach();
    Plan plan = house.plan(one, House.late());
    house.outreach().templateChanged(template(TemplateStatus.State.PAUSED));

    one.run(plan, Progress.none());

    assertThat(house.sender.bodies).isEmpty();
    assertThat(house.ledger.find(plan.dispatches().get(0).id()).orElseThrow().reason())
        .isEqualTo("template-stopped");
    Outreach after = house.outreach();
    assertThat(house.plan(after, rosaToo()).rows().get(0).reason().in("en"))
        .contains("PAUSED QUALITY");
    house.clock.advance(Duration.ofMinutes(6));
    house.outreach().templateChanged(template(TemplateStatus.State.APPROVED));
    one.work();
    assertThat(house.sender.bodies).hasSize(1);
  }

  @Test
  void the_newest_word_about_a_template_holds_whichever_process_hears_it_last() {
    TemplateStatus paused = template(TemplateStatus.State.PAUSED);
    house.clock.advance(Duration.ofMinutes(1));
    TemplateStatus approved = template(TemplateStatus.State.APPROVED);

    house.outreach().templateChanged(approved);
    house.outreach().templateChanged(paused);

    assertThat(house.plan(house.outreach(), House.late()).rows().get(0).verdict())
        .isEqualTo(PlannedStep.Verdict.SEND);
  }

  @Test
  void a_name_and_a_reason_that_no_database_keeps_stop_all_the_same() {
    String name = "x".repeat(511) + "\0";
    var key = new TemplateKey(SenderId.of(house.sender), name, "1", "es_MX");
    StoppedTemplates here = new StoppedTemplates(house.ledger);

    here.compared(
        Channel.WHATSAPP,
        new TemplateStatus(
            name, "es_MX", TemplateStatus.State.DISABLED, "a\0b\nc", house.clock.instant()));

    assertThat(new StoppedTemplates(house.ledger).why(key)).contains("DISABLED a?b\nc");
  }

  @Test
  void what_refusals_of_the_provider_stopped_goes_on_when_the_provider_says_so_later() {
    var key = new TemplateKey(SenderId.of(house.sender), "cuota_vencida", "2026-11-21", "es_MX");
    house.ledger.stopTemplate(key, "132015", "provider");
    house.outreach().templateChanged(template(TemplateStatus.State.APPROVED));
    assertThat(house.ledger.stoppedTemplates()).containsKey(key);

    house.clock.advance(Duration.ofMinutes(1));
    house.outreach().templateChanged(template(TemplateStatus.State.FLAGGED));

    assertThat(house.ledger.stoppedTemplates()).isEmpty();
  }

  @Test
  void what_a_person_stopped_waits_for_a_person() {
    var key = new TemplateKey(SenderId.of(house.sender), "cuota_vencida", "2026-11-21", "es_MX");
    house.ledger.stopTemplate(key, "wrong number in it", "Marta");
    house.clock.advance(Duration.ofMinutes(1));

    house.outreach().templateChanged(template(TemplateStatus.State.APPROVED));

    assertThat(house.ledger.stoppedTemplates()).containsKey(key);
  }

  private TemplateStatus template(TemplateStatus.State state) {
    return new TemplateStatus("cuota_vencida", "es_MX", state, "QUALITY", house.clock.instant());
  }

  private static Portfolio rosaToo() {
    return Portfolio.builder()
        .borrower(House.person("B-2", "+525512345679").build())
        .loan(House.loan("L-2", "B-2", "2026-11-20"))
        .build();
  }

  @Test
  void without_a_promise_the_same_plan_writes() {
    house.run(house.outreach(), House.late());

    Outreach after = house.outreach();

    assertThat(house.plan(after, House.late()).rows().get(0).verdict())
        .isNotEqualTo(PlannedStep.Verdict.SILENT);
  }

  @Test
  void a_promise_for_a_loan_that_was_never_written_about_outlives_the_process() {
    house.outreach().promised(promise());
    house.clock.advance(Duration.ofMinutes(1));

    house.run(house.outreach(), House.late());

    assertThat(house.sender.bodies).isEmpty();
    assertThat(house.ledger.suppressions(ROSA)).isEmpty();
  }

  @Test
  void a_dispute_of_a_loan_that_was_never_written_about_outlives_the_process_until_it_ends() {
    house.outreach().disputed(LOAN);

    house.run(house.outreach(), House.late());
    assertThat(house.sender.bodies).isEmpty();

    house.outreach().disputeEnded(LOAN);
    house.run(house.outreach(), House.late());
    assertThat(house.sender.bodies).hasSize(1);
  }

  @Test
  void money_that_came_in_stops_a_plan_that_was_made_before_in_every_process() {
    Outreach before = house.outreach();
    Plan plan = house.plan(before, House.late());
    house.clock.advance(Duration.ofMinutes(1));
    house.outreach().paid(LOAN);
    house.clock.advance(Duration.ofMinutes(1));

    before.run(plan, Progress.none());
    house.outreach().work();

    assertThat(house.sender.bodies).isEmpty();
    assertThat(house.ledger.find(plan.dispatches().get(0).id()).orElseThrow().reason())
        .isEqualTo("paid");
  }

  @Test
  void a_campaign_whose_process_died_is_finished_by_any_other() {
    Outreach before = house.outreach();
    before.stopAll("dies", "test");
    Plan plan = house.run(before, House.late());
    Outreach after =
        house.builder().accounts(loan -> Optional.of(house.account("750.00", "750.00"))).build();
    after.resumeAll("test");

    after.work();

    assertThat(house.sender.bodies).hasSize(1);
    assertThat(house.state(plan)).isEqualTo(State.ACCEPTED);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "the same amount,  750.00, ACCEPTED,   ''",
    "another amount,   749.99, SUPPRESSED, amount-changed",
    "nothing overdue,    0.00, SUPPRESSED, nothing-overdue"
  })
  void the_gate_of_another_process_asks_the_same_questions(
      String what, String overdue, State state, String reason) {
    Outreach before = house.outreach();
    before.stopAll("dies", "test");
    Plan plan = house.run(before, House.late());
    Outreach after =
        house.builder().accounts(loan -> Optional.of(house.account(overdue, "900.00"))).build();
    after.resumeAll("test");

    after.work();

    DispatchEntry entry = house.ledger.find(plan.dispatches().get(0).id()).orElseThrow();
    assertThat(entry.state()).isEqualTo(state);
    assertThat(entry.reason()).isEqualTo(reason);
  }

  @Test
  void at_night_the_gate_of_another_process_waits_for_the_morning() {
    Outreach before = house.outreach();
    before.stopAll("dies", "test");
    house.run(before, House.late());
    house.clock.advance(Duration.ofHours(13));
    Outreach after = house.outreach();
    after.resumeAll("test");

    after.work();

    assertThat(house.sender.bodies).isEmpty();
  }

  @Test
  void a_number_that_said_stop_before_it_was_known_is_heeded_after_a_restart() {
    house.hear(house.outreach(), house.text("m-1", House.ROSA, "STOP"));
    house.clock.advance(Duration.ofMinutes(1));

    house.run(house.outreach(), House.late());

    assertThat(house.sender.bodies).isEmpty();
    assertThat(house.ledger.notes().all("stopped-numbers"))
        .singleElement()
        .satisfies(note -> assertThat(note.key() + note.text()).doesNotContain("5512345678"));
  }

  @Test
  void a_stop_that_another_process_heard_is_heeded_by_one_that_knows_the_borrower_already() {
    Outreach planned = house.outreach();
    planned.stopAll("wait", "boss");
    Plan plan = house.run(planned, House.late());

    house.hear(house.outreach(), house.text("w1", House.ROSA, "STOP"));
    planned.resumeAll("boss");
    planned.work();

    assertThat(house.sender.bodies).isEmpty();
    assertThat(house.state(plan)).isEqualTo(State.SUPPRESSED);
  }

  @Test
  void what_was_planned_before_it_told_what_it_knows_knew_all_until_then() {
    Plan plan = house.plan(house.outreach(), House.late());
    Dispatch planned = plan.dispatches().get(0);
    Dispatch old =
        Dispatch.of(planned.header().key(), planned.header().sender())
            .loan(LOAN)
            .notBefore(planned.header().notBefore())
            .expiresAt(planned.expiresAt())
            .brief(planned.brief().replaceFirst(",\"knownUntil\":\"[^\"]+\"", ""))
            .build(planned.to(), planned.content());

    assertThat(old.brief()).doesNotContain("knownUntil");
    assertThat(Brief.read(old).orElseThrow().knownUntil()).isEqualTo(house.clock.instant());
  }

  @Test
  void every_dispatch_carries_what_its_gate_needs() {
    Plan plan = house.plan(house.outreach(), House.late());
    Dispatch dispatch = plan.dispatches().get(0);
    Errand planned = Objects.requireNonNull(plan.errands().get(dispatch.id()));

    Errand read = Brief.read(dispatch).orElseThrow();

    assertThat(read.content()).isEqualTo(planned.content());
    assertThat(read.madeAt()).isEqualTo(planned.madeAt());
    assertThat(read.knownUntil())
        .isEqualTo(planned.knownUntil())
        .isEqualTo("2026-11-24T06:00:00Z"); // the beginning of its day where she lives
    assertThat(read.endsAt()).isEqualTo(planned.endsAt());
    Approach approach = read.approach();
    Borrower rosa = planned.approach().borrower();
    assertThat(approach.borrower())
        .returns(rosa.id(), Borrower::id)
        .returns(rosa.phone(), Borrower::phone)
        .returns(rosa.language(), Borrower::language)
        .returns(rosa.place(), Borrower::place)
        .returns(rosa.zone(), Borrower::zone);
    assertThat(
            new Approach(
                rosa,
                approach.channel(),
                approach.creditor(),
                approach.purpose(),
                approach.initiation(),
                approach.loan(),
                approach.product(),
                approach.daysPastDue(),
                approach.overdue(),
                approach.others()))
        .isEqualTo(planned.approach());
    assertThat(dispatch.brief()).doesNotContain("Rosa", "5512345678");
  }

  private static PromiseToPay promise() {
    return PromiseToPay.of(LOAN, House.TUESDAY, House.TUESDAY.plusDays(3), House.mxn("750.00"));
  }
}
