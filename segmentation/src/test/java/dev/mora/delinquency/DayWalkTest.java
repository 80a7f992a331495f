package dev.mora.delinquency;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mora.loan.Amounts;
import dev.mora.loan.Installment;
import dev.mora.loan.Loan;
import dev.mora.loan.Restructure;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.StringJoiner;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Into which stretches the days of a loan fall, so that none is asked for twice. */
class DayWalkTest {

  private static DelinquencyPolicy policy(String settings) {
    DelinquencyPolicy.Builder policy = DelinquencyPolicy.standard().toBuilder();
    for (String each : settings.split(" ")) {
      switch (each) {
        case "inclusive" -> policy.count(DelinquencyPolicy.Count.INCLUSIVE_DAY_END);
        case "grace3" -> policy.grace(Grace.subtract(3));
        case "threshold3" -> policy.grace(new Grace(3, Grace.Mode.THRESHOLD));
        case "missed10" -> policy.basis(Basis.installmentsMissed(10));
        case "lastPayment" -> policy.basis(Basis.lastPayment("100"));
        case "carry2" -> policy.restructures(RestructurePolicy.carryDays(2));
        default -> assertThat(each).isEqualTo("plain");
      }
    }
    return policy.build();
  }

  /** Each stretch as from..to, raw days and counted days, with + where they grow. */
  private static String told(DayWalk walk) {
    StringJoiner all = new StringJoiner(" ");
    while (walk.advance()) {
      all.add(
          "%s..%s:%d%s/%d%s"
              .formatted(
                  day(walk.from),
                  day(walk.to),
                  walk.daysPastDue,
                  walk.daysSlope == 0 ? "" : "+",
                  walk.countedDays,
                  walk.countedSlope == 0 ? "" : "+"));
    }
    return all.toString();
  }

  private static String day(int day) {
    return LocalDate.ofEpochDay(day).toString().substring(5);
  }

  private static DayWalk walk(Loan loan, String settings, boolean lived) {
    Rules rules = new Rules(policy(settings).terms(), Loans.MXN);
    DayWalk walk = new DayWalk();
    LoanBook book = LoanBook.of(loan);
    int first = Days.of(LocalDate.of(2026, 1, 28));
    int last = Days.of(LocalDate.of(2026, 3, 10));
    if (lived) {
      walk.asLived(book, 0, rules, first, last, Optional.empty());
    } else {
      walk.inHindsight(book, 0, rules, first, last, last);
    }
    return walk;
  }

  @ParameterizedTest(name = "{0} {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          plain | due:2026-01-31=100 | 01-28..01-31:0/0 02-01..03-10:1+/1+
          plain | due:2026-01-31=100 due:2026-02-28=100 | 01-28..01-31:0/0 02-01..02-28:1+/1+ \
          03-01..03-10:29+/29+
          grace3 | due:2026-01-31=100 | 01-28..01-31:0/0 02-01..02-03:1+/0 02-04..03-10:4+/1+
          threshold3 | due:2026-01-31=100 | 01-28..01-31:0/0 02-01..02-03:1+/0 \
          02-04..03-10:4+/4+
          inclusive | due:2026-01-31=100 | 01-28..01-30:0/0 01-31..01-31:0/1 \
          02-01..03-10:1+/2+
          inclusive | due:2026-01-28=100 | 01-28..01-28:0/1 01-29..03-10:1+/2+
          inclusive grace3 | due:2026-01-31=100 | 01-28..01-30:0/0 01-31..01-31:0/0 \
          02-01..02-02:1+/0 02-03..03-10:3+/1+
          inclusive threshold3 | due:2026-01-31=100 hold:2026-05-01..2026-05-02 | \
          01-28..01-30:0/0 01-31..01-31:0/0 02-01..02-02:1+/0 02-03..03-10:3+/4+
          plain | due:2026-01-31=100 hold:2026-05-01..2026-05-02 | 01-28..01-31:0/0 \
          02-01..03-10:1+/1+
          threshold3 | due:2026-01-31=100 hold:2026-05-01..2026-05-02 | 01-28..01-31:0/0 \
          02-01..02-03:1+/0 02-04..03-10:4+/4+
          plain | due:2026-01-31=100 pause:2026-02-10..2026-02-20 | 01-28..01-31:0/0 \
          02-01..02-10:1+/1+ 02-11..02-17:11+/10 02-18..02-20:18+/10 02-21..03-10:21+/11+
          threshold3 | due:2026-01-31=100 pause:2026-02-02..2026-02-08 | 01-28..01-31:0/0 \
          02-01..02-03:1+/0 02-04..02-08:4+/2 02-09..03-10:9+/3+
          missed10 | due:2026-01-31=100 | 01-28..01-31:0/0 02-01..03-10:1+/10
          lastPayment | due:2026-01-31=100 due:2026-02-10=100 pay:2026-02-05=100 | \
          01-28..01-31:0/0 02-01..02-04:1+/1+ 02-05..02-10:0/0 02-11..03-10:1+/6+
          threshold3 lastPayment | due:2026-01-31=100 due:2026-02-28=100 pay:2026-02-27=100 | \
          01-28..01-31:0/0 02-01..02-03:1+/0 02-04..02-26:4+/4+ 02-27..02-28:0/0 \
          03-01..03-02:1+/0 03-03..03-03:3/4 03-04..03-10:4+/5+
          carry2 | was:2026-02-10/2026-01-15=100 due:2026-02-20=50 due:2026-03-05=50 \
          pay:2026-02-20=50 pay:2026-03-05=50 | 01-28..02-09:13+/13+ 02-10..02-19:0/26 \
          02-20..02-20:0/26 02-21..03-04:0/26 03-05..03-05:0/0 03-06..03-10:0/0
          plain | was:2026-02-10/2026-01-15=100 due:2026-02-20=50 due:2026-03-15=50 | \
          01-28..02-09:13+/13+ 02-10..02-19:0/0 02-20..02-20:0/0 02-21..03-10:1+/1+
          plain | due:2026-01-31=100 pay:2026-02-05=100@2026-02-15 | 01-28..01-31:0/0 \
          02-01..02-14:1+/1+ 02-15..03-10:0/0
          plain | from:2026-02-05 due:2026-02-03=100 | 01-28..02-03:0/0 02-04..02-04:0/0 \
          02-05..03-10:2+/2+
          plain | due:2026-01-31=100 pay:2026-01-30=100 undo:2026-02-15=P1 | 01-28..01-29:0/0 \
          01-30..01-31:0/0 02-01..02-14:0/0 02-15..03-10:15+/15+
          """)
  void a_stretch_ends_where_something_happens(String settings, String loan, String stretches) {
    assertThat(told(walk(Loans.parse(loan), settings, true))).isEqualTo(stretches);
  }

  @Test
  void a_window_of_missed_periods_slides_over_a_pause() {
    Loan loan = Loans.parse("due:2026-01-31=100 pause:2026-02-05..2026-02-08");
    StringJoiner counted = new StringJoiner(" ");

    DayWalk walk = walk(loan, "missed10", true);
    while (walk.advance()) {
      assertThat(walk.to).isGreaterThanOrEqualTo(walk.from);
      for (int day = walk.from; day <= walk.to; day++) {
        counted.add(Integer.toString(walk.countedDays + walk.countedSlope * (day - walk.from)));
      }
    }

    assertThat(counted.toString())
        .startsWith("0 0 0 0 10 10 10 10 10 9 8 7 7 7 7 7 7 7 7 8 9 10 10 10 10");
  }

  @Test
  void hindsight_counts_a_payment_from_its_value_date() {
    Loan loan = Loans.parse("due:2026-01-31=100 pay:2026-02-05=100@2026-02-15");

    assertThat(told(walk(loan, "plain", false)))
        .isEqualTo("01-28..01-31:0/0 02-01..02-04:1+/1+ 02-05..03-09:0/0 03-10..03-10:0/0");
  }

  /**
   * Completion dates tell it, also of a schedule that was replaced; the rest is of the last day.
   */
  @Test
  void what_was_paid_to_date_counts_from_its_completion() {
    Loan old =
        Loan.of("L-1", "B-1", "MXN").toBuilder()
            .installment(paid(1, "2026-01-15", "100", "2026-02-05"))
            .build();
    Loan loan =
        Loan.of("L-1", "B-1", "MXN").toBuilder()
            .installment(paid(1, "2026-02-20", "40", ""))
            .restructure(Restructure.of(LocalDate.of(2026, 2, 10), old.installments()))
            .build();

    assertThat(told(walk(old, "plain", true))).isEqualTo("01-28..02-04:13+/13+ 02-05..03-10:0/0");
    assertThat(told(walk(loan, "plain", true)))
        .isEqualTo(
            "01-28..02-04:13+/13+ 02-05..02-09:0/0 02-10..02-19:0/0 02-20..02-20:0/0"
                + " 02-21..03-10:1+/1+");
    DayWalk hindsight = walk(loan, "plain", false);
    List<String> overdue = new ArrayList<>();
    while (hindsight.advance()) {
      overdue.add(day(hindsight.from) + " " + hindsight.overdue);
    }
    assertThat(overdue)
        .containsExactly(
            "01-28 10000", "02-05 0", "02-10 0", "02-20 0", "02-21 10000", "03-10 6000");
  }

  private static Installment paid(int number, String dueOn, String amount, String completedOn) {
    return new Installment(
        number,
        LocalDate.parse(dueOn),
        Amounts.ofPrincipal(Loans.money("100")),
        Optional.of(Amounts.ofPrincipal(Loans.money(amount))),
        completedOn.isEmpty() ? Optional.empty() : Optional.of(LocalDate.parse(completedOn)));
  }

  @Test
  void more_payments_than_usual_are_stops_too() {
    Loan loan = Loan.of("L-1", "B-1", "MXN").installment("2026-01-27", "100");
    for (int i = 0; i < 90; i++) {
      loan = loan.payment(LocalDate.of(2026, 1, 29).plusDays(i % 45).toString(), "1");
    }

    DayWalk walk = walk(loan, "plain", true);
    int stretches = 0;
    while (walk.advance()) {
      stretches++;
    }

    assertThat(stretches).isEqualTo(42);
    assertThat(walk.overdue).isEqualTo(1_800);
  }
}
