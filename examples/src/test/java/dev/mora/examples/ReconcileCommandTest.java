package dev.mora.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mora.examples.Bench.Result;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReconcileCommandTest {

  private static final String HEAD = "loan_id,days_past_due,overdue_amount,outstanding";

  @TempDir Path dir;

  @Test
  void figures_that_agree_are_the_same() {
    Bench bench =
        Bench.in(dir)
            .loans(
                "core.csv",
                HEAD,
                "L1,12,750.00,750.00",
                "L2,0,0.00,0.00",
                "L3,0,0.00,400.00",
                "L4,70,900.00,900.00");

    Result result = reconcile(bench, "en");

    assertThat(result.status()).isZero();
    assertThat(result.rows()).hasSize(5);
    assertThat(result.row("L1,")).isEqualTo("L1,MXN,SAME,12,12,750.00,750.00,750.00,750.00,,,,,");
    assertThat(result.err()).contains("4 the same, 0 different and explained");
  }

  @Test
  void differences_are_explained_and_missing_loans_are_listed() {
    Bench bench =
        Bench.in(dir)
            .loans(
                "core.csv",
                HEAD,
                "L1,13,750.00,750.00",
                "L2,0,0.00,123.45",
                "L4,70,900.00,900.00",
                "L9,1,1.00,1.00");

    Result result = reconcile(bench, "en");

    assertThat(result.status()).isEqualTo(1);
    assertThat(result.row("L1,"))
        .contains("DIFFERENT,12,13,")
        .contains("it counts the due date too");
    assertThat(result.row("L2,")).contains("DIFFERENT").contains("no known reading explains it");
    assertThat(result.row("L3,")).contains("MISSING,0,,0.00,,400.00,,");
    assertThat(result.row("L4,")).contains("SAME");
    assertThat(result.err())
        .contains("L9")
        .contains("core.csv:5 loan_id (L9)")
        .contains(
            "1 the same, 1 different and explained, 1 different without explanation, 1 missing")
        .containsPattern("  1  .*it counts the due date too");
  }

  @Test
  void the_sum_comes_in_the_language_that_was_asked_for() {
    Bench bench = Bench.in(dir).loans("core.csv", HEAD, "L1,13,750.00,750.00");

    assertThat(reconcile(bench, "es").err())
        .contains("0 iguales, 1 distintos con explicación, 0 distintos sin explicación, 3 sin fila")
        .containsPattern("  1  .*cuenta también el día del vencimiento");
    assertThat(reconcile(bench, "pt").err()).contains("0 iguais, 1 diferentes com explicação");
  }

  @Test
  void a_file_that_cannot_be_read_is_told_by_its_own_name() {
    Bench bench = Bench.in(dir).loans("core.csv", "loan_id,days", "L1,13");

    Result result = reconcile(bench, "en");

    assertThat(result.status()).isGreaterThan(1);
    assertThat(result.err()).contains("core.csv:1").doesNotContain("given.csv");
  }

  @Test
  void explanations_come_in_the_language_that_was_asked_for() {
    Bench bench = Bench.in(dir).loans("core.csv", HEAD, "L1,13,750.00,750.00");

    assertThat(reconcile(bench, "es").row("L1,")).contains("cuenta también el día del vencimiento");
    assertThat(reconcile(bench, "pt").row("L1,")).contains("conta também o dia do vencimento");
  }

  private static Result reconcile(Bench bench, String language) {
    return bench.onLoans(
        "reconcile", "--against", bench.path("loans/core.csv").toString(), "--lang", language);
  }
}
