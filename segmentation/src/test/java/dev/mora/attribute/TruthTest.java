package dev.mora.attribute;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TruthTest {

  @ParameterizedTest
  @CsvSource({
    "TRUE, TRUE, TRUE, TRUE",
    "TRUE, UNKNOWN, UNKNOWN, TRUE",
    "TRUE, FALSE, FALSE, TRUE",
    "UNKNOWN, TRUE, UNKNOWN, TRUE",
    "UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN",
    "UNKNOWN, FALSE, FALSE, UNKNOWN",
    "FALSE, TRUE, FALSE, TRUE",
    "FALSE, UNKNOWN, FALSE, UNKNOWN",
    "FALSE, FALSE, FALSE, FALSE"
  })
  void two_truths_join_as_kleene_says(Truth a, Truth b, Truth and, Truth or) {
    assertThat(a.and(b)).isEqualTo(and);
    assertThat(a.or(b)).isEqualTo(or);
    assertThat(a.not().or(b.not())).isEqualTo(and.not());
  }

  @ParameterizedTest
  @CsvSource({"TRUE, FALSE", "UNKNOWN, UNKNOWN", "FALSE, TRUE"})
  void not_leaves_the_unknown_unknown(Truth truth, Truth not) {
    assertThat(truth.not()).isEqualTo(not);
  }
}
