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
 * somebody relies on them.
 *
 * <p>The test is made for each loan: both what is overdue and what is outstanding are the loan's
 * own. The relative limit of the rule is of all that the obligor owes on balance; article 178 CRR
 * lets retail exposures be judged one by one instead, and only that is built. A lender that judges
 * its obligors as a whole needs the past of all loans of a person, those of other currencies
 * converted, and cannot take it from here: a loan may be material alone and the person not (120
 * overdue of 5,000 here, of 15,000 in all: 2.4 and 0.8 percent), and several loans that are not may
 * be together.
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
