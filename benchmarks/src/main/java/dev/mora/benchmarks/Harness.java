package dev.mora.benchmarks;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Compares ways to do the same work, in one JVM, interleaved: each round runs every way once and
 * sets it in relation to the first one's run of the same round. Time is the CPU time of the thread
 * (wall clock would measure the neighbours of a shared machine), the result the median over the
 * rounds. Garbage collector threads are not in it, which flatters those that allocate.
 *
 * @see <a
 *     href="https://docs.oracle.com/en/java/javase/17/docs/api/jdk.management/com/sun/management/ThreadMXBean.html">ThreadMXBean</a>
 */
final class Harness {

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  /** One way to do the work, and how many items one run does. */
  record Way(String name, int items, Runnable run) {}

  /** What one way cost: nanoseconds and bytes for an item, ratios to the first way. */
  record Cost(String name, double nanos, double bytes, double ratio, double least, double most) {}

  private final int rounds;
  private final int warmUp;

  /**
   * @param warmUp rounds that are not counted
   */
  Harness(int rounds, int warmUp) {
    this.rounds = rounds;
    this.warmUp = warmUp;
  }

  List<Cost> compare(List<Way> ways) {
    double[][] nanos = new double[ways.size()][rounds];
    double[][] bytes = new double[ways.size()][rounds];
    for (int round = -warmUp; round < rounds; round++) {
      for (int i = 0; i < ways.size(); i++) {
        Way way = ways.get(i);
        long allocated = THREADS.getCurrentThreadAllocatedBytes();
        long start = THREADS.getCurrentThreadCpuTime();
        way.run().run();
        long time = THREADS.getCurrentThreadCpuTime() - start;
        long allocation = THREADS.getCurrentThreadAllocatedBytes() - allocated;
        if (round >= 0) {
          nanos[i][round] = (double) time / way.items();
          bytes[i][round] = (double) allocation / way.items();
        }
      }
    }
    List<Cost> costs = new ArrayList<>();
    for (int i = 0; i < ways.size(); i++) {
      double[] ratios = new double[rounds];
      for (int round = 0; round < rounds; round++) {
        ratios[round] = nanos[i][round] / nanos[0][round];
      }
      costs.add(
          new Cost(
              ways.get(i).name(),
              median(nanos[i]),
              median(bytes[i]),
              median(ratios),
              Arrays.stream(ratios).min().orElseThrow(),
              Arrays.stream(ratios).max().orElseThrow()));
    }
    return costs;
  }

  static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int half = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
  }
}
