package dev.mora.delinquency;

/** Principal of the installments that make up the overdue amount. Not thread-safe. */
final class OverduePrincipal {

  private final Assessments assessments;
  private final Assessor assessor = new Assessor();

  OverduePrincipal(Assessments assessments) {
    this.assessments = assessments;
  }

  /** In minor units; 0 where nothing is overdue. */
  long of(int loan) {
    if (assessments.overdueAmount(loan) == 0) {
      return 0;
    }
    Rules rules = assessments.rule(loan);
    int asOf = Days.of(assessments.asOf());
    assessor.assess(assessments.book(), loan, rules, asOf);
    return of(assessor, rules, asOf);
  }

  /** Of the loan that was assessed last, on that day. */
  static long of(Assessor assessed, Rules rules, int day) {
    Lines lines = assessed.lines;
    long sum = 0;
    for (int i = 0; assessed.overdue > 0 && i < lines.size && lines.day[i] < day; i++) {
      long left = lines.left[i];
      boolean met = left == 0 || (!rules.loanScope && left <= rules.limit(lines.due[i]));
      sum += met ? 0 : lines.leftPrincipal[i];
    }
    return sum;
  }
}
