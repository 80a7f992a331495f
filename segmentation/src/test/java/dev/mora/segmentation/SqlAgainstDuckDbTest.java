package dev.mora.segmentation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mora.attribute.Attribute;
import dev.mora.attribute.AttributeType;
import dev.mora.attribute.Attributes;
import dev.mora.attribute.CaseFacts;
import dev.mora.attribute.Condition;
import dev.mora.money.Money;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The SQL of random policies, run by an engine that knows nothing of ours. */
class SqlAgainstDuckDbTest {

  private static final int ACCOUNTS = 100_000;
  private static final int CHUNK = 25_000;
  private static final int POLICIES = 4;

  /** What a careless quotation, collation or fold would take apart or together. */
  private static final List<String> TEXTS =
      List.of(
          "a",
          "A",
          "a ",
          " a",
          "",
          " ",
          "á",
          "a\u0301",
          "ß",
          "ss",
          "it's",
          "''",
          "\"",
          "\\",
          "\\'",
          "'); DROP TABLE accounts; --",
          "/* */",
          "line\nbreak",
          "\r\n",
          "\t",
          "\u0001",
          "${a}",
          "$$",
          "?",
          ":a",
          "%",
          "_",
          "NULL",
          "null",
          "TRUE",
          "0",
          "\u202e",
          "😀",
          "ﬁ",
          "ç");

  private static final Attribute<String> ARM = Attribute.text("experiment.ab");
  private static final Attribute<BigDecimal> PERCENTILE =
      Attribute.percent("percentile.overdueAmount");

  private static final Attributes ATTRIBUTES =
      RandomCases.ATTRIBUTES
          .with(ARM)
          .with(PERCENTILE)
          .custom("loan.o'hara\"s", AttributeType.TEXT);

  @ParameterizedTest
  @ValueSource(longs = 20261121L)
  void duckdb_gives_each_account_the_segment_and_the_rule_that_we_give(long seed)
      throws SQLException {
    Random random = new Random(seed);
    RandomCases cases = new RandomCases(random, TEXTS);
    List<SegmentationPolicy> policies = new ArrayList<>();
    for (int i = 0; i < POLICIES; i++) {
      policies.add(policy(cases, random));
    }
    long decided = 0;
    try (Connection database = DriverManager.getConnection("jdbc:duckdb:")) {
      for (int from = 0; from < ACCOUNTS; from += CHUNK) {
        List<CaseFacts> accounts = accounts(cases, random);
        load(database, accounts);
        for (int p = 0; p < POLICIES; p++) {
          SegmentationPolicy policy = policies.get(p);
          PolicySql sql = policy.toSql(SqlDialect.DUCKDB);

          List<String> theirs = run(database, "FROM (" + sql.select("accounts") + ")");

          List<String> ours = accounts.stream().map(facts -> said(policy.segment(facts))).toList();
          assertThat(theirs)
              .as("seed %d, policy %d, accounts from %d: %s", seed, p, from, policy.toJson())
              .isEqualTo(ours);
          if (from == 0) {
            assertThat(run(database, "FROM (" + inlined(sql) + ")")).isEqualTo(ours);
          }
          decided += ours.stream().filter(one -> !one.startsWith(Rule.OTHERWISE)).count();
        }
      }
    }
    assertThat(decided).isBetween(ACCOUNTS * 1L, ACCOUNTS * (long) POLICIES * 19 / 20);
  }

  private static String inlined(PolicySql sql) {
    return "SELECT account, "
        + sql.ruleCase()
        + " AS rule, "
        + sql.segmentCase()
        + " AS segment FROM accounts";
  }

  private static String said(Placement placement) {
    return placement.rule() + " -> " + placement.segment();
  }

  private static SegmentationPolicy policy(RandomCases cases, Random random) {
    SegmentationPolicy.Builder policy =
        SegmentationPolicy.builder("random", "1")
            .experiment(
                Experiment.of("ab", Experiment.Arm.of("a", "50"), Experiment.Arm.of("b", "50")))
            .policy("first", nested(cases, "first", cases.condition(2)))
            .policy(
                "second",
                nested(
                    cases,
                    "second",
                    Condition.all(
                        Attribute.text("policy.first").is("first1"), cases.condition(1))));
    List<Condition> own =
        List.of(
            ARM.is("a"),
            PERCENTILE.atLeast(new BigDecimal("50")),
            Attribute.text("policy.second").isNot("REST"),
            Attribute.text("loan.o'hara\"s").in(Set.of("it's", "\\'")),
            Attributes.REACHABLE.holds("it's"));
    int rules = 2 + random.nextInt(6);
    for (int i = 0; i < rules; i++) {
      policy.rule(
          "r'" + i,
          cases.pick(TEXTS.stream().filter(text -> !text.isBlank()).toList()),
          Condition.all(cases.pick(own), cases.condition(3)));
      policy.rule("plain" + i, "S\\" + i, Condition.all(cases.condition(2), cases.condition(2)));
    }
    return policy.otherwise("the 'rest'").build();
  }

  private static SegmentationPolicy.Builder nested(
      RandomCases cases, String name, Condition condition) {
    return SegmentationPolicy.builder(name, "1")
        .rule(name + 1, name + 1, condition)
        .rule(name + 2, name + 2, cases.condition(2))
        .otherwise("REST");
  }

  private static List<CaseFacts> accounts(RandomCases cases, Random random) {
    List<CaseFacts> accounts = new ArrayList<>();
    for (int i = 0; i < CHUNK; i++) {
      CaseFacts.Builder more = cases.facts(RandomCases.plain()).in(ATTRIBUTES).toBuilder();
      if (random.nextBoolean()) {
        more.set(ARM, cases.pick(List.of("a", "b")));
      }
      if (random.nextBoolean()) {
        more.set(PERCENTILE, BigDecimal.valueOf(random.nextInt(10_001), 2));
      }
      if (random.nextBoolean()) {
        more.set(Attribute.text("loan.o'hara\"s"), cases.pick(TEXTS));
      }
      accounts.add(more.build());
    }
    return accounts;
  }

  /** All attributes, also those that a policy does not read. */
  private static void load(Connection database, List<CaseFacts> accounts) throws SQLException {
    SqlDialect dialect = SqlDialect.DUCKDB;
    String columns =
        ATTRIBUTES.all().stream()
            .map(
                each -> {
                  String value = dialect.quotedName(each.name()) + " " + dialect.type(each.type());
                  return each.type() == AttributeType.MONEY
                      ? value + ", " + dialect.quotedName(each.name() + ".currency") + " VARCHAR"
                      : value;
                })
            .collect(Collectors.joining(", "));
    try (Statement statement = database.createStatement()) {
      statement.execute("CREATE OR REPLACE TABLE accounts (account INTEGER, " + columns + ")");
    }
    try (DuckDBAppender appender =
        database.unwrap(DuckDBConnection.class).createAppender("accounts")) {
      for (int i = 0; i < accounts.size(); i++) {
        appender.beginRow().append(i);
        for (Attribute<?> attribute : ATTRIBUTES.all()) {
          append(appender, attribute, accounts.get(i).get(attribute).orElse(null));
        }
        appender.endRow();
      }
    }
  }

  private static void append(DuckDBAppender row, Attribute<?> attribute, Object value)
      throws SQLException {
    if (value == null) {
      row.appendNull();
      if (attribute.type() == AttributeType.MONEY) {
        row.appendNull();
      }
    } else if (value instanceof Money money) {
      row.append(money.minorUnits()).append(money.currency().getCurrencyCode());
    } else if (value instanceof BigDecimal decimal) {
      row.append(decimal.setScale(6));
    } else if (value instanceof Set<?> names) {
      row.append(List.copyOf(names));
    } else if (value instanceof Boolean flag) {
      row.append(flag);
    } else if (value instanceof Integer whole) {
      row.append(whole);
    } else {
      row.append((String) value);
    }
  }

  private static List<String> run(Connection database, String from) throws SQLException {
    List<String> rows = new ArrayList<>();
    try (Statement statement = database.createStatement();
        ResultSet result =
            statement.executeQuery("SELECT rule, segment " + from + " ORDER BY account")) {
      while (result.next()) {
        rows.add(result.getString(1) + " -> " + result.getString(2));
      }
    }
    return rows;
  }

  @Test
  void a_column_with_another_collation_still_compares_by_bytes() throws SQLException {
    PolicySql sql =
        SegmentationPolicy.builder("p", "1")
            .rule("r", "YES", Attributes.REGION.in(List.of("jalisco")))
            .otherwise("NO")
            .build()
            .toSql(SqlDialect.DUCKDB);

    try (Connection database = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = database.createStatement()) {
      statement.execute("CREATE TABLE t (account INTEGER, \"region\" VARCHAR COLLATE NOCASE)");
      statement.execute("INSERT INTO t VALUES (1, 'Jalisco'), (2, 'jalisco'), (3, NULL)");

      assertThat(run(database, "FROM (" + sql.select("t") + ")"))
          .containsExactly("otherwise -> NO", "r -> YES", "otherwise -> NO");
    }
  }

  @Test
  void the_columns_make_a_table_that_the_select_reads() throws SQLException {
    PolicySql sql =
        SegmentationPolicy.builder("p", "1")
            .rule(
                "r",
                "YES",
                Condition.all(
                    Attributes.OVERDUE_AMOUNT.atLeast(Money.of("1.00", "MXN")),
                    Attributes.REACHABLE.holds("sms"),
                    Attributes.CREDIT_SCORE.isKnown(),
                    Attributes.READ_BUT_SILENT.is(true)))
            .otherwise("NO")
            .build()
            .toSql(SqlDialect.DUCKDB);

    try (Connection database = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = database.createStatement()) {
      statement.execute(sql.createTable("main", "accounts"));
      statement.execute("ALTER TABLE accounts ADD COLUMN account INTEGER");
      statement.execute(
          "INSERT INTO accounts VALUES (100, 'MXN', ['sms'], 1.5, TRUE, 1),"
              + " (100, 'USD', ['sms'], 1.5, TRUE, 2), (99, 'MXN', ['sms'], 1.5, TRUE, 3)");

      assertThat(run(database, "FROM (" + sql.select("main", "accounts") + ")"))
          .containsExactly("r -> YES", "otherwise -> NO", "otherwise -> NO");
    }
    assertThat(sql.columns())
        .extracting(SqlColumn::name)
        .isEqualTo(
            List.of(
                "overdueAmount",
                "overdueAmount.currency",
                "reachable",
                "creditScore",
                "readButSilent"));
    assertThat(Map.of("notes", sql.notes())).containsEntry("notes", List.of());
  }
}
