package dev.mora.delinquency;

import dev.mora.calendar.BusinessDays;
import dev.mora.loan.Pause;
import java.time.LocalDate;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Effective due dates: a moratorium moves what falls due from its first day on by its length, then
 * the business-day convention moves the date off a closed day. Both keep dates in order. What the
 * calendar said once is kept. Scratch memory, not thread-safe.
 */
final class DueDates {

  private static final int MORATORIUM = Pause.Kind.MORATORIUM.ordinal();
  private static final int SIZE = 1_024;

  private int moratoria;
  private int[] starts = new int[2];
  private int[] lengths = new int[2];
  private BusinessDays.Convention convention = BusinessDays.Convention.NONE;
  private Rules rules = Rules.NONE;
  private final @Nullable Cache[] caches = new Cache[BusinessDays.Convention.values().length];

  /** The first day that nobody knows on the way of some date of this loan; none if all is known. */
  int unknown = Days.NONE;

  /**
   * Prepares for one loan.
   *
   * @param by moratoria that begin later are not seen
   */
  void of(LoanBook book, int loan, Rules given, int by) {
    unknown = Days.NONE;
    if (rules.calendar != given.calendar) {
      Arrays.fill(caches, null);
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
    Cache known = caches[convention.ordinal()];
    if (known == null) {
      known = new Cache();
      caches[convention.ordinal()] = known;
    }
    int at = day & SIZE - 1;
    if (known.asked[at] != day) {
      known.undecided[at] = Days.NONE;
      known.moved[at] = ask(day, at, known);
      known.asked[at] = day;
    }
    if (unknown == Days.NONE) {
      unknown = known.undecided[at];
    }
    return known.moved[at];
  }

  /** Where the calendar knows nothing, only what it knows to be closed is closed. */
  private int ask(int day, int at, Cache known) {
    LocalDate date = LocalDate.ofEpochDay(day);
    return rules
        .calendar
        .adjust(date, convention)
        .fold(
            Days::of,
            undecided -> {
              known.undecided[at] = Days.of(undecided);
              return Days.of(rules.guess.adjust(date, convention).orElseThrow());
            });
  }

  /** What a calendar said, by the last bits of the day. */
  private static final class Cache {
    final int[] asked = new int[SIZE];
    final int[] moved = new int[SIZE];
    final int[] undecided = new int[SIZE];

    Cache() {
      Arrays.fill(asked, Days.NONE);
    }
  }
}
