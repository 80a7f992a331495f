package dev.mora.template.lint;

/** The moment in the life of a loan that a message is for. */
public enum Purpose {
  PRE_DUE(false, true),
  DUE_TODAY(false, true),
  EARLY(true, true),
  MID(true, true),
  LATE(true, true),
  /** Tells that a report to a credit bureau is coming, where the law lets it come. */
  BUREAU_NOTICE(true, true),
  PROMISE_REMINDER(false, true),
  PROMISE_KEPT(false, false),
  PROMISE_BROKEN(true, true),
  /** Says that there is an answer on a plan, without the offer itself. */
  PLAN_OFFERED(false, true),
  PLAN_CONFIRMED(false, false),
  RECEIPT(false, false),
  /** Asks whether a number is the right person's, and reveals nothing. */
  NUMBER_CHECK(false, true),
  OPT_OUT_CONFIRMED(false, false),
  SETTLED(false, false),
  TERMS(false, false);

  private final boolean arrears;
  private final boolean answer;

  Purpose(boolean arrears, boolean answer) {
    this.arrears = arrears;
    this.answer = answer;
  }

  /** Whether something is overdue, so that the text must say how much and of what. */
  public boolean arrears() {
    return arrears;
  }

  /** Whether the borrower should be able to answer. */
  public boolean wantsAnswer() {
    return answer;
  }
}
