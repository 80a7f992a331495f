package dev.mora.attribute;

import dev.mora.language.Language;
import dev.mora.money.Money;
import java.util.Currency;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How values read in an explanation. */
final class Wording {

  private Wording() {}

  static String of(long lane, @Nullable Object beside, AttributeType type, Language language) {
    if (beside instanceof Purse purse) {
      return String.join(" + ", purse.amounts().stream().map(language::amount).toList());
    }
    return switch (type) {
      case TEXT -> quietly(Form.TEXT.value(lane, beside));
      case SET -> language.list(List.copyOf(Form.SET.value(lane, beside)));
      case DAYS, COUNT -> Long.toString(lane);
      case NUMBER -> language.number(Lane.decimal(lane));
      case PERCENT -> language.percent(Lane.decimal(lane));
      case FLAG -> language.flag(lane != 0);
      case MONEY ->
          beside instanceof Currency currency
              ? language.amount(Money.ofMinor(currency, lane))
              : Long.toString(lane);
    };
  }

  static String of(Operand operand, AttributeType type, Language language) {
    if (operand instanceof Operand.Text text) {
      return quietly(text.value());
    }
    if (operand instanceof Operand.Amount amount) {
      return language.amount(amount.money());
    }
    if (operand instanceof Operand.Flag flag) {
      return language.flag(flag.value());
    }
    if (operand instanceof Operand.Number number) {
      return switch (type) {
        case DAYS, COUNT -> number.value().toPlainString();
        case PERCENT -> language.percent(number.value());
        default -> language.number(number.value());
      };
    }
    throw new IllegalArgumentException("not an operand: " + operand);
  }

  /** An empty text would vanish from the sentence. */
  private static String quietly(String text) {
    return text.isEmpty() ? "\"\"" : text;
  }
}
