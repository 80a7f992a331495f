package dev.mora.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mora.examples.Bench.Result;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PolicySqlCommandTest {

  @TempDir Path dir;

  private Result sql(String... more) throws Exception {
    Path file = Files.writeString(dir.resolve("p.json"), Bench.demo("segmentation.json"));
    String[] arguments = new String[more.length + 3];
    arguments[0] = "policy";
    arguments[1] = "sql";
    arguments[2] = file.toString();
    System.arraycopy(more, 0, arguments, 3, more.length);
    return Bench.in(dir).run(arguments);
  }

  @ParameterizedTest
  @CsvSource({
    "duckdb, '\"lake\".\"accounts\"', '(\"promiseState\" COLLATE \"binary\" = ''OPEN'')'",
    "PostgreSQL, '\"lake\".\"accounts\"', '(\"promiseState\" COLLATE \"C\" = ''OPEN'')'",
    "spark, '`lake`.`accounts`', '(`promiseState` = ''OPEN'')'",
  })
  void it_writes_a_select_in_the_words_of_the_engine(String dialect, String table, String test)
      throws Exception {
    Result result = sql("--dialect", dialect, "--table", "lake.accounts");

    assertThat(result.status()).isZero();
    assertThat(result.out()).startsWith("SELECT ").contains("FROM " + table).contains(test);
    assertThat(result.err()).isEmpty();
  }

  @Test
  void it_writes_the_bare_expressions_and_the_columns() throws Exception {
    assertThat(sql("--dialect", "duckdb", "--form", "case").out())
        .startsWith("CASE\n  WHEN ")
        .contains("THEN 'EARLY_RISK'")
        .endsWith("ELSE 'CURRENT'\nEND\n");
    assertThat(sql("--dialect", "duckdb", "--form", "rule").out()).contains("THEN 'early-again'");
    assertThat(sql("--dialect", "spark", "--form", "table").out())
        .isEqualTo(
            """
            CREATE TABLE `accounts` (
              `status` STRING,
              `countedDays` INTEGER,
              `promiseState` STRING,
              `creditScore` DECIMAL(18,6),
              `daysToDue` INTEGER
            )
            """);
  }

  @Test
  void it_says_what_sql_leaves_out() throws Exception {
    Path file =
        Files.writeString(
            dir.resolve("q.json"),
            """
            {"schema":"mora/segmentation-1","name":"n","version":"1","rules":[
              {"id":"r","segment":"S","when":{"attribute":"score.pay","below":1}}],
             "otherwise":"R"}
            """);

    Result result = Bench.in(dir).run("policy", "sql", file.toString(), "--dialect", "duckdb");

    assertThat(result.status()).isZero();
    assertThat(result.err()).isEqualTo("columns score.x must be filled before, as a run does\n");
  }

  @Test
  void an_unknown_dialect_and_an_empty_name_are_wrong_use() throws Exception {
    assertThat(sql("--dialect", "oracle").status()).isEqualTo(2);
    assertThat(sql("--dialect", "spark", "--table", "a..b").err()).contains("no name for a column");
  }
}
