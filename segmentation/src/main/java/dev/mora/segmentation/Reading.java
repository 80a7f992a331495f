package dev.mora.segmentation;

import dev.mora.attribute.Attribute;
import dev.mora.attribute.CaseFacts;
import dev.mora.attribute.Check;
import dev.mora.attribute.Comparison;
import dev.mora.attribute.Condition;
import dev.mora.attribute.Operand;
import dev.mora.attribute.Truth;
import dev.mora.language.Language;
import java.util.List;
import java.util.Optional;

/**
 * One test of a rule with the value that it read.
 *
 * @param value as the attribute's Java type; empty if unknown
 * @param truth what the test said, {@code onUnknown} taken into account
 * @param comparable whether there was a value of the right currency to compare
 */
public record Reading(
    Condition.Test test, Optional<Object> value, Truth truth, boolean comparable) {

  static Reading of(Condition.Test test, CaseFacts facts) {
    Truth truth = Check.of(test, facts.attributes()).on(facts);
    Optional<Object> value = facts.value(test.attribute().name());
    List<Operand> operands = test.comparison().operands();
    if (operands.isEmpty() || !(operands.get(0) instanceof Operand.Amount amount)) {
      return new Reading(test, value, truth, value.isPresent());
    }
    Optional<Object> same =
        facts.amount(test.attribute(), amount.money().currency()).map(Object.class::cast);
    return new Reading(test, same.isPresent() ? same : value, truth, same.isPresent());
  }

  public Attribute<?> attribute() {
    return test.attribute();
  }

  /** {@code 16 días de mora (1-30)}. */
  public String in(Language language) {
    Attribute<?> attribute = test.attribute();
    if (value.isEmpty()) {
      String missing =
          language.pick("sin dato: ", "sem dado: ", "unknown: ") + attribute.description(language);
      return missing + aside(taken(language));
    }
    String said = attribute.sayAny(value.get(), language);
    if (test.comparison() instanceof Comparison.Known) {
      return said + aside(language.pick("hay dato", "há dado", "known"));
    }
    if (!comparable) {
      String code = Limits.currency(test.comparison());
      String not =
          language.pick(
              "no comparable con " + code,
              "não comparável com " + code,
              "not comparable with " + code);
      String taken = taken(language);
      return said + aside(taken.isEmpty() ? not : not + ", " + taken);
    }
    return said + aside(Limits.of(test, truth, language));
  }

  private String taken(Language language) {
    return switch (test.onUnknown()) {
      case TRUE -> language.pick("cuenta como sí", "conta como sim", "counts as yes");
      case FALSE -> language.pick("cuenta como no", "conta como não", "counts as no");
      case UNKNOWN -> "";
    };
  }

  private static String aside(String words) {
    return words.isEmpty() ? "" : " (" + words + ")";
  }

  /** Without the value. */
  @Override
  public String toString() {
    return "Reading(" + attribute() + ", " + truth + ")";
  }
}
