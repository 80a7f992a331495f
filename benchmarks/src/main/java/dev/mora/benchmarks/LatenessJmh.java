package dev.mora.benchmarks;

import dev.mora.delinquency.Assessments;
import dev.mora.delinquency.DelinquencyPolicy;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** The ways of {@link LatenessBenchmark} under JMH. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 4, time = 2)
@Measurement(iterations = 9, time = 2)
public class LatenessJmh {

  private static final int LOANS = 300_000;

  private final DelinquencyPolicy policy = DelinquencyPolicy.standard();
  private final int[] days = new int[LOANS];
  private final long[] overdue = new long[LOANS];
  private BookedLoans loans;

  @Setup
  public void draw() {
    loans = BookedLoans.draw(LOANS, BookedLoans.SEED);
  }

  @Benchmark
  @OperationsPerInvocation(LOANS)
  public int[] loop() {
    PrimitiveLateness.measure(loans, days, overdue);
    return days;
  }

  @Benchmark
  @OperationsPerInvocation(LOANS)
  public Assessments book() {
    return policy.assess(loans.book(), loans.asOf());
  }
}
