package dev.mora.jdbc;

import dev.mora.ledger.Books;
import dev.mora.ledger.Durability;
import dev.mora.ledger.InboxItem;
import dev.mora.ledger.LedgerStore;
import dev.mora.party.Channel;
import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The books in a database. Writers of this process queue at a lock of their own, so that one
 * connection is enough; the winner queues with those of other processes in the database.
 *
 * <p>Each commit carries a number of this process in the row of its {@code mora_writer}. If the
 * answer to a commit is lost, the next connection first becomes the only writer, so that the lost
 * transaction has ended one way or the other, and then reads that number.
 */
final class JdbcStore implements LedgerStore {

  private static final Logger LOG = LoggerFactory.getLogger(JdbcStore.class);
  private static final int TRIES = 6;
  private static final int COMMIT_READS = 10;
  private static final long FIRST_PAUSE_NANOS = 5_000_000;
  private static final long LONGEST_PAUSE_NANOS = 2_000_000_000;

  private final Sessions sessions;
  private final Dialect dialect;
  private final Durability durability;
  private final @Nullable InstantSource clock;
  private final boolean pretends;
  private final int mostUnmatched;
  private final Intake intake;
  private final String instance = UUID.randomUUID().toString();
  private final ReentrantLock writing = new ReentrantLock();

  /** One writer of a file: held by whoever has a write transaction open on SQLite. */
  private final ReentrantLock file = new ReentrantLock(true);

  /** Taken by each work, and put back by those that end well. */
  private Remembered remembered = new Remembered();

  private long token;
  private boolean registered;

  /**
   * @param clock instead of the database's; null: the database's
   * @param pretends that leases run by the database's clock nevertheless
   * @param mostUnmatched statuses that may wait for their message
   */
  JdbcStore(
      Sessions sessions,
      Dialect dialect,
      Durability durability,
      @Nullable InstantSource clock,
      boolean pretends,
      int mostUnmatched) {
    this.sessions = sessions;
    this.dialect = dialect;
    this.durability = durability;
    this.clock = clock;
    this.pretends = pretends;
    this.mostUnmatched = mostUnmatched;
    intake = new Intake(this, mostUnmatched);
  }

  @Override
  public Durability durability() {
    return durability;
  }

  // --- writing

  @Override
  public <T> T write(Function<Books, T> work) {
    if (writing.isHeldByCurrentThread()) {
      throw new IllegalStateException("a work must not write to its own ledger");
    }
    writing.lock();
    try {
      return repeated(() -> writeOnce(work));
    } finally {
      writing.unlock();
    }
  }

  private <T> T writeOnce(Function<Books, T> work) {
    Session session = sessions.take(Dialect.Part.WRITE);
    Remembered mine = remembered;
    remembered = new Remembered();
    alone();
    try {
      Dialect.Opening opening = session.beginWrite();
      mine.begin(opening.commits());
      InstantSource own = clock;
      Instant now = own == null ? opening.now() : own.instant();
      var books =
          new JdbcBooks(
              session, mine, () -> now, pretends ? opening::now : null, mostUnmatched, true);
      T result = work.apply(books);
      boolean wrote = books.finish();
      if (session.hasFailed()) {
        throw new LedgerStoreException("a work went on after a statement of its own had failed");
      }
      if (wrote) {
        long next = ++token;
        mark(session, next);
        commit(session, next);
        mine.committed();
      } else {
        session.rollback();
      }
      remembered = mine;
      return result;
    } catch (RuntimeException | Error e) {
      if (!session.isLost()) {
        session.rollback();
      }
      throw e;
    } finally {
      shared();
      sessions.giveBack(Dialect.Part.WRITE, session);
    }
  }

  /** Counts the commit, and writes which of our own it is. */
  private void mark(Session session, long mine) {
    int marked =
        session.update(
            "mark commit",
            "UPDATE mora_writer SET token = CASE WHEN instance = 'lock' THEN token + 1 ELSE ? END"
                + " WHERE instance IN ('lock', ?)",
            bind -> bind.number(mine).text(instance));
    if (marked < 2) {
      session.update(
          "first mark",
          "INSERT INTO mora_writer (instance, token) VALUES (?, ?)",
          bind -> bind.text(instance).number(mine));
    }
  }

  private void commit(Session session, long mine) {
    try {
      session.commit();
      registered = true;
    } catch (LedgerStoreException e) {
      session.discard();
      LOG.warn("no answer to a commit: SQL state {}; reading it again", e.sqlState());
      if (!wasCommitted(mine, e)) {
        throw e;
      }
      registered = true;
    }
  }

  private boolean wasCommitted(long mine, LedgerStoreException lost) {
    for (int tried = 1; ; tried++) {
      try {
        return lastMark() == mine;
      } catch (LedgerStoreException e) {
        if (tried == COMMIT_READS) {
          throw new LedgerStoreException(
              "commit: no answer, and no way to read it again: what it wrote may be there", lost);
        }
        pause(tried);
      }
    }
  }

  private long lastMark() {
    Session session = sessions.take(Dialect.Part.WRITE);
    try {
      session.begin(Dialect.Part.WRITE);
      return session
          .one(
              "read mark",
              "SELECT token FROM mora_writer WHERE instance = ?",
              bind -> bind.text(instance),
              row -> row.getLong(1))
          .orElse(-1L);
    } finally {
      session.rollback();
      sessions.giveBack(Dialect.Part.WRITE, session);
    }
  }

  // --- reading

  @Override
  public <T> T read(Function<Books, T> work) {
    return repeated(
        () -> {
          Session session = sessions.take(Dialect.Part.READ);
          try {
            session.begin(Dialect.Part.READ);
            return work.apply(reading(session));
          } finally {
            if (!session.isLost()) {
              session.rollback();
            }
            sessions.giveBack(Dialect.Part.READ, session);
          }
        });
  }

  private JdbcBooks reading(Session session) {
    return new JdbcBooks(
        session,
        new Remembered(),
        () -> now(session),
        pretends ? () -> dialect.now(session) : null,
        mostUnmatched,
        false);
  }

  private Instant now(Session session) {
    InstantSource own = clock;
    return own == null ? dialect.now(session) : own.instant();
  }

  // --- intake

  @Override
  public InboxItem keep(
      Channel channel, String account, byte[] body, String sha256, Instant receivedAt) {
    return intake.keep(new Intake.Letter(channel, account, body, sha256, receivedAt));
  }

  /** Runs beside the writer; the work may run again after a failure or a broken constraint. */
  <T> T append(Function<Session, T> work) {
    return repeated(() -> appendOnce(work));
  }

  private <T> T appendOnce(Function<Session, T> work) {
    Session session = sessions.take(Dialect.Part.APPEND);
    alone();
    try {
      session.begin(Dialect.Part.APPEND);
      T result = work.apply(session);
      try {
        session.commit();
      } catch (LedgerStoreException e) {
        session.discard();
        throw e;
      }
      return result;
    } catch (RuntimeException | Error e) {
      if (!session.isLost()) {
        session.rollback();
      }
      throw e;
    } finally {
      shared();
      sessions.giveBack(Dialect.Part.APPEND, session);
    }
  }

  private void alone() {
    if (dialect.hasOneWriter()) {
      file.lock();
    }
  }

  private void shared() {
    if (dialect.hasOneWriter()) {
      file.unlock();
    }
  }

  // --- trying again

  private interface Attempt<T> {
    T run();
  }

  private <T> T repeated(Attempt<T> attempt) {
    for (int tried = 1; ; tried++) {
      try {
        return attempt.run();
      } catch (LedgerStoreException e) {
        if (!e.isPassing() || tried == TRIES || sessions.isClosed()) {
          throw e;
        }
        LOG.info("{}: trying again", e.getMessage());
        pause(tried);
      }
    }
  }

  private static void pause(int tried) {
    long nanos = FIRST_PAUSE_NANOS << 2 * Math.min(tried - 1, 10);
    LockSupport.parkNanos(Math.min(LONGEST_PAUSE_NANOS, nanos));
  }

  @Override
  public void close() {
    writing.lock();
    try {
      forgetMark();
      sessions.close();
    } finally {
      writing.unlock();
    }
  }

  private void forgetMark() {
    if (!registered || sessions.isClosed()) {
      return;
    }
    try {
      Session session = sessions.take(Dialect.Part.WRITE);
      try {
        session.begin(Dialect.Part.WRITE);
        session.update(
            "forget mark",
            "DELETE FROM mora_writer WHERE instance = ?",
            bind -> bind.text(instance));
        session.commit();
      } finally {
        sessions.giveBack(Dialect.Part.WRITE, session);
      }
    } catch (LedgerStoreException e) {
      LOG.info("{}: a mark of this process stays behind", e.getMessage());
    }
  }
}
