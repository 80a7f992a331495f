package dev.mora.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.Map;
import javax.sql.DataSource;

/**
 * The ledger's connections. One for the writer, one for the intake and one for reading stay open
 * with their prepared statements; further readers get theirs for one look. Thread-safe.
 */
final class Sessions {

  private final DataSource source;
  private final Dialect dialect;
  private final Map<Dialect.Part, Deque<Session>> idle = new EnumMap<>(Dialect.Part.class);
  private boolean closed;

  Sessions(DataSource source, Dialect dialect) {
    this.source = source;
    this.dialect = dialect;
    for (Dialect.Part part : Dialect.Part.values()) {
      idle.put(part, new ArrayDeque<>());
    }
  }

  /**
   * @throws IllegalStateException once closed
   */
  Session take(Dialect.Part part) {
    synchronized (this) {
      if (closed) {
        throw new IllegalStateException("the ledger is closed");
      }
      Session known = of(part).pollFirst();
      if (known != null) {
        return known;
      }
    }
    return open(part);
  }

  private Deque<Session> of(Dialect.Part part) {
    return idle.getOrDefault(part, new ArrayDeque<>());
  }

  private Session open(Dialect.Part part) {
    Connection connection;
    try {
      connection = source.getConnection();
    } catch (SQLException e) {
      throw LedgerStoreException.of("connect", dialect, e);
    }
    try {
      dialect.open(connection, part);
      return new Session(connection, dialect);
    } catch (SQLException e) {
      new Session(connection, dialect).discard();
      throw LedgerStoreException.of("set up a connection", dialect, e);
    }
  }

  /** After a commit or a roll-back. */
  void giveBack(Dialect.Part part, Session session) {
    boolean keep;
    synchronized (this) {
      keep = !closed && !session.isLost() && of(part).isEmpty();
      if (keep) {
        of(part).addFirst(session);
      }
    }
    if (!keep) {
      end(session);
    }
  }

  private static void end(Session session) {
    if (session.isLost()) {
      session.discard();
    } else {
      session.close();
    }
  }

  synchronized boolean isClosed() {
    return closed;
  }

  void close() {
    var open = new ArrayDeque<Session>();
    synchronized (this) {
      closed = true;
      idle.values().forEach(open::addAll);
      idle.values().forEach(Deque::clear);
    }
    open.forEach(Sessions::end);
  }
}
