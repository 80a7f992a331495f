package dev.mora.segmentation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BigPolicyCheckTest {

  @Test
  void sixty_rules_of_a_grid_are_sound_but_for_a_missing_score() {
    Questions questions = Questions.about(BigPolicies.grid());

    List<Finding> findings = PolicyCheck.all(questions, Optional.empty());

    assertThat(findings)
        .extracting(Finding::kind)
        .containsExactly(Finding.Kind.GAP, Finding.Kind.UNKNOWN_HOLE);
    assertThat(findings.get(1).level()).isEqualTo(Finding.Level.WARNING);
    assertThat(questions.taken()).isLessThan(1_000_000);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
  void sixty_rules_that_overlap_at_random_are_decided_within_the_steps(int seed) {
    Questions questions = Questions.about(BigPolicies.tangle(new Random(seed)));

    List<Finding> findings = PolicyCheck.all(questions, Optional.empty());

    assertThat(findings)
        .as("seed %d", seed)
        .extracting(Finding::kind)
        .contains(Finding.Kind.SHADOWED)
        .doesNotContain(Finding.Kind.NOT_DECIDED);
    assertThat(questions.taken()).isLessThan(Questions.STEPS_IN_ALL);
  }

  @Test
  void what_takes_too_many_steps_is_said_and_nothing_is_claimed() {
    SegmentationPolicy policy = BigPolicies.tangle(new Random(1));

    List<Finding> findings =
        PolicyCheck.all(Questions.about(policy, 50, 100_000), Optional.empty());

    List<Finding> exact = policy.check();
    assertThat(findings)
        .filteredOn(finding -> finding.kind() == Finding.Kind.NOT_DECIDED)
        .extracting(Finding::message)
        .anySatisfy(said -> assertThat(said).startsWith("UNREACHABLE was not decided within 50"));
    assertThat(findings)
        .filteredOn(finding -> finding.kind() == Finding.Kind.UNREACHABLE)
        .extracting(Finding::rule)
        .isSubsetOf(
            exact.stream()
                .filter(finding -> finding.kind() == Finding.Kind.UNREACHABLE)
                .map(Finding::rule)
                .toList());
  }

  @Test
  void a_question_that_is_given_up_is_as_grave_as_its_answer_and_names_its_rules() {
    SegmentationPolicy policy = BigPolicies.tangle(new Random(1));

    List<Finding> open =
        PolicyCheck.all(Questions.about(policy, 1, 1_000_000), Optional.empty()).stream()
            .filter(finding -> finding.kind() == Finding.Kind.NOT_DECIDED)
            .toList();

    assertThat(open).extracting(Finding::level).contains(Finding.Level.WARNING);
    assertThat(open)
        .allSatisfy(
            finding -> {
              String said = finding.message();
              boolean light = said.startsWith("SHADOWED ") || said.startsWith("GAP ");
              assertThat(finding.level())
                  .isEqualTo(light ? Finding.Level.INFO : Finding.Level.WARNING);
              assertThat(said)
                  .endsWith(
                      finding.others().isEmpty()
                          ? " steps"
                          : " steps: " + String.join(", ", finding.others()));
              assertThat(finding.others()).doesNotContain("");
            });
  }
}
