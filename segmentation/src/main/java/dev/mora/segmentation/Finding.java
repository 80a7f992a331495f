package dev.mora.segmentation;

import dev.mora.language.Language;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Something in a policy that is allowed but probably not meant, or worth knowing. The policy works
 * all the same. Immutable.
 */
public final class Finding {

  private final Kind kind;
  private final Level level;
  private final String policy;
  private final String rule;
  private final List<String> others;
  private final Optional<ExampleCase> example;
  private final Said said;

  Finding(
      Kind kind,
      Level level,
      String rule,
      List<String> others,
      Optional<ExampleCase> example,
      Said said) {
    this(kind, level, "", rule, others, example, said);
  }

  private Finding(
      Kind kind,
      Level level,
      String policy,
      String rule,
      List<String> others,
      Optional<ExampleCase> example,
      Said said) {
    this.kind = kind;
    this.level = level;
    this.policy = policy;
    this.rule = rule;
    this.others = List.copyOf(others);
    this.example = example;
    this.said = said;
  }

  /** The same, found in a nested policy. */
  Finding inside(String nested) {
    return new Finding(kind, level, nested, rule, others, example, said.inside(nested));
  }

  public Kind kind() {
    return kind;
  }

  public Level level() {
    return level;
  }

  /**
   * Name of the nested policy that it is about, whose rules and segments it then speaks of; empty
   * for the policy itself.
   */
  public String policy() {
    return policy;
  }

  /** Id of the rule that it is about; empty for the whole policy. */
  public String rule() {
    return rule;
  }

  /** Ids of the other rules that have a part in it, in their order. */
  public List<String> others() {
    return others;
  }

  /** A case that shows it, where one can. */
  public Optional<ExampleCase> example() {
    return example;
  }

  /** In English: what was found and what follows from it. */
  public String message() {
    return said.en();
  }

  /** What was found and what follows from it, without the example. */
  public String in(Language language) {
    return said.in(language);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Finding that
        && kind == that.kind
        && level == that.level
        && policy.equals(that.policy)
        && rule.equals(that.rule)
        && others.equals(that.others)
        && example.equals(that.example)
        && said.equals(that.said);
  }

  @Override
  public int hashCode() {
    return Objects.hash(kind, rule, others, said);
  }

  @Override
  public String toString() {
    return kind + (rule.isEmpty() ? "" : " in rule " + rule) + ": " + message();
  }

  /** How much it matters. */
  public enum Level {
    /** Certainly not meant: what the policy says there, it does not do. */
    ERROR,
    /** Probably not meant. */
    WARNING,
    /** How the policy works; to be looked at once. */
    INFO
  }

  public enum Kind {
    /** No case can fulfil the condition. */
    NEVER_TRUE,
    /** Earlier rules together take every case that this one could. */
    UNREACHABLE,
    /** The same cases as an earlier rule, in other words or the same ones. */
    DUPLICATE_RULE,
    /** Two rows of a table that allows one only hold for the same case, with other segments. */
    OVERLAP,
    /** A bucket code that the delinquency policy does not have. */
    UNKNOWN_BUCKET,
    /** A segment that the policy lists and that no rule leads to. */
    SEGMENT_WITHOUT_RULE,
    /** The rule or a hold reads an attribute that must not lead to harsher treatment. */
    PROTECTED,
    /** An own column that is not declared and looks like one that is. */
    UNDECLARED,
    /** The rule has a condition, and each case fulfils it. */
    ALWAYS_TRUE,
    /**
     * A case that no rule takes because one value is missing: whatever the value is, some rule
     * would.
     */
    UNKNOWN_HOLE,
    /** One attribute is compared with amounts of several currencies. */
    SEVERAL_CURRENCIES,
    /** A percentage written as a fraction of one. */
    FRACTION,
    /** Two texts of one attribute that differ by capitals alone, or a currency in small letters. */
    CAPITALS,
    /** An earlier rule with another segment takes some of the cases of this one. */
    SHADOWED,
    /** A case of which everything is known and that no rule takes. */
    GAP,
    /** The question was given up after a counted number of steps. */
    NOT_DECIDED
  }
}
