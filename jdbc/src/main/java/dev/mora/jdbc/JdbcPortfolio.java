package dev.mora.jdbc;

import dev.mora.json.Nearest;
import dev.mora.loan.Loan;
import dev.mora.portfolio.DataFault;
import dev.mora.portfolio.Portfolio;
import dev.mora.portfolio.PortfolioSource;
import dev.mora.portfolio.csv.PortfolioFolder;
import dev.mora.portfolio.csv.UnreadablePortfolio;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.sql.DataSource;

/**
 * A portfolio from the host's database: one query for each file of a portfolio folder, with the
 * columns of that file by name or alias. Rows are streamed through temporary files of the caller's
 * own user, so the rules of the folder hold to the letter; the files are deleted at the end, also
 * after a failure. All queries see one state of the database where it offers that.
 *
 * <p>Faults name the query, the row (1 for the first) and the column. Dates may be DATE or text,
 * moments a timestamp (without a zone: UTC) or text, amounts any exact number or text.
 */
public final class JdbcPortfolio implements PortfolioSource {

  private static final List<String> NAMES =
      List.of(
          "borrowers",
          "loans",
          "installments",
          "payments",
          "pauses",
          "restructures",
          "parties",
          "consents",
          "contacts",
          "promises",
          "given");

  private static final int ROWS_AT_A_TIME = 1_000;

  private final DataSource source;
  private final Map<String, String> queries;

  private JdbcPortfolio(DataSource source, Map<String, String> queries) {
    this.source = source;
    this.queries = queries;
  }

  /**
   * @param queries SQL by the name of the file without {@code .csv}, such as {@code loans}
   * @throws IllegalArgumentException if a name is not that of such a file
   */
  public static JdbcPortfolio of(DataSource source, Map<String, String> queries) {
    for (String name : queries.keySet()) {
      if (!NAMES.contains(name)) {
        throw new IllegalArgumentException(
            "found a query \""
                + name
                + "\", expected one of "
                + String.join(", ", NAMES)
                + Nearest.to(name, NAMES).map(near -> "; did you mean " + near + "?").orElse(""));
      }
    }
    return new JdbcPortfolio(Objects.requireNonNull(source, "source"), new TreeMap<>(queries));
  }

  /**
   * @throws UncheckedIOException if a query fails or lacks a column; its message shows no value
   */
  @Override
  public Portfolio read() {
    var places = new HashMap<String, RowPlaces>();
    Path folder = temporary();
    try {
      spool(folder, places);
      return told(PortfolioFolder.at(folder).read(), places);
    } catch (UnreadablePortfolio e) {
      String message = told(e.fault(), places).message();
      throw new UncheckedIOException(message, new IOException(message));
    } finally {
      delete(folder);
    }
  }

  private static Path temporary() {
    try {
      return Files.createTempDirectory("mora-portfolio");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void delete(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Files.deleteIfExists(file);
      }
      Files.deleteIfExists(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  // --- from the database to the folder

  private void spool(Path folder, Map<String, RowPlaces> places) {
    try (Connection connection = source.getConnection()) {
      boolean before = connection.getAutoCommit();
      int isolation = connection.getTransactionIsolation();
      boolean oneState =
          connection
              .getMetaData()
              .supportsTransactionIsolationLevel(Connection.TRANSACTION_REPEATABLE_READ);
      if (oneState) {
        connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
      }
      connection.setAutoCommit(false);
      try {
        for (var query : queries.entrySet()) {
          places.put(query.getKey(), spool(connection, folder, query.getKey(), query.getValue()));
        }
      } finally {
        connection.rollback();
        connection.setAutoCommit(before);
        if (oneState) {
          connection.setTransactionIsolation(isolation);
        }
      }
    } catch (SQLException e) {
      throw failed("portfolio", e);
    }
  }

  private static RowPlaces spool(Connection connection, Path folder, String name, String sql) {
    Path file = folder.resolve(name + ".csv");
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setFetchSize(ROWS_AT_A_TIME);
      try (ResultSet rows = statement.executeQuery();
          CsvSpool out = CsvSpool.to(file, rows.getMetaData())) {
        while (rows.next()) {
          out.row(rows);
        }
        return out.places();
      }
    } catch (SQLException e) {
      throw failed("query " + name, e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Without the driver's words: they may quote a row. */
  private static UncheckedIOException failed(String what, SQLException e) {
    String message =
        what
            + ": SQL state "
            + Objects.requireNonNullElse(e.getSQLState(), "-")
            + ", code "
            + e.getErrorCode();
    return new UncheckedIOException(message, new IOException(message));
  }

  // --- from the folder to the host

  private static Portfolio told(Portfolio read, Map<String, RowPlaces> places) {
    Portfolio.Builder told = Portfolio.builder();
    read.borrowers().values().forEach(told::borrower);
    for (Loan loan : read.loans().values()) {
      told.loan(loan);
      read.given(loan.id()).ifPresent(given -> told.given(loan.id(), given));
    }
    read.promises().forEach(told::promise);
    read.contacts().forEach(told::contact);
    read.consents().forEach(told::consent);
    read.faults().forEach(fault -> told.fault(told(fault, places)));
    if (read.keepsPromises()) {
      told.keepsPromises();
    }
    if (read.keepsContacts()) {
      told.keepsContacts();
    }
    return told.build();
  }

  private static DataFault told(DataFault fault, Map<String, RowPlaces> places) {
    String query = fault.file().replace(".csv", "");
    RowPlaces rows = places.getOrDefault(query, new RowPlaces());
    return new DataFault(
        query,
        rows.rowAt(fault.line()),
        fault.column(),
        fault.subject(),
        fault.found(),
        fault.expected(),
        fault.effect());
  }
}
