package dev.mora.delinquency;

import dev.mora.loan.Pause;

/**
 * What stands still in a count of days. Pauses take their days off; a disaster freeze holds the
 * count at its value on the first day of the freeze, and the days after its last day are added to
 * that: {@code min(count without freeze, count on the first day + days after the last)}.
 */
final class Stops {

  private static final int PAUSE = Pause.Kind.PAUSE.ordinal();
  private static final int LEGAL_HOLD = Pause.Kind.LEGAL_HOLD.ordinal();
  private static final int FREEZE = Pause.Kind.DISASTER_FREEZE.ordinal();

  private Stops() {}

  /**
   * Paused days before {@code asOf}, each once, from {@code since} on unless pauses count whole.
   */
  static int paused(LoanBook book, int loan, Rules rules, int since, int asOf) {
    return between(book, loan, rules, rules.wholePauses ? Integer.MIN_VALUE : since, asOf);
  }

  private static int between(LoanBook book, int loan, Rules rules, int from, int to) {
    int days = 0;
    int reached = from;
    for (int p = book.pausesFrom[loan]; p < book.pausesFrom[loan + 1]; p++) {
      int kind = book.pauseKind[p];
      if (kind != PAUSE && !(rules.holdsStop && kind == LEGAL_HOLD)) {
        continue;
      }
      int start = Math.max(book.pauseStart[p], reached);
      int end = Math.min(book.pauseEnd[p], to);
      if (end > start) {
        days += end - start;
        reached = end;
      }
    }
    return days;
  }

  /**
   * Days from {@code since} to {@code asOf} after grace, pauses and freezes, never below 0.
   *
   * @param more 1 if the first day counts too
   */
  static int counted(LoanBook book, int loan, Rules rules, int since, int asOf, int more) {
    return held(book, loan, rules, since, asOf, more, true);
  }

  /** The same for a single installment, to which no grace applies. */
  static int withoutGrace(LoanBook book, int loan, Rules rules, int since, int asOf) {
    return held(book, loan, rules, since, asOf, 0, false);
  }

  private static int held(
      LoanBook book, int loan, Rules rules, int since, int asOf, int more, boolean grace) {
    int value = 0;
    int end = Days.NONE;
    for (int p = book.pausesFrom[loan]; p < book.pausesFrom[loan + 1]; p++) {
      int start = book.pauseStart[p];
      if (book.pauseKind[p] != FREEZE || start >= asOf || book.pauseEnd[p] <= since - more) {
        continue;
      }
      if (end == Days.NONE || start > end) {
        int then = natural(book, loan, rules, since, start, more, grace);
        value =
            end == Days.NONE ? then : Math.min(then, thawed(book, loan, rules, value, end, start));
        end = book.pauseEnd[p];
      } else {
        end = Math.max(end, book.pauseEnd[p]);
      }
    }
    int now = natural(book, loan, rules, since, asOf, more, grace);
    return end == Days.NONE ? now : Math.min(now, thawed(book, loan, rules, value, end, asOf));
  }

  private static int thawed(LoanBook book, int loan, Rules rules, int value, int end, int day) {
    return day <= end ? value : value + day - end - between(book, loan, rules, end, day);
  }

  private static int natural(
      LoanBook book, int loan, Rules rules, int since, int day, int more, boolean grace) {
    if (day < since) {
      return 0;
    }
    int days = day - since + more;
    int left = grace ? rules.afterGrace(days) : days;
    return Math.max(0, left - paused(book, loan, rules, since, day));
  }
}
