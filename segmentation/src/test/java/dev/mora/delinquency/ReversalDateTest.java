package dev.mora.delinquency;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mora.loan.Amounts;
import dev.mora.loan.Loan;
import java.time.LocalDate;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReversalDateTest {

  private static final DelinquencyPolicy POLICY =
      DelinquencyPolicy.standard().toBuilder()
          .reversals(DelinquencyPolicy.Reversals.REVERSAL_DATE)
          .build();

  private static final String TWO = "due:2024-06-10=90+10 due:2024-07-10=90+10 ";

  @ParameterizedTest(name = "{0}, {1}")
  @CsvSource({
    // The bounce of the first payment makes a debt of 12 June, which the second payment meets only
    // if it was booked behind it.
    "pay:2024-06-12=100@2024-06-11, undo:2024-06-12=P1@2024-06-12, 100.00, 1",
    "pay:2024-06-12=100@2024-06-12, undo:2024-06-12=P1@2024-06-12, 100.00, 1",
    "pay:2024-06-12=100@2024-06-13, undo:2024-06-12=P1@2024-06-12, 0.00, 0",
    "pay:2024-06-12=100@2024-06-13, undo:2024-06-12=P1@2024-06-13, 100.00, 1",
    "pay:2024-06-12=100@2024-06-13, undo:2024-06-12=P1@2024-06-14, 100.00, 1",
  })
  void what_has_one_value_date_comes_in_the_order_of_its_booking(
      String second, String bounce, String overdue, int days) {
    Loan loan = Loans.parse(TWO + "pay:2024-06-05=100 " + second + " " + bounce);

    Delinquency d = POLICY.assess(loan, LocalDate.of(2024, 6, 13));

    assertThat(d.overdueAmount()).isEqualTo(Loans.money(overdue));
    assertThat(d.daysPastDue()).isEqualTo(days);
    assertThat(d.outstanding()).isEqualTo(Loans.money("100.00"));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    // A reversal takes back the parts that its payment had covered,
    "pay:2024-06-05=100 undo:2024-06-20=P1, 90, 10",
    "pay:2024-06-05=15 undo:2024-06-20=P1, 90, 10",
    "pay:2024-06-05=40 pay:2024-06-06=160 undo:2024-06-20=P1, 30, 10",
    "pay:2024-06-05=40 pay:2024-06-06=160 undo:2024-06-20=P2, 150, 10",
    // with those that its credit covered when another one bounced,
    "pay:2024-06-05=200 pay:2024-06-06=100 undo:2024-06-20=P1, 100, 0",
    "pay:2024-06-05=200 pay:2024-06-06=100 undo:2024-06-20=P1 undo:2024-06-22=P2, 180, 20",
    "pay:2024-06-05=200 pay:2024-06-06=15 undo:2024-06-20=P1 undo:2024-06-22=P2, 180, 20",
    // and a payment that comes back meets what is open then.
    "pay:2024-06-05=200 undo:2024-06-20=P1 undo:2024-06-22=R2, 0, 0",
    "pay:2024-06-05=200 undo:2024-06-20=P1 undo:2024-06-22=R2 undo:2024-06-24=R3, 180, 20",
  })
  void a_reversal_takes_back_what_its_payment_had_covered(
      String payments, String principal, String interest) {
    Loan loan = Loans.parse(TWO + payments);

    Amounts late = POLICY.assess(loan, LocalDate.of(2024, 6, 30)).arrears().orElseThrow();

    assertThat(late.principal()).isEqualTo(Loans.money(principal));
    assertThat(late.interest()).isEqualTo(Loans.money(interest));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    // Undone before it counts: it never does, and nothing falls due again.
    "pay:2024-06-15=100 undo:2024-06-14=P1, 20, 100.00",
    // Undone before it counts, but the undoing is undone before too: it counts.
    "pay:2024-06-15=100 undo:2024-06-13=P1 undo:2024-06-14=R2, 0, 0.00",
    // The undoing is undone later: it counts from then on.
    "pay:2024-06-15=100 undo:2024-06-14=P1 undo:2024-06-16=R2, 0, 0.00",
    "pay:2024-06-15=100 undo:2024-06-14=P1 undo:2024-06-16=R2 undo:2024-06-18=R3, 12, 100.00",
  })
  void a_payment_may_be_undone_before_its_own_value_date(
      String payments, int days, String overdue) {
    Loan loan = Loans.parse("due:2024-06-10=90+10 " + payments);

    Delinquency d = POLICY.assess(loan, LocalDate.of(2024, 6, 30));

    assertThat(d.daysPastDue()).isEqualTo(days);
    assertThat(d.overdueAmount()).isEqualTo(Loans.money(overdue));
  }
}
