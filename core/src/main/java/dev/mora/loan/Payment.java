package dev.mora.loan;

import dev.mora.money.Money;
import java.time.LocalDate;
import java.util.Objects;
import java.util.Optional;

/**
 * Money that came in for a loan, or the undoing of it.
 *
 * @param paidOn value date: the day it counts for the debt
 * @param bookedOn the day the lender knew of it; features about the past use it so that they see no
 *     future
 * @param amount positive
 * @param reverses the payment that this one undoes whole, from {@code paidOn} of this one known
 * @param target what the payer named, if anything
 */
public record Payment(
    PaymentId id,
    LocalDate paidOn,
    LocalDate bookedOn,
    Money amount,
    Optional<PaymentId> reverses,
    Optional<PaymentTarget> target) {

  public Payment {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(paidOn, "paidOn");
    Objects.requireNonNull(bookedOn, "bookedOn");
    Objects.requireNonNull(reverses, "reverses");
    Objects.requireNonNull(target, "target");
    if (!amount.isPositive()) {
      throw new IllegalArgumentException("a payment must be positive");
    }
  }

  /** A payment whose payer named nothing. */
  public Payment(
      PaymentId id,
      LocalDate paidOn,
      LocalDate bookedOn,
      Money amount,
      Optional<PaymentId> reverses) {
    this(id, paidOn, bookedOn, amount, reverses, Optional.empty());
  }

  /** The undoing of a whole payment, known and valued on one day. */
  public static Payment reversal(String id, LocalDate on, Payment undone) {
    return new Payment(PaymentId.of(id), on, on, undone.amount, Optional.of(undone.id));
  }

  /** Booked on its value date. */
  public static Payment of(String id, LocalDate paidOn, Money amount) {
    return new Payment(PaymentId.of(id), paidOn, paidOn, amount, Optional.empty());
  }

  /** This payment for what its payer named. */
  public Payment on(PaymentTarget named) {
    return new Payment(id, paidOn, bookedOn, amount, reverses, Optional.of(named));
  }

  /** Without amounts. */
  @Override
  public String toString() {
    return "Payment(" + id + ", " + paidOn + ")";
  }
}
