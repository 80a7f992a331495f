package dev.mora.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import dev.mora.attribute.CaseColumns;
import dev.mora.segmentation.Segmentation;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.kie.api.KieBase;

/** The policy of 20 segments in the engines that one could take instead, in the same run. */
final class PeersBenchmark {

  private PeersBenchmark() {}

  static boolean run(List<String> arguments) throws Exception {
    Options options =
        new Options(arguments, "--accounts", "--peer-accounts", "--rounds", "--warm-up", "--csv");
    int rounds = options.whole("--rounds", 9);
    Harness harness = new Harness(rounds, options.whole("--warm-up", 3));
    Account[] accounts =
        Accounts.draw(Accounts.Shape.RANDOM, options.whole("--accounts", 1_000_000), Accounts.SEED);
    Account[] few = Arrays.copyOf(accounts, options.whole("--peer-accounts", 10_000));
    Policies.Pair pair = Policies.committed().get(1);
    Segmentation policy = pair.policy().compiled();
    CaseColumns columns = AccountFacts.columns(pair.policy(), accounts);
    int[] rules = new int[accounts.length];
    int[] places = new int[few.length];
    List<Harness.Way> ways = new ArrayList<>();
    ways.add(
        new Harness.Way("columns of Mora", accounts.length, () -> policy.segment(columns, rules)));
    ways.add(
        new Harness.Way(
            "if/else over records", accounts.length, () -> pair.byHand().segment(accounts, rules)));
    for (Peer peer : peers()) {
      check(peer, pair, few);
      ways.add(new Harness.Way(peer.name(), few.length, () -> run(peer, few, places)));
    }
    Report report = new Report(System.out);
    report.machine();
    List<Harness.Cost> costs = harness.compare(ways);
    report.add("20 segments, random", costs);
    duckDb(pair, accounts, rounds, costs.get(0).nanos());
    double drools =
        costs.stream()
            .filter(cost -> cost.name().startsWith("Drools") && cost.name().contains("1000"))
            .mapToDouble(Harness.Cost::ratio)
            .findFirst()
            .orElseThrow();
    System.out.printf(Locale.ROOT, "Drools in batch costs %.0f times as much (bar: 30)%n", drools);
    return report.finish(options.text("--csv", "")) && drools >= 30;
  }

  static List<Peer> peers() {
    KieBase base = Drools.base();
    return List.of(new LambdaTree(), new Drools(1_000, base), new Drools(1, base), new EasyRules());
  }

  private static void run(Peer peer, Account[] accounts, int[] rules) {
    try {
      peer.segment(accounts, rules);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static void check(Peer peer, Policies.Pair pair, Account[] accounts) {
    int[] expected = new int[accounts.length];
    int[] found = new int[accounts.length];
    pair.byHand().segment(accounts, expected);
    run(peer, accounts, found);
    Same.check(peer.name(), expected, found);
  }

  /** Its work is done by threads of its own, so the CPU time of the whole process counts here. */
  private static void duckDb(Policies.Pair pair, Account[] accounts, int rounds, double ours)
      throws Exception {
    OperatingSystemMXBean process =
        (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    try (DuckDb duck = new DuckDb(pair.policy(), accounts)) {
      duck.segment();
      int[] expected = new int[accounts.length];
      pair.byHand().segment(accounts, expected);
      Same.check("DuckDB", expected, duck.rules(pair.policy(), accounts.length));
      double[] nanos = new double[rounds];
      for (int i = 0; i < rounds; i++) {
        long start = process.getProcessCpuTime();
        duck.segment();
        nanos[i] = (double) (process.getProcessCpuTime() - start) / accounts.length;
      }
      double median = Harness.median(nanos);
      System.out.printf(
          Locale.ROOT,
          "DuckDB, CASE over ENUM columns, result kept, one thread: %.1f ns of the process's CPU"
              + " an account, %.1fx of columns%n",
          median,
          median / ours);
    }
  }
}
