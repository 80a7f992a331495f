package dev.mora.delinquency;

import dev.mora.money.Money;
import java.math.BigDecimal;
import java.util.List;

/**
 * The mean gross portfolio of some dates, such as the month ends of a year: what the flows of a
 * period are measured by.
 *
 * @param sum of all dates; not negative
 * @param dates 1 or more
 */
public record AverageGross(Money sum, int dates) {

  public AverageGross {
    if (dates < 1 || sum.isNegative()) {
      throw new IllegalArgumentException("an average is of one or more gross portfolios");
    }
  }

  /**
   * @throws dev.mora.money.CurrencyMismatch if the reports are of several currencies
   */
  public static AverageGross of(List<ParReport> reports) {
    if (reports.isEmpty()) {
      throw new IllegalArgumentException("an average is of one or more gross portfolios");
    }
    Money sum = reports.stream().map(ParReport::gross).reduce(Money::plus).orElseThrow();
    return new AverageGross(sum, reports.size());
  }

  /** Principal written off in the period over the average. */
  public Ratio writeOffRatio(Money writtenOff) {
    return over(writtenOff);
  }

  /** Provision expense of the period over the average. */
  public Ratio provisionExpenseRatio(Money expense) {
    return over(expense);
  }

  private Ratio over(Money flow) {
    flow.compareTo(sum);
    return new Ratio(flow.amount().multiply(BigDecimal.valueOf(dates)), sum.amount());
  }
}
