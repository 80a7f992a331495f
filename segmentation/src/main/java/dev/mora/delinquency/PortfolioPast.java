package dev.mora.delinquency;

import dev.mora.delinquency.PortfolioSnapshot.Kind;
import dev.mora.delinquency.PortfolioSnapshot.Position;
import dev.mora.loan.Loan;
import dev.mora.money.Money;
import java.time.LocalDate;
import java.util.Currency;
import java.util.Optional;

/**
 * What the loan book of a day tells of earlier days: schedules, and payments and reversals by value
 * date, are looked at again as of then. Immutable and thread-safe.
 *
 * <p>A status has no date. So a loan that is written off or sold now is left out of an earlier
 * snapshot, as is one that is closed with a debt left, one that carries amounts paid to date
 * without saying when its installments were completed, and one that was restructured and whose old
 * schedule is gone; {@link PortfolioSnapshot#leftOut()} names them. A lender that keeps each month
 * end's export compares those instead.
 */
public final class PortfolioPast {

  private final LoanBook book;
  private final DelinquencyPolicy policy;
  private final LocalDate asOf;
  private final Rules[] rules;
  private final boolean[] told;

  private PortfolioPast(LoanBook book, DelinquencyPolicy policy, LocalDate asOf) {
    this.book = book;
    this.policy = policy;
    this.asOf = asOf;
    rules = Assessments.rules(book, policy);
    told = new boolean[book.size()];
    Assessor scratch = scratch();
    for (int i = 0; i < told.length; i++) {
      Eras eras = book.eras(i);
      told[i] =
          PastReader.isTold(book, i)
              && (eras == null || eras.isTold())
              && !(book.status(i) == Loan.Status.CLOSED && owes(scratch, i));
    }
  }

  private boolean owes(Assessor scratch, int loan) {
    assess(scratch, loan, asOf);
    return scratch.overdue > 0 || scratch.nextDueOn != Days.NONE;
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
    PortfolioSnapshot.Builder snapshot = PortfolioSnapshot.builder(day, policy);
    Assessor scratch = scratch();
    for (int i = 0; i < told.length; i++) {
      if (isDated(i)) {
        assess(scratch, i, day);
        snapshot.add(position(scratch, i, day));
      } else {
        snapshot.leaveOut(book.id(i));
      }
    }
    return snapshot.build();
  }

  private boolean isDated(int loan) {
    Loan.Status status = book.status(loan);
    return told[loan] && status != Loan.Status.WRITTEN_OFF && status != Loan.Status.SOLD;
  }

  private Position position(Assessor then, int loan, LocalDate day) {
    Currency unit = book.currency(loan);
    Kind kind = PortfolioSnapshot.kind(then.status, false, then.outstanding == 0);
    if (kind != Kind.OPEN) {
      return Position.gone(book.id(loan), kind, unit);
    }
    Rules rule = rules(loan);
    String bucket = Assessments.bucketName(then.bucket, then.status.name(), rule.buckets);
    return new Position(
        book.id(loan),
        kind,
        PortfolioSnapshot.state(bucket, then.countedDays),
        then.daysPastDue,
        Money.ofMinor(unit, then.outstandingPrincipal),
        Optional.of(Money.ofMinor(unit, OverduePrincipal.of(then, rule, Days.of(day)))),
        book.restructures(loan, day) > 0);
  }

  LoanBook book() {
    return book;
  }

  /** Reads the past of single loans; for one thread. */
  PastReader reader() {
    return PastReader.of(book, policy, asOf);
  }

  /** Whether schedule and payments tell how late a loan was, whatever became of it. */
  boolean isTold(int loan) {
    return told[loan];
  }

  /** For {@link #assess}, on one thread. */
  Assessor scratch() {
    Assessor scratch = new Assessor();
    scratch.lines.tellsByCompletion(Days.of(asOf));
    return scratch;
  }

  /** Puts into {@code scratch} how late a loan was, as if it were active still. */
  void assess(Assessor scratch, int loan, LocalDate day) {
    boolean begun = book.status(loan) != Loan.Status.PENDING;
    scratch.forced = begun ? Loan.Status.ACTIVE : Loan.Status.PENDING;
    scratch.assess(book, loan, rules(loan), Days.of(day), Days.of(asOf));
  }

  /** Whether a payment or a reversal has a later value date. */
  boolean isPaidAfter(int loan, LocalDate day) {
    int payments = book.paymentsFrom[loan + 1];
    return payments > book.paymentsFrom[loan] && book.paidOn[payments - 1] > Days.of(day);
  }

  Rules rules(int loan) {
    return Assessments.rule(book, loan, rules);
  }

  /** The amount that was lent: as the host gives it, or the principal of the first schedule. */
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
