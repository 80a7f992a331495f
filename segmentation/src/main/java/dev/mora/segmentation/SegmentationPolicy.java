package dev.mora.segmentation;

import dev.mora.attribute.Attribute;
import dev.mora.attribute.AttributeType;
import dev.mora.attribute.Attributes;
import dev.mora.attribute.CaseFacts;
import dev.mora.attribute.Condition;
import dev.mora.delinquency.Delinquency;
import dev.mora.delinquency.DelinquencyPolicy;
import dev.mora.json.Json;
import dev.mora.portfolio.GivenFacts;
import dev.mora.portfolio.Portfolio;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Ordered rules that put each case in one segment: the first rule that is {@code TRUE} decides; a
 * rule that is {@code UNKNOWN} does not, and the explanation says so. The rules may be written as a
 * {@link DecisionTable}, and may read what the policy works out first: the segments of nested
 * policies, the arms of experiments, percentiles. Immutable and thread-safe; equal to another with
 * the same content.
 *
 * <p>Percentiles, scores of models, the debtor type and holds need more than one case: a {@link
 * SegmentationRun} has them. A policy asked by itself about one case knows none of the first three
 * unless the case brings them, and holds nobody.
 */
public final class SegmentationPolicy {

  private final String name;
  private final String version;
  private final Unit unit;
  private final Map<String, AttributeType> declared;
  private final Set<String> guarded;
  private final List<String> declaredSegments;
  private final Map<String, Experiment> experiments;
  private final Map<String, SegmentationPolicy> policies;
  private final List<Rule> rules;
  private final Optional<DecisionTable> table;
  private final Map<String, Hold> holds;
  private final String otherwise;
  private final Attributes attributes;
  private final Segmentation compiled;

  SegmentationPolicy(Builder b, PolicyAssembly.Assembled parts) {
    name = b.name;
    version = b.version;
    unit = b.unit;
    declared = Collections.unmodifiableMap(new LinkedHashMap<>(b.declared));
    guarded = Collections.unmodifiableSet(new LinkedHashSet<>(b.guarded));
    declaredSegments = List.copyOf(b.declaredSegments);
    experiments = Collections.unmodifiableMap(new LinkedHashMap<>(b.experiments));
    policies = Collections.unmodifiableMap(parts.policies());
    rules = parts.rules();
    table = parts.table();
    holds = Collections.unmodifiableMap(parts.holds());
    otherwise = b.otherwise().orElseThrow();
    attributes = parts.attributes();
    compiled =
        Segmentation.of(
            name,
            version,
            rules,
            otherwise,
            attributes,
            new Derivation(experiments, policies),
            table.map(DecisionTable::hit).orElse(null));
  }

  /**
   * Reads a policy file.
   *
   * @throws dev.mora.json.InvalidDocument with the place of each fault
   * @throws java.io.UncheckedIOException if the file cannot be read
   */
  public static SegmentationPolicy load(Path file) {
    return PolicyDocument.read(Json.read(file));
  }

  /**
   * Like {@link #load(Path)} on a text.
   *
   * @param source names the text in faults
   */
  public static SegmentationPolicy parse(String source, String text) {
    return PolicyDocument.read(Json.parse(source, text));
  }

  /**
   * A policy that comes with the library, to be used as it is, nested, or written out by {@link
   * #toJson} and changed: {@code stage} (pre-due to charged-off), {@code stage-risk-balance} (stage
   * by credit score or history by balance among the loans of its product and currency) and {@code
   * debtor-type} (disputes, unreachable, cannot pay, forgot, will not pay).
   *
   * @throws IllegalArgumentException naming those that there are
   */
  public static SegmentationPolicy ready(String name) {
    return ReadyPolicy.load(name);
  }

  public static Builder builder(String name, String version) {
    return new Builder(name, version);
  }

  public String name() {
    return name;
  }

  public String version() {
    return version;
  }

  public Unit unit() {
    return unit;
  }

  /** Types of own columns that the policy declares, in its order. */
  public Map<String, AttributeType> declared() {
    return declared;
  }

  /** Names of the attributes that the policy protects, in its order; see {@link Builder#guard}. */
  public Set<String> guarded() {
    return guarded;
  }

  /**
   * In the order in which they are tried; the first that holds decides, also where the policy was
   * written as a table.
   */
  public List<Rule> rules() {
    return rules;
  }

  /** The table that {@link #rules()} come from. */
  public Optional<DecisionTable> table() {
    return table;
  }

  /**
   * Nested policies by name, each after those that it reads. The segment of one is the attribute
   * {@code policy.NAME}; that of one called {@code debtorType} is the debtor type as well.
   */
  public Map<String, SegmentationPolicy> policies() {
    return policies;
  }

  /** By name; the arm of a case is the attribute {@code experiment.NAME}. */
  public Map<String, Experiment> experiments() {
    return experiments;
  }

  /** By segment: how long it keeps a case. Runs with a memory heed them. */
  public Map<String, Hold> holds() {
    return holds;
  }

  /** The segments that the policy says it has; empty if it lists none. */
  public List<String> declaredSegments() {
    return declaredSegments;
  }

  /** The segment of those that no rule takes. */
  public String otherwise() {
    return otherwise;
  }

  /** Every segment that a case can get, each once, in the order of the rules. */
  public Set<String> segments() {
    Set<String> result = new LinkedHashSet<>();
    rules.forEach(rule -> result.add(rule.segment()));
    result.add(otherwise);
    return Collections.unmodifiableSet(result);
  }

  /** The built-in attributes and what the policy declares or reads besides. */
  public Attributes attributes() {
    return attributes;
  }

  /** The attributes that rules read, in the order of their first reading. */
  public Set<Attribute<?>> reads() {
    Set<Attribute<?>> result = new LinkedHashSet<>();
    rules.forEach(rule -> rule.when().ifPresent(when -> result.addAll(when.reads())));
    return Collections.unmodifiableSet(result);
  }

  /**
   * What a case must bring: the attributes that the rules, the nested policies and the holds read,
   * and what percentiles rank by, without what the policy works out itself ({@code policy.x},
   * {@code experiment.x}, {@code percentile.x}).
   */
  public Set<Attribute<?>> inputs() {
    Set<Attribute<?>> result = new LinkedHashSet<>();
    for (Attribute<?> attribute : readsInAll()) {
      if (attribute.name().startsWith("percentile.")) {
        result.add(attributes.percentileBase(attribute.name()));
      } else if (!attribute.name().startsWith("policy.")
          && !attribute.name().startsWith("experiment.")) {
        result.add(attribute);
      }
    }
    if (policies.containsKey(Derivation.DEBTOR_TYPE)) {
      result.remove(Attributes.DEBTOR_TYPE);
    }
    return Collections.unmodifiableSet(result);
  }

  /** Of the rules, the nested policies and the holds. */
  Set<Attribute<?>> readsInAll() {
    Set<Attribute<?>> result = new LinkedHashSet<>();
    policies.values().forEach(nested -> result.addAll(nested.reads()));
    result.addAll(reads());
    if (!holds.isEmpty()) {
      result.add(Attributes.COUNTED_DAYS);
    }
    holds.values().forEach(hold -> hold.unless().ifPresent(when -> result.addAll(when.reads())));
    return result;
  }

  /**
   * What is allowed but probably not meant: errors and warnings, by the rules, those of nested
   * policies first. Quick enough to be asked whenever a policy is loaded; what takes too many steps
   * is a finding that says so.
   */
  public List<Finding> findings() {
    return PolicyCheck.findings(this);
  }

  /**
   * All findings: also which rules share cases, and who is left to {@code otherwise}. Exact for
   * every test that the language has, with examples; see {@link Finding.Kind}.
   */
  public List<Finding> check() {
    return PolicyCheck.all(Questions.about(this), Optional.empty());
  }

  /** Like {@link #check()}, with the bucket codes of the policy that will assess the loans. */
  public List<Finding> check(DelinquencyPolicy delinquency) {
    return PolicyCheck.all(Questions.about(this), Optional.of(delinquency));
  }

  /** By the assessment alone: history, borrower and own columns are unknown. */
  public Placement segment(Delinquency delinquency) {
    return segment(CaseFacts.of(delinquency));
  }

  /** By days and amounts alone. */
  public Placement segment(GivenFacts given) {
    return segment(CaseFacts.of(given));
  }

  public Placement segment(CaseFacts facts) {
    return compiled.segment(facts);
  }

  /**
   * Every loan of the portfolio, in its order, with all that the portfolio knows: the short form of
   * a {@link SegmentationRun} without models and without a memory.
   */
  public Segmented segment(Portfolio portfolio, DelinquencyPolicy delinquency, LocalDate asOf) {
    return SegmentationRun.of(this, delinquency, asOf).segment(portfolio);
  }

  /** The form that is quick to ask and gives no more than the rule. */
  public Segmentation compiled() {
    return compiled;
  }

  /**
   * The same policy for an engine that holds the portfolio.
   *
   * @throws IllegalArgumentException if a name or a text of the policy cannot stand in SQL, or two
   *     columns would have one name
   */
  public PolicySql toSql(SqlDialect dialect) {
    return PolicySql.of(this, dialect);
  }

  /** The canonical file, which reads back as an equal policy. */
  public String toJson() {
    return PolicyDocument.write(this).toCanonical();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SegmentationPolicy that
        && name.equals(that.name)
        && version.equals(that.version)
        && unit == that.unit
        && declared.equals(that.declared)
        && guarded.equals(that.guarded)
        && declaredSegments.equals(that.declaredSegments)
        && List.copyOf(experiments.values()).equals(List.copyOf(that.experiments.values()))
        && policies.equals(that.policies)
        && rules.equals(that.rules)
        && table.equals(that.table)
        && holds.equals(that.holds)
        && otherwise.equals(that.otherwise);
  }

  @Override
  public int hashCode() {
    return Objects.hash(name, version, unit, declared, rules, otherwise);
  }

  @Override
  public String toString() {
    return "SegmentationPolicy(" + name + " " + version + ")";
  }

  /** What the rules are asked about. */
  public enum Unit {
    LOAN,
    /** The borrower by its worst loan, with the debts of all its loans summed. */
    BORROWER
  }

  /** Collects a policy. Not thread-safe. */
  public static final class Builder {

    private final String name;
    private final String version;
    private Unit unit = Unit.LOAN;
    private final Map<String, AttributeType> declared = new LinkedHashMap<>();
    private final Set<String> guarded = new LinkedHashSet<>();
    private final List<String> declaredSegments = new ArrayList<>();
    private final Map<String, Experiment> experiments = new LinkedHashMap<>();
    private final Map<String, Builder> policies = new LinkedHashMap<>();
    private final List<Rule> rules = new ArrayList<>();
    private final Map<String, Hold> holds = new LinkedHashMap<>();
    private final Set<String> ids = new HashSet<>();
    private Attributes attributes = Attributes.standard();
    private @Nullable DecisionTable table;
    private @Nullable String otherwise;

    private Builder(String name, String version) {
      if (name.isBlank() || version.isBlank()) {
        throw new IllegalArgumentException("a policy needs a name and a version");
      }
      this.name = name;
      this.version = version;
    }

    public Builder unit(Unit value) {
      unit = value;
      return this;
    }

    /**
     * Declares the type of an own column; undeclared ones are text.
     *
     * @param column {@code loan.x} or {@code borrower.x}
     */
    public Builder declare(String column, AttributeType type) {
      attributes = attributes.custom(column, type);
      declared.put(column, type);
      return this;
    }

    /**
     * Protects an attribute in this policy and those nested in it, as gender always is: its check
     * and its explanations tell where it is read, directly, by a percentile or by the model behind
     * a score, and no change of it is suggested. A protected own column is a declared one.
     *
     * @throws IllegalArgumentException if it is neither built in nor an own column
     */
    public Builder guard(Attribute<?> attribute) {
      String attributeName = attribute.name();
      if (Attributes.isOwnColumn(attributeName)) {
        declare(attributeName, attribute.type());
      } else if (Attributes.isCustomName(attributeName)) {
        throw new IllegalArgumentException(
            attributeName + " cannot be protected: protect what it is worked out from");
      }
      guarded.add(attributeName);
      return this;
    }

    /** The segments that there are: a rule with another is an error. */
    public Builder segments(String... segments) {
      declaredSegments.addAll(List.of(segments));
      if (new HashSet<>(declaredSegments).size() < declaredSegments.size()) {
        throw new IllegalArgumentException("a segment is listed twice");
      }
      return this;
    }

    /**
     * @throws IllegalArgumentException if there is one of that name
     */
    public Builder experiment(Experiment experiment) {
      if (experiments.put(experiment.name(), experiment) != null) {
        throw new IllegalArgumentException("two experiments are called " + experiment.name());
      }
      return this;
    }

    /**
     * A policy whose segment is the attribute {@code policy.NAME}. It takes this one's version and
     * unit, and may read the other nested ones, in whatever order they are added.
     *
     * @param nested rules or a table, and otherwise; nothing nested in it, no experiments, no holds
     * @throws IllegalArgumentException if there is one of that name, or it holds more than that
     */
    public Builder policy(String name, Builder nested) {
      Experiment.requireName("a nested policy", name);
      if (!nested.policies.isEmpty() || !nested.experiments.isEmpty() || !nested.holds.isEmpty()) {
        throw new IllegalArgumentException(
            "policy "
                + name
                + ": a nested policy has no policies, experiments or holds of its own");
      }
      if (nested.otherwise == null) {
        throw new IllegalArgumentException("policy " + name + " needs a segment otherwise");
      }
      nested.declared.forEach(this::declare);
      guarded.addAll(nested.guarded);
      if (policies.put(name, nested.named(name, version)) != null) {
        throw new IllegalArgumentException("two nested policies are called " + name);
      }
      if (policies.size() > NestedOrder.MOST_POLICIES) {
        throw new IllegalArgumentException(
            "at most " + NestedOrder.MOST_POLICIES + " nested policies");
      }
      return this;
    }

    /** Like {@link #policy(String, Builder)} with one that works by itself. */
    public Builder policy(String name, SegmentationPolicy nested) {
      if (!nested.policies.isEmpty() || !nested.experiments.isEmpty() || !nested.holds.isEmpty()) {
        throw new IllegalArgumentException(
            "policy "
                + name
                + ": a nested policy has no policies, experiments or holds of its own");
      }
      Builder copy = new Builder(nested.name, nested.version);
      nested.declared.forEach(copy::declare);
      copy.guarded.addAll(nested.guarded);
      copy.declaredSegments.addAll(nested.declaredSegments);
      nested.table.ifPresentOrElse(copy::table, () -> nested.rules.forEach(copy::rule));
      return policy(name, copy.otherwise(nested.otherwise));
    }

    public Builder rule(String id, String segment, Condition when) {
      return rule(new Rule(id, segment, Optional.of(when)));
    }

    /** A rule that takes everybody who is left. */
    public Builder rule(String id, String segment) {
      return rule(new Rule(id, segment, Optional.empty()));
    }

    /**
     * An own column that is read as another type than text is declared by that.
     *
     * @throws IllegalArgumentException if the id is taken, or a column is read as two types
     */
    public Builder rule(Rule rule) {
      if (!ids.add(rule.id())) {
        throw new IllegalArgumentException("two rules are called " + rule.id());
      }
      rule.when().map(Condition::reads).ifPresent(this::know);
      rules.add(rule);
      return this;
    }

    /** Rules as rows; instead of {@link #rule}. */
    public Builder table(DecisionTable value) {
      value.columns().forEach(column -> know(List.of(column.attribute())));
      table = value;
      return this;
    }

    /**
     * @throws IllegalArgumentException if the segment has one
     */
    public Builder hold(String segment, Hold hold) {
      hold.unless().map(Condition::reads).ifPresent(this::know);
      if (holds.put(segment, hold) != null) {
        throw new IllegalArgumentException("two holds of " + segment);
      }
      return this;
    }

    public Builder otherwise(String segment) {
      if (segment.isBlank()) {
        throw new IllegalArgumentException("otherwise needs a segment");
      }
      otherwise = segment;
      return this;
    }

    /**
     * @throws IllegalArgumentException if parts do not fit together: no otherwise, rules beside a
     *     table, a policy or experiment that is read and not there, policies that read each other
     *     in a circle, a hold of a segment that is not there
     */
    public SegmentationPolicy build() {
      if (otherwise == null) {
        throw new IllegalArgumentException("a policy needs a segment otherwise");
      }
      if (table != null && !rules.isEmpty()) {
        throw new IllegalArgumentException("a policy has rules or a table, not both");
      }
      return new SegmentationPolicy(this, new PolicyAssembly(this).assemble());
    }

    private void know(Collection<Attribute<?>> reads) {
      for (Attribute<?> attribute : reads) {
        boolean isNew = !attributes.names().contains(attribute.name());
        if (attribute.name().startsWith("percentile.")) {
          continue;
        }
        attributes = attributes.with(attribute);
        if (isNew
            && attribute.type() != AttributeType.TEXT
            && Attributes.isOwnColumn(attribute.name())) {
          declared.put(attribute.name(), attribute.type());
        }
      }
    }

    // --- for the one who puts the parts together

    Builder named(String otherName, String otherVersion) {
      Builder copy = new Builder(otherName, otherVersion);
      copy.unit = unit;
      copy.declaredSegments.addAll(declaredSegments);
      copy.rules.addAll(rules);
      copy.ids.addAll(ids);
      copy.attributes = attributes;
      copy.table = table;
      copy.otherwise = otherwise;
      return copy;
    }

    String version() {
      return version;
    }

    Unit unit() {
      return unit;
    }

    Attributes attributes() {
      return attributes;
    }

    Set<String> guarded() {
      return guarded;
    }

    List<String> declaredSegments() {
      return declaredSegments;
    }

    Map<String, Experiment> experiments() {
      return experiments;
    }

    Map<String, Builder> policies() {
      return policies;
    }

    List<Rule> rules() {
      return rules;
    }

    Optional<DecisionTable> table() {
      return Optional.ofNullable(table);
    }

    Map<String, Hold> holds() {
      return holds;
    }

    Optional<String> otherwise() {
      return Optional.ofNullable(otherwise);
    }

    Set<Attribute<?>> reads() {
      Set<Attribute<?>> result = new LinkedHashSet<>();
      if (table != null) {
        table.columns().forEach(column -> result.add(column.attribute()));
      }
      rules.forEach(rule -> rule.when().ifPresent(when -> result.addAll(when.reads())));
      holds.values().forEach(hold -> hold.unless().ifPresent(when -> result.addAll(when.reads())));
      return result;
    }
  }
}
