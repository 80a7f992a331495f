package dev.mora.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScalingTest {

  private static final Scaling SCALING = Scaling.of(600, 50, 20);

  @Test
  void twenty_points_double_the_odds_and_600_points_stand_for_50_to_1() {
    assertThat(SCALING.factor()).isCloseTo(28.8539, within(5e-5));
    assertThat(SCALING.offset()).isCloseTo(487.1229, within(5e-5));
  }

  @ParameterizedTest
  @CsvSource({"20, 573.56", "50, 600.00", "100, 620.00", "25, 580.00"})
  void odds_become_points(double odds, double points) {
    assertThat(SCALING.score(odds)).isCloseTo(points, within(5e-3));
  }

  @ParameterizedTest
  @CsvSource({"600, 0.0196078431", "620, 0.0099009901", "487.1229, 0.5"})
  void points_stand_for_a_probability_of_being_bad(double points, double bad) {
    assertThat(SCALING.probabilityOfBad(points)).isCloseTo(bad, within(1e-6));
  }

  @ParameterizedTest
  @CsvSource({"600, 0, 20", "600, 50, 0", "600, 50, -1", "1000001, 50, 20", "600, 1000001, 20"})
  void a_scaling_without_a_sense_is_refused(String score, String odds, String pdo) {
    assertThatThrownBy(
            () -> new Scaling(new BigDecimal(score), new BigDecimal(odds), new BigDecimal(pdo)))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
