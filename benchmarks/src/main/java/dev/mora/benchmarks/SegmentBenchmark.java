package dev.mora.benchmarks;

import dev.mora.attribute.CaseColumns;
import dev.mora.attribute.RecordRules;
import dev.mora.segmentation.Segmentation;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Ways to segment accounts against the same policy by hand. */
final class SegmentBenchmark {

  /** The most that columns may cost, in costs of the code by hand. */
  private static final double COLUMNS = 0.90;

  /** The most that records as they are may cost, their fields read into columns. */
  private static final double RECORDS = 1.25;

  private SegmentBenchmark() {}

  static boolean run(List<String> arguments) throws Exception {
    Options options =
        new Options(arguments, "--accounts", "--rounds", "--warm-up", "--seed", "--csv");
    int count = options.whole("--accounts", 1_000_000);
    long seed = options.seed("--seed", new SplittableRandom().nextLong(1, 1_000_000));
    Harness harness = new Harness(options.whole("--rounds", 9), options.whole("--warm-up", 5));
    Report report = new Report(System.out);
    System.out.println("policy generated from --seed " + seed + ", accounts " + count);
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
    String csv = options.text("--csv", "");
    if (!csv.isEmpty()) {
      report.writeCsv(Path.of(csv));
    }
    return report.isMet();
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
