package dev.mora.segmentation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mora.attribute.Attribute;
import dev.mora.attribute.Attributes;
import dev.mora.attribute.CaseFacts;
import dev.mora.attribute.Truth;
import dev.mora.language.Language;
import dev.mora.money.Money;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The check beside the evaluator asked about every case there is. */
class ExactCheckTest {

  private static final int POLICIES = Draws.of(500);

  @ParameterizedTest
  @ValueSource(longs = {20261121L, 4L})
  void what_the_check_finds_is_what_asking_about_every_case_finds(long seed) {
    Random random = new Random(seed);
    for (int p = 0; p < POLICIES; p++) {
      SmallWorld world = SmallWorld.of(random);
      SegmentationPolicy policy = world.policy();
      String about = "seed " + seed + ", policy " + p + ": " + policy.toJson();
      List<Finding> findings = policy.check();
      exact(of("", findings), policy, world, "", about);
      policy
          .policies()
          .forEach(
              (name, nested) ->
                  exact(of(name, findings), nested, world, "policy " + name + ": ", about));
    }
  }

  private static List<Finding> of(String policy, List<Finding> findings) {
    return findings.stream().filter(one -> one.policy().equals(policy)).toList();
  }

  private static void exact(
      List<Finding> findings,
      SegmentationPolicy policy,
      SmallWorld world,
      String start,
      String about) {
    All all = new All(world, policy);

    assertThat(rules(findings, Finding.Kind.NOT_DECIDED)).as(about).isEmpty();
    assertThat(rules(findings, Finding.Kind.NEVER_TRUE))
        .as(about)
        .isEqualTo(all.rulesWhere(rule -> !all.any(truths -> holds(truths, rule))));
    Set<String> dead = new LinkedHashSet<>(rules(findings, Finding.Kind.UNREACHABLE));
    dead.addAll(rules(findings, Finding.Kind.DUPLICATE_RULE));
    assertThat(dead)
        .as(about)
        .containsExactlyInAnyOrderElementsOf(
            all.rulesWhere(
                rule ->
                    all.any(truths -> holds(truths, rule))
                        && !all.any(truths -> first(truths) == rule)));
    assertThat(rules(findings, Finding.Kind.ALWAYS_TRUE))
        .as(about)
        .isEqualTo(
            all.rulesWhere(
                rule ->
                    policy.rules().get(rule).when().isPresent()
                        && !all.any(truths -> !holds(truths, rule))));
    for (Finding finding : findings) {
      switch (finding.kind()) {
        case UNREACHABLE, DUPLICATE_RULE -> covered(finding, policy, all, about);
        default -> {}
      }
    }
    shadows(findings, policy, all, about);
    assertThat(findings.stream().anyMatch(one -> one.kind() == Finding.Kind.GAP))
        .as(about)
        .isEqualTo(all.hasGap());
    Set<Attribute<?>> holes = all.holeAttributes();
    assertThat(
            findings.stream()
                .filter(one -> one.kind() == Finding.Kind.UNKNOWN_HOLE)
                .map(Finding::message))
        .as(about)
        .containsExactlyInAnyOrderElementsOf(
            holes.stream()
                .map(
                    one ->
                        start
                            + "without "
                            + one.description(Language.EN)
                            + ", these cases go to "
                            + policy.otherwise()
                            + ", though with any value a rule would take them")
                .toList());
    if (all.hasHole()) {
      assertThat(holes).as(about).isNotEmpty();
    }
  }

  private static void covered(Finding finding, SegmentationPolicy policy, All all, String about) {
    List<String> ids = policy.rules().stream().map(Rule::id).toList();
    int rule = ids.indexOf(finding.rule());
    List<Integer> takers = finding.others().stream().map(ids::indexOf).toList();
    assertThat(
            all.any(
                truths -> holds(truths, rule) && takers.stream().noneMatch(i -> holds(truths, i))))
        .as(about)
        .isFalse();
    for (int taker : takers) {
      assertThat(
              all.any(
                  truths ->
                      holds(truths, rule)
                          && takers.stream().noneMatch(i -> i != taker && holds(truths, i))))
          .as(about)
          .isTrue();
    }
    boolean same =
        takers.size() == 1
            && !all.any(truths -> holds(truths, takers.get(0)) && !holds(truths, rule));
    assertThat(finding.kind() == Finding.Kind.DUPLICATE_RULE).as(about).isEqualTo(same);
  }

  private static void shadows(
      List<Finding> findings, SegmentationPolicy policy, All all, String about) {
    boolean unique =
        policy.table().filter(table -> table.hit() == DecisionTable.Hit.UNIQUE).isPresent();
    Set<String> expected = new LinkedHashSet<>();
    for (int j = 0; j < policy.rules().size(); j++) {
      int later = j;
      for (int i = 0; i < j; i++) {
        int earlier = i;
        boolean other = !policy.rules().get(i).segment().equals(policy.rules().get(j).segment());
        boolean shared =
            unique
                ? all.any(truths -> holds(truths, earlier) && holds(truths, later))
                : all.any(truths -> first(truths) == earlier && holds(truths, later))
                    && all.any(truths -> first(truths) == later);
        if (other && shared) {
          expected.add(policy.rules().get(i).id() + " " + policy.rules().get(j).id());
        }
      }
    }
    Set<String> found = new LinkedHashSet<>();
    for (Finding finding : findings) {
      if (finding.kind() == Finding.Kind.SHADOWED || finding.kind() == Finding.Kind.OVERLAP) {
        finding.others().forEach(one -> found.add(one + " " + finding.rule()));
      }
    }
    assertThat(found).as(about).isEqualTo(expected);
  }

  private static List<String> rules(List<Finding> findings, Finding.Kind kind) {
    return findings.stream().filter(one -> one.kind() == kind).map(Finding::rule).toList();
  }

  private static boolean holds(Truth[] truths, int rule) {
    return truths[rule] == Truth.TRUE;
  }

  private static int first(Truth[] truths) {
    int i = 0;
    while (i < truths.length && truths[i] != Truth.TRUE) {
      i++;
    }
    return i;
  }

  /** Every case of a small world, with the truth of each rule. */
  private static final class All {

    private final SmallWorld world;
    private final SegmentationPolicy policy;
    private final List<Map<Attribute<?>, Object>> cases;
    private final Set<Attribute<?>> reads;
    private final List<Truth[]> truths = new ArrayList<>();
    private final Map<Map<Attribute<?>, Object>, Boolean> leftOver = new HashMap<>();

    All(SmallWorld world, SegmentationPolicy policy) {
      this.world = world;
      this.policy = policy;
      cases = world.cases();
      reads = Space.of(policy).attributes();
      for (Map<Attribute<?>, Object> one : cases) {
        truths.add(truths(one));
        leftOver.put(one, first(truths.get(truths.size() - 1)) == policy.rules().size());
      }
    }

    private Truth[] truths(Map<Attribute<?>, Object> values) {
      CaseFacts facts = world.policy().compiled().prepared(world.facts(values));
      Truth[] result = new Truth[policy.rules().size()];
      for (int i = 0; i < result.length; i++) {
        result[i] = policy.compiled().truth(i, facts);
      }
      return result;
    }

    boolean any(Predicate<Truth[]> asked) {
      return truths.stream().anyMatch(asked);
    }

    List<String> rulesWhere(Predicate<Integer> asked) {
      List<String> ids = new ArrayList<>();
      for (int i = 0; i < policy.rules().size(); i++) {
        if (asked.test(i)) {
          ids.add(policy.rules().get(i).id());
        }
      }
      return ids;
    }

    private boolean isLeftOver(Map<Attribute<?>, Object> values) {
      return leftOver.computeIfAbsent(values, one -> first(truths(one)) == policy.rules().size());
    }

    boolean hasGap() {
      for (int i = 0; i < cases.size(); i++) {
        if (cases.get(i).keySet().containsAll(reads)
            && first(truths.get(i)) == policy.rules().size()) {
          return true;
        }
      }
      return false;
    }

    /** Attributes of which one value is missing where every value would lead to a rule. */
    Set<Attribute<?>> holeAttributes() {
      Set<Attribute<?>> result = new LinkedHashSet<>();
      for (Map<Attribute<?>, Object> one : cases) {
        for (Attribute<?> attribute : reads) {
          if (!one.containsKey(attribute)
              && knowsWhatIsAlwaysKnown(one)
              && isLeftOver(one)
              && completions(one, List.of(attribute)).stream().noneMatch(this::isLeftOver)) {
            result.add(attribute);
          }
        }
      }
      return result;
    }

    /** Whether a case is left over though no way to fill in all that is missing is. */
    boolean hasHole() {
      for (Map<Attribute<?>, Object> one : cases) {
        List<Attribute<?>> missing =
            reads.stream().filter(attribute -> !one.containsKey(attribute)).toList();
        if (!missing.isEmpty()
            && knowsWhatIsAlwaysKnown(one)
            && isLeftOver(one)
            && completions(one, missing).stream().noneMatch(this::isLeftOver)) {
          return true;
        }
      }
      return false;
    }

    private boolean knowsWhatIsAlwaysKnown(Map<Attribute<?>, Object> one) {
      return reads.stream()
          .filter(Variable::isAlwaysKnown)
          .allMatch(attribute -> one.containsKey(attribute));
    }

    private List<Map<Attribute<?>, Object>> completions(
        Map<Attribute<?>, Object> one, List<Attribute<?>> missing) {
      List<Map<Attribute<?>, Object>> some = List.of(one);
      for (Attribute<?> attribute : missing) {
        List<Map<Attribute<?>, Object>> more = new ArrayList<>();
        for (Map<Attribute<?>, Object> each : some) {
          for (Object value : world.values(attribute, currency(each).orElse(""))) {
            Map<Attribute<?>, Object> next = new LinkedHashMap<>(each);
            next.put(attribute, value);
            more.add(next);
          }
        }
        some = more;
      }
      return some;
    }

    /** Of the loan's own amounts, as far as the case tells. */
    private Optional<String> currency(Map<Attribute<?>, Object> one) {
      if (policy.unit() != SegmentationPolicy.Unit.LOAN) {
        return Optional.empty();
      }
      for (Attribute<?> attribute :
          List.of(Attributes.CURRENCY, Attributes.OVERDUE_AMOUNT, Attributes.OUTSTANDING)) {
        Object value = one.get(attribute);
        if (value != null) {
          return Optional.of(
              value instanceof Money money ? money.currency().getCurrencyCode() : value.toString());
        }
      }
      return Optional.empty();
    }
  }
}
