package dev.mora.delinquency;

/**
 * The count that restructures leave standing on a loan until enough installments in a row are met
 * on time. Plays the schedules through, from the first restructure to the last.
 *
 * @param then scratch for looking at earlier days
 * @param seenOn the day from which one looks
 */
record CarriedDays(
    Assessor then, LoanBook book, int loan, Eras eras, Rules rules, int seenOn, int knownBy) {

  /** Days that stand on the day from which one looks, after so many restructures. */
  int after(int restructures) {
    int carried = 0;
    for (int k = 0; k < restructures; k++) {
      int own = ownAt(k);
      boolean stands = carried > 0 && !isReleased(k, eras.on[k] - 1);
      carried = stands ? Math.max(carried, own) : own;
    }
    return carried == 0 || isReleased(restructures, seenOn) ? 0 : carried;
  }

  /** What the schedule before restructure {@code k} counted on its day. */
  private int ownAt(int k) {
    int days = rawAt(then, eras, rules, k, seenOn, knownBy);
    int on = eras.on[k];
    return days == 0 ? 0 : Stops.counted(book, loan, rules, on - days, on, rules.inclusive ? 1 : 0);
  }

  /** Raw days on the day of restructure {@code k}: given, or those of the schedule before it. */
  static int rawAt(Assessor then, Eras eras, Rules rules, int k, int seenOn, int knownBy) {
    if (eras.daysPastDue[k] >= 0) {
      return eras.daysPastDue[k];
    }
    then.use(eras.book, k, k == 0 ? Days.NONE : eras.on[k - 1]);
    // Payments of the day belong to the new schedule, its moratoria move the old one too.
    then.fill(rules, eras.on[k] - 1, eras.on[k], seenOn, knownBy);
    then.measure(rules, eras.on[k]);
    return then.since == Days.NONE ? 0 : eras.on[k] - then.since;
  }

  /**
   * Whether enough installments in a row of one schedule were met on time by a day. Its due dates
   * are those of its last day, or of the day from which one looks.
   *
   * @param era the schedule that stood before restructure {@code era}, or the one in force
   */
  private boolean isReleased(int era, int by) {
    boolean inForce = era == eras.size();
    then.use(inForce ? book : eras.book, inForce ? loan : era, eras.on[era - 1]);
    int datesBy = era < eras.size() ? Math.min(seenOn, eras.on[era]) : seenOn;
    then.fill(rules, by, datesBy, seenOn, knownBy);
    int inRow = 0;
    int day = then.lines.nextDay(Days.NONE);
    while (day != Days.NONE && day <= by) {
      then.fill(rules, day, datesBy, seenOn, knownBy);
      boolean forgiven = rules.loanScope && isForgiven(day);
      for (int i = 0; i < then.lines.size; i++) {
        if (then.lines.day[i] == day && !then.lines.reversal[i] && then.lines.due[i] > 0) {
          inRow = forgiven || then.isMet(rules, i) ? inRow + 1 : 0;
          if (inRow == rules.carryPayments) {
            return true;
          }
        }
      }
      day = then.lines.nextDay(day);
    }
    return false;
  }

  private boolean isForgiven(int day) {
    Lines lines = then.lines;
    long fallenDue = 0;
    long left = 0;
    for (int i = 0; i < lines.size && lines.day[i] <= day; i++) {
      fallenDue = Math.addExact(fallenDue, lines.due[i]);
      left += lines.left[i];
    }
    return left <= rules.limit(fallenDue);
  }
}
