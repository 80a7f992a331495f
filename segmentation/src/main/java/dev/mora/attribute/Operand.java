package dev.mora.attribute;

import dev.mora.language.Language;
import dev.mora.money.Money;
import java.math.BigDecimal;
import java.util.Objects;

/** A value that a test compares with. */
public sealed interface Operand {

  /** As a value of an attribute of this type reads. */
  default String in(Language language, AttributeType type) {
    return Wording.of(this, type, language);
  }

  /** For text attributes, and one member of a set. */
  record Text(String value) implements Operand {
    public Text {
      Objects.requireNonNull(value, "value");
    }

    @Override
    public String toString() {
      return value;
    }
  }

  /** For numbers, percentages, days and counts. Equal if the same number: 1.50 is 1.5. */
  record Number(BigDecimal value) implements Operand {
    public Number {
      value = value.stripTrailingZeros();
      if (value.scale() < 0) {
        value = value.setScale(0);
      }
    }

    @Override
    public String toString() {
      return value.toPlainString();
    }
  }

  record Amount(Money money) implements Operand {
    public Amount {
      Objects.requireNonNull(money, "money");
    }

    @Override
    public String toString() {
      return money.toString();
    }
  }

  record Flag(boolean value) implements Operand {
    @Override
    public String toString() {
      return Boolean.toString(value);
    }
  }

  static Operand of(String value) {
    return new Text(value);
  }

  static Operand of(long value) {
    return new Number(BigDecimal.valueOf(value));
  }

  static Operand of(BigDecimal value) {
    return new Number(value);
  }

  static Operand of(Money value) {
    return new Amount(value);
  }

  static Operand of(boolean value) {
    return new Flag(value);
  }
}
