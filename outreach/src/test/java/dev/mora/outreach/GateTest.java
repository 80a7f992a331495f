package dev.mora.outreach;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mora.contact.ContactPolicy;
import dev.mora.history.ContactRecord;
import dev.mora.ledger.DispatchEntry;
import dev.mora.ledger.DispatchEvent;
import dev.mora.ledger.DispatchId;
import dev.mora.ledger.EntryFilter;
import dev.mora.ledger.Progress;
import dev.mora.ledger.RunReport;
import dev.mora.ledger.State;
import dev.mora.loan.LoanId;
import dev.mora.money.Money;
import dev.mora.party.Channel;
import dev.mora.party.Consent;
import dev.mora.portfolio.Portfolio;
import dev.mora.promise.PromiseToPay;
import dev.mora.segmentation.SegmentMemory;
import dev.mora.segmentation.SegmentationPolicy;
import dev.mora.template.TemplateStatus;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What happens between the plan and the send decides, whatever the plan said. */
class GateTest {

  private static final LoanId LOAN = LoanId.of("L-1");

  private static final Map<String, BiConsumer<House, Outreach>> HAPPENINGS =
      Map.of(
          "paid", (house, outreach) -> outreach.paid(LOAN),
          "promised",
              (house, outreach) ->
                  outreach.promised(
                      PromiseToPay.of(
                          LOAN, House.TUESDAY, House.TUESDAY.plusDays(3), House.mxn("750.00"))),
          "disputed", (house, outreach) -> outreach.disputed(LOAN),
          "objected",
              (house, outreach) -> outreach.consented(house.consent("B-1", Consent.State.OUT)),
          "stopped", (house, outreach) -> outreach.stopAll("audit", "boss"),
          "template",
              (house, outreach) ->
                  outreach.templateChanged(
                      new TemplateStatus(
                          "cuota_vencida",
                          "es_MX",
                          TemplateStatus.State.PAUSED,
                          "",
                          house.clock.instant())),
          "nothing", (house, outreach) -> {});

  private final House house = new House();

  @ParameterizedTest(name = "{0}: {1} {2}")
  @CsvSource({
    "paid,     SUPPRESSED, paid",
    "promised, SUPPRESSED, PROMISE_PENDING",
    "disputed, SUPPRESSED, DISPUTED",
    "objected, SUPPRESSED, OPT_OUT",
    "stopped,  PLANNED,    ''",
    "template, PLANNED,    template-stopped",
    "nothing,  ACCEPTED,   ''"
  })
  void between_plan_and_run(String what, State state, String reason) {
    Outreach outreach = house.outreach();
    Plan plan = house.plan(outreach, House.late());
    house.clock.advance(Duration.ofMinutes(1));

    HAPPENINGS.getOrDefault(what, (h, o) -> {}).accept(house, outreach);
    outreach.run(plan, Progress.none());

    assertThat(entry(plan).state()).isEqualTo(state);
    assertThat(entry(plan).reason()).isEqualTo(reason);
    assertThat(house.sender.bodies).hasSize(what.equals("nothing") ? 1 : 0);
  }

  @Test
  void a_stopped_template_goes_on_the_same_day_when_it_may() {
    Outreach outreach = house.outreach();
    Plan plan = house.plan(outreach, House.late());
    HAPPENINGS.getOrDefault("template", (h, o) -> {}).accept(house, outreach);
    outreach.run(plan, Progress.none());

    outreach.templateChanged(
        new TemplateStatus(
            "cuota_vencida", "es_MX", TemplateStatus.State.REINSTATED, "", house.clock.instant()));
    house.clock.advance(Duration.ofMinutes(6));
    outreach.work();

    assertThat(house.sender.bodies).hasSize(1);
  }

  @ParameterizedTest(name = "told at {0}, planned on {1} of {2}: {3}")
  @CsvSource({
    "2026-11-24T04:59:59Z, 2026-11-24T16:00:00Z, 2026-11-24, 1", // the day begins at 06:00Z,
    "2026-11-24T05:00:00Z, 2026-11-24T16:00:00Z, 2026-11-24, 0", // and clocks differ by an hour
    "2026-11-24T13:00:00Z, 2026-11-24T16:00:00Z, 2026-11-24, 0",
    "2026-11-24T16:00:00Z, 2026-11-24T16:00:00Z, 2026-11-24, 0",
    "2026-11-24T16:00:00Z, 2026-11-25T16:00:00Z, 2026-11-24, 0",
    "2026-11-24T16:00:00Z, 2026-11-25T16:00:00Z, 2026-11-25, 1",
    "2026-11-24T13:00:00Z, 2026-11-24T16:00:00Z, 2026-11-25, 0", // nobody knows tomorrow's facts
    "2026-11-24T04:59:59Z, 2026-11-24T16:00:00Z, 2026-11-25, 1"
  })
  void money_is_in_the_facts_of_the_next_day(
      Instant told, Instant planned, LocalDate asOf, int sent) {
    House then = new House(told.toString());
    Outreach outreach = then.outreach();
    outreach.paid(LOAN);
    then.clock.advance(Duration.between(told, planned));
    Plan plan = then.plan(outreach, House.late(), asOf);

    outreach.run(plan, Progress.none());
    then.clock.advance(Duration.ofDays(1));
    outreach.work();

    assertThat(then.sender.bodies).hasSize(sent);
    if (sent == 0) {
      assertThat(then.ledger.find(plan.dispatches().get(0).id()).orElseThrow())
          .returns(State.SUPPRESSED, DispatchEntry::state)
          .returns("paid", DispatchEntry::reason);
    }
  }

  @Test
  void money_that_another_process_is_told_of_during_the_day_stops_what_was_planned() {
    Outreach outreach = house.outreach();
    Plan plan = house.plan(outreach, House.late());
    house.clock.advance(Duration.ofHours(2));
    house.outreach().paid(LOAN);

    outreach.run(plan, Progress.none());

    assertThat(house.sender.bodies).isEmpty();
    assertThat(entry(plan).reason()).isEqualTo("paid");
  }

  @Test
  void what_was_sent_before_money_came_stays_in_the_plan() {
    Outreach outreach = house.outreach();
    house.run(outreach, House.late());
    outreach.paid(LOAN);

    Plan again = house.run(outreach, House.late());

    assertThat(again.rows())
        .singleElement()
        .returns(PlannedStep.Verdict.DONE, PlannedStep::verdict);
    assertThat(house.sender.bodies).hasSize(1);
  }

  @ParameterizedTest(name = "{0} seconds after it was told: {1}")
  @CsvSource({"3600, SILENT", "3601, SENT"})
  void a_single_message_has_the_facts_of_its_moment(int seconds, Outcome.Kind kind) {
    Outreach outreach = house.outreach();
    outreach.paid(LOAN);
    house.clock.advance(Duration.ofSeconds(seconds));

    Outcome outcome =
        outreach
            .send(
                DispatchId.of("one"),
                House.rosa(),
                house.overdue("750.00", 4),
                About.overdue(LOAN, 4, House.mxn("750.00")))
            .join();

    assertThat(outcome.kind()).isEqualTo(kind);
  }

  @Test
  void a_call_made_meanwhile_counts_for_the_cap() {
    house.policy = ContactPolicy.of("GENERIC-STRICT").consentForAll("contract");
    Outreach outreach = house.outreach();
    Plan plan = house.plan(outreach, House.late());

    outreach.contacted(
        new ContactRecord(
            House.rosa().id(),
            Optional.of(LOAN),
            house.clock.instant(),
            Channel.CALL,
            ContactRecord.Direction.OUT,
            ContactRecord.Outcome.RIGHT_PARTY,
            ""));
    outreach.run(plan, Progress.none());

    assertThat(house.sender.bodies).isEmpty();
    assertThat(entry(plan).state()).isEqualTo(State.EXPIRED);
  }

  @Test
  void a_cap_holds_for_the_number_when_two_borrowers_share_it() {
    house.policy = ContactPolicy.of("GENERIC-STRICT").consentForAll("contract");
    Portfolio both =
        House.late().toBuilder()
            .borrower(House.person("B-2", "+525512345678").build())
            .loan(House.loan("L-2", "B-2", "2026-11-20"))
            .build();

    house.run(house.outreach(), both);

    assertThat(house.sender.bodies).hasSize(1);
  }

  @Test
  void an_export_that_says_agreed_does_not_take_back_what_a_person_said_here() {
    Outreach outreach = house.outreach();
    house.hear(outreach, house.text("w1", House.ROSA, "BAJA"));
    house.clock.advance(Duration.ofMinutes(1));
    Portfolio exportedLater =
        House.late().toBuilder()
            .consent(
                new Consent(
                    House.rosa().id(),
                    Channel.WHATSAPP,
                    Consent.State.IN,
                    house.clock.instant(),
                    "nightly export"))
            .build();
    outreach.run(house.plan(outreach, House.late()), Progress.none());

    house.run(outreach, exportedLater);
    assertThat(house.sender.bodies).isEmpty();

    house.clock.advance(Duration.ofMinutes(1));
    outreach.consented(
        new Consent(
            House.rosa().id(), Channel.WHATSAPP, Consent.State.IN, house.clock.instant(), "form"));
    assertThat(house.plan(outreach, House.late()).rows().get(0).verdict())
        .isNotEqualTo(PlannedStep.Verdict.SILENT);
  }

  @Test
  void rules_see_what_was_sent_from_here() {
    house.segments =
        house.segments.replace(
            "\"rules\":[",
            "\"rules\":[{\"id\":\"rest\",\"segment\":\"REST\",\"when\":{\"attribute\":\"attempts7d\",\"atLeast\":1}},");
    Outreach outreach = house.outreach();
    house.run(outreach, House.late());
    house.clock.advance(Duration.ofDays(1));

    Plan next = house.plan(outreach, House.late(), House.TUESDAY.plusDays(1));

    assertThat(next.rows().get(0).segment()).isEqualTo("REST");
  }

  @Test
  void a_policy_that_holds_segments_is_not_planned_without_its_memory() {
    house.segments =
        house.segments.replace(
            "\"otherwise\":", "\"hold\":{\"EARLY\":{\"days\":3}},\"otherwise\":");
    SegmentationPolicy holds = SegmentationPolicy.parse("segments.json", house.segments);
    Outreach forgetful = house.outreach();
    Outreach first =
        house.builder().segmentation(holds, run -> run.memory(SegmentMemory.none())).build();

    Plan plan = house.plan(first, House.late());

    assertThatThrownBy(() -> house.plan(forgetful, House.late()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("policy s holds EARLY")
        .hasMessageContaining("SegmentMemory.none() for the first");
    assertThat(plan.segmented().memory().orElseThrow().entries()).hasSize(plan.rows().size());
  }

  @Test
  void where_the_books_can_be_asked_a_message_for_money_names_its_loan() {
    Outreach outreach = live(loan -> Optional.empty());

    assertThatThrownBy(
            () -> outreach.send(DispatchId.of("x"), House.rosa(), house.overdue("750.00", 4)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("About.overdue");
    assertThat(house.ledger.counts().values().stream().mapToLong(Long::longValue).sum()).isZero();
  }

  // --- the live account

  @ParameterizedTest(name = "read {0} seconds ago")
  @CsvSource({"0, true", "5, true", "6, false", "-5, true", "-6, false"})
  void an_account_is_trusted_for_five_seconds(long age, boolean sent) {
    Outreach outreach =
        live(
            loan ->
                Optional.of(
                    new LiveAccount(
                        House.mxn("750.00"),
                        House.mxn("750.00"),
                        false,
                        false,
                        house.clock.instant().minusSeconds(age))));

    Plan plan = house.run(outreach, House.late());

    assertThat(house.sender.bodies).hasSize(sent ? 1 : 0);
    assertThat(entry(plan).reason()).isEqualTo(sent ? "" : "account-unknown");
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({
    "paid,     paid",
    "promised, PROMISE_PENDING",
    "disputed, DISPUTED",
    "number,   OPT_OUT",
    "person,   OPT_OUT"
  })
  void what_another_process_hears_while_the_books_are_asked_is_heeded(String what, String reason) {
    var elsewhere = new Holds(house.ledger.notes());
    var others = new People(number -> List.of(), house.ledger);
    Outreach outreach =
        live(
            loan -> {
              Instant now = house.clock.instant();
              switch (what) {
                case "paid" -> elsewhere.paid(LOAN, now);
                case "promised" ->
                    elsewhere.promised(
                        PromiseToPay.of(
                            LOAN, House.TUESDAY, House.TUESDAY.plusDays(3), House.mxn("750.00")),
                        now);
                case "disputed" -> elsewhere.disputed(LOAN, now);
                case "number" -> others.stopped(House.ROSA, Channel.WHATSAPP, now, "w-1");
                default -> house.ledger.consent(house.consent("B-1", Consent.State.OUT));
              }
              return Optional.of(house.account("750.00", "750.00"));
            });

    Plan plan = house.run(outreach, House.late());

    assertThat(house.sender.bodies).isEmpty();
    assertThat(entry(plan).state()).isEqualTo(State.SUPPRESSED);
    assertThat(entry(plan).reason()).isEqualTo(reason);
  }

  @Test
  void while_the_books_cannot_be_read_nothing_is_sent_and_the_run_ends() {
    AtomicInteger asked = new AtomicInteger();
    Outreach outreach =
        live(
            loan -> {
              if (asked.incrementAndGet() == 1) {
                throw new IllegalStateException("the core is down");
              }
              return asked.get() == 2
                  ? Optional.empty()
                  : Optional.of(house.account("750.00", "750.00"));
            });
    Plan plan = house.plan(outreach, House.late());

    RunReport report = outreach.run(plan, Progress.none());
    assertThat(report.ended()).isEqualTo(RunReport.Ended.IDLE);
    assertThat(house.sender.bodies).isEmpty();

    house.clock.advance(Duration.ofMinutes(6));
    outreach.work();
    assertThat(house.sender.bodies).isEmpty();

    house.clock.advance(Duration.ofMinutes(6));
    outreach.work();
    assertThat(house.sender.bodies).hasSize(1);
    assertThat(asked).hasValue(3);
  }

  @ParameterizedTest(name = "overdue {0} of {1}, promise {2}, dispute {3}: {4}")
  @CsvSource({
    "750.00, 750.00, false, false, ''",
    "750.00, 9000.00, false, false, ''",
    "749.99, 9000.00, false, false, amount-changed",
    "750.01, 9000.00, false, false, amount-changed",
    "0.00,   9000.00, false, false, nothing-overdue",
    "0.00,      0.00, false, false, paid",
    "750.00,  750.00, true,  false, promise-open",
    "750.00,  750.00, false, true,  disputed"
  })
  void the_books_have_the_last_word(
      String overdue, String outstanding, boolean promise, boolean dispute, String reason) {
    Outreach outreach =
        live(
            loan ->
                Optional.of(
                    new LiveAccount(
                        House.mxn(overdue),
                        House.mxn(outstanding),
                        promise,
                        dispute,
                        house.clock.instant())));

    Plan plan = house.run(outreach, House.late());

    assertThat(entry(plan).reason()).isEqualTo(reason);
    assertThat(house.sender.bodies).hasSize(reason.isEmpty() ? 1 : 0);
  }

  @Test
  void a_reminder_before_the_due_date_needs_no_arrears() {
    Outreach outreach = live(loan -> Optional.of(house.account("0", "750.00")));

    house.run(
        outreach,
        Portfolio.builder()
            .borrower(House.rosa())
            .loan(House.loan("L-1", "B-1", "2026-11-25"))
            .build());

    assertThat(house.sender.texts()).singleElement().asString().contains("vence", "en 1");
  }

  // --- memory

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({
    "none,          750.00, true",
    "none,          750.01, false",
    "none,          749.99, false",
    "percent 2,     765.00, true",
    "percent 2,     765.01, false",
    "percent 2,     735.00, true",
    "percent 2,     734.99, false",
    "of 10.00 MXN,  760.00, true",
    "of 10.00 MXN,  760.01, false",
    "of 10.00 USD,  750.01, false",
    "of 0.00 MXN,   750.00, true"
  })
  void an_amount_may_move_within_the_tolerance(String tolerance, String live, boolean sent) {
    String[] words = tolerance.split(" ", 2);
    AmountTolerance within =
        switch (words[0]) {
          case "percent" -> AmountTolerance.percent(words[1]);
          case "of" -> AmountTolerance.of(Money.parse(words[1]));
          default -> AmountTolerance.none();
        };
    Outreach outreach =
        house
            .builder()
            .accounts(loan -> Optional.of(house.account(live, "900.00")))
            .amountTolerance(within)
            .build();

    Plan plan = house.run(outreach, House.late());

    assertThat(house.state(plan)).isEqualTo(sent ? State.ACCEPTED : State.SUPPRESSED);
    assertThat(house.sender.texts()).allMatch(text -> text.contains("$750.00"));
  }

  @ParameterizedTest
  @CsvSource({"2000, 2000, true", "2000, 2001, false", "5000, 5000, true"})
  void an_account_is_trusted_as_long_as_the_host_says(long trusted, long age, boolean sent) {
    Outreach outreach =
        house
            .builder()
            .accounts(
                loan ->
                    Optional.of(
                        new LiveAccount(
                            House.mxn("750.00"),
                            House.mxn("900.00"),
                            false,
                            false,
                            house.clock.instant().minusMillis(age))))
            .maxSnapshotAge(Duration.ofMillis(trusted))
            .build();

    house.run(outreach, House.late());

    assertThat(house.sender.bodies).hasSize(sent ? 1 : 0);
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 5001})
  void no_account_is_trusted_for_longer_than_five_seconds(long millis) {
    assertThatThrownBy(() -> house.builder().maxSnapshotAge(Duration.ofMillis(millis)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void what_has_ended_is_forgotten_and_what_waits_is_not() {
    Errands errands = new Errands();
    Outreach outreach = house.outreach();
    Plan plan = house.plan(outreach, House.late());
    var id = plan.dispatches().get(0).id();
    Errand errand = Objects.requireNonNull(plan.errands().get(id));
    var campaign = plan.campaign();
    var now = house.clock.instant();

    errands.renew(id, errand);
    errands.heard(new DispatchEvent.Deferred(id, campaign, now, "x", now));
    errands.heard(new DispatchEvent.Stopped(id, campaign, State.PARKED, "x", now));
    assertThat(errands.size()).isEqualTo(1);
    errands.heard(new DispatchEvent.Accepted(id, campaign, false, now));
    assertThat(errands.size()).isZero();

    errands.renew(id, errand);
    errands.sweep(errand.endsAt().minusNanos(1));
    assertThat(errands.size()).isEqualTo(1);
    errands.sweep(errand.endsAt().plus(Duration.ofMinutes(10)));
    assertThat(errands.size()).isZero();
  }

  private Outreach live(LiveAccounts accounts) {
    return house.builder().accounts(accounts).build();
  }

  private DispatchEntry entry(Plan plan) {
    List<DispatchEntry> entries = house.ledger.entries(EntryFilter.of(plan.campaign()));
    assertThat(entries).hasSize(1);
    return entries.get(0);
  }
}
