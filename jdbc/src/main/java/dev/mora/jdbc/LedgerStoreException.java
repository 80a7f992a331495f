package dev.mora.jdbc;

import java.sql.SQLException;
import java.util.Objects;

/**
 * The database said no. Nothing of the command that met it is kept. The message names our statement
 * and the SQL state; the driver's own words may quote rows, so they are neither here nor a cause.
 */
public final class LedgerStoreException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String statement;
  private final String sqlState;
  private final int vendorCode;
  private final boolean passing;
  private final boolean duplicate;

  LedgerStoreException(String message) {
    super(message);
    statement = "";
    sqlState = "";
    vendorCode = 0;
    passing = false;
    duplicate = false;
  }

  /** The same failure, told otherwise; trying again is of no use any more. */
  LedgerStoreException(String message, LedgerStoreException failure) {
    super(message + " (" + failure.getMessage() + ")");
    statement = failure.statement;
    sqlState = failure.sqlState;
    vendorCode = failure.vendorCode;
    passing = false;
    duplicate = false;
  }

  private LedgerStoreException(String statement, Dialect dialect, SQLException failure) {
    super(
        statement
            + ": SQL state "
            + Objects.requireNonNullElse(failure.getSQLState(), "-")
            + ", code "
            + failure.getErrorCode()
            + " ("
            + failure.getClass().getSimpleName()
            + ")");
    this.statement = statement;
    sqlState = Objects.requireNonNullElse(failure.getSQLState(), "");
    vendorCode = failure.getErrorCode();
    passing = dialect.isPassing(failure);
    duplicate = dialect.isDuplicate(failure);
    setStackTrace(failure.getStackTrace());
  }

  static LedgerStoreException of(String statement, Dialect dialect, SQLException failure) {
    return new LedgerStoreException(statement, dialect, failure);
  }

  /** Whether trying again may help. */
  boolean isPassing() {
    return passing;
  }

  boolean isDuplicate() {
    return duplicate;
  }

  /** What was being done, such as {@code insert events}; empty if no statement was. */
  public String statement() {
    return statement;
  }

  /** Empty if the driver gives none. */
  public String sqlState() {
    return sqlState;
  }

  /** The driver's own number. */
  public int vendorCode() {
    return vendorCode;
  }
}
