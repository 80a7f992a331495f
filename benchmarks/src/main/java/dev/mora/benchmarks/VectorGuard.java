package dev.mora.benchmarks;

import dev.mora.attribute.CaseColumns;
import dev.mora.segmentation.Segmentation;
import dev.mora.segmentation.SegmentationPolicy;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Whether the loops of the engine still become vector instructions on this JDK. What one more pass
 * over a column costs (a policy with many limits less one with few, by the number of passes
 * between) is set in relation to {@link Arrays#fill(int[], int)} of as many ints: two to four times
 * as much with vectors, some 25 times without. {@code -XX:-UseSuperWord} shows the cost of a pass
 * without vectors, but not here: it takes them from the fill too.
 */
final class VectorGuard {

  static final double MOST = 8;

  private static final int BLOCK = 1024;
  private static final int CALLS_UNTIL_COMPILED = 50_000;
  private static final int LIMITS = 30;
  private static final int LIMITS_IN_A_PASS = 2;
  private static final int DAYS_BETWEEN = 5;

  /** Limits in the midst of what {@link Accounts} draws. */
  private static final List<String> HALVES =
      List.of(
          "{\"attribute\": \"daysToDue\", \"from\": 8}",
          "{\"attribute\": \"countedDays\", \"from\": 60}",
          "{\"attribute\": \"overdueInstallments\", \"from\": 3}",
          "{\"attribute\": \"installmentsPaid\", \"from\": 6}",
          "{\"attribute\": \"times30In12m\", \"from\": 3}",
          "{\"attribute\": \"age\", \"from\": 50}",
          "{\"attribute\": \"loans\", \"from\": 2}",
          "{\"attribute\": \"attempts7d\", \"from\": 3}",
          "{\"attribute\": \"daysSinceContact\", \"from\": 15}",
          "{\"attribute\": \"worstDaysPastDue12m\", \"from\": 60}");

  private VectorGuard() {}

  static void run(Harness harness, Account[] accounts, Report report) {
    int[] rules = new int[accounts.length];
    int[] block = new int[BLOCK];
    for (int call = 0; call < CALLS_UNTIL_COMPILED; call++) {
      Arrays.fill(block, call);
    }
    Harness.Way fill =
        new Harness.Way(
            "Arrays.fill",
            accounts.length,
            () -> {
              for (int at = 0; at < accounts.length; at += BLOCK) {
                Arrays.fill(block, at);
              }
            });
    List<Harness.Cost> costs =
        harness.compare(
            List.of(
                fill,
                way("2 limits of one column", days(LIMITS_IN_A_PASS), accounts, rules),
                way(LIMITS + " limits of one column", days(LIMITS), accounts, rules),
                way("1 column", HALVES.subList(0, 1), accounts, rules),
                way(HALVES.size() + " columns", HALVES, accounts, rules)));
    report.add("passes", costs);
    int passes = (LIMITS - LIMITS_IN_A_PASS) / LIMITS_IN_A_PASS;
    report.add("vectors", "two limits against fill", more(costs, 1, passes), MOST);
    report.add("vectors", "a column against fill", more(costs, 3, HALVES.size() - 1), MOST);
  }

  private static double more(List<Harness.Cost> costs, int few, int times) {
    return (costs.get(few + 1).nanos() - costs.get(few).nanos()) / times / costs.get(0).nanos();
  }

  private static Harness.Way way(
      String name, List<String> conditions, Account[] accounts, int[] rules) {
    SegmentationPolicy policy = policy(conditions);
    CaseColumns columns = AccountFacts.columns(policy, accounts);
    Segmentation compiled = policy.compiled();
    return new Harness.Way(name, accounts.length, () -> compiled.segment(columns, rules));
  }

  /** The highest limit first, so that every rule can hold. */
  private static List<String> days(int limits) {
    return IntStream.range(0, limits)
        .map(i -> (limits - i) * DAYS_BETWEEN)
        .mapToObj(days -> "{\"attribute\": \"countedDays\", \"from\": " + days + "}")
        .toList();
  }

  private static SegmentationPolicy policy(List<String> conditions) {
    String rules =
        IntStream.range(0, conditions.size())
            .mapToObj(
                i ->
                    String.format(
                        Locale.ROOT,
                        "{\"id\": \"r%d\", \"segment\": \"S%d\", \"when\": %s}",
                        i,
                        i,
                        conditions.get(i)))
            .collect(Collectors.joining(",\n"));
    return SegmentationPolicy.parse(
        "passes",
        "{\"schema\": \"mora/segmentation-1\", \"name\": \"passes\", \"version\": \"1\","
            + " \"unit\": \"LOAN\", \"rules\": ["
            + rules
            + "], \"otherwise\": \"NONE\"}");
  }
}
