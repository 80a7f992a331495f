package dev.mora.delinquency;

import java.time.LocalDate;

/**
 * FPD-k of a portfolio: loans whose first installment was still unmet at the end of the k-th day
 * behind its due date, over the loans for which that day has come. A first installment has
 * something due; one that a restructure replaced before that day did not miss it.
 *
 * @param days k; 0 for the due date itself
 * @param defaults loans that missed it
 * @param observed loans for which the day has come, {@code defaults} among them
 * @param notYet loans that cannot be observed yet; not in the rate
 * @param leftOut loans whose payments cannot be told
 */
public record FirstPaymentDefaults(int days, int defaults, int observed, int notYet, int leftOut) {

  public FirstPaymentDefaults {
    if (days < 0 || defaults < 0 || defaults > observed || notYet < 0 || leftOut < 0) {
      throw new IllegalArgumentException("counts are 0 or more, defaults are observed");
    }
  }

  /**
   * All loans that began, whatever became of them and in whatever currency: only counts are
   * compared.
   */
  public static FirstPaymentDefaults of(PortfolioPast past, int days) {
    if (days < 0) {
      throw new IllegalArgumentException("days are 0 or more: " + days);
    }
    LoanBook book = past.book();
    Lines lines = new Lines();
    Assessor assessor = new Assessor();
    int defaults = 0;
    int observed = 0;
    int notYet = 0;
    int leftOut = 0;
    for (int i = 0; i < book.size(); i++) {
      int first = past.isTold(i) ? firstDue(lines, past, i) : Days.NONE;
      if (first == Days.NONE) {
        leftOut++;
      } else if (past.asOf().isBefore(LocalDate.ofEpochDay(first).plusDays(days))) {
        notYet++;
      } else {
        observed++;
        defaults += isUnmet(assessor, past, i, first, days) ? 1 : 0;
      }
    }
    return new FirstPaymentDefaults(days, defaults, observed, notYet, leftOut);
  }

  private static int firstDue(Lines lines, PortfolioPast past, int loan) {
    Eras eras = past.book().eras(loan);
    LoanBook of = eras == null ? past.book() : eras.book;
    lines.fill(of, eras == null ? loan : 0, past.rules(loan), Days.of(past.asOf()));
    for (int i = 0; i < lines.size; i++) {
      if (lines.due[i] > 0 && !lines.reversal[i]) {
        return lines.day[i];
      }
    }
    return Days.NONE;
  }

  private static boolean isUnmet(Assessor then, PortfolioPast past, int loan, int first, int days) {
    past.assess(then, loan, LocalDate.ofEpochDay(first).plusDays(days));
    return days == 0 ? then.nextDueOn == first : then.since != Days.NONE && then.since <= first;
  }

  public Ratio rate() {
    return Ratio.of(defaults, observed);
  }
}
