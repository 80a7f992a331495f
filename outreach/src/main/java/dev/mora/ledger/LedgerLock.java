package dev.mora.ledger;

import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * The one lock of a ledger in memory: each command runs whole or not at all beside another, so a
 * gate sees the world stand still. Whoever changes a row must hold it.
 */
final class LedgerLock {

  private final ReentrantLock lock = new ReentrantLock();
  private boolean closed;

  /**
   * @throws IllegalStateException once closed
   */
  <T> T locked(Supplier<T> command) {
    lock.lock();
    try {
      if (closed) {
        throw new IllegalStateException("the ledger is closed");
      }
      return command.get();
    } finally {
      lock.unlock();
    }
  }

  /**
   * @throws IllegalStateException once closed
   */
  void run(Runnable command) {
    locked(
        () -> {
          command.run();
          return true;
        });
  }

  void requireHeld() {
    if (!lock.isHeldByCurrentThread()) {
      throw new IllegalStateException("a row changes only under the ledger's lock");
    }
  }

  void close() {
    lock.lock();
    try {
      closed = true;
    } finally {
      lock.unlock();
    }
  }
}
