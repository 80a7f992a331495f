package dev.mora.outreach;

import dev.mora.money.Money;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Objects;

/**
 * How far the arrears may have moved, up or down, since a text that names them was written: within
 * it the text goes out as planned, beyond it nothing does. The widest of what is given counts.
 *
 * @param percent of the amount in the text; 0 for none
 * @param amounts at most one of each currency
 */
public record AmountTolerance(BigDecimal percent, List<Money> amounts) {

  public AmountTolerance {
    Objects.requireNonNull(percent, "percent");
    amounts = List.copyOf(amounts);
    if (percent.signum() < 0 || percent.compareTo(BigDecimal.valueOf(100)) > 0) {
      throw new IllegalArgumentException("a tolerance is 0 to 100 percent: " + percent);
    }
    if (amounts.stream().anyMatch(Money::isNegative)
        || amounts.stream().map(Money::currency).distinct().count() < amounts.size()) {
      throw new IllegalArgumentException(
          "a tolerance has at most one amount of each currency, none below zero");
    }
  }

  /** The text must say what is true to the last cent. */
  public static AmountTolerance none() {
    return new AmountTolerance(BigDecimal.ZERO, List.of());
  }

  public static AmountTolerance percent(String percent) {
    return new AmountTolerance(new BigDecimal(percent), List.of());
  }

  public static AmountTolerance of(Money... amounts) {
    return new AmountTolerance(BigDecimal.ZERO, List.of(amounts));
  }

  boolean covers(Money told, Money live) {
    if (!told.currency().equals(live.currency())) {
      return false;
    }
    Money moved = told.compareTo(live) > 0 ? told.minus(live) : live.minus(told);
    Money allowed = told.multipliedBy(percent.movePointLeft(2), RoundingMode.DOWN);
    for (Money amount : amounts) {
      if (amount.currency().equals(told.currency())) {
        allowed = allowed.max(amount);
      }
    }
    return moved.compareTo(allowed) <= 0;
  }
}
