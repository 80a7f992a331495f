package dev.mora.segmentation;

import dev.mora.attribute.Attribute;
import dev.mora.attribute.CaseFacts;
import dev.mora.attribute.Check;
import dev.mora.attribute.Condition;
import dev.mora.attribute.Truth;
import dev.mora.language.Language;
import dev.mora.money.Money;
import dev.mora.score.ScoreResult;
import dev.mora.score.Scores;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Why a case is in its segment: the rules tried up to the one that decided, and the values that
 * they read; for what a nested policy decided, its own explanation; and what kept the case where
 * the rules would not have put it. Worked out anew on each call, from facts that do not change.
 * Holds personal data, so {@code toString} says no values.
 */
public final class Explanation {

  private final Segmentation segmentation;
  private final CaseFacts facts;
  private final int decided;

  /** What is behind attributes of the form {@code policy.x}, and behind the debtor type. */
  private final Map<String, SegmentationPolicy> policies;

  /** Facts of a registry that has what the debtor type reads; else the same as facts. */
  private final CaseFacts wider;

  private final @Nullable Kept kept;

  /** Would keep the case where it is, were the rules to say otherwise. */
  private final @Nullable Hold hold;

  private final @Nullable Asked asked;

  Explanation(
      Segmentation segmentation,
      CaseFacts facts,
      int decided,
      Map<String, SegmentationPolicy> policies) {
    this(segmentation, facts, decided, policies, facts, null, null, null);
  }

  private Explanation(
      Segmentation segmentation,
      CaseFacts facts,
      int decided,
      Map<String, SegmentationPolicy> policies,
      CaseFacts wider,
      @Nullable Kept kept,
      @Nullable Hold hold,
      @Nullable Asked asked) {
    this.segmentation = segmentation;
    this.facts = facts;
    this.decided = decided;
    this.policies = policies;
    this.wider = wider;
    this.kept = kept;
    this.hold = hold;
    this.asked = asked;
  }

  Explanation keptBy(Kept by) {
    return new Explanation(segmentation, facts, decided, policies, wider, by, hold, asked);
  }

  Explanation heldBy(Hold by) {
    return new Explanation(segmentation, facts, decided, policies, wider, kept, by, asked);
  }

  /** With the policy that gave the case its debtor type, which is none of the nested ones. */
  Explanation debtorTypeBy(SegmentationPolicy policy, CaseFacts with) {
    Map<String, SegmentationPolicy> more = new LinkedHashMap<>(policies);
    more.putIfAbsent(Derivation.DEBTOR_TYPE, policy);
    return new Explanation(segmentation, facts, decided, more, with, kept, hold, asked);
  }

  Explanation scored(Scores scores, CaseFacts with, LocalDate asOf) {
    return new Explanation(
        segmentation, facts, decided, policies, wider, kept, hold, new Asked(scores, with, asOf));
  }

  public String segment() {
    return kept != null ? kept.segment() : segmentation.segmentOf(decided);
  }

  public String policy() {
    return segmentation.name();
  }

  public String version() {
    return segmentation.version();
  }

  /** Empty if the case is where the rules put it. */
  public Optional<Kept> kept() {
    return Optional.ofNullable(kept);
  }

  /** The rules tried, in order; the last of them decided, unless the case is in otherwise. */
  public List<Step> steps() {
    List<Step> steps = new ArrayList<>();
    for (int i = 0; i < segmentation.rules().size() && i <= decided; i++) {
      steps.add(step(i));
    }
    return List.copyOf(steps);
  }

  /** The one that decided; empty if none did. */
  Optional<Step> deciding(List<Step> tried) {
    return decided < segmentation.rules().size()
        ? Optional.of(tried.get(decided))
        : Optional.empty();
  }

  /** Whether the policy has rows instead of rules. */
  boolean isOfTable() {
    return segmentation.hit().isPresent();
  }

  private Step step(int place) {
    Rule rule = segmentation.rules().get(place);
    Truth truth = segmentation.truth(place, facts);
    List<Reading> readings = new ArrayList<>();
    rule.when().ifPresent(when -> explain(when, truth, readings));
    return new Step(rule.id(), rule.segment(), truth, readings);
  }

  /**
   * Rows of another segment that hold as well, where the policy is a table that says that only one
   * can ({@link DecisionTable.Hit#UNIQUE}); empty for every other policy.
   */
  public List<Step> rivals() {
    List<Step> rivals = new ArrayList<>();
    if (segmentation.hit().equals(Optional.of(DecisionTable.Hit.UNIQUE))) {
      for (int i = decided + 1; i < segmentation.rules().size(); i++) {
        if (segmentation.truth(i, facts) == Truth.TRUE
            && !segmentation.segmentOf(i).equals(segmentation.segmentOf(decided))) {
          rivals.add(step(i));
        }
      }
    }
    return List.copyOf(rivals);
  }

  /**
   * Why the nested policies that the rules read, directly or through one another, put the case
   * where they did: each once, by its name; also the one that gave the debtor type. One whose
   * segment the case brought along is not here.
   */
  public Map<String, Explanation> nested() {
    return nested(steps());
  }

  Map<String, Explanation> nested(List<Step> steps) {
    Map<String, Explanation> result = new LinkedHashMap<>();
    collect(steps, result);
    return result;
  }

  private void collect(List<Step> steps, Map<String, Explanation> told) {
    for (Step step : steps) {
      for (Reading reading : step.readings()) {
        for (String name : Derivation.policyBehind(reading.attribute())) {
          SegmentationPolicy policy = policies.get(name);
          if (policy != null && reading.value().isPresent() && !told.containsKey(name)) {
            Explanation why = because(policy);
            if (reading.value().get().equals(why.segment())) {
              told.put(name, why);
              why.collect(why.steps(), told);
            }
          }
        }
      }
    }
  }

  private Explanation because(SegmentationPolicy policy) {
    Segmentation nested = policy.compiled();
    boolean ours = nested.attributes().equals(segmentation.attributes());
    CaseFacts theirs = nested.prepared(ours ? facts : wider);
    return new Explanation(
        nested,
        theirs,
        nested.ruleFor(theirs),
        policy.policies().isEmpty() ? policies : policy.policies(),
        wider,
        null,
        null,
        null);
  }

  /**
   * What the models say whose scores are among the readings, those of nested policies included, by
   * attribute; empty outside a run with models.
   */
  public Map<String, ScoreResult> scores() {
    return scores(steps());
  }

  Map<String, ScoreResult> scores(List<Step> steps) {
    if (asked == null) {
      return Map.of();
    }
    List<Step> all = new ArrayList<>(steps);
    nested(steps).values().forEach(why -> all.addAll(why.steps()));
    return asked.results(all);
  }

  /** The arm of each experiment that the case is in, whether a rule read it or not. */
  public Map<String, String> arms() {
    Map<String, String> arms = new LinkedHashMap<>();
    for (String name : segmentation.experiments()) {
      facts.get(Derivation.armOf(name)).ifPresent(arm -> arms.put(name, arm));
    }
    return arms;
  }

  /**
   * Protected attributes that the rules tried have read, nested policies and the models behind
   * scores included.
   */
  public Set<Attribute<?>> protectedReads() {
    Set<Attribute<?>> reads = new LinkedHashSet<>(tried());
    nested().values().forEach(why -> reads.addAll(why.tried()));
    Set<String> guarded =
        segmentation.attributes().all().stream()
            .filter(Attribute::isProtected)
            .map(Attribute::name)
            .collect(Collectors.toSet());
    Set<Attribute<?>> result = new LinkedHashSet<>();
    for (Attribute<?> attribute : reads) {
      if (attribute.isProtected()) {
        result.add(attribute);
      } else if (asked != null) {
        result.addAll(asked.scores().protectedFeatures(attribute, guarded));
      }
    }
    return result;
  }

  /** What the rules tried have read. */
  private Set<Attribute<?>> tried() {
    Set<Attribute<?>> result = new LinkedHashSet<>();
    for (int i = 0; i < segmentation.rules().size() && i <= decided; i++) {
      segmentation.rules().get(i).when().ifPresent(when -> result.addAll(when.reads()));
    }
    return result;
  }

  /**
   * One line: {@code EARLY: 16 días de mora (1-30), regla temprana}. Behind it: why nested policies
   * that the deciding rule read said what they said, earlier rules that a missing value left
   * undecided, and protected attributes that were read.
   *
   * @param language {@code es}, {@code pt} or {@code en}, also as the start of a longer tag
   */
  public String in(String language) {
    return in(Language.of(language));
  }

  public String in(Language language) {
    return new ExplanationText(this, language).inBrief();
  }

  /**
   * Several lines: the decision, the policy and its version, the arms of its experiments, each rule
   * tried, each nested policy that they read, told in the same way, and the reasons of each score
   * that was read.
   */
  public String inFull(String language) {
    return inFull(Language.of(language));
  }

  public String inFull(Language language) {
    return new ExplanationText(this, language).inFull();
  }

  /**
   * The smallest change that would put the case into another segment. What a person is and what was
   * agreed stays as it is: gender, age, education, language, place, product, currency, principal,
   * the number of installments, the status, the arm of an experiment; and the days, amounts and
   * promises of a debt of which nothing is owed any more. A case that a hold keeps needs no change
   * to go where the rules say, when the hold ends; a change that lets it go, such as a cure, waits
   * for no hold.
   *
   * @return empty if there is none, or none was found within a fixed number of steps
   */
  public Optional<Move> nearest() {
    String now = segment();
    return nearest(segment -> !segment.equals(now));
  }

  /** Like {@link #nearest()}, into this segment. */
  public Optional<Move> nearest(String segment) {
    return nearest(one -> one.equals(segment) && !one.equals(segment()));
  }

  private Optional<Move> nearest(Predicate<String> wanted) {
    String rules = segmentation.segmentOf(decided);
    if (wanted.test(rules)) {
      return Optional.of(new Move(rules, segmentation.ruleId(decided), List.of(), true));
    }
    Optional<Move> move = MoveSearch.find(segmentation, facts, wanted);
    Hold holds = hold;
    return holds == null
        ? move
        : move.map(one -> holds.releases(after(one.changes())) ? one : one.whenFree());
  }

  private CaseFacts after(List<Change> changes) {
    CaseFacts.Builder next = facts.toBuilder();
    for (Change change : changes) {
      if (change.to() instanceof Money amount) {
        next.amount(change.attribute(), amount);
      } else {
        next.setAny(change.attribute(), change.to());
      }
    }
    segmentation.policies().keySet().forEach(name -> next.forget(Derivation.resultOf(name)));
    return segmentation.prepared(next.build());
  }

  /** The same as one JSON object for other programs; values as text. */
  public String toJson() {
    return ExplanationJson.of(this);
  }

  /** Collects the tests without which the condition would not have this truth. */
  private void explain(Condition condition, Truth truth, List<Reading> readings) {
    if (condition instanceof Condition.Test test) {
      readings.add(Reading.of(test, facts));
    } else if (condition instanceof Condition.Not not) {
      explain(not.condition(), truth.not(), readings);
    } else if (condition instanceof Condition.All all) {
      explain(all.conditions(), truth, truth == Truth.TRUE, readings);
    } else if (condition instanceof Condition.Any any) {
      explain(any.conditions(), truth, truth == Truth.FALSE, readings);
    }
  }

  private void explain(List<Condition> parts, Truth truth, boolean every, List<Reading> readings) {
    for (Condition part : parts) {
      if (every || Check.of(part, facts.attributes()).on(facts) == truth) {
        explain(part, truth, readings);
      }
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Explanation that
        && policy().equals(that.policy())
        && version().equals(that.version())
        && segment().equals(that.segment())
        && kept().equals(that.kept())
        && arms().equals(that.arms())
        && toldSteps(nested()).equals(toldSteps(that.nested()))
        && steps().equals(that.steps());
  }

  private static Map<String, List<Step>> toldSteps(Map<String, Explanation> nested) {
    Map<String, List<Step>> told = new LinkedHashMap<>();
    nested.forEach((name, why) -> told.put(name, why.steps()));
    return told;
  }

  @Override
  public int hashCode() {
    return Objects.hash(policy(), version(), segment());
  }

  @Override
  public String toString() {
    return "Explanation(" + policy() + " " + version() + ", " + segment() + ")";
  }
}
