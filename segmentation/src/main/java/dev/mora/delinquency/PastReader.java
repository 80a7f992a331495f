package dev.mora.delinquency;

import java.time.LocalDate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads the past of the loans of a book, one after the other, each as one {@link LoanPast}. It uses
 * its memory again for the next loan and is therefore not thread-safe; give each thread its own.
 */
public final class PastReader {

  private final LoanBook book;
  private final Rules[] rules;
  private final int asOf;
  private final DayWalk walk = new DayWalk();
  private final Stretches stretches = new Stretches(64);
  private final Met met = new Met();

  /** Payment days of the schedule that is being read, and how many installments were met then. */
  private final IntColumn paidDays = new IntColumn();

  private final IntColumn paidCounts = new IntColumn();

  private final DueDates dates = new DueDates();

  private PastReader(LoanBook book, DelinquencyPolicy policy, LocalDate asOf) {
    this.book = book;
    this.asOf = Days.of(asOf);
    rules = Assessments.rules(book, policy);
  }

  /** The pasts of a book as they were known at the end of {@code asOf}. */
  public static PastReader of(LoanBook book, DelinquencyPolicy policy, LocalDate asOf) {
    return new PastReader(book, policy, asOf);
  }

  /**
   * The past of one loan; empty if it cannot be told: no installment with anything due by a
   * schedule that is known, or one that is said to be paid without saying when.
   *
   * @param loan its place in the book
   */
  public Optional<LoanPast> past(int loan) {
    if (!isTold(book, loan)) {
      return Optional.empty();
    }
    Rules rule = Assessments.rule(book, loan, rules);
    Eras eras = book.eras(loan);
    if (eras != null) {
      for (int k = 0; k < eras.size(); k++) {
        if (eras.book.installments(k) > 0 && !isTold(eras.book, k)) {
          return Optional.empty();
        }
      }
    }
    read(loan, rule, eras);
    if (met.size == 0) {
      return Optional.empty();
    }
    return Optional.of(
        new LoanPast(book, loan, rule, asOf, stretches.copy(), met.copy(), walk.assessor.lines));
  }

  private void read(int loan, Rules rule, @Nullable Eras eras) {
    met.clear();
    stretches.clear();
    int changes = eras == null ? 0 : eras.countOn(asOf);
    int era = 0;
    int payment = book.paymentsFrom[loan];
    int payments = book.paymentsFrom[loan + 1];
    walk.inHindsight(book, loan, rule, first(loan, eras, rule), asOf, asOf);
    while (walk.advance()) {
      while (eras != null && era < changes && walk.from >= eras.on[era]) {
        schedule(eras.book, era, rule, eras.on[era]);
        era++;
      }
      stretches.add(walk);
      boolean paid = false;
      for (; payment < payments && book.paidOn[payment] <= walk.from; payment++) {
        paid |= book.bookedOn[payment] <= asOf;
      }
      if (paid) {
        paidDays.add(walk.from);
        paidCounts.add(walk.installmentsPaid);
      }
    }
    if (eras != null && changes < eras.size()) {
      schedule(eras.book, changes, rule, Days.NONE);
    } else {
      schedule(book, loan, rule, Days.NONE);
    }
  }

  /**
   * Ends a schedule.
   *
   * @param end first day of the next one, or {@link Days#NONE}
   */
  private void schedule(LoanBook of, int index, Rules rule, int end) {
    int days = paidDays.size();
    int least = Integer.MAX_VALUE;
    for (int i = days - 1; i >= 0; i--) {
      least = Math.min(least, paidCounts.get(i));
      paidCounts.set(i, least);
    }
    dates.of(of, index, rule, asOf);
    int k = 0;
    int day = 0;
    for (int i = of.installmentsFrom[index]; i < of.installmentsFrom[index + 1]; i++) {
      long due = total(of.due, i);
      if (due == 0) {
        continue;
      }
      k++;
      while (day < days && paidCounts.get(day) < k) {
        day++;
      }
      int metOn = day < days ? paidDays.get(day) : Days.NONE;
      if (of.paidToDate[index]) {
        boolean paid = total(of.paid, i) == due && of.completedOn[i] <= asOf;
        metOn = paid ? of.completedOn[i] : Days.NONE;
      }
      int dueOn = dates.effective(of.dueOn[i]);
      boolean replaced = end != Days.NONE && metOn == Days.NONE;
      if (!replaced || dueOn < end) {
        met.add(of.number[i], dueOn, due, metOn, replaced ? end : Days.NONE);
      }
    }
    clearPaid();
  }

  private void clearPaid() {
    while (paidDays.size() > 0) {
      paidDays.removeLast();
      paidCounts.removeLast();
    }
  }

  static boolean isTold(LoanBook of, int loan) {
    boolean real = false;
    for (int i = of.installmentsFrom[loan]; i < of.installmentsFrom[loan + 1]; i++) {
      long due = total(of.due, i);
      real |= due > 0;
      if (due > 0 && of.hasPaid[i] && of.completedOn[i] == Days.NONE && total(of.paid, i) == due) {
        return false;
      }
    }
    return real;
  }

  private static long total(long[][] columns, int i) {
    long sum = 0;
    for (long[] column : columns) {
      sum += column.length == 0 ? 0 : column[i];
    }
    return sum;
  }

  /** A day before anything happened. */
  private int first(int loan, @Nullable Eras eras, Rules rule) {
    int first = earliest(book, loan, rule);
    if (eras != null) {
      for (int k = 0; k < eras.size(); k++) {
        first = Math.min(first, earliest(eras.book, k, rule));
      }
    }
    return Math.min(first, asOf) - 1;
  }

  private int earliest(LoanBook of, int loan, Rules rule) {
    int first = of.disbursedOn[loan] == Days.NONE ? Integer.MAX_VALUE : of.disbursedOn[loan];
    if (of.installmentsFrom[loan] < of.installmentsFrom[loan + 1]) {
      int due = of.dueOn[of.installmentsFrom[loan]];
      dates.of(of, loan, rule, asOf);
      first = Math.min(first, Math.min(due, dates.effective(due)));
    }
    for (int i = of.installmentsFrom[loan]; i < of.installmentsFrom[loan + 1]; i++) {
      if (of.completedOn[i] != Days.NONE) {
        first = Math.min(first, of.completedOn[i]);
      }
    }
    if (of.paymentsFrom[loan] < of.paymentsFrom[loan + 1]) {
      first = Math.min(first, of.paidOn[of.paymentsFrom[loan]]);
    }
    return first;
  }
}
