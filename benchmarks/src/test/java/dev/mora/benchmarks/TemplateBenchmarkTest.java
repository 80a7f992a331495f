package dev.mora.benchmarks;

import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.List;
import org.junit.jupiter.api.Test;

class TemplateBenchmarkTest {

  /** It compares the bytes before it takes any time. */
  @Test
  void both_ways_write_the_same_bytes() {
    assertThatCode(
            () ->
                TemplateBenchmark.run(
                    List.of("--messages", "200", "--rounds", "1", "--warm-up", "0")))
        .doesNotThrowAnyException();
  }
}
