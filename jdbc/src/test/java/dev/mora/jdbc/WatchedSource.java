package dev.mora.jdbc;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;

/** A database of which every call passes by a watcher. */
final class WatchedSource {

  private WatchedSource() {}

  /** Makes the call, or does something else. */
  @FunctionalInterface
  interface Watcher {
    Object on(Call call) throws SQLException;
  }

  /**
   * Of a connection or one of its statements.
   *
   * @param name such as {@code Connection.commit} or {@code Statement.executeBatch}
   * @param sql of the statement, or that one is made of; empty where there is none
   */
  record Call(Connection connection, String name, String sql, Made made) {
    Object run() throws SQLException {
      return made.run();
    }
  }

  @FunctionalInterface
  interface Made {
    Object run() throws SQLException;
  }

  static DataSource of(DataSource real, Watcher watcher) {
    return proxy(
        DataSource.class,
        (method, arguments) -> {
          Object result = invoke(real, method, arguments);
          return result instanceof Connection connection ? connection(connection, watcher) : result;
        });
  }

  private static Connection connection(Connection real, Watcher watcher) {
    return proxy(
        Connection.class,
        (method, arguments) -> {
          String sql = words(arguments);
          Object result = passed(watcher, real, "Connection.", sql, real, method, arguments);
          if (result instanceof PreparedStatement prepared) {
            return statement(PreparedStatement.class, real, sql, prepared, watcher);
          }
          return result instanceof Statement statement
              ? statement(Statement.class, real, "", statement, watcher)
              : result;
        });
  }

  private static <S extends Statement> S statement(
      Class<S> type, Connection connection, String sql, S real, Watcher watcher) {
    return proxy(
        type,
        (method, arguments) -> {
          String said = sql.isEmpty() ? words(arguments) : sql;
          return passed(watcher, connection, "Statement.", said, real, method, arguments);
        });
  }

  private static Object passed(
      Watcher watcher,
      Connection connection,
      String kind,
      String sql,
      Object target,
      Method method,
      Object[] arguments)
      throws SQLException {
    Made made = () -> invoke(target, method, arguments);
    return watcher.on(new Call(connection, kind + method.getName(), sql, made));
  }

  private static String words(Object[] arguments) {
    return arguments != null && arguments.length > 0 && arguments[0] instanceof String sql
        ? sql
        : "";
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
            WatchedSource.class.getClassLoader(),
            new Class<?>[] {type},
            (self, method, arguments) -> answer.to(method, arguments)));
  }
}
