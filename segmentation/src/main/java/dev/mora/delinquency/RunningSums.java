package dev.mora.delinquency;

import dev.mora.loan.Component;

/**
 * What fell due and what was paid on each loan of a book, summed up line by line, so that a sum
 * over a stretch is one subtraction. A loan is plain if its sums say all: no paid-to-date amounts,
 * no reversal, no restructure, no moratorium, no installment without anything due, nothing too
 * large to add up. Immutable.
 */
final class RunningSums {

  static final int NEVER = Integer.MAX_VALUE;

  private static final int PRINCIPAL = Component.PRINCIPAL.ordinal();

  /** For each installment what is due up to and with it, from the first of its loan on. */
  final long[] due;

  /** The principal in {@link #due}. */
  final long[] principal;

  /** For each payment what was paid up to and with it, by value date. */
  final long[] paid;

  /** For each loan its whole principal. */
  final long[] wholePrincipal;

  /**
   * For each loan the first day on which it is plain: a loan that is disbursed later is not, {@link
   * #NEVER} if it never is. One that is pending or closed owes nothing and needs no sums.
   */
  final int[] plainFrom;

  private RunningSums(int loans, int installments, int payments) {
    due = new long[installments];
    principal = new long[installments];
    paid = new long[payments];
    wholePrincipal = new long[loans];
    plainFrom = new int[loans];
  }

  static RunningSums of(LoanBook book) {
    RunningSums sums = new RunningSums(book.size(), book.installments(), book.payments());
    for (int loan = 0; loan < book.size(); loan++) {
      // Both are wanted, also of a loan that is not plain by the first.
      boolean plain = sums.sumDue(book, loan) & sums.sumPaid(book, loan);
      plain &= book.eras(loan) == null && !book.hasMoratorium(loan);
      sums.plainFrom[loan] = plain ? from(book, loan) : NEVER;
    }
    return sums;
  }

  private static int from(LoanBook book, int loan) {
    return switch (book.status(loan)) {
      case ACTIVE -> book.disbursedOn[loan];
      case PENDING, CLOSED -> NEVER;
      case WRITTEN_OFF, SOLD -> Integer.MIN_VALUE;
    };
  }

  private boolean sumDue(LoanBook book, int loan) {
    boolean plain = !book.paidToDate[loan];
    long total = 0;
    long ofPrincipal = 0;
    for (int i = book.installmentsFrom[loan]; i < book.installmentsFrom[loan + 1]; i++) {
      long before = total;
      for (long[] component : book.due) {
        long next = total + component[i];
        plain &= next >= total;
        total = next;
      }
      plain &= total > before;
      ofPrincipal += book.due[PRINCIPAL][i];
      due[i] = total;
      principal[i] = ofPrincipal;
    }
    wholePrincipal[loan] = ofPrincipal;
    return plain;
  }

  private boolean sumPaid(LoanBook book, int loan) {
    boolean plain = true;
    long total = 0;
    for (int p = book.paymentsFrom[loan]; p < book.paymentsFrom[loan + 1]; p++) {
      long next = total + book.amount[p];
      plain &= next >= total && book.reverses[p] < 0 && book.reversedBy[p] < 0;
      total = next;
      paid[p] = total;
    }
    return plain;
  }

  /** What was paid on a loan up to a day; mostly the sum up to its last payment. */
  long paidBy(LoanBook book, int loan, int day) {
    int first = book.paymentsFrom[loan];
    int last = book.paymentsFrom[loan + 1] - 1;
    while (last >= first && book.paidOn[last] > day) {
      last--;
    }
    return last < first ? 0 : paid[last];
  }
}
