package dev.mora.segmentation;

import dev.mora.attribute.Attribute;
import dev.mora.attribute.Operand;
import dev.mora.json.JsonNumber;
import dev.mora.json.JsonObject;
import dev.mora.json.JsonString;
import dev.mora.json.JsonValue;
import dev.mora.money.Money;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Reads what a test compares with, strictly by the attribute's type: amounts stand in quotes,
 * numbers do not.
 *
 * @param currency empty if no amount is compared
 */
record OperandDocument(Attribute<?> attribute, String currency) {

  void checkCurrency(JsonObject test) {
    if (!currency.isEmpty()) {
      try {
        Money.zero(Money.currencyOf(currency));
      } catch (IllegalArgumentException e) {
        JsonValue at = test.value("currency");
        throw at.invalid(at.describe(), "an ISO 4217 currency code such as MXN");
      }
    }
  }

  List<Operand> readList(JsonValue value) {
    List<Operand> operands = new ArrayList<>();
    Set<Operand> seen = new HashSet<>();
    for (JsonValue item : value.asArray().values()) {
      Operand operand = read(item);
      if (!seen.add(operand)) {
        throw item.invalid(item.describe(), "each value once");
      }
      operands.add(operand);
    }
    if (operands.isEmpty()) {
      throw value.invalid("an empty array", "at least one value");
    }
    return operands;
  }

  Operand read(JsonValue value) {
    return switch (attribute.type()) {
      case TEXT, SET -> text(value);
      case FLAG -> Operand.of(value.asBoolean());
      case DAYS, COUNT -> {
        if (!(value instanceof JsonNumber)) {
          throw value.invalid(value.describe(), "a whole number without quotes");
        }
        yield Operand.of(value.asInt());
      }
      case NUMBER, PERCENT -> number(value);
      case MONEY -> amount(value);
    };
  }

  private Operand text(JsonValue value) {
    String text = value.asString();
    List<String> vocabulary = attribute.vocabulary();
    if (!vocabulary.isEmpty() && !vocabulary.contains(text)) {
      throw value.invalid(value.describe(), "one of " + String.join(", ", vocabulary), vocabulary);
    }
    return Operand.of(text);
  }

  private static Operand number(JsonValue value) {
    if (!(value instanceof JsonNumber number)) {
      throw value.invalid(value.describe(), "a number without quotes");
    }
    BigDecimal decimal = number.value();
    if (decimal.stripTrailingZeros().scale() > 6 || decimal.precision() - decimal.scale() > 12) {
      throw value.invalid(
          value.describe(), "a number with at most 6 decimals and 12 digits before them");
    }
    return Operand.of(decimal);
  }

  private Operand amount(JsonValue value) {
    if (!(value instanceof JsonString)) {
      throw value.invalid(value.describe(), "an amount in quotes such as \"500.00\"");
    }
    BigDecimal decimal = value.asDecimal();
    try {
      return Operand.of(Money.of(decimal, Money.currencyOf(currency)));
    } catch (IllegalArgumentException e) {
      throw value.invalid(
          value.describe(),
          "an amount of "
              + currency
              + " with at most "
              + Money.currencyOf(currency).getDefaultFractionDigits()
              + " decimals");
    }
  }
}
