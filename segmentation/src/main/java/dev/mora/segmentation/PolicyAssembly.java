package dev.mora.segmentation;

import dev.mora.attribute.Attribute;
import dev.mora.attribute.Attributes;
import dev.mora.attribute.Condition;
import dev.mora.json.Nearest;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Joins the parts of a policy: one registry for all of them, nested policies in the order in which
 * they can be asked, and every condition on the registry's own attributes, whose vocabularies they
 * are held against.
 */
final class PolicyAssembly {

  private final SegmentationPolicy.Builder parts;
  private final Map<String, SegmentationPolicy.Builder> nested;
  private Attributes attributes;

  PolicyAssembly(SegmentationPolicy.Builder parts) {
    this.parts = parts;
    nested = parts.policies();
    attributes = parts.attributes();
  }

  /**
   * @throws IllegalArgumentException if something is read that nothing gives
   */
  Assembled assemble() {
    Set<Attribute<?>> reads = new LinkedHashSet<>(parts.reads());
    nested.values().forEach(each -> reads.addAll(each.reads()));
    for (Attribute<?> attribute : reads) {
      require(attribute, "policy.", nested.keySet(), "a nested policy of this one");
      require(attribute, "experiment.", parts.experiments().keySet(), "one of its experiments");
    }
    for (Experiment each : parts.experiments().values()) {
      attributes = attributes.oneOf("experiment." + each.name(), each.armNames());
    }
    Map<String, Set<String>> readsOf = new LinkedHashMap<>();
    nested.forEach((name, each) -> readsOf.put(name, siblings(each.reads(), nested.keySet())));
    List<String> order = NestedOrder.of(readsOf);
    for (String name : order) {
      attributes = attributes.oneOf("policy." + name, segments(part(name)));
    }
    for (Attribute<?> attribute : reads) {
      attributes = attributes.with(attribute);
    }
    parts.guarded().forEach(this::guard);
    Map<String, SegmentationPolicy> policies = new LinkedHashMap<>();
    for (String name : order) {
      policies.put(name, inner(name, part(name)));
    }
    return assembled(parts, policies);
  }

  /** With what ranks by it. */
  private void guard(String name) {
    attributes = attributes.guarded(name);
    if (attributes.find("percentile." + name).isPresent()) {
      attributes = attributes.guarded("percentile." + name);
    }
  }

  private SegmentationPolicy.Builder part(String name) {
    return Objects.requireNonNull(nested.get(name), name);
  }

  /** What a finished policy is made of. */
  record Assembled(
      Attributes attributes,
      Map<String, SegmentationPolicy> policies,
      List<Rule> rules,
      Optional<DecisionTable> table,
      Map<String, Hold> holds) {}

  /** The other policies that these attributes come from. */
  static Set<String> siblings(Collection<Attribute<?>> reads, Set<String> policies) {
    Set<String> result = new LinkedHashSet<>();
    for (Attribute<?> attribute : reads) {
      Derivation.policyBehind(attribute).stream().filter(policies::contains).forEach(result::add);
    }
    return result;
  }

  private SegmentationPolicy inner(String name, SegmentationPolicy.Builder each) {
    return new SegmentationPolicy(
        each.named(name, parts.version()).unit(parts.unit()), assembled(each, Map.of()));
  }

  private Assembled assembled(
      SegmentationPolicy.Builder each, Map<String, SegmentationPolicy> policies) {
    Optional<DecisionTable> table = each.table().map(this::bound);
    List<Rule> rules =
        table
            .map(DecisionTable::rules)
            .orElseGet(() -> each.rules().stream().map(this::bound).toList());
    requireListed(each, rules);
    Map<String, Hold> holds = new LinkedHashMap<>();
    if (!each.holds().isEmpty() && rules.stream().anyMatch(one -> one.id().equals(Rule.HOLD))) {
      throw new IllegalArgumentException(
          "a rule must not be called " + Rule.HOLD + " where segments are held");
    }
    each.holds()
        .forEach(
            (segment, hold) -> {
              if (!segments(each).contains(segment)) {
                throw new IllegalArgumentException(
                    "a hold of "
                        + segment
                        + ", which is no segment of this policy"
                        + meant(segment, segments(each)));
              }
              holds.put(segment, bound(hold));
            });
    return new Assembled(attributes, policies, rules, table, holds);
  }

  private static void requireListed(SegmentationPolicy.Builder each, List<Rule> rules) {
    List<String> listed = each.declaredSegments();
    if (listed.isEmpty()) {
      return;
    }
    Set<String> known = new LinkedHashSet<>(listed);
    for (String segment : segments(each)) {
      if (!known.contains(segment)) {
        String rule =
            rules.stream()
                .filter(one -> one.segment().equals(segment))
                .map(one -> "rule " + one.id())
                .findFirst()
                .orElse(Rule.OTHERWISE);
        throw new IllegalArgumentException(
            "segment "
                + segment
                + " of "
                + rule
                + " is not among the segments listed"
                + meant(segment, listed));
      }
    }
  }

  static List<String> segments(SegmentationPolicy.Builder each) {
    Set<String> result = new LinkedHashSet<>();
    each.table()
        .map(DecisionTable::rules)
        .orElse(each.rules())
        .forEach(rule -> result.add(rule.segment()));
    each.otherwise().ifPresent(result::add);
    return List.copyOf(result);
  }

  private static void require(
      Attribute<?> attribute, String family, Set<String> known, String expected) {
    if (!attribute.name().startsWith(family)) {
      return;
    }
    String name = attribute.name().substring(family.length());
    if (!known.contains(name)) {
      throw new IllegalArgumentException(
          attribute + " is read, but " + name + " is not " + expected + meant(name, known));
    }
  }

  private static String meant(String name, Collection<String> candidates) {
    return Nearest.to(name, candidates).map(near -> "; did you mean " + near + "?").orElse("");
  }

  // --- the same conditions on this registry

  private Rule bound(Rule rule) {
    return new Rule(rule.id(), rule.segment(), rule.when().map(this::bound));
  }

  private Hold bound(Hold hold) {
    return new Hold(hold.days(), hold.runs(), hold.unless().map(this::bound), hold.staysOnCure());
  }

  private DecisionTable bound(DecisionTable table) {
    List<DecisionTable.Column> columns = new ArrayList<>();
    for (DecisionTable.Column column : table.columns()) {
      columns.add(new DecisionTable.Column(ours(column.attribute()), column.currency()));
    }
    List<DecisionTable.Row> rows = new ArrayList<>();
    for (DecisionTable.Row row : table.rows()) {
      rows.add(
          new DecisionTable.Row(
              row.id(),
              row.cells().stream().map(cell -> cell.map(this::bound)).toList(),
              row.segment()));
    }
    return new DecisionTable(table.hit(), columns, rows, table.priority());
  }

  private Condition bound(Condition condition) {
    if (condition instanceof Condition.All all) {
      return new Condition.All(all.conditions().stream().map(this::bound).toList());
    }
    if (condition instanceof Condition.Any any) {
      return new Condition.Any(any.conditions().stream().map(this::bound).toList());
    }
    if (condition instanceof Condition.Not not) {
      return new Condition.Not(bound(not.condition()));
    }
    return bound((Condition.Test) condition);
  }

  private Condition.Test bound(Condition.Test test) {
    return new Condition.Test(ours(test.attribute()), test.comparison(), test.onUnknown());
  }

  private Attribute<?> ours(Attribute<?> attribute) {
    return attributes.find(attribute.name()).orElseThrow();
  }
}
