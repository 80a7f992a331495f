package dev.mora.score;

import dev.mora.attribute.Attribute;
import dev.mora.attribute.AttributeType;
import dev.mora.attribute.CaseFacts;
import dev.mora.money.Money;
import java.math.BigDecimal;
import java.util.Currency;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * An ordered attribute laid on whole numbers, on which "next to" has a meaning: days and counts as
 * they are, amounts in minor units, other numbers in millionths. An amount of another currency is
 * as good as unknown.
 */
record Axis(Attribute<?> attribute, Optional<Currency> currency) {

  Axis {
    boolean money = attribute.type() == AttributeType.MONEY;
    if (money && currency.isEmpty()) {
      throw new IllegalArgumentException(attribute + " needs a currency");
    }
    if (!money && currency.isPresent()) {
      throw new IllegalArgumentException(attribute + " is no amount: no currency");
    }
    if (!attribute.type().isOrdered()) {
      throw new IllegalArgumentException(attribute + " has no order");
    }
  }

  /** Empty for what has no order. */
  static Optional<Axis> of(Attribute<?> attribute, Optional<Currency> currency) {
    if (attribute.type().isOrdered()) {
      return Optional.of(new Axis(attribute, currency));
    }
    if (currency.isPresent()) {
      throw new IllegalArgumentException(attribute + " is no amount: no currency");
    }
    return Optional.empty();
  }

  private int decimals() {
    return switch (attribute.type()) {
      case MONEY -> currency.orElseThrow().getDefaultFractionDigits();
      case NUMBER, PERCENT -> Numbers.MOST_DECIMALS;
      default -> 0;
    };
  }

  /**
   * @throws IllegalArgumentException if the attribute has no such value
   */
  long lane(BigDecimal value) {
    try {
      return value.setScale(decimals()).unscaledValue().longValueExact();
    } catch (ArithmeticException e) {
      throw new IllegalArgumentException(
          value.toPlainString() + " has more than the " + decimals() + " decimals of " + attribute);
    }
  }

  OptionalLong lane(CaseFacts facts) {
    return value(facts).map(this::lane).map(OptionalLong::of).orElse(OptionalLong.empty());
  }

  Optional<BigDecimal> value(CaseFacts facts) {
    return currency.isPresent()
        ? facts.amount(attribute, currency.get()).map(Money::amount)
        : facts.get(attribute).map(Axis::number);
  }

  private static BigDecimal number(Object value) {
    return value instanceof Integer whole ? BigDecimal.valueOf(whole) : (BigDecimal) value;
  }

  String say(long lane) {
    String number = BigDecimal.valueOf(lane, decimals()).toPlainString();
    return currency.map(unit -> number + " " + unit.getCurrencyCode()).orElse(number);
  }
}
