package dev.mora.jdbc;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/**
 * The numbered files under {@code META-INF/mora/sql/DATABASE} and how many of them a database has
 * had. Any migrator can run them; each ends by writing its number into {@code mora_schema}.
 */
final class Schema {

  /** In order; a file that was once released is never changed. */
  static final List<String> MIGRATIONS =
      List.of("V001__ledger.sql", "V002__resends_and_weights.sql", "V003__reach.sql");

  static final int VERSION = MIGRATIONS.size();

  /** The oldest that this library still works on: a rolling upgrade migrates first. */
  static final int OLDEST = 3;

  private final Dialect dialect;

  Schema(Dialect dialect) {
    this.dialect = dialect;
  }

  /** Applies what is missing, one transaction for each file. */
  void migrate(Connection connection) {
    int version = version(connection).orElse(0);
    requireKnown(version);
    for (int next = version; next < MIGRATIONS.size(); next++) {
      apply(connection, MIGRATIONS.get(next), next + 1);
    }
  }

  /**
   * @throws LedgerStoreException if the tables are missing, too old, or newer than this library
   */
  void require(Connection connection) {
    int version =
        version(connection)
            .orElseThrow(
                () ->
                    new LedgerStoreException(
                        where()
                            + ": found no table mora_schema, expected schema version "
                            + VERSION
                            + "; run the migrations or ask for migrate()"));
    requireKnown(version);
    if (version < OLDEST) {
      throw new LedgerStoreException(
          where() + ": found schema version " + version + ", expected at least " + OLDEST);
    }
  }

  /** A library does not guess what a later one means by its tables. */
  private void requireKnown(int version) {
    if (version > VERSION) {
      throw new LedgerStoreException(
          where()
              + ": found schema version "
              + version
              + ", expected at most "
              + VERSION
              + "; a later library has migrated this database, use that one");
    }
  }

  private String where() {
    return dialect.name() + " table mora_schema";
  }

  private OptionalInt version(Connection connection) {
    try {
      if (!exists(connection)) {
        return OptionalInt.empty();
      }
      try (Statement statement = connection.createStatement();
          var row = statement.executeQuery("SELECT MAX(version) FROM mora_schema")) {
        return row.next() ? OptionalInt.of(row.getInt(1)) : OptionalInt.of(0);
      } finally {
        endLook(connection);
      }
    } catch (SQLException e) {
      throw LedgerStoreException.of("read schema version", dialect, e);
    }
  }

  /** In the schema that unqualified names go to. */
  private static boolean exists(Connection connection) throws SQLException {
    String schema = connection.getSchema();
    for (String name : List.of("mora_schema", "MORA_SCHEMA")) {
      try (var tables =
          connection.getMetaData().getTables(connection.getCatalog(), schema, name, null)) {
        if (tables.next()) {
          return true;
        }
      } finally {
        endLook(connection);
      }
    }
    return false;
  }

  private static void endLook(Connection connection) throws SQLException {
    if (!connection.getAutoCommit()) {
      connection.rollback();
    }
  }

  private void apply(Connection connection, String file, int number) {
    try {
      boolean before = connection.getAutoCommit();
      connection.setAutoCommit(false);
      try (Statement statement = connection.createStatement()) {
        for (String sql : statements(text(file))) {
          statement.execute(sql);
        }
        connection.commit();
      } catch (SQLException e) {
        connection.rollback();
        throw e;
      } finally {
        connection.setAutoCommit(before);
      }
    } catch (SQLException e) {
      // another process may have been faster
      if (version(connection).orElse(0) < number) {
        throw LedgerStoreException.of("migrate " + file, dialect, e);
      }
    }
  }

  private String text(String file) {
    String path = "/META-INF/mora/sql/" + dialect.name() + "/" + file;
    try (InputStream in = Schema.class.getResourceAsStream(path)) {
      if (in == null) {
        throw new LedgerStoreException(path + ": missing from the jar");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What ends with a semicolon at the end of a line, without comments. */
  static List<String> statements(String file) {
    String plain =
        file.lines().map(line -> line.replaceFirst("--.*", "")).collect(Collectors.joining("\n"));
    var statements = new ArrayList<String>();
    for (String one : plain.split(";\\s*(\n|$)")) {
      if (!one.isBlank()) {
        statements.add(one.strip());
      }
    }
    return statements;
  }
}
