package dev.mora.delinquency;

import dev.mora.loan.Loan;
import org.jspecify.annotations.Nullable;

/**
 * The one algorithm: assesses a loan of a book into primitive fields. Not thread-safe; use it again
 * for the next loan, it allocates nothing then.
 */
final class Assessor {

  /** The bucket is the status itself; the days do not choose it. */
  static final int BY_STATUS = -2;

  static final int NO_BUCKET = -1;

  Loan.Status status = Loan.Status.ACTIVE;
  int since;
  int daysPastDue;
  int countedDays;
  int pausedDays;
  int bucket;
  long overdue;
  int overdueInstallments;
  long dueToday;
  int nextDueOn;
  long nextDue;
  long outstanding;
  long outstandingPrincipal;
  long credit;
  long tolerated;
  int installmentsPaid;
  int installmentsTotal;

  final Lines lines = new Lines();

  void assess(LoanBook book, int loan, Rules rules, int asOf) {
    assess(book, loan, rules, asOf, null);
  }

  /**
   * @param lane takes plain loans; {@link #lines} is not filled then
   */
  void assess(LoanBook book, int loan, Rules rules, int asOf, @Nullable PlainLane lane) {
    Loan.Status state = book.status(loan);
    if (book.disbursedOn[loan] != Days.NONE
        && book.disbursedOn[loan] > asOf
        && state == Loan.Status.ACTIVE) {
      state = Loan.Status.PENDING;
    }
    if (status != state) {
      status = state;
    }
    if (lane == null || !lane.measure(this, loan, rules, asOf)) {
      lines.fill(book, loan, rules, asOf);
      measure(rules, asOf);
    }
    if (status == Loan.Status.PENDING || status == Loan.Status.CLOSED) {
      owesNothing();
      return;
    }
    int oldest = rules.inclusive ? oldestAtDayEnd(rules, asOf) : since;
    count(oldest, book, loan, rules, asOf);
    bucket = status == Loan.Status.ACTIVE ? rules.bucketTable.indexOf(countedDays) : BY_STATUS;
  }

  private void measure(Rules rules, int asOf) {
    since = Days.NONE;
    overdue = 0;
    overdueInstallments = 0;
    dueToday = 0;
    nextDueOn = Days.NONE;
    nextDue = 0;
    outstanding = 0;
    outstandingPrincipal = 0;
    credit = lines.credit;
    tolerated = 0;
    installmentsPaid = 0;
    installmentsTotal = 0;
    long fallenDue = 0;
    int lateInstallments = 0;
    for (int i = 0; i < lines.size; i++) {
      long due = lines.due[i];
      if (due == 0) {
        continue;
      }
      long left = lines.left[i];
      outstanding = Math.addExact(outstanding, left);
      outstandingPrincipal += lines.leftPrincipal[i];
      boolean met = left == 0 || (!rules.loanScope && left <= rules.limit(due));
      if (!lines.reversal[i]) {
        installmentsTotal++;
        installmentsPaid += met ? 1 : 0;
      }
      int day = lines.day[i];
      if (day < asOf) {
        fallenDue = Math.addExact(fallenDue, due);
        if (met) {
          tolerated += left;
        } else {
          late(day, left);
          lateInstallments += lines.reversal[i] ? 0 : 1;
        }
      } else if (!met) {
        next(day, left, asOf);
      }
    }
    if (rules.loanScope && overdue > 0 && overdue <= rules.limit(fallenDue)) {
      tolerated = overdue;
      installmentsPaid += lateInstallments;
      overdue = 0;
      overdueInstallments = 0;
      since = Days.NONE;
    }
  }

  void late(int day, long left) {
    overdue += left;
    overdueInstallments++;
    if (since == Days.NONE) {
      since = day;
    }
  }

  void next(int day, long left, int asOf) {
    if (nextDueOn == Days.NONE) {
      nextDueOn = day;
    }
    if (day == nextDueOn) {
      nextDue += left;
    }
    if (day == asOf) {
      dueToday += left;
    }
  }

  /** What {@link #since} will be tomorrow if nothing is paid. */
  private int oldestAtDayEnd(Rules rules, int asOf) {
    if (since != Days.NONE || dueToday == 0) {
      return since;
    }
    if (!rules.loanScope) {
      return asOf;
    }
    long fallenDue = 0;
    int oldest = Days.NONE;
    for (int i = 0; i < lines.size && lines.day[i] <= asOf; i++) {
      fallenDue += lines.due[i];
      if (oldest == Days.NONE && lines.left[i] > 0) {
        oldest = lines.day[i];
      }
    }
    return tolerated + dueToday > rules.limit(fallenDue) ? oldest : Days.NONE;
  }

  private void count(int oldest, LoanBook book, int loan, Rules rules, int asOf) {
    daysPastDue = since == Days.NONE ? 0 : asOf - since;
    pausedDays = 0;
    countedDays = 0;
    if (oldest == Days.NONE) {
      return;
    }
    pausedDays = paused(book, loan, rules, oldest, asOf);
    int afterGrace = rules.afterGrace(asOf - oldest + (rules.inclusive ? 1 : 0));
    countedDays = Math.max(0, afterGrace - pausedDays);
  }

  /**
   * Paused days before {@code asOf}, each once, from {@code since} on unless pauses count whole.
   */
  static int paused(LoanBook book, int loan, Rules rules, int since, int asOf) {
    int days = 0;
    int reached = rules.wholePauses ? Integer.MIN_VALUE : since;
    for (int p = book.pausesFrom[loan]; p < book.pausesFrom[loan + 1]; p++) {
      int start = Math.max(book.pauseStart[p], reached);
      int end = Math.min(book.pauseEnd[p], asOf);
      if (end > start) {
        days += end - start;
        reached = end;
      }
    }
    return days;
  }

  /**
   * Adds what each late installment owes to the bucket of its own raw days less pauses.
   *
   * @param amounts one for each bucket of the policy
   */
  void installmentBuckets(LoanBook book, int loan, Rules rules, int asOf, long[] amounts) {
    if (overdue == 0) {
      return;
    }
    for (int i = 0; i < lines.size && lines.day[i] < asOf; i++) {
      long left = lines.left[i];
      if (left == 0 || (!rules.loanScope && left <= rules.limit(lines.due[i]))) {
        continue;
      }
      int day = lines.day[i];
      int index = rules.buckets.indexOf(asOf - day - paused(book, loan, rules, day, asOf));
      if (index >= 0) {
        amounts[index] += left;
      }
    }
  }

  private void owesNothing() {
    since = Days.NONE;
    daysPastDue = 0;
    countedDays = 0;
    pausedDays = 0;
    bucket = NO_BUCKET;
    overdue = 0;
    overdueInstallments = 0;
    dueToday = 0;
    nextDueOn = Days.NONE;
    nextDue = 0;
    outstanding = 0;
    outstandingPrincipal = 0;
    tolerated = 0;
    if (status == Loan.Status.PENDING) {
      credit = 0;
      installmentsPaid = 0;
    }
  }
}
