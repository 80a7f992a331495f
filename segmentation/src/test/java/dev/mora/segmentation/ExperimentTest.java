package dev.mora.segmentation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.mora.party.BorrowerId;
import dev.mora.segmentation.Experiment.Arm;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExperimentTest {

  private static final Experiment TONE =
      Experiment.of(
          "tone", Arm.of("champion", "80"), Arm.of("warm", "10.5"), Arm.of("control", "9.5"));

  /** Made with {@code printf 'NAME:ID' | sha256sum}, the first 16 digits as a number mod 10000. */
  @ParameterizedTest
  @CsvSource({
    "tone, B-1, 6091",
    "tone, B-2, 1881",
    "tone, B-9, 3658",
    "hour, B-1, 854",
    "hour, MX-000017, 5153",
    "control-2026, ñandú/7, 6575"
  })
  void a_slot_is_what_the_documented_hash_gives(String name, String borrower, int slot) {
    Experiment experiment = Experiment.of(name, Arm.of("all", "100"));

    assertThat(experiment.slotOf(BorrowerId.of(borrower))).isEqualTo(slot);
  }

  @Test
  void arms_take_slots_in_their_order_a_hundred_for_each_percent() {
    for (int i = 0; i < 5_000; i++) {
      BorrowerId borrower = BorrowerId.of("B-" + i);
      int slot = TONE.slotOf(borrower);

      assertThat(TONE.armOf(borrower))
          .isEqualTo(slot < 8_000 ? "champion" : slot < 9_050 ? "warm" : "control");
    }
  }

  @Test
  void shares_come_true_and_two_experiments_split_independently() {
    Experiment other = Experiment.of("hour", Arm.of("early", "50"), Arm.of("late", "50"));
    Map<String, Integer> sizes = new HashMap<>();
    int borrowers = 40_000;
    for (int i = 0; i < borrowers; i++) {
      BorrowerId borrower = BorrowerId.of("MX-" + i);
      sizes.merge(TONE.armOf(borrower), 1, Integer::sum);
      sizes.merge(TONE.armOf(borrower) + other.armOf(borrower), 1, Integer::sum);
    }

    // Four standard deviations of a binomial on each side.
    assertNear(sizes.get("champion"), borrowers, 0.80);
    assertNear(sizes.get("warm"), borrowers, 0.105);
    assertNear(sizes.get("control"), borrowers, 0.095);
    assertNear(sizes.get("warmearly"), borrowers, 0.0525);
    assertNear(sizes.get("controllate"), borrowers, 0.0475);
  }

  private static void assertNear(int found, int all, double share) {
    double width = 4 * Math.sqrt(all * share * (1 - share));
    assertThat((double) found).isBetween(all * share - width, all * share + width);
  }

  @Test
  void an_arm_without_a_share_gets_nobody() {
    Experiment off = Experiment.of("x", Arm.of("off", "0"), Arm.of("on", "100.00"));

    assertThat(off.armOf(BorrowerId.of("B-1"))).isEqualTo("on");
    assertThat(off).isEqualTo(Experiment.of("x", Arm.of("off", "0.0"), Arm.of("on", "100")));
  }

  @Test
  void shares_that_do_not_sum_to_100_and_names_of_other_letters_are_refused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Experiment.of("x", Arm.of("a", "99.99")))
        .withMessageContaining("sum to 99.99");
    assertThatIllegalArgumentException().isThrownBy(() -> Experiment.of("x:y", Arm.of("a", "100")));
    assertThatIllegalArgumentException().isThrownBy(() -> Arm.of("a", "33.333"));
    assertThatIllegalArgumentException().isThrownBy(() -> Arm.of("a", "100.01"));
    assertThatIllegalArgumentException().isThrownBy(() -> Arm.of("a", "-0.01"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Experiment.of("x", Arm.of("a", "50"), Arm.of("a", "50")));
  }
}
