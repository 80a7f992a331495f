package dev.mora.template;

import dev.mora.money.Money;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How a lender writes the amounts of one currency, said by an example of one million two hundred
 * thirty-four thousand five hundred sixty-seven:
 *
 * <pre>{@code
 * MoneyStyle.of("PYG", "₲ 1.234.567")
 * MoneyStyle.of("COP", "$1.234.567").in("es_CO")     // cents are written only where there are some
 * MoneyStyle.of("INR", "Rs. 12,34,567.50")
 * }</pre>
 *
 * <p>An amount keeps all its digits: an example without decimals leaves out those that are all
 * zero, no others. Immutable and safe for threads.
 */
public final class MoneyStyle {

  private static final Pattern EXAMPLE =
      Pattern.compile("([^0-9]*)([0-9](?:.*[0-9])?)((?![.,'])[^0-9]*)");
  private static final Pattern DIGITS =
      Pattern.compile(
          "1(?<w>[.,' ]?)234\\k<w>567(?<wd>[.,])?(?<wf>50*)?"
              + "|12(?<i>[.,' ])34\\k<i>567(?<id>[.,])?(?<if>50*)?");
  private static final int LONGEST = 16;

  private final Currency currency;
  private final String language;
  private final String positive;
  private final int positiveFrom;
  private final String negative;
  private final int negativeFrom;
  private final int digits;
  private final NumberShape shape;
  private final boolean keepZeroDecimals;

  private MoneyStyle(Currency currency, String language, String positive, String negative) {
    this.currency = currency;
    this.language = language;
    this.positive = positive;
    this.negative = negative;
    positiveFrom = matched(currency, positive).start(2);
    negativeFrom = matched(currency, negative).start(2);
    digits = part(currency, positive, 2).length();
    Matcher read = digits(currency, positive);
    boolean indian = read.group("i") != null;
    String group = indian ? read.group("i") : read.group("w");
    String decimal = indian ? read.group("id") : read.group("wd");
    keepZeroDecimals = decimal != null;
    shape =
        new NumberShape(decimal != null ? decimal : group.equals(".") ? "," : ".", group, indian);
  }

  /**
   * A negative amount has {@code -} in front.
   *
   * @throws IllegalArgumentException if the currency is unknown or the example cannot be read
   */
  public static MoneyStyle of(String currency, String example) {
    return of(currency, example, "-" + example);
  }

  /**
   * @param negativeExample the same number with a minus, such as {@code $-1.234.567}
   * @throws IllegalArgumentException if the currency is unknown, an example cannot be read, or both
   *     differ in more than sign and place of the symbol
   */
  public static MoneyStyle of(String currency, String example, String negativeExample) {
    Currency unit = Money.zero(Money.currencyOf(currency)).currency();
    String positive = CleanText.of(example);
    String negative = CleanText.of(negativeExample);
    if (!part(unit, positive, 2).equals(part(unit, negative, 2)) || positive.equals(negative)) {
      throw new Misfit(
          negativeExample, "the same digits as in " + example + ", with a minus", List.of());
    }
    return new MoneyStyle(unit, "", positive, negative);
  }

  /**
   * The same, for texts in this language only.
   *
   * @param language {@code es} or {@code es_PY}
   */
  public MoneyStyle in(String language) {
    return new MoneyStyle(currency, Languages.normal(language), positive, negative);
  }

  public Currency currency() {
    return currency;
  }

  /** {@code es} or {@code es_PY}; empty for all languages. */
  public String language() {
    return language;
  }

  /** How 1234567 is written. */
  public String example() {
    return positive;
  }

  /** How -1234567 is written. */
  public String negativeExample() {
    return negative;
  }

  boolean holdsIn(String code) {
    return language.isEmpty()
        || language.equals(code)
        || language.equals(Languages.languageOf(code));
  }

  String format(Money amount) {
    String example = amount.isNegative() ? negative : positive;
    int from = amount.isNegative() ? negativeFrom : positiveFrom;
    StringBuilder out = new StringBuilder(32).append(example, 0, from);
    shape.writeMinor(
        out, amount.minorUnits(), currency.getDefaultFractionDigits(), keepZeroDecimals);
    return out.append(example, from + digits, example.length()).toString();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof MoneyStyle that
        && currency.equals(that.currency)
        && language.equals(that.language)
        && positive.equals(that.positive)
        && negative.equals(that.negative);
  }

  @Override
  public int hashCode() {
    return currency.hashCode() * 31 + positive.hashCode();
  }

  /** {@code PYG ₲ 1.234.567}, with the language behind if it is for one. */
  @Override
  public String toString() {
    return currency + " " + positive + (language.isEmpty() ? "" : " (" + language + ")");
  }

  private static String part(Currency currency, String example, int group) {
    return matched(currency, example).group(group);
  }

  private static Matcher matched(Currency currency, String example) {
    Matcher m = EXAMPLE.matcher(example);
    if (!m.matches() || m.group(1).length() > LONGEST || m.group(3).length() > LONGEST) {
      throw unreadable(currency, example);
    }
    return m;
  }

  private static Matcher digits(Currency currency, String example) {
    Matcher m = DIGITS.matcher(part(currency, example, 2));
    if (!m.matches()) {
      throw unreadable(currency, example);
    }
    boolean indian = m.group("i") != null;
    String decimal = indian ? m.group("id") : m.group("wd");
    String fraction = indian ? m.group("if") : m.group("wf");
    String group = indian ? m.group("i") : m.group("w");
    int decimals = currency.getDefaultFractionDigits();
    boolean none = decimal == null && (fraction == null || fraction.isEmpty());
    boolean all = decimal != null && fraction != null && fraction.length() == decimals;
    if ((!none && !all) || (decimal != null && decimal.equals(group))) {
      throw unreadable(currency, example);
    }
    return m;
  }

  private static Misfit unreadable(Currency currency, String example) {
    int decimals = currency.getDefaultFractionDigits();
    return new Misfit(
        example,
        "1234567 as "
            + currency
            + " is to be written, such as $ 1.234.567"
            + (decimals == 0
                ? " (it has no decimals)"
                : String.format(
                    Locale.ROOT, " or $ 1.234.567,5%s", "0".repeat(Math.max(0, decimals - 1)))),
        List.of());
  }
}
