package dev.mora.benchmarks;

import dev.mora.attribute.Attributes;
import dev.mora.attribute.CaseColumns;
import dev.mora.attribute.RecordRules;
import dev.mora.segmentation.Segmentation;
import dev.mora.segmentation.SegmentationPolicy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/** Ways to segment accounts against the same policy by hand. */
final class SegmentBenchmark {

  /** The most that columns may cost, in costs of the code by hand. */
  private static final double COLUMNS = 0.90;

  /** The most that records as they are may cost. */
  private static final double RECORDS = 1.25;

  /** The most that 60 segments may cost, in costs of 20. */
  private static final double THREE_TIMES_THE_RULES = 2.0;

  /** The most CPU time that an account may take on two threads, in times on one. */
  private static final double TWO_THREADS = 1.2;

  private SegmentBenchmark() {}

  static boolean run(List<String> arguments) throws Exception {
    Options options =
        new Options(arguments, "--accounts", "--draws", "--rounds", "--warm-up", "--seed", "--csv");
    int count = options.whole("--accounts", 1_000_000);
    long seed = options.seed("--seed", new SplittableRandom().nextLong(1, 1_000_000));
    int rounds = options.whole("--rounds", 9);
    Harness harness = new Harness(rounds, options.whole("--warm-up", 5));
    Report report = new Report(System.out);
    int draws = options.whole("--draws", 1);
    System.out.printf(
        "%d accounts (seed %d), policies drawn from --seed %d on%n", count, Accounts.SEED, seed);
    report.machine();
    if (draws > 1) {
      draws(seed, draws, count, harness, report);
    } else {
      committed(drawn(seed), count, rounds, harness, report);
    }
    return report.finish(options.text("--csv", ""));
  }

  private static Policies.Pair drawn(long seed) {
    SegmentationPolicy policy = RandomPolicy.draw(seed);
    return new Policies.Pair(
        "seed " + seed + ", " + policy.rules().size() + " rules", policy, Compiled.of(policy));
  }

  /** Many policies, over columns of all attributes. */
  private static void draws(long seed, int draws, int count, Harness harness, Report report) {
    for (Accounts.Shape shape : Accounts.Shape.values()) {
      Account[] accounts = Accounts.draw(shape, count, Accounts.SEED);
      CaseColumns columns =
          AccountFacts.columns(
              Attributes.standard(), AccountColumns.DECLARED.attributes(), accounts);
      for (int i = 0; i < draws; i++) {
        Policies.Pair pair = drawn(seed + i);
        report.add(
            pair.name() + ", " + shape,
            harness.compare(ways(pair, accounts, columns)),
            0,
            COLUMNS,
            RECORDS);
      }
    }
  }

  private static void committed(
      Policies.Pair drawn, int count, int rounds, Harness harness, Report report)
      throws InterruptedException {
    List<Policies.Pair> pairs = new ArrayList<>(Policies.committed());
    pairs.add(drawn);
    for (Accounts.Shape shape : Accounts.Shape.values()) {
      Account[] accounts = Accounts.draw(shape, count, Accounts.SEED);
      for (Policies.Pair pair : pairs) {
        report.add(
            pair.name() + ", " + shape,
            harness.compare(ways(pair, accounts, AccountFacts.columns(pair.policy(), accounts))),
            0,
            COLUMNS,
            RECORDS);
      }
    }
    Account[] accounts = Accounts.draw(Accounts.Shape.RANDOM, count, Accounts.SEED);
    growth(pairs.get(1), pairs.get(2), accounts, harness, report);
    for (Policies.Pair pair : pairs) {
      CaseColumns columns = AccountFacts.columns(pair.policy(), accounts);
      Segmentation policy = pair.policy().compiled();
      int[] rules = new int[count];
      report.add(
          pair.name() + ", two threads",
          List.of(
              TwoThreads.cost("if/else, to one", byHand(pair.byHand(), accounts), count, rounds),
              TwoThreads.cost(
                  "columns, to one",
                  (from, to) -> policy.segment(columns, from, to, rules),
                  count,
                  rounds)),
          0,
          TWO_THREADS);
    }
  }

  /** Shares nothing but the accounts, each of which one thread reads: shows the machine itself. */
  private static TwoThreads.Work byHand(HandWritten policy, Account[] accounts) {
    int half = accounts.length / 2;
    Account[] first = Arrays.copyOf(accounts, half);
    Account[] second = Arrays.copyOfRange(accounts, half, accounts.length);
    int[] rules = new int[accounts.length];
    int[] ofSecond = new int[second.length];
    return (from, to) ->
        policy.segment(
            from > 0 ? second : to == half ? first : accounts, from > 0 ? ofSecond : rules);
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

  private static List<Harness.Way> ways(
      Policies.Pair pair, Account[] accounts, CaseColumns columns) {
    int[] rules = new int[accounts.length];
    int[] ours = new int[accounts.length];
    Segmentation policy = pair.policy().compiled();
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
