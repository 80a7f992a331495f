package dev.mora.delinquency;

import dev.mora.loan.Loan;
import dev.mora.money.Money;
import dev.mora.portfolio.GivenFacts;
import java.time.LocalDate;
import java.util.Optional;

/** The lender's own figures seen through a policy. */
final class GivenAssessment {

  private GivenAssessment() {}

  static Delinquency of(DelinquencyPolicy policy, Loan loan, GivenFacts facts, LocalDate asOf) {
    facts.overdueAmount().compareTo(Money.zero(loan.currency()));
    Rules rules = new Rules(policy.forProduct(loan.product()).terms(), loan.currency());
    Delinquency.Parts parts = new Delinquency.Parts();
    parts.loan = loan.id();
    parts.borrower = loan.borrower();
    parts.status = loan.status();
    parts.product = loan.product();
    parts.given = true;
    parts.daysPastDue = facts.daysPastDue();
    if (facts.daysPastDue() > 0) {
      LocalDate since = asOf.minusDays(facts.daysPastDue());
      parts.pastDueSince = since;
      parts.delinquentOn = since.plusDays(rules.graceDays);
    }
    next(parts, facts, asOf);
    count(parts, loan, rules, asOf);
    parts.bucket = bucket(loan.status(), parts.countedDays, rules.buckets);
    return new Delinquency(parts, asOf, facts.overdueAmount(), facts.outstanding());
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

  private static void count(Delinquency.Parts parts, Loan loan, Rules rules, LocalDate asOf) {
    boolean dueToday = parts.dueToday != null && parts.dueToday.isPositive();
    if (parts.daysPastDue == 0 && !(rules.inclusive && dueToday)) {
      return;
    }
    LoanBook pauses = LoanBook.of(pausesOf(loan));
    int day = Days.of(asOf);
    parts.pausedDays = Assessor.paused(pauses, 0, rules, day - parts.daysPastDue, day);
    int afterGrace = rules.afterGrace(parts.daysPastDue + (rules.inclusive ? 1 : 0));
    parts.countedDays = Math.max(0, afterGrace - parts.pausedDays);
  }

  private static Loan pausesOf(Loan loan) {
    Loan.Builder only = Loan.builder(loan.id(), loan.borrower(), loan.currency());
    loan.pauses().forEach(only::pause);
    return only.build();
  }

  private static String bucket(Loan.Status status, int countedDays, Buckets buckets) {
    if (status == Loan.Status.WRITTEN_OFF || status == Loan.Status.SOLD) {
      return status.name();
    }
    return buckets.find(countedDays).map(Bucket::code).orElse("");
  }
}
