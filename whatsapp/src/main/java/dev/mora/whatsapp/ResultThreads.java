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
 * enough for quick hosts; when nothing has ended for {@link #PATIENCE} while others wait, there are
 * twice as many, until none waits any more.
 */
final class ResultThreads implements Executor {

  static final int FEW = 2;
  static final Duration PATIENCE = Duration.ofMillis(50);

  private final ScheduledExecutorService alarms;
  private final ThreadFactory factory;
  private final ThreadPoolExecutor pool;
  private boolean isWatched;
  private long ended;
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

  @Override
  public synchronized void execute(Runnable result) {
    if (isClosed) {
      factory.newThread(result).start();
      return;
    }
    pool.execute(result);
    if (!isWatched && !pool.getQueue().isEmpty()) {
      watch();
    }
  }

  private void watch() {
    isWatched = true;
    ended = pool.getCompletedTaskCount();
    alarms.schedule(this::look, PATIENCE.toNanos(), TimeUnit.NANOSECONDS);
  }

  private synchronized void look() {
    isWatched = false;
    if (isClosed) {
      return;
    }
    if (pool.getQueue().isEmpty()) {
      widen(FEW);
      return;
    }
    if (pool.getCompletedTaskCount() == ended) {
      widen(2 * pool.getCorePoolSize());
    }
    watch();
  }

  private void widen(int threads) {
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
    widen(pool.getCorePoolSize() + pool.getQueue().size());
    pool.shutdown();
  }
}
