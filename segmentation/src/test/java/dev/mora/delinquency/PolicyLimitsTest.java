package dev.mora.delinquency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The values of a policy on both sides of each limit. */
class PolicyLimitsTest {

  @ParameterizedTest
  @CsvSource({
    "922337203685477.5807, 0,       true",
    "922337203685477.5808, 0,       false",
    "0,                    100,     true",
    "0,                    100.0001, false",
    "0,                    0.0001,  true",
    "0,                    0.00010, true",
    "0,                    0.00001, false",
    "0,                    -0.0001, false",
    "-0.01,                0,       false",
  })
  void a_tolerance_is_an_amount_and_a_percent(String amount, String percent, boolean taken) {
    check(
        () ->
            new Tolerance(
                new BigDecimal(amount),
                new BigDecimal(percent),
                Tolerance.Scope.INSTALLMENT,
                Tolerance.Combine.MAX),
        taken);
  }

  @ParameterizedTest
  @CsvSource({"100, 1E+2", "0.50, 0.5", "0, 0.00"})
  void however_a_limit_is_written_it_is_the_same(String one, String other) {
    assertThat(Tolerance.ofInstallment(one)).isEqualTo(Tolerance.ofInstallment(other));
    assertThat(Tolerance.ofLoan(other).amount().scale()).isBetween(0, 1);
  }

  @Test
  void a_threshold_of_grace_is_a_grace_by_its_mode() {
    assertThat(Grace.threshold(3)).isEqualTo(new Grace(3, Grace.Mode.THRESHOLD));
    assertThat(Grace.subtract(3)).isEqualTo(new Grace(3, Grace.Mode.SUBTRACT));
  }

  @ParameterizedTest
  @CsvSource({
    "0, false",
    "0.0001, true",
    "0.00001, false",
    "50, true",
    "100, true",
    "100.0001, false",
    "-1, false"
  })
  void a_qualifying_payment_is_a_share_of_an_installment(String percent, boolean taken) {
    check(() -> Basis.lastPayment(percent), taken);
  }

  @ParameterizedTest
  @CsvSource({
    "0,     0,                    false",
    "1,     0,                    true",
    "3660,  0,                    true",
    "3661,  0,                    false",
    "30,    -0.01,                false",
    "30,    922337203685477.5807, true",
    "30,    922337203685477.5808, false"
  })
  void a_period_has_up_to_ten_years_and_an_installment_fits_an_amount(
      int days, String installment, boolean taken) {
    check(() -> Basis.installmentsMissed(days, installment), taken);
  }

  @ParameterizedTest
  @CsvSource({
    "0,                    0,        true",
    "-0.01,                1,        false",
    "922337203685477.5807, 1,        true",
    "922337203685477.5808, 1,        false",
    "100,                  -0.0001,  false",
    "100,                  100,      true",
    "100,                  100.0001, false",
    "100,                  0.0001,   true",
    "100,                  0.00001,  false"
  })
  void materiality_is_an_amount_and_a_percent(String amount, String percent, boolean taken) {
    check(() -> Materiality.of(amount, percent), taken);
  }

  @ParameterizedTest
  @CsvSource({
    "CARRY_DAYS, 0, false",
    "CARRY_DAYS, 1, true",
    "CARRY_DAYS, 1000, true",
    "CARRY_DAYS, 1001, false",
    "RESET, 0, true",
    "RESET, 1, false",
    "ORIGINAL_SCHEDULE, -1, false"
  })
  void only_carried_days_wait_for_payments(
      RestructurePolicy.Kind kind, int payments, boolean taken) {
    check(() -> new RestructurePolicy(kind, payments), taken);
  }

  private static void check(Supplier<?> value, boolean taken) {
    if (taken) {
      assertThat(value.get()).isEqualTo(value.get());
    } else {
      assertThatThrownBy(value::get).isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void a_basis_by_its_kind_has_its_defaults() {
    assertThat(Basis.of(Basis.Kind.LAST_PAYMENT)).isEqualTo(Basis.lastPayment("100"));
    assertThat(Basis.of(Basis.Kind.INSTALLMENTS_MISSED)).isEqualTo(Basis.installmentsMissed(30));
    for (Basis.Kind kind : Basis.Kind.values()) {
      assertThat(Basis.of(kind).kind()).isEqualTo(kind);
    }
  }
}
