package dev.mora.delinquency;

import dev.mora.loan.Loan;
import dev.mora.money.Money;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Currency;
import java.util.List;
import java.util.Optional;

/**
 * Finds the transitions of one loan after the other: each day as known at its own end is put beside
 * the day before as known at the end of that. Not thread-safe.
 */
final class TransitionFinder {

  /** How a loan stood on a day. */
  private static final class Point {
    int day;
    Loan.Status status = Loan.Status.ACTIVE;
    int daysPastDue;
    int counted;
    String bucket = "";
    long overdue;
    long outstanding;
    long outstandingPrincipal;

    void take(Standing told) {
      day = Days.of(told.asOf());
      status = told.status();
      daysPastDue = told.daysPastDue();
      counted = told.countedDays();
      bucket = told.bucket();
      overdue = told.overdueAmount().minorUnits();
      outstanding = told.outstanding().minorUnits();
      outstandingPrincipal = told.outstandingPrincipal().minorUnits();
    }

    /** Whether a change between the two is none that anybody is told. */
    boolean looksLike(Point other) {
      return bucket.equals(other.bucket) && !isCuredBy(other);
    }

    boolean isCuredBy(Point after) {
      return counted > 0 && after.counted == 0;
    }
  }

  private final ZoneId zone;
  private final List<Transition> found;
  private final DayWalk walk = new DayWalk();
  private final Point before = new Point();
  private final Point now = new Point();
  private LoanBook book = LoanBook.NOTHING;
  private int loan;
  private Rules rules = Rules.NONE;

  TransitionFinder(ZoneId zone, List<Transition> found) {
    this.zone = zone;
    this.found = found;
  }

  void loan(LoanBook of, int index, Rules by) {
    book = of;
    loan = index;
    rules = by;
  }

  /** The transitions of the days behind {@code from} up to {@code to}. */
  void between(int from, int to) {
    walk.asLived(book, loan, rules, from, to, Optional.empty());
    walk.advance();
    read(walk.from, before);
    walkOn(false);
  }

  /**
   * Those behind what was told last, up to {@code to}. What the data now say of the day that was
   * told may differ: a payment that came later that day, a schedule that the host has changed. The
   * difference is told first. A change of the status has no date, and neither has one of what was
   * paid to date without a completion date: they are taken to be of the day {@code to}.
   */
  void since(Standing told, int to) {
    int from = Days.of(told.asOf());
    before.take(told);
    walk.asLived(book, loan, rules, from, to, Optional.empty());
    walk.advance();
    read(walk.from, now);
    boolean newStatus = told.status() != now.status;
    boolean undated = book.paidToDate[loan] && !before.looksLike(now);
    if (to > from && (newStatus || undated)) {
      if (newStatus && !undated && told.status() == Loan.Status.ACTIVE) {
        walk.asLived(book, loan, rules, from, to - 1, Optional.of(told.status()));
        walk.advance();
        read(walk.from, now);
        tell(true);
        walkOn(false);
      }
      walk.asLived(book, loan, rules, to, to, Optional.empty());
      walk.advance();
      read(walk.from, now);
      tell(false);
      return;
    }
    tell(true);
    walkOn(false);
  }

  /**
   * The first day behind {@code from} on which the loan changes by itself; {@code to} if none. What
   * changes there stands behind what was found.
   */
  int nextChange(int from, int to) {
    int size = found.size();
    walk.asLived(book, loan, rules, from, to, Optional.empty());
    walk.advance();
    read(walk.from, before);
    walkOn(true);
    if (found.size() == size) {
      return to;
    }
    return Days.of(found.get(size).on());
  }

  /** How the loan stands on a day as known at its end. */
  Standing standing(int day) {
    walk.asLived(book, loan, rules, day, day, Optional.empty());
    walk.advance();
    read(day, now);
    return standing(now);
  }

  /** From {@link #before}, which is the first day of the current stretch or the day before it. */
  private void walkOn(boolean oneIsEnough) {
    int size = found.size();
    do {
      if (before.day < walk.from) {
        read(walk.from, now);
        tell(!before.looksLike(now) && isRestated(walk.from));
      }
      for (int edge = edge(walk.from); edge <= walk.to; edge = edge(edge)) {
        read(edge - 1, before);
        read(edge, now);
        tell(false);
      }
      read(walk.to, before);
      if (oneIsEnough && found.size() > size) {
        return;
      }
    } while (walk.advance());
  }

  /** The next day in this stretch on which the bucket is another. */
  private int edge(int day) {
    if (walk.countedSlope == 0 || walk.bucketAtStart == Assessor.BY_STATUS) {
      return Integer.MAX_VALUE;
    }
    int counted = walk.countedDays + day - walk.from;
    int next = rules.buckets.nextEdge(counted);
    return next == Integer.MAX_VALUE ? next : day + next - counted;
  }

  /**
   * Whether what was booked on a day makes the day before look otherwise than it did at its end.
   */
  private boolean isRestated(int day) {
    boolean late = false;
    for (int p = book.paymentsFrom[loan]; p < book.paymentsFrom[loan + 1]; p++) {
      late |= book.bookedOn[p] == day && book.paidOn[p] < day;
    }
    if (!late) {
      return false;
    }
    walk.assess(day - 1, day);
    Assessor seen = walk.assessor;
    return seen.countedDays != before.counted
        || !bucket(seen.bucket, seen.status).equals(before.bucket);
  }

  private void read(int day, Point point) {
    int days = day - walk.from;
    point.day = day;
    point.status = walk.status;
    point.daysPastDue = walk.daysPastDue + walk.daysSlope * days;
    point.counted = walk.countedDays + walk.countedSlope * days;
    boolean byDays = walk.countedSlope == 1 && walk.bucketAtStart != Assessor.BY_STATUS;
    point.bucket =
        bucket(byDays ? rules.buckets.indexOf(point.counted) : walk.bucketAtStart, walk.status);
    point.overdue = walk.overdue;
    point.outstanding = walk.outstanding;
    point.outstandingPrincipal = walk.outstandingPrincipal;
  }

  private String bucket(int index, Loan.Status status) {
    return Assessments.bucketName(index, status.name(), rules.buckets);
  }

  /** Tells the change from {@link #before} to {@link #now}, if there is one. */
  private void tell(boolean restated) {
    if (before.looksLike(now)) {
      return;
    }
    Transition.Change change =
        new Transition.Change(
            book.borrower(loan),
            standing(before),
            standing(now),
            restated,
            LocalDate.ofEpochDay(now.day + 1L).atStartOfDay(zone).toInstant());
    if (!before.bucket.equals(now.bucket)) {
      if (!before.bucket.isEmpty()) {
        found.add(new Transition.BucketLeft(change));
      }
      if (!now.bucket.isEmpty()) {
        found.add(new Transition.BucketEntered(change));
      }
      int step = rules.buckets.compare(before.bucket, now.bucket);
      if (step != 0) {
        found.add(
            step < 0 ? new Transition.RolledForward(change) : new Transition.RolledBack(change));
      }
    }
    if (before.isCuredBy(now)) {
      found.add(new Transition.Cured(change));
    }
  }

  private Standing standing(Point point) {
    Currency unit = book.currency(loan);
    return new Standing(
        book.id(loan),
        LocalDate.ofEpochDay(point.day),
        point.status,
        point.daysPastDue,
        point.counted,
        point.bucket,
        Money.ofMinor(unit, point.overdue),
        Money.ofMinor(unit, point.outstanding),
        Money.ofMinor(unit, point.outstandingPrincipal));
  }
}
