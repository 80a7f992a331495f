package dev.mora.delinquency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ToleranceTest {

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
    var limits = List.of(new BigDecimal(amount), new BigDecimal(percent));

    if (taken) {
      assertThat(tolerance(limits)).isEqualTo(tolerance(limits));
    } else {
      assertThatThrownBy(() -> tolerance(limits)).isInstanceOf(IllegalArgumentException.class);
    }
  }

  private static Tolerance tolerance(List<BigDecimal> limits) {
    return new Tolerance(
        limits.get(0), limits.get(1), Tolerance.Scope.INSTALLMENT, Tolerance.Combine.MAX);
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
}
