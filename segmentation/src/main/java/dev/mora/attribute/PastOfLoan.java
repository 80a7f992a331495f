package dev.mora.attribute;

import dev.mora.delinquency.Delinquency;
import dev.mora.delinquency.DelinquencyPolicy;
import dev.mora.loan.Amounts;
import dev.mora.loan.Installment;
import dev.mora.loan.Loan;
import dev.mora.loan.Payment;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A loan on earlier dates, by the same policy as today, as far as it was booked by the as-of date.
 * From payments each date is assessed anew; from paid-to-date installments an earlier date is told
 * by their completion dates, what was paid on an unmet one left out.
 */
final class PastOfLoan {

  /** An installment and the day since which it has been met; of several dues the k-th met. */
  record Met(LocalDate dueOn, Optional<LocalDate> metOn) {

    int lateness(LocalDate asOf) {
      long days = ChronoUnit.DAYS.between(dueOn, metOn.orElse(asOf));
      return Math.toIntExact(Math.max(0, days));
    }
  }

  private final Loan loan;
  private final DelinquencyPolicy policy;
  private final boolean paidToDate;
  private final List<Met> installments;

  private PastOfLoan(
      Loan loan, DelinquencyPolicy policy, boolean paidToDate, List<Met> installments) {
    this.loan = loan;
    this.policy = policy;
    this.paidToDate = paidToDate;
    this.installments = List.copyOf(installments);
  }

  /** Empty if the past cannot be told: no schedule, or a paid installment without its date. */
  static Optional<PastOfLoan> of(Loan loan, DelinquencyPolicy policy, LocalDate asOf) {
    List<Installment> real =
        loan.installments().stream()
            .filter(one -> one.total().isPositive())
            .sorted(Comparator.comparing(Installment::dueOn))
            .toList();
    if (real.isEmpty()) {
      return Optional.empty();
    }
    boolean paidToDate = real.stream().anyMatch(one -> one.paid().isPresent());
    // A closed loan had a past too: the status of today must not hide it.
    Loan.Builder seen = loan.toBuilder().status(Loan.Status.ACTIVE);
    Loan known = paidToDate ? seen.build() : booked(loan, asOf).build();
    if (!paidToDate) {
      return Optional.of(new PastOfLoan(known, policy, false, met(known, real, policy, asOf)));
    }
    List<Met> installments = new ArrayList<>();
    for (Installment one : real) {
      Optional<LocalDate> completed = one.completedOn().filter(day -> !day.isAfter(asOf));
      if (isPaid(one) && one.completedOn().isEmpty()) {
        return Optional.empty();
      }
      installments.add(new Met(one.dueOn(), isPaid(one) ? completed : Optional.empty()));
    }
    return Optional.of(new PastOfLoan(known, policy, true, installments));
  }

  /** By due date. */
  List<Met> installments() {
    return installments;
  }

  int daysPastDue(LocalDate day) {
    return policy.assess(paidToDate ? asOn(day) : loan, day).daysPastDue();
  }

  private Loan asOn(LocalDate day) {
    Loan.Builder then =
        Loan.builder(loan.id(), loan.borrower(), loan.currency()).product(loan.product());
    loan.disbursedOn().ifPresent(then::disbursedOn);
    loan.pauses().forEach(then::pause);
    for (Installment one : loan.installments()) {
      boolean met = one.completedOn().map(on -> !on.isAfter(day)).orElse(false) && isPaid(one);
      Amounts paid = met ? one.due() : Amounts.zero(loan.currency());
      then.installment(
          new Installment(
              one.number(), one.dueOn(), one.due(), Optional.of(paid), one.completedOn()));
    }
    return then.build();
  }

  private static boolean isPaid(Installment one) {
    return one.paid().map(paid -> paid.total().equals(one.total())).orElse(false);
  }

  private static Loan.Builder booked(Loan loan, LocalDate asOf) {
    Loan.Builder known =
        Loan.builder(loan.id(), loan.borrower(), loan.currency()).product(loan.product());
    loan.disbursedOn().ifPresent(known::disbursedOn);
    loan.installments().forEach(known::installment);
    loan.pauses().forEach(known::pause);
    for (Payment payment : loan.payments()) {
      if (!payment.bookedOn().isAfter(asOf) && !payment.paidOn().isAfter(asOf)) {
        known.payment(payment);
      }
    }
    return known;
  }

  /**
   * The k-th installment by due date is met since the first payment day from which on at least k
   * were met; a payment that was undone later does not count.
   */
  private static List<Met> met(
      Loan known, List<Installment> real, DelinquencyPolicy policy, LocalDate asOf) {
    List<LocalDate> days =
        known.payments().stream().map(Payment::paidOn).distinct().sorted().toList();
    int[] paid = new int[days.size()];
    int least = Integer.MAX_VALUE;
    for (int i = days.size() - 1; i >= 0; i--) {
      Delinquency then = policy.assess(known, days.get(i));
      least = Math.min(least, then.installmentsPaid().orElse(0));
      paid[i] = least;
    }
    List<Met> result = new ArrayList<>();
    int day = 0;
    for (int k = 1; k <= real.size(); k++) {
      while (day < paid.length && paid[day] < k) {
        day++;
      }
      result.add(
          new Met(
              real.get(k - 1).dueOn(),
              day < paid.length ? Optional.of(days.get(day)) : Optional.empty()));
    }
    return result;
  }
}
