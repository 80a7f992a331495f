package dev.mora.examples;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Fetches receipts on a thread of its own, round after round, so that a provider that is slow with
 * files holds up no opt-out, no status and no end. Begun, moved and closed on one thread.
 */
final class ReceiptRounds implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Duration TO_STOP = Duration.ofSeconds(10);

  private final Runnable fetch;
  private final Duration patience;
  private final ExecutorService thread;
  private Future<?> round = CompletableFuture.completedFuture(null);
  private volatile @Nullable RuntimeException failure;

  /**
   * @param patience how long {@link #close} waits for the last files; they are cut off then, and
   *     the next run tries them again
   */
  ReceiptRounds(Runnable fetch, Duration patience) {
    this.fetch = fetch;
    this.patience = patience;
    thread =
        Executors.newSingleThreadExecutor(
            work -> {
              Thread one = new Thread(work, "mora-receipts");
              one.setDaemon(true);
              return one;
            });
  }

  static ReceiptRounds of(Runnable fetch) {
    return new ReceiptRounds(fetch, PATIENCE);
  }

  /**
   * Begins a round, unless one is under way: what is due waits for the next then.
   *
   * @throws RuntimeException with which an earlier round ended
   */
  void next() {
    tellFailure();
    if (round.isDone()) {
      round = thread.submit(this::fetch);
    }
  }

  private void fetch() {
    try {
      fetch.run();
    } catch (RuntimeException e) {
      failure = e;
    }
  }

  private void tellFailure() {
    RuntimeException known = failure;
    if (known != null) {
      failure = null;
      throw known;
    }
  }

  /** Makes a last round, for what was told after the one that is under way began. */
  @Override
  public void close() {
    thread.execute(this::fetch);
    thread.shutdown();
    try {
      if (!thread.awaitTermination(patience.toNanos(), TimeUnit.NANOSECONDS)) {
        cutOff();
      }
    } catch (InterruptedException e) {
      thread.shutdownNow();
      Thread.currentThread().interrupt();
    }
    tellFailure();
  }

  /** Until it has stopped its ledger is not closed: what it writes last is where it stands. */
  private void cutOff() throws InterruptedException {
    thread.shutdownNow();
    thread.awaitTermination(TO_STOP.toNanos(), TimeUnit.NANOSECONDS);
  }
}
