package dev.mora.delinquency;

import dev.mora.calendar.BusinessDays;
import dev.mora.loan.Component;

/**
 * The short way for loans without anything special: where each payment goes to the oldest
 * installment, only the sum of the payments matters, and the first installment beyond it is the
 * only one that can be paid in part. Says the same as {@link Assessor} does the long way, which it
 * leaves every other loan to. Allocates nothing for a loan. Not thread-safe.
 */
final class PlainLane {

  private static final int PRINCIPAL = Component.PRINCIPAL.ordinal();
  private final LoanBook book;
  private final RunningSums sums;
  private final boolean brief;

  private PlainLane(LoanBook book, boolean brief) {
    this.book = book;
    sums = book.sums();
    this.brief = brief;
  }

  static PlainLane of(LoanBook book) {
    return new PlainLane(book, false);
  }

  /** Only since when and with how much a loan is late; the rest is left as it was. */
  static PlainLane lateness(LoanBook book) {
    return new PlainLane(book, true);
  }

  /** Whether rules say nothing that only a payment by itself can tell. */
  static boolean takes(Rules rules) {
    return rules.allocation == DelinquencyPolicy.Allocation.BY_INSTALLMENT
        && !rules.reversalDate
        && !(rules.inclusive && rules.loanScope)
        && rules.basis == Basis.Kind.OLDEST_UNPAID
        && rules.businessDays == BusinessDays.Convention.NONE
        && !rules.hasMateriality;
  }

  /** Measures into {@code a} what is owed; false, and nothing done, if the loan is not plain. */
  boolean measure(Assessor a, int loan, Rules rules, int asOf) {
    if (!rules.plain || asOf < sums.plainFrom[loan]) {
      return false;
    }
    int from = book.installmentsFrom[loan];
    int to = book.installmentsFrom[loan + 1];
    long money = sums.paidBy(book, loan, asOf);
    int[] dueOn = book.dueOn;
    int late = from;
    for (int i = from; i < to; i++) {
      late += (dueOn[i] - asOf) >>> 31;
    }
    long[] due = sums.due;
    boolean all = !brief || rules.inclusive;
    if (!all && (late == from || due[late - 1] <= money)) {
      nothingOverdue(a);
      return true;
    }
    int open = late;
    while (open > from && due[open - 1] > money) {
      open--;
    }
    while (open < to && due[open] <= money) {
      open++;
    }
    a.installmentsTotal = to - from;
    a.installmentsPaid = open - from;
    a.tolerated = 0;
    if (all) {
      amounts(a, rules, loan, from, to, open, money);
    }
    if (rules.exact || rules.loanScope) {
      overdue(a, rules, open, late, money);
      if (all) {
        next(a, from, to, Math.max(open, late), money, asOf);
      }
    } else {
      tolerantly(a, rules, from, to, open, late, money, asOf);
    }
    return true;
  }

  private void amounts(Assessor a, Rules rules, int loan, int from, int to, int open, long money) {
    if (open == to) {
      a.credit = money - before(to, from);
      a.outstanding = 0;
      a.outstandingPrincipal = 0;
      return;
    }
    a.credit = 0;
    a.outstanding = sums.due[to - 1] - money;
    long[] principal = sums.principal;
    long later = sums.wholePrincipal[loan] - principal[open];
    long here = principal[open] - (open == from ? 0 : principal[open - 1]);
    long take = money - before(open, from);
    if (take > 0) {
      here = leftPrincipal(rules, open, here, sums.due[open] - money, take);
    }
    a.outstandingPrincipal = later + here;
  }

  private long leftPrincipal(Rules rules, int open, long principal, long left, long take) {
    int[] order = rules.order;
    if (order[order.length - 1] == PRINCIPAL) {
      return Math.min(principal, left);
    }
    long rest = take;
    for (int c : order) {
      if (c == PRINCIPAL) {
        break;
      }
      rest -= Math.min(rest, book.due[c][open]);
    }
    return principal - Math.min(principal, rest);
  }

  /** What is due before a line. */
  private long before(int line, int from) {
    return line == from ? 0 : sums.due[line - 1];
  }

  private void overdue(Assessor a, Rules rules, int open, int late, long money) {
    if (open < late) {
      a.since = book.dueOn[open];
      a.overdue = sums.due[late - 1] - money;
      a.overdueInstallments = late - open;
      if (rules.loanScope && a.overdue <= rules.limit(sums.due[late - 1])) {
        a.tolerated = a.overdue;
        a.installmentsPaid += late - open;
        nothingOverdue(a);
      }
    } else {
      nothingOverdue(a);
    }
  }

  /**
   * @param next the first line from the as-of date on that is not paid
   */
  private void next(Assessor a, int from, int to, int next, long money, int asOf) {
    a.nextDueOn = Days.NONE;
    a.nextDue = 0;
    a.dueToday = 0;
    if (next < to) {
      int day = book.dueOn[next];
      int last = next;
      while (last + 1 < to && book.dueOn[last + 1] == day) {
        last++;
      }
      a.nextDueOn = day;
      a.nextDue = sums.due[last] - Math.max(money, before(next, from));
      a.dueToday = day == asOf ? a.nextDue : 0;
    }
  }

  private static void nothingOverdue(Assessor a) {
    a.since = Days.NONE;
    a.overdue = 0;
    a.overdueInstallments = 0;
  }

  private void tolerantly(
      Assessor a, Rules rules, int from, int to, int open, int late, long money, int asOf) {
    nothingOverdue(a);
    a.nextDueOn = Days.NONE;
    a.nextDue = 0;
    a.dueToday = 0;
    for (int i = open; i < to; i++) {
      long due = sums.due[i] - before(i, from);
      long left = i == open ? sums.due[i] - money : due;
      if (left <= rules.limit(due)) {
        a.installmentsPaid++;
        a.tolerated += i < late ? left : 0;
      } else if (i < late) {
        a.late(book.dueOn[i], left);
      } else {
        a.next(book.dueOn[i], left, asOf);
      }
    }
  }
}
