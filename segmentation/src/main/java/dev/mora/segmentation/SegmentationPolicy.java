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
 * rule that is {@code UNKNOWN} does not, and the explanation says so. Immutable and thread-safe;
 * equal to another with the same content.
 */
public final class SegmentationPolicy {

  private final String name;
  private final String version;
  private final Unit unit;
  private final Map<String, AttributeType> declared;
  private final List<Rule> rules;
  private final String otherwise;
  private final Attributes attributes;
  private final Segmentation compiled;

  private SegmentationPolicy(Builder b, String otherwise) {
    name = b.name;
    version = b.version;
    unit = b.unit;
    declared = Collections.unmodifiableMap(new LinkedHashMap<>(b.declared));
    rules = List.copyOf(b.rules);
    this.otherwise = otherwise;
    attributes = b.attributes;
    compiled = Segmentation.of(name, version, rules, otherwise, attributes);
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

  public List<Rule> rules() {
    return rules;
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

  /** What is allowed but probably not meant; see {@link Finding}. */
  public List<Finding> findings() {
    return PolicyCheck.of(this);
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

  /** Every loan of the portfolio, in its order, with all that the portfolio knows. */
  public Segmented segment(Portfolio portfolio, DelinquencyPolicy delinquency, LocalDate asOf) {
    return Segmented.of(this, portfolio, delinquency, asOf);
  }

  /** The form that is quick to ask and gives no more than the rule. */
  public Segmentation compiled() {
    return compiled;
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
        && rules.equals(that.rules)
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
    private final List<Rule> rules = new ArrayList<>();
    private final Set<String> ids = new HashSet<>();
    private Attributes attributes = Attributes.standard();
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

    public Builder otherwise(String segment) {
      if (segment.isBlank()) {
        throw new IllegalArgumentException("otherwise needs a segment");
      }
      otherwise = segment;
      return this;
    }

    public SegmentationPolicy build() {
      if (otherwise == null) {
        throw new IllegalArgumentException("a policy needs a segment otherwise");
      }
      return new SegmentationPolicy(this, otherwise);
    }

    private void know(Collection<Attribute<?>> reads) {
      for (Attribute<?> attribute : reads) {
        boolean isNew = !attributes.names().contains(attribute.name());
        attributes = attributes.with(attribute);
        if (isNew
            && attribute.type() != AttributeType.TEXT
            && !attribute.name().startsWith("score.")) {
          declared.put(attribute.name(), attribute.type());
        }
      }
    }
  }
}
