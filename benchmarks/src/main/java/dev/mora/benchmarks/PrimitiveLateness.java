package dev.mora.benchmarks;

/**
 * Days past due and arrears as a careful programmer would write them for speed and for nothing
 * else: payments go to the oldest installment, a day of grace or a pause is not known, nothing is
 * checked. The measure of {@link LatenessBenchmark}.
 */
final class PrimitiveLateness {

  private PrimitiveLateness() {}

  static void measure(BookedLoans loans, int[] daysPastDue, long[] overdue) {
    int[] installmentsFrom = loans.installmentsFrom();
    int[] dueOn = loans.dueOn();
    long[] due = loans.due();
    int[] paymentsFrom = loans.paymentsFrom();
    int[] paidOn = loans.paidOn();
    long[] paid = loans.paid();
    int asOf = (int) loans.asOf().toEpochDay();
    for (int loan = 0; loan < daysPastDue.length; loan++) {
      long money = 0;
      for (int p = paymentsFrom[loan]; p < paymentsFrom[loan + 1]; p++) {
        if (paidOn[p] <= asOf) {
          money += paid[p];
        }
      }
      int days = 0;
      long late = 0;
      int end = installmentsFrom[loan + 1];
      for (int i = installmentsFrom[loan]; i < end && dueOn[i] < asOf; i++) {
        long covered = Math.min(money, due[i]);
        money -= covered;
        if (covered < due[i]) {
          if (late == 0) {
            days = asOf - dueOn[i];
          }
          late += due[i] - covered;
        }
      }
      daysPastDue[loan] = days;
      overdue[loan] = late;
    }
  }
}
