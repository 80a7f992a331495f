package dev.mora.benchmarks;

import dev.mora.delinquency.Assessments;
import dev.mora.delinquency.DelinquencyPolicy;
import java.util.List;

/** Days past due and arrears of a loan book against a loop over arrays. */
final class LatenessBenchmark {

  private static final double BAR = 1.5;

  private LatenessBenchmark() {}

  static boolean run(List<String> arguments) throws Exception {
    Options options = new Options(arguments, "--loans", "--rounds", "--warm-up", "--seed", "--csv");
    int count = options.whole("--loans", 1_000_000);
    long seed = options.seed("--seed", BookedLoans.SEED);
    Harness harness = new Harness(options.whole("--rounds", 9), options.whole("--warm-up", 5));
    System.out.printf(
        "%d loans x %d installments, --seed %d%n", count, BookedLoans.INSTALLMENTS, seed);
    Report report = new Report(System.out);
    report.machine();
    BookedLoans loans = BookedLoans.draw(count, seed);
    DelinquencyPolicy policy = DelinquencyPolicy.standard();
    int[] days = new int[count];
    long[] overdue = new long[count];
    PrimitiveLateness.measure(loans, days, overdue);
    check(policy.assess(loans.book(), loans.asOf()), days, overdue);
    report.add(
        "days past due and arrears",
        harness.compare(
            List.of(
                new Harness.Way(
                    "loop over arrays",
                    count,
                    () -> PrimitiveLateness.measure(loans, days, overdue)),
                new Harness.Way(
                    "DelinquencyPolicy.assess(book)",
                    count,
                    () -> read(policy.assess(loans.book(), loans.asOf()), days, overdue)))),
        0,
        BAR);
    System.out.println(
        "B/item of assess are the columns of its result; a loan itself allocates nothing.");
    return report.finish(options.text("--csv", ""));
  }

  /** Takes the results out, as the loop leaves them. */
  private static void read(Assessments assessments, int[] days, long[] overdue) {
    for (int loan = 0; loan < days.length; loan++) {
      days[loan] = assessments.daysPastDue(loan);
      overdue[loan] = assessments.overdueAmount(loan);
    }
  }

  static void check(Assessments assessments, int[] days, long[] overdue) {
    for (int loan = 0; loan < days.length; loan++) {
      if (assessments.daysPastDue(loan) != days[loan]
          || assessments.overdueAmount(loan) != overdue[loan]) {
        throw new IllegalStateException(
            "loan "
                + loan
                + ": "
                + assessments.daysPastDue(loan)
                + " days and "
                + assessments.overdueAmount(loan)
                + ", by the loop "
                + days[loan]
                + " and "
                + overdue[loan]);
      }
    }
  }
}
