package dev.mora.benchmarks;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * What sharing the work costs: the CPU time of two threads that each do one half at the same time,
 * in CPU times of one thread that does both. 1 where they do not stand in each other's way; two
 * hardware threads of one core do.
 */
final class TwoThreads {

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  /** Does the items {@code from} (inclusive) to {@code to} (exclusive). */
  interface Work {
    void run(int from, int to);
  }

  private TwoThreads() {}

  static double ratio(Work work, int items, int rounds) throws InterruptedException {
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try {
      double[] ratios = new double[rounds];
      for (int round = -2; round < rounds; round++) {
        long one = result(threads.submit(() -> time(work, 0, items)));
        Future<Long> first = threads.submit(() -> time(work, 0, items / 2));
        Future<Long> second = threads.submit(() -> time(work, items / 2, items));
        double two = result(first) + result(second);
        if (round >= 0) {
          ratios[round] = two / one;
        }
      }
      return Harness.median(ratios);
    } finally {
      threads.shutdown();
    }
  }

  private static long time(Work work, int from, int to) {
    long start = THREADS.getCurrentThreadCpuTime();
    work.run(from, to);
    return THREADS.getCurrentThreadCpuTime() - start;
  }

  private static long result(Future<Long> time) throws InterruptedException {
    try {
      return time.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    }
  }
}
