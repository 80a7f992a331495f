package dev.mora.segmentation;

import dev.mora.attribute.CaseFacts;
import dev.mora.segmentation.Search.Need;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Asks what cases there are for a policy, within a number of steps for each question and one for
 * all together, and keeps what was given up.
 */
final class Questions {

  /** Enough for every question about policies of 60 rules over a dozen attributes. */
  static final long STEPS_EACH = 4_000_000;

  static final long STEPS_IN_ALL = 20_000_000;

  private final SegmentationPolicy whole;
  private final SegmentationPolicy policy;
  private final Space space;
  private final List<Node> rules;
  private final long each;
  private final Budget budget;
  private final Map<Finding.Kind, Set<String>> givenUp = new EnumMap<>(Finding.Kind.class);

  private Questions(SegmentationPolicy whole, SegmentationPolicy policy, long each, Budget budget) {
    this.whole = whole;
    this.policy = policy;
    this.each = each;
    this.budget = budget;
    boolean loans = whole.unit() == SegmentationPolicy.Unit.LOAN;
    space = Space.of(policy.rules(), whole.policies(), loans);
    rules = policy.rules().stream().map(space::node).toList();
  }

  /** The steps of all questions together. */
  private static final class Budget {

    private long left;
    private long taken;

    Budget(long left) {
      this.left = left;
    }
  }

  static Questions about(SegmentationPolicy policy) {
    return about(policy, STEPS_EACH, STEPS_IN_ALL);
  }

  static Questions about(SegmentationPolicy policy, long each, long inAll) {
    return new Questions(policy, policy, each, new Budget(inAll));
  }

  /** About a nested policy, which reads what the others work out; out of the same steps. */
  Questions inside(SegmentationPolicy nested) {
    return new Questions(whole, nested, each, budget);
  }

  /** How many steps all questions so far took. */
  long taken() {
    return budget.taken;
  }

  /** The policy itself, or the one that this one is nested in. */
  SegmentationPolicy whole() {
    return whole;
  }

  SegmentationPolicy policy() {
    return policy;
  }

  Space space() {
    return space;
  }

  /** The conditions of the rules, in their order. */
  List<Node> rules() {
    return rules;
  }

  /** What an answer says: nothing if it was given up. */
  record Answer<T>(Optional<T> value, boolean decided) {

    boolean isNo() {
      return decided && value.isEmpty();
    }
  }

  /**
   * @param about what would be found
   * @param rule that it is about; empty for the policy
   */
  Answer<Cases> exists(Finding.Kind about, String rule, List<Need> needs) {
    return ask(about, rule, all -> Search.find(all, needs));
  }

  /** Asks something of all cases. */
  <T> Answer<T> ask(Finding.Kind about, String rule, Function<Cases, Optional<T>> question) {
    Steps steps = new Steps(Math.min(each, budget.left));
    try {
      return new Answer<>(question.apply(Cases.all(space, steps)), true);
    } catch (Steps.Exhausted e) {
      givenUp.computeIfAbsent(about, kind -> new LinkedHashSet<>()).add(rule);
      return new Answer<>(Optional.empty(), false);
    } finally {
      budget.left -= Math.min(budget.left, steps.taken());
      budget.taken += steps.taken();
    }
  }

  /** Each rule before this one fails. */
  List<Need> reaches(int rule) {
    List<Need> needs = new ArrayList<>();
    for (int i = 0; i < rule; i++) {
      needs.add(Need.fails(rules.get(i)));
    }
    return needs;
  }

  ExampleCase example(Cases cases) {
    return Picture.of(this, cases);
  }

  /** With what the policies nested beside this one, or in it, work out. */
  CaseFacts prepared(CaseFacts facts) {
    return whole.compiled().prepared(facts);
  }

  String segmentOf(CaseFacts facts) {
    Segmentation compiled = policy.compiled();
    return compiled.segmentOf(compiled.ruleFor(prepared(facts)));
  }

  /** One finding for each kind of question that was given up. */
  List<Finding> notDecided() {
    List<Finding> findings = new ArrayList<>();
    givenUp.forEach((kind, about) -> findings.add(notDecided(kind, about)));
    return findings;
  }

  private Finding notDecided(Finding.Kind kind, Set<String> about) {
    List<String> ids = about.stream().filter(id -> !id.isEmpty()).toList();
    String count = TestWords.count(each);
    String rules = ids.isEmpty() ? "" : ": " + String.join(", ", ids);
    return new Finding(
        Finding.Kind.NOT_DECIDED,
        kind == Finding.Kind.SHADOWED || kind == Finding.Kind.GAP
            ? Finding.Level.INFO
            : Finding.Level.WARNING,
        "",
        ids,
        Optional.empty(),
        new Said(
            kind + " no se decidió en " + count + " pasos" + rules,
            kind + " não se decidiu em " + count + " passos" + rules,
            kind + " was not decided within " + count + " steps" + rules));
  }
}
