package dev.mora.attribute;

import dev.mora.delinquency.DelinquencyPolicy;
import dev.mora.loan.Loan;
import dev.mora.loan.Payment;
import dev.mora.loan.PaymentId;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

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
          Attributes.FIRST_PAYMENT_DEFAULT);

  private static final int YEAR = 12;
  private static final int HALF_YEAR = 6;

  private PaymentFacts() {}

  static void add(Loan loan, DelinquencyPolicy policy, LocalDate asOf, CaseFacts.Builder facts) {
    facts.set(Attributes.DAYS_SINCE_PAYMENT, daysSincePayment(loan, asOf));
    Optional<PastOfLoan> known = PastOfLoan.of(loan, policy, asOf);
    if (known.isEmpty()) {
      return;
    }
    PastOfLoan past = known.get();
    int[] days = new int[YEAR];
    for (int i = 0; i < YEAR; i++) {
      days[i] = past.daysPastDue(YearMonth.from(asOf).minusMonths(i + 1L).atEndOfMonth());
    }
    facts
        .set(Attributes.TIMES_1_IN_6M, times(days, 1, HALF_YEAR))
        .set(Attributes.TIMES_30_IN_12M, times(days, 30, YEAR))
        .set(Attributes.TIMES_60_IN_12M, times(days, 60, YEAR))
        .set(Attributes.TIMES_90_IN_12M, times(days, 90, YEAR));
    List<PastOfLoan.Met> due =
        past.installments().stream().filter(one -> one.dueOn().isBefore(asOf)).toList();
    LocalDate yearAgo = asOf.minusMonths(YEAR);
    facts.set(
        Attributes.WORST_DAYS_PAST_DUE_12M,
        due.stream()
            .filter(one -> one.metOn().map(met -> met.isAfter(yearAgo)).orElse(true))
            .mapToInt(one -> one.lateness(asOf))
            .max()
            .orElse(0));
    if (!due.isEmpty()) {
      long sum = due.stream().mapToLong(one -> one.lateness(asOf)).sum();
      facts.set(
          Attributes.AVERAGE_LATENESS, Math.toIntExact((2 * sum + due.size()) / (2L * due.size())));
    }
    past.installments().stream()
        .findFirst()
        .filter(first -> first.dueOn().isBefore(asOf) || first.metOn().isPresent())
        .ifPresent(first -> facts.set(Attributes.FIRST_PAYMENT_DEFAULT, first.lateness(asOf) > 0));
  }

  private static int times(int[] days, int atLeast, int months) {
    int times = 0;
    for (int i = 0; i < months; i++) {
      times += days[i] >= atLeast ? 1 : 0;
    }
    return times;
  }

  /** Since the newest payment that stands, reversals and what they undid left out. */
  private static Optional<Integer> daysSincePayment(Loan loan, LocalDate asOf) {
    List<Payment> seen =
        loan.payments().stream()
            .filter(one -> !one.bookedOn().isAfter(asOf) && !one.paidOn().isAfter(asOf))
            .toList();
    Set<PaymentId> undone =
        seen.stream().flatMap(one -> one.reverses().stream()).collect(Collectors.toSet());
    return seen.stream()
        .filter(one -> one.reverses().isEmpty() && !undone.contains(one.id()))
        .map(Payment::paidOn)
        .max(LocalDate::compareTo)
        .map(last -> Math.toIntExact(ChronoUnit.DAYS.between(last, asOf)));
  }
}
