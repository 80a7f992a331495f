package dev.mora.attribute;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mora.delinquency.DelinquencyPolicy;
import dev.mora.loan.Loan;
import dev.mora.loan.LoanId;
import dev.mora.money.Money;
import dev.mora.party.Borrower;
import dev.mora.portfolio.GivenFacts;
import dev.mora.portfolio.Portfolio;
import dev.mora.promise.PaymentPlan;
import dev.mora.promise.PaymentPlan.State;
import java.time.LocalDate;
import java.time.Period;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Two parts of 50, due on 10 October and 10 November 2026; a window ends two days after. */
class PlanStateTest {

  private static final LoanId ID = LoanId.of("L-17");
  private static final Loan LOAN = Loan.of("L-17", "B-9", "MXN").installment("2026-08-05", "100");

  private static PaymentPlan plan(String agreedOn) {
    return PaymentPlan.split(
        ID,
        LocalDate.parse(agreedOn),
        Money.of("100", "MXN"),
        2,
        LocalDate.of(2026, 10, 10),
        Period.ofMonths(1));
  }

  private static PaymentPlan decided(String agreedOn, State state) {
    PaymentPlan plan = plan(agreedOn);
    return new PaymentPlan(ID, plan.agreedOn(), plan.parts(), Optional.of(state));
  }

  private static Portfolio.Builder with(Loan loan) {
    return Portfolio.builder().borrower(Borrower.of("B-9", "Rosa").build()).loan(loan);
  }

  private static String state(Portfolio portfolio, String asOf) {
    return CaseBook.of(portfolio, DelinquencyPolicy.standard(), LocalDate.parse(asOf))
        .cases()
        .get(0)
        .facts()
        .get(Attributes.PLAN_STATE)
        .orElse("?");
  }

  @ParameterizedTest
  @CsvSource({
    "'',         '',         2026-10-12, ACTIVE",
    "'',         '',         2026-10-13, BROKEN",
    "2026-10-12, '',         2026-10-13, ACTIVE",
    "2026-10-12, '',         2026-11-12, ACTIVE",
    "2026-10-12, '',         2026-11-13, BROKEN",
    "2026-10-12, 2026-11-12, 2026-11-11, ACTIVE",
    "2026-10-12, 2026-11-12, 2026-11-12, COMPLETED",
    "2026-10-13, '',         2026-10-13, BROKEN"
  })
  void it_follows_the_payments_that_are_known_by_the_day(
      String first, String second, String asOf, String state) {
    Loan loan = LOAN;
    for (String day : new String[] {first, second}) {
      loan = day.isEmpty() ? loan : loan.payment(day, "50");
    }

    assertThat(state(with(loan).plan(plan("2026-10-01")).build(), asOf)).isEqualTo(state);
  }

  @ParameterizedTest
  @EnumSource(State.class)
  void what_the_host_has_decided_is_the_state(State state) {
    Portfolio portfolio = with(LOAN).plan(decided("2026-10-01", state)).build();

    assertThat(state(portfolio, "2026-11-21")).isEqualTo(state.name());
    assertThat(Attributes.PLAN_STATE.vocabulary()).contains(state.name(), "NONE");
  }

  @ParameterizedTest
  @CsvSource({"2026-10-01, CANCELLED", "2026-10-02, COMPLETED", "2026-10-03, COMPLETED"})
  void the_newest_that_was_agreed_by_the_day_counts_and_of_one_day_the_later(
      String asOf, String state) {
    Portfolio portfolio =
        with(LOAN)
            .plan(decided("2026-10-02", State.BROKEN))
            .plan(decided("2026-10-02", State.COMPLETED))
            .plan(decided("2026-10-01", State.CANCELLED))
            .plan(decided("2026-10-04", State.ACTIVE))
            .build();

    assertThat(state(portfolio, asOf)).isEqualTo(state);
  }

  @Test
  void a_loan_without_one_has_none_only_where_plans_are_kept() {
    PaymentPlan others =
        new PaymentPlan(
            LoanId.of("L-18"),
            LocalDate.of(2026, 10, 1),
            plan("2026-10-01").parts(),
            Optional.empty());

    assertThat(state(with(LOAN).build(), "2026-11-21")).isEqualTo("?");
    assertThat(state(with(LOAN).keepsPlans().build(), "2026-11-21")).isEqualTo("NONE");
    assertThat(state(with(LOAN).plan(others).build(), "2026-11-21")).isEqualTo("NONE");
    assertThat(state(with(LOAN).keepsPlans().build().toBuilder().build(), "2026-11-21"))
        .isEqualTo("NONE");
  }

  @ParameterizedTest
  @CsvSource({"2026-10-12, ACTIVE", "2026-10-13, ?"})
  void without_payments_it_is_unknown_once_the_window_of_the_first_part_ends(
      String asOf, String state) {
    Portfolio portfolio =
        with(Loan.of("L-17", "B-9", "MXN"))
            .given(ID, GivenFacts.of(20, Money.of("50", "MXN")))
            .plan(plan("2026-10-01"))
            .build();

    assertThat(state(portfolio.toBuilder().build(), asOf)).isEqualTo(state);
  }
}
