package dev.mora.money;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An exact amount in one currency, kept in minor units (MXN 2 digits, CLP and PYG none). Amounts of
 * different currencies never mix; overflow throws {@link ArithmeticException}; nothing rounds
 * unless a {@link RoundingMode} is given.
 */
public record Money(Currency currency, long minorUnits) implements Comparable<Money> {

  private static final Pattern PLAIN = Pattern.compile("-?[0-9]{1,19}(\\.[0-9]{1,19})?");

  /** Beyond it a scale alone would make {@link BigDecimal} fill the memory. */
  private static final int MAX_SCALE = 1_000;

  public Money {
    Objects.requireNonNull(currency, "currency");
    if (currency.getDefaultFractionDigits() < 0) {
      throw new IllegalArgumentException("no minor units are defined for " + currency);
    }
  }

  /**
   * Digits with an optional {@code -} in front and an optional {@code .} inside; no exponent, no
   * grouping. {@code 750.000} is refused where the currency has two decimals: in half of the world
   * it means another amount.
   *
   * @throws IllegalArgumentException if the text is no such amount, has more decimals than the
   *     currency or does not fit, or the currency code is unknown
   */
  public static Money of(String amount, String currency) {
    Currency unit = currencyOf(currency);
    int point = amount.indexOf('.');
    int decimals = point < 0 ? 0 : amount.length() - point - 1;
    if (!PLAIN.matcher(amount).matches() || decimals > unit.getDefaultFractionDigits()) {
      throw notAnAmountOf(unit, null);
    }
    return of(new BigDecimal(amount), unit);
  }

  /**
   * The value counts, not the scale: zeros behind the currency's last digit are fine.
   *
   * @throws IllegalArgumentException if the amount has more decimals than the currency or does not
   *     fit
   */
  public static Money of(BigDecimal amount, Currency currency) {
    return of(amount, currency, RoundingMode.UNNECESSARY);
  }

  /** Rounds to the currency's digits by {@code rounding}. */
  public static Money of(BigDecimal amount, Currency currency, RoundingMode rounding) {
    if (Math.abs((long) amount.scale()) > MAX_SCALE) {
      throw notAnAmountOf(currency, null);
    }
    try {
      long minor =
          amount
              .setScale(currency.getDefaultFractionDigits(), rounding)
              .unscaledValue()
              .longValueExact();
      return new Money(currency, minor);
    } catch (ArithmeticException e) {
      throw notAnAmountOf(currency, e);
    }
  }

  public static Money ofMinor(Currency currency, long minorUnits) {
    return new Money(currency, minorUnits);
  }

  public static Money zero(Currency currency) {
    return new Money(currency, 0);
  }

  /** Reads what {@link #toString()} writes: {@code 120.50 MXN}. */
  public static Money parse(String text) {
    int space = text.indexOf(' ');
    if (space < 1) {
      throw new IllegalArgumentException("expected an amount and a currency such as 120.50 MXN");
    }
    return of(text.substring(0, space), text.substring(space + 1));
  }

  /**
   * @throws IllegalArgumentException with the code, if it is not an ISO 4217 currency
   */
  public static Currency currencyOf(String code) {
    try {
      return Currency.getInstance(code);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("not an ISO 4217 currency code: " + code, e);
    }
  }

  /** The amount at the currency's scale. */
  public BigDecimal amount() {
    return BigDecimal.valueOf(minorUnits, currency.getDefaultFractionDigits());
  }

  public Money plus(Money other) {
    return new Money(currency, Math.addExact(minorUnits, same(other).minorUnits));
  }

  public Money minus(Money other) {
    return new Money(currency, Math.subtractExact(minorUnits, same(other).minorUnits));
  }

  public Money negated() {
    return new Money(currency, Math.negateExact(minorUnits));
  }

  /** Rounds once, at the currency's digits. */
  public Money multipliedBy(BigDecimal factor, RoundingMode rounding) {
    if (Math.abs((long) factor.scale()) > MAX_SCALE) {
      throw new IllegalArgumentException("not a factor for an amount");
    }
    return of(amount().multiply(factor), currency, rounding);
  }

  /**
   * Splits into parts that sum to this exactly and differ by at most one minor unit; the first
   * parts carry the remainder.
   */
  public List<Money> split(int parts) {
    if (parts < 1) {
      throw new IllegalArgumentException("parts must be 1 or more: " + parts);
    }
    long small = minorUnits / parts;
    long extra = Math.abs(minorUnits % parts);
    long step = Long.signum(minorUnits);
    List<Money> result = new ArrayList<>(parts);
    for (int i = 0; i < parts; i++) {
      result.add(new Money(currency, i < extra ? small + step : small));
    }
    return List.copyOf(result);
  }

  public boolean isZero() {
    return minorUnits == 0;
  }

  public boolean isPositive() {
    return minorUnits > 0;
  }

  public boolean isNegative() {
    return minorUnits < 0;
  }

  public Money min(Money other) {
    return compareTo(other) <= 0 ? this : other;
  }

  public Money max(Money other) {
    return compareTo(other) >= 0 ? this : other;
  }

  /**
   * @throws CurrencyMismatch if the currencies differ
   */
  @Override
  public int compareTo(Money other) {
    return Long.compare(minorUnits, same(other).minorUnits);
  }

  /** Amount at the currency's scale, a space, the code: {@code 120.50 MXN}. */
  @Override
  public String toString() {
    return amount().toPlainString() + " " + currency.getCurrencyCode();
  }

  private static IllegalArgumentException notAnAmountOf(
      Currency currency, @Nullable ArithmeticException cause) {
    int digits = currency.getDefaultFractionDigits();
    return new IllegalArgumentException(
        "not an amount of "
            + currency
            + (digits < 1 ? " without decimals" : " with at most " + digits + " decimals"),
        cause);
  }

  private Money same(Money other) {
    if (!currency.equals(other.currency)) {
      throw new CurrencyMismatch(currency, other.currency);
    }
    return other;
  }
}
