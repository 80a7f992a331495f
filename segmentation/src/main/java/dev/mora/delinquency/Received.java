package dev.mora.delinquency;

import java.util.Arrays;
import java.util.OptionalDouble;

/** The payments of a loan that stand, as known at the end of a day. */
final class Received {

  private final int[] on;
  private final long[] amount;

  private final boolean isTold;

  private Received(int[] on, long[] amount, boolean isTold) {
    this.isTold = isTold;
    this.on = on;
    this.amount = amount;
  }

  /**
   * @param seen filled as of the day, by what was booked by then
   */
  static Received of(LoanBook book, int loan, Lines seen) {
    int from = book.paymentsFrom[loan];
    int to = book.paymentsFrom[loan + 1];
    int[] on = new int[to - from];
    long[] amount = new long[to - from];
    int size = 0;
    for (int p = from; p < to; p++) {
      if (seen.stands(book, p)) {
        on[size] = book.paidOn[p];
        amount[size++] = book.amount[p];
      }
    }
    return new Received(on, Arrays.copyOf(amount, size), !book.paidToDate[loan]);
  }

  /** See {@link LoanPast#paidOfDue}. */
  OptionalDouble ofDue(Met met, int asOf, int periods) {
    if (periods < 1) {
      throw new IllegalArgumentException("periods must be 1 or more: " + periods);
    }
    int[] dueDates =
        Arrays.stream(met.dueOn).filter(day -> day <= asOf).distinct().sorted().toArray();
    int first = dueDates.length - periods;
    if (first < 0 || !isTold) {
      return OptionalDouble.empty();
    }
    int after = first == 0 ? Integer.MIN_VALUE : dueDates[first - 1];
    int last = dueDates[dueDates.length - 1];
    long due = 0;
    for (int i = 0; i < met.size; i++) {
      due += met.dueOn[i] > after && met.dueOn[i] <= last ? met.due[i] : 0;
    }
    long paid = 0;
    for (int p = 0; p < amount.length; p++) {
      paid += on[p] > after && on[p] <= last ? amount[p] : 0;
    }
    return OptionalDouble.of((double) paid / due);
  }
}
