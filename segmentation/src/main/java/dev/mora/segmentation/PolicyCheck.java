package dev.mora.segmentation;

import dev.mora.attribute.Attribute;
import dev.mora.attribute.Condition;
import dev.mora.json.Nearest;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What can be told of a policy by reading it alone. Sound but not complete: each finding is true,
 * and a policy without findings may still have rules that no case ever reaches.
 */
final class PolicyCheck {

  private final SegmentationPolicy policy;
  private final List<Finding> findings = new ArrayList<>();

  private PolicyCheck(SegmentationPolicy policy) {
    this.policy = policy;
  }

  static List<Finding> of(SegmentationPolicy policy) {
    PolicyCheck check = new PolicyCheck(policy);
    List<Rule> before = new ArrayList<>();
    for (Rule rule : policy.rules()) {
      check.rule(rule, before);
      before.add(rule);
    }
    return List.copyOf(check.findings);
  }

  private void rule(Rule rule, List<Rule> before) {
    taker(rule, before)
        .ifPresent(
            earlier ->
                add(
                    Finding.Kind.UNREACHABLE,
                    rule,
                    "rule "
                        + earlier.id()
                        + " takes every case that this rule could: it is never reached"));
    if (rule.when().isEmpty()) {
      return;
    }
    Condition when = rule.when().get();
    Room.contradiction(joint(when))
        .ifPresent(
            attribute ->
                add(
                    Finding.Kind.NEVER_TRUE,
                    rule,
                    "the tests of " + attribute + " cannot hold together: no case fits"));
    for (Attribute<?> attribute : when.reads()) {
      if (attribute.isProtected()) {
        add(
            Finding.Kind.PROTECTED,
            rule,
            attribute + " is protected: see that it does not lead to harsher treatment");
      }
      if (Set.of("loan", "borrower").contains(attribute.name().split("\\.", 2)[0])
          && attribute.name().indexOf('.') > 0
          && !policy.declared().containsKey(attribute.name())) {
        Nearest.to(attribute.name(), policy.declared().keySet())
            .ifPresent(
                near ->
                    add(
                        Finding.Kind.UNDECLARED,
                        rule,
                        attribute + " is not declared; did you mean " + near + "?"));
      }
    }
  }

  /** Who fulfils all of more tests also fulfils all of fewer. */
  private static Optional<Rule> taker(Rule rule, List<Rule> before) {
    Set<Condition> ours = rule.when().map(PolicyCheck::joint).orElse(Set.of());
    return before.stream()
        .filter(earlier -> earlier.when().map(w -> ours.containsAll(joint(w))).orElse(true))
        .findFirst();
  }

  /** The conditions that must all hold, with nested alls laid open. */
  private static Set<Condition> joint(Condition condition) {
    Set<Condition> result = new LinkedHashSet<>();
    if (condition instanceof Condition.All all) {
      all.conditions().forEach(part -> result.addAll(joint(part)));
    } else {
      result.add(condition);
    }
    return result;
  }

  private void add(Finding.Kind kind, Rule rule, String message) {
    findings.add(
        new Finding(
            kind,
            Finding.Level.WARNING,
            rule.id(),
            List.of(),
            Optional.empty(),
            new Said(message, message, message)));
  }
}
