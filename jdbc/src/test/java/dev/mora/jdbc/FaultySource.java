package dev.mora.jdbc;

import java.sql.SQLException;
import java.util.Set;
import javax.sql.DataSource;

/** A database that fails at its k-th step: a statement that is run, or a commit. */
final class FaultySource {

  private static final Set<String> STEPS =
      Set.of(
          "Statement.execute",
          "Statement.executeQuery",
          "Statement.executeUpdate",
          "Statement.executeBatch",
          "Connection.commit");

  /** How it fails. */
  enum Fault {
    /** The connection dies before the step reaches the database. */
    CUT_BEFORE,
    /** The step is done, a commit too, but its answer is lost with the connection. */
    CUT_AFTER,
    /** The database gives the transaction up. */
    DEADLOCK,
    /** There is no room, now and whenever it is tried again. */
    DISK_FULL
  }

  private final DataSource real;
  private final Fault fault;
  private final int at;
  private int steps;
  private boolean over;

  /**
   * @param at which step fails, from 1; none if there are fewer
   */
  FaultySource(DataSource real, Fault fault, int at) {
    this.real = real;
    this.fault = fault;
    this.at = at;
  }

  DataSource source() {
    return WatchedSource.of(real, this::step);
  }

  /** No further step fails. */
  void mend() {
    over = true;
  }

  int steps() {
    return steps;
  }

  private synchronized Object step(WatchedSource.Call call) throws SQLException {
    if (!STEPS.contains(call.name())) {
      return call.run();
    }
    steps++;
    boolean fails = !over && (fault == Fault.DISK_FULL ? steps >= at : steps == at);
    if (!fails) {
      return call.run();
    }
    switch (fault) {
      case CUT_BEFORE -> {
        call.connection().close();
        throw new SQLException("the words of a driver, Rosa +525512345678", "08006");
      }
      case CUT_AFTER -> {
        call.run();
        call.connection().close();
        throw new SQLException("the words of a driver, Rosa +525512345678", "08006");
      }
      case DEADLOCK -> throw new SQLException("the words of a driver, Rosa +525512345678", "40P01");
      default -> throw new SQLException("the words of a driver, Rosa +525512345678", "53100");
    }
  }
}
