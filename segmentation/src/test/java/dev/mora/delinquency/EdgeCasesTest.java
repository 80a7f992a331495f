package dev.mora.delinquency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mora.loan.Loan;
import dev.mora.loan.Payment;
import dev.mora.money.CurrencyMismatch;
import dev.mora.money.Money;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The table of edge cases of the domain reference, section 10, by its numbers. */
class EdgeCasesTest {

  private static final DelinquencyPolicy STANDARD = DelinquencyPolicy.standard();

  @ParameterizedTest(name = "{0}: {1} on {2}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          1  | due:2024-06-10=100                                      | 2024-06-10 | 0  | 0.00   | 100.00 |
          2  | due:2024-06-10=100                                      | 2024-06-11 | 1  | 100.00 | 0.00   | EARLY
          3  | due:2024-06-10=100 pay:2024-06-10=100                   | 2024-06-11 | 0  | 0.00   | 0.00   |
          5a | due:2024-06-10=100 pay:2024-06-12=100@2024-06-15        | 2024-06-11 | 1  | 100.00 | 0.00   | EARLY
          5b | due:2024-06-10=100 pay:2024-06-12=100@2024-06-15        | 2024-06-12 | 0  | 0.00   | 0.00   |
          6  | due:2024-06-10=100 due:2024-07-10=100 pay:2024-07-01=60 pay:2024-06-09=40@2024-07-05 | 2024-07-02 | 0 | 0.00 | 0.00 |
          7a | due:2024-06-10=100 pay:2024-06-09=100 undo:2024-06-20=P1 | 2024-06-19 | 0  | 0.00   | 0.00  |
          7b | due:2024-06-10=100 pay:2024-06-09=100 undo:2024-06-20=P1 | 2024-06-20 | 10 | 100.00 | 0.00  | EARLY
          10 | due:2024-06-10=100 pay:2024-06-09=130                   | 2024-06-20 | 0  | 0.00   | 0.00   |
          11 | due:2024-05-10=0 due:2024-06-10=100                     | 2024-06-11 | 1  | 100.00 | 0.00   | EARLY
          11b| due:2024-05-10=0 due:2024-06-10=100                     | 2024-06-10 | 0  | 0.00   | 100.00 |
          12 | due:2024-06-10=100+0+0+0 pay:2024-06-10=100             | 2024-06-11 | 0  | 0.00   | 0.00   |
          13a| due:2024-01-31=100                                      | 2024-03-01 | 30 | 100.00 | 0.00   | EARLY
          13b| due:2025-01-31=100                                      | 2025-03-01 | 29 | 100.00 | 0.00   | EARLY
          13c| due:2024-02-29=100                                      | 2024-03-01 | 1  | 100.00 | 0.00   | EARLY
          14 | status:PENDING due:2024-06-10=100                       | 2024-07-10 | 0  | 0.00   | 0.00   |
          15 | status:CLOSED due:2024-06-10=100                        | 2024-07-10 | 0  | 0.00   | 0.00   |
          16 | status:WRITTEN_OFF due:2024-06-10=100                   | 2024-07-10 | 30 | 100.00 | 0.00   | WRITTEN_OFF
          17 | due:2024-06-10=100                                      | 2024-06-07 | 0  | 0.00   | 0.00   |
          18 | from:2024-06-01 due:2024-06-10=100                      | 2024-05-31 | 0  | 0.00   | 0.00   |
          19 | due:2024-06-10=100 pause:2024-06-15..2024-06-30         | 2024-06-15 | 5  | 100.00 | 0.00   | EARLY
          20 | due:2024-06-10=100 pause:2024-06-11..2024-06-16 pause:2024-06-16..2024-06-26 | 2024-07-20 | 40 | 100.00 | 0.00 | EARLY
          20b| due:2024-06-10=100 pause:2024-06-11..2024-06-20 pause:2024-06-15..2024-06-19 | 2024-07-20 | 40 | 100.00 | 0.00 | MID
          21 | due:2024-06-10=100 pay:2024-06-20=100 pause:2024-06-11..2024-06-16 | 2024-06-30 | 0 | 0.00 | 0.00 |
          22a| from:2024-06-10 due:2024-06-10=100                      | 2024-06-10 | 0  | 0.00   | 100.00 |
          22b| from:2024-06-10 due:2024-06-10=100                      | 2024-06-11 | 1  | 100.00 | 0.00   | EARLY
          23 | due:2024-06-10=100 due:2024-07-05=0+0+25 pay:2024-06-10=100 | 2024-07-06 | 1 | 25.00 | 0.00 | EARLY
          24 | due:2024-06-10=100 pay:2024-06-10=99.99                 | 2024-06-11 | 1  | 0.01   | 0.00   | EARLY
          26 | due:2024-06-10=100 pay:2024-06-09=50#A pay:2024-06-10=50#A | 2024-06-11 | 1 | 50.00 | 0.00  | EARLY
          28a| due:2024-06-10=100 pay:2024-06-15=100                   | 2024-06-14 | 4  | 100.00 | 0.00   | EARLY
          28b| due:2024-06-10=100 pay:2024-06-15=100                   | 2024-06-15 | 0  | 0.00   | 0.00   |
          31 | due:2024-03-30=100                                      | 2024-03-31 | 1  | 100.00 | 0.00   | EARLY
          32 | due:2024-06-10=100                                      | 2024-09-10 | 92 | 100.00 | 0.00   | VERY_LATE
          """)
  void edge_cases(
      String number,
      String loan,
      LocalDate asOf,
      int days,
      String overdue,
      String dueToday,
      String bucket) {
    Delinquency d = STANDARD.assess(Loans.parse(loan), asOf);

    assertThat(d.daysPastDue()).isEqualTo(days);
    assertThat(d.overdueAmount()).isEqualTo(Loans.money(overdue));
    assertThat(d.dueToday()).contains(Loans.money(dueToday));
    assertThat(d.bucket()).isEqualTo(bucket == null ? "" : bucket);
    assertThat(d.pastDueSince().isPresent()).isEqualTo(days > 0);
  }

  @Test
  void case_4_a_payment_at_night_in_lima_has_the_value_date_of_lima() {
    Instant received = Instant.parse("2024-06-11T04:30:00Z");
    LocalDate paidOn = LocalDate.ofInstant(received, ZoneId.of("America/Lima"));
    Loan loan = Loans.parse("due:2024-06-10=100 pay:" + paidOn + "=100");

    Delinquency d = STANDARD.assess(loan, LocalDate.of(2024, 6, 11));

    assertThat(d.daysPastDue()).isZero();
  }

  @ParameterizedTest(name = "8 and 9: {0} on {1}")
  @CsvSource({
    "ORIGINAL_DUE_DATE, 2024-06-19, 0,  0.00,    0.00, 0",
    "ORIGINAL_DUE_DATE, 2024-06-20, 10, 100.00,  0.00, 10",
    "REVERSAL_DATE,     2024-06-19, 0,  0.00,    0.00, 0",
    "REVERSAL_DATE,     2024-06-20, 0,  0.00,  100.00, 0",
    "REVERSAL_DATE,     2024-06-21, 1,  100.00,  0.00, 1",
    "REVERSAL_DATE,     2024-07-05, 15, 100.00,  0.00, 15",
  })
  void a_reversal_leaves_the_old_debt_or_a_new_one(
      DelinquencyPolicy.Reversals reversals,
      LocalDate asOf,
      int days,
      String overdue,
      String dueToday,
      int counted) {
    Loan loan =
        Loans.parse(
            "due:2024-06-10=90+10 due:2024-07-10=90+10 pay:2024-06-09=100 undo:2024-06-20=P1");
    DelinquencyPolicy policy = STANDARD.toBuilder().reversals(reversals).build();

    Delinquency d = policy.assess(loan, asOf);

    assertThat(d.daysPastDue()).isEqualTo(days);
    assertThat(d.countedDays()).isEqualTo(counted);
    assertThat(d.overdueAmount()).isEqualTo(Loans.money(overdue));
    assertThat(d.dueToday()).contains(Loans.money(dueToday));
    assertThat(d.outstanding())
        .isEqualTo(Loans.money(asOf.getDayOfMonth() == 19 ? "100.00" : "200.00"));
    assertThat(d.installmentsTotal()).hasValue(2);
  }

  @Test
  void case_10_what_is_too_much_is_a_credit_and_never_a_negative_debt() {
    Delinquency d =
        STANDARD.assess(
            Loans.parse("due:2024-06-10=100 pay:2024-06-09=130"), LocalDate.of(2024, 6, 20));

    assertThat(d.creditBalance()).contains(Loans.money("30.00"));
    assertThat(d.outstanding()).isEqualTo(Loans.money("0.00"));
    assertThat(d.installmentsPaid()).hasValue(1);
  }

  @Test
  void case_11_an_installment_of_nothing_is_no_installment() {
    Delinquency d =
        STANDARD.assess(
            Loans.parse("due:2024-05-10=0 due:2024-06-10=100"), LocalDate.of(2024, 6, 1));

    assertThat(d.installmentsTotal()).hasValue(1);
    assertThat(d.nextDueOn()).contains(LocalDate.of(2024, 6, 10));
    assertThat(d.daysToDue()).hasValue(9);
  }

  @ParameterizedTest(name = "17 on {0}")
  @CsvSource({
    "2024-06-07, 2024-06-10, 3, 100.00",
    "2024-06-10, 2024-06-10, 0, 100.00",
    "2024-06-11, 2024-07-10, 29, 250.00",
    "2024-07-11, , , ",
  })
  void the_next_due_date_is_never_in_the_past_and_has_all_of_its_day(
      LocalDate asOf, LocalDate nextOn, Integer daysToDue, String amount) {
    Loan loan = Loans.parse("due:2024-06-10=100 due:2024-07-10=200 due:2024-07-10=50");

    Delinquency d = STANDARD.assess(loan, asOf);

    assertThat(d.nextDueOn().orElse(null)).isEqualTo(nextOn);
    assertThat(d.daysToDue().isPresent() ? (Integer) d.daysToDue().getAsInt() : null)
        .isEqualTo(daysToDue);
    assertThat(d.nextDueAmount().orElse(null))
        .isEqualTo(amount == null ? null : Loans.money(amount));
  }

  @Test
  void case_18_before_its_disbursement_an_active_loan_is_pending() {
    Loan loan = Loans.parse("from:2024-06-01 due:2024-06-10=100");

    Delinquency before = STANDARD.assess(loan, LocalDate.of(2024, 5, 31));
    Delinquency from = STANDARD.assess(loan, LocalDate.of(2024, 6, 1));

    assertThat(before.status()).isEqualTo(Loan.Status.PENDING);
    assertThat(before.outstanding().isZero()).isTrue();
    assertThat(before.nextDueOn()).isEmpty();
    assertThat(from.status()).isEqualTo(Loan.Status.ACTIVE);
    assertThat(from.outstanding()).isEqualTo(Loans.money("100.00"));
  }

  @Test
  void case_27_a_payment_in_another_currency_is_refused() {
    Loan.Builder loan = Loans.parse("due:2024-06-10=100").toBuilder();

    assertThatThrownBy(
            () -> loan.payment(Payment.of("P", LocalDate.of(2024, 6, 10), Money.of("100", "USD"))))
        .isInstanceOf(CurrencyMismatch.class);
  }

  @Test
  void a_reversal_of_a_payment_that_the_loan_does_not_have_is_refused_with_both_names() {
    Loan loan = Loans.parse("due:2024-06-10=100 undo:2024-06-11=P9");

    assertThatThrownBy(() -> STANDARD.assess(loan, LocalDate.of(2024, 6, 20)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("L-1")
        .hasMessageContaining("P9");
  }

  @ParameterizedTest
  @CsvSource({"2024-06-15, 0", "2024-06-16, 6", "2024-06-19, 9", "2024-06-20, 0"})
  void a_reversal_that_is_itself_reversed_gives_the_payment_back(LocalDate asOf, int days) {
    Loan loan =
        Loans.parse("due:2024-06-10=100 pay:2024-06-09=100#A undo:2024-06-16=A undo:2024-06-20=R2");

    assertThat(STANDARD.assess(loan, asOf).daysPastDue()).isEqualTo(days);
  }

  @ParameterizedTest
  @CsvSource({"ORIGINAL_DUE_DATE", "REVERSAL_DATE"})
  void a_long_chain_of_reversals_is_followed_to_its_end(DelinquencyPolicy.Reversals reversals) {
    int length = 3_001;
    LoanBookBuilder book = LoanBook.builder().loan("L", "B", "", Loans.MXN, Loan.Status.ACTIVE);
    int due = Days.of(LocalDate.of(2024, 6, 10));
    book.installment(1, due, 10_000, 0, 0, 0).payment("P0", due, due, 10_000, "");
    for (int i = 1; i <= length; i++) {
      book.payment("P" + i, due + i, due + i, 10_000, "P" + (i - 1));
    }
    DelinquencyPolicy policy = STANDARD.toBuilder().reversals(reversals).build();

    LoanBook done = book.build();
    Delinquency odd = policy.assess(done, 0, LocalDate.ofEpochDay(due + length));
    Delinquency even = policy.assess(done, 0, LocalDate.ofEpochDay(due + length - 1));

    assertThat(odd.outstanding()).isEqualTo(Loans.money("100"));
    assertThat(even.outstanding()).isEqualTo(Loans.money("0"));
  }

  @ParameterizedTest(name = "by its own days on {0}: {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          2024-06-10 | ;
          2024-06-11 | EARLY:100.00;
          2024-07-11 | EARLY:100.00;MID:100.00;
          2024-08-09 | EARLY:100.00;MID:100.00;
          2024-08-10 | MID:200.00;
          2024-08-11 | EARLY:50.00;MID:200.00;
          """)
  void each_installment_falls_into_the_bucket_of_its_own_days(LocalDate asOf, String expected) {
    Loan loan = Loans.parse("due:2024-06-10=100 due:2024-07-10=100 due:2024-08-10=50");
    StringBuilder shown = new StringBuilder();

    STANDARD.toBuilder()
        .grace(Grace.subtract(10))
        .buckets(Buckets.of(Bucket.of("EARLY", 1, 30), Bucket.from("MID", 31)))
        .build()
        .assess(loan, asOf)
        .installmentBuckets()
        .forEach((code, money) -> shown.append(code + ":" + money.amount() + ";"));

    assertThat(shown.isEmpty() ? ";" : shown.toString()).isEqualTo(expected);
  }
}
