package dev.mora.delinquency;

import dev.mora.loan.Loan;
import java.util.Optional;

/**
 * FPD-k of a portfolio: loans whose first installment was still unmet at the end of the k-th day
 * behind its due date, over the loans for which that day has come. A first installment has
 * something due; see {@link LoanPast#paymentDefault}.
 *
 * @param days k; 0 for the due date itself
 * @param defaults loans that missed it
 * @param observed loans for which the day has come, {@code defaults} among them
 * @param notYet loans that cannot be observed yet, pending ones among them; not in the rate
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
    PastReader reader = past.reader();
    int defaults = 0;
    int observed = 0;
    int notYet = 0;
    int leftOut = 0;
    for (int i = 0; i < book.size(); i++) {
      Optional<LoanPast> loan = past.isTold(i) ? reader.past(i) : Optional.empty();
      if (book.status(i) == Loan.Status.PENDING) {
        notYet++;
      } else if (loan.isEmpty()) {
        leftOut++;
      } else {
        Optional<Boolean> missed = loan.get().paymentDefault(1, days);
        notYet += missed.isEmpty() ? 1 : 0;
        observed += missed.isPresent() ? 1 : 0;
        defaults += missed.orElse(false) ? 1 : 0;
      }
    }
    return new FirstPaymentDefaults(days, defaults, observed, notYet, leftOut);
  }

  public Ratio rate() {
    return Ratio.of(defaults, observed);
  }
}
