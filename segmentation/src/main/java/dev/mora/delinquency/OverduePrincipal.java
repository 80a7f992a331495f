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
    Lines lines = assessor.lines;
    long sum = 0;
    for (int i = 0; i < lines.size && lines.day[i] < asOf; i++) {
      boolean met =
          lines.left[i] == 0 || (!rules.loanScope && lines.left[i] <= rules.limit(lines.due[i]));
      sum += met ? 0 : lines.leftPrincipal[i];
    }
    return sum;
  }
}
