package dev.mora.delinquency;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mora.loan.Amounts;
import dev.mora.loan.Installment;
import dev.mora.loan.Loan;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The examples of the domain reference, sections 2 to 6, one row for each. */
class WorkedExamplesTest {

  private static final String LOAN_A =
      "due:2024-01-31=100+10 due:2024-02-29=100+10 due:2024-03-31=100+10 due:2024-04-30=100+10 ";
  private static final String LOAN_B = "due:2024-01-31=100+10+8+5 due:2024-02-29=100+10 ";
  private static final LocalDate AS_OF = LocalDate.of(2024, 3, 15);

  @ParameterizedTest(name = "2.4 row {0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          1 |                                      | 0     | 2024-01-31 | 44 | 220.00 | 0.00  | 2
          2 | pay:2024-02-05=110                   | 0     | 2024-02-29 | 15 | 110.00 | 0.00  | 1
          3 | pay:2024-02-05=60                    | 0     | 2024-01-31 | 44 | 160.00 | 0.00  | 2
          4 | pay:2024-02-05=60                    | 50.00 | 2024-02-29 | 15 | 110.00 | 50.00 | 1
          4b| pay:2024-02-05=60                    | 49.99 | 2024-01-31 | 44 | 160.00 | 0.00  | 2
          5 | pay:2024-02-05=220                   | 0     |            | 0  | 0.00   | 0.00  | 0
          6 | pay:2024-02-05=60 pay:2024-03-15=50  | 0     | 2024-02-29 | 15 | 110.00 | 0.00  | 1
          6b| pay:2024-02-05=60 pay:2024-03-16=50  | 0     | 2024-01-31 | 44 | 160.00 | 0.00  | 2
          7 | pay:2024-02-05=110@2024-03-16        | 0     | 2024-02-29 | 15 | 110.00 | 0.00  | 1
          """)
  void example_a(
      String row,
      String payments,
      String tolerance,
      LocalDate since,
      int days,
      String overdue,
      String tolerated,
      int installments) {
    Loan loan = Loans.parse(LOAN_A + (payments == null ? "" : payments));
    DelinquencyPolicy policy =
        DelinquencyPolicy.standard().toBuilder()
            .tolerance(Tolerance.ofInstallment(tolerance))
            .build();

    Delinquency d = policy.assess(loan, AS_OF);

    assertThat(d.pastDueSince().orElse(null)).isEqualTo(since);
    assertThat(d.daysPastDue()).isEqualTo(days);
    assertThat(d.countedDays()).isEqualTo(days);
    assertThat(d.overdueAmount()).isEqualTo(Loans.money(overdue));
    assertThat(d.toleratedAmount()).contains(Loans.money(tolerated));
    assertThat(d.overdueInstallments()).hasValue(installments);
  }

  @ParameterizedTest(name = "2.4 grace {0} {1} on {2}")
  @CsvSource({
    "3, SUBTRACT,  2024-03-15, 44, 41, 2024-02-03",
    "3, SUBTRACT,  2024-02-03,  3,  0, 2024-02-03",
    "3, SUBTRACT,  2024-02-04,  4,  1, 2024-02-03",
    "3, THRESHOLD, 2024-02-03,  3,  0, 2024-02-03",
    "3, THRESHOLD, 2024-02-04,  4,  4, 2024-02-03",
    "0, THRESHOLD, 2024-02-01,  1,  1, 2024-01-31",
  })
  void grace_moves_the_count_and_not_the_days(
      int grace, Grace.Mode mode, LocalDate asOf, int days, int counted, LocalDate delinquentOn) {
    DelinquencyPolicy policy =
        DelinquencyPolicy.standard().toBuilder().grace(new Grace(grace, mode)).build();

    Delinquency d = policy.assess(Loans.parse(LOAN_A), asOf);

    assertThat(d.daysPastDue()).isEqualTo(days);
    assertThat(d.countedDays()).isEqualTo(counted);
    assertThat(d.delinquentOn()).contains(delinquentOn);
    assertThat(d.overdueAmount().isPositive()).isTrue();
  }

  @ParameterizedTest(name = "2.2 due 2024-03-31, {0}")
  @CsvSource({
    "2024-03-30, 0,  0,  0",
    "2024-03-31, 0,  0,  1",
    "2024-04-01, 1,  1,  2",
    "2024-04-29, 29, 29, 30",
    "2024-04-30, 30, 30, 31",
    "2024-05-30, 60, 60, 61",
    "2024-06-29, 90, 90, 91",
  })
  void the_day_end_count_has_the_due_date_in_it(
      LocalDate asOf, int days, int exclusive, int inclusive) {
    Loan loan = Loans.parse("due:2024-03-31=100");
    DelinquencyPolicy dayEnd =
        DelinquencyPolicy.standard().toBuilder()
            .count(DelinquencyPolicy.Count.INCLUSIVE_DAY_END)
            .build();

    assertThat(DelinquencyPolicy.standard().assess(loan, asOf).countedDays()).isEqualTo(exclusive);
    assertThat(dayEnd.assess(loan, asOf).countedDays()).isEqualTo(inclusive);
    assertThat(dayEnd.assess(loan, asOf).daysPastDue()).isEqualTo(days);
  }

  @ParameterizedTest(name = "4 B {0} paid {1}")
  @CsvSource({
    "BY_INSTALLMENT, 2024-03-15, 2024-02-29, 15, 103.00, 100.00",
    "BY_INSTALLMENT, 2024-02-10, 2024-02-29, 15, 103.00, 100.00",
    "BY_COMPONENT,   2024-03-15, 2024-01-31, 44, 103.00, 103.00",
    "BY_COMPONENT,   2024-02-29, 2024-01-31, 44, 103.00, 103.00",
    // Paid when only the first was due: what is left goes ahead, as on the day itself.
    "BY_COMPONENT,   2024-02-28, 2024-02-29, 15, 103.00, 100.00",
    "CURRENT_FIRST,  2024-03-15, 2024-01-31, 44, 103.00, 100.00",
  })
  void example_b(
      DelinquencyPolicy.Allocation allocation,
      LocalDate paidOn,
      LocalDate since,
      int days,
      String overdue,
      String principal) {
    Loan loan = Loans.parse(LOAN_B + "pay:" + paidOn + "=130");
    DelinquencyPolicy policy =
        DelinquencyPolicy.standard().toBuilder().allocation(allocation).build();

    Delinquency d = policy.assess(loan, AS_OF);

    assertThat(d.pastDueSince()).contains(since);
    assertThat(d.daysPastDue()).isEqualTo(days);
    assertThat(d.overdueAmount()).isEqualTo(Loans.money(overdue));
    assertThat(d.outstandingPrincipal()).contains(Loans.money(principal));
  }

  @Test
  void example_b_leaves_three_on_the_first_and_a_hundred_on_the_second_by_component() {
    DelinquencyPolicy policy =
        DelinquencyPolicy.standard().toBuilder()
            .allocation(DelinquencyPolicy.Allocation.BY_COMPONENT)
            .buckets(Buckets.of(Bucket.of("NEW", 1, 20), Bucket.from("OLD", 21)))
            .build();

    Delinquency d = policy.assess(Loans.parse(LOAN_B + "pay:2024-03-15=130"), AS_OF);

    assertThat(d.installmentBuckets())
        .containsExactly(
            Map.entry("NEW", Loans.money("100.00")), Map.entry("OLD", Loans.money("3.00")));
    assertThat(d.outstandingPrincipal()).contains(Loans.money("103.00"));
  }

  @ParameterizedTest(name = "6 {0} {1}")
  @CsvSource({
    // Due 05-10, grace 2: 31 raw days on 06-10.
    "OVERLAP_WITH_OVERDUE, 2024-05-01..2024-05-20, 2024-06-10, 31, 19",
    "WHOLE_PERIOD,         2024-05-01..2024-05-20, 2024-06-10, 31, 10",
    // It counts again the day after its end.
    "OVERLAP_WITH_OVERDUE, 2024-05-12..2024-05-22, 2024-05-22, 12, 0",
    "OVERLAP_WITH_OVERDUE, 2024-05-12..2024-05-22, 2024-05-23, 13, 1",
    "OVERLAP_WITH_OVERDUE, 2024-05-12..2024-05-22, 2024-05-24, 14, 2",
    // 19: one that starts on the as-of date takes nothing off yet, the next day one.
    "OVERLAP_WITH_OVERDUE, 2024-06-10..2024-06-20, 2024-06-10, 31, 29",
    "OVERLAP_WITH_OVERDUE, 2024-06-10..2024-06-20, 2024-06-11, 32, 29",
    // Still to come.
    "WHOLE_PERIOD,         2024-07-01..2024-07-20, 2024-06-10, 31, 29",
    // Before the debt: only the whole period counts it.
    "OVERLAP_WITH_OVERDUE, 2024-04-01..2024-04-11, 2024-06-10, 31, 29",
    "WHOLE_PERIOD,         2024-04-01..2024-04-11, 2024-06-10, 31, 19",
  })
  void pauses_stop_the_count(
      DelinquencyPolicy.Pauses counting, String pause, LocalDate asOf, int days, int counted) {
    Loan loan = Loans.parse("due:2024-05-10=100 pause:" + pause);
    DelinquencyPolicy policy =
        DelinquencyPolicy.standard().toBuilder().grace(Grace.subtract(2)).pauses(counting).build();

    Delinquency d = policy.assess(loan, asOf);

    assertThat(d.daysPastDue()).isEqualTo(days);
    assertThat(d.countedDays()).isEqualTo(counted);
    assertThat(d.overdueAmount()).isEqualTo(Loans.money("100"));
  }

  @ParameterizedTest(name = "3.3 {0} {1} {2} {3}: {4} of twelve")
  @CsvSource({
    "1.00, 0, INSTALLMENT, MAX, 0.90, 0,   0.00,  10.80",
    "1.00, 0, LOAN,        MAX, 0.90, 12, 10.80,   0.00",
    "10.80, 0, LOAN,       MAX, 0.90, 0,   0.00,  10.80",
    "10.79, 0, LOAN,       MAX, 0.90, 12, 10.80,   0.00",
    "0, 0.9, INSTALLMENT,  MAX, 0.90, 0,   0.00,  10.80",
    "0, 0.8999, INSTALLMENT, MAX, 0.90, 12, 10.80, 0.00",
    "0, 0.9, LOAN,         MAX, 0.90, 0,   0.00,  10.80",
    "0, 0.8999, LOAN,      MAX, 0.90, 12, 10.80,   0.00",
    "1.00, 0.5, INSTALLMENT, MAX, 0.90, 0, 0.00,  10.80",
    "1.00, 0.5, INSTALLMENT, MIN, 0.90, 12, 10.80, 0.00",
    "1.00, 0.9, INSTALLMENT, MIN, 0.90, 0, 0.00,  10.80",
    "1.00, 0.5, INSTALLMENT, AND, 0.90, 0, 0.00,  10.80",
    "0.50, 0.5, INSTALLMENT, AND, 0.90, 12, 10.80, 0.00",
  })
  void tolerance_decides_what_is_met_and_forgives_nothing(
      String amount,
      String percent,
      Tolerance.Scope scope,
      Tolerance.Combine combine,
      String residue,
      int overdueInstallments,
      String overdue,
      String tolerated) {
    Loan.Builder loan = Loan.of("L-1", "B-1", "MXN").toBuilder();
    for (int i = 1; i <= 12; i++) {
      Amounts due = Amounts.ofPrincipal(Loans.money("100.00"));
      Amounts paid = due.minus(Amounts.ofPrincipal(Loans.money(residue)));
      loan.installment(
          new Installment(i, LocalDate.of(2023, i, 10), due, Optional.of(paid), Optional.empty()));
    }
    DelinquencyPolicy policy =
        DelinquencyPolicy.standard().toBuilder()
            .tolerance(
                new Tolerance(new BigDecimal(amount), new BigDecimal(percent), scope, combine))
            .build();

    Delinquency d = policy.assess(loan.build(), AS_OF);

    assertThat(d.overdueInstallments()).hasValue(overdueInstallments);
    assertThat(d.overdueAmount()).isEqualTo(Loans.money(overdue));
    assertThat(d.toleratedAmount()).contains(Loans.money(tolerated));
    assertThat(d.outstanding()).isEqualTo(Loans.money("10.80"));
    assertThat(d.installmentsPaid()).hasValue(12 - overdueInstallments);
  }

  @ParameterizedTest(name = "5.2 on {0}")
  @CsvSource({"2025-02-28, 28, 1", "2025-03-01, 29, 2"})
  void short_months_make_two_missed_installments_of_29_days(
      LocalDate asOf, int days, int installments) {
    Loan loan = Loans.parse("due:2025-01-31=100 due:2025-02-28=100");

    Delinquency d = DelinquencyPolicy.standard().assess(loan, asOf);

    assertThat(d.daysPastDue()).isEqualTo(days);
    assertThat(d.overdueInstallments()).hasValue(installments);
  }
}
