package dev.mora.benchmarks;

import dev.mora.attribute.CaseColumns;
import dev.mora.attribute.RecordRules;
import dev.mora.segmentation.Segmentation;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Ways to segment accounts against the same policy by hand. */
final class SegmentBenchmark {

  /** The most that columns may cost, in costs of the code by hand. */
  private static final double COLUMNS = 0.90;

  /** The most that records as they are may cost, their fields read into columns. */
  private static final double RECORDS = 1.25;

  /** The most that 60 segments may cost, in costs of 20. */
  private static final double THREE_TIMES_THE_RULES = 2.0;

  /** The most CPU time that an account may take on two threads, in times on one. */
  private static final double TWO_THREADS = 1.2;

  private SegmentBenchmark() {}

  static boolean run(List<String> arguments) throws Exception {
    Options options =
        new Options(arguments, "--accounts", "--rounds", "--warm-up", "--seed", "--csv");
    int count = options.whole("--accounts", 1_000_000);
    long seed = options.seed("--seed", new SplittableRandom().nextLong(1, 1_000_000));
    int rounds = options.whole("--rounds", 9);
    Harness harness = new Harness(rounds, options.whole("--warm-up", 5));
    Report report = new Report(System.out);
    System.out.printf(
        "%d accounts (seed %d), fourth policy from --seed %d%n", count, Accounts.SEED, seed);
    report.machine();
    List<Policies.Pair> pairs = new ArrayList<>(Policies.committed());
    var generated = RandomPolicy.draw(seed);
    pairs.add(
        new Policies.Pair(
            "generated, " + generated.rules().size() + " rules",
            generated,
            Compiled.of(generated)));
    for (Accounts.Shape shape : Accounts.Shape.values()) {
      Account[] accounts = Accounts.draw(shape, count, Accounts.SEED);
      for (Policies.Pair pair : pairs) {
        report.add(
            pair.name() + ", " + shape, harness.compare(ways(pair, accounts)), 0, COLUMNS, RECORDS);
      }
    }
    Account[] accounts = Accounts.draw(Accounts.Shape.RANDOM, count, Accounts.SEED);
    growth(pairs.get(1), pairs.get(2), accounts, harness, report);
    for (Policies.Pair pair : pairs) {
      CaseColumns columns = AccountFacts.columns(pair.policy(), accounts);
      Segmentation policy = pair.policy().compiled();
      int[] rules = new int[count];
      double ratio =
          TwoThreads.ratio((from, to) -> policy.segment(columns, from, to, rules), count, rounds);
      report.add(pair.name() + ", columns", "two threads against one", ratio, TWO_THREADS);
    }
    System.out.println();
    VectorGuard.run(harness, accounts, report);
    return report.finish(options.text("--csv", ""));
  }

  private static void growth(
      Policies.Pair few, Policies.Pair many, Account[] accounts, Harness harness, Report report) {
    int[] rules = new int[accounts.length];
    report.add(
        "columns, more rules",
        harness.compare(List.of(columns(few, accounts, rules), columns(many, accounts, rules))),
        0,
        THREE_TIMES_THE_RULES);
  }

  private static Harness.Way columns(Policies.Pair pair, Account[] accounts, int[] rules) {
    Segmentation policy = pair.policy().compiled();
    CaseColumns columns = AccountFacts.columns(pair.policy(), accounts);
    return new Harness.Way(pair.name(), accounts.length, () -> policy.segment(columns, rules));
  }

  private static List<Harness.Way> ways(Policies.Pair pair, Account[] accounts) {
    int[] rules = new int[accounts.length];
    int[] ours = new int[accounts.length];
    Segmentation policy = pair.policy().compiled();
    CaseColumns columns = AccountFacts.columns(pair.policy(), accounts);
    pair.byHand().segment(accounts, rules);
    policy.segment(columns, ours);
    Same.check(pair.name(), rules, ours);
    RecordRules<Account> records = policy.over(AccountColumns.DECLARED);
    records.find(accounts, ours);
    Same.check(pair.name(), rules, ours);
    return List.of(
        new Harness.Way(
            "if/else over records", accounts.length, () -> pair.byHand().segment(accounts, rules)),
        new Harness.Way("columns", accounts.length, () -> policy.segment(columns, ours)),
        new Harness.Way("records", accounts.length, () -> records.find(accounts, ours)));
  }
}
