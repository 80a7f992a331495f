package dev.mora.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MonitoringTest {

  @Test
  void the_weight_of_evidence_compares_shares_of_goods_and_bads() {
    assertThat(WeightOfEvidence.of(90, 10, 900, 100)).isCloseTo(0, within(1e-12));
    assertThat(WeightOfEvidence.of(300, 10, 900, 100))
        .isCloseTo(Math.log((300 / 900.0) / (10 / 100.0)), within(1e-12));
    assertThat(WeightOfEvidence.of(5, 0, 900, 100))
        .isCloseTo(Math.log((5.5 / 900) / (0.5 / 100)), within(1e-12));
    assertThatThrownBy(() -> WeightOfEvidence.of(901, 0, 900, 100))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> WeightOfEvidence.of(0, 0, 0, 100))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @CsvSource({
    "'100,100', '200,200', 0, STABLE",
    "'50,50', '60,40', 0.0405465, STABLE",
    "'50,50', '67,33', 0.1203915, WATCH",
    "'50,50', '80,20', 0.4158883, INVESTIGATE",
    "'10,0', '5,5', 1.3827369, INVESTIGATE",
  })
  void stability_is_told_from_shares_by_class(
      String expected, String actual, double index, PopulationStability.Verdict verdict) {
    PopulationStability stability = PopulationStability.of(counts(expected), counts(actual));

    assertThat(stability.index()).isCloseTo(index, within(5e-6));
    assertThat(stability.verdict()).isEqualTo(verdict);
  }

  @ParameterizedTest
  @CsvSource({"0.0999999, STABLE", "0.10, WATCH", "0.25, WATCH", "0.2500001, INVESTIGATE"})
  void the_limits_of_stability_belong_to_watch(double index, PopulationStability.Verdict verdict) {
    assertThat(new PopulationStability(index).verdict()).isEqualTo(verdict);
  }

  private static long[] counts(String text) {
    return Arrays.stream(text.split(",")).mapToLong(Long::parseLong).toArray();
  }

  @Test
  void stability_needs_the_same_classes_with_somebody_in_them() {
    assertThatThrownBy(() -> PopulationStability.of(new long[] {1}, new long[] {1, 2}))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> PopulationStability.of(new long[] {0}, new long[] {1}))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> PopulationStability.of(new long[] {1, -1}, new long[] {1, 1}))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void discrimination_agrees_with_counting_every_pair() {
    Random random = new Random(20261121L);
    for (int round = 0; round < 1_000; round++) {
      int size = 2 + random.nextInt(40);
      double[] scores = random.ints(size, 0, 12).asDoubleStream().toArray();
      boolean[] bad = new boolean[size];
      bad[0] = true;
      for (int i = 2; i < size; i++) {
        bad[i] = random.nextInt(3) == 0;
      }

      Discrimination found = Discrimination.of(scores, bad);

      assertThat(found.auc()).as("round %d", round).isCloseTo(naiveAuc(scores, bad), within(1e-12));
      assertThat(found.ks()).isCloseTo(naiveKs(scores, bad), within(1e-12));
      assertThat(found.gini()).isCloseTo(2 * found.auc() - 1, within(1e-12));
    }
  }

  private static double naiveAuc(double[] scores, boolean[] bad) {
    double won = 0;
    double pairs = 0;
    for (int good = 0; good < scores.length; good++) {
      for (int other = 0; other < scores.length; other++) {
        if (!bad[good] && bad[other]) {
          pairs++;
          won += scores[good] > scores[other] ? 1 : scores[good] == scores[other] ? 0.5 : 0;
        }
      }
    }
    return won / pairs;
  }

  private static double naiveKs(double[] scores, boolean[] bad) {
    return Arrays.stream(scores)
        .map(cut -> Math.abs(share(scores, bad, cut, true) - share(scores, bad, cut, false)))
        .max()
        .orElseThrow();
  }

  private static double share(double[] scores, boolean[] bad, double cut, boolean wanted) {
    long all = IntStream.range(0, bad.length).filter(i -> bad[i] == wanted).count();
    long below =
        IntStream.range(0, bad.length).filter(i -> bad[i] == wanted && scores[i] <= cut).count();
    return (double) below / all;
  }

  @Test
  void a_perfect_score_and_a_coin() {
    assertThat(
            Discrimination.of(new double[] {3, 4, 1, 2}, new boolean[] {false, false, true, true}))
        .isEqualTo(new Discrimination(1, 1));
    assertThat(Discrimination.of(new double[] {5, 5}, new boolean[] {true, false}))
        .isEqualTo(new Discrimination(0.5, 0));
    assertThatThrownBy(() -> Discrimination.of(new double[] {1}, new boolean[] {true}))
        .hasMessageContaining("good and bad");
  }

  @Test
  void calibration_cuts_equal_slices_and_sets_the_mean_beside_the_outcome() {
    Random random = new Random(7L);
    for (int size : new int[] {1, 9, 10, 11, 95, 1_000}) {
      double[] p = random.doubles(size).toArray();
      boolean[] happened = new boolean[size];
      for (int i = 0; i < size; i++) {
        happened[i] = random.nextDouble() < p[i];
      }

      Calibration calibration = Calibration.byDecile(p, happened);

      int[] sizes = calibration.slices().stream().mapToInt(Calibration.Slice::accounts).toArray();
      assertThat(sizes).hasSize(Math.min(10, size));
      assertThat(Arrays.stream(sizes).sum()).isEqualTo(size);
      assertThat(
              Arrays.stream(sizes).max().orElseThrow() - Arrays.stream(sizes).min().orElseThrow())
          .isLessThanOrEqualTo(1);
      assertThat(calibration.slices().stream().mapToDouble(s -> s.predicted() * s.accounts()).sum())
          .isCloseTo(Arrays.stream(p).sum(), within(1e-9));
      assertThat(calibration.slices())
          .isSortedAccordingTo(java.util.Comparator.comparingDouble(Calibration.Slice::predicted));
    }
    Calibration four =
        Calibration.of(
            new double[] {0.4, 0.1, 0.3, 0.2}, new boolean[] {true, false, true, false}, 2);
    assertThat(four.slices().get(0).observed()).isZero();
    assertThat(four.slices().get(1).predicted()).isCloseTo(0.35, within(1e-12));
    assertThat(four.slices().get(1).observed()).isEqualTo(1);
  }

  @Test
  void a_class_that_is_empty_on_both_sides_says_nothing_of_stability() {
    PopulationStability same =
        PopulationStability.of(new long[] {5_000, 5_000, 0}, new long[] {5, 5, 0});

    assertThat(same.index()).isZero();
    assertThat(same.verdict()).isEqualTo(PopulationStability.Verdict.STABLE);
  }
}
