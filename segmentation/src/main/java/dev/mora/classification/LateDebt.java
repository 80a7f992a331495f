package dev.mora.classification;

import dev.mora.delinquency.Delinquency;
import dev.mora.delinquency.DelinquencyPolicy;
import dev.mora.money.Money;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;

/**
 * What a classification table reads of a debt at the end of a day. Days are raw: the lender's own
 * grace and pauses do not change a supervisor's class.
 *
 * @param daysPastDue exclusive: as-of date minus the oldest due date that is not met
 * @param unpaid whether anything that is due on the day or before is not met; a due date of today
 *     has 0 days past due but counts as 1 in {@link DelinquencyPolicy.Count#INCLUSIVE_DAY_END}
 * @param restructures how often the debt was restructured
 */
public record LateDebt(int daysPastDue, boolean unpaid, int restructures) {

  public LateDebt {
    if (daysPastDue < 0 || restructures < 0) {
      throw new IllegalArgumentException("days and restructures are 0 or more");
    }
    if (daysPastDue > 0 && !unpaid) {
      throw new IllegalArgumentException("what is " + daysPastDue + " days late is not paid");
    }
  }

  /** Never restructured; 0 days are read as nothing unpaid. */
  public static LateDebt ofDays(int daysPastDue) {
    return new LateDebt(daysPastDue, daysPastDue > 0, 0);
  }

  /** Unpaid since {@code oldestDueOn}, never restructured; not due yet if that is after the day. */
  public static LateDebt since(LocalDate oldestDueOn, LocalDate asOf) {
    long days = ChronoUnit.DAYS.between(oldestDueOn, asOf);
    return new LateDebt(Math.toIntExact(Math.max(0, days)), days >= 0, 0);
  }

  /**
   * Of a loan as it was assessed. Days that a policy carries over a restructure count on; other
   * bases than the oldest unpaid installment do not change the days.
   */
  public static LateDebt of(Delinquency delinquency) {
    boolean dueToday = delinquency.dueToday().filter(Money::isPositive).isPresent();
    int days = Math.max(delinquency.daysPastDue(), delinquency.carriedDays());
    return new LateDebt(days, days > 0 || dueToday, delinquency.restructured().count());
  }

  public LateDebt restructured(int times) {
    return new LateDebt(daysPastDue, unpaid, times);
  }

  int days(DelinquencyPolicy.Count count) {
    return count == DelinquencyPolicy.Count.INCLUSIVE_DAY_END && unpaid
        ? Math.addExact(daysPastDue, 1)
        : daysPastDue;
  }
}
