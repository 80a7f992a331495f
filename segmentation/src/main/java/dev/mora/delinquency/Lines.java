package dev.mora.delinquency;

import dev.mora.loan.Component;
import java.util.Arrays;

/**
 * What is left of each installment of one loan on a date, in the order of the due dates. Scratch
 * memory: filled again for each loan, it allocates only when a loan is larger than any before.
 */
final class Lines {

  private static final int COMPONENTS = Component.values().length;
  private static final int PRINCIPAL = Component.PRINCIPAL.ordinal();
  private static final int INTEREST = Component.INTEREST.ordinal();

  int size;

  /** Effective due dates: shifted by moratoria, then off closed days. */
  int[] day = {};

  /** Due dates as agreed; the value date for the debt of a reversal. */
  int[] contractual = {};

  long[] due = {};
  long[] left = {};
  long[] leftPrincipal = {};

  /** Whether a line is the debt of a reversal, which is no installment. */
  boolean[] reversal = {};

  /** Index of the installment in its book; -1 for the debt of a reversal. */
  int[] row = {};

  /** Money that found nothing to pay. */
  long credit;

  /** Whether {@link #leftOf} is wanted too. */
  boolean detailed;

  final DueDates dates = new DueDates();

  /** Whether completion dates count even on the day from which one looks. */
  private boolean byCompletion;

  /** What was paid to date without a completion date counts from this day on. */
  private int undatedFrom = Integer.MIN_VALUE;

  private long[][] parts = new long[COMPONENTS][0];
  private long[][] splits = new long[COMPONENTS][0];

  /** What each payment has not found a debt for. */
  private long[] spare = {};

  /** Under which payment or reversal of the loan the money of each payment came in last, or -1. */
  private int[] receivedAs = {};

  private long[] sorted = {};
  private int paidFrom;
  private int paidBy;
  private int seenOn;
  private int knownBy;
  private int target = -1;
  private int targetPart = -1;

  /** Puts the money that counts on {@code asOf} to the installments of a loan. */
  void fill(LoanBook book, int loan, Rules rules, int asOf) {
    fill(book, loan, rules, Days.NONE, asOf, asOf, Integer.MAX_VALUE);
  }

  /**
   * Puts the money of one schedule to its installments.
   *
   * @param from payments of an earlier value date belong to an earlier schedule
   * @param by the day that is looked at: later value dates and later moratoria are not seen
   * @param seen the day from which one looks, {@code by} or later: a payment that is reversed up to
   *     then was never made, and an installment that carries what was paid to date counts as paid
   *     from its completion on
   * @param known payments and reversals that were booked later are not seen
   */
  void fill(LoanBook book, int loan, Rules rules, int from, int by, int seen, int known) {
    fill(book, loan, rules, from, by, by, seen, known);
  }

  /**
   * The same with the due dates of another day.
   *
   * @param datesBy moratoria that begin later are not seen
   */
  void fill(
      LoanBook book, int loan, Rules rules, int from, int by, int datesBy, int seen, int known) {
    paidFrom = from;
    paidBy = by;
    seenOn = seen;
    knownBy = known;
    dates.of(book, loan, rules, datesBy);
    int first = book.installmentsFrom[loan];
    size = book.installmentsFrom[loan + 1] - first;
    credit = 0;
    if (book.paidToDate[loan]) {
      ensure(size);
      paidToDate(book, first);
    } else if (sumIsEnough(book, loan, rules)) {
      ensure(size);
      oldestFirst(book, loan, rules);
    } else {
      ensure(size + book.paymentsFrom[loan + 1] - book.paymentsFrom[loan]);
      paymentByPayment(book, loan, rules);
    }
  }

  /**
   * From now on tells the past of installments that carry what was paid to date: by their
   * completion dates.
   *
   * @param undated the day from which on the rest of what was paid counts
   */
  void tellsByCompletion(int undated) {
    byCompletion = true;
    undatedFrom = undated;
  }

  /** The past as seen from the day that others tell. */
  void tells(Lines other) {
    byCompletion = other.byCompletion;
    undatedFrom = other.paidBy < other.undatedFrom ? other.undatedFrom : Integer.MIN_VALUE;
  }

  /** What is left of one component; only after {@link #detailed} was set. */
  long leftOf(int line, Component component) {
    return parts[component.ordinal()][line];
  }

  /** Whether a line has principal or interest; the others are fees that stand alone. */
  boolean isInstallment(LoanBook book, int line) {
    int i = row[line];
    return i >= 0 && book.due[PRINCIPAL][i] + book.due[INTEREST][i] > 0;
  }

  /**
   * The amount of the middle installment, the smaller of two middle ones; 0 if there is no
   * installment.
   */
  long regularInstallment(LoanBook book) {
    if (sorted.length < size) {
      sorted = new long[due.length];
    }
    int n = 0;
    for (int i = 0; i < size; i++) {
      if (isInstallment(book, i)) {
        sorted[n++] = due[i];
      }
    }
    Arrays.sort(sorted, 0, n);
    return n == 0 ? 0 : sorted[(n - 1) / 2];
  }

  /** The last completion up to the day that is looked at of an installment that is paid. */
  int lastCompletion(LoanBook book) {
    int last = Days.NONE;
    for (int i = 0; i < size; i++) {
      int on = row[i] < 0 ? Days.NONE : book.completedOn[row[i]];
      if (on != Days.NONE && on <= paidBy && left[i] == 0 && due[i] > 0) {
        last = Math.max(last, on);
      }
    }
    return last;
  }

  /** The last day up to {@code asOf} on which an installment became late or was completed. */
  int lastChange(LoanBook book, int asOf) {
    int last = Days.NONE;
    for (int i = 0; i < size; i++) {
      if (day[i] < asOf) {
        last = Math.max(last, day[i] + 1);
      }
      int on = row[i] < 0 ? Days.NONE : book.completedOn[row[i]];
      if (on <= asOf) {
        last = Math.max(last, on);
      }
    }
    return last;
  }

  /** The first due date behind a day; none if there is none. */
  int nextDay(int behind) {
    for (int i = 0; i < size; i++) {
      if (day[i] > behind || behind == Days.NONE) {
        return day[i];
      }
    }
    return Days.NONE;
  }

  /** Whether a payment was made and stands, as far as it is seen. */
  boolean stands(LoanBook book, int p) {
    return book.reverses[p] < 0
        && book.paidOn[p] <= paidBy
        && book.bookedOn[p] <= knownBy
        && !undone(book, p);
  }

  private static boolean sumIsEnough(LoanBook book, int loan, Rules rules) {
    boolean oldestFirst =
        rules.allocation == DelinquencyPolicy.Allocation.BY_INSTALLMENT
            || (rules.allocation == DelinquencyPolicy.Allocation.TARGETED
                && book.target.length == 0);
    return oldestFirst && !(rules.reversalDate && hasReversal(book, loan));
  }

  private void begin(LoanBook book, int i, int at) {
    contractual[i] = book.dueOn[at];
    day[i] = dates.effective(book.dueOn[at]);
    reversal[i] = false;
    row[i] = at;
    long total = 0;
    for (int c = 0; c < COMPONENTS; c++) {
      total = Math.addExact(total, book.due[c][at]);
    }
    due[i] = total;
  }

  private void paidToDate(LoanBook book, int from) {
    for (int i = 0; i < size; i++) {
      begin(book, i, from + i);
      long met = 0;
      for (int c = 0; c < COMPONENTS; c++) {
        met += book.paid[c][from + i];
      }
      int completed = book.completedOn[from + i];
      boolean later =
          met == due[i] && completed != Days.NONE
              ? (byCompletion || paidBy < seenOn) && completed > paidBy
              : paidBy < undatedFrom;
      left[i] = later ? due[i] : due[i] - met;
      leftPrincipal[i] =
          book.due[PRINCIPAL][from + i] - (later ? 0 : book.paid[PRINCIPAL][from + i]);
      if (detailed) {
        for (int c = 0; c < COMPONENTS; c++) {
          parts[c][i] = book.due[c][from + i] - (later ? 0 : book.paid[c][from + i]);
        }
      }
    }
  }

  /**
   * By installment only the sum of the payments matters, since each finds all installments there.
   */
  private void oldestFirst(LoanBook book, int loan, Rules rules) {
    int from = book.installmentsFrom[loan];
    long money = received(book, loan);
    for (int i = 0; i < size; i++) {
      begin(book, i, from + i);
      long total = due[i];
      long take = Math.min(money, total);
      money -= take;
      left[i] = total - take;
      if (take == total && !detailed) {
        leftPrincipal[i] = 0;
        continue;
      }
      leftPrincipal[i] = book.due[PRINCIPAL][from + i];
      for (int c : rules.order) {
        long part = Math.min(take, book.due[c][from + i]);
        take -= part;
        if (c == PRINCIPAL) {
          leftPrincipal[i] -= part;
        }
        if (detailed) {
          parts[c][i] = book.due[c][from + i] - part;
        }
      }
    }
    credit = money;
  }

  private long received(LoanBook book, int loan) {
    long money = 0;
    int to = book.paymentsFrom[loan + 1];
    for (int p = book.paymentsFrom[loan]; p < to && book.paidOn[p] <= paidBy; p++) {
      if (book.paidOn[p] >= paidFrom && stands(book, p)) {
        money = Math.addExact(money, book.amount[p]);
      }
    }
    return money;
  }

  /** A payment is undone by a reversal that is seen and not itself undone. */
  private boolean undone(LoanBook book, int p) {
    boolean undone = false;
    int by = book.reversedBy[p];
    while (by >= 0 && book.paidOn[by] <= seenOn && book.bookedOn[by] <= knownBy) {
      undone = !undone;
      by = book.reversedBy[by];
    }
    return undone;
  }

  private static boolean hasReversal(LoanBook book, int loan) {
    for (int p = book.paymentsFrom[loan]; p < book.paymentsFrom[loan + 1]; p++) {
      if (book.reverses[p] >= 0) {
        return true;
      }
    }
    return false;
  }

  private void paymentByPayment(LoanBook book, int loan, Rules rules) {
    int from = book.installmentsFrom[loan];
    for (int i = 0; i < size; i++) {
      begin(book, i, from + i);
      for (int c = 0; c < COMPONENTS; c++) {
        parts[c][i] = book.due[c][from + i];
      }
    }
    int first = book.paymentsFrom[loan];
    int to = book.paymentsFrom[loan + 1];
    Arrays.fill(receivedAs, 0, to - first, -1);
    Arrays.fill(spare, 0, to - first, 0);
    for (int p = first; p < to && book.paidOn[p] <= paidBy; p++) {
      if (book.paidOn[p] < paidFrom || book.bookedOn[p] > knownBy) {
        continue;
      }
      if (rules.reversalDate) {
        event(book, first, p, rules);
      } else if (stands(book, p)) {
        aim(book, p);
        credit = Math.addExact(credit, pay(book, book.amount[p], book.paidOn[p], rules, -1));
      }
    }
    for (int i = 0; i < size; i++) {
      long total = 0;
      for (int c = 0; c < COMPONENTS; c++) {
        total += parts[c][i];
      }
      left[i] = total;
      leftPrincipal[i] = parts[PRINCIPAL][i];
    }
  }

  /** A payment, or a reversal as a debt of its own. */
  private void event(LoanBook book, int first, int p, Rules rules) {
    int undone = book.reverses[p];
    if (undone >= 0 && book.reversedBy[undone] != p || isHeldBack(book, p)) {
      return;
    }
    int original = p;
    boolean comesIn = true;
    while (book.reverses[original] >= 0) {
      original = book.reverses[original];
      if (original > p || book.bookedOn[original] > knownBy) {
        // What is undone before it comes is held back then; nothing falls due again.
        return;
      }
      comesIn = !comesIn;
    }
    if (comesIn) {
      receive(book, original, p, rules, p - first);
      receivedAs[original - first] = p - first;
    } else {
      int slot = receivedAs[original - first];
      if (slot < 0) {
        slot = p - first;
        before(slot, book.amount[original]);
      }
      reverse(slot, p - first, book.paidOn[p], rules);
    }
  }

  /** Whether reversals before a payment, or before a reversal, undo it in advance. */
  private boolean isHeldBack(LoanBook book, int p) {
    boolean held = false;
    int by = book.reversedBy[p];
    while (by >= 0 && by < p && book.bookedOn[by] <= knownBy) {
      held = !held;
      by = book.reversedBy[by];
    }
    return held;
  }

  /** A payment on an earlier schedule: which parts it had met there no longer says anything. */
  private void before(int slot, long money) {
    for (int c = 0; c < COMPONENTS; c++) {
      splits[c][slot] = c == PRINCIPAL ? money : 0;
    }
    spare[slot] = 0;
  }

  private void receive(LoanBook book, int payment, int when, Rules rules, int slot) {
    for (int c = 0; c < COMPONENTS; c++) {
      splits[c][slot] = 0;
    }
    aim(book, payment);
    spare[slot] = pay(book, book.amount[payment], book.paidOn[when], rules, slot);
    credit = Math.addExact(credit, spare[slot]);
  }

  private void aim(LoanBook book, int payment) {
    target = book.target.length == 0 ? -1 : book.target[payment];
    targetPart = target < 0 ? -1 : book.targetPart[payment];
  }

  /**
   * The debt has the parts that the payment had covered, be it out of its credit later. Credit of
   * other payments goes to it at once, that of the oldest first.
   */
  private void reverse(int slot, int slots, int on, Rules rules) {
    int at = size;
    while (at > 0 && day[at - 1] > on) {
      at--;
    }
    insert(at);
    day[at] = on;
    contractual[at] = on;
    row[at] = -1;
    reversal[at] = true;
    long debt = 0;
    for (int c = 0; c < COMPONENTS; c++) {
      parts[c][at] = splits[c][slot];
      debt += splits[c][slot];
    }
    due[at] = debt;
    credit -= spare[slot];
    spare[slot] = 0;
    for (int s = 0; s < slots && credit > 0; s++) {
      long rest = payLine(spare[s], at, rules, s);
      credit -= spare[s] - rest;
      spare[s] = rest;
    }
  }

  private void insert(int at) {
    int moved = size - at;
    System.arraycopy(day, at, day, at + 1, moved);
    System.arraycopy(contractual, at, contractual, at + 1, moved);
    System.arraycopy(row, at, row, at + 1, moved);
    System.arraycopy(due, at, due, at + 1, moved);
    System.arraycopy(reversal, at, reversal, at + 1, moved);
    for (int c = 0; c < COMPONENTS; c++) {
      System.arraycopy(parts[c], at, parts[c], at + 1, moved);
    }
    size++;
  }

  /** Returns what is left of the money. */
  private long pay(LoanBook book, long money, int on, Rules rules, int slot) {
    int dueNow = 0;
    while (dueNow < size && day[dueNow] <= on) {
      dueNow++;
    }
    long rest = money;
    switch (rules.allocation) {
      case BY_COMPONENT -> {
        for (int c : rules.order) {
          for (int i = 0; i < dueNow; i++) {
            rest -= take(rest, c, i, slot);
          }
        }
      }
      case CURRENT_FIRST -> {
        for (int i = dueNow - 1; i >= 0; i--) {
          rest = payLine(rest, i, rules, slot);
        }
      }
      case TARGETED -> {
        rest = payTarget(book, rest, rules, slot);
        dueNow = 0;
      }
      case BY_INSTALLMENT -> dueNow = 0;
    }
    for (int i = dueNow; i < size && rest > 0; i++) {
      rest = payLine(rest, i, rules, slot);
    }
    return rest;
  }

  /** To the installment with the number that the payer named, if the schedule has it. */
  private long payTarget(LoanBook book, long money, Rules rules, int slot) {
    for (int i = 0; i < size && target >= 0; i++) {
      if (row[i] >= 0 && book.number[row[i]] == target) {
        return targetPart < 0
            ? payLine(money, i, rules, slot)
            : money - take(money, targetPart, i, slot);
      }
    }
    return money;
  }

  private long payLine(long money, int i, Rules rules, int slot) {
    long rest = money;
    for (int c : rules.order) {
      rest -= take(rest, c, i, slot);
    }
    return rest;
  }

  private long take(long money, int c, int i, int slot) {
    long part = Math.min(money, parts[c][i]);
    parts[c][i] -= part;
    if (slot >= 0) {
      splits[c][slot] += part;
    }
    return part;
  }

  private void ensure(int lines) {
    if (day.length >= lines) {
      return;
    }
    int length = lines + (lines >> 1);
    day = new int[length];
    contractual = new int[length];
    row = new int[length];
    due = new long[length];
    left = new long[length];
    leftPrincipal = new long[length];
    reversal = new boolean[length];
    receivedAs = new int[length];
    spare = new long[length];
    parts = new long[COMPONENTS][length];
    splits = new long[COMPONENTS][length];
  }
}
