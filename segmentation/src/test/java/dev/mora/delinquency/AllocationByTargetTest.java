package dev.mora.delinquency;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mora.loan.Amounts;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Allocation to what the payer named, and amounts by component; domain reference, 3.1 and 4. */
class AllocationByTargetTest {

  private static final String LOAN_B = "due:2024-01-31=100+10+8+5 due:2024-02-29=100+10 ";
  private static final LocalDate AS_OF = LocalDate.of(2024, 3, 15);
  private static final DelinquencyPolicy TARGETED =
      DelinquencyPolicy.standard().toBuilder()
          .allocation(DelinquencyPolicy.Allocation.TARGETED)
          .build();

  private static Amounts amounts(String principal, String interest, String fees, String late) {
    return new Amounts(
        Loans.money(principal), Loans.money(interest), Loans.money(fees), Loans.money(late));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "pay:2024-03-01=110,                        44, 123.00, 113, 10, 0, 0",
    "pay:2024-03-01=110~1,                      44, 123.00, 113, 10, 0, 0",
    "pay:2024-03-01=110~2,                      44, 123.00, 100, 10, 8, 5",
    // What is too much for it goes to the oldest.
    "pay:2024-03-01=130~2,                      44, 103.00, 100, 3,  0, 0",
    // Ahead of its due date.
    "pay:2024-01-05=110~2,                      44, 123.00, 100, 10, 8, 5",
    // A component: the rest again to the oldest, in the order of the policy.
    "pay:2024-03-01=8~1.FEES,                   44, 225.00, 200, 20, 0, 5",
    "pay:2024-03-01=10~1.FEES,                  44, 223.00, 200, 20, 0, 3",
    "pay:2024-03-01=60~1.PRINCIPAL,             44, 173.00, 140, 20, 8, 5",
    // A number that the schedule does not have names nothing.
    "pay:2024-03-01=123~9,                      15, 110.00, 100, 10, 0, 0",
    "pay:2024-03-01=110~2 undo:2024-03-02=P1,   44, 233.00, 200, 20, 8, 5",
  })
  void money_goes_to_what_the_payer_named(
      String payments,
      int days,
      String overdue,
      String principal,
      String interest,
      String fees,
      String penalties) {
    Delinquency d = TARGETED.assess(Loans.parse(LOAN_B + payments), AS_OF);

    assertThat(d.daysPastDue()).isEqualTo(days);
    assertThat(d.overdueAmount()).isEqualTo(Loans.money(overdue));
    assertThat(d.arrears()).contains(amounts(principal, interest, fees, penalties));
  }

  @Test
  void other_allocations_do_not_listen() {
    Delinquency d =
        DelinquencyPolicy.standard().assess(Loans.parse(LOAN_B + "pay:2024-03-01=123~2"), AS_OF);

    assertThat(d.daysPastDue()).isEqualTo(15);
  }

  @Test
  void arrears_cure_and_payoff_are_told_by_component() {
    String loan = LOAN_B + "due:2024-03-15=90+9+1+0 due:2024-04-30=80+8 pay:2024-02-01=20";

    Delinquency d = DelinquencyPolicy.standard().assess(Loans.parse(loan), AS_OF);

    assertThat(d.arrears()).contains(amounts("200", "13", "0", "0"));
    assertThat(d.cureAmounts()).contains(amounts("290", "22", "1", "0"));
    assertThat(d.cureAmount()).isEqualTo(Loans.money("313"));
    assertThat(d.payoffAmounts()).contains(amounts("370", "30", "1", "0"));
    assertThat(d.outstanding()).isEqualTo(Loans.money("401"));
    assertThat(d.earliestUnpaidOn()).contains(LocalDate.of(2024, 1, 31));
    assertThat(d.earliestUnpaidAmount()).contains(Loans.money("103"));
    assertThat(d.nextDueOn()).contains(AS_OF);
    assertThat(d.nextDueAmount()).contains(Loans.money("100"));
  }

  @Test
  void what_is_tolerated_is_no_arrears_and_no_cure_but_in_the_payoff() {
    DelinquencyPolicy policy =
        DelinquencyPolicy.standard().toBuilder().tolerance(Tolerance.ofInstallment("1")).build();

    Delinquency d =
        policy.assess(Loans.parse("due:2024-01-31=100+10 pay:2024-01-31=109.50"), AS_OF);

    assertThat(d.arrears()).contains(amounts("0", "0", "0", "0"));
    assertThat(d.cureAmount()).isEqualTo(Loans.money("0"));
    assertThat(d.payoffAmounts()).contains(amounts("0.50", "0", "0", "0"));
  }

  @ParameterizedTest(name = "{0}: earliest {1}, next {2}")
  @CsvSource({
    "2024-01-30, 2024-01-31, 2024-01-31",
    "2024-01-31, 2024-01-31, 2024-01-31",
    "2024-02-01, 2024-01-31, 2024-02-29",
    "2024-03-01, 2024-01-31, ",
  })
  void the_next_due_date_has_two_senses(LocalDate asOf, LocalDate earliest, LocalDate next) {
    Delinquency d = DelinquencyPolicy.standard().assess(Loans.parse(LOAN_B), asOf);

    assertThat(d.earliestUnpaidOn()).contains(earliest);
    assertThat(d.nextDueOn().orElse(null)).isEqualTo(next);
  }

  @ParameterizedTest(name = "{0}: {1} missed")
  @CsvSource({
    "2024-02-10, 0, 0",
    "2024-02-11, 1, 1",
    "2024-07-11, 6, 6",
    "2024-08-11, 7, 7+",
    "2024-09-11, 8, 7+",
  })
  void missed_installments_have_buckets_of_their_own(LocalDate asOf, int missed, String bucket) {
    StringBuilder loan = new StringBuilder("due:2024-01-05=0+0+9 ");
    for (int month = 2; month <= 9; month++) {
      loan.append("due:2024-0").append(month).append("-10=100 ");
    }

    Delinquency d = DelinquencyPolicy.standard().assess(Loans.parse(loan.toString()), asOf);

    // The fee that stands alone is late too, but no installment that was missed.
    assertThat(d.overdueInstallments()).hasValue(missed + 1);
    assertThat(d.missedInstallments()).hasValue(missed);
    assertThat(d.missedBucket()).isEqualTo(bucket);
  }

  @ParameterizedTest(name = "5.2 on {0}")
  @CsvSource({"2025-02-28, 28, 1, 1", "2025-03-01, 29, 2, 2"})
  void day_buckets_and_missed_installments_disagree_around_short_months(
      LocalDate asOf, int days, int missed, String bucket) {
    Delinquency d =
        DelinquencyPolicy.standard()
            .assess(Loans.parse("due:2025-01-31=100 due:2025-02-28=100"), asOf);

    assertThat(d.daysPastDue()).isEqualTo(days);
    assertThat(d.bucket()).isEqualTo("EARLY");
    assertThat(d.missedInstallments()).hasValue(missed);
    assertThat(d.missedBucket()).isEqualTo(bucket);
  }
}
