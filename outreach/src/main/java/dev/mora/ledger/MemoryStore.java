package dev.mora.ledger;

import dev.mora.party.Channel;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Books in the memory of one process, under one lock: gone when the process ends. A work that fails
 * is taken back step by step.
 */
final class MemoryStore implements LedgerStore {

  private final ReentrantLock lock = new ReentrantLock();
  private final InstantSource clock;
  private final Undo undo = new Undo();
  private final MemoryInbox inbox;
  private final MemoryBooks books;
  private boolean closed;

  MemoryStore(InboxLimits limits, InstantSource clock) {
    this.clock = clock;
    var waiting = new WaitingRoom(undo, limits.unmatched());
    inbox = new MemoryInbox(undo, limits, waiting);
    books = new MemoryBooks(undo, clock, waiting, inbox);
  }

  @Override
  public Durability durability() {
    return Durability.NONE;
  }

  @Override
  public <T> T write(Function<Books, T> work) {
    return locked(
        () -> {
          undo.begin();
          boolean done = false;
          try {
            T result = work.apply(books);
            done = true;
            return result;
          } finally {
            if (done) {
              undo.keep();
            } else {
              undo.takeBack();
            }
            books.endOfWork();
          }
        });
  }

  @Override
  public <T> T read(Function<Books, T> work) {
    return locked(() -> work.apply(books));
  }

  @Override
  public InboxItem keep(
      Channel channel, String account, byte[] body, String sha256, Instant receivedAt) {
    return locked(() -> inbox.keep(channel, account, body, sha256, receivedAt, clock.instant()));
  }

  private <T> T locked(Supplier<T> command) {
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

  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
    } finally {
      lock.unlock();
    }
  }
}
