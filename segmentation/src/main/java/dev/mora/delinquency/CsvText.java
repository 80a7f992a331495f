package dev.mora.delinquency;

import dev.mora.money.Money;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.StringJoiner;

/** Machine CSV, line by line: {@code \n} behind each, amounts at the currency's scale. */
final class CsvText {

  private final Appendable out;

  CsvText(Appendable out) {
    this.out = out;
  }

  /**
   * @throws UncheckedIOException if the target refuses
   */
  void line(Object... cells) {
    StringJoiner line = new StringJoiner(",", "", "\n");
    for (Object cell : cells) {
      line.add(field(text(cell)));
    }
    try {
      out.append(line.toString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String text(Object cell) {
    if (cell instanceof Optional<?> optional) {
      return optional.map(CsvText::text).orElse("");
    }
    if (cell instanceof OptionalInt number) {
      return number.isPresent() ? Integer.toString(number.getAsInt()) : "";
    }
    if (cell instanceof Money money) {
      return money.amount().toPlainString();
    }
    return cell instanceof BigDecimal number ? number.toPlainString() : cell.toString();
  }

  /** Quoted where RFC 4180 asks for it, or where spaces at its ends would be lost. */
  private static String field(String text) {
    boolean plain =
        text.equals(text.strip()) && text.chars().noneMatch(c -> c == ',' || c == '"' || c < ' ');
    return plain ? text : '"' + text.replace("\"", "\"\"") + '"';
  }
}
