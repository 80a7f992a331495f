package dev.mora.delinquency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.mora.calendar.BusinessDays;
import dev.mora.loan.Loan;
import dev.mora.portfolio.GivenFacts;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Changes of schedule, domain reference section 8.3. */
class RestructureAssessmentTest {

  /** 100 a month from January on, nothing paid; on 1 May all 300 become three of 100 from June. */
  private static final String LOAN =
      "was:2024-05-01/2024-02-10=100 was:2024-05-01/2024-03-10=100 was:2024-05-01/2024-06-10=100"
          + " due:2024-06-01=100 due:2024-07-01=100 due:2024-08-01=100 ";

  private static Delinquency assess(RestructurePolicy policy, String loan, String asOf) {
    return DelinquencyPolicy.standard().toBuilder()
        .restructures(policy)
        .build()
        .assess(Loans.parse(loan), LocalDate.parse(asOf));
  }

  @ParameterizedTest(name = "{0} on {1}")
  @CsvSource({
    // Before it every policy sees the schedule of then.
    "RESET,             2024-04-30, 80, 200.00, 300.00, 0",
    "CARRY_DAYS,        2024-04-30, 80, 200.00, 300.00, 0",
    "ORIGINAL_SCHEDULE, 2024-04-30, 80, 200.00, 300.00, 0",
    // On its day the new one is in force.
    "RESET,             2024-05-01, 0,  0.00,   300.00, 1",
    "CARRY_DAYS,        2024-05-01, 81, 0.00,   300.00, 1",
    "ORIGINAL_SCHEDULE, 2024-05-01, 81, 200.00, 300.00, 1",
    "RESET,             2024-06-02, 1,  100.00, 300.00, 1",
    "CARRY_DAYS,        2024-06-02, 81, 100.00, 300.00, 1",
    "ORIGINAL_SCHEDULE, 2024-06-02, 113, 200.00, 300.00, 1",
    // Late anew for longer than before.
    "CARRY_DAYS,        2024-08-20, 81, 300.00, 300.00, 1",
    "CARRY_DAYS,        2024-08-22, 82, 300.00, 300.00, 1",
  })
  void the_policy_chooses_what_the_new_schedule_forgets(
      RestructurePolicy.Kind kind,
      String asOf,
      int counted,
      String overdue,
      String outstanding,
      int count) {
    RestructurePolicy policy =
        kind == RestructurePolicy.Kind.CARRY_DAYS
            ? RestructurePolicy.carryDays(2)
            : new RestructurePolicy(kind, 0);

    Delinquency d = assess(policy, LOAN, asOf);

    assertThat(d.countedDays()).isEqualTo(counted);
    assertThat(d.overdueAmount()).isEqualTo(Loans.money(overdue));
    assertThat(d.outstanding()).isEqualTo(Loans.money(outstanding));
    assertThat(d.restructured().count()).isEqualTo(count);
    assertThat(d.isScheduleKnown()).isTrue();
  }

  @ParameterizedTest(name = "{0} payments, {1}, on {2}: {3}")
  @CsvSource({
    "2, pay:2024-06-01=100 pay:2024-07-01=100,                    2024-06-30, 81",
    "2, pay:2024-06-01=100 pay:2024-07-01=100,                    2024-07-01, 0",
    // Ahead of time is on time, but the due date must have come.
    "2, pay:2024-05-20=200,                                       2024-06-30, 81",
    "2, pay:2024-05-20=200,                                       2024-07-01, 0",
    // A late one begins the row anew.
    "2, pay:2024-06-02=100 pay:2024-07-01=100,                    2024-07-20, 81",
    "2, pay:2024-06-02=100 pay:2024-07-01=100 pay:2024-08-01=100, 2024-08-01, 0",
    "3, pay:2024-06-01=100 pay:2024-07-01=100 pay:2024-08-01=100, 2024-07-31, 81",
    "3, pay:2024-06-01=100 pay:2024-07-01=100 pay:2024-08-01=100, 2024-08-01, 0",
    "1, pay:2024-06-01=99.99,                                     2024-06-01, 81",
    // Once let go, it does not come back.
    "1, pay:2024-06-01=100,                                       2024-07-05, 4",
    // One that bounced was not on time.
    "1, pay:2024-06-01=100 undo:2024-06-05=P1,                    2024-06-04, 0",
    "1, pay:2024-06-01=100 undo:2024-06-05=P1,                    2024-06-05, 81",
  })
  void days_are_carried_until_so_many_in_a_row_are_on_time(
      int payments, String paid, String asOf, int counted) {
    Delinquency d = assess(RestructurePolicy.carryDays(payments), LOAN + paid, asOf);

    assertThat(d.countedDays()).isEqualTo(counted);
    assertThat(d.carriedDays()).isEqualTo(counted == 81 ? 81 : 0);
  }

  @ParameterizedTest(name = "moratorium from {0}")
  @CsvSource({"2024-06-29, 0", "2024-06-30, 0", "2024-07-01, 2"})
  void a_moratorium_from_the_day_of_the_restructure_on_has_moved_the_old_due_dates(
      String from, int days) {
    // 30 June is a Sunday; the Friday before it is 28 June.
    Loan loan =
        Loans.parse(
            "was:2024-06-30/2024-06-30=100 due:2024-09-02=100 moratorium:" + from + "..2024-07-10");

    Delinquency d = preceding(loan, "2024-06-30");

    assertThat(d.restructured().daysPastDue()).hasValue(days);
    assertThat(d.carriedDays()).isEqualTo(days);
  }

  @ParameterizedTest(name = "{0} on {1}")
  @CsvSource({
    "moratorium:2024-03-17..2024-03-26, 2024-03-16, 17",
    "moratorium:2024-03-17..2024-03-26, 2024-03-25, 17",
    "moratorium:2024-03-17..2024-03-26, 2024-03-26, 0",
    "moratorium:2024-03-18..2024-03-26, 2024-03-26, 17",
  })
  void a_moratorium_that_moves_a_passed_due_date_gives_it_a_new_chance(
      String moratorium, String asOf, int carried) {
    // 17 March is a Sunday: due on the Friday before, paid on the Sunday.
    Loan loan =
        Loans.parse(
            "was:2024-02-10/2024-01-24=100 due:2024-03-17=100 pay:2024-03-17=100 " + moratorium);

    assertThat(preceding(loan, asOf).carriedDays()).isEqualTo(carried);
  }

  private static Delinquency preceding(Loan loan, String asOf) {
    return DelinquencyPolicy.standard().toBuilder()
        .restructures(RestructurePolicy.carryDays(1))
        .businessDays(BusinessDays.Convention.PRECEDING)
        .build()
        .assess(loan, LocalDate.parse(asOf));
  }

  @Test
  void what_a_restructure_hides_is_told() {
    Delinquency d = assess(RestructurePolicy.RESET, LOAN, "2024-06-15");

    assertThat(d.restructured().on()).contains(LocalDate.of(2024, 5, 1));
    assertThat(d.restructured().daysPastDue()).hasValue(81);
    assertThat(d.restructured().originalPastDueSince()).contains(LocalDate.of(2024, 2, 10));
    assertThat(d.restructured().capitalised()).isEmpty();
    assertThat(d.daysPastDue()).isEqualTo(14);
    assertThat(d.restructured()).hasToString("Restructured(1, last 2024-05-01)");
    assertThat(assess(RestructurePolicy.RESET, LOAN, "2024-04-30").restructured())
        .isEqualTo(Restructured.NONE);
  }

  @Test
  void what_the_host_says_of_it_comes_before_what_can_be_worked_out() {
    String loan = LOAN + "re:2024-05-01=44/210.50";

    Delinquency d = assess(RestructurePolicy.carryDays(3), loan, "2024-05-10");

    assertThat(d.restructured().daysPastDue()).hasValue(44);
    assertThat(d.restructured().originalPastDueSince()).contains(LocalDate.of(2024, 3, 18));
    assertThat(d.restructured().capitalised()).contains(Loans.money("210.50"));
    assertThat(d.countedDays()).isEqualTo(44);
  }

  @ParameterizedTest(name = "{0} on {1}")
  @CsvSource({
    "RESET,             2024-04-30, false, 0",
    "RESET,             2024-06-05, true,  4",
    "ORIGINAL_SCHEDULE, 2024-04-30, false, 0",
    "ORIGINAL_SCHEDULE, 2024-06-05, true,  4",
  })
  void an_old_schedule_that_nobody_has_is_not_made_up(
      RestructurePolicy.Kind kind, String asOf, boolean known, int days) {
    Delinquency d =
        assess(
            new RestructurePolicy(kind, 0),
            "re:2024-05-01 due:2024-06-01=100 pay:2024-04-01=70",
            asOf);

    assertThat(d.isScheduleKnown()).isEqualTo(known);
    assertThat(d.daysPastDue()).isEqualTo(days);
    assertThat(d.restructured().daysPastDue()).isEmpty();
    assertThat(d.restructured().originalPastDueSince()).isEmpty();
  }

  @ParameterizedTest(name = "{0} on {1}: {2} overdue, {3} left")
  @CsvSource({
    // Paid the day before it belongs to the old schedule, on its day to the new one.
    "pay:2024-04-30=100, 2024-04-30, 100.00, 200.00",
    "pay:2024-04-30=100, 2024-06-02, 100.00, 300.00",
    "pay:2024-05-01=100, 2024-06-02, 0.00,   200.00",
    // Undone afterwards: the old schedule was told by the host with the payment in it.
    "pay:2024-04-30=100 undo:2024-05-05=P1, 2024-06-02, 100.00, 300.00",
  })
  void payments_belong_to_the_schedule_of_their_value_date(
      String payments, String asOf, String overdue, String outstanding) {
    Delinquency d = assess(RestructurePolicy.RESET, LOAN + payments, asOf);

    assertThat(d.overdueAmount()).isEqualTo(Loans.money(overdue));
    assertThat(d.outstanding()).isEqualTo(Loans.money(outstanding));
  }

  @Test
  void a_payment_from_before_that_is_undone_afterwards_is_a_new_debt_by_reversal_date() {
    DelinquencyPolicy policy =
        DelinquencyPolicy.standard().toBuilder()
            .reversals(DelinquencyPolicy.Reversals.REVERSAL_DATE)
            .build();
    Loan loan = Loans.parse(LOAN + "pay:2024-04-30=100 undo:2024-05-05=P1");

    Delinquency d = policy.assess(loan, LocalDate.of(2024, 5, 8));

    assertThat(d.daysPastDue()).isEqualTo(3);
    assertThat(d.overdueAmount()).isEqualTo(Loans.money("100"));
    assertThat(d.outstanding()).isEqualTo(Loans.money("400"));
  }

  @ParameterizedTest(name = "{0}: {1} at the restructure, {2} on {3}")
  @CsvSource(
      delimiter = '|',
      value = {
        "''                                   | 81 | 81 | 2024-05-10",
        // The host says that there were none.
        "re:2024-05-01=0                      | 0  | 0  | 2024-05-10",
        "re:2024-05-01=1                      | 1  | 1  | 2024-05-10",
        // What comes on the day itself is for the new schedule.
        "pay:2024-05-01=300                   | 81 | 81 | 2024-05-10",
        "pay:2024-04-30=300                   | 0  | 0  | 2024-05-10",
        // An installment of nothing is none in a row.
        "due:2024-06-20=0 pay:2024-06-01=100  | 81 | 81 | 2024-06-25",
        "due:2024-06-20=5 pay:2024-06-01=105  | 81 | 0  | 2024-06-25",
      })
  void the_days_of_the_old_schedule_are_those_of_the_eve(
      String events, int days, int counted, String asOf) {
    Delinquency d = assess(RestructurePolicy.carryDays(2), LOAN + events.replace("'", ""), asOf);

    assertThat(d.restructured().daysPastDue()).hasValue(days);
    assertThat(d.countedDays()).isEqualTo(counted);
  }

  @ParameterizedTest
  @CsvSource({"2024-07-01, 81", "2024-07-02, 0"})
  void what_falls_due_on_the_day_of_the_next_restructure_is_none_in_a_row(
      String next, int counted) {
    String twice = LOAN.replace(" due:", " was:" + next + "/") + " due:2024-09-01=150";
    String paid = " pay:2024-06-01=100 pay:2024-06-15=100";

    Delinquency d = assess(RestructurePolicy.carryDays(2), twice + paid, "2024-07-20");

    assertThat(d.countedDays()).isEqualTo(counted);
  }

  @Test
  void a_second_restructure_carries_what_the_first_one_left() {
    String twice =
        LOAN.replace(" due:", " was:2024-07-15/") + " due:2024-09-01=150 due:2024-10-01=150";

    Delinquency kept = assess(RestructurePolicy.carryDays(2), twice, "2024-07-20");
    Delinquency released =
        assess(
            RestructurePolicy.carryDays(2),
            twice + " pay:2024-06-01=100 pay:2024-07-01=100",
            "2024-07-20");
    Delinquency original = assess(RestructurePolicy.ORIGINAL_SCHEDULE, twice, "2024-07-20");

    // 81 of the first, 44 on the second schedule when the second came.
    assertThat(kept.countedDays()).isEqualTo(81);
    assertThat(kept.restructured().count()).isEqualTo(2);
    assertThat(kept.restructured().daysPastDue()).hasValue(44);
    assertThat(released.countedDays()).isZero();
    assertThat(original.daysPastDue()).isEqualTo(161);
    assertThat(original.overdueAmount()).isEqualTo(Loans.money("300"));
  }

  @Test
  void columns_and_records_agree_on_restructured_loans() {
    LoanBook book =
        LoanBook.of(
            List.of(
                Loans.parse("due:2024-06-01=5"),
                Loans.parse(LOAN),
                Loans.parse("due:2024-06-02=5")));
    DelinquencyPolicy policy =
        DelinquencyPolicy.standard().toBuilder()
            .restructures(RestructurePolicy.carryDays(2))
            .build();

    Assessments all = policy.assess(book, LocalDate.of(2024, 6, 5));

    assertThat(all.countedDays(0)).isEqualTo(4);
    assertThat(all.countedDays(1)).isEqualTo(81);
    assertThat(all.daysPastDue(1)).isEqualTo(4);
    assertThat(all.countedDays(2)).isEqualTo(3);
    assertThat(all.missedInstallments(1)).isEqualTo(1);
    assertThat(all.delinquency(1)).isEqualTo(policy.assess(book.loan(1), all.asOf()));
  }

  @ParameterizedTest(name = "{0} tolerated on the whole: {1}")
  @CsvSource({"9.99, 81", "10.00, 0"})
  void what_is_tolerated_of_the_whole_loan_is_on_time(String tolerance, int carried) {
    DelinquencyPolicy policy =
        DelinquencyPolicy.standard().toBuilder()
            .restructures(RestructurePolicy.carryDays(1))
            .tolerance(Tolerance.ofLoan(tolerance))
            .build();

    Delinquency d =
        policy.assess(Loans.parse(LOAN + "pay:2024-06-01=90"), LocalDate.of(2024, 6, 1));

    assertThat(d.carriedDays()).isEqualTo(carried);
  }

  @Test
  void the_day_end_count_carries_its_day_too() {
    DelinquencyPolicy policy =
        DelinquencyPolicy.standard().toBuilder()
            .restructures(RestructurePolicy.carryDays(1))
            .count(DelinquencyPolicy.Count.INCLUSIVE_DAY_END)
            .grace(Grace.subtract(2))
            .build();

    assertThat(policy.assess(Loans.parse(LOAN), LocalDate.of(2024, 5, 3)).countedDays())
        .isEqualTo(80);
  }

  @ParameterizedTest
  @CsvSource({"2024-04-30, 0, ", "2024-05-01, 1, 44"})
  void given_figures_tell_of_a_restructure_what_the_host_says(
      LocalDate asOf, int count, Integer days) {
    DelinquencyPolicy policy =
        DelinquencyPolicy.standard().toBuilder()
            .restructures(RestructurePolicy.carryDays(1))
            .build();

    Delinquency d =
        policy.given(
            Loans.parse(LOAN + "re:2024-05-01=44"), GivenFacts.of(3, Loans.money("9")), asOf);

    assertThat(d.countedDays()).isEqualTo(3);
    assertThat(d.restructured().count()).isEqualTo(count);
    assertThat(d.restructured().daysPastDue().isPresent()).isEqualTo(days != null);
  }

  @Test
  void a_policy_that_waits_for_no_payments_has_none_and_one_that_waits_has_some() {
    assertThatIllegalArgumentException().isThrownBy(() -> RestructurePolicy.carryDays(0));
    assertThatIllegalArgumentException().isThrownBy(() -> RestructurePolicy.carryDays(1_001));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new RestructurePolicy(RestructurePolicy.Kind.RESET, 1));
  }
}
