package dev.mora.segmentation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mora.attribute.CaseFacts;
import dev.mora.attribute.Truth;
import dev.mora.language.Language;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecondEvaluatorTest {

  private static final int POLICIES = Draws.of(500);
  private static final int CASES_PER_POLICY = 100;

  @ParameterizedTest
  @ValueSource(longs = {20261121L, 7L})
  void a_naive_evaluator_over_plain_objects_gives_the_same_segments(long seed) {
    Random random = new Random(seed);
    RandomCases cases = new RandomCases(random);
    int rest = 0;
    for (int p = 0; p < POLICIES; p++) {
      SegmentationPolicy policy = cases.policy();
      String json = policy.toJson();
      NaivePolicy naive = new NaivePolicy(json);
      List<Finding> findings = policy.findings();
      Space space = Space.of(policy); // some of these facts are not of this world
      for (int c = 0; c < CASES_PER_POLICY; c++) {
        Map<String, Object> plain = RandomCases.plain();
        CaseFacts facts = cases.facts(plain);

        Placement placement = policy.segment(facts);

        assertThat(placement.segment())
            .as("seed %d, policy %d: %s", seed, p, json)
            .isEqualTo(naive.segment(plain));
        assertThat(findings)
            .filteredOn(finding -> finding.policy().isEmpty())
            .filteredOn(finding -> finding.rule().equals(placement.rule()))
            .filteredOn(finding -> space.pieces(facts).isPresent())
            .extracting(Finding::kind)
            .doesNotContain(
                Finding.Kind.NEVER_TRUE, Finding.Kind.UNREACHABLE, Finding.Kind.DUPLICATE_RULE);
        explainsItself(placement);
        rest += placement.isOtherwise() ? 1 : 0;
      }
    }
    assertThat(rest).isBetween(POLICIES, POLICIES * CASES_PER_POLICY * 9 / 10);
  }

  private static void explainsItself(Placement placement) {
    List<Step> steps = placement.explanation().steps();
    for (int i = 0; i < steps.size(); i++) {
      boolean decided = i == steps.size() - 1 && !placement.isOtherwise();
      assertThat(steps.get(i).truth() == Truth.TRUE).isEqualTo(decided);
    }
    assertThat(placement.explanation().in(Language.ES)).startsWith(placement.segment() + ": ");
  }

  @ParameterizedTest
  @ValueSource(longs = {1L, 2L})
  void a_policy_reads_back_from_its_json_as_itself(long seed) {
    RandomCases cases = new RandomCases(new Random(seed));
    for (int i = 0; i < 2 * POLICIES; i++) {
      SegmentationPolicy policy = cases.policy();

      SegmentationPolicy again = SegmentationPolicy.parse("again.json", policy.toJson());

      assertThat(again).as("seed %d, policy %d", seed, i).isEqualTo(policy);
      assertThat(again.toJson()).isEqualTo(policy.toJson());
      assertThat(again.findings()).isEqualTo(policy.findings());
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {20261121L, 8L})
  void a_naive_evaluator_agrees_on_tables_nested_policies_experiments_and_percentiles(long seed) {
    RandomForms forms = new RandomForms(new Random(seed));
    int rest = 0;
    int nested = 0;
    for (int p = 0; p < POLICIES; p++) {
      SegmentationPolicy policy = forms.policy();
      String json = policy.toJson();
      SegmentationPolicy again = SegmentationPolicy.parse("again.json", json);
      assertThat(again).as("seed %d, policy %d: %s", seed, p, json).isEqualTo(policy);
      assertThat(again.toJson()).isEqualTo(json);
      NaivePolicy naive = new NaivePolicy(json);
      for (int c = 0; c < CASES_PER_POLICY; c++) {
        Map<String, Object> plain = RandomCases.plain();
        CaseFacts facts = forms.facts(plain);

        Placement placement = again.segment(facts);

        assertThat(placement.segment())
            .as("seed %d, policy %d, case %d: %s", seed, p, c, json)
            .isEqualTo(naive.segment(plain));
        explainsItself(placement);
        rest += placement.isOtherwise() ? 1 : 0;
        nested += placement.explanation().nested().isEmpty() ? 0 : 1;
      }
    }
    assertThat(rest).isBetween(POLICIES, POLICIES * CASES_PER_POLICY * 9 / 10);
    assertThat(nested).isGreaterThan(POLICIES);
  }
}
