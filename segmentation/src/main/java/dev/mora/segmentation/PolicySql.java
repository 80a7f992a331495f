package dev.mora.segmentation;

import dev.mora.attribute.Attribute;
import dev.mora.attribute.AttributeType;
import dev.mora.attribute.Attributes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A policy as SQL, for a portfolio that an engine already holds: one row in, its segment and its
 * rule out, the same that {@link SegmentationPolicy#segment} gives for the row's values. Every text
 * of the policy is a quoted literal and every name a quoted name. Immutable.
 *
 * <p>Scores, percentiles and arms of experiments are columns that the engine must already have;
 * nested policies are worked out. {@link #notes()} say what SQL does not do.
 */
public final class PolicySql {

  /** Of one expression; beyond it {@link #select} is the way. */
  static final int LONGEST_EXPRESSION = 1_000_000;

  static final String SEGMENT = "segment";
  static final String RULE = "rule";

  private final SegmentationPolicy policy;
  private final SqlDialect dialect;
  private final List<SqlColumn> columns;

  private PolicySql(SegmentationPolicy policy, SqlDialect dialect) {
    this.policy = policy;
    this.dialect = dialect;
    columns = columns(policy, dialect);
  }

  static PolicySql of(SegmentationPolicy policy, SqlDialect dialect) {
    PolicySql sql = new PolicySql(policy, dialect);
    sql.select("t"); // tells now what cannot be said in SQL
    return sql;
  }

  private static List<SqlColumn> columns(SegmentationPolicy policy, SqlDialect dialect) {
    Set<Attribute<?>> reads = new LinkedHashSet<>();
    policy.policies().values().forEach(nested -> reads.addAll(nested.reads()));
    reads.addAll(policy.reads());
    reads.removeIf(attribute -> isDerived(policy, attribute));
    List<SqlColumn> columns = new ArrayList<>();
    for (Attribute<?> attribute : reads) {
      columns.add(
          new SqlColumn(
              attribute.name(), dialect.type(attribute.type()), attribute, SqlColumn.Role.VALUE));
      if (attribute.type() == AttributeType.MONEY) {
        columns.add(
            new SqlColumn(
                attribute.name() + SqlConditions.CURRENCY,
                dialect.type(AttributeType.TEXT),
                attribute,
                SqlColumn.Role.CURRENCY));
      }
    }
    requireApart(policy, columns, dialect);
    return List.copyOf(columns);
  }

  private static boolean isDerived(SegmentationPolicy policy, Attribute<?> attribute) {
    return Derivation.policyBehind(attribute).stream().anyMatch(policy.policies()::containsKey);
  }

  /** Two engines of three take names in large and small letters for one. */
  private static void requireApart(
      SegmentationPolicy policy, List<SqlColumn> columns, SqlDialect dialect) {
    Map<String, String> seen = new HashMap<>();
    Stream.of(
            columns.stream().map(SqlColumn::name),
            policy.policies().keySet().stream().map(name -> Derivation.resultOf(name).name()),
            Stream.of(SEGMENT, RULE))
        .flatMap(Function.identity())
        .forEach(
            name -> {
              String key = dialect == SqlDialect.POSTGRESQL ? name : name.toLowerCase(Locale.ROOT);
              String other = seen.put(key, name);
              if (other != null) {
                throw new IllegalArgumentException(
                    "columns " + other + " and " + name + " are one in " + dialect.code());
              }
            });
  }

  public SqlDialect dialect() {
    return dialect;
  }

  /** What the SQL reads, each once, in the order of the first reading. */
  public List<SqlColumn> columns() {
    return columns;
  }

  /** What the policy says and SQL does not do; empty if there is nothing. */
  public List<String> notes() {
    List<String> notes = new ArrayList<>();
    if (!policy.holds().isEmpty()) {
      notes.add(
          "holds of "
              + String.join(", ", policy.holds().keySet())
              + " are not heeded: a row knows no"
              + " earlier run");
    }
    if (policy.unit() == SegmentationPolicy.Unit.BORROWER) {
      notes.add("a row is a borrower, whose amounts are in one currency");
    }
    Set<String> families =
        columns.stream()
            .map(column -> column.name().split("\\.", 2)[0])
            .filter(List.of("score", "percentile", "experiment")::contains)
            .collect(Collectors.toCollection(LinkedHashSet::new));
    families.forEach(
        family -> notes.add("columns " + family + ".x must be filled before, as a run does"));
    if (columns.stream().anyMatch(each -> each.attribute().equals(Attributes.DEBTOR_TYPE))) {
      notes.add("column debtorType must be filled before, as a run does");
    }
    return List.copyOf(notes);
  }

  /**
   * One CASE expression over {@link #columns()} that gives the segment. Nested policies stand in it
   * wherever they are read.
   *
   * @throws IllegalStateException if what is read makes a million characters; {@link #select}
   *     writes each nested policy once
   */
  public String segmentCase() {
    return inlined(Rule::segment, policy.otherwise());
  }

  /** Like {@link #segmentCase()} for the id of the rule, {@code otherwise} if none decides. */
  public String ruleCase() {
    return inlined(Rule::id, Rule.OTHERWISE);
  }

  private String inlined(Function<Rule, String> result, String otherwise) {
    Map<String, String> nested = new HashMap<>();
    policy
        .policies()
        .forEach(
            (name, each) ->
                nested.put(name, "(" + cases(each, Rule::segment, each.otherwise(), nested) + ")"));
    return cases(policy, result, otherwise, nested);
  }

  /**
   * @param nested expressions for the nested policies that may be read
   */
  private String cases(
      SegmentationPolicy one,
      Function<Rule, String> result,
      String otherwise,
      Map<String, String> nested) {
    if (one.rules().isEmpty()) {
      return dialect.quotedText(otherwise);
    }
    long[] length = new long[1];
    SqlConditions conditions =
        new SqlConditions(dialect, attribute -> shortEnough(column(attribute, nested), length));
    StringBuilder out = new StringBuilder("CASE");
    for (Rule rule : one.rules()) {
      out.append("\n  WHEN ")
          .append(rule.when().map(conditions::of).orElse("TRUE"))
          .append(" THEN ")
          .append(dialect.quotedText(result.apply(rule)));
    }
    return out.append("\n  ELSE ").append(dialect.quotedText(otherwise)).append("\nEND").toString();
  }

  /** Nested policies that read one another would double at each step. */
  private static String shortEnough(String column, long[] length) {
    length[0] += column.length();
    if (length[0] > LONGEST_EXPRESSION) {
      throw new IllegalStateException(
          "more than " + LONGEST_EXPRESSION + " characters of columns in one expression");
    }
    return column;
  }

  private String column(Attribute<?> attribute, Map<String, String> nested) {
    return Derivation.policyBehind(attribute).stream()
        .filter(nested::containsKey)
        .map(nested::get)
        .findFirst()
        .orElseGet(() -> dialect.quotedName(attribute.name()));
  }

  /**
   * A SELECT that gives every column of the table, then {@code policy.x} for each nested policy,
   * {@code rule} and {@code segment}. The table must not have columns of these names.
   *
   * @param table its name, after those of its schemas: {@code select("lake", "accounts")}
   */
  public String select(String... table) {
    if (table.length == 0) {
      throw new IllegalArgumentException("a SELECT needs a table");
    }
    String from = Arrays.stream(table).map(dialect::quotedName).collect(Collectors.joining("."));
    Map<String, String> nested = new HashMap<>();
    String alias = "a0";
    String sql = from + " AS " + alias;
    for (Map.Entry<String, SegmentationPolicy> each : policy.policies().entrySet()) {
      SegmentationPolicy one = each.getValue();
      String name = dialect.quotedName(Derivation.resultOf(each.getKey()).name());
      String inner = layer(alias, cases(one, Rule::segment, one.otherwise(), nested), name, sql);
      nested.put(each.getKey(), name);
      alias = "a" + nested.size();
      sql = "(\n" + inner + "\n) AS " + alias;
    }
    String rule = dialect.quotedName(RULE);
    String rules = layer(alias, cases(policy, Rule::id, Rule.OTHERWISE, nested), rule, sql);
    return layer(
        "r", segments("r." + rule), dialect.quotedName(SEGMENT), "(\n" + rules + "\n) AS r");
  }

  private static String layer(String alias, String expression, String name, String from) {
    return "SELECT " + alias + ".*, " + expression + " AS " + name + "\nFROM " + from;
  }

  /** Ids of rules are unique, so a segment follows from one. */
  private String segments(String rule) {
    if (policy.rules().isEmpty()) {
      return dialect.quotedText(policy.otherwise());
    }
    StringBuilder out = new StringBuilder("CASE ").append(rule);
    for (Rule each : policy.rules()) {
      out.append("\n  WHEN ")
          .append(dialect.quotedText(each.id()))
          .append(" THEN ")
          .append(dialect.quotedText(each.segment()));
    }
    return out.append("\n  ELSE ")
        .append(dialect.quotedText(policy.otherwise()))
        .append("\nEND")
        .toString();
  }

  /** A CREATE TABLE with the columns that the policy reads. */
  public String createTable(String... table) {
    return columns.stream()
        .map(column -> "  " + dialect.quotedName(column.name()) + " " + column.type())
        .collect(
            Collectors.joining(
                ",\n",
                "CREATE TABLE "
                    + Arrays.stream(table).map(dialect::quotedName).collect(Collectors.joining("."))
                    + " (\n",
                "\n)"));
  }

  @Override
  public String toString() {
    return "PolicySql(" + policy + ", " + dialect.code() + ")";
  }
}
