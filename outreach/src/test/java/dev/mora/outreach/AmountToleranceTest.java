package dev.mora.outreach;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mora.money.Money;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AmountToleranceTest {

  @ParameterizedTest
  @CsvSource({"0, true", "100, true", "100.01, false", "-0.01, false"})
  void a_tolerance_is_0_to_100_percent(String percent, boolean accepted) {
    if (accepted) {
      assertThat(AmountTolerance.percent(percent).percent()).isEqualByComparingTo(percent);
    } else {
      assertThatThrownBy(() -> AmountTolerance.percent(percent))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"MXN", "USD"})
  void one_currency_covers_no_other_whatever_the_tolerance(String live) {
    AmountTolerance all = AmountTolerance.percent("100");

    assertThat(all.covers(Money.of("750.00", "MXN"), Money.of("750.00", live)))
        .isEqualTo(live.equals("MXN"));
  }

  @Test
  void the_widest_of_what_is_given_counts() {
    Money ten = Money.of("10.00", "MXN");
    Money told = Money.of("100.00", "MXN");

    assertThat(AmountTolerance.of(ten).covers(told, Money.of("110.00", "MXN"))).isTrue();
    assertThat(AmountTolerance.of(ten).covers(told, Money.of("89.99", "MXN"))).isFalse();
    assertThatThrownBy(() -> AmountTolerance.of(ten, ten))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> AmountTolerance.of(Money.of("-0.01", "MXN")))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
