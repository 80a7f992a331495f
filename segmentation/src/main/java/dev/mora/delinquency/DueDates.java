package dev.mora.delinquency;

import dev.mora.calendar.BusinessDays;
import dev.mora.loan.Pause;
import java.time.LocalDate;
import java.util.Arrays;

/**
 * Effective due dates: a moratorium moves what falls due from its first day on by its length, then
 * the business-day convention moves the date off a closed day. Both keep dates in order. What the
 * calendar said once is kept. Scratch memory, not thread-safe.
 */
final class DueDates {

  private static final int MORATORIUM = Pause.Kind.MORATORIUM.ordinal();
  private static final int CACHE = 2_048;

  private int moratoria;
  private int[] starts = new int[2];
  private int[] lengths = new int[2];
  private BusinessDays.Convention convention = BusinessDays.Convention.NONE;
  private Rules rules = Rules.NONE;
  private int[] asked = {};
  private int[] moved = {};

  /** The first day that nobody knows on the way of some date of this loan; none if all is known. */
  int unknown = Days.NONE;

  /**
   * Prepares for one loan.
   *
   * @param by moratoria that begin later are not seen
   */
  void of(LoanBook book, int loan, Rules given, int by) {
    unknown = Days.NONE;
    if (convention != given.businessDays || rules.calendar != given.calendar) {
      asked = new int[0];
    }
    convention = given.businessDays;
    rules = given;
    moratoria = 0;
    int reached = Integer.MIN_VALUE;
    for (int p = book.pausesFrom[loan]; p < book.pausesFrom[loan + 1]; p++) {
      if (book.pauseKind[p] == MORATORIUM && book.pauseStart[p] <= by) {
        int start = Math.max(book.pauseStart[p], reached);
        if (book.pauseEnd[p] > start) {
          add(start, book.pauseEnd[p] - start);
          reached = book.pauseEnd[p];
        }
      }
    }
  }

  private void add(int start, int length) {
    if (moratoria == starts.length) {
      starts = Arrays.copyOf(starts, moratoria * 2);
      lengths = Arrays.copyOf(lengths, moratoria * 2);
    }
    starts[moratoria] = start;
    lengths[moratoria++] = length;
  }

  int effective(int contractual) {
    int day = contractual;
    for (int m = 0; m < moratoria; m++) {
      if (day >= starts[m]) {
        day = Math.addExact(day, lengths[m]);
      }
    }
    return convention == BusinessDays.Convention.NONE ? day : open(day);
  }

  private int open(int day) {
    if (asked.length == 0) {
      asked = new int[CACHE];
      moved = new int[CACHE];
      Arrays.fill(asked, Days.NONE);
    }
    int at = day & CACHE - 1;
    if (asked[at] != day) {
      int before = unknown;
      unknown = Days.NONE;
      int to = ask(day);
      boolean decided = unknown == Days.NONE;
      unknown = before == Days.NONE ? unknown : before;
      if (!decided) {
        return to;
      }
      asked[at] = day;
      moved[at] = to;
    }
    return moved[at];
  }

  /** Where the calendar knows nothing, only what it knows to be closed is closed. */
  private int ask(int day) {
    LocalDate date = LocalDate.ofEpochDay(day);
    return rules
        .calendar
        .adjust(date, convention)
        .fold(
            Days::of,
            undecided -> {
              unknown = Days.of(undecided);
              return Days.of(rules.guess.adjust(date, convention).orElseThrow());
            });
  }
}
