package dev.mora.promise;

import dev.mora.loan.LoanId;
import dev.mora.loan.Payment;
import dev.mora.money.Money;
import java.time.LocalDate;
import java.util.Collection;
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
      throw new IllegalArgumentException("a promise must be positive");
    }
  }

  public static PromiseToPay of(LoanId loan, LocalDate promisedOn, LocalDate dueOn, Money amount) {
    return new PromiseToPay(loan, promisedOn, dueOn, amount, Optional.empty());
  }

  /**
   * The state at the end of a day. A state that the host has decided wins on any day. Otherwise the
   * payments with a value date behind the day of the promise and up to the end of its window count
   * (those of the day itself only when booked later): KEPT as soon as they reach the minimum share,
   * OPEN until the window ends, then PARTIALLY_KEPT or BROKEN. A payment that is reversed within
   * the window or the look-back behind it never counted.
   *
   * @param asOf on or after the day of the promise; an earlier one gives OPEN
   * @param payments of this loan, reversals among them, in any order
   */
  public State stateOn(LocalDate asOf, Collection<Payment> payments, PromiseTerms terms) {
    if (decided.isPresent()) {
      return decided.get();
    }
    Money paid = paidOn(asOf, payments, terms);
    if (terms.reaches(paid, amount)) {
      return State.KEPT;
    }
    if (!asOf.isAfter(terms.endOf(dueOn))) {
      return State.OPEN;
    }
    return paid.isZero() ? State.BROKEN : State.PARTIALLY_KEPT;
  }

  /** What counts for this promise at the end of a day; may be more than was promised. */
  public Money paidOn(LocalDate asOf, Collection<Payment> payments, PromiseTerms terms) {
    LocalDate end = terms.endOf(dueOn);
    return Received.of(payments, promisedOn, terms, asOf).until(end, amount.currency());
  }

  /** Without the amount. */
  @Override
  public String toString() {
    return "PromiseToPay(" + loan + ", due " + dueOn + ")";
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
