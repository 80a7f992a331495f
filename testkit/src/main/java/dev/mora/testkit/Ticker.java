package dev.mora.testkit;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Runs a task every 50 ms on a daemon thread. */
final class Ticker implements AutoCloseable {

  private final ScheduledExecutorService executor;

  private Ticker(ScheduledExecutorService executor) {
    this.executor = executor;
  }

  static Ticker start(Runnable task) {
    ScheduledExecutorService executor =
        Executors.newSingleThreadScheduledExecutor(
            work -> {
              Thread thread = new Thread(work, "mora-cloud-api-callbacks");
              thread.setDaemon(true);
              return thread;
            });
    executor.scheduleWithFixedDelay(task, 50, 50, TimeUnit.MILLISECONDS);
    return new Ticker(executor);
  }

  @Override
  public void close() {
    executor.shutdownNow();
  }
}
