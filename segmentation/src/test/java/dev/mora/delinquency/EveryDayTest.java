package dev.mora.delinquency;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mora.calendar.BusinessDays;
import dev.mora.loan.Loan;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A past and a feed, which look at few days, beside an assessment of each day: loans to which one
 * thing happens, by policies that differ in one thing.
 */
class EveryDayTest {

  private static final LocalDate FROM = LocalDate.of(2026, 1, 28);
  private static final LocalDate TO = LocalDate.of(2026, 4, 12);
  private static final String DUE = "due:2026-01-31=100+10 due:2026-02-28=100+10 ";

  private static final List<String> LOANS =
      List.of(
          DUE,
          DUE + "from:2026-02-03",
          DUE + "pay:2026-03-10=110",
          DUE + "pay:2026-02-10=110 pay:2026-03-20=109",
          DUE + "pay:2026-02-10=110@2026-02-20 pay:2026-02-25=110@2026-03-31",
          DUE + "pay:2026-01-31=110 undo:2026-02-10=P1 pay:2026-04-01=50",
          DUE + "pay:2026-01-31=220@2026-02-12 undo:2026-02-20=P1 undo:2026-03-20=R2",
          DUE + "pause:2026-02-10..2026-02-20 pause:2026-02-20..2026-02-24",
          DUE + "pause:2026-01-20..2026-02-04 hold:2026-03-01..2026-03-15",
          DUE + "freeze:2026-02-15..2026-03-05 pause:2026-03-03..2026-03-08",
          DUE + "freeze:2026-01-28..2026-02-02 pay:2026-04-07=300",
          DUE + "moratorium:2026-02-15..2026-03-20",
          DUE + "moratorium:2026-01-31..2026-02-10 pay:2026-02-12=110",
          "was:2026-03-10/2026-01-31=100 due:2026-03-25=120 pay:2026-02-05=30 pay:2026-04-02=120",
          "was:2026-03-10/2026-01-31=100 re:2026-03-10=12 due:2026-03-25=60 due:2026-04-05=60"
              + " pause:2026-03-12..2026-03-20",
          "was:2026-02-20/2026-01-31=100 was:2026-03-20/2026-02-28=110 due:2026-03-31=120"
              + " pay:2026-02-28=110");

  private static final List<DelinquencyPolicy> POLICIES =
      Stream.<UnaryOperator<DelinquencyPolicy.Builder>>of(
              b -> b,
              b -> b.grace(Grace.subtract(3)),
              b -> b.grace(Grace.threshold(3)),
              b -> b.count(DelinquencyPolicy.Count.INCLUSIVE_DAY_END),
              b -> b.count(DelinquencyPolicy.Count.INCLUSIVE_DAY_END).grace(Grace.threshold(5)),
              b -> b.pauses(DelinquencyPolicy.Pauses.WHOLE_PERIOD).grace(Grace.subtract(1)),
              b -> b.legalHolds(DelinquencyPolicy.LegalHolds.STOP),
              b -> b.reversals(DelinquencyPolicy.Reversals.REVERSAL_DATE),
              b -> b.restructures(RestructurePolicy.carryDays(1)),
              b -> b.restructures(RestructurePolicy.ORIGINAL_SCHEDULE),
              b -> b.basis(Basis.installmentsMissed(30)),
              b -> b.basis(Basis.lastPayment("50")),
              b -> b.basis(Basis.MATURITY).tolerance(Tolerance.ofLoan("1")),
              b ->
                  b.basis(Basis.COUNTER)
                      .materiality(new Materiality(BigDecimal.TEN, BigDecimal.ONE)),
              b -> b.businessDays(BusinessDays.Convention.FOLLOWING))
          .map(
              change ->
                  change
                      .apply(DelinquencyPolicy.builder())
                      .buckets(Buckets.of(Bucket.of("A", 1, 7), Bucket.of("B", 10, 30)))
                      .build())
          .toList();

  static List<String> loans() {
    return LOANS;
  }

  @ParameterizedTest
  @MethodSource("loans")
  void a_past_says_of_each_day_what_an_assessment_of_that_day_says(String text) {
    Loan loan = Loans.parse(text);
    for (DelinquencyPolicy policy : POLICIES) {
      LoanPast past = LoanPast.of(loan, policy, TO).orElseThrow();
      Loan known = RandomPasts.known(loan, TO);

      for (LocalDate day = FROM; !day.isAfter(TO); day = day.plusDays(1)) {
        Delinquency d = policy.assess(known, day);

        assertThat(past.on(day))
            .as("%s by %s", day, policy)
            .isEqualTo(
                new Standing(
                    d.loan(),
                    day,
                    d.status(),
                    d.daysPastDue(),
                    d.countedDays(),
                    d.bucket(),
                    d.overdueAmount(),
                    d.outstanding(),
                    d.outstandingPrincipal().orElseThrow()));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("loans")
  void a_feed_tells_what_changes_from_each_day_to_the_next(String text) {
    Loan loan = Loans.parse(text);
    for (DelinquencyPolicy policy : POLICIES) {
      DelinquencyFeed feed = DelinquencyFeed.of(policy, ZoneOffset.UTC);

      assertThat(NaiveTransitions.lines(feed.between(loan, FROM, TO)))
          .as("%s", policy)
          .isEqualTo(new NaiveTransitions(loan, policy).between(FROM, TO));
    }
  }
}
