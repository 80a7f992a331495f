package dev.mora.attribute;

import dev.mora.loan.Installment;
import dev.mora.loan.Loan;
import dev.mora.loan.Payment;
import dev.mora.loan.Restructure;
import dev.mora.party.Borrower;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What tells types of debtors apart beside days, promises and contacts. A flag is unknown without
 * its column; partial payments are unknown where the lender keeps no payments, but installments or
 * figures that are paid to date.
 */
final class DebtorFacts {

  /** Own columns that are read as flags; one that cannot be read is only told if it is wanted. */
  static final List<Attribute<?>> FLAGS = List.of(Attributes.DISPUTED, Attributes.HARDSHIP);

  private static final int DAYS = 60;
  private static final BigDecimal PERCENT = BigDecimal.valueOf(60);

  private DebtorFacts() {}

  /**
   * @param columns hears of flags that cannot be read
   */
  static void addFlags(
      Loan loan, Borrower borrower, CustomColumns columns, CaseFacts.Builder facts) {
    facts
        .set(Attributes.DISPUTED, flag("disputed", loan, borrower, columns))
        .set(Attributes.HARDSHIP, flag("hardship", loan, borrower, columns));
  }

  static void addPayments(Loan loan, boolean given, LocalDate asOf, CaseFacts.Builder facts) {
    boolean known =
        !loan.payments().isEmpty()
            || (!given && loan.installments().stream().allMatch(line -> line.paid().isEmpty()));
    if (known) {
      facts.set(Attributes.PARTIAL_PAYMENTS_60D, partialPayments(loan, asOf));
    }
  }

  private static Optional<Boolean> flag(
      String column, Loan loan, Borrower borrower, CustomColumns columns) {
    Optional<Boolean> ofLoan =
        columns.flag(Attribute.flag("loan." + column), loan.custom(), loan.id().value());
    Optional<Boolean> ofBorrower =
        columns.flag(
            Attribute.flag("borrower." + column), borrower.custom(), borrower.id().value());
    return ofLoan.isPresent() && ofBorrower.isPresent()
        ? Optional.of(ofLoan.get() || ofBorrower.get())
        : ofLoan.or(() -> ofBorrower);
  }

  private static int partialPayments(Loan loan, LocalDate asOf) {
    List<Payment> seen =
        loan.payments().stream()
            .filter(one -> !one.bookedOn().isAfter(asOf) && !one.paidOn().isAfter(asOf))
            .toList();
    LocalDate first = asOf.minusDays(DAYS - 1L);
    return Math.toIntExact(
        seen.stream()
            .filter(one -> one.reverses().isEmpty() && PaymentFacts.stands(one, seen))
            .filter(one -> !one.paidOn().isBefore(first))
            .filter(one -> isPartial(one, loan))
            .count());
  }

  private static boolean isPartial(Payment payment, Loan loan) {
    List<Installment> schedule =
        scheduleOn(payment.paidOn(), loan).stream()
            .filter(one -> one.total().isPositive())
            .sorted(Comparator.comparing(Installment::dueOn))
            .toList();
    Optional<Installment> last =
        schedule.stream()
            .filter(one -> !one.dueOn().isAfter(payment.paidOn()))
            .reduce((earlier, later) -> later);
    return last.or(() -> schedule.stream().findFirst())
        .map(
            one ->
                payment
                        .amount()
                        .amount()
                        .movePointRight(2)
                        .compareTo(one.total().amount().multiply(PERCENT))
                    < 0)
        .orElse(false);
  }

  /** What was in force that day; the schedule of today where an older one is not kept. */
  private static List<Installment> scheduleOn(LocalDate day, Loan loan) {
    return loan.restructures().stream()
        .filter(one -> day.isBefore(one.on()))
        .findFirst()
        .map(Restructure::replaced)
        .filter(replaced -> !replaced.isEmpty())
        .orElse(loan.installments());
  }
}
