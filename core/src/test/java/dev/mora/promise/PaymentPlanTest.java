package dev.mora.promise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.mora.loan.LoanId;
import dev.mora.loan.Payment;
import dev.mora.money.Money;
import dev.mora.promise.PaymentPlan.Part;
import dev.mora.promise.PaymentPlan.State;
import java.time.LocalDate;
import java.time.Period;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PaymentPlanTest {

  private static final LoanId LOAN = LoanId.of("L-1");

  /** 33.34 on 10 November, 33.33 on 17 and 24; each with two days of grace. */
  private static final PaymentPlan PLAN =
      PaymentPlan.split(
          LOAN,
          LocalDate.parse("2026-11-02"),
          Money.of("100.00", "MXN"),
          3,
          LocalDate.parse("2026-11-10"),
          Period.ofWeeks(1));

  private static List<Payment> payments(String text) {
    List<Payment> payments = new ArrayList<>();
    for (String one : text == null ? new String[0] : text.split(" ")) {
      String[] parts = one.split("=");
      Money amount = Money.of(parts[1], "MXN");
      payments.add(Payment.of("P-" + payments.size(), LocalDate.parse(parts[0]), amount));
    }
    return payments;
  }

  @Test
  void a_split_plan_sums_to_the_whole() {
    assertThat(PLAN.parts())
        .extracting(part -> part.dueOn() + " " + part.amount())
        .containsExactly("2026-11-10 33.34 MXN", "2026-11-17 33.33 MXN", "2026-11-24 33.33 MXN");
    assertThat(PLAN.total()).isEqualTo(Money.of("100.00", "MXN"));
  }

  @Test
  void a_monthly_plan_from_the_31st_does_not_drift() {
    PaymentPlan monthly =
        PaymentPlan.split(
            LOAN,
            LocalDate.parse("2027-01-05"),
            Money.of("90.00", "MXN"),
            3,
            LocalDate.parse("2027-01-31"),
            Period.ofMonths(1));

    assertThat(monthly.parts())
        .extracting(part -> part.dueOn().toString())
        .containsExactly("2027-01-31", "2027-02-28", "2027-03-31");
  }

  @ParameterizedTest
  @CsvSource({
    "2026-11-12, , ACTIVE, 2026-11-10",
    "2026-11-13, , BROKEN, 2026-11-10",
    "2026-11-13, 2026-11-12=33.34, ACTIVE, 2026-11-17",
    "2026-11-13, 2026-11-12=33.33, BROKEN, 2026-11-10",
    "2026-11-14, 2026-11-13=33.34, BROKEN, 2026-11-17", // late is late
    "2026-11-20, 2026-11-05=66.67, ACTIVE, 2026-11-24", // in advance
    "2026-11-20, 2026-11-05=66.66, BROKEN, 2026-11-17",
    "2026-11-06, 2026-11-05=100.00, COMPLETED, ",
    "2026-12-24, 2026-11-10=33.34 2026-11-17=33.33 2026-11-26=33.33, COMPLETED, ",
    "2026-12-24, 2026-11-10=33.34 2026-11-17=33.33 2026-11-27=33.33, BROKEN, 2026-11-24"
  })
  void a_plan_is_judged_by_what_had_come_in_at_each_window(
      LocalDate asOf, String paid, State expected, LocalDate next) {
    List<Payment> payments = payments(paid);

    assertThat(PLAN.stateOn(asOf, payments, PromiseTerms.standard())).isEqualTo(expected);
    assertThat(PLAN.nextOn(asOf, payments, PromiseTerms.standard()).map(Part::dueOn))
        .isEqualTo(Optional.ofNullable(next));
  }

  @Test
  void what_the_host_has_decided_wins() {
    PaymentPlan superseded =
        new PaymentPlan(LOAN, PLAN.agreedOn(), PLAN.parts(), Optional.of(State.SUPERSEDED));

    assertThat(
            superseded.stateOn(LocalDate.parse("2026-12-01"), List.of(), PromiseTerms.standard()))
        .isEqualTo(State.SUPERSEDED);
  }

  @Test
  void parts_are_in_order_positive_and_at_least_one() {
    Part first = PLAN.parts().get(0);
    Part second = PLAN.parts().get(1);

    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> new PaymentPlan(LOAN, PLAN.agreedOn(), List.of(second, first), Optional.empty()));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new PaymentPlan(LOAN, second.dueOn(), List.of(first), Optional.empty()));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new PaymentPlan(LOAN, PLAN.agreedOn(), List.of(), Optional.empty()));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Part(first.dueOn(), Money.of("0", "MXN")));
  }
}
