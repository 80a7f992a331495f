package dev.mora.segmentation;

import dev.mora.attribute.Attributes;
import dev.mora.attribute.CaseColumns;
import dev.mora.attribute.CaseFacts;
import dev.mora.attribute.Check;
import dev.mora.attribute.Columns;
import dev.mora.attribute.FirstTrue;
import dev.mora.attribute.RecordRules;
import dev.mora.attribute.Truth;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A policy with its attributes looked up and its limits laid out. Asking {@link #ruleFor} allocates
 * nothing for facts that are of the policy's own registry, as those without own columns are, and
 * that bring what the policy would work out itself. Immutable and thread-safe.
 */
public final class Segmentation {

  private final String name;
  private final String version;
  private final List<Rule> rules;
  private final String otherwise;
  private final Attributes attributes;
  private final Derivation derivation;
  private final DecisionTable.@Nullable Hit hit;
  private final @Nullable Check[] checks;
  private final FirstTrue all;

  private Segmentation(
      String name,
      String version,
      List<Rule> rules,
      String otherwise,
      Attributes attributes,
      Derivation derivation,
      DecisionTable.@Nullable Hit hit) {
    this.name = name;
    this.version = version;
    this.rules = rules;
    this.otherwise = otherwise;
    this.attributes = attributes;
    this.derivation = derivation;
    this.hit = hit;
    checks = new Check[rules.size()];
    for (int i = 0; i < checks.length; i++) {
      checks[i] = rules.get(i).when().map(when -> Check.of(when, attributes)).orElse(null);
    }
    all = FirstTrue.of(rules.stream().map(Rule::when).toList());
  }

  static Segmentation of(
      String name,
      String version,
      List<Rule> rules,
      String otherwise,
      Attributes attributes,
      Derivation derivation,
      DecisionTable.@Nullable Hit hit) {
    return new Segmentation(name, version, rules, otherwise, attributes, derivation, hit);
  }

  /** Place of the first rule that holds, from 0; the number of rules if none does. */
  public int ruleFor(CaseFacts facts) {
    CaseFacts ours = prepared(facts);
    for (int i = 0; i < checks.length; i++) {
      if (truth(i, ours) == Truth.TRUE) {
        return i;
      }
    }
    return checks.length;
  }

  /**
   * {@link #ruleFor} for many cases at once, and several times as fast.
   *
   * @param columns with all that the policy reads: {@code CaseColumns.of(policy.attributes(),
   *     policy.reads(), cases)}
   * @param rules gets the rule of case {@code i} at {@code i}
   * @throws IllegalArgumentException if the columns were made without an attribute that is read
   */
  public void segment(CaseColumns columns, int[] rules) {
    all.find(columns, rules);
  }

  /** The same for some of the cases, so that threads can share them. */
  public void segment(CaseColumns columns, int from, int to, int[] rules) {
    all.find(columns, from, to, rules);
  }

  /**
   * The same for records of a host as they are. Keep what this gives: it is ready to be asked, and
   * gets faster while it is.
   *
   * @param columns where the attributes are in a record; what is not declared is unknown
   */
  public <T> RecordRules<T> over(Columns<T> columns) {
    return all.over(columns);
  }

  /** The segment that goes with {@link #ruleFor}. */
  public String segmentOf(int rule) {
    return rule < rules.size() ? rules.get(rule).segment() : otherwise;
  }

  /** The id that goes with {@link #ruleFor}. */
  String ruleId(int rule) {
    return rule < rules.size() ? rules.get(rule).id() : Rule.OTHERWISE;
  }

  public Placement segment(CaseFacts facts) {
    CaseFacts ours = prepared(facts);
    int rule = ruleFor(ours);
    return new Placement(
        segmentOf(rule), ruleId(rule), new Explanation(this, ours, rule, derivation.policies()));
  }

  /**
   * In the policy's registry, with what it works out itself; the same object if it is all there.
   */
  CaseFacts prepared(CaseFacts facts) {
    return derivation.apply(facts.in(attributes));
  }

  /** Whether {@link #prepared} adds nothing to facts of the policy's registry. */
  boolean derivesNothing() {
    return derivation.isNothing();
  }

  /** Of the table that the rules come from; empty if they come from none. */
  Optional<DecisionTable.Hit> hit() {
    return Optional.ofNullable(hit);
  }

  Set<String> experiments() {
    return derivation.experiments();
  }

  String name() {
    return name;
  }

  String version() {
    return version;
  }

  List<Rule> rules() {
    return rules;
  }

  Attributes attributes() {
    return attributes;
  }

  /** Nested ones by name. */
  Map<String, SegmentationPolicy> policies() {
    return derivation.policies();
  }

  /** The facts must be of {@link #attributes()}. */
  Truth truth(int rule, CaseFacts facts) {
    Check check = checks[rule];
    return check == null ? Truth.TRUE : check.on(facts);
  }
}
