package dev.mora.segmentation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mora.attribute.Attribute;
import dev.mora.attribute.AttributeType;
import dev.mora.attribute.Attributes;
import dev.mora.attribute.Comparison;
import dev.mora.attribute.Condition;
import dev.mora.attribute.Operand;
import dev.mora.attribute.Truth;
import dev.mora.money.Money;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class PolicySqlTest {

  private static SegmentationPolicy.Builder policy() {
    return SegmentationPolicy.builder("p", "1").otherwise("REST");
  }

  private static PolicySql sql(Condition condition, SqlDialect dialect) {
    return policy().rule("r", "S", condition).build().toSql(dialect);
  }

  private static String when(Condition condition, SqlDialect dialect) {
    String expression = sql(condition, dialect).segmentCase();
    return expression.substring(expression.indexOf("WHEN ") + 5, expression.indexOf(dialectTail()));
  }

  private static String dialectTail() {
    return " THEN 'S'";
  }

  @Test
  void the_expression_is_one_case_in_the_order_of_the_rules() {
    PolicySql sql =
        policy()
            .rule("early", "EARLY", Attributes.COUNTED_DAYS.between(1, 30))
            .rule("all", "LATE")
            .build()
            .toSql(SqlDialect.DUCKDB);

    assertThat(sql.segmentCase())
        .isEqualTo(
            """
            CASE
              WHEN ("countedDays" BETWEEN 1 AND 30) THEN 'EARLY'
              WHEN TRUE THEN 'LATE'
              ELSE 'REST'
            END""");
    assertThat(sql.ruleCase()).contains("THEN 'early'", "ELSE 'otherwise'");
    assertThat(sql.select("lake", "accounts"))
        .isEqualTo(
            """
            SELECT r.*, CASE r."rule"
              WHEN 'early' THEN 'EARLY'
              WHEN 'all' THEN 'LATE'
              ELSE 'REST'
            END AS "segment"
            FROM (
            SELECT a0.*, CASE
              WHEN ("countedDays" BETWEEN 1 AND 30) THEN 'early'
              WHEN TRUE THEN 'all'
              ELSE 'otherwise'
            END AS "rule"
            FROM "lake"."accounts" AS a0
            ) AS r""");
  }

  @Test
  void a_policy_without_rules_is_a_literal() {
    assertThat(policy().build().toSql(SqlDialect.SPARK).segmentCase()).isEqualTo("'REST'");
    assertThat(policy().build().toSql(SqlDialect.SPARK).select("t"))
        .contains("'otherwise' AS `rule`");
  }

  @Test
  void amounts_compare_in_minor_units_of_their_own_currency_or_not_at_all() {
    Condition condition = Attributes.OVERDUE_AMOUNT.atLeast(Money.of("500.00", "MXN"));

    assertThat(when(condition, SqlDialect.DUCKDB))
        .isEqualTo(
            "(CASE WHEN \"overdueAmount.currency\" COLLATE \"binary\" = 'MXN'"
                + " THEN \"overdueAmount\" END >= 50000)");
    assertThat(when(condition, SqlDialect.SPARK))
        .isEqualTo(
            "(CASE WHEN `overdueAmount.currency` = 'MXN' THEN `overdueAmount` END >= 50000)");
    assertThat(sql(condition, SqlDialect.POSTGRESQL).columns())
        .extracting(column -> column.name() + " " + column.type() + " " + column.role())
        .containsExactly("overdueAmount bigint VALUE", "overdueAmount.currency text CURRENCY");
  }

  @Test
  void texts_compare_by_bytes_where_the_engine_has_a_word_for_it() {
    Condition condition = Attributes.REGION.in(List.of("Jalisco", "Sonora"));

    assertThat(when(condition, SqlDialect.POSTGRESQL))
        .isEqualTo("(\"region\" COLLATE \"C\" IN ('Jalisco', 'Sonora'))");
    assertThat(when(condition, SqlDialect.SPARK)).isEqualTo("(`region` IN ('Jalisco', 'Sonora'))");
  }

  @Test
  void what_a_missing_value_counts_as_is_written_out() {
    assertThat(
            when(
                Attributes.CREDIT_SCORE.below(new BigDecimal("560.5")).onUnknown(Truth.TRUE),
                SqlDialect.DUCKDB))
        .isEqualTo("COALESCE(\"creditScore\" < 560.5, TRUE)");
    assertThat(when(Condition.not(Attributes.READ_BUT_SILENT.isUnknown()), SqlDialect.DUCKDB))
        .isEqualTo("(NOT (\"readButSilent\" IS NULL))");
  }

  @ParameterizedTest
  @CsvSource({
    "DUCKDB, 'NOT (list_contains(\"reachable\", ''sms'') OR list_contains(\"reachable\", ''x''))'",
    "POSTGRESQL, 'NOT ((''sms'' COLLATE \"C\") = ANY (\"reachable\") OR (''x'' COLLATE \"C\") = ANY (\"reachable\"))'",
    "SPARK, 'NOT (array_contains(`reachable`, ''sms'') OR array_contains(`reachable`, ''x''))'",
  })
  void sets_are_asked_name_by_name(SqlDialect dialect, String expected) {
    Condition none =
        new Condition.Test(
            Attributes.REACHABLE,
            new Comparison.NotIn(List.of(Operand.of("sms"), Operand.of("x"))));

    assertThat(when(none, dialect)).isEqualTo("(" + expected + ")");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "DUCKDB     | it's | 'it''s'",
        "DUCKDB     | a\\  | 'a\\'",
        "POSTGRESQL | it's | 'it''s'",
        "POSTGRESQL | a\\' | E'a\\\\'''",
        "SPARK      | it's | CAST(X'69742773' AS STRING)",
        "SPARK      | a\\  | CAST(X'615C' AS STRING)",
        "SPARK      | ${a} | CAST(X'247B617D' AS STRING)",
        "SPARK      | ç    | CAST(X'C3A7' AS STRING)",
        "SPARK      | a-b  | 'a-b'",
      })
  void a_literal_holds_whatever_settings_the_session_has(
      SqlDialect dialect, String text, String literal) {
    assertThat(dialect.quotedText(text)).isEqualTo(literal);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a\nb", "a\0", "\ud800"})
  void a_name_that_no_column_can_have_is_refused(String name) {
    for (SqlDialect dialect : SqlDialect.values()) {
      assertThatIllegalArgumentException().isThrownBy(() -> dialect.quotedName(name));
    }
  }

  @ParameterizedTest
  @EnumSource(SqlDialect.class)
  void no_text_ends_its_literal(SqlDialect dialect) {
    String attack = "x'); DROP TABLE accounts; --\\";

    String expression = when(Attributes.REGION.is(attack), dialect);

    String rest = expression.replace(dialect.quotedText(attack), "");
    assertThat(rest).doesNotContain("DROP").contains("region");
    assertThat(expression.chars().filter(c -> c == '\'').count() % 2).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\0b", "\0", "\ud800"})
  void a_text_that_no_database_holds_is_refused(String text) {
    assertThatThrownBy(() -> sql(Attributes.REGION.is(text), SqlDialect.DUCKDB))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("cannot stand in SQL");
  }

  @ParameterizedTest
  @CsvSource({
    "loan.a\"b, DUCKDB, \"loan.a\"\"b\"",
    "loan.a\"b, POSTGRESQL, \"loan.a\"\"b\"",
    "loan.a`b, SPARK, `loan.a``b`",
  })
  void a_name_is_quoted(String name, SqlDialect dialect, String quoted) {
    assertThat(when(Attribute.text(name).is("x"), dialect)).startsWith("(" + quoted);
  }

  @Test
  void names_that_an_engine_would_cut_or_take_apart_are_refused() {
    String longest = "loan." + "ñ".repeat(29);

    assertThat(when(Attribute.text(longest).is("x"), SqlDialect.POSTGRESQL)).contains(longest);
    assertThatThrownBy(() -> sql(Attribute.text(longest + "x").is("x"), SqlDialect.POSTGRESQL))
        .hasMessageContaining("63 bytes");
    assertThatThrownBy(() -> sql(Attribute.text("loan.${x}").is("x"), SqlDialect.SPARK))
        .hasMessageContaining("Spark");
    assertThatThrownBy(() -> sql(Attribute.text("loan.a\nb").is("x"), SqlDialect.DUCKDB))
        .hasMessageContaining("no name for a column");
  }

  @Test
  void columns_that_one_engine_takes_for_the_same_are_refused_there() {
    SegmentationPolicy twins =
        policy()
            .rule(
                "r",
                "S",
                Condition.all(Attribute.text("loan.a").is("x"), Attribute.text("loan.A").is("y")))
            .build();

    assertThat(twins.toSql(SqlDialect.POSTGRESQL).columns()).hasSize(2);
    assertThatThrownBy(() -> twins.toSql(SqlDialect.DUCKDB))
        .hasMessage("columns loan.a and loan.A are one in duckdb");
    assertThatThrownBy(
            () ->
                sql(
                    Condition.all(
                        Attribute.money("loan.fee").isKnown(),
                        Attribute.text("loan.fee.currency").is("x")),
                    SqlDialect.POSTGRESQL))
        .hasMessageContaining("loan.fee.currency");
  }

  @Test
  void nested_policies_are_inner_columns_of_the_select_and_inlined_in_the_expression() {
    PolicySql sql =
        policy()
            .policy(
                "stage",
                SegmentationPolicy.builder("stage", "1")
                    .rule("late", "LATE", Attributes.COUNTED_DAYS.above(30))
                    .otherwise("EARLY"))
            .rule("r", "S", Attribute.text("policy.stage").is("LATE"))
            .build()
            .toSql(SqlDialect.SPARK);

    assertThat(sql.columns()).extracting(SqlColumn::name).containsExactly("countedDays");
    assertThat(sql.select("t"))
        .contains("END AS `policy.stage`\nFROM `t` AS a0\n) AS a1")
        .contains("WHEN (`policy.stage` = 'LATE') THEN 'r'");
    assertThat(sql.segmentCase())
        .contains(
            "WHEN ((CASE\n  WHEN (`countedDays` > 30) THEN 'LATE'\n  ELSE 'EARLY'\nEND) = 'LATE')");
  }

  @Test
  void nested_policies_that_double_at_each_step_are_written_as_a_select() {
    SegmentationPolicy.Builder policy = policy();
    for (int i = 0; i < 16; i++) {
      Attribute<String> before = Attribute.text("policy.p" + (i - 1));
      Condition condition =
          i == 0
              ? Attributes.COUNTED_DAYS.above(30)
              : Condition.any(before.is("A"), before.isNot("A"), before.is("B"));
      policy.policy(
          "p" + i,
          SegmentationPolicy.builder("p" + i, "1").rule("r", "A", condition).otherwise("B"));
    }

    PolicySql sql =
        policy
            .rule("r", "S", Attribute.text("policy.p15").is("A"))
            .build()
            .toSql(SqlDialect.DUCKDB);

    assertThat(sql.select("t").length()).isLessThan(10_000);
    assertThatThrownBy(sql::segmentCase)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("1000000 characters");
  }

  @Test
  void a_decision_table_is_its_rules_and_notes_tell_what_sql_leaves_out() {
    PolicySql sql =
        SegmentationPolicy.builder("t", "1")
            .unit(SegmentationPolicy.Unit.BORROWER)
            .table(
                DecisionTable.builder(DecisionTable.Hit.FIRST)
                    .column(Attributes.COUNTED_DAYS)
                    .column(Attribute.number("score.pay"))
                    .row("a", "A", Attributes.COUNTED_DAYS.above(30))
                    .row("b", "B", Attribute.number("score.pay").below(BigDecimal.TEN))
                    .build())
            .hold("A", Hold.days(3))
            .otherwise("C")
            .build()
            .toSql(SqlDialect.DUCKDB);

    assertThat(sql.segmentCase()).contains("> 30) THEN 'A'", "< 10) THEN 'B'");
    assertThat(sql.notes())
        .containsExactly(
            "holds of A are not heeded: a row knows no earlier run",
            "a row is a borrower, whose amounts are in one currency",
            "columns score.x must be filled before, as a run does");
  }

  @ParameterizedTest
  @CsvSource({
    "TEXT, VARCHAR, text, STRING",
    "NUMBER, 'DECIMAL(18,6)', 'numeric(18,6)', 'DECIMAL(18,6)'",
    "PERCENT, 'DECIMAL(18,6)', 'numeric(18,6)', 'DECIMAL(18,6)'",
    "MONEY, BIGINT, bigint, BIGINT",
    "DAYS, INTEGER, integer, INTEGER",
    "COUNT, INTEGER, integer, INTEGER",
    "FLAG, BOOLEAN, boolean, BOOLEAN",
    "SET, VARCHAR[], text[], ARRAY<STRING>",
  })
  void types_are_named_as_the_engine_names_them(
      AttributeType type, String duckdb, String postgresql, String spark) {
    assertThat(SqlDialect.DUCKDB.type(type)).isEqualTo(duckdb);
    assertThat(SqlDialect.POSTGRESQL.type(type)).isEqualTo(postgresql);
    assertThat(SqlDialect.SPARK.type(type)).isEqualTo(spark);
  }

  @Test
  void conditions_of_every_form_stand_in_brackets() {
    Condition late = Attributes.COUNTED_DAYS.above(3);
    Condition silent = Attributes.READ_BUT_SILENT.is(true);

    assertThat(when(Condition.all(late, silent), SqlDialect.DUCKDB))
        .isEqualTo("((\"countedDays\" > 3) AND (\"readButSilent\" = TRUE))");
    assertThat(when(Condition.any(late, Condition.not(silent)), SqlDialect.DUCKDB))
        .isEqualTo("((\"countedDays\" > 3) OR (NOT (\"readButSilent\" = TRUE)))");
    assertThat(when(Attributes.READ_BUT_SILENT.isNot(false), SqlDialect.DUCKDB))
        .isEqualTo("(\"readButSilent\" <> FALSE)");
  }

  @Test
  void a_policy_without_rules_gives_its_last_segment_and_a_debtor_type_is_a_column() {
    SegmentationPolicy none = SegmentationPolicy.builder("p", "1").otherwise("Z").build();
    SegmentationPolicy typed =
        SegmentationPolicy.builder("p", "1")
            .rule("a", "A", Attributes.DEBTOR_TYPE.is("FORGOT"))
            .otherwise("Z")
            .build();

    assertThat(none.toSql(SqlDialect.DUCKDB).select("t"))
        .isEqualTo(
            "SELECT r.*, 'Z' AS \"segment\"\nFROM (\nSELECT a0.*, 'otherwise' AS \"rule\"\nFROM"
                + " \"t\" AS a0\n) AS r");
    assertThat(none.toSql(SqlDialect.DUCKDB).notes()).isEmpty();
    assertThat(typed.toSql(SqlDialect.DUCKDB).notes())
        .containsExactly("column debtorType must be filled before, as a run does");
    assertThat(typed.toSql(SqlDialect.SPARK))
        .hasToString("PolicySql(SegmentationPolicy(p 1), spark)");
  }
}
