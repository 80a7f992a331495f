package dev.mora.segmentation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mora.attribute.Attributes;
import dev.mora.delinquency.DelinquencyPolicy;
import dev.mora.language.Language;
import dev.mora.loan.Loan;
import dev.mora.party.Borrower;
import dev.mora.party.BorrowerId;
import dev.mora.portfolio.Portfolio;
import java.time.LocalDate;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is told of the next segment of real loans: only what can happen to them. */
class NearestOfLoansTest {

  private static final LocalDate AS_OF = LocalDate.of(2026, 11, 21);

  private static Loan loan(String id, String dueOn, String paid, String status) {
    Loan loan = Loan.of(id, "B-1", "MXN").installment(dueOn, "100");
    return (paid.equals("0") ? loan : loan.payment("2026-11-01", paid))
        .toBuilder().status(Loan.Status.valueOf(status)).build();
  }

  private static Portfolio.Builder rosa() {
    return Portfolio.builder().borrower(Borrower.of("B-1", "Rosa").build());
  }

  private static Optional<String> nearest(SegmentationPolicy policy, Loan loan) {
    return policy
        .segment(rosa().loan(loan).build(), DelinquencyPolicy.standard(), AS_OF)
        .loans()
        .get(0)
        .placement()
        .explanation()
        .nearest()
        .map(move -> move.in(Language.EN));
  }

  /** Each row: policy, due date, paid, status, what is told. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "stage | 2026-10-19 | 0 | ACTIVE | with 3 fewer days past due (up to 30) it would go to EARLY",
        "stage | 2026-11-20 | 0 | ACTIVE | with 1 fewer day past due (up to 0) it would go to CURRENT",
        "stage | 2026-12-29 | 0 | ACTIVE | with 1 more day past due (from 1) it would go to EARLY",
        "stage | 2026-11-01 | 99.99 | ACTIVE |"
            + " with 11 more days past due (from 31) it would go to MID",
        "stage-risk-balance | 2026-10-19 | 0 | ACTIVE |"
            + " with 3 fewer days past due (up to 30) it would go to"
            + " EARLY_16_30_LOW_RISK_LOW_BALANCE",
        "stage | 2026-10-19 | 100 | ACTIVE |",
        "stage | 2026-12-29 | 100 | ACTIVE |",
        "stage | 2026-10-19 | 0 | CLOSED |",
        "stage | 2026-10-19 | 0 | PENDING |",
        "stage-risk-balance | 2026-10-19 | 100 | ACTIVE |",
        "debtor-type | 2026-10-19 | 100 | ACTIVE |"
            + " with debt disputed: yes (unknown today) it would go to DISPUTES"
      })
  void a_loan_that_owes_nothing_is_told_no_days_and_no_loan_another_status(
      String policy, String dueOn, String paid, String status, String told) {
    assertThat(nearest(SegmentationPolicy.ready(policy), loan("L-1", dueOn, paid, status)))
        .isEqualTo(Optional.ofNullable(told));
  }

  @Test
  void a_borrower_who_owes_in_another_currency_still_moves() {
    SegmentationPolicy policy =
        SegmentationPolicy.builder("p", "1")
            .unit(SegmentationPolicy.Unit.BORROWER)
            .rule("late", "LATE", Attributes.COUNTED_DAYS.above(0))
            .otherwise("CURRENT")
            .build();
    Loan paid = loan("L-1", "2026-11-01", "100", "ACTIVE");
    Loan dollars = Loan.of("L-2", "B-1", "USD").installment("2026-11-30", "5");

    Explanation both = explanation(policy, rosa().loan(paid).loan(dollars));
    Explanation none = explanation(policy, rosa().loan(paid));

    assertThat(both.nearest()).isPresent();
    assertThat(none.nearest()).isEmpty();
  }

  private static Explanation explanation(SegmentationPolicy policy, Portfolio.Builder portfolio) {
    return policy
        .segment(portfolio.build(), DelinquencyPolicy.standard(), AS_OF)
        .borrowerPlacement(BorrowerId.of("B-1"))
        .orElseThrow()
        .explanation();
  }
}
