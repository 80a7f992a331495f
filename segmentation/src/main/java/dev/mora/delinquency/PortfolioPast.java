package dev.mora.delinquency;

import dev.mora.loan.Loan;
import dev.mora.money.Money;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the loan book of a day tells of earlier days: schedules, and payments and reversals by value
 * date, are looked at again as of then. Immutable and thread-safe.
 *
 * <p>A status has no date. So a loan that is written off or sold now is left out of an earlier
 * snapshot, as is one that is closed with a debt left, one that carries paid-to-date amounts
 * instead of payments, and one that was restructured and whose old schedule is gone; {@link
 * PortfolioSnapshot#leftOut()} counts them. A lender that keeps each month end's export compares
 * those instead.
 */
public final class PortfolioPast {

  private final LoanBook book;
  private final LoanBook open;
  private final DelinquencyPolicy policy;
  private final LocalDate asOf;
  private final Assessments last;
  private final boolean[] told;

  private PortfolioPast(LoanBook book, DelinquencyPolicy policy, LocalDate asOf) {
    this.book = book;
    this.policy = policy;
    this.asOf = asOf;
    List<Loan> loans = new ArrayList<>();
    for (int i = 0; i < book.size(); i++) {
      Loan loan = book.loan(i);
      boolean begun = loan.status() != Loan.Status.PENDING;
      loans.add(begun ? loan.toBuilder().status(Loan.Status.ACTIVE).build() : loan);
    }
    open = LoanBook.of(loans);
    last = policy.assess(open, asOf);
    told = new boolean[book.size()];
    for (int i = 0; i < told.length; i++) {
      boolean owes = last.overdueAmount(i) > 0 || last.nextDueOn(i) != Assessments.NO_DATE;
      boolean owesThoughClosed = owes && book.status(i) == Loan.Status.CLOSED;
      Eras eras = book.eras(i);
      told[i] =
          book.installments(i) > 0
              && !book.paidToDate[i]
              && !owesThoughClosed
              && (eras == null || eras.isTold());
    }
  }

  /**
   * @param asOf the day of the book
   */
  public static PortfolioPast of(LoanBook book, DelinquencyPolicy policy, LocalDate asOf) {
    return new PortfolioPast(book, policy, asOf);
  }

  public LocalDate asOf() {
    return asOf;
  }

  /**
   * The portfolio at the end of a day; on the book's own day with all exits.
   *
   * @throws IllegalArgumentException if the day is after the book's own
   */
  public PortfolioSnapshot on(LocalDate day) {
    if (day.isAfter(asOf)) {
      throw new IllegalArgumentException(day + " is after the book's own day " + asOf);
    }
    if (day.equals(asOf)) {
      return PortfolioSnapshot.of(policy.assess(book, asOf));
    }
    return PortfolioSnapshot.of(policy.assess(open, day), this::isDated);
  }

  private boolean isDated(int loan) {
    Loan.Status status = book.status(loan);
    return told[loan] && status != Loan.Status.WRITTEN_OFF && status != Loan.Status.SOLD;
  }

  LoanBook book() {
    return open;
  }

  /** Whether schedule and payments tell how late a loan was, whatever became of it. */
  boolean isTold(int loan) {
    return told[loan];
  }

  /** Puts into {@code scratch} how late a loan was, as if it were active still. */
  void assess(Assessor scratch, int loan, LocalDate day) {
    scratch.assess(open, loan, last.rule(loan), Days.of(day));
  }

  /** Whether a payment or a reversal has a later value date. */
  boolean isPaidAfter(int loan, LocalDate day) {
    int payments = open.paymentsFrom[loan + 1];
    return payments > open.paymentsFrom[loan] && open.paidOn[payments - 1] > Days.of(day);
  }

  Rules rules(int loan) {
    return last.rule(loan);
  }

  /** The amount that was lent: as the host gives it, or the principal of the schedule. */
  Money lent(int loan) {
    Optional<Money> given = book.principal(loan);
    if (given.isPresent()) {
      return given.get();
    }
    Eras eras = book.eras(loan);
    LoanBook of = eras == null ? book : eras.book;
    int schedule = eras == null ? loan : 0;
    Money sum = Money.zero(book.currency(loan));
    for (int i = 0; i < of.installments(schedule); i++) {
      sum = sum.plus(of.installment(schedule, i).due().principal());
    }
    return sum;
  }
}
