package dev.mora.segmentation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.mora.attribute.Attribute;
import dev.mora.attribute.Attributes;
import dev.mora.attribute.CaseFacts;
import dev.mora.attribute.Condition;
import dev.mora.attribute.Percentiles;
import dev.mora.delinquency.DelinquencyPolicy;
import dev.mora.language.Language;
import dev.mora.loan.Loan;
import dev.mora.loan.LoanId;
import dev.mora.party.Borrower;
import dev.mora.party.BorrowerId;
import dev.mora.portfolio.DataFault;
import dev.mora.portfolio.Portfolio;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SegmentationRunTest {

  private static final LocalDate DAY = LocalDate.of(2026, 11, 1);
  private static final Instant NOW = Instant.parse("2026-11-21T15:00:00Z");

  private static SegmentationPolicy policy(Hold hold) {
    return SegmentationPolicy.builder("p", "1")
        .rule("high", "HIGH", Attributes.CREDIT_SCORE.below(new BigDecimal(500)))
        .rule("mid", "MID", Attributes.CREDIT_SCORE.below(new BigDecimal(600)))
        .hold("HIGH", hold)
        .otherwise("LOW")
        .build();
  }

  private static CaseFacts facts(int score, int days) {
    return CaseFacts.builder(Attributes.standard())
        .loan(LoanId.of("L-1"))
        .borrower(BorrowerId.of("B-1"))
        .set(Attributes.CREDIT_SCORE, BigDecimal.valueOf(score))
        .set(Attributes.COUNTED_DAYS, days)
        .build();
  }

  /**
   * Each row: the hold; day and score of each run (h is 400, m 550, l 700, a cured case in
   * capitals); where the case is after each.
   */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "3 days          | 1h 2l 3l 4l 5l    | HIGH HIGH HIGH LOW LOW",
        "3 days          | 1h 3l 3l 4l       | HIGH HIGH HIGH LOW",
        "3 days          | 1h 9l             | HIGH LOW",
        "3 days          | 1h 2h 4l          | HIGH HIGH LOW",
        "2 runs          | 1h 2l 3l          | HIGH HIGH LOW",
        "2 runs          | 1h 2l 2l 2l 3l    | HIGH HIGH HIGH HIGH LOW",
        "2 runs          | 1h 2l 3h 4l 5l    | HIGH HIGH HIGH HIGH LOW",
        "2 runs          | 1h 2l 3m          | HIGH HIGH MID",
        "2 runs          | 1h 2l 3m 3l 3h 3m | HIGH HIGH MID LOW HIGH MID",
        "3 days, 2 runs  | 1h 4l 5l          | HIGH HIGH LOW",
        "3 days, 2 runs  | 1h 2l 3l 4l       | HIGH HIGH HIGH LOW",
        "3 days          | 1h 2L             | HIGH LOW",
        "3 days, cured   | 1h 2L 4L          | HIGH HIGH LOW",
        "3 days          | 1l 2h 3m 5m       | LOW HIGH HIGH MID",
        "3 days          | 1h 4l 5h 6l       | HIGH LOW HIGH HIGH"
      })
  void a_hold_keeps_a_case_for_its_days_and_runs(String hold, String runs, String segments) {
    Hold held = hold(hold.strip());
    SegmentationPolicy policy = policy(held);
    SegmentMemory memory = SegmentMemory.none();
    List<String> found = new ArrayList<>();
    for (String run : runs.strip().split(" ")) {
      LocalDate asOf = DAY.plusDays(run.charAt(0) - '0');
      int score = Map.of('h', 400, 'm', 550, 'l', 700).get(Character.toLowerCase(run.charAt(1)));
      CaseFacts facts = facts(score, Character.isUpperCase(run.charAt(1)) ? 0 : 5);

      Holding holding = new Holding(policy, memory, asOf);
      found.add(holding.place("L-1", facts, policy.segment(facts)).segment());
      memory = SegmentMemory.parse("m.csv", csv(holding.memory()));

      assertThat(memory).isEqualTo(holding.memory());
    }
    assertThat(found).containsExactly(segments.strip().split(" "));
  }

  private static Hold hold(String text) {
    int days = text.contains("days") ? text.charAt(0) - '0' : 0;
    int runs = text.contains("runs") ? text.charAt(text.indexOf(" runs") - 1) - '0' : 1;
    return new Hold(days, runs, Optional.empty(), text.endsWith("cured"));
  }

  private static String csv(SegmentMemory memory) {
    StringBuilder out = new StringBuilder();
    memory.writeCsv(out);
    return out.toString();
  }

  @Test
  void a_condition_lets_a_case_go_at_once() {
    SegmentationPolicy policy = policy(Hold.days(9).unless(Attributes.REGION.is("Sonora")));
    SegmentationRun run = SegmentationRun.of(policy, DelinquencyPolicy.standard(), DAY.plusDays(1));
    Holding first = new Holding(policy, SegmentMemory.none(), DAY);
    first.place("L-1", facts(400, 5), policy.segment(facts(400, 5)));
    CaseFacts better = facts(700, 5);

    Placement held = run.memory(first.memory()).segment(better);
    Placement free =
        run.memory(first.memory())
            .segment(better.toBuilder().set(Attributes.REGION, "Sonora").build());

    assertThat(held.segment()).isEqualTo("HIGH");
    assertThat(held.rule()).isEqualTo("hold");
    assertThat(held.isKept()).isTrue();
    assertThat(held.explanation().in("es"))
        .isEqualTo(
            "HIGH: se queda desde 2026-11-01 (retención: 9 días, 1 corrida); las reglas dicen LOW:"
                + " ninguna regla se cumple");
    assertThat(held.explanation().toJson()).contains("\"kept\":{\"since\":\"2026-11-01\"");
    assertThat(held.explanation().nearest().orElseThrow().in(Language.ES))
        .isEqualTo("al terminar la retención pasaría a LOW");
    assertThat(held.explanation().nearest("MID").orElseThrow().in(Language.EN))
        .isEqualTo("with 100 less credit score (below 600) when the hold ends it would go to MID");
    assertThat(held.explanation().nearest("HIGH")).isEmpty();
    assertThat(free.explanation().nearest("MID").orElseThrow().in(Language.PT))
        .isEqualTo("com 100 menos de pontuação de crédito (menos de 600) passaria para MID");
    assertThat(free.segment()).isEqualTo("LOW");
    assertThat(free.isKept()).isFalse();
  }

  @Test
  void a_run_of_an_earlier_day_or_of_another_policy_is_refused() {
    SegmentationPolicy policy = policy(Hold.days(3));
    Holding holding = new Holding(policy, SegmentMemory.none(), DAY.plusDays(4));
    holding.place("L-1", facts(400, 5), policy.segment(facts(400, 5)));
    SegmentationRun earlier = SegmentationRun.of(policy, DelinquencyPolicy.standard(), DAY);
    SegmentationPolicy other = SegmentationPolicy.builder("q", "1").otherwise("Z").build();

    assertThatIllegalArgumentException()
        .isThrownBy(() -> earlier.memory(holding.memory()))
        .withMessage(
            "this memory knows a run of 2026-11-05: a run of 2026-11-01 would go back; use the"
                + " memory as it was before that day");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                SegmentationRun.of(other, DelinquencyPolicy.standard(), DAY.plusDays(9))
                    .memory(holding.memory()))
        .withMessage("this memory is of policy p, not of q");
  }

  /** A second, slow reading of the rule: what a case was is worked out from all its days anew. */
  @ParameterizedTest
  @ValueSource(longs = {11L, 20261121L})
  void a_naive_replay_of_all_days_gives_the_same_segments(long seed) {
    Random random = new Random(seed);
    for (int round = 0; round < Draws.of(600); round++) {
      int days = random.nextInt(5);
      Hold hold = new Hold(days, random.nextInt(3) + (days == 0 ? 2 : 1), Optional.empty(), false);
      SegmentationPolicy policy = policy(hold);
      SegmentMemory memory = SegmentMemory.none();
      List<LocalDate> dates = new ArrayList<>();
      List<CaseFacts> seen = new ArrayList<>();
      LocalDate asOf = DAY;
      for (int i = 0; i < 12; i++) {
        boolean again = i > 0 && random.nextInt(4) == 0;
        asOf = again ? asOf : asOf.plusDays(1 + random.nextInt(2));
        CaseFacts facts = facts(List.of(400, 550, 700).get(random.nextInt(3)), random.nextInt(8));
        if (again) {
          seen.set(seen.size() - 1, facts);
        } else {
          dates.add(asOf);
          seen.add(facts);
        }

        Holding holding = new Holding(policy, memory, asOf);
        Placement placement = holding.place("L-1", facts, policy.segment(facts));
        memory = holding.memory();
        Holding repeated = new Holding(policy, memory, asOf);
        repeated.place("L-1", facts, policy.segment(facts));

        assertThat(placement.segment())
            .as("seed %d, round %d, run %d", seed, round, i)
            .isEqualTo(replay(policy, hold, dates, seen));
        assertThat(repeated.memory()).isEqualTo(memory);
      }
    }
  }

  private static String replay(
      SegmentationPolicy policy, Hold hold, List<LocalDate> dates, List<CaseFacts> seen) {
    String here = "";
    LocalDate since = DAY;
    List<String> said = new ArrayList<>();
    for (int i = 0; i < dates.size(); i++) {
      String rules = policy.segment(seen.get(i)).segment();
      said.add(rules);
      boolean stays = false;
      if (here.equals("HIGH") && !rules.equals("HIGH")) {
        int inARow = 0;
        for (int k = said.size() - 1; k >= 0 && !said.get(k).equals("HIGH"); k--) {
          inARow++;
        }
        boolean cured = seen.get(i).get(Attributes.COUNTED_DAYS).orElseThrow() == 0;
        stays =
            !cured
                && !(dates.get(i).toEpochDay() - since.toEpochDay() >= hold.days()
                    && inARow >= hold.runs());
      }
      if (!stays && !rules.equals(here)) {
        here = rules;
        since = dates.get(i);
        said.clear();
        said.add(rules);
      }
    }
    return here;
  }

  private static Portfolio portfolio(int... scores) {
    Portfolio.Builder portfolio = Portfolio.builder();
    for (int i = 0; i < scores.length; i++) {
      portfolio
          .borrower(Borrower.of("B-" + i, "Rosa").creditScore(scores[i]).build())
          .loan(
              Loan.of("L-" + i, "B-" + i, "MXN")
                  .installment("2026-10-0" + (1 + i), Integer.toString(100 * (i + 1))));
    }
    return portfolio.build();
  }

  @Test
  void a_run_over_a_portfolio_remembers_and_tells_who_moved_the_same_every_time() {
    SegmentationPolicy policy = policy(Hold.days(2));
    SegmentationRun first =
        SegmentationRun.of(policy, DelinquencyPolicy.standard(), DAY).memory(SegmentMemory.none());
    Segmented monday = first.segment(portfolio(400, 550));
    Segmented tuesday =
        SegmentationRun.of(policy, DelinquencyPolicy.standard(), DAY.plusDays(1))
            .memory(monday.memory().orElseThrow())
            .segment(portfolio(700, 700));
    Segmented again =
        SegmentationRun.of(policy, DelinquencyPolicy.standard(), DAY.plusDays(1))
            .memory(tuesday.memory().orElseThrow())
            .segment(portfolio(700, 700));

    assertThat(tuesday.loans())
        .extracting(row -> row.placement().segment())
        .containsExactly("HIGH", "LOW");
    assertThat(tuesday.borrowerSegment(BorrowerId.of("B-0"))).isEqualTo("HIGH");
    assertThat(again.memory()).isEqualTo(tuesday.memory());
    assertThat(SegmentEvent.of(tuesday.memory().orElseThrow(), NOW))
        .isEqualTo(SegmentEvent.of(again.memory().orElseThrow(), NOW))
        .isEqualTo(SegmentEvent.between(monday, tuesday, NOW))
        .containsExactly(
            new SegmentLeft("p", "L-1", DAY.plusDays(1), "MID", Optional.of("LOW"), NOW),
            new SegmentEntered("p", "L-1", DAY.plusDays(1), "LOW", Optional.of("MID"), NOW));
    assertThat(SegmentEvent.of(monday.memory().orElseThrow(), NOW))
        .extracting(SegmentEvent::key)
        .containsExactly("p|L-0|2026-11-01|entered|HIGH", "p|L-1|2026-11-01|entered|MID");
  }

  @Test
  void a_policy_that_holds_says_so_when_it_is_run_without_a_memory() {
    Segmented segmented =
        policy(Hold.days(2)).segment(portfolio(400), DelinquencyPolicy.standard(), DAY);

    assertThat(segmented.memory()).isEmpty();
    assertThat(segmented.faults())
        .extracting(DataFault::message)
        .containsExactly(
            "policy p hold: found no memory of the last run: expected one, since the policy holds"
                + " HIGH; nobody was held -> noted");
  }

  @Test
  void percentiles_of_a_nightly_run_serve_a_later_run_over_one_loan_and_a_single_case() {
    SegmentationPolicy policy =
        SegmentationPolicy.builder("p", "1")
            .policy(
                "balance",
                SegmentationPolicy.builder("b", "1")
                    .rule(
                        "top",
                        "HIGH",
                        Attributes.OUTSTANDING.percentile().atLeast(new BigDecimal("66.666666")))
                    .otherwise("LOW"))
            .rule("top", "TOP", Attribute.text("policy.balance").is("HIGH"))
            .otherwise("REST")
            .build();
    SegmentationRun run = SegmentationRun.of(policy, DelinquencyPolicy.standard(), DAY);
    Segmented night = run.segment(portfolio(1, 2, 3));
    Percentiles kept = Percentiles.parse("night", night.percentiles().toJson());
    Portfolio alone =
        Portfolio.builder()
            .borrower(Borrower.of("B-2", "Rosa").build())
            .loan(Loan.of("L-2", "B-2", "MXN").installment("2026-10-03", "300"))
            .build();

    assertThat(night.loans())
        .extracting(row -> row.placement().segment())
        .containsExactly("REST", "REST", "TOP");
    assertThat(run.percentiles(kept).segment(alone).loans())
        .extracting(row -> row.placement().segment())
        .containsExactly("TOP");
    assertThat(run.segment(alone).loans())
        .extracting(row -> row.placement().segment())
        .containsExactly("REST");
    assertThat(run.percentiles(kept).segment(night.loans().get(1).facts()).segment())
        .isEqualTo("REST");
    assertThat(run.percentiles(Percentiles.none()).segment(alone).faults())
        .extracting(DataFault::message)
        .containsExactly(
            "policy p percentile.outstanding: found percentiles without outstanding: expected"
                + " values to compare with; taken as unknown -> noted");
    assertThat(night.loans().get(2).placement().explanation().in("es"))
        .isEqualTo(
            "TOP: política balance HIGH, regla top; política balance HIGH: percentil de saldo"
                + " 66.666666 % (al menos 66.666666 %), regla top");
  }

  @Test
  void rows_that_should_not_hold_together_are_counted_in_a_run() {
    SegmentationPolicy policy =
        SegmentationPolicy.builder("p", "1")
            .table(
                DecisionTable.builder(DecisionTable.Hit.UNIQUE)
                    .column(Attributes.CREDIT_SCORE)
                    .row("a", "A", Attributes.CREDIT_SCORE.below(new BigDecimal(500)))
                    .row("b", "B", Attributes.CREDIT_SCORE.atMost(new BigDecimal(500)))
                    .build())
            .otherwise("C")
            .build();

    assertThat(
            policy.segment(portfolio(499, 500, 501, 1), DelinquencyPolicy.standard(), DAY).faults())
        .extracting(DataFault::message)
        .containsExactly(
            "policy p table (L-0): found 2 cases in which rows of different segments hold, this the"
                + " first: expected at most one row to hold (UNIQUE); the first decided -> noted");
  }

  @Test
  void what_looks_at_more_than_one_case_is_not_streamed() {
    SegmentationPolicy unique =
        SegmentationPolicy.builder("p", "1")
            .table(
                DecisionTable.builder(DecisionTable.Hit.UNIQUE)
                    .column(Attributes.COUNTED_DAYS)
                    .row("a", "A", Attributes.COUNTED_DAYS.from(1))
                    .build())
            .otherwise("C")
            .build();
    SegmentationPolicy debtorType =
        SegmentationPolicy.builder("p", "1")
            .rule("a", "A", Attributes.DEBTOR_TYPE.is("FORGOT"))
            .otherwise("C")
            .build();

    assertThat(SegmentStream.whyNot(unique)).isPresent();
    assertThat(SegmentStream.whyNot(debtorType)).isPresent();
    assertThat(SegmentStream.whyNot(policy(Hold.days(2)))).isPresent();
  }

  @Test
  void the_debtor_type_is_filled_by_the_ready_policy_or_another_and_explained() {
    SegmentationPolicy policy =
        SegmentationPolicy.builder("p", "1")
            .rule("cannot", "LISTEN", Attributes.DEBTOR_TYPE.is("CANNOT_PAY"))
            .otherwise("REST")
            .build();
    Portfolio portfolio =
        Portfolio.builder()
            .borrower(Borrower.of("B-1", "Rosa").custom("hardship", "true").build())
            .loan(Loan.of("L-1", "B-1", "MXN").installment("2026-10-03", "300"))
            .build();
    SegmentationRun run = SegmentationRun.of(policy, DelinquencyPolicy.standard(), DAY);
    SegmentationPolicy other =
        SegmentationPolicy.builder("d", "1")
            .rule("by-tag", "CANNOT_PAY", Attribute.text("borrower.tag").is("x"))
            .otherwise("FINE")
            .build();

    Placement placed = run.segment(portfolio).loans().get(0).placement();
    SegmentedLoan otherwise = run.debtorType(other).segment(portfolio).loans().get(0);

    assertThat(placed.segment()).isEqualTo("LISTEN");
    assertThat(placed.explanation().in("es"))
        .startsWith("LISTEN: tipo de deudor CANNOT_PAY, regla cannot; tipo de deudor CANNOT_PAY:")
        .contains("dificultad reportada: sí, regla hardship-flag")
        .contains("regla dispute-flag sin decidir, sin dato: deuda en disputa");
    Portfolio tagged =
        Portfolio.builder()
            .borrower(Borrower.of("B-1", "Rosa").custom("tag", "x").build())
            .loan(Loan.of("L-1", "B-1", "MXN").installment("2026-10-03", "300"))
            .build();
    assertThat(run.debtorType(other).segment(tagged).loans().get(0).placement().segment())
        .isEqualTo("LISTEN");
    assertThat(otherwise.facts().get(Attributes.DEBTOR_TYPE)).contains("FINE");
    assertThat(otherwise.placement().segment()).isEqualTo("REST");
  }

  @Test
  void a_nested_policy_called_debtor_type_decides_it_instead() {
    SegmentationPolicy policy =
        SegmentationPolicy.builder("p", "1")
            .policy(
                "debtorType",
                SegmentationPolicy.builder("d", "1")
                    .rule("late", "LATE_PAYER", Attributes.COUNTED_DAYS.above(3))
                    .otherwise("FINE"))
            .rule("a", "A", Attributes.DEBTOR_TYPE.is("LATE_PAYER"))
            .otherwise("REST")
            .build();

    Placement placed = policy.segment(facts(1, 4));

    assertThat(placed.segment()).isEqualTo("A");
    assertThat(placed.explanation().in("en"))
        .isEqualTo(
            "A: debtor type LATE_PAYER, rule a; debtor type LATE_PAYER: 4 days past due (more than"
                + " 3), rule late");
    assertThat(policy.inputs()).containsExactly(Attributes.COUNTED_DAYS);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'' | m.csv: found nothing, expected the columns policy,case_id",
        "policy,case | m.csv:1: found other columns, expected policy,case_id",
        "p,L-1,A,2026-11-01,,0 | m.csv:2: found 6 fields, expected 12 fields",
        "p,L-1,A,2026-13-01,,0,2026-11-02,,,,, | m.csv:2 since: found \"2026-13-01\", expected a date",
        "p,L-1,A,2026-11-01,,x,2026-11-02,,,,, | m.csv:2 pending_runs: found \"x\"",
        "p,L-1,A,2026-11-01,B,0,2026-11-02,,,,, | m.csv:2 segment: found a state that cannot be",
        "p,L-1,A,2026-11-03,,0,2026-11-02,,,,, | since 2026-11-03 is after 2026-11-02",
        "p,,A,2026-11-01,,0,2026-11-02,,,,, | m.csv:2 case_id: found nothing, expected a value",
        "p,L-1,A,2026-11-01,,0,2026-11-02,B,2026-11-01,,0,2026-11-02 | expected a day before as_of",
        "p,L-1,A,2026-11-01,,0,2026-11-02,B,2026-11-01,,, | m.csv:2 before_pending_runs: found \"\""
      })
  void a_wrong_memory_is_told_with_its_place(String line, String says) {
    String header =
        "policy,case_id,segment,since,pending,pending_runs,as_of,before_segment,before_since,"
            + "before_pending,before_pending_runs,before_as_of\n";
    String csv = line == null || line.isEmpty() || line.startsWith("policy") ? line : header + line;

    assertThatIllegalArgumentException()
        .isThrownBy(() -> SegmentMemory.parse("m.csv", csv == null ? "" : csv))
        .withMessageContaining(says);
  }

  @ParameterizedTest
  @CsvSource({
    "ACTIVE, LATE, hold",
    "WRITTEN_OFF, LATE, hold",
    "SOLD, REST, otherwise",
    "CLOSED, REST, otherwise"
  })
  void no_hold_keeps_a_loan_that_is_no_longer_collected(
      Loan.Status status, String segment, String rule) {
    SegmentationPolicy policy =
        SegmentationPolicy.builder("p", "1")
            .rule(
                "late",
                "LATE",
                Condition.all(
                    Attributes.COUNTED_DAYS.above(30),
                    Attributes.CREDIT_SCORE.below(BigDecimal.TEN)))
            .hold("LATE", Hold.days(5).evenIfCured())
            .otherwise("REST")
            .build();
    Loan loan = Loan.of("L-1", "B-1", "MXN").installment("2026-08-01", "100");
    Portfolio before =
        Portfolio.builder()
            .borrower(Borrower.of("B-1", "Rosa").creditScore(0).build())
            .loan(loan)
            .build();
    Portfolio after =
        Portfolio.builder()
            .borrower(Borrower.of("B-1", "Rosa").creditScore(700).build())
            .loan(loan.toBuilder().status(status).build())
            .build();
    SegmentMemory memory =
        SegmentationRun.of(policy, DelinquencyPolicy.standard(), DAY)
            .memory(SegmentMemory.none())
            .segment(before)
            .memory()
            .orElseThrow();

    Placement next =
        SegmentationRun.of(policy, DelinquencyPolicy.standard(), DAY.plusDays(1))
            .memory(memory)
            .segment(after)
            .loans()
            .get(0)
            .placement();

    assertThat(next.segment()).isEqualTo(segment);
    assertThat(next.rule()).isEqualTo(rule);
  }

  /**
   * Each row: the segment that is held; what the first loan of the borrower owes late on the first
   * and on the second day; the segment of that loan and of the borrower then, who has a second loan
   * that is ten days late.
   */
  @ParameterizedTest
  @CsvSource({
    "LATE, 100, 0, LATE, LATE",
    "REST, 0, 100, REST, EARLY",
    "EARLY, 100, 0, REST, EARLY",
    "EARLY, 0, 100, LATE, LATE"
  })
  void a_borrower_is_where_its_first_loan_is_held(
      String held, int first, int second, String loanSegment, String borrowerSegment) {
    SegmentationPolicy policy =
        SegmentationPolicy.builder("p", "1")
            .rule("late", "LATE", Attributes.COUNTED_DAYS.above(30))
            .rule("early", "EARLY", Attributes.COUNTED_DAYS.above(0))
            .hold(held, Hold.days(5).evenIfCured())
            .otherwise("REST")
            .build();
    SegmentationRun today =
        SegmentationRun.of(policy, DelinquencyPolicy.standard(), DAY).memory(SegmentMemory.none());
    SegmentMemory memory = today.segment(twoLoans(first)).memory().orElseThrow();

    Segmented tomorrow =
        SegmentationRun.of(policy, DelinquencyPolicy.standard(), DAY.plusDays(1))
            .memory(memory)
            .segment(twoLoans(second));

    assertThat(tomorrow.loans().get(0).placement().segment()).isEqualTo(loanSegment);
    assertThat(tomorrow.borrowerSegment(BorrowerId.of("B-1"))).isEqualTo(borrowerSegment);
  }

  private static Portfolio twoLoans(int late) {
    return Portfolio.builder()
        .borrower(Borrower.of("B-1", "Rosa").build())
        .loan(
            Loan.of("L-1", "B-1", "MXN")
                .installment(late == 0 ? "2026-12-01" : "2026-08-01", "100"))
        .loan(Loan.of("L-2", "B-1", "MXN").installment("2026-10-22", "100"))
        .build();
  }

  @Test
  void of_loans_with_the_same_rule_the_first_speaks_for_the_borrower() {
    SegmentationPolicy policy =
        SegmentationPolicy.builder("p", "1")
            .rule("late", "LATE", Attributes.COUNTED_DAYS.above(0))
            .otherwise("REST")
            .build();

    Segmented segmented = policy.segment(twoLoans(100), DelinquencyPolicy.standard(), DAY);

    assertThat(segmented.borrowerPlacement(BorrowerId.of("B-1")).orElseThrow())
        .isEqualTo(segmented.loans().get(0).placement())
        .isNotEqualTo(segmented.loans().get(1).placement())
        .hasToString("Placement(LATE, late)");
  }

  @Test
  void one_case_in_which_rows_should_not_hold_together_is_told_as_one() {
    DecisionTable.Builder table =
        DecisionTable.builder(DecisionTable.Hit.UNIQUE).column(Attributes.CREDIT_SCORE);
    SegmentationPolicy policy =
        SegmentationPolicy.builder("p", "1")
            .table(
                table
                    .row("a", "A", Attributes.CREDIT_SCORE.below(new BigDecimal(500)))
                    .row("b", "B", Attributes.CREDIT_SCORE.atMost(new BigDecimal(500)))
                    .build())
            .otherwise("C")
            .build();

    assertThat(policy.segment(portfolio(500, 499), DelinquencyPolicy.standard(), DAY).faults())
        .extracting(DataFault::message)
        .containsExactly(
            "policy p table (L-1): found a case in which rows of different segments hold: expected"
                + " at most one row to hold (UNIQUE); the first decided -> noted");
    assertThat(policy.segment(portfolio(500, 501), DelinquencyPolicy.standard(), DAY).faults())
        .isEmpty();
  }
}
