package dev.mora.portfolio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mora.loan.Loan;
import dev.mora.loan.LoanId;
import dev.mora.money.CurrencyMismatch;
import dev.mora.money.Money;
import dev.mora.party.Borrower;
import dev.mora.party.BorrowerId;
import dev.mora.promise.PromiseToPay;
import java.time.LocalDate;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PortfolioTest {

  private static Money mxn(String amount) {
    return Money.of(amount, "MXN");
  }

  @Test
  void a_portfolio_keeps_the_order_of_its_source() {
    LocalDate day = LocalDate.parse("2026-11-05");
    PromiseToPay promise = PromiseToPay.of(LoanId.of("L-9"), day, day, mxn("1"));

    Portfolio portfolio =
        Portfolio.builder()
            .borrower(Borrower.of("B-2", "").build())
            .borrower(Borrower.of("B-1", "").build())
            .loan(Loan.of("L-9", "B-2", "MXN"))
            .loan(Loan.of("L-1", "B-1", "MXN"))
            .loan(Loan.of("L-5", "B-2", "MXN"))
            .promise(promise)
            .given(LoanId.of("L-1"), GivenFacts.of(16, mxn("10")))
            .build();

    assertThat(portfolio.borrowers().keySet())
        .extracting(BorrowerId::value)
        .containsExactly("B-2", "B-1");
    assertThat(portfolio.loans().keySet())
        .extracting(LoanId::value)
        .containsExactly("L-9", "L-1", "L-5");
    assertThat(portfolio.loansOf(BorrowerId.of("B-2")))
        .extracting(loan -> loan.id().value())
        .containsExactly("L-9", "L-5");
    assertThat(portfolio.loansOf(BorrowerId.of("B-3"))).isEmpty();
    assertThat(portfolio.promisesOf(LoanId.of("L-9"))).containsExactly(promise);
    assertThat(portfolio.promisesOf(LoanId.of("L-1"))).isEmpty();
    assertThat(portfolio.given(LoanId.of("L-1"))).contains(GivenFacts.of(16, mxn("10")));
    assertThat(portfolio.given(LoanId.of("L-9"))).isEmpty();
  }

  @Test
  void given_facts_fit_together() {
    assertThatIllegalArgumentException().isThrownBy(() -> GivenFacts.of(-1, mxn("1")));
    assertThatIllegalArgumentException().isThrownBy(() -> GivenFacts.of(1, mxn("-1")));
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> new GivenFacts(1, mxn("2"), mxn("1"), Optional.empty(), Optional.empty()));
    assertThatThrownBy(
            () ->
                new GivenFacts(
                    1, mxn("1"), mxn("1"), Optional.empty(), Optional.of(Money.of("1", "PEN"))))
        .isInstanceOf(CurrencyMismatch.class);
  }

  @Test
  void a_fault_is_one_line_that_says_where_what_and_what_became_of_it() {
    DataFault fault =
        new DataFault(
            "loans.csv",
            17,
            "currency",
            "L-5",
            "\"MXP\"",
            "an ISO 4217 code, such as MXN",
            DataFault.Effect.LOAN_SKIPPED);

    assertThat(fault.message())
        .isEqualTo(
            "loans.csv:17 currency (L-5): found \"MXP\": expected an ISO 4217 code, such as MXN"
                + " -> loan skipped");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new DataFault("f", -1, "", "", "", "", DataFault.Effect.NOTED));
  }
}
