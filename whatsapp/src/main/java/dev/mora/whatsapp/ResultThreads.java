package dev.mora.whatsapp;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Completes results, and with them what a host hung on them, which may be slow. Two threads are
 * enough for quick hosts. While results wait somebody looks each {@link #PATIENCE}: if one of the
 * look before still waits there are twice as many threads, if half of them have nothing to do half
 * as many.
 *
 * <p>Every result is completed: by whoever brings it where no thread can be had.
 */
final class ResultThreads implements Executor {

  static final int FEW = 2;
  static final Duration PATIENCE = Duration.ofMillis(50);

  private final ScheduledExecutorService alarms;
  private final ThreadFactory factory;
  private final ThreadPoolExecutor pool;
  private boolean isWatched;
  private long brought;
  private long seen;
  private boolean isClosed;

  /**
   * @param alarms runs what takes no time
   */
  ResultThreads(ScheduledExecutorService alarms, ThreadFactory factory) {
    this.alarms = alarms;
    this.factory = factory;
    pool =
        new ThreadPoolExecutor(
            FEW, FEW, 30, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), factory);
    pool.allowCoreThreadTimeOut(true);
  }

  /**
   * @param result of which a second run does nothing
   */
  @Override
  public void execute(Runnable result) {
    try {
      give(result);
    } catch (RuntimeException | Error e) { // such as no memory for one more thread
      result.run();
    }
  }

  private synchronized void give(Runnable result) {
    if (isClosed) {
      factory.newThread(result).start();
      return;
    }
    brought++;
    pool.execute(result);
    if (!isWatched && !pool.getQueue().isEmpty()) {
      watch();
    }
  }

  private void watch() {
    alarms.schedule(this::look, PATIENCE.toNanos(), TimeUnit.NANOSECONDS);
    isWatched = true;
    seen = brought;
  }

  private synchronized void look() {
    isWatched = false;
    if (isClosed) {
      return;
    }
    int threads = pool.getCorePoolSize();
    int waiting = pool.getQueue().size();
    try {
      if (brought - waiting < seen) {
        size(2 * threads);
      } else if (waiting == 0 && pool.getActiveCount() <= threads / 2) {
        size(Math.max(FEW, threads / 2));
      }
    } finally {
      if (waiting > 0 || pool.getCorePoolSize() > FEW) {
        watch();
      }
    }
  }

  private void size(int threads) {
    if (threads > pool.getMaximumPoolSize()) {
      pool.setMaximumPoolSize(threads);
      pool.setCorePoolSize(threads);
    } else {
      pool.setCorePoolSize(threads);
      pool.setMaximumPoolSize(threads);
    }
  }

  /** Whatever waits, or comes later, is completed all the same. */
  synchronized void close() {
    isClosed = true;
    try {
      size(pool.getCorePoolSize() + pool.getQueue().size());
    } finally {
      pool.shutdown();
    }
  }
}
