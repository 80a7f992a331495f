package dev.mora.attribute;

import dev.mora.delinquency.InstallmentPast;
import dev.mora.delinquency.Lateness;
import dev.mora.delinquency.LoanPast;
import dev.mora.delinquency.MonthlyDays;
import dev.mora.delinquency.MonthlyDays.Sampling;
import dev.mora.loan.Loan;
import dev.mora.loan.Payment;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/**
 * How a loan was paid up to a date, as the lender knew it then. Snapshots are month ends before the
 * as-of month; lateness of an installment runs from its due date to the day it was met, or to the
 * as-of date, and is 0 if it was met early.
 */
final class PaymentFacts {

  /** Some of what this gives is costly: it is only worked out if one of these is wanted. */
  static final List<Attribute<?>> GIVES =
      List.of(
          Attributes.WORST_DAYS_PAST_DUE_12M,
          Attributes.AVERAGE_LATENESS,
          Attributes.DAYS_SINCE_PAYMENT,
          Attributes.TIMES_1_IN_6M,
          Attributes.TIMES_30_IN_12M,
          Attributes.TIMES_60_IN_12M,
          Attributes.TIMES_90_IN_12M,
          Attributes.FIRST_PAYMENT_DEFAULT,
          Attributes.RESTRUCTURES);

  private static final int YEAR = 12;
  private static final int HALF_YEAR = 6;

  private PaymentFacts() {}

  static void add(Loan loan, Optional<LoanPast> known, LocalDate asOf, CaseFacts.Builder facts) {
    facts.set(Attributes.DAYS_SINCE_PAYMENT, daysSincePayment(loan, asOf));
    if (!loan.installments().isEmpty()) {
      facts.set(
          Attributes.RESTRUCTURES,
          (int) loan.restructures().stream().filter(one -> !one.on().isAfter(asOf)).count());
    }
    known.ifPresent(past -> add(past, asOf, facts));
  }

  private static void add(LoanPast past, LocalDate asOf, CaseFacts.Builder facts) {
    MonthlyDays year = past.monthly(YEAR, Sampling.MONTH_END);
    facts
        .set(Attributes.TIMES_1_IN_6M, year.times(1, HALF_YEAR))
        .set(Attributes.TIMES_30_IN_12M, year.times(30, YEAR))
        .set(Attributes.TIMES_60_IN_12M, year.times(60, YEAR))
        .set(Attributes.TIMES_90_IN_12M, year.times(90, YEAR))
        .set(Attributes.WORST_DAYS_PAST_DUE_12M, past.worstLatenessAfter(asOf.minusMonths(YEAR)))
        .set(
            Attributes.AVERAGE_LATENESS,
            past.lateness().map(Lateness::meanDays).map(mean -> (int) Math.round(mean)))
        .set(Attributes.FIRST_PAYMENT_DEFAULT, firstPaymentDefault(past, asOf));
  }

  private static Optional<Boolean> firstPaymentDefault(LoanPast past, LocalDate asOf) {
    InstallmentPast first = past.installment(0);
    return past.isWhole() && (first.dueOn().isBefore(asOf) || first.metOn().isPresent())
        ? Optional.of(first.lateness(asOf) > 0)
        : Optional.empty();
  }

  /** Since the newest payment that stands: no reversal that stands itself undoes it. */
  private static Optional<Integer> daysSincePayment(Loan loan, LocalDate asOf) {
    List<Payment> seen =
        loan.payments().stream()
            .filter(one -> !one.bookedOn().isAfter(asOf) && !one.paidOn().isAfter(asOf))
            .toList();
    return seen.stream()
        .filter(one -> one.reverses().isEmpty() && stands(one, seen))
        .map(Payment::paidOn)
        .max(LocalDate::compareTo)
        .map(last -> Math.toIntExact(ChronoUnit.DAYS.between(last, asOf)));
  }

  /**
   * @param seen every payment and reversal that is known
   */
  static boolean stands(Payment one, List<Payment> seen) {
    for (Payment other : seen) {
      if (other.reverses().isPresent()
          && other.reverses().get().equals(one.id())
          && stands(other, seen)) {
        return false;
      }
    }
    return true;
  }
}
