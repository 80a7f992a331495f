package dev.mora.attribute;

import java.math.BigDecimal;
import java.util.List;

/** Whether a comparison makes sense for an attribute: the rules that hold for JSON and Java. */
final class Sense {

  private Sense() {}

  static void check(Attribute<?> attribute, Comparison comparison, Truth onUnknown) {
    if (comparison instanceof Comparison.Known) {
      if (onUnknown != Truth.UNKNOWN) {
        throw wrong(attribute, "known is never unknown: leave onUnknown out");
      }
      return;
    }
    if (!allows(attribute.type(), comparison)) {
      throw wrong(
          attribute,
          comparison.code() + " makes no sense for a value of type " + attribute.type().code());
    }
    List<Operand> operands = comparison.operands();
    for (Operand operand : operands) {
      checkOperand(attribute, operand);
    }
    if (attribute.type() == AttributeType.MONEY
        && operands.stream().map(Sense::currency).distinct().count() > 1) {
      throw wrong(attribute, "amounts of one test must be of one currency");
    }
    if (comparison instanceof Comparison.Between between
        && operands.size() == 2
        && Lane.of(attribute.type(), operands.get(0))
            > Lane.of(attribute.type(), operands.get(1))) {
      throw wrong(
          attribute,
          "from "
              + between.from().orElseThrow()
              + " is more than to "
              + between.to().orElseThrow());
    }
  }

  static boolean allows(AttributeType type, Comparison comparison) {
    if (comparison instanceof Comparison.Is
        || comparison instanceof Comparison.IsNot
        || comparison instanceof Comparison.Known) {
      return true;
    }
    if (comparison instanceof Comparison.In || comparison instanceof Comparison.NotIn) {
      return type != AttributeType.FLAG;
    }
    return type.isOrdered();
  }

  private static void checkOperand(Attribute<?> attribute, Operand operand) {
    AttributeType type = attribute.type();
    boolean fits =
        switch (type) {
          case TEXT, SET -> operand instanceof Operand.Text;
          case MONEY -> operand instanceof Operand.Amount;
          case FLAG -> operand instanceof Operand.Flag;
          case NUMBER, PERCENT, DAYS, COUNT ->
              operand instanceof Operand.Number number && fits(type, number.value());
        };
    if (!fits) {
      throw wrong(attribute, "expected a value of type " + type.code() + ", found " + operand);
    }
    if (operand instanceof Operand.Text text
        && !attribute.vocabulary().isEmpty()
        && !attribute.vocabulary().contains(text.value())) {
      throw wrong(
          attribute, "expected one of " + attribute.vocabulary() + ", found " + text.value());
    }
  }

  private static boolean fits(AttributeType type, BigDecimal value) {
    return type.isWhole()
        ? value.scale() <= 0 && value.abs().compareTo(BigDecimal.valueOf(Integer.MAX_VALUE)) <= 0
        : Lane.holds(value);
  }

  private static String currency(Operand operand) {
    return operand instanceof Operand.Amount amount
        ? amount.money().currency().getCurrencyCode()
        : "";
  }

  private static IllegalArgumentException wrong(Attribute<?> attribute, String why) {
    return new IllegalArgumentException(attribute.name() + ": " + why);
  }
}
