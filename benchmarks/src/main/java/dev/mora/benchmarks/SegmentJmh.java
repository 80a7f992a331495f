package dev.mora.benchmarks;

import dev.mora.attribute.CaseColumns;
import dev.mora.attribute.RecordRules;
import dev.mora.segmentation.Segmentation;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** The ways of {@link SegmentBenchmark} under JMH, in wall clock and each in a JVM of its own. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 4, time = 2)
@Measurement(iterations = 9, time = 2)
public class SegmentJmh {

  private static final int ACCOUNTS = 1_000_000;

  /** Segments of a committed policy. */
  @Param({"8", "20", "60"})
  public int segments;

  @Param({"random", "skewed"})
  public String shape;

  private Account[] accounts;
  private int[] rules;
  private HandWritten byHand;
  private Segmentation policy;
  private CaseColumns columns;
  private RecordRules<Account> records;

  @Setup
  public void draw() {
    Policies.Pair pair =
        Policies.committed().stream()
            .filter(one -> one.name().equals(segments + " segments"))
            .findFirst()
            .orElseThrow();
    accounts = Accounts.draw(Accounts.Shape.of(shape), ACCOUNTS, Accounts.SEED);
    rules = new int[ACCOUNTS];
    byHand = pair.byHand();
    policy = pair.policy().compiled();
    columns = AccountFacts.columns(pair.policy(), accounts);
    records = policy.over(AccountColumns.DECLARED);
  }

  @Benchmark
  @OperationsPerInvocation(ACCOUNTS)
  public int[] ifElse() {
    byHand.segment(accounts, rules);
    return rules;
  }

  @Benchmark
  @OperationsPerInvocation(ACCOUNTS)
  public int[] columns() {
    policy.segment(columns, rules);
    return rules;
  }

  @Benchmark
  @OperationsPerInvocation(ACCOUNTS)
  public int[] records() {
    records.find(accounts, rules);
    return rules;
  }
}
