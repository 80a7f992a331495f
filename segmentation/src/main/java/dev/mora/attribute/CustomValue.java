package dev.mora.attribute;

import dev.mora.money.Money;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Currency;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A column of the host, read as the type that a policy declares for it. Flags are {@code true},
 * {@code false}, {@code 1}, {@code 0}; sets are joined by {@code ;}; an amount without a code is in
 * the case's currency.
 */
record CustomValue(long lane, @Nullable Object beside) {

  /** Empty if the text is not a value of the type. */
  static Optional<CustomValue> parse(
      Attribute<?> attribute, String text, @Nullable Currency currency) {
    try {
      return Optional.of(parse(attribute.type(), text.strip(), currency));
    } catch (IllegalArgumentException | ArithmeticException e) {
      return Optional.empty();
    }
  }

  private static CustomValue parse(AttributeType type, String text, @Nullable Currency currency) {
    return switch (type) {
      case TEXT -> of(Form.TEXT, text);
      case NUMBER, PERCENT -> of(Form.DECIMAL, new BigDecimal(text));
      case DAYS -> of(Form.WHOLE, Integer.valueOf(text));
      case COUNT -> of(Form.WHOLE, count(text));
      case FLAG -> of(Form.FLAG, flag(text));
      case MONEY -> of(Form.MONEY, money(text, currency));
      case SET ->
          of(
              Form.SET,
              new TreeSet<>(
                  Arrays.stream(text.split(";"))
                      .map(String::strip)
                      .filter(name -> !name.isEmpty())
                      .toList()));
    };
  }

  private static <T> CustomValue of(Form<T> form, T value) {
    return new CustomValue(form.lane(value), form.beside(value));
  }

  private static int count(String text) {
    int count = Integer.parseInt(text);
    if (count < 0) {
      throw new IllegalArgumentException("not a count");
    }
    return count;
  }

  private static boolean flag(String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "true", "1" -> true;
      case "false", "0" -> false;
      default -> throw new IllegalArgumentException("not a flag");
    };
  }

  private static Money money(String text, @Nullable Currency currency) {
    if (text.indexOf(' ') > 0) {
      return Money.parse(text);
    }
    if (currency == null) {
      throw new IllegalArgumentException("no currency");
    }
    return Money.of(new BigDecimal(text), currency);
  }
}
