package dev.mora.segmentation;

import dev.mora.attribute.Attribute;
import dev.mora.attribute.Attributes;
import dev.mora.attribute.CaseFacts;
import dev.mora.language.Language;
import dev.mora.money.Money;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * A made-up case that shows what a finding says. What it does not name is unknown in it, and plays
 * no part. Immutable.
 */
public final class ExampleCase {

  private final Map<Attribute<?>, Object> values;
  private final Set<Attribute<?>> missing;
  private final Set<Attribute<?>> others;
  private final CaseFacts facts;
  private final String segment;

  private ExampleCase(
      Map<Attribute<?>, Object> values,
      Set<Attribute<?>> missing,
      Set<Attribute<?>> others,
      CaseFacts facts,
      String segment) {
    this.values = Collections.unmodifiableMap(values);
    this.missing = missing;
    this.others = others;
    this.facts = facts;
    this.segment = segment;
  }

  /**
   * @param values by attribute; several amounts as a list
   * @param missing what must be unknown
   * @param others of which the text stands for any that the policy does not name
   */
  static ExampleCase of(
      Questions questions,
      Map<Attribute<?>, Object> values,
      Set<Attribute<?>> missing,
      Set<Attribute<?>> others) {
    CaseFacts facts = facts(questions.policy().attributes(), values);
    return new ExampleCase(
        new LinkedHashMap<>(values), missing, others, facts, questions.segmentOf(facts));
  }

  @SuppressWarnings("unchecked") // a list stands for an amount in several currencies alone
  static CaseFacts facts(Attributes attributes, Map<Attribute<?>, Object> values) {
    CaseFacts.Builder facts = CaseFacts.builder(attributes);
    values.forEach(
        (attribute, value) -> {
          if (value instanceof List<?> amounts) {
            facts.amounts((Attribute<Money>) attribute, (List<Money>) amounts);
          } else {
            facts.setAny(attribute, value);
          }
        });
    return facts.build();
  }

  /** The case as the policy reads one. */
  public CaseFacts facts() {
    return facts;
  }

  /** Where the policy puts it. */
  public String segment() {
    return segment;
  }

  /** The attributes that it takes to be unknown. */
  public Set<Attribute<?>> missing() {
    return missing;
  }

  /** {@code 16 días de mora, saldo 500.00 MXN, sin dato: puntaje de crédito}. */
  public String in(Language language) {
    List<String> parts = new ArrayList<>();
    for (Attribute<?> attribute : values.keySet()) {
      parts.add(say(attribute, language));
    }
    if (!missing.isEmpty()) {
      parts.add(
          language.pick("sin dato: ", "sem dado: ", "unknown: ")
              + String.join(", ", missing.stream().map(one -> one.description(language)).toList()));
    }
    return parts.isEmpty()
        ? language.pick("cualquier caso", "qualquer caso", "any case")
        : String.join(", ", parts);
  }

  private String say(Attribute<?> attribute, Language language) {
    if (others.contains(attribute)) {
      return attribute.description(language) + language.pick(": otro", ": outro", ": another");
    }
    return Set.of().equals(values.get(attribute))
        ? attribute.description(language) + language.pick(": ninguno", ": nenhum", ": none")
        : facts.say(attribute, language).orElse("");
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ExampleCase that
        && values.equals(that.values)
        && missing.equals(that.missing)
        && segment.equals(that.segment);
  }

  @Override
  public int hashCode() {
    return Objects.hash(values, missing, segment);
  }

  @Override
  public String toString() {
    return in(Language.EN);
  }
}
