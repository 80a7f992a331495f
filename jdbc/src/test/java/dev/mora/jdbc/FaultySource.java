package dev.mora.jdbc;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;
import javax.sql.DataSource;

/** A database that fails at its k-th step: a statement that is run, or a commit. */
final class FaultySource {

  private static final Set<String> STEPS =
      Set.of("execute", "executeQuery", "executeUpdate", "executeBatch", "commit");

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
    return proxy(
        DataSource.class,
        (method, arguments) -> {
          Object result = invoke(real, method, arguments);
          return result instanceof Connection connection ? connection(connection) : result;
        });
  }

  /** No further step fails. */
  void mend() {
    over = true;
  }

  int steps() {
    return steps;
  }

  private Connection connection(Connection connection) {
    return proxy(
        Connection.class,
        (method, arguments) -> {
          Object result = step(connection, method, () -> invoke(connection, method, arguments));
          if (result instanceof PreparedStatement prepared) {
            return statement(PreparedStatement.class, connection, prepared);
          }
          return result instanceof Statement statement
              ? statement(Statement.class, connection, statement)
              : result;
        });
  }

  private <S extends Statement> S statement(Class<S> type, Connection connection, S statement) {
    return proxy(
        type,
        (method, arguments) ->
            step(connection, method, () -> invoke(statement, method, arguments)));
  }

  private interface Action {
    Object run() throws SQLException;
  }

  private synchronized Object step(Connection connection, Method method, Action action)
      throws SQLException {
    if (!STEPS.contains(method.getName())) {
      return action.run();
    }
    steps++;
    boolean fails = !over && (fault == Fault.DISK_FULL ? steps >= at : steps == at);
    if (!fails) {
      return action.run();
    }
    switch (fault) {
      case CUT_BEFORE -> {
        connection.close();
        throw new SQLException("the words of a driver, Rosa +525512345678", "08006");
      }
      case CUT_AFTER -> {
        action.run();
        connection.close();
        throw new SQLException("the words of a driver, Rosa +525512345678", "08006");
      }
      case DEADLOCK -> throw new SQLException("the words of a driver, Rosa +525512345678", "40P01");
      default -> throw new SQLException("the words of a driver, Rosa +525512345678", "53100");
    }
  }

  private static Object invoke(Object target, Method method, Object[] arguments)
      throws SQLException {
    try {
      return method.invoke(target, arguments);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof SQLException failure) {
        throw failure;
      }
      throw new IllegalStateException(e.getCause());
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    }
  }

  private interface Answer {
    Object to(Method method, Object[] arguments) throws SQLException;
  }

  private static <T> T proxy(Class<T> type, Answer answer) {
    return type.cast(
        Proxy.newProxyInstance(
            FaultySource.class.getClassLoader(),
            new Class<?>[] {type},
            (self, method, arguments) -> answer.to(method, arguments)));
  }
}
