package dev.mora.jdbc;

import dev.mora.ledger.Durability;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;

/** What differs between the databases. One instance for each ledger; immutable. */
abstract class Dialect {

  /** How often a writer is tried at, and how long one may hold the others up. */
  static final int HELD_UP_MILLIS = 15_000;

  /** The folder of its migrations, and its name in messages. */
  abstract String name();

  /** Prepares a connection for its part; called once, outside any transaction. */
  abstract void open(Connection connection, Part part) throws SQLException;

  /** Puts back what {@link #open} changed, before a connection goes home. */
  abstract void restore(Connection connection) throws SQLException;

  /** Begins a transaction as the only writer of the ledger. */
  abstract Opening beginWrite(Session session) throws SQLException;

  /** Begins a transaction that appends beside the writer. */
  abstract void beginAppend(Session session) throws SQLException;

  /** Begins a transaction on one consistent state. */
  abstract void beginRead(Session session) throws SQLException;

  abstract void commit(Connection connection) throws SQLException;

  abstract void rollback(Connection connection) throws SQLException;

  /** The database's own clock. */
  abstract Instant now(Session session);

  /** What a commit survives, as this connection is set up. */
  abstract Durability durability(Connection connection) throws SQLException;

  /** What a commit survives if the database is set up as it should be. */
  abstract Durability promised();

  /** What to change if {@link #durability} is less. */
  abstract String remedy();

  /** Whether an array holds as many values as there are rows. */
  boolean takesArrays() {
    return false;
  }

  /**
   * Reads letters l first and the dispatch d of each by its number, whatever the database believes
   * of its tables: statistics of an hour before the campaign say that nothing was ever sent, and
   * then all dispatches that were sent look like the shorter way in.
   *
   * @param condition of the letters; more may follow behind an AND
   */
  String fromLetters(String condition) {
    // the order of a CROSS JOIN is kept by SQLite
    return " FROM mora_letter l CROSS JOIN mora_dispatch d WHERE d.number = l.number AND "
        + condition;
  }

  /** How one row of a sheet is written. */
  String each(Sheet sheet) {
    return sheet.each();
  }

  /** Whether trying again may help: nothing of the transaction is left. */
  boolean isPassing(SQLException failure) {
    String state = failure.getSQLState();
    return isLost(failure) || state != null && state.startsWith("40");
  }

  /** Whether the connection is of no further use. */
  boolean isLost(SQLException failure) {
    String state = failure.getSQLState();
    return state != null && (state.startsWith("08") || state.startsWith("57P"));
  }

  /** Whether a unique constraint was broken. */
  boolean isDuplicate(SQLException failure) {
    String state = failure.getSQLState();
    return state != null && state.startsWith("23");
  }

  /** Whether appending has to wait for the writer of this process anyway. */
  boolean hasOneWriter() {
    return false;
  }

  /**
   * What the only writer finds.
   *
   * @param now the database's clock
   * @param commits of all processes so far
   */
  record Opening(Instant now, long commits) {}

  /** What a connection is for. */
  enum Part {
    WRITE,
    APPEND,
    READ
  }
}
