package dev.mora.attribute;

import dev.mora.money.Money;
import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * How values lie in a long: days and counts as they are, amounts in minor units, flags as 0 and 1,
 * numbers and percentages in millionths. One form for facts and limits keeps comparison to one
 * instruction, and is what a column would hold.
 */
final class Lane {

  static final int DECIMALS = 6;

  /** Before the point; more could not be held, and 1e99999999 would take minutes to write out. */
  private static final int DIGITS = 13;

  private Lane() {}

  /**
   * @throws ArithmeticException if it has more decimals, or more than 12 digits before them
   */
  static long ofDecimal(BigDecimal value) {
    BigDecimal plain = value.stripTrailingZeros();
    if (plain.scale() > DECIMALS || (long) plain.precision() - plain.scale() > DIGITS) {
      throw new ArithmeticException("no lane holds it");
    }
    return plain.setScale(DECIMALS, RoundingMode.UNNECESSARY).unscaledValue().longValueExact();
  }

  static BigDecimal decimal(long lane) {
    BigDecimal value = BigDecimal.valueOf(lane, DECIMALS).stripTrailingZeros();
    return value.scale() < 0 ? value.setScale(0) : value;
  }

  static boolean holds(BigDecimal value) {
    try {
      ofDecimal(value);
      return true;
    } catch (ArithmeticException e) {
      return false;
    }
  }

  static long ofFlag(boolean value) {
    return value ? 1 : 0;
  }

  /** The lane of an ordered value or a flag. */
  static long of(AttributeType type, Operand value) {
    if (value instanceof Operand.Amount amount) {
      return amount.money().minorUnits();
    }
    if (value instanceof Operand.Flag flag) {
      return ofFlag(flag.value());
    }
    if (value instanceof Operand.Number number) {
      return type.isWhole() ? number.value().longValueExact() : ofDecimal(number.value());
    }
    throw new IllegalArgumentException("not an ordered value: " + value);
  }

  static long of(Money money) {
    return money.minorUnits();
  }
}
