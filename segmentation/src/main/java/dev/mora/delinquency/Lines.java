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

  int size;
  int[] day = {};
  long[] due = {};
  long[] left = {};
  long[] leftPrincipal = {};

  /** Whether a line is the debt of a reversal, which is no installment. */
  boolean[] reversal = {};

  /** Money that found nothing to pay. */
  long credit;

  private long[][] parts = new long[COMPONENTS][0];
  private long[][] splits = new long[COMPONENTS][0];
  private boolean[] applied = {};

  /** Puts the money that counts on {@code asOf} to the installments of a loan. */
  void fill(LoanBook book, int loan, Rules rules, int asOf) {
    int from = book.installmentsFrom[loan];
    size = book.installmentsFrom[loan + 1] - from;
    credit = 0;
    if (book.paidToDate[loan]) {
      ensure(size);
      paidToDate(book, from);
    } else if (rules.allocation == DelinquencyPolicy.Allocation.BY_INSTALLMENT
        && !(rules.reversalDate && hasReversal(book, loan))) {
      ensure(size);
      oldestFirst(book, loan, rules, asOf);
    } else {
      ensure(size + book.paymentsFrom[loan + 1] - book.paymentsFrom[loan]);
      paymentByPayment(book, loan, rules, asOf);
    }
  }

  private void paidToDate(LoanBook book, int from) {
    for (int i = 0; i < size; i++) {
      day[i] = book.dueOn[from + i];
      reversal[i] = false;
      long total = 0;
      long met = 0;
      for (int c = 0; c < COMPONENTS; c++) {
        total = Math.addExact(total, book.due[c][from + i]);
        met += book.paid[c][from + i];
      }
      due[i] = total;
      left[i] = total - met;
      leftPrincipal[i] = book.due[PRINCIPAL][from + i] - book.paid[PRINCIPAL][from + i];
    }
  }

  /**
   * By installment only the sum of the payments matters, since each finds all installments there.
   */
  private void oldestFirst(LoanBook book, int loan, Rules rules, int asOf) {
    int from = book.installmentsFrom[loan];
    long money = received(book, loan, asOf);
    for (int i = 0; i < size; i++) {
      day[i] = book.dueOn[from + i];
      reversal[i] = false;
      long total = 0;
      for (int c = 0; c < COMPONENTS; c++) {
        total = Math.addExact(total, book.due[c][from + i]);
      }
      due[i] = total;
      long take = Math.min(money, total);
      money -= take;
      left[i] = total - take;
      if (take == total) {
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
      }
    }
    credit = money;
  }

  private static long received(LoanBook book, int loan, int asOf) {
    long money = 0;
    int to = book.paymentsFrom[loan + 1];
    for (int p = book.paymentsFrom[loan]; p < to && book.paidOn[p] <= asOf; p++) {
      if (book.reverses[p] < 0 && !undone(book, p, asOf)) {
        money = Math.addExact(money, book.amount[p]);
      }
    }
    return money;
  }

  /** A payment is undone by a reversal that is known and not itself undone. */
  private static boolean undone(LoanBook book, int p, int asOf) {
    int by = book.reversedBy[p];
    return by >= 0 && book.paidOn[by] <= asOf && !undone(book, by, asOf);
  }

  private static boolean hasReversal(LoanBook book, int loan) {
    for (int p = book.paymentsFrom[loan]; p < book.paymentsFrom[loan + 1]; p++) {
      if (book.reverses[p] >= 0) {
        return true;
      }
    }
    return false;
  }

  private void paymentByPayment(LoanBook book, int loan, Rules rules, int asOf) {
    int from = book.installmentsFrom[loan];
    for (int i = 0; i < size; i++) {
      day[i] = book.dueOn[from + i];
      reversal[i] = false;
      long total = 0;
      for (int c = 0; c < COMPONENTS; c++) {
        parts[c][i] = book.due[c][from + i];
        total = Math.addExact(total, parts[c][i]);
      }
      due[i] = total;
    }
    int first = book.paymentsFrom[loan];
    int to = book.paymentsFrom[loan + 1];
    Arrays.fill(applied, 0, to - first, false);
    for (int p = first; p < to && book.paidOn[p] <= asOf; p++) {
      if (rules.reversalDate) {
        event(book, first, p, rules);
      } else if (book.reverses[p] < 0 && !undone(book, p, asOf)) {
        credit = Math.addExact(credit, pay(book.amount[p], book.paidOn[p], rules, -1));
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

  /** A payment, or a reversal as a debt of its own; reversals stand behind the day's payments. */
  private void event(LoanBook book, int first, int p, Rules rules) {
    int target = book.reverses[p];
    if (target < 0) {
      if (!applied[p - first]) {
        receive(book.amount[p], book.paidOn[p], rules, p - first);
      }
    } else if (book.reversedBy[target] != p) {
      return;
    } else if (book.reverses[target] >= 0) {
      int original = book.reverses[target];
      while (book.reverses[original] >= 0) {
        original = book.reverses[original];
      }
      receive(book.amount[original], book.paidOn[p], rules, p - first);
    } else if (book.paidOn[target] > book.paidOn[p]) {
      // Undone before its own value date: it never counts, and nothing falls due again.
      applied[target - first] = true;
      return;
    } else {
      reverse(target - first, book.amount[target], book.paidOn[p], rules);
    }
    applied[p - first] = true;
  }

  private void receive(long money, int on, Rules rules, int slot) {
    for (int c = 0; c < COMPONENTS; c++) {
      splits[c][slot] = 0;
    }
    credit = Math.addExact(credit, pay(money, on, rules, slot));
  }

  private void reverse(int slot, long money, int on, Rules rules) {
    int at = size;
    while (at > 0 && day[at - 1] > on) {
      at--;
    }
    insert(at);
    day[at] = on;
    reversal[at] = true;
    long debt = 0;
    for (int c = 0; c < COMPONENTS; c++) {
      parts[c][at] = splits[c][slot];
      debt += splits[c][slot];
    }
    credit -= money - debt;
    if (credit < 0) {
      parts[PRINCIPAL][at] -= credit;
      debt -= credit;
      credit = 0;
    }
    due[at] = debt;
    long spare = credit;
    credit = 0;
    credit = pay(spare, on, rules, -1);
  }

  private void insert(int at) {
    int moved = size - at;
    System.arraycopy(day, at, day, at + 1, moved);
    System.arraycopy(due, at, due, at + 1, moved);
    System.arraycopy(reversal, at, reversal, at + 1, moved);
    for (int c = 0; c < COMPONENTS; c++) {
      System.arraycopy(parts[c], at, parts[c], at + 1, moved);
    }
    size++;
  }

  /** Returns what is left of the money. */
  private long pay(long money, int on, Rules rules, int slot) {
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
      default -> dueNow = 0;
    }
    for (int i = dueNow; i < size && rest > 0; i++) {
      rest = payLine(rest, i, rules, slot);
    }
    return rest;
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
    due = new long[length];
    left = new long[length];
    leftPrincipal = new long[length];
    reversal = new boolean[length];
    applied = new boolean[length];
    parts = new long[COMPONENTS][length];
    splits = new long[COMPONENTS][length];
  }
}
