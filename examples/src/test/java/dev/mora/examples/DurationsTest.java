package dev.mora.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

class DurationsTest {

  @ParameterizedTest
  @CsvSource({"90s, PT1M30S", "5m, PT5M", "1H, PT1H", "0s, PT0S", "PT1M30S, PT1M30S", "pt2s, PT2S"})
  void short_and_iso_forms_are_read(String text, Duration duration) {
    assertThat(Durations.parse(text)).isEqualTo(duration);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "90", "s", "-5s", "PT-5S", "1.5m", "tomorrow"})
  void others_are_refused_with_an_example(String text) {
    assertThatThrownBy(() -> Durations.parse(text))
        .isInstanceOf(TypeConversionException.class)
        .hasMessageContaining("such as 90s");
  }
}
