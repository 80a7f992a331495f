package dev.mora.segmentation;

import dev.mora.attribute.Attribute;
import dev.mora.attribute.Attributes;
import dev.mora.attribute.CaseFacts;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a policy works out for itself before its rules are asked: arms of experiments, then the
 * segments of nested policies, each from the earlier ones. A value that the case brings stays.
 */
final class Derivation {

  static final String DEBTOR_TYPE = "debtorType";

  private final Map<Attribute<String>, Experiment> experiments = new LinkedHashMap<>();
  private final Map<String, SegmentationPolicy> policies;

  Derivation(Map<String, Experiment> experiments, Map<String, SegmentationPolicy> policies) {
    experiments.forEach((name, one) -> this.experiments.put(armOf(name), one));
    this.policies = policies;
  }

  static Attribute<String> armOf(String experiment) {
    return Attribute.text("experiment." + experiment);
  }

  static Attribute<String> resultOf(String policy) {
    return Attribute.text("policy." + policy);
  }

  Map<String, SegmentationPolicy> policies() {
    return policies;
  }

  Set<String> experiments() {
    Set<String> names = new LinkedHashSet<>();
    experiments.values().forEach(each -> names.add(each.name()));
    return names;
  }

  /** Names of nested policies whose result the attribute is; at most one. */
  static List<String> policyBehind(Attribute<?> attribute) {
    if (attribute.equals(Attributes.DEBTOR_TYPE)) {
      return List.of(DEBTOR_TYPE);
    }
    return attribute.name().startsWith("policy.")
        ? List.of(attribute.name().substring("policy.".length()))
        : List.of();
  }

  boolean isNothing() {
    return experiments.isEmpty() && policies.isEmpty();
  }

  /** The facts must be of the policy's registry. */
  CaseFacts apply(CaseFacts facts) {
    CaseFacts result = arms(facts);
    for (Map.Entry<String, SegmentationPolicy> each : policies.entrySet()) {
      boolean debtorType =
          each.getKey().equals(DEBTOR_TYPE) && !result.knows(Attributes.DEBTOR_TYPE);
      Attribute<String> attribute = resultOf(each.getKey());
      if (result.knows(attribute) && !debtorType) {
        continue;
      }
      Segmentation nested = each.getValue().compiled();
      String segment = nested.segmentOf(nested.ruleFor(result));
      CaseFacts.Builder more = result.toBuilder();
      if (!result.knows(attribute)) {
        more.set(attribute, segment);
      }
      if (debtorType) {
        more.set(Attributes.DEBTOR_TYPE, segment);
      }
      result = more.build();
    }
    return result;
  }

  private CaseFacts arms(CaseFacts facts) {
    if (experiments.isEmpty() || facts.borrower().isEmpty()) {
      return facts;
    }
    CaseFacts.@Nullable Builder more = null;
    for (Map.Entry<Attribute<String>, Experiment> each : experiments.entrySet()) {
      if (!facts.knows(each.getKey())) {
        more = more == null ? facts.toBuilder() : more;
        more.set(each.getKey(), each.getValue().armOf(facts.borrower().orElseThrow()));
      }
    }
    return more == null ? facts : more.build();
  }
}
