package dev.mora.delinquency;

import dev.mora.loan.Loan;
import dev.mora.money.Money;
import dev.mora.portfolio.GivenFacts;
import java.time.LocalDate;
import java.util.Optional;
import java.util.OptionalInt;

/** The lender's own figures seen through a policy. */
final class GivenAssessment {

  private GivenAssessment() {}

  static Delinquency of(DelinquencyPolicy policy, Loan loan, GivenFacts facts, LocalDate asOf) {
    facts.overdueAmount().compareTo(Money.zero(loan.currency()));
    Rules rules = new Rules(policy.forProduct(loan.product()).terms(), loan.currency());
    Delinquency.Parts parts = new Delinquency.Parts();
    parts.loan = loan.id();
    parts.borrower = loan.borrower();
    parts.status = status(loan, asOf);
    parts.product = loan.product();
    parts.given = true;
    if (parts.status == Loan.Status.PENDING || parts.status == Loan.Status.CLOSED) {
      return owesNothing(parts, loan, rules, asOf);
    }
    parts.daysPastDue = facts.daysPastDue();
    if (facts.daysPastDue() > 0) {
      LocalDate since = asOf.minusDays(facts.daysPastDue());
      parts.pastDueSince = since;
      parts.earliestUnpaidOn = since;
      parts.delinquentOn = since.plusDays(rules.graceDays);
    }
    next(parts, facts, asOf);
    count(parts, loan, facts, rules, asOf);
    parts.bucket = bucket(loan.status(), parts.countedDays, rules.buckets);
    return new Delinquency(parts, asOf, facts.overdueAmount(), facts.outstanding());
  }

  private static Loan.Status status(Loan loan, LocalDate asOf) {
    boolean later = loan.disbursedOn().filter(asOf::isBefore).isPresent();
    return later && loan.status() == Loan.Status.ACTIVE ? Loan.Status.PENDING : loan.status();
  }

  /** As if it had been assessed; that the figures say otherwise is for its reader to note. */
  private static Delinquency owesNothing(
      Delinquency.Parts parts, Loan loan, Rules rules, LocalDate asOf) {
    Money zero = Money.zero(loan.currency());
    parts.overdueInstallments = 0;
    parts.missedInstallments = 0;
    parts.missedBucket = Assessments.missedBucket(0, rules);
    parts.materialDays = rules.hasMateriality ? 0 : null;
    parts.dueToday = zero;
    parts.outstandingPrincipal = zero;
    parts.toleratedAmount = zero;
    LoanBook book = LoanBook.of(withoutPayments(loan));
    restructured(parts, book, asOf);
    parts.activePauses = book.activePauses(0, Days.of(asOf));
    return new Delinquency(parts, asOf, zero, zero);
  }

  private static void restructured(Delinquency.Parts parts, LoanBook book, LocalDate asOf) {
    Eras eras = book.eras(0);
    int restructures = eras == null ? 0 : eras.countOn(Days.of(asOf));
    if (eras != null && restructures > 0) {
      parts.restructured =
          Restructured.of(eras, restructures, given(eras.daysPastDue[restructures - 1]));
    }
  }

  /** Some cores name the oldest open due date here; a date that has passed is no next one. */
  private static void next(Delinquency.Parts parts, GivenFacts facts, LocalDate asOf) {
    Optional<LocalDate> on = facts.nextDueOn().filter(date -> !date.isBefore(asOf));
    if (on.isEmpty()) {
      return;
    }
    boolean today = on.get().equals(asOf);
    parts.nextDueOn = on.get();
    parts.daysToDue = Days.of(on.get()) - Days.of(asOf);
    parts.nextDueAmount = facts.nextDueAmount().orElse(null);
    parts.dueToday = today ? parts.nextDueAmount : Money.zero(facts.overdueAmount().currency());
  }

  private static void count(
      Delinquency.Parts parts, Loan loan, GivenFacts facts, Rules rules, LocalDate asOf) {
    LoanBook book = LoanBook.of(withoutPayments(loan));
    restructured(parts, book, asOf);
    int day = Days.of(asOf);
    long overdue = facts.overdueAmount().minorUnits();
    int more = rules.inclusive ? 1 : 0;
    parts.basisDays = parts.daysPastDue;
    parts.activePauses = book.activePauses(0, day);
    if (rules.hasMateriality && !rules.isMaterial(overdue, facts.outstanding().minorUnits())) {
      parts.materialDays = 0;
    }
    if (rules.basis == Basis.Kind.INSTALLMENTS_MISSED) {
      Lines lines = new Lines();
      lines.fill(book, 0, rules, day);
      long regular = lines.regularInstallment(book);
      if (rules.installmentsIn(Long.MAX_VALUE, regular) > 0) {
        long missed = rules.installmentsIn(overdue, regular);
        parts.basisDays = rules.periods(missed);
        parts.missedInstallments = (int) Math.min(Integer.MAX_VALUE, missed);
        parts.missedBucket = Assessments.missedBucket(parts.missedInstallments, rules);
        more = 0;
      }
    }
    boolean dueToday = parts.dueToday != null && parts.dueToday.isPositive();
    if (parts.basisDays == 0 && !(more > 0 && (parts.daysPastDue > 0 || dueToday))) {
      return;
    }
    int since = day - parts.basisDays;
    parts.pausedDays = Stops.paused(book, 0, rules, since, day);
    parts.countedDays = Stops.counted(book, 0, rules, since, day, more);
  }

  private static OptionalInt given(int days) {
    return days < 0 ? OptionalInt.empty() : OptionalInt.of(days);
  }

  private static Loan withoutPayments(Loan loan) {
    Loan.Builder only = Loan.builder(loan.id(), loan.borrower(), loan.currency());
    loan.installments().forEach(only::installment);
    loan.pauses().forEach(only::pause);
    loan.restructures().forEach(only::restructure);
    return only.build();
  }

  private static String bucket(Loan.Status status, int countedDays, Buckets buckets) {
    if (status == Loan.Status.WRITTEN_OFF || status == Loan.Status.SOLD) {
      return status.name();
    }
    return buckets.find(countedDays).map(Bucket::code).orElse("");
  }
}
