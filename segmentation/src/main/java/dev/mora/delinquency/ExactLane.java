package dev.mora.delinquency;

/**
 * Since when and with how much plain loans are late where nothing is tolerated, many at a time:
 * what {@link PlainLane} says of each. Lines are counted, not searched, so that a loan takes the
 * same steps however late it is; a branch that the processor guesses wrongly costs as much as a
 * dozen lines. Of a loan that is not {@linkplain #isPlain plain} it writes nothing that means
 * anything. Immutable and thread-safe.
 */
final class ExactLane {

  private final LoanBook book;
  private final RunningSums sums;
  private final int asOf;

  ExactLane(LoanBook book, int asOf) {
    this.book = book;
    sums = book.sums();
    this.asOf = asOf;
  }

  static boolean takes(Rules rules) {
    return rules.plain && rules.exact && !rules.inclusive;
  }

  boolean isPlain(int loan) {
    return asOf >= sums.plainFrom[loan];
  }

  /**
   * Of the loans {@code from} (inclusive) to {@code to} (exclusive), each at its own place.
   *
   * @param since {@link Days#NONE} where nothing is late
   */
  void measure(int from, int to, int[] since, long[] overdue, int[] installments) {
    int[] installmentsFrom = book.installmentsFrom;
    int[] dueOn = book.dueOn;
    long[] due = sums.due;
    for (int loan = from; loan < to; loan++) {
      long money = sums.paidBy(book, loan, asOf);
      int begin = installmentsFrom[loan];
      int end = installmentsFrom[loan + 1];
      int late = begin;
      int met = begin;
      for (int i = begin; i < end; i++) {
        late += dueOn[i] - asOf >>> 31;
        met += (int) (due[i] - money - 1 >>> 63);
      }
      boolean owes = met < late;
      since[loan] = owes ? dueOn[met] : Days.NONE;
      overdue[loan] = owes ? due[late - 1] - money : 0;
      installments[loan] = Math.max(0, late - met);
    }
  }
}
