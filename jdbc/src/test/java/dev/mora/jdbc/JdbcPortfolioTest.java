package dev.mora.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mora.loan.LoanId;
import dev.mora.party.BorrowerId;
import dev.mora.portfolio.DataFault;
import dev.mora.portfolio.Portfolio;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class JdbcPortfolioTest {

  private static final Map<String, String> QUERIES =
      Map.of(
          "borrowers",
          "SELECT id AS borrower_id, name, phone FROM client ORDER BY id",
          "loans",
          "SELECT id AS loan_id, client AS borrower_id, 'micro' AS product, 'MXN' AS currency,"
              + " principal, made_on AS disbursed_on FROM loan ORDER BY id",
          "installments",
          "SELECT loan AS loan_id, number, due_on, amount AS principal, 0 AS interest, 0 AS fees,"
              + " 0 AS penalties FROM schedule ORDER BY loan, number");

  @ParameterizedTest
  @EnumSource(Place.class)
  void loans_borrowers_and_installments_come_from_three_queries(Place place) throws SQLException {
    DataSource source = bank(place);

    Portfolio portfolio = JdbcPortfolio.of(source, QUERIES).read();

    assertThat(portfolio.faults())
        .extracting(DataFault::effect)
        .containsOnly(DataFault.Effect.NOTED, DataFault.Effect.UNREACHABLE);
    assertThat(portfolio.loans()).containsOnlyKeys(LoanId.of("L-1"), LoanId.of("L-2"));
    var loan = portfolio.loans().get(LoanId.of("L-1"));
    assertThat(loan.principal()).hasToString("Optional[1500.50 MXN]");
    assertThat(loan.installments()).hasSize(2);
    assertThat(portfolio.borrowers().get(BorrowerId.of("B-1")).phone()).isPresent();
  }

  @ParameterizedTest
  @EnumSource(Place.class)
  void a_fault_names_query_row_and_column_behind_a_value_of_many_lines(Place place)
      throws SQLException {
    DataSource source = bank(place);
    run(
        source,
        "UPDATE client SET name = 'Rosa\nde\nLuna' WHERE id = 'B-1'",
        "UPDATE client SET phone = '12' WHERE id = 'B-2'");

    Portfolio portfolio = JdbcPortfolio.of(source, QUERIES).read();

    DataFault fault = portfolio.faults().get(portfolio.faults().size() - 1);
    assertThat(fault.file()).isEqualTo("borrowers");
    assertThat(fault.line()).isEqualTo(2);
    assertThat(fault.column()).isEqualTo("phone");
  }

  @Test
  void a_missing_column_is_named_with_its_query() throws SQLException {
    DataSource source = bank(Place.H2);
    var queries = new java.util.HashMap<>(QUERIES);
    queries.put("borrowers", "SELECT id AS borrower_id, phone FROM client");

    assertThatThrownBy(() -> JdbcPortfolio.of(source, queries).read())
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageStartingWith("borrowers name")
        .hasMessageNotContaining(".csv");
  }

  @Test
  void a_query_that_fails_is_named_and_the_drivers_words_are_not_repeated() throws SQLException {
    DataSource source = bank(Place.H2);
    var queries = new java.util.HashMap<>(QUERIES);
    queries.put("loans", "SELECT 1/0 AS loan_id, 'Rosa' AS x");

    assertThatThrownBy(() -> JdbcPortfolio.of(source, queries).read())
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageStartingWith("query loans: SQL state 22")
        .hasMessageNotContaining("Rosa");
  }

  @Test
  void a_query_of_another_name_is_refused_with_the_nearest_one() {
    assertThatThrownBy(() -> JdbcPortfolio.of(Place.H2.fresh(), Map.of("borowers", "SELECT 1")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("did you mean borrowers?");
  }

  private static DataSource bank(Place place) throws SQLException {
    DataSource source = place.fresh();
    run(
        source,
        "CREATE TABLE client (id VARCHAR(9), name VARCHAR(99), phone VARCHAR(20))",
        "CREATE TABLE loan (id VARCHAR(9), client VARCHAR(9), principal NUMERIC(12, 4),"
            + " made_on VARCHAR(10))",
        "CREATE TABLE schedule (loan VARCHAR(9), number INTEGER, due_on "
            + (place == Place.SQLITE ? "TEXT" : "DATE")
            + ", amount NUMERIC(12, 4))",
        "INSERT INTO client VALUES ('B-1', 'Rosa, \"la jefa\"', '+525512345678')",
        "INSERT INTO client VALUES ('B-2', 'Luis', NULL)",
        "INSERT INTO loan VALUES ('L-1', 'B-1', 1500.50, '2026-01-05')",
        "INSERT INTO loan VALUES ('L-2', 'B-2', 900, '2026-01-06')",
        "INSERT INTO schedule VALUES ('L-1', 1, '2026-02-05', 750.25)",
        "INSERT INTO schedule VALUES ('L-1', 2, '2026-03-05', 750.25)",
        "INSERT INTO schedule VALUES ('L-2', 1, '2026-02-06', 900)");
    return source;
  }

  private static void run(DataSource source, String... statements) throws SQLException {
    try (Connection connection = source.getConnection();
        var statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }
}
