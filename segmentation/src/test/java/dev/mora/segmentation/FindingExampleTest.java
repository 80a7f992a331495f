package dev.mora.segmentation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mora.attribute.Attribute;
import dev.mora.attribute.CaseFacts;
import dev.mora.attribute.Truth;
import dev.mora.language.Language;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every example, put to the evaluator, shows what its finding says. */
class FindingExampleTest {

  private static final int POLICIES = Draws.of(5_000);

  @ParameterizedTest
  @ValueSource(longs = {20261121L, 99L})
  void an_example_shows_what_its_finding_says(long seed) {
    Random random = new Random(seed);
    RandomCases wide = new RandomCases(random);
    Map<Finding.Kind, Integer> shown = new EnumMap<>(Finding.Kind.class);
    for (int p = 0; p < POLICIES; p++) {
      SegmentationPolicy policy =
          p % 2 == 0 ? SmallWorld.of(random, 1 + random.nextInt(6)).policy() : wide.policy();
      for (Finding finding : policy.check()) {
        String about = "seed " + seed + ", policy " + p + ": " + finding + "\n" + policy.toJson();
        if (finding.example().isPresent()) {
          shows(policy, finding, finding.example().get(), about);
          shown.merge(finding.kind(), 1, Integer::sum);
        }
        assertThat(finding.kind()).as(about).isNotEqualTo(Finding.Kind.NOT_DECIDED);
      }
    }
    assertThat(shown)
        .containsKeys(
            Finding.Kind.SHADOWED,
            Finding.Kind.OVERLAP,
            Finding.Kind.GAP,
            Finding.Kind.UNKNOWN_HOLE);
  }

  private static void shows(
      SegmentationPolicy whole, Finding finding, ExampleCase example, String about) {
    SegmentationPolicy policy = whole.policies().getOrDefault(finding.policy(), whole);
    CaseFacts facts = whole.compiled().prepared(example.facts());
    Placement placed = policy.segment(facts);
    assertThat(placed.segment()).as(about).isEqualTo(example.segment());
    assertThat(example.in(Language.ES)).as(about).isNotBlank();
    List<String> holding =
        IntStream.range(0, policy.rules().size())
            .filter(i -> policy.compiled().truth(i, facts) == Truth.TRUE)
            .mapToObj(i -> policy.rules().get(i).id())
            .toList();
    switch (finding.kind()) {
      case SHADOWED -> {
        assertThat(placed.rule()).as(about).isEqualTo(finding.others().get(0));
        assertThat(holding).as(about).contains(finding.rule(), finding.others().get(0));
      }
      case OVERLAP ->
          assertThat(holding).as(about).contains(finding.rule(), finding.others().get(0));
      case GAP -> {
        assertThat(placed.isOtherwise()).as(about).isTrue();
        assertThat(example.missing()).as(about).isEmpty();
        for (Attribute<?> attribute :
            Space.of(policy.rules(), whole.policies(), true).attributes()) {
          assertThat(facts.knows(attribute)).as(about).isTrue();
        }
      }
      case UNKNOWN_HOLE -> {
        assertThat(placed.isOtherwise()).as(about).isTrue();
        assertThat(example.missing()).as(about).isNotEmpty();
        assertThat(finding.message())
            .as(about)
            .containsAnyOf(
                example.missing().stream()
                    .map(one -> one.description(Language.EN))
                    .collect(Collectors.toSet())
                    .toArray(String[]::new));
      }
      default -> throw new AssertionError("an example nobody asked for: " + about);
    }
  }
}
