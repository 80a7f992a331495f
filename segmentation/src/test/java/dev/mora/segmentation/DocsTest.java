package dev.mora.segmentation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mora.attribute.Attributes;
import dev.mora.attribute.CaseFacts;
import dev.mora.attribute.Percentiles;
import dev.mora.delinquency.DelinquencyPolicy;
import dev.mora.language.Language;
import dev.mora.loan.Loan;
import dev.mora.money.Money;
import dev.mora.party.Borrower;
import dev.mora.portfolio.Portfolio;
import dev.mora.score.GoldenVectors;
import dev.mora.score.RiskModel;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the pages on scores and SQL show is what happens. */
class DocsTest {

  private static List<String> blocks(String page, String language) throws IOException {
    return blocks(page, "", language);
  }

  /** Those that stand so far to the right. */
  private static List<String> blocks(String page, String indent, String language)
      throws IOException {
    List<String> blocks = new ArrayList<>();
    String text = Files.readString(Path.of("..", "docs", page));
    String start = "\n" + indent + "```" + language + "\n";
    for (int at = text.indexOf(start); at >= 0; at = text.indexOf(start, at + 1)) {
      int from = at + start.length();
      blocks.add(text.substring(from, text.indexOf("\n" + indent + "```", from)));
    }
    return blocks;
  }

  @Test
  void the_models_load_and_keep_to_the_vectors() throws IOException {
    List<String> json = blocks("scores.md", "json");
    RiskModel card = RiskModel.parse("scores.md", json.get(0));
    RiskModel logistic = RiskModel.parse("scores.md", json.get(1));
    CaseFacts worked =
        CaseFacts.builder(Attributes.standard())
            .set(Attributes.COUNTED_DAYS, 20)
            .set(Attributes.REGION, "Jalisco")
            .build();

    assertThat(GoldenVectors.parse("scores.md", json.get(2)).check(card)).isEmpty();
    assertThat(logistic.score(worked, LocalDate.EPOCH).score()).contains(new BigDecimal("0.24974"));
  }

  @Test
  void the_java_of_the_page_on_scores_is_what_this_test_runs(@TempDir Path folder)
      throws IOException {
    Path file =
        Files.writeString(folder.resolve("behaviour.json"), blocks("scores.md", "json").get(0));
    var source =
        Files.readString(
            Path.of("src/test/java", DocsTest.class.getName().replace('.', '/') + ".java"));
    String shown = blocks("scores.md", "java").get(0);

    assertThat(squeezed(source))
        .contains(squeezed(shown.replace("Path.of(\"behaviour.json\")", "file")));
    assertThat(run(file).loans().get(0).placement().explanation().in(Language.EN))
        .startsWith("RISKY: score.behaviour 535");
  }

  private static Segmented run(Path file) {
    LocalDate asOf = LocalDate.parse("2026-11-21");
    SegmentationPolicy policy =
        SegmentationPolicy.parse(
            "p.json",
            """
            {"schema":"mora/segmentation-1","name":"p","version":"1","rules":[
              {"id":"r","segment":"RISKY","when":{"attribute":"score.behaviour","below":540}}],
             "otherwise":"REST"}
            """);
    Portfolio portfolio =
        Portfolio.builder()
            .borrower(Borrower.of("B-9", "Rosa").build())
            .loan(
                Loan.of("L-17", "B-9", "MXN").installment("2026-11-18", "750.00").toBuilder()
                    .custom("rate", "31.5")
                    .build())
            .build();
    var card = RiskModel.load(file);
    var segmented =
        SegmentationRun.of(policy, DelinquencyPolicy.standard(), asOf)
            .model("behaviour", card)
            .segment(portfolio);
    return segmented;
  }

  private static String squeezed(String text) {
    return text.replaceAll("\\s+", "");
  }

  @Test
  void the_policy_of_the_page_on_sql_gives_the_sql_beside_it() throws IOException {
    SegmentationPolicy policy = SegmentationPolicy.parse("sql.md", blocks("sql.md", "json").get(0));

    assertThat(policy.toSql(SqlDialect.DUCKDB).select("accounts"))
        .isEqualTo(blocks("sql.md", "sql").get(0));
  }

  @Test
  void the_percentile_of_the_page_on_sql_is_that_of_a_run() throws Exception {
    Random random = new Random(20261121L);
    List<CaseFacts> loans = new ArrayList<>();
    for (int i = 0; i < 2_000; i++) {
      loans.add(loan(random));
    }
    Percentiles percentiles = Percentiles.of(loans, List.of(Attributes.OVERDUE_AMOUNT));

    try (var database = DriverManager.getConnection("jdbc:duckdb:");
        var statement = database.createStatement()) {
      statement.execute(
          "CREATE TABLE loans (id INTEGER, \"product\" VARCHAR, \"currency\" VARCHAR,"
              + " \"status\" VARCHAR, \"overdueAmount\" BIGINT,"
              + " \"overdueAmount.currency\" VARCHAR)");
      for (int i = 0; i < loans.size(); i++) {
        statement.execute("INSERT INTO loans VALUES (" + i + ", " + row(loans.get(i)) + ")");
      }
      String sql = blocks("sql.md", "  ", "sql").get(0);
      try (var rows = statement.executeQuery(sql + " ORDER BY id")) {
        for (CaseFacts loan : loans) {
          rows.next();
          BigDecimal theirs = rows.getBigDecimal("percentile.overdueAmount");
          Optional<BigDecimal> ours = percentiles.of(Attributes.OVERDUE_AMOUNT, loan);
          if (ours.isEmpty()) {
            assertThat(theirs).isNull();
          } else {
            assertThat(theirs).isEqualByComparingTo(ours.get());
          }
        }
      }
    }
  }

  private static CaseFacts loan(Random random) {
    CaseFacts.Builder loan =
        CaseFacts.builder(Attributes.standard())
            .set(Attributes.CURRENCY, random.nextBoolean() ? "MXN" : "USD");
    if (random.nextInt(4) > 0) {
      loan.set(Attributes.PRODUCT, "p" + random.nextInt(3));
    }
    if (random.nextInt(4) > 0) {
      loan.set(Attributes.STATUS, random.nextInt(4) > 0 ? "ACTIVE" : "CLOSED");
    }
    if (random.nextInt(4) > 0) {
      loan.set(
          Attributes.OVERDUE_AMOUNT,
          Money.ofMinor(
              Money.currencyOf(random.nextInt(4) > 0 ? "MXN" : "USD"), random.nextInt(60)));
    }
    return loan.build();
  }

  private static String row(CaseFacts loan) {
    Optional<Money> amount = loan.get(Attributes.OVERDUE_AMOUNT);
    return Stream.of(
            quoted(loan.get(Attributes.PRODUCT)),
            quoted(loan.get(Attributes.CURRENCY)),
            quoted(loan.get(Attributes.STATUS)),
            amount.map(money -> Long.toString(money.minorUnits())).orElse("NULL"),
            quoted(amount.map(money -> money.currency().getCurrencyCode())))
        .collect(Collectors.joining(", "));
  }

  private static String quoted(Optional<String> text) {
    return text.map(value -> "'" + value + "'").orElse("NULL");
  }

  @Test
  void the_view_of_the_page_on_sql_feeds_the_select() throws Exception {
    List<String> sql = blocks("sql.md", "sql");
    List<String> segments = new ArrayList<>();

    try (var database = DriverManager.getConnection("jdbc:duckdb:");
        var statement = database.createStatement()) {
      statement.execute(
          "CREATE TABLE core_loans (days INTEGER, overdue DECIMAL(12,2), state VARCHAR,"
              + " sms_ok BOOLEAN)");
      statement.execute(
          "INSERT INTO core_loans VALUES (5, 500.00, NULL, FALSE), (5, 499.99, 'Sonora', TRUE),"
              + " (NULL, 900.00, 'Sonora', FALSE)");
      statement.execute(sql.get(1));
      try (var rows = statement.executeQuery(sql.get(0))) {
        while (rows.next()) {
          segments.add(rows.getString("segment"));
        }
      }
    }

    assertThat(segments).containsExactlyInAnyOrder("BIG", "SMS", "REST");
  }
}
