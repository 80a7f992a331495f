package dev.mora.examples;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What happens when somebody ends the process from outside (ctrl-C, SIGTERM): what is under way
 * ends first, and the command tells what was done. Without work that must not be cut the process
 * ends at once. Thread-safe.
 */
final class Leave {

  private static final Duration TO_TELL = Duration.ofMinutes(1);

  private final CountDownLatch closed = new CountDownLatch(1);
  private final CountDownLatch told = new CountDownLatch(1);
  private @Nullable Runnable closing;
  private boolean asked;

  /** What must not be cut. */
  interface Work {
    void run() throws InterruptedException;
  }

  /**
   * Whoever ends the process from now on closes first, and waits for what the command tells.
   *
   * @param close so that the work ends; returns when nothing is under way any more
   */
  void orderly(Runnable close, Work work) throws InterruptedException {
    begin(close);
    try {
      work.run();
    } finally {
      if (isAsked()) {
        closed.await();
      }
    }
  }

  private synchronized void begin(Runnable close) {
    closing = close;
  }

  synchronized boolean isAsked() {
    return asked;
  }

  /** The command has said all that it had to say. */
  void told() {
    told.countDown();
  }

  /** On a thread of its own, at the end of the process; returns when it may end. */
  void ask() {
    Runnable close = toClose();
    if (close == null) {
      return;
    }
    try {
      close.run();
    } finally {
      closed.countDown();
      awaitTold();
    }
  }

  private synchronized @Nullable Runnable toClose() {
    asked = closing != null && told.getCount() > 0;
    return asked ? closing : null;
  }

  private void awaitTold() {
    try {
      boolean ignored = told.await(TO_TELL.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
