package dev.mora.outreach;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mora.calendar.Place;
import dev.mora.channel.OutboundMessage;
import dev.mora.channel.SendResult;
import dev.mora.contact.ContactPolicy;
import dev.mora.history.ContactRecord;
import dev.mora.ledger.CampaignId;
import dev.mora.ledger.DispatchEntry;
import dev.mora.ledger.EntryFilter;
import dev.mora.ledger.Progress;
import dev.mora.ledger.State;
import dev.mora.loan.Amounts;
import dev.mora.loan.Installment;
import dev.mora.loan.Loan;
import dev.mora.loan.LoanId;
import dev.mora.loan.Pause;
import dev.mora.party.Borrower;
import dev.mora.party.Channel;
import dev.mora.party.Consent;
import dev.mora.party.PhoneNumber;
import dev.mora.portfolio.GivenFacts;
import dev.mora.portfolio.Portfolio;
import dev.mora.promise.PromiseToPay;
import dev.mora.template.TemplateStatus;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CampaignTest {

  private static final LocalDate FRIDAY = LocalDate.of(2026, 11, 27);

  private final House house = new House();

  @Test
  void planning_twice_gives_the_same_digest_and_running_twice_sends_once() {
    Outreach outreach = house.outreach();
    Plan first = house.plan(outreach, House.late());
    Plan second = house.plan(outreach, House.late());

    outreach.run(first, Progress.none());
    outreach.run(second, Progress.none());
    outreach.run(first, Progress.none());
    outreach.work();

    assertThat(second.digest()).isEqualTo(first.digest());
    assertThat(house.sender.bodies).hasSize(1);
    assertThat(house.state(first)).isEqualTo(State.ACCEPTED);
  }

  @Test
  void planning_writes_nothing_and_sends_nothing() {
    Portfolio portfolio =
        Portfolio.builder()
            .borrower(House.rosa())
            .loan(House.loan("L-1", "B-1", "2026-11-20"))
            .consent(house.consent("B-1", Consent.State.IN))
            .build();

    house.plan(house.outreach(), portfolio);

    assertThat(house.ledger.counts().values()).containsOnly(0L);
    assertThat(house.ledger.consents(House.rosa().id()).all()).isEmpty();
    assertThat(house.sender.bodies).isEmpty();
  }

  @Test
  void another_number_amount_or_day_is_another_digest_and_another_hour_is_not() {
    Outreach outreach = house.outreach();
    String digest = house.plan(outreach, House.late()).digest();

    Portfolio otherNumber =
        Portfolio.builder()
            .borrower(House.person("B-1", "+525512345679").build())
            .loan(House.loan("L-1", "B-1", "2026-11-20"))
            .build();
    Portfolio otherAmount =
        Portfolio.builder()
            .borrower(House.rosa())
            .loan(Loan.of("L-1", "B-1", "MXN").installment("2026-11-20", "750.01"))
            .build();

    assertThat(house.plan(outreach, otherNumber).digest()).isNotEqualTo(digest);
    assertThat(house.plan(outreach, otherAmount).digest()).isNotEqualTo(digest);
    house.clock.advance(Duration.ofHours(1));
    assertThat(house.plan(outreach, House.late()).digest()).isEqualTo(digest);
    house.clock.advance(Duration.ofDays(1));
    assertThat(house.plan(outreach, House.late()).digest()).isNotEqualTo(digest);
  }

  @Test
  void every_loan_has_a_row_with_a_reason_and_the_counts_add_up() {
    Portfolio.Builder all = Portfolio.builder();
    List<String> expected = new ArrayList<>();
    add(all, expected, 1, "2026-11-20", "step-falls-today");
    add(all, expected, 2, "2026-10-20", "no-step-today");
    add(all, expected, 3, "2027-02-20", "segment-left-alone");
    add(all, expected, 4, "2026-11-25", "step-falls-today");
    add(all, expected, 5, "2026-08-20", "agent-step");
    expected.add("unreachable");
    all.borrower(Borrower.of("B-6", "Ana").contactFault("phone", "no country code").build())
        .loan(House.loan("L-6", "B-6", "2026-11-20"));
    expected.add("not-collected");
    all.borrower(House.person("B-7", "+525500000007").build())
        .loan(
            House.loan("L-7", "B-7", "2026-11-20").toBuilder().status(Loan.Status.CLOSED).build());
    expected.add("other-loan");
    all.loan(House.loan("L-8", "B-1", "2026-11-22"));
    expected.add("text-does-not-fit");
    all.borrower(House.person("B-9", "+525500000009").language("pt").build())
        .loan(House.loan("L-9", "B-9", "2026-11-20"));
    expected.add("BASE-opt-out");
    all.borrower(House.person("B-10", "+525500000010").build())
        .loan(House.loan("L-10", "B-10", "2026-11-20"))
        .consent(house.consent("B-10", Consent.State.OUT));
    expected.add("BASE-suppression");
    all.borrower(House.person("B-11", "+525500000011").build())
        .loan(House.loan("L-11", "B-11", "2026-11-20"))
        .promise(
            PromiseToPay.of(
                LoanId.of("L-11"), House.TUESDAY.minusDays(1), FRIDAY, House.mxn("750.00")));
    expected.add("BASE-suppression");
    all.borrower(House.person("B-12", "+525500000012").build())
        .loan(
            House.loan("L-12", "B-12", "2026-11-20").toBuilder()
                .pause(new Pause(House.TUESDAY, House.TUESDAY.plusDays(9), Pause.Kind.LEGAL_HOLD))
                .build());
    add(all, expected, 13, "2026-11-15", "step-falls-today", "one-message-a-plan");
    expected.add("fact-unknown");
    all.borrower(House.person("B-14", "+525500000014").build())
        .loan(Loan.of("L-14", "B-14", "MXN"))
        .given(
            LoanId.of("L-14"),
            new GivenFacts(
                0,
                House.mxn("0"),
                House.mxn("90.00"),
                Optional.of(House.TUESDAY.plusDays(1)),
                Optional.empty()));

    Outreach outreach = house.outreach();
    Plan plan = house.plan(outreach, all.build());

    assertThat(plan.rows().stream().map(row -> row.reason().code()).sorted())
        .containsExactlyElementsOf(expected.stream().sorted().toList());
    assertThat(plan.rows().stream().map(PlannedStep::loan).distinct())
        .containsExactlyElementsOf(
            plan.segmented().loans().stream().map(loan -> loan.loan().id()).toList());
    assertThat(plan.counts().values().stream().mapToLong(Long::longValue).sum())
        .isEqualTo(plan.rows().size());
    assertThat(plan.rows())
        .allSatisfy(
            row -> {
              assertThat(row.reason().in("es")).isNotBlank();
              assertThat(row.reason().in("pt-BR")).isNotBlank();
              assertThat(row.reason().in("en")).isNotBlank();
            });

    outreach.run(plan, Progress.none());

    assertThat(house.sender.bodies).hasSize(plan.dispatches().size()).hasSize(3);
    Map<State, Long> counts = house.ledger.counts(plan.campaign());
    assertThat(counts.values().stream().mapToLong(Long::longValue).sum()).isEqualTo(3);
  }

  private static void add(
      Portfolio.Builder all, List<String> expected, int n, String dueOn, String... codes) {
    expected.addAll(List.of(codes));
    all.borrower(House.person("B-" + n, "+5255000000" + (n < 10 ? "0" : "") + n).build())
        .loan(House.loan("L-" + n, "B-" + n, dueOn));
  }

  @Test
  void a_template_that_is_stopped_or_a_consent_that_is_missing_leaves_people_alone() {
    Outreach outreach = house.outreach();
    outreach.templateChanged(status("es_MX", TemplateStatus.State.PAUSED));
    assertThat(code(house.plan(outreach, House.late()))).isEqualTo("template-stopped");
    outreach.templateChanged(status("es_MX", TemplateStatus.State.APPROVED));
    outreach.templateChanged(status("pt_BR", TemplateStatus.State.PAUSED));
    assertThat(code(house.plan(outreach, House.late()))).isEqualTo("step-falls-today");

    house.policy = ContactPolicy.of("MX");
    assertThat(code(house.plan(house.outreach(), House.late()))).isEqualTo("BASE-consent");
  }

  private TemplateStatus status(String language, TemplateStatus.State state) {
    return new TemplateStatus("cuota_vencida", language, state, "QUALITY", house.clock.instant());
  }

  private static String code(Plan plan) {
    return plan.rows().get(0).reason().code();
  }

  // --- another day

  @Test
  void a_deferred_message_is_sent_by_work_with_the_days_of_that_day() {
    House night = new House("2026-11-25T04:30:00Z"); // 22:30 on Tuesday
    Outreach outreach = night.outreach();

    Plan plan = night.run(outreach, House.late());

    PlannedStep row = plan.rows().get(0);
    assertThat(row.verdict()).isEqualTo(PlannedStep.Verdict.DEFER);
    assertThat(row.reason().code()).isEqualTo("MX-window");
    assertThat(row.at()).contains(Instant.parse("2026-11-25T13:00:00Z"));
    assertThat(night.sender.bodies).isEmpty();

    night.clock.advanceTo(Instant.parse("2026-11-25T12:55:00Z"));
    outreach.work();
    night.clock.advanceTo(Instant.parse("2026-11-25T13:00:00Z"));
    outreach.work();

    assertThat(night.sender.texts()).singleElement().asString().contains("$750.00", "hace 5");
  }

  @Test
  void an_installment_that_falls_due_until_then_is_in_the_amount() {
    House night = new House("2026-11-25T04:30:00Z");
    Loan loan = House.loan("L-1", "B-1", "2026-11-20").installment("2026-11-24", "100.00");
    Portfolio portfolio = Portfolio.builder().borrower(House.rosa()).loan(loan).build();
    Outreach outreach =
        night.builder().accounts(id -> Optional.of(night.account("850.00", "850.00"))).build();

    night.run(outreach, portfolio);
    night.clock.advanceTo(Instant.parse("2026-11-25T13:00:00Z"));
    outreach.work();

    assertThat(night.sender.texts()).singleElement().asString().contains("$850.00", "hace 5");
  }

  @Test
  void given_figures_count_days_on_but_are_not_used_beyond_the_next_due_date() {
    House night = new House("2026-11-25T04:30:00Z");
    Loan loan = Loan.of("L-1", "B-1", "MXN");
    house.templates.forEach(template -> assertThat(template.name()).isNotBlank());
    Strategy strategy =
        Strategy.parse(
            "s",
            House.STRATEGY.replace(
                "\"template\":\"cuota_vencida\"",
                "\"template\":\"cuota_vencida\",\"fields\":{\"vencimiento\":\"nextDueOn\"}"));
    for (String next : List.of("2026-11-25", "2026-11-24")) {
      Portfolio portfolio =
          Portfolio.builder()
              .borrower(House.rosa())
              .loan(loan)
              .given(
                  loan.id(),
                  new GivenFacts(
                      4,
                      House.mxn("10.00"),
                      House.mxn("90.00"),
                      Optional.of(LocalDate.parse(next)),
                      Optional.of(House.mxn("5.00"))))
              .build();

      Plan plan =
          night.outreach().plan(CampaignId.of("c", next), strategy, () -> portfolio, House.TUESDAY);

      if (next.equals("2026-11-25")) {
        assertThat(plan.dispatches()).hasSize(1);
        assertThat(
                FakeSender.text(
                    new OutboundMessage(
                        "c",
                        House.rosa().phone().orElseThrow(),
                        plan.dispatches().get(0).content())))
            .contains("hace 5");
      } else {
        assertThat(code(plan)).isEqualTo("facts-too-old");
      }
    }
  }

  @Test
  void a_reminder_that_would_come_after_the_due_date_is_not_sent() {
    House friday = new House("2026-11-28T05:00:00Z"); // 23:00 on Friday; Monday is the next day
    Portfolio sunday =
        Portfolio.builder()
            .borrower(House.rosa())
            .loan(House.loan("L-1", "B-1", "2026-11-28"))
            .build();
    Portfolio monday =
        Portfolio.builder()
            .borrower(House.rosa())
            .loan(House.loan("L-1", "B-1", "2026-11-30"))
            .build();

    Plan passed = friday.plan(friday.outreach(), sunday, FRIDAY);
    Plan inTime = friday.plan(friday.outreach(), monday, FRIDAY);

    assertThat(code(passed)).isEqualTo("too-late-for-reminder");
    assertThat(inTime.rows().get(0).verdict()).isEqualTo(PlannedStep.Verdict.DEFER);
    assertThat(inTime.rows().get(0).at()).contains(Instant.parse("2026-11-30T13:00:00Z"));
  }

  @Test
  void the_days_are_those_of_the_day_of_reading_also_when_the_books_are_from_yesterday() {
    Outreach outreach = house.outreach();

    Plan plan = house.plan(outreach, House.late(), House.TUESDAY.minusDays(1));
    outreach.run(plan, Progress.none());

    assertThat(house.sender.texts()).singleElement().asString().contains("hace 4");
  }

  @Test
  void nothing_is_sent_before_the_day_of_the_facts_begins() {
    Outreach outreach = house.outreach();

    Plan plan = house.plan(outreach, House.late(), House.TUESDAY.plusDays(1));
    outreach.run(plan, Progress.none());

    assertThat(house.sender.bodies).isEmpty();
    assertThat(plan.rows().get(0).at()).contains(Instant.parse("2026-11-25T13:00:00Z"));
    house.clock.advanceTo(Instant.parse("2026-11-25T13:00:00Z"));
    outreach.work();
    assertThat(house.sender.texts()).singleElement().asString().contains("hace 5");
  }

  @Test
  void without_a_zone_the_day_is_that_of_the_country_and_not_of_utc() {
    House evening = new House("2026-11-25T03:40:00Z"); // 21:40 on Tuesday, after ten in Cancun
    Portfolio portfolio =
        Portfolio.builder()
            .borrower(
                Borrower.of("B-1", "Rosa")
                    .phone("+525512345678")
                    .language("es")
                    .place(Place.of("MX"))
                    .build())
            .loan(House.loan("L-1", "B-1", "2026-11-20"))
            .build();
    Outreach outreach = evening.outreach();

    Plan plan = evening.run(outreach, portfolio);
    Instant morning = plan.rows().get(0).at().orElseThrow();
    evening.clock.advanceTo(morning);
    outreach.work();

    assertThat(plan.rows().get(0).verdict()).isEqualTo(PlannedStep.Verdict.DEFER);
    assertThat(evening.sender.texts()).singleElement().asString().contains("hace 5");
    assertThat(plan.dispatches().get(0).expiresAt())
        .isEqualTo(Instant.parse("2026-11-26T05:00:00Z")); // midnight in Cancun
  }

  @Test
  void what_does_not_leave_on_its_day_expires() {
    Outreach outreach = house.outreach();
    outreach.stopAll("incident", "boss");
    Plan plan = house.run(outreach, House.late());

    house.clock.advanceTo(Instant.parse("2026-11-25T06:00:00Z"));
    outreach.resumeAll("boss");
    outreach.work();
    house.clock.advance(Duration.ofHours(10));
    outreach.work();

    assertThat(house.sender.bodies).isEmpty();
    assertThat(house.state(plan)).isEqualTo(State.EXPIRED);
  }

  // --- two doors

  @Test
  void a_second_campaign_leaves_alone_who_was_written_to_or_waits_that_day() {
    Outreach outreach = house.outreach();
    Plan first = house.plan(outreach, House.late());
    Plan other = outreach.plan(CampaignId.of("other"), house.strategy, House::late, House.TUESDAY);
    outreach.run(first, Progress.none());

    outreach.run(other, Progress.none());
    Plan later = outreach.plan(CampaignId.of("third"), house.strategy, House::late, House.TUESDAY);

    assertThat(house.sender.bodies).hasSize(1);
    assertThat(house.ledger.find(other.dispatches().get(0).id()).orElseThrow().reason())
        .isEqualTo("already-written");
    assertThat(code(later)).isEqualTo("already-written");
  }

  @Test
  void of_two_campaigns_that_died_before_they_asked_one_writes() {
    Outreach outreach = house.outreach();
    Plan first = house.plan(outreach, House.late());
    Plan other = outreach.plan(CampaignId.of("other"), house.strategy, House::late, House.TUESDAY);
    house.ledger.plan(first.dispatches());
    house.ledger.plan(other.dispatches());

    outreach.work();
    house.outreach().work();

    assertThat(house.sender.bodies).hasSize(1);
    assertThat(house.state(first)).isEqualTo(State.ACCEPTED);
    assertThat(house.state(other)).isEqualTo(State.SUPPRESSED);
  }

  @Test
  void a_campaign_that_died_before_it_asked_asks_when_it_is_run_again() {
    Outreach outreach = house.outreach();
    Plan first = house.plan(outreach, House.late());
    Plan other = outreach.plan(CampaignId.of("other"), house.strategy, House::late, House.TUESDAY);
    outreach.run(first, Progress.none());
    house.ledger.plan(other.dispatches());

    house.outreach().run(other, Progress.none());

    assertThat(house.sender.bodies).hasSize(1);
    assertThat(house.state(other)).isEqualTo(State.CANCELLED);
    assertThat(house.ledger.find(other.dispatches().get(0).id()).orElseThrow().reason())
        .isEqualTo("already-written");
  }

  @Test
  void of_two_that_wait_and_ask_at_the_same_moment_the_one_planned_later_gives_way() {
    Outreach outreach = house.outreach();
    Plan first = house.plan(outreach, House.late());
    Plan other = outreach.plan(CampaignId.of("other"), house.strategy, House::late, House.TUESDAY);
    house.ledger.plan(first.dispatches());
    house.ledger.plan(other.dispatches());
    List<DispatchEntry> entries = house.ledger.entries(EntryFilter.of(House.rosa().id()));
    DebtorDay calendar = new DebtorDay(house.policy.zones(House.rosa()));

    List<Boolean> givesWay =
        entries.stream()
            .map(
                entry ->
                    Archive.occupied(
                            entries,
                            entry.header().key(),
                            House.TUESDAY,
                            calendar,
                            house.clock.instant())
                        .isPresent())
            .toList();

    assertThat(givesWay).containsExactly(false, true);
  }

  @Test
  void fridays_message_that_waits_for_monday_and_mondays_own_are_one() {
    House friday = new House("2026-11-28T04:30:00Z"); // 22:30 on Friday
    Outreach outreach = friday.outreach();
    Portfolio portfolio =
        Portfolio.builder()
            .borrower(House.rosa())
            .loan(House.loan("L-1", "B-1", "2026-11-26"))
            .build();
    Plan late = friday.plan(outreach, portfolio, FRIDAY);
    outreach.run(late, Progress.none());
    friday.clock.advanceTo(Instant.parse("2026-11-30T13:00:00Z"));

    Plan monday = friday.plan(outreach, portfolio, LocalDate.of(2026, 11, 30));
    outreach.run(monday, Progress.none());
    outreach.work();

    assertThat(code(monday)).isEqualTo("already-waiting");
    assertThat(friday.sender.texts()).singleElement().asString().contains("hace 4");
  }

  @Test
  void two_loans_of_one_borrower_make_one_message_about_the_later_one() {
    Portfolio portfolio =
        Portfolio.builder()
            .borrower(House.rosa())
            .loan(House.loan("L-1", "B-1", "2026-11-22"))
            .loan(House.loan("L-2", "B-1", "2026-11-20"))
            .build();

    Plan plan = house.run(house.outreach(), portfolio);

    assertThat(house.sender.texts()).singleElement().asString().contains("hace 4");
    assertThat(plan.rows())
        .extracting(row -> row.loan() + " " + row.reason())
        .containsExactly("L-1 other-loan", "L-2 step-falls-today");
    assertThat(plan.rows().get(0).reason().in("en")).contains("L-2");
  }

  // --- runs

  @Test
  void consents_and_contacts_of_the_portfolio_count_at_the_gate() {
    house.policy = ContactPolicy.of("GENERIC-STRICT");
    Portfolio allowed =
        Portfolio.builder()
            .borrower(House.rosa())
            .loan(House.loan("L-1", "B-1", "2026-11-20"))
            .consent(house.consent("B-1", Consent.State.IN))
            .build();
    Outreach outreach = house.outreach();
    Plan plan = house.plan(outreach, allowed);
    outreach.contacted(
        new ContactRecord(
            House.rosa().id(),
            Optional.empty(),
            house.clock.instant(),
            Channel.CALL,
            ContactRecord.Direction.OUT,
            ContactRecord.Outcome.NOT_CONNECTED,
            ""));

    outreach.run(plan, Progress.none());

    assertThat(house.ledger.consents(House.rosa().id()).all()).hasSize(1);
    assertThat(house.sender.bodies).isEmpty();
    assertThat(house.ledger.find(plan.dispatches().get(0).id()).orElseThrow().reason())
        .startsWith("GENERIC-cap");
  }

  @Test
  void who_says_stop_while_the_run_is_on_is_not_written_to() {
    Portfolio.Builder many = Portfolio.builder();
    for (int i = 10; i < 40; i++) {
      many.borrower(House.person("B-" + i, "+5255000000" + i).build())
          .loan(House.loan("L-" + i, "B-" + i, "2026-11-20"));
    }
    Outreach outreach = house.outreach();
    house.sender.next(
        message -> {
          for (int i = 10; i < 40; i++) {
            if (!message.to().equals(PhoneNumber.of("+5255000000" + i))) {
              outreach.receive(
                  Channel.WHATSAPP,
                  house.parser.body(house.text("w" + i, "5255000000" + i, "BAJA")));
            }
          }
          return CompletableFuture.completedFuture(new SendResult.Accepted("wamid.first"));
        });

    Plan plan = house.run(outreach, many.build());

    assertThat(house.sender.bodies.size()).isLessThanOrEqualTo(8);
    assertThat(
            house.ledger.counts(plan.campaign()).entrySet().stream()
                .filter(state -> state.getValue() > 0)
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)))
        .containsKeys(State.ACCEPTED, State.CANCELLED);
    assertThat(outreach.tray().all()).hasSize(29);
  }

  @Test
  void a_run_and_the_work_of_another_thread_send_each_message_once() throws Exception {
    Portfolio.Builder many = Portfolio.builder();
    for (int i = 100; i < 400; i++) {
      many.borrower(House.person("B-" + i, "+525500000" + i).build())
          .loan(House.loan("L-" + i, "B-" + i, "2026-11-20"));
    }
    Outreach outreach = house.outreach();
    Plan plan = house.plan(outreach, many.build());

    Thread worker =
        new Thread(
            () -> {
              for (int i = 0; i < 20; i++) {
                outreach.work();
              }
            });
    worker.start();
    outreach.run(plan, Progress.none());
    worker.join();
    outreach.work();

    assertThat(house.sender.bodies).hasSize(300);
    assertThat(house.sender.bodies.stream().map(body -> body.to()).distinct()).hasSize(300);
  }

  @Test
  void an_older_plan_that_is_run_again_does_not_bring_back_older_amounts() {
    Outreach outreach = house.outreach();
    outreach.stopAll("wait", "boss");
    Plan old = house.plan(outreach, House.late());
    outreach.run(old, Progress.none());
    house.clock.advance(Duration.ofMinutes(10));
    Portfolio partlyPaid =
        Portfolio.builder()
            .borrower(House.rosa())
            .loan(House.loan("L-1", "B-1", "2026-11-20").payment("2026-11-24", "250.00"))
            .build();
    Plan fresh = house.plan(outreach, partlyPaid);
    outreach.run(fresh, Progress.none());
    outreach.run(old, Progress.none());

    outreach.resumeAll("boss");
    outreach.work();

    assertThat(house.sender.texts()).singleElement().asString().contains("$500.00");
  }

  @Test
  void a_number_that_changed_since_the_first_plan_is_not_written_to() {
    Outreach outreach = house.outreach();
    outreach.stopAll("wait", "boss");
    house.run(outreach, House.late());
    house.clock.advance(Duration.ofMinutes(10));
    Plan fresh =
        house.run(
            outreach,
            Portfolio.builder()
                .borrower(House.person("B-1", "+525599999999").build())
                .loan(House.loan("L-1", "B-1", "2026-11-20"))
                .build());

    outreach.resumeAll("boss");
    outreach.work();

    assertThat(house.sender.bodies).isEmpty();
    assertThat(house.ledger.find(fresh.dispatches().get(0).id()).orElseThrow().reason())
        .isEqualTo("changed-since-plan");
  }

  @Test
  void steps_for_an_agent_are_on_the_tray_once_for_loan_step_and_segment() {
    Outreach outreach = house.outreach();
    Portfolio portfolio =
        Portfolio.builder()
            .borrower(House.rosa())
            .loan(House.loan("L-1", "B-1", "2026-08-20"))
            .build();

    house.run(outreach, portfolio);
    house.clock.advance(Duration.ofDays(1));
    Plan next = house.plan(outreach, portfolio, House.TUESDAY.plusDays(1));
    outreach.run(next, Progress.none());

    assertThat(outreach.tray().open())
        .singleElement()
        .satisfies(
            item -> {
              assertThat(item.loan()).contains(LoanId.of("L-1"));
              assertThat(item.routing().queue()).isEqualTo("senior-agents");
              assertThat(item.daysPastDue()).isEqualTo(96);
            });
  }

  @Test
  void installments_with_interest_are_told_whole() {
    Loan loan =
        Loan.of("L-1", "B-1", "MXN").toBuilder()
            .installment(
                Installment.of(
                    1,
                    LocalDate.of(2026, 11, 20),
                    new Amounts(
                        House.mxn("700.00"), House.mxn("49.50"), House.mxn("0"), House.mxn("0"))))
            .build();

    house.run(house.outreach(), Portfolio.builder().borrower(House.rosa()).loan(loan).build());

    assertThat(house.sender.texts()).singleElement().asString().contains("$749.50");
  }

  @ParameterizedTest(name = "{0} days late with {1}, next {2}: {3}")
  @CsvSource({
    "5, 0.00,   750.00, SILENT",
    "5, 0.01,   750.00, SEND",
    "0, 0.00,   0.00,   SILENT",
    "0, 0.00,   0.01,   SEND"
  })
  void nobody_is_asked_for_nothing(
      int days, String overdue, String next, PlannedStep.Verdict verdict) {
    GivenFacts facts =
        new GivenFacts(
            days,
            House.mxn(overdue),
            House.mxn("1500.00"),
            Optional.of(House.TUESDAY.plusDays(3)),
            Optional.of(House.mxn(next)));
    Portfolio given =
        Portfolio.builder()
            .borrower(House.rosa())
            .loan(Loan.of("L-1", "B-1", "MXN"))
            .given(LoanId.of("L-1"), facts)
            .build();

    Plan plan = house.plan(house.outreach(), given);

    assertThat(plan.rows())
        .singleElement()
        .satisfies(row -> assertThat(row.verdict()).isEqualTo(verdict));
  }

  @Test
  void a_strategy_that_names_a_segment_nobody_gets_is_refused_with_the_nearest() {
    Strategy misspelt =
        Strategy.parse("s.json", House.STRATEGY.replace("\"EARLY\":", "\"EARLI\":"));

    assertThatThrownBy(
            () -> house.outreach().plan(CampaignId.of("c"), misspelt, House::late, House.TUESDAY))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("segment EARLI")
        .hasMessageContaining("did you mean EARLY?");
  }

  @Test
  void a_channel_without_a_sender_is_not_blamed_on_the_borrower() {
    Strategy misspelt =
        Strategy.parse("s.json", House.STRATEGY.replace("[\"whatsapp\"]", "[\"whatsap\"]"));

    Plan plan = house.outreach().plan(CampaignId.of("c"), misspelt, House::late, House.TUESDAY);

    assertThat(plan.rows())
        .singleElement()
        .satisfies(
            row -> {
              assertThat(row.reason().code()).isEqualTo("no-sender");
              assertThat(row.reason().en()).contains("whatsap");
            });
  }

  @Test
  void somebody_whose_zone_could_not_be_read_is_left_alone_with_that_reason() {
    Portfolio portfolio =
        House.late().toBuilder()
            .borrower(
                House.person("B-1", "+525512345678")
                    .contactFault("time_zone", "no such zone")
                    .build())
            .build();

    Plan plan = house.run(house.outreach(), portfolio);

    assertThat(plan.rows())
        .singleElement()
        .satisfies(
            row -> {
              assertThat(row.reason().code()).isEqualTo("unreachable");
              assertThat(row.reason().en()).contains("time_zone: no such zone");
            });
    assertThat(house.sender.bodies).isEmpty();
  }
}
