package dev.mora.delinquency;

/** Principal of the installments that make up the overdue amount. Not thread-safe. */
final class OverduePrincipal {

  private final Assessments assessments;
  private final Lines lines = new Lines();

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
    lines.fill(assessments.book(), loan, rules, asOf);
    long sum = 0;
    for (int i = 0; i < lines.size; i++) {
      boolean late = lines.day[i] < asOf && lines.left[i] > 0;
      if (late && (rules.loanScope || lines.left[i] > rules.limit(lines.due[i]))) {
        sum += lines.leftPrincipal[i];
      }
    }
    return sum;
  }
}
