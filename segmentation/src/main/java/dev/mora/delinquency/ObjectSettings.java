package dev.mora.delinquency;

import dev.mora.json.InvalidDocument;
import dev.mora.json.JsonObject;
import dev.mora.json.JsonValue;
import java.math.BigDecimal;
import java.util.function.Supplier;

/** The settings of a policy file that are a word, or an object where a word does not say enough. */
final class ObjectSettings {

  private static final String NONE = "NONE";

  private ObjectSettings() {}

  static Basis basis(JsonValue json) {
    if (!(json instanceof JsonObject object)) {
      return Basis.of(json.asOneOf(Basis.Kind.class));
    }
    Basis.Kind kind = object.oneOf("kind", Basis.Kind.class);
    switch (kind) {
      case LAST_PAYMENT -> {
        object.only("kind", "percent");
        BigDecimal percent = decimal(object, "percent", "100");
        return within(json, "a share of an installment", () -> new Basis.LastPayment(percent));
      }
      case INSTALLMENTS_MISSED -> {
        object.only("kind", "days", "installment");
        int days = object.integerOr("days", 30);
        BigDecimal installment = decimal(object, "installment", "0");
        return within(
            json, "days of a period", () -> new Basis.InstallmentsMissed(days, installment));
      }
      default -> {
        object.only("kind");
        return Basis.of(kind);
      }
    }
  }

  /** The word alone where it says all. */
  static JsonValue basis(Basis basis) {
    String kind = basis.kind().name();
    JsonObject object = JsonObject.of().with("kind", kind);
    if (basis instanceof Basis.LastPayment by) {
      return object.with("percent", by.percent().toPlainString());
    }
    if (basis instanceof Basis.InstallmentsMissed by) {
      object = object.with("days", by.periodDays());
      return by.installment().signum() == 0
          ? object
          : object.with("installment", by.installment().toPlainString());
    }
    return word(kind);
  }

  static RestructurePolicy restructures(JsonValue json) {
    if (!(json instanceof JsonObject object)) {
      RestructurePolicy.Kind kind = json.asOneOf(RestructurePolicy.Kind.class);
      return kind == RestructurePolicy.Kind.CARRY_DAYS
          ? RestructurePolicy.carryDays(3)
          : new RestructurePolicy(kind, 0);
    }
    RestructurePolicy.Kind kind = object.oneOf("kind", RestructurePolicy.Kind.class);
    if (kind != RestructurePolicy.Kind.CARRY_DAYS) {
      object.only("kind");
      return new RestructurePolicy(kind, 0);
    }
    object.only("kind", "payments");
    int payments = object.integerOr("payments", 3);
    return within(json, "1 to 1000 payments", () -> RestructurePolicy.carryDays(payments));
  }

  static JsonValue restructures(RestructurePolicy policy) {
    return policy.kind() == RestructurePolicy.Kind.CARRY_DAYS
        ? JsonObject.of().with("kind", policy.kind().name()).with("payments", policy.payments())
        : word(policy.kind().name());
  }

  static void materiality(JsonValue json, DelinquencyPolicy.Builder b) {
    if (!(json instanceof JsonObject object)) {
      if (!json.asString().equals(NONE)) {
        throw json.invalid(json.describe(), "an object with amount and percent, or \"NONE\"");
      }
      b.noMateriality();
      return;
    }
    object.only("amount", "percent");
    BigDecimal amount = decimal(object, "amount", "0");
    BigDecimal percent = decimal(object, "percent", "0");
    b.materiality(
        within(json, "an amount and 0 to 100 percent", () -> new Materiality(amount, percent)));
  }

  static JsonObject materiality(JsonObject parent, Terms terms) {
    return terms
        .materiality()
        .map(
            m ->
                parent.with(
                    "materiality",
                    JsonObject.of()
                        .with("amount", m.amount().toPlainString())
                        .with("percent", m.percent().toPlainString())))
        .orElseGet(() -> parent.with("materiality", NONE));
  }

  private static JsonValue word(String text) {
    return JsonObject.of().with("word", text).value("word");
  }

  /** Amounts are strings, so that no reader of the file makes a binary fraction of them. */
  static BigDecimal decimal(JsonObject json, String key, String otherwise) {
    String text = json.stringOr(key, otherwise);
    if (!text.matches("\\d{1,15}(\\.\\d{1,6})?")) {
      throw json.value(key)
          .invalid(json.value(key).describe(), "a decimal in quotes such as \"0.50\"");
    }
    return new BigDecimal(text);
  }

  /** Gives a broken rule the place where it was broken. */
  static <T> T within(JsonValue where, String expected, Supplier<T> step) {
    try {
      return step.get();
    } catch (InvalidDocument e) {
      throw e;
    } catch (IllegalArgumentException e) {
      throw where.invalid(String.valueOf(e.getMessage()), expected);
    }
  }
}
