package dev.mora.ledger;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

/** Whether anybody may work, who does, and how they wait for each other. Thread-safe. */
final class Shift {

  static final Duration SHORTEST_WAIT = Duration.ofMillis(10);

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final List<Future<?>> schedules = new ArrayList<>();
  private int workers;
  private long changes;
  private volatile boolean paused;
  private volatile boolean closed;

  /** Neither paused nor closed. */
  boolean isOpen() {
    return !closed && !paused;
  }

  /** Why it is not open. */
  RunReport.Ended ended() {
    return closed ? RunReport.Ended.CLOSED : RunReport.Ended.PAUSED;
  }

  void pause() {
    paused = true;
    signal();
  }

  void resume() {
    paused = false;
  }

  /** One more at work; false if nobody may. */
  boolean begin() {
    lock.lock();
    try {
      if (!isOpen()) {
        return false;
      }
      workers++;
      return true;
    } finally {
      lock.unlock();
    }
  }

  void end() {
    lock.lock();
    try {
      workers--;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Ends with the shift, at once if that is closed. */
  void keep(Future<?> schedule) {
    lock.lock();
    try {
      schedules.add(schedule);
      if (closed) {
        schedule.cancel(false);
      }
    } finally {
      lock.unlock();
    }
  }

  /** Something came back: whoever waits looks again. */
  void signal() {
    lock.lock();
    try {
      changes++;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  long changes() {
    lock.lock();
    try {
      return changes;
    } finally {
      lock.unlock();
    }
  }

  /** Until something has changed since {@code seen}, or the time is over. */
  void awaitChange(long seen, Duration longest) throws InterruptedException {
    Duration wait = longest.compareTo(SHORTEST_WAIT) < 0 ? SHORTEST_WAIT : longest;
    lock.lock();
    try {
      long left = wait.toNanos();
      while (left > 0 && changes == seen) {
        left = changed.awaitNanos(left);
      }
    } finally {
      lock.unlock();
    }
  }

  /**
   * Lets nobody begin any more.
   *
   * @return false if it was closed before
   */
  boolean close() {
    lock.lock();
    try {
      if (closed) {
        return false;
      }
      closed = true;
      changes++;
      schedules.forEach(schedule -> schedule.cancel(false));
      changed.signalAll();
      return true;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Waits until all have ended.
   *
   * @param quiet whether nothing else is to be waited for
   * @return false if the time was over first
   */
  boolean awaitQuiet(Duration longest, BooleanSupplier quiet) throws InterruptedException {
    lock.lock();
    try {
      long left = longest.toNanos();
      while (workers > 0 || !quiet.getAsBoolean()) {
        if (left <= 0) {
          return false;
        }
        left = changed.awaitNanos(left);
      }
      return true;
    } finally {
      lock.unlock();
    }
  }
}
