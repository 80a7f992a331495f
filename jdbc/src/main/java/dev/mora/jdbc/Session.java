package dev.mora.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One connection with its prepared statements. Every failure comes out as a {@link
 * LedgerStoreException} that names the statement and shows no value. Not thread-safe.
 */
final class Session {

  /** Keys of one IN list; a multiple would only make more kinds of statements. */
  private static final int MOST_KEYS = 512;

  private final Connection connection;
  private final Dialect dialect;
  private final Map<String, PreparedStatement> prepared = new HashMap<>();
  private final Map<Sheet, String> single = new HashMap<>();
  private boolean failed;
  private boolean lost;

  Session(Connection connection, Dialect dialect) {
    this.connection = connection;
    this.dialect = dialect;
  }

  /** Sets parameters, from 1 up. */
  @FunctionalInterface
  interface Bind {
    void to(Parameters parameters) throws SQLException;
  }

  /** Reads the row on which a result stands. */
  @FunctionalInterface
  interface Read<T> {
    T from(ResultSet row) throws SQLException;
  }

  Connection connection() {
    return connection;
  }

  /**
   * @see Dialect#fromLetters
   */
  String fromLetters(String condition) {
    return dialect.fromLetters(condition);
  }

  /** Whether a statement has failed since {@link #begin}: such a transaction is not committed. */
  boolean hasFailed() {
    return failed;
  }

  /** Whether the connection is of no further use. */
  boolean isLost() {
    return lost;
  }

  /** Begins as the only writer. */
  Dialect.Opening beginWrite() {
    failed = false;
    try {
      return dialect.beginWrite(this);
    } catch (SQLException e) {
      throw failure("begin", e);
    }
  }

  void begin(Dialect.Part part) {
    failed = false;
    try {
      switch (part) {
        case WRITE -> beginWrite();
        case APPEND -> dialect.beginAppend(this);
        case READ -> dialect.beginRead(this);
      }
    } catch (SQLException e) {
      throw failure("begin", e);
    }
  }

  void commit() {
    try {
      dialect.commit(connection);
    } catch (SQLException e) {
      lost = true;
      throw failure("commit", e);
    }
  }

  void rollback() {
    try {
      dialect.rollback(connection);
    } catch (SQLException e) {
      lost = true;
    }
  }

  void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  // --- statements

  <T> List<T> list(String name, String sql, Bind bind, Read<T> read) {
    try {
      PreparedStatement statement = prepared(sql);
      bind.to(new Single(statement));
      return read(statement, read);
    } catch (SQLException e) {
      throw failure(name, e);
    }
  }

  private static <T> List<T> read(PreparedStatement statement, Read<T> read) throws SQLException {
    try (ResultSet rows = statement.executeQuery()) {
      var found = new ArrayList<T>();
      while (rows.next()) {
        found.add(read.from(rows));
      }
      return found;
    }
  }

  /**
   * The first row of the second of two statements, in one trip to the database.
   *
   * @param sql two queries, a semicolon between them
   */
  <T> Optional<T> second(String name, String sql, Read<T> read) {
    try {
      PreparedStatement statement = prepared(sql);
      statement.execute();
      statement.getMoreResults();
      try (ResultSet rows = statement.getResultSet()) {
        return rows.next() ? Optional.of(read.from(rows)) : Optional.empty();
      }
    } catch (SQLException e) {
      throw failure(name, e);
    }
  }

  <T> Optional<T> one(String name, String sql, Bind bind, Read<T> read) {
    return list(name, sql, bind, read).stream().findFirst();
  }

  /**
   * The same for many keys, in few statements.
   *
   * @param sql with {@code IN %s}
   * @param values the text of a key; keys of several columns are for {@link #listOf}
   */
  <K, T> List<T> listIn(
      String name, String sql, Collection<K> keys, Function<K, String> values, Read<T> read) {
    return listIn(name, sql, keys, (out, key) -> out.text(values.apply(key)), bind -> {}, read);
  }

  /**
   * The same with parameters behind the keys.
   *
   * @param sql with {@code IN %s}, as often as the keys are asked for
   * @param after binds what stands behind the last {@code IN %s}
   */
  <K, T> List<T> listIn(
      String name, String sql, Collection<K> keys, Row<K> key, Bind after, Read<T> read) {
    int times = sql.split("IN %s", -1).length - 1;
    var found = new ArrayList<T>();
    List<K> all = List.copyOf(new LinkedHashSet<>(keys));
    if (dialect.takesArrays() && !all.isEmpty()) {
      return listAny(name, sql, times, all, key, after, read);
    }
    for (int from = 0; from < all.size(); from += MOST_KEYS) {
      List<K> some = all.subList(from, Math.min(all.size(), from + MOST_KEYS));
      int room = Math.max(1, Integer.highestOneBit(some.size() * 2 - 1));
      found.addAll(
          list(
              name,
              sql.replace("IN %s", "IN (" + "?, ".repeat(room - 1) + "?)"),
              bind -> {
                for (int i = 0; i < times * room; i++) {
                  key.bind(bind, some.get(Math.min(i % room, some.size() - 1)));
                }
                after.to(bind);
              },
              read));
    }
    return found;
  }

  private <K, T> List<T> listAny(
      String name, String sql, int times, List<K> keys, Row<K> key, Bind after, Read<T> read) {
    try {
      Columns columns = Columns.of(keys, key);
      String any = columns.unnest().replace("unnest(", "= ANY (");
      PreparedStatement statement = prepared(sql.replace("IN %s", any));
      for (int i = 0; i < times; i++) {
        columns.bind(statement, 1 + i);
      }
      var behind = new Single(statement);
      behind.next += times;
      after.to(behind);
      return read(statement, read);
    } catch (SQLException e) {
      throw failure(name, e);
    }
  }

  /**
   * Looks for keys of several columns.
   *
   * @param sql with {@code %s} for the rows of keys, of which the last may stand there repeatedly
   */
  <K, T> List<T> listOf(String name, String sql, Collection<K> keys, Row<K> key, Read<T> read) {
    var found = new ArrayList<T>();
    List<K> all = List.copyOf(new LinkedHashSet<>(keys));
    try {
      for (int from = 0; from < all.size(); from += MOST_KEYS) {
        List<K> some = all.subList(from, Math.min(all.size(), from + MOST_KEYS));
        Columns columns = Columns.of(some, key);
        if (dialect.takesArrays()) {
          PreparedStatement statement =
              prepared(sql.formatted("SELECT * FROM " + columns.unnest()));
          columns.bind(statement, 1);
          found.addAll(read(statement, read));
        } else {
          int room = Math.max(1, Integer.highestOneBit(some.size() * 2 - 1));
          PreparedStatement statement = prepared(sql.formatted(columns.values(room)));
          var single = new Single(statement);
          for (int i = 0; i < room; i++) {
            key.bind(single, some.get(Math.min(i, some.size() - 1)));
          }
          found.addAll(read(statement, read));
        }
      }
      return found;
    } catch (SQLException e) {
      throw failure(name, e);
    }
  }

  /**
   * @return how many rows it changed
   */
  int update(String name, String sql, Bind bind) {
    try {
      PreparedStatement statement = prepared(sql);
      bind.to(new Single(statement));
      return statement.executeUpdate();
    } catch (SQLException e) {
      throw failure(name, e);
    }
  }

  /**
   * One statement for many values.
   *
   * @return how many rows each changed; negative where the driver does not say
   */
  <T> int[] batch(String name, String sql, Collection<T> values, Row<T> row) {
    if (values.isEmpty()) {
      return new int[0];
    }
    try {
      PreparedStatement statement = prepared(sql);
      if (values.size() == 1) {
        row.bind(new Single(statement), values.iterator().next());
        return new int[] {statement.executeUpdate()};
      }
      for (T value : values) {
        row.bind(new Single(statement), value);
        statement.addBatch();
      }
      return statement.executeBatch();
    } catch (SQLException e) {
      throw failure(name, e);
    }
  }

  /**
   * The same as a sheet.
   *
   * @return how many rows it changed; of a sheet that inserts, a number without a meaning
   */
  <T> int write(String name, Sheet sheet, Collection<T> values, Row<T> row) {
    if (values.size() < 2 || !dialect.takesArrays()) {
      int[] counts = batch(name, single.computeIfAbsent(sheet, dialect::each), values, row);
      return (int) Arrays.stream(counts).filter(count -> count != 0).count();
    }
    try {
      Columns columns = Columns.of(values, row);
      PreparedStatement statement = prepared(sheet.all(columns.unnest()));
      columns.bind(statement, 1);
      return statement.executeUpdate();
    } catch (SQLException e) {
      throw failure(name, e);
    }
  }

  /** Sets the parameters for one of many values. */
  @FunctionalInterface
  interface Row<T> {
    void bind(Parameters parameters, T value) throws SQLException;
  }

  private PreparedStatement prepared(String sql) throws SQLException {
    PreparedStatement known = prepared.get(sql);
    if (known == null) {
      known = connection.prepareStatement(sql);
      prepared.put(sql, known);
    } else {
      known.clearBatch();
    }
    return known;
  }

  LedgerStoreException failure(String name, SQLException e) {
    failed = true;
    lost |= dialect.isLost(e);
    return LedgerStoreException.of(name, dialect, e);
  }

  /** Ends the connection without a look at what it holds. */
  void discard() {
    lost = true;
    prepared.clear();
    try {
      connection.close();
    } catch (SQLException e) {
      // it is gone either way
    }
  }

  /** Gives the connection back to where it came from. */
  void close() {
    try {
      for (PreparedStatement statement : prepared.values()) {
        statement.close();
      }
      prepared.clear();
      dialect.restore(connection);
    } catch (SQLException e) {
      lost = true;
    } finally {
      discard();
    }
  }

  /** Takes one parameter after the other. */
  abstract static class Parameters {

    abstract Parameters text(@Nullable String value) throws SQLException;

    abstract Parameters number(long value) throws SQLException;

    abstract Parameters count(int value) throws SQLException;

    abstract Parameters moment(Optional<Instant> value) throws SQLException;

    abstract Parameters bytes(byte[] value) throws SQLException;

    final Parameters flag(boolean value) throws SQLException {
      return count(value ? 1 : 0);
    }

    final Parameters moment(Instant value) throws SQLException {
      return number(Moment.of(value));
    }
  }

  /** Sets them, from 1 up. */
  private static final class Single extends Parameters {

    private final PreparedStatement statement;
    private int next = 1;

    private Single(PreparedStatement statement) {
      this.statement = statement;
    }

    @Override
    Single text(@Nullable String value) throws SQLException {
      statement.setString(next++, value);
      return this;
    }

    @Override
    Single number(long value) throws SQLException {
      statement.setLong(next++, value);
      return this;
    }

    @Override
    Single count(int value) throws SQLException {
      statement.setInt(next++, value);
      return this;
    }

    @Override
    Single moment(Optional<Instant> value) throws SQLException {
      if (value.isPresent()) {
        return number(Moment.of(value.get()));
      }
      statement.setNull(next++, Types.BIGINT);
      return this;
    }

    @Override
    Single bytes(byte[] value) throws SQLException {
      statement.setBytes(next++, value);
      return this;
    }
  }
}
