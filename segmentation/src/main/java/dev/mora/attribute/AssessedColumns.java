package dev.mora.attribute;

import dev.mora.delinquency.Assessments;

/** Assessments as columns. */
final class AssessedColumns {

  private AssessedColumns() {}

  static void add(Assessments assessments, CaseColumns.Builder columns) {
    for (int loan = 0; loan < assessments.size(); loan++) {
      columns.add(CaseFacts.of(assessments.delinquency(loan)));
    }
  }
}
