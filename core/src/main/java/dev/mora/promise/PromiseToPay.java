package dev.mora.promise;

import dev.mora.loan.LoanId;
import dev.mora.money.Money;
import java.time.LocalDate;
import java.util.Objects;
import java.util.Optional;

/**
 * What a debtor said he would pay, and by when.
 *
 * @param decided the state that the host itself has decided; empty if it is to be told from
 *     payments
 */
public record PromiseToPay(
    LoanId loan, LocalDate promisedOn, LocalDate dueOn, Money amount, Optional<State> decided) {

  public PromiseToPay {
    Objects.requireNonNull(loan, "loan");
    Objects.requireNonNull(decided, "decided");
    if (dueOn.isBefore(promisedOn)) {
      throw new IllegalArgumentException(
          "a promise must be due on or after the day it was made: " + promisedOn + ", " + dueOn);
    }
    if (!amount.isPositive()) {
      throw new IllegalArgumentException("a promise must be positive: " + amount);
    }
  }

  public static PromiseToPay of(LoanId loan, LocalDate promisedOn, LocalDate dueOn, Money amount) {
    return new PromiseToPay(loan, promisedOn, dueOn, amount, Optional.empty());
  }

  public enum State {
    OPEN,
    KEPT,
    PARTIALLY_KEPT,
    BROKEN,
    CANCELLED,
    SUPERSEDED
  }
}
