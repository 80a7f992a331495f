package dev.mora.delinquency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mora.loan.Installment;
import dev.mora.portfolio.GivenFacts;
import java.time.LocalDate;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The variants of the domain reference, section 2.3, on its loan A and around their limits. */
class BasesTest {

  private static final String LOAN_A =
      "due:2024-01-31=100+10 due:2024-02-29=100+10 due:2024-03-31=100+10 due:2024-04-30=100+10 ";
  private static final DelinquencyPolicy STANDARD = DelinquencyPolicy.standard();

  private static Delinquency assess(Basis basis, String loan, String asOf) {
    return STANDARD.toBuilder()
        .basis(basis)
        .build()
        .assess(Loans.parse(loan), LocalDate.parse(asOf));
  }

  @ParameterizedTest(name = "{0}% of an installment, {1} on {2}")
  @CsvSource({
    // Nothing was ever paid: the oldest unpaid installment counts.
    "100, '',                                     2024-03-15, 44, 44",
    "100, pay:2024-02-05=110,                     2024-03-15, 15, 39",
    "100, pay:2024-02-05=109.99,                  2024-03-15, 44, 44",
    "50,  pay:2024-02-05=55,                      2024-03-15, 44, 39",
    "50,  pay:2024-02-05=54.99,                   2024-03-15, 44, 44",
    // Two on one day are one.
    "50,  pay:2024-02-05=30 pay:2024-02-05=25,    2024-03-15, 44, 39",
    "50,  pay:2024-02-05=30 pay:2024-02-06=25,    2024-03-15, 44, 44",
    "50,  pay:2024-02-05=55 pay:2024-03-01=10,    2024-03-15, 44, 39",
    "50,  pay:2024-02-05=55 pay:2024-03-15=55,    2024-03-15, 15, 0",
    // One that was undone is none; one still to come neither.
    "50,  pay:2024-02-05=60 undo:2024-03-01=P1,   2024-03-15, 44, 44",
    "50,  pay:2024-02-05=60 undo:2024-03-16=P1,   2024-03-15, 44, 39",
    "50,  pay:2024-03-16=60,                      2024-03-15, 44, 44",
    // Paid up is paid up, however long ago.
    "100, pay:2024-01-05=220,                     2024-03-15, 0,  0",
  })
  void recency_counts_from_the_last_payment_that_is_large_enough(
      String percent, String payments, String asOf, int days, int counted) {
    Delinquency d = assess(Basis.lastPayment(percent), LOAN_A + payments, asOf);

    assertThat(d.daysPastDue()).isEqualTo(days);
    assertThat(d.basisDays()).isEqualTo(counted);
    assertThat(d.countedDays()).isEqualTo(counted);
  }

  @ParameterizedTest(name = "{1} is {0}% of {2}: {3}")
  @CsvSource({
    "50,      9999.99,  20000.00, false",
    "50,      10000.00, 20000.00, true",
    "50,      10000.00, 20000.01, false",
    "50,      10000.01, 20000.01, true",
    "33.3333, 33.33,    100.00,   false",
    "33.3333, 33.34,    100.00,   true",
    "0.0001,  0.01,     10000.00, true",
    "0.0001,  0.01,     10000.01, false",
    "0.0001,  0.02,     10000.01, true"
  })
  void a_part_of_a_cent_short_is_short(
      String percent, String paid, String installment, boolean qualifies) {
    String loan = "due:2024-01-31=%s pay:2024-02-05=%s".formatted(installment, paid);

    Delinquency d = assess(Basis.lastPayment(percent), loan, "2024-03-15");

    assertThat(d.countedDays()).isEqualTo(qualifies ? 39 : 44);
  }

  @ParameterizedTest(name = "{0} days of {1}: {2} on {3}")
  @CsvSource({
    "30, 0,      '',                  2024-01-31, 0,  0, 0",
    "30, 0,      '',                  2024-02-01, 1,  1, 30",
    "30, 0,      '',                  2024-03-15, 44, 2, 60",
    "7,  0,      '',                  2024-03-15, 44, 2, 14",
    "30, 0,      pay:2024-02-05=0.01, 2024-03-15, 44, 1, 30",
    "30, 0,      pay:2024-02-05=110,  2024-03-15, 15, 1, 30",
    "30, 0,      pay:2024-02-05=111,  2024-03-15, 15, 0, 0",
    "30, 55.00,  '',                  2024-03-15, 44, 4, 120",
    "30, 220.00, '',                  2024-03-15, 44, 1, 30",
    "30, 220.01, '',                  2024-03-15, 44, 0, 0",
    // Finer than the currency: 0.009 is 0.9 cents, and 220 / 73.333334 is a little below 3.
    "1,  0.009,  pay:2024-02-05=219.99, 2024-03-15, 15, 1, 1",
    "1,  73.333333, '',               2024-03-15, 44, 3, 3",
    "1,  73.333334, '',               2024-03-15, 44, 2, 2",
  })
  void missed_installments_are_whole_ones_in_the_arrears(
      int period, String installment, String payments, String asOf, int days, int missed, int at) {
    Delinquency d = assess(Basis.installmentsMissed(period, installment), LOAN_A + payments, asOf);

    assertThat(d.daysPastDue()).isEqualTo(days);
    assertThat(d.missedInstallments()).hasValue(missed);
    assertThat(d.countedDays()).isEqualTo(at);
    assertThat(d.missedBucket()).isEqualTo(Integer.toString(missed));
  }

  @Test
  void an_installment_has_at_most_six_decimals() {
    assertThat(Basis.installmentsMissed(30, "0.000001")).isNotNull();
    assertThatThrownBy(() -> Basis.installmentsMissed(30, "0.0000001"))
        .hasMessage("not an amount of an installment: 0.0000001");
  }

  @Test
  void the_regular_installment_is_the_middle_one_without_fees_that_stand_alone() {
    String loan = "due:2024-01-10=80 due:2024-02-10=0+0+5 due:2024-03-10=100 due:2024-04-10=90";

    // Overdue are 80 + 5 + 100 = 185; the middle one of 80, 90 and 100 is 90.
    Delinquency d = assess(Basis.installmentsMissed(30), loan, "2024-03-20");
    Delinquency even =
        assess(Basis.installmentsMissed(30), loan + " due:2024-05-10=300", "2024-03-20");

    assertThat(d.missedInstallments()).hasValue(2);
    assertThat(even.missedInstallments()).hasValue(2);
    assertThat(d.overdueInstallments()).hasValue(3);
  }

  @ParameterizedTest(name = "{0} on {1} {2}")
  @CsvSource({
    "'',                 2024-03-15, EXCLUSIVE,         44, 0,  0",
    "'',                 2024-04-30, EXCLUSIVE,         90, 0,  0",
    "'',                 2024-05-01, EXCLUSIVE,         91, 1,  1",
    "'',                 2024-04-29, INCLUSIVE_DAY_END, 89, 0,  0",
    "'',                 2024-04-30, INCLUSIVE_DAY_END, 90, 0,  1",
    "'',                 2024-05-01, INCLUSIVE_DAY_END, 91, 1,  2",
    "pay:2024-04-01=330, 2024-05-10, EXCLUSIVE,         10, 10, 10",
    "pay:2024-04-01=440, 2024-05-10, EXCLUSIVE,         0,  0,  0",
  })
  void maturity_counts_from_the_last_due_date(
      String payments,
      String asOf,
      DelinquencyPolicy.Count count,
      int days,
      int basisDays,
      int counted) {
    Delinquency d =
        STANDARD.toBuilder()
            .basis(Basis.MATURITY)
            .count(count)
            .build()
            .assess(Loans.parse(LOAN_A + payments), LocalDate.parse(asOf));

    assertThat(d.daysPastDue()).isEqualTo(days);
    assertThat(d.basisDays()).isEqualTo(basisDays);
    assertThat(d.countedDays()).isEqualTo(counted);
  }

  @Test
  void grace_and_pauses_come_off_the_days_of_the_basis() {
    DelinquencyPolicy policy =
        STANDARD.toBuilder().basis(Basis.MATURITY).grace(Grace.subtract(2)).build();

    Delinquency d =
        policy.assess(
            Loans.parse(LOAN_A + "pause:2024-04-20..2024-05-05"), LocalDate.of(2024, 5, 20));

    // 20 days since 04-30, 2 of grace, 5 paused behind 04-30.
    assertThat(d.basisDays()).isEqualTo(20);
    assertThat(d.pausedDays()).isEqualTo(5);
    assertThat(d.countedDays()).isEqualTo(13);
  }

  @ParameterizedTest(name = "given {0} overdue, installment {1}")
  @CsvSource({
    "100.00, 50.00, 2, 60",
    "99.99,  50.00, 1, 30",
    "49.99,  50.00, 0, 0",
  })
  void given_arrears_tell_the_missed_installments_of_a_loan_without_a_schedule(
      String overdue, String installment, int missed, int counted) {
    DelinquencyPolicy policy =
        STANDARD.toBuilder().basis(Basis.installmentsMissed(30, installment)).build();

    Delinquency d =
        policy.given(
            Loans.parse(""), GivenFacts.of(17, Loans.money(overdue)), LocalDate.of(2024, 3, 15));

    assertThat(d.daysPastDue()).isEqualTo(17);
    assertThat(d.missedInstallments()).hasValue(missed);
    assertThat(d.countedDays()).isEqualTo(counted);
  }

  @Test
  void given_arrears_without_any_installment_keep_the_given_days() {
    DelinquencyPolicy policy = STANDARD.toBuilder().basis(Basis.installmentsMissed(30)).build();
    GivenFacts facts =
        new GivenFacts(
            17, Loans.money("220"), Loans.money("300"), Optional.empty(), Optional.empty());
    LocalDate asOf = LocalDate.of(2024, 3, 15);

    Delinquency bare = policy.given(Loans.parse(""), facts, asOf);
    Delinquency scheduled = policy.given(Loans.parse(LOAN_A), facts, asOf);

    assertThat(bare.countedDays()).isEqualTo(17);
    assertThat(bare.missedInstallments()).isEmpty();
    assertThat(scheduled.countedDays()).isEqualTo(60);
    assertThat(scheduled.missedInstallments()).hasValue(2);
  }

  @Test
  void an_installment_that_was_completed_is_a_payment_of_its_day() {
    var installments = Loans.parse(LOAN_A).installments();
    var first = installments.get(0);
    var paid =
        new Installment(
            1,
            first.dueOn(),
            first.due(),
            Optional.of(first.due()),
            Optional.of(LocalDate.of(2024, 2, 10)));
    var loan =
        Loans.parse("").toBuilder().installment(paid).installment(installments.get(1)).build();

    Delinquency d =
        STANDARD.toBuilder()
            .basis(Basis.lastPayment("100"))
            .build()
            .assess(loan, LocalDate.of(2024, 3, 15));

    assertThat(d.daysPastDue()).isEqualTo(15);
    assertThat(d.countedDays()).isEqualTo(34);
  }
}
