package dev.mora.outreach;

import dev.mora.delinquency.Delinquency;
import dev.mora.loan.Loan;
import dev.mora.loan.Payment;
import dev.mora.loan.PaymentId;
import dev.mora.money.Money;
import dev.mora.party.Borrower;
import dev.mora.party.Creditor;
import dev.mora.promise.PromiseToPay;
import dev.mora.template.PayLink;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * What a message may say of one loan.
 *
 * @param facts of the day on which the text will be read
 * @param knownOn day of the plan: nothing that was booked or promised later is said
 * @param link asked for only if a field shows it
 */
record CaseFile(
    Borrower borrower,
    Loan loan,
    Delinquency facts,
    LocalDate knownOn,
    Collection<PromiseToPay> promises,
    Creditor creditor,
    Supplier<Optional<PayLink>> link) {

  private static final Set<PromiseToPay.State> TAKEN_BACK =
      Set.of(PromiseToPay.State.CANCELLED, PromiseToPay.State.SUPERSEDED);

  CaseFile {
    promises = List.copyOf(promises);
  }

  /** Value date of the newest payments that stand. */
  Optional<LocalDate> lastPaymentOn() {
    return payments().stream().map(Payment::paidOn).max(Comparator.naturalOrder());
  }

  /** All that was paid on that day. */
  Optional<Money> lastPaymentAmount() {
    return lastPaymentOn()
        .flatMap(
            day ->
                payments().stream()
                    .filter(payment -> payment.paidOn().equals(day))
                    .map(Payment::amount)
                    .reduce(Money::plus));
  }

  /** The one made last, whatever became of it, unless it was taken back. */
  Optional<PromiseToPay> lastPromise() {
    return promises.stream()
        .filter(promise -> !promise.promisedOn().isAfter(knownOn))
        .filter(promise -> promise.decided().filter(TAKEN_BACK::contains).isEmpty())
        .max(Comparator.comparing(PromiseToPay::promisedOn).thenComparing(PromiseToPay::dueOn));
  }

  private List<Payment> payments() {
    List<Payment> known =
        loan.payments().stream()
            .filter(payment -> !payment.paidOn().isAfter(knownOn))
            .filter(payment -> !payment.bookedOn().isAfter(knownOn))
            .toList();
    Set<PaymentId> undone =
        known.stream()
            .flatMap(payment -> payment.reverses().stream())
            .collect(Collectors.toUnmodifiableSet());
    return known.stream()
        .filter(payment -> payment.reverses().isEmpty() && !undone.contains(payment.id()))
        .toList();
  }

  @Override
  public String toString() {
    return "CaseFile(" + loan.id() + ")";
  }
}
