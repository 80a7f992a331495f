package dev.mora.benchmarks;

import static dev.mora.benchmarks.Account.UNKNOWN;

import dev.mora.segmentation.SegmentationPolicy;
import dev.mora.segmentation.SqlDialect;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;

/**
 * DuckDB on one thread over a table in memory, its texts as ENUM; the policy is the CASE expression
 * that it exports as. Loading the table and fetching the result are not part of a run.
 */
final class DuckDb implements AutoCloseable {

  private final DuckDBConnection connection;
  private final String expression;

  DuckDb(SegmentationPolicy policy, Account[] accounts) throws SQLException {
    connection = (DuckDBConnection) DriverManager.getConnection("jdbc:duckdb:");
    // an ENUM has no collation to be overruled
    expression = policy.toSql(SqlDialect.DUCKDB).ruleCase().replace(" COLLATE \"binary\"", "");
    execute("SET threads = 1");
    type("currency_code", Names.CURRENCIES);
    type("product_name", Names.PRODUCTS);
    type("region_name", Names.REGIONS);
    type("promise_state", Names.PROMISES);
    execute(
        """
        CREATE TABLE t (row INTEGER, "countedDays" INTEGER, "daysToDue" INTEGER,
          "overdueAmount" BIGINT, "overdueAmount.currency" currency_code,
          "outstanding" BIGINT, "outstanding.currency" currency_code,
          "overdueInstallments" INTEGER, "installmentsPaid" INTEGER,
          "worstDaysPastDue12m" INTEGER, "times30In12m" INTEGER, "creditScore" DECIMAL(18,6),
          "product" product_name, "region" region_name, "promiseState" promise_state,
          "promisesBroken90d" INTEGER, "age" INTEGER, "loans" INTEGER, "attempts7d" INTEGER,
          "daysSinceContact" INTEGER, "reachable" VARCHAR[], "readButSilent" BOOLEAN,
          "firstPaymentDefault" BOOLEAN)
        """);
    try (DuckDBAppender rows = connection.createAppender(DuckDBConnection.DEFAULT_SCHEMA, "t")) {
      for (int i = 0; i < accounts.length; i++) {
        add(rows, i, accounts[i]);
      }
    }
  }

  private void type(String name, List<String> words) throws SQLException {
    execute(
        words.stream()
            .map(word -> "'" + word + "'")
            .collect(Collectors.joining(", ", "CREATE TYPE " + name + " AS ENUM (", ")")));
  }

  private static void add(DuckDBAppender rows, int row, Account a) throws SQLException {
    String currency = Names.CURRENCIES.get(a.currency());
    rows.beginRow().append(row).append(a.countedDays()).append(a.daysToDue());
    rows.append(a.overdue()).append(currency).append(a.outstanding()).append(currency);
    rows.append(a.overdueInstallments()).append(a.installmentsPaid());
    whole(rows, a.worstDays());
    rows.append(a.times30());
    if (a.creditScore() == UNKNOWN) {
      rows.appendNull();
    } else {
      rows.append(BigDecimal.valueOf(a.creditScore()).setScale(6));
    }
    rows.append(Names.PRODUCTS.get(a.product())).append(Names.REGIONS.get(a.region()));
    rows.append(Names.PROMISES.get(a.promiseState())).append(a.promisesBroken());
    whole(rows, a.age());
    rows.append(a.loans()).append(a.attempts());
    whole(rows, a.daysSinceContact());
    rows.append(List.copyOf(AccountFacts.channels(a.reachable())));
    rows.append(a.silent()).append(a.firstPaymentDefault()).endRow();
  }

  private static void whole(DuckDBAppender rows, int value) throws SQLException {
    if (value == UNKNOWN) {
      rows.appendNull();
    } else {
      rows.append(value);
    }
  }

  /** Segments all accounts and keeps the result in a table of its own. */
  void segment() throws SQLException {
    execute("CREATE OR REPLACE TABLE result AS SELECT row, " + expression + " AS rule FROM t");
  }

  /** What {@link #segment} found, as places of rules. */
  int[] rules(SegmentationPolicy policy, int count) throws SQLException {
    List<String> ids = policy.rules().stream().map(rule -> rule.id()).toList();
    int[] rules = new int[count];
    Arrays.fill(rules, -2);
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT row, rule::VARCHAR FROM result")) {
      while (rows.next()) {
        int place = ids.indexOf(rows.getString(2));
        rules[rows.getInt(1)] = place < 0 ? ids.size() : place;
      }
    }
    return rules;
  }

  private void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  @Override
  public void close() throws SQLException {
    Connection open = connection;
    open.close();
  }
}
