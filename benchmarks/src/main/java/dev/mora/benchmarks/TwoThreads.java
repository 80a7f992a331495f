package dev.mora.benchmarks;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * What sharing the work costs: the CPU time of two threads that each do one half at the same time,
 * in CPU times of one thread that does both. 1 where they do not stand in each other's way; two
 * hardware threads of one core do. A run takes milliseconds, so that what else the machine does
 * makes single ratios 0.6 or 1.5, also of work that shares nothing: a figure is the median of many.
 */
final class TwoThreads {

  private static final int PAIRS_IN_ROUND = 9;
  private static final int WARM_UP = 4;

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  /** Does the items {@code from} (inclusive) to {@code to} (exclusive). */
  interface Work {
    void run(int from, int to);
  }

  private TwoThreads() {}

  /** Ratios to one thread. */
  static Harness.Cost cost(String name, Work work, int items, int rounds)
      throws InterruptedException {
    int pairs = rounds * PAIRS_IN_ROUND;
    double[] ratios = new double[pairs];
    double[] nanos = new double[pairs];
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try {
      for (int pair = -WARM_UP; pair < pairs; pair++) {
        long one = pair % 2 == 0 ? one(threads, work, items) : 0;
        Future<Long> first = threads.submit(() -> time(work, 0, items / 2));
        Future<Long> second = threads.submit(() -> time(work, items / 2, items));
        double two = result(first) + result(second);
        if (pair % 2 != 0) {
          one = one(threads, work, items);
        }
        if (pair >= 0) {
          ratios[pair] = two / one;
          nanos[pair] = two / items;
        }
      }
    } finally {
      threads.shutdown();
    }
    Arrays.sort(ratios);
    return new Harness.Cost(
        name, Harness.median(nanos), 0, Harness.median(ratios), ratios[0], ratios[pairs - 1]);
  }

  private static long one(ExecutorService threads, Work work, int items)
      throws InterruptedException {
    return result(threads.submit(() -> time(work, 0, items)));
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
