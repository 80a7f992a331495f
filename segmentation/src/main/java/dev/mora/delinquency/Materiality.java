package dev.mora.delinquency;

import java.math.BigDecimal;

/**
 * When what is overdue is material: it must exceed both limits, and the days that both have been
 * exceeded without a break are counted apart from days past due. To fall to or below either limit
 * sets the count back to 0.
 *
 * <p>The rule is that of default in the European Union: Delegated Regulation (EU) 2018/171, recital
 * 2, has the two-part test; retail exposures with 100 EUR and 1 percent, others with 500 EUR and 1
 * percent, and more than 90 consecutive days are from general knowledge and want a check before
 * somebody relies on them. The test is made for each loan, as article 178 CRR allows for retail.
 *
 * @param amount in the loan's currency; what is overdue must be more
 * @param percent 0 to 100 with at most 4 decimals, of all that is outstanding on the loan; what is
 *     overdue must be more
 */
public record Materiality(BigDecimal amount, BigDecimal percent) {

  public Materiality {
    amount = Tolerance.plain(amount);
    percent = Tolerance.plain(percent);
    if (amount.signum() < 0 || amount.compareTo(Tolerance.LARGEST) > 0) {
      throw new IllegalArgumentException("not a materiality amount: " + amount.toPlainString());
    }
    if (percent.signum() < 0
        || percent.compareTo(BigDecimal.valueOf(100)) > 0
        || percent.scale() > 4) {
      throw new IllegalArgumentException(
          "a materiality percent is 0 to 100 with at most 4 decimals: " + percent.toPlainString());
    }
  }

  /** Such as "100" of the loan's currency and "1" percent. */
  public static Materiality of(String amount, String percent) {
    return new Materiality(new BigDecimal(amount), new BigDecimal(percent));
  }
}
