package dev.mora.delinquency;

import dev.mora.loan.Loan;
import java.util.Arrays;
import java.util.Optional;

/**
 * Goes through the days of one loan, stretch by stretch: within a stretch nothing happens, so the
 * amounts stand still and each day count either stands still or grows by one a day. The assessment
 * is asked only on days where something happens (a due date passes, money or knowledge comes in, a
 * schedule begins or ends, grace runs out) and on the last day of a stretch; a stretch that does
 * not fit, such as one in which a pause begins, is halved. Scratch memory, used again for the next
 * loan; not thread-safe.
 *
 * <p>Two kinds of knowledge: in hindsight, every day is seen with what was booked by one later day;
 * as lived, each day with what was booked by itself. Paid-to-date installments have no bookings:
 * they are told by their completion dates in both.
 */
final class DayWalk {

  final Assessor assessor = new Assessor();

  /** First and last day of the stretch. */
  int from;

  int to;

  Loan.Status status = Loan.Status.ACTIVE;
  int since;
  int daysPastDue;
  int countedDays;

  /** 0 or 1 a day, within the stretch. */
  int daysSlope;

  int countedSlope;
  int bucketAtStart;
  long overdue;
  long outstanding;
  long outstandingPrincipal;
  int installmentsPaid;

  private LoanBook book = LoanBook.NOTHING;
  private int loan;
  private Rules rules = Rules.NONE;
  private boolean lived;
  private boolean restructured;

  /** Nothing stops the days of a late loan, and grace ends where a stretch ends. */
  private boolean steady;

  private int knownBy;
  private int last;
  private int next;
  private int[] days = new int[64];
  private int size;
  private int at;

  /** The days of an active loan, with what was booked by {@code known}. */
  void inHindsight(LoanBook of, int index, Rules by, int first, int lastDay, int known) {
    assessor.forced = Loan.Status.ACTIVE;
    assessor.lines.tellsByCompletion(known);
    begin(of, index, by, first, lastDay, known, false);
  }

  /**
   * The days, each with what was booked by then.
   *
   * @param status in the place of the book's
   */
  void asLived(
      LoanBook of, int index, Rules by, int first, int lastDay, Optional<Loan.Status> status) {
    assessor.forced = status.orElse(null);
    assessor.lines.tellsByCompletion(Integer.MIN_VALUE);
    begin(of, index, by, first, lastDay, Integer.MAX_VALUE, true);
  }

  private void begin(
      LoanBook of, int index, Rules by, int first, int lastDay, int known, boolean asLived) {
    book = of;
    loan = index;
    rules = by;
    lived = asLived;
    knownBy = known;
    last = lastDay;
    next = first;
    size = 0;
    at = 0;
    add(last + 1);
    add(knownBy);
    collect(book, loan);
    Eras eras = book.eras(loan);
    restructured = eras != null;
    steady =
        eras == null
            && rules.basis == Basis.Kind.OLDEST_UNPAID
            && book.pausesFrom[loan] == book.pausesFrom[loan + 1];
    if (eras != null) {
      for (int k = 0; k < eras.size(); k++) {
        add(eras.on[k]);
        collect(eras.book, k);
      }
    }
    Arrays.sort(days, 0, size);
  }

  /**
   * Days before the first or without a date are passed by, days behind the last are not reached.
   */
  private void collect(LoanBook of, int index) {
    add(of.disbursedOn[index]);
    for (int i = of.installmentsFrom[index]; i < of.installmentsFrom[index + 1]; i++) {
      add(of.completedOn[i]);
    }
    for (int p = of.paymentsFrom[index]; p < of.paymentsFrom[index + 1]; p++) {
      add(lived ? Math.max(of.paidOn[p], of.bookedOn[p]) : of.paidOn[p]);
    }
  }

  private void add(int day) {
    if (size == days.length) {
      days = Arrays.copyOf(days, size * 2);
    }
    days[size++] = day;
  }

  /** The next stretch, if there is one; it may be told in several. */
  boolean advance() {
    if (next > last) {
      return false;
    }
    from = next;
    while (days[at] <= from) {
      at++;
    }
    to = days[at] - 1;
    assess(from);
    read();
    endAtDueDate();
    endBefore(since + rules.graceDays + (rules.inclusive ? 0 : 1));
    daysSlope = 0;
    countedSlope = 0;
    if (since != Days.NONE) {
      slopes();
    }
    next = to + 1;
    return true;
  }

  /** Dates that are moved off closed days or by a moratorium are known to the lines alone. */
  private void endAtDueDate() {
    Lines lines = assessor.lines;
    boolean onTheDay = rules.inclusive || restructured;
    for (int i = 0; i < lines.size; i++) {
      int due = lines.day[i];
      if (due >= from) {
        endBefore(onTheDay && due > from ? due : due + 1);
        return;
      }
    }
  }

  /** A window of missed periods slides over the pauses, so that the count may even fall. */
  private boolean slides() {
    return rules.basis == Basis.Kind.INSTALLMENTS_MISSED
        && book.pausesFrom[loan] < book.pausesFrom[loan + 1];
  }

  private void slopes() {
    if (steady) {
      daysSlope = 1;
      countedSlope = countedDays > 0 ? 1 : 0;
      return;
    }
    if (slides()) {
      to = from;
      return;
    }
    // Ends at the latest with a stretch of one day, in which nothing changes.
    for (int length = to - from; ; length /= 2) {
      to = from + length;
      assess(to);
      int more = assessor.daysPastDue - daysPastDue;
      int counted = assessor.countedDays - countedDays;
      if ((more == 0 || more == length) && (counted == 0 || counted == grows(length))) {
        daysSlope = more == 0 ? 0 : 1;
        countedSlope = counted == 0 ? 0 : 1;
        return;
      }
    }
  }

  /** A count that is 0 yet may come all at once: behind a threshold 0, 0, 0, 4 grows by 4 too. */
  private int grows(int length) {
    return countedDays > 0 ? length : 0;
  }

  private void endBefore(int day) {
    if (day > from && day <= to) {
      to = day - 1;
    }
  }

  /** How the loan stood on a day as known on another. */
  void assess(int day, int known) {
    assessor.assess(book, loan, rules, day, known);
  }

  private void assess(int day) {
    assess(day, lived ? day : knownBy);
  }

  private void read() {
    status = assessor.status;
    since = assessor.since;
    daysPastDue = assessor.daysPastDue;
    countedDays = assessor.countedDays;
    bucketAtStart = assessor.bucket;
    overdue = assessor.overdue;
    outstanding = assessor.outstanding;
    outstandingPrincipal = assessor.outstandingPrincipal;
    installmentsPaid = assessor.installmentsPaid;
  }
}
