package dev.mora.segmentation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.mora.attribute.Attribute;
import dev.mora.attribute.Attributes;
import dev.mora.attribute.Condition;
import dev.mora.delinquency.DelinquencyPolicy;
import dev.mora.loan.Loan;
import dev.mora.loan.LoanId;
import dev.mora.money.Money;
import dev.mora.party.Borrower;
import dev.mora.party.BorrowerId;
import dev.mora.portfolio.Portfolio;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class SegmentedTest {

  private static final LocalDate AS_OF = LocalDate.of(2026, 11, 21);

  private static final Portfolio PORTFOLIO =
      Portfolio.builder()
          .borrower(Borrower.of("B-1", "Rosa").phone("+525512345678").build())
          .borrower(Borrower.of("B-2", "Luis").build())
          .borrower(Borrower.of("B-3", "Ana").build())
          .loan(Loan.of("L-1", "B-1", "MXN").installment("2026-12-01", "100"))
          .loan(
              Loan.of("L-2", "B-2", "MXN").installment("2026-11-01", "100").toBuilder()
                  .custom("branch", "Norte, \"1\"")
                  .build())
          .loan(Loan.of("L-3", "B-1", "MXN").installment("2026-09-01", "300"))
          .loan(Loan.of("L-4", "B-1", "USD").installment("2026-11-11", "5"))
          .build();

  private static SegmentationPolicy.Builder policy() {
    return SegmentationPolicy.builder("p", "1")
        .rule(
            "late",
            "LATE",
            Condition.all(
                Attributes.COUNTED_DAYS.above(30),
                Attributes.OVERDUE_AMOUNT.atLeast(Money.of("50", "MXN"))))
        .rule("north", "NORTH", Attribute.text("loan.branch").is("Norte, \"1\""))
        .rule("early", "EARLY", Attributes.COUNTED_DAYS.between(1, 30))
        .rule("near", "NEAR", Attributes.REACHABLE.holds("whatsapp"))
        .otherwise("CURRENT");
  }

  private static Segmented run(SegmentationPolicy policy) {
    return policy.segment(PORTFOLIO, DelinquencyPolicy.standard(), AS_OF);
  }

  @Test
  void each_loan_has_its_segment_and_each_borrower_that_of_its_first_rule() {
    Segmented segmented = run(policy().build());

    StringBuilder csv = new StringBuilder();
    segmented.writeCsv(csv);

    assertThat(csv)
        .hasToString(
            """
            loan_id,borrower_id,segment,rule,borrower_segment,countedDays,overdueAmount,\
            loan.branch,reachable
            L-1,B-1,NEAR,near,LATE,0,0.00,,call;sms;whatsapp
            L-2,B-2,NORTH,north,NORTH,20,100.00,"Norte, ""1""\",
            L-3,B-1,LATE,late,LATE,81,300.00,,call;sms;whatsapp
            L-4,B-1,EARLY,early,LATE,10,5.00,,call;sms;whatsapp
            """);
    assertThat(segmented.borrowerSegment(BorrowerId.of("B-3"))).isEqualTo("CURRENT");
    assertThat(segmented.borrowerPlacement(BorrowerId.of("B-3"))).isEmpty();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> segmented.borrowerSegment(BorrowerId.of("B-8")))
        .withMessage("not a borrower of this portfolio: B-8");
    assertThat(segmented.loan(LoanId.of("L-3")).orElseThrow())
        .hasToString("SegmentedLoan(L-3, LATE)");
    assertThat(segmented.faults()).isEmpty();
  }

  @Test
  void a_policy_of_borrowers_gives_all_loans_of_one_the_same_segment() {
    Segmented segmented =
        run(
            policy()
                .unit(SegmentationPolicy.Unit.BORROWER)
                .rule("dollars", "DOLLARS", Attributes.OVERDUE_AMOUNT.atLeast(Money.of("5", "USD")))
                .build());

    assertThat(segmented.loans())
        .extracting(row -> row.placement().segment())
        .containsExactly("LATE", "NORTH", "LATE", "LATE");
    assertThat(segmented.loans().get(3).facts().get(Attributes.OVERDUE_AMOUNT))
        .contains(Money.of("300", "MXN"));
    assertThat(segmented.loans().get(3).delinquency().countedDays()).isEqualTo(10);
  }

  @Test
  void a_run_gives_each_loan_what_it_gets_alone() {
    SegmentationPolicy policy =
        SegmentationPolicy.builder("p", "1")
            .rule("early", "EARLY", Attributes.COUNTED_DAYS.between(1, 30))
            .otherwise("CURRENT")
            .build();

    for (SegmentedLoan row : run(policy).loans()) {
      assertThat(policy.segment(row.delinquency())).isEqualTo(row.placement());
    }
  }
}
