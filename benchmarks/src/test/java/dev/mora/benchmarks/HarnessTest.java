package dev.mora.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class HarnessTest {

  @Test
  void every_way_runs_once_in_each_round_warm_up_included() {
    List<String> runs = new ArrayList<>();
    List<Harness.Way> ways =
        List.of(
            new Harness.Way("a", 1, () -> runs.add("a")),
            new Harness.Way("b", 1, () -> runs.add("b")));

    List<Harness.Cost> costs = new Harness(2, 1).compare(ways);

    assertThat(runs).containsExactly("a", "b", "a", "b", "a", "b");
    assertThat(costs).extracting(Harness.Cost::name).containsExactly("a", "b");
  }

  @Test
  void a_median_of_an_even_count_lies_between_the_two_in_the_middle() {
    assertThat(Harness.median(new double[] {9, 1, 3, 2})).isEqualTo(2.5);
    assertThat(Harness.median(new double[] {9, 1, 3})).isEqualTo(3);
  }

  @Test
  void a_ratio_above_its_bar_is_missed() {
    Report report =
        new Report(new PrintStream(new ByteArrayOutputStream(), false, StandardCharsets.UTF_8));

    report.add("subject", "way", 0.91, 0.90);

    assertThat(report.isMet()).isFalse();
  }
}
