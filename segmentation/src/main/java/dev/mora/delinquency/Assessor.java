package dev.mora.delinquency;

import dev.mora.loan.Component;
import dev.mora.loan.Loan;
import org.jspecify.annotations.Nullable;

/**
 * The one algorithm: assesses a loan of a book into primitive fields. Not thread-safe; use it again
 * for the next loan, it allocates nothing then.
 *
 * <p>For the past of a loan there are two ways to look at an earlier day. {@link #assess(LoanBook,
 * int, Rules, int, int)} with that day and the day by which everything must have been booked gives
 * what could have been known. {@link #look} gives the earlier day in hindsight: a payment that
 * bounced between it and the day from which one looks was never made.
 */
final class Assessor {

  /** The bucket is the status itself; the days do not choose it. */
  static final int BY_STATUS = -2;

  static final int NO_BUCKET = -1;

  Loan.Status status = Loan.Status.ACTIVE;

  /** Effective due date of the oldest installment that is late, and the date as agreed. */
  int since;

  int sinceContractual;
  int daysPastDue;

  /** Raw days of the policy's basis. */
  int basisDays;

  int countedDays;
  int pausedDays;

  /** Days of a restructure that stand in {@link #countedDays}. */
  int carriedDays;

  int materialDays;
  int bucket;
  long overdue;
  int overdueInstallments;

  /** Late installments with principal or interest, or whole ones in the arrears by that basis. */
  int missedInstallments;

  long dueToday;
  int nextDueOn;
  int nextContractual;
  long nextDue;

  /** The oldest date that has something unpaid, late or not, and what is left of it. */
  int earliestUnpaidOn;

  long earliestUnpaid;
  long outstanding;
  long outstandingPrincipal;
  long credit;
  long tolerated;
  int installmentsPaid;
  int installmentsTotal;

  /** Restructures up to the day. */
  int restructures;

  /** Whether the schedule that was in force on the day is there. */
  boolean scheduleKnown = true;

  final Lines lines = new Lines();

  /** The schedule in force on the day, as a loan of a book. */
  private LoanBook schedule = LoanBook.NOTHING;

  private int scheduled;
  private int from;
  private @Nullable Assessor earlier;

  /** Stands for the host's status, which has no date, when the past of a loan is told. */
  Loan.@Nullable Status forced;

  /** As of the end of a day, whenever a payment of the day was booked. */
  void assess(LoanBook book, int loan, Rules rules, int asOf) {
    assess(book, loan, rules, asOf, Integer.MAX_VALUE);
  }

  /**
   * As of the end of a day, by what was booked up to another.
   *
   * @param knownBy payments and reversals with a later booking date are not seen
   */
  void assess(LoanBook book, int loan, Rules rules, int asOf, int knownBy) {
    look(book, loan, rules, asOf, asOf, knownBy);
    finish(book, loan, rules, asOf, knownBy);
  }

  /**
   * @param lane takes plain loans; {@link #lines} is not filled then
   */
  void assess(LoanBook book, int loan, Rules rules, int asOf, PlainLane lane) {
    if (lane.measure(this, loan, rules, asOf)) {
      status = book.status(loan);
      restructures = 0;
    } else {
      look(book, loan, rules, asOf, asOf, Integer.MAX_VALUE);
    }
    finish(book, loan, rules, asOf, Integer.MAX_VALUE);
  }

  private void finish(LoanBook book, int loan, Rules rules, int asOf, int knownBy) {
    if (status == Loan.Status.PENDING || status == Loan.Status.CLOSED) {
      owesNothing();
      return;
    }
    materialDays = rules.hasMateriality ? materialDays(book, loan, rules, asOf, knownBy) : 0;
    count(book, loan, rules, asOf, knownBy);
    bucket = status == Loan.Status.ACTIVE ? rules.bucketTable.indexOf(countedDays) : BY_STATUS;
  }

  private void state(LoanBook book, int loan, int day) {
    Loan.Status state = forced == null ? book.status(loan) : forced;
    if (book.disbursedOn[loan] != Days.NONE
        && book.disbursedOn[loan] > day
        && state == Loan.Status.ACTIVE) {
      state = Loan.Status.PENDING;
    }
    if (status != state) {
      status = state;
    }
  }

  /**
   * The amounts and the oldest late date of a day, without any count.
   *
   * @param seenOn {@code day} or later: reversals up to then are seen
   */
  void look(LoanBook book, int loan, Rules rules, int day, int seenOn, int knownBy) {
    state(book, loan, day);
    Eras eras = book.eras(loan);
    if (eras == null) {
      restructures = 0;
      scheduleKnown = true;
      use(book, loan, Days.NONE);
    } else {
      choose(book, loan, eras, rules, day);
    }
    fill(rules, day, day, seenOn, knownBy);
    measure(rules, day);
  }

  private void choose(LoanBook book, int loan, Eras eras, Rules rules, int day) {
    restructures = eras.countOn(day);
    int era = restructures;
    if (rules.restructures == RestructurePolicy.Kind.ORIGINAL_SCHEDULE) {
      era = 0;
      while (era < restructures && eras.book.installments(era) == 0) {
        era++;
      }
    }
    scheduleKnown = era == eras.size() || eras.book.installments(era) > 0;
    int begin = era == 0 ? Days.NONE : eras.on[era - 1];
    if (era == eras.size()) {
      use(book, loan, begin);
    } else {
      use(eras.book, era, begin);
    }
  }

  void use(LoanBook book, int loan, int begin) {
    schedule = book;
    scheduled = loan;
    from = begin;
  }

  void fill(Rules rules, int day, int datesBy, int seenOn, int knownBy) {
    lines.fill(schedule, scheduled, rules, from, day, datesBy, seenOn, knownBy);
  }

  void measure(Rules rules, int asOf) {
    clear();
    credit = lines.credit;
    long fallenDue = 0;
    int lateInstallments = 0;
    for (int i = 0; i < lines.size; i++) {
      long due = lines.due[i];
      if (due == 0) {
        continue;
      }
      long left = lines.left[i];
      outstanding = Math.addExact(outstanding, left);
      outstandingPrincipal += lines.leftPrincipal[i];
      boolean met = isMet(rules, i);
      if (!lines.reversal[i]) {
        installmentsTotal++;
        installmentsPaid += met ? 1 : 0;
      }
      int day = lines.day[i];
      if (day < asOf) {
        fallenDue = Math.addExact(fallenDue, due);
        if (met) {
          tolerated += left;
        } else {
          late(i);
          lateInstallments += lines.reversal[i] ? 0 : 1;
          missedInstallments += lines.isInstallment(schedule, i) ? 1 : 0;
        }
      } else if (!met) {
        next(i, asOf);
      }
    }
    if (rules.loanScope && overdue > 0 && overdue <= rules.limit(fallenDue)) {
      tolerated = overdue;
      installmentsPaid += lateInstallments;
      overdue = 0;
      overdueInstallments = 0;
      missedInstallments = 0;
      since = Days.NONE;
      earliestUnpaidOn = Days.NONE;
    }
    if (earliestUnpaidOn == Days.NONE) {
      earliestUnpaidOn = nextDueOn;
      earliestUnpaid = nextDue;
    }
  }

  boolean isMet(Rules rules, int line) {
    long left = lines.left[line];
    return left == 0 || (!rules.loanScope && left <= rules.limit(lines.due[line]));
  }

  private void late(int line) {
    if (since == Days.NONE) {
      sinceContractual = lines.contractual[line];
      earliestUnpaidOn = lines.day[line];
    }
    late(lines.day[line], lines.left[line]);
    if (lines.day[line] == since) {
      earliestUnpaid += lines.left[line];
    }
  }

  void late(int day, long left) {
    overdue += left;
    overdueInstallments++;
    if (since == Days.NONE) {
      since = day;
    }
  }

  private void next(int line, int asOf) {
    if (nextDueOn == Days.NONE) {
      nextContractual = lines.contractual[line];
    }
    next(lines.day[line], lines.left[line], asOf);
  }

  void next(int day, long left, int asOf) {
    if (nextDueOn == Days.NONE) {
      nextDueOn = day;
    }
    if (day == nextDueOn) {
      nextDue += left;
    }
    if (day == asOf) {
      dueToday += left;
    }
  }

  /** What {@link #since} will be tomorrow if nothing is paid. */
  private int oldestAtDayEnd(Rules rules, int asOf) {
    if (since != Days.NONE || dueToday == 0) {
      return since;
    }
    if (!rules.loanScope) {
      return asOf;
    }
    long fallenDue = 0;
    int oldest = Days.NONE;
    for (int i = 0; i < lines.size && lines.day[i] <= asOf; i++) {
      fallenDue += lines.due[i];
      if (oldest == Days.NONE && lines.left[i] > 0) {
        oldest = lines.day[i];
      }
    }
    return tolerated + dueToday > rules.limit(fallenDue) ? oldest : Days.NONE;
  }

  private void count(LoanBook book, int loan, Rules rules, int asOf, int knownBy) {
    daysPastDue = since == Days.NONE ? 0 : asOf - since;
    int first = firstDay(book, loan, rules, asOf);
    basisDays = first == Days.NONE ? 0 : asOf - first;
    pausedDays = 0;
    countedDays = 0;
    carriedDays = 0;
    if (first != Days.NONE && book.pausesFrom[loan] == book.pausesFrom[loan + 1]) {
      countedDays = rules.afterGrace(basisDays + more(rules));
    } else if (first != Days.NONE) {
      pausedDays = Stops.paused(book, loan, rules, first, asOf);
      countedDays = Stops.counted(book, loan, rules, first, asOf, more(rules));
    }
    if (restructures > 0 && rules.restructures == RestructurePolicy.Kind.CARRY_DAYS) {
      Eras eras = book.eras(loan);
      carriedDays =
          eras == null
              ? 0
              : new CarriedDays(earlier(), book, loan, eras, rules, asOf, knownBy)
                  .after(restructures);
      countedDays = Math.max(countedDays, carriedDays);
    }
  }

  /** The day before the first day that counts; none if none does. */
  private int firstDay(LoanBook book, int loan, Rules rules, int asOf) {
    if (rules.basis == Basis.Kind.OLDEST_UNPAID) {
      return rules.inclusive ? oldestAtDayEnd(rules, asOf) : since;
    }
    if (rules.basis == Basis.Kind.MATURITY) {
      int maturity = maturity();
      boolean reached = maturity != Days.NONE && maturity <= asOf;
      int oldest = rules.inclusive ? oldestAtDayEnd(rules, asOf) : since;
      return reached && oldest != Days.NONE ? maturity : Days.NONE;
    }
    if (since == Days.NONE) {
      return Days.NONE;
    }
    return switch (rules.basis) {
      case LAST_PAYMENT -> lastPayment(book, loan, rules);
      case INSTALLMENTS_MISSED -> {
        long missed = rules.installmentsIn(overdue, regularInstallment());
        missedInstallments = (int) Math.min(Integer.MAX_VALUE, missed);
        yield missed == 0 ? Days.NONE : asOf - rules.periods(missed);
      }
      default -> materialDays == 0 ? Days.NONE : asOf - materialDays;
    };
  }

  /** On {@link DelinquencyPolicy.Count#INCLUSIVE_DAY_END} a due date is day 1. */
  private int more(Rules rules) {
    boolean dueDate = rules.basis == Basis.Kind.OLDEST_UNPAID || rules.basis == Basis.Kind.MATURITY;
    return rules.inclusive && dueDate ? 1 : 0;
  }

  private int maturity() {
    for (int i = lines.size - 1; i >= 0; i--) {
      if (lines.due[i] > 0 && !lines.reversal[i]) {
        return lines.day[i];
      }
    }
    return Days.NONE;
  }

  private long regularInstallment() {
    return lines.regularInstallment(schedule);
  }

  private int lastPayment(LoanBook book, int loan, Rules rules) {
    long regular = regularInstallment();
    int last = Days.NONE;
    int day = Days.NONE;
    long ofDay = 0;
    for (int p = book.paymentsFrom[loan]; p < book.paymentsFrom[loan + 1]; p++) {
      if (!lines.stands(book, p)) {
        continue;
      }
      ofDay = day == book.paidOn[p] ? Math.addExact(ofDay, book.amount[p]) : book.amount[p];
      day = book.paidOn[p];
      if (rules.qualifies(ofDay, regular)) {
        last = day;
      }
    }
    last = Math.max(last, lastCompletion());
    return last == Days.NONE ? since : last;
  }

  /** Of installments that carry what was paid to date. */
  private int lastCompletion() {
    return schedule.paidToDate[scheduled] ? lines.lastCompletion(schedule) : Days.NONE;
  }

  private int materialDays(LoanBook book, int loan, Rules rules, int asOf, int knownBy) {
    Assessor at = this;
    int before = asOf;
    while (at.status != Loan.Status.PENDING && rules.isMaterial(at.overdue, at.outstanding)) {
      int first = at.lastChange(book, loan, before);
      if (first == Days.NONE) {
        break;
      }
      before = first - 1;
      at = earlier();
      at.look(book, loan, rules, before, asOf, knownBy);
    }
    return asOf - before;
  }

  /** The first day since which nothing has changed up to {@code day}, as looked at last. */
  private int lastChange(LoanBook book, int loan, int day) {
    int last = lines.lastChange(schedule, day);
    if (book.disbursedOn[loan] <= day) {
      last = Math.max(last, book.disbursedOn[loan]);
    }
    int to = book.paymentsFrom[loan + 1];
    for (int p = book.paymentsFrom[loan]; p < to && book.paidOn[p] <= day; p++) {
      last = Math.max(last, book.paidOn[p]);
    }
    for (int p = book.pausesFrom[loan]; p < book.pausesFrom[loan + 1]; p++) {
      if (book.pauseStart[p] <= day) {
        last = Math.max(last, book.pauseStart[p]);
      }
    }
    Eras eras = book.eras(loan);
    return eras == null || restructures == 0 ? last : Math.max(last, eras.on[restructures - 1]);
  }

  /** Raw days on the day of restructure {@code k}: given, or those of the schedule before it. */
  int daysAtRestructure(Eras eras, Rules rules, int k, int seenOn, int knownBy) {
    return CarriedDays.rawAt(earlier(), eras, rules, k, seenOn, knownBy);
  }

  private Assessor earlier() {
    Assessor one = earlier;
    if (one == null) {
      one = new Assessor();
      earlier = one;
    }
    one.forced = forced;
    one.lines.tells(lines);
    return one;
  }

  /**
   * Adds what each late installment owes to the bucket of its own raw days less pauses.
   *
   * @param amounts one for each bucket of the policy
   */
  void installmentBuckets(LoanBook book, int loan, Rules rules, int asOf, long[] amounts) {
    if (overdue == 0) {
      return;
    }
    for (int i = 0; i < lines.size && lines.day[i] < asOf; i++) {
      if (isMet(rules, i)) {
        continue;
      }
      int days = Stops.withoutGrace(book, loan, rules, lines.day[i], asOf);
      int index = rules.bucketTable.indexOf(days);
      if (index >= 0) {
        amounts[index] += lines.left[i];
      }
    }
  }

  /**
   * Adds what is left by component: four parts of the arrears, four of what is due on the day, four
   * of all that is outstanding. Only after {@link Lines#detailed} was set.
   */
  void components(Rules rules, int asOf, long[] amounts) {
    if (outstanding == 0) {
      return;
    }
    Component[] all = Component.values();
    for (int i = 0; i < lines.size; i++) {
      boolean late = lines.day[i] < asOf && overdue > 0 && !isMet(rules, i);
      boolean today = lines.day[i] == asOf && !isMet(rules, i);
      for (Component c : all) {
        long left = lines.leftOf(i, c);
        amounts[c.ordinal()] += late ? left : 0;
        amounts[all.length + c.ordinal()] += today ? left : 0;
        amounts[2 * all.length + c.ordinal()] += left;
      }
    }
  }

  private void clear() {
    since = Days.NONE;
    sinceContractual = Days.NONE;
    daysPastDue = 0;
    basisDays = 0;
    countedDays = 0;
    pausedDays = 0;
    carriedDays = 0;
    materialDays = 0;
    bucket = NO_BUCKET;
    overdue = 0;
    overdueInstallments = 0;
    missedInstallments = 0;
    dueToday = 0;
    nextDueOn = Days.NONE;
    nextContractual = Days.NONE;
    nextDue = 0;
    earliestUnpaidOn = Days.NONE;
    earliestUnpaid = 0;
    outstanding = 0;
    outstandingPrincipal = 0;
    tolerated = 0;
    installmentsPaid = 0;
    installmentsTotal = 0;
  }

  private void owesNothing() {
    int paid = installmentsPaid;
    int total = installmentsTotal;
    clear();
    installmentsTotal = total;
    if (status == Loan.Status.PENDING) {
      credit = 0;
    } else {
      installmentsPaid = paid;
    }
  }
}
