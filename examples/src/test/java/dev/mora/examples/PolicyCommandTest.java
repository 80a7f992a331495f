package dev.mora.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mora.examples.Bench.Result;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PolicyCommandTest {

  private static final String NEW =
      """
      {"schema":"mora/segmentation-1","name":"next","version":"2","rules":[
        {"id":"late","segment":"LATE","when":{"attribute":"countedDays","atLeast":61}},
        {"id":"early-big","segment":"EARLY_BIG","when":{"all":[
          {"attribute":"countedDays","from":1,"to":60},
          {"attribute":"overdueAmount","atLeast":"500.00","currency":"MXN"}]}},
        {"id":"early","segment":"EARLY","when":{"attribute":"countedDays","from":1,"to":60}},
        {"id":"mid","segment":"MID","when":{"attribute":"countedDays","from":31,"to":90}},
        {"id":"never","segment":"NEVER","when":{"all":[
          {"attribute":"bucket","is":"16-31"},
          {"attribute":"countedDays","above":10},{"attribute":"countedDays","below":3}]}}],
       "otherwise":"CURRENT"}
      """;

  @TempDir Path dir;

  private String file(Bench bench) {
    return bench.path("desk/segmentation.json").toString();
  }

  @ParameterizedTest
  @ValueSource(strings = {"check", "diff", "sql"})
  void each_part_explains_itself_within_a_hundred_columns(String part) {
    Result result = Bench.in(dir).run("policy", part, "--help");

    assertThat(result.status()).isZero();
    assertThat(result.out()).contains("Usage: mora policy " + part).contains("Example");
    assertThat(result.out().lines())
        .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(100));
  }

  @Test
  void the_command_alone_names_its_parts() {
    Result result = Bench.in(dir).run("policy");

    assertThat(result.status()).isEqualTo(2);
    assertThat(result.err()).contains("check, diff, sql");
  }

  @Test
  void a_folder_in_place_of_a_policy_is_named() {
    Bench bench = Bench.in(dir);
    String folder = bench.path("desk").toString();

    Bench.Result result = bench.run("policy", "check", folder);

    assertThat(result.status()).isEqualTo(2);
    assertThat(result.err().lines())
        .singleElement()
        .satisfies(line -> assertThat(line).startsWith("cannot read or write: " + folder));
  }

  @Test
  void a_sound_policy_passes_with_notes() {
    Bench bench = Bench.in(dir);

    Result result =
        bench.run(
            "policy",
            "check",
            file(bench),
            "--delinquency",
            bench.path("desk/delinquency.json").toString());

    assertThat(result.status()).isZero();
    assertThat(result.out()).contains("0 errores").contains("nota").contains("ejemplo: ");
    assertThat(result.err()).isEmpty();
  }

  @Test
  void errors_come_first_in_words_with_the_rules_that_cause_them() {
    Bench bench = Bench.in(dir).desk("segmentation.json", NEW);

    Result result =
        bench.run(
            "policy",
            "check",
            file(bench),
            "--delinquency",
            bench.path("desk/delinquency.json").toString());

    assertThat(result.status()).isEqualTo(1);
    assertThat(result.rows().subList(0, 9))
        .containsExactly(
            "next 2 (segmentation.json)",
            "  5 reglas, 6 segmentos: 3 errores, 0 avisos, 2 notas",
            "",
            "  error   mid    las reglas late y early juntas ya toman todos sus casos: nunca se"
                + " llega a ella",
            "",
            "  error   never  no se cumplen a la vez: días de mora más de 10; días de mora menos"
                + " de 3",
            "",
            "  error   never  no hay tramo 16-31; ¿quiso decir 16-30?",
            "");
    assertThat(result.out())
        .contains(
            "  nota    early  antes toma parte de sus casos la regla early-big\n"
                + "                 ejemplo: 1 día de mora, monto vencido 500.00 MXN -> EARLY_BIG");
  }

  @ParameterizedTest
  @CsvSource({
    "en, 'error   mid    rules late and early together take every case'",
    "pt, 'erro    mid    as regras late e early juntas já tomam todos os seus casos'"
  })
  void findings_are_told_in_other_languages(String language, String words) {
    Bench bench = Bench.in(dir).desk("segmentation.json", NEW);

    Result result = bench.run("policy", "check", file(bench), "--lang", language);

    assertThat(result.status()).isEqualTo(1);
    assertThat(result.out()).contains(words);
  }

  @Test
  void a_file_that_cannot_be_read_does_not_hide_the_others() {
    Bench bench = Bench.in(dir).desk("broken.json", "{\"schema\":\"mora/segmentation-1\"}");

    Result result =
        bench.run("policy", "check", bench.path("desk/broken.json").toString(), file(bench));

    assertThat(result.status()).isEqualTo(2);
    assertThat(result.err()).contains("broken.json");
    assertThat(result.out()).contains("(segmentation.json)");
  }

  @Test
  void who_would_move_is_told_by_count_and_amount_and_why() {
    Bench bench = Bench.in(dir).desk("new.json", NEW);

    Result result =
        bench.run(
            "policy",
            "diff",
            file(bench),
            bench.path("desk/new.json").toString(),
            "--portfolio",
            bench.path("loans").toString(),
            "--as-of",
            Bench.AS_OF,
            "--desk",
            bench.path("desk").toString(),
            "--out",
            bench.path("movers.csv").toString());

    assertThat(result.status()).isZero();
    assertThat(result.out())
        .isEqualTo(
            """
            microcredit-demo 2026-11-21 -> next 2, al 2026-11-24

                                   créditos     %     en mora         saldo
              cambian de segmento         2  50.0  750.00 MXN  1,150.00 MXN
              quedan igual                2  50.0  900.00 MXN    900.00 MXN

              segmentos nuevos: EARLY_BIG, NEVER
              segmentos que desaparecen: CHARGED_OFF, PROMISED, VERY_LATE, EARLY_RISK, PRE_DUE

            Créditos por segmento
              antes \\ después  LATE  EARLY_BIG  CURRENT  total
              LATE                1                          1
              EARLY                          1               1
              PRE_DUE                                 1      1
              CURRENT                                 1      1
              total               1          1        2      4

            Quiénes cambian
              de       a          créditos     en mora       saldo
              EARLY    EARLY_BIG         1  750.00 MXN  750.00 MXN
              PRE_DUE  CURRENT           1    0.00 MXN  400.00 MXN

            Por qué reglas
              regla de antes  regla de después  créditos     en mora       saldo
              early           early-big                1  750.00 MXN  750.00 MXN
              due-soon        otherwise                1    0.00 MXN  400.00 MXN

            Un caso de cada uno
              L1  750.00 MXN
                antes:   EARLY: 12 días de mora (1-30), regla early; regla promised sin decidir, sin dato:
                         promesa de pago; regla early-again sin decidir, sin dato: puntaje de crédito
                después: EARLY_BIG: 12 días de mora (1-60), monto vencido 750.00 MXN (al menos 500.00 MXN),
                         regla early-big
              L3  400.00 MXN
                antes:   PRE_DUE: 3 días para el vencimiento (0-7), regla due-soon; regla promised sin decidir,
                         sin dato: promesa de pago
                después: CURRENT: ninguna regla se cumple

            Los mayores saldos que cambian
              crédito  de       a             en mora       saldo
              L1       EARLY    EARLY_BIG  750.00 MXN  750.00 MXN
              L3       PRE_DUE  CURRENT      0.00 MXN  400.00 MXN
            """);
    assertThat(bench.read("movers.csv").lines())
        .first()
        .asString()
        .startsWith("loan_id,borrower_id,currency,overdue,outstanding,from_segment");
  }

  @Test
  void the_same_policy_moves_nobody() {
    Bench bench = Bench.in(dir);

    Result result =
        bench.run(
            "policy",
            "diff",
            file(bench),
            file(bench),
            "--portfolio",
            bench.path("loans").toString(),
            "--as-of",
            Bench.AS_OF,
            "--lang",
            "en");

    assertThat(result.status()).isZero();
    assertThat(result.out()).contains("change segment").doesNotContain("Who moves");
  }

  @Test
  void an_explanation_ends_with_the_smallest_change() {
    Result result = Bench.in(dir).onLoans("segment", "--explain", "L1", "--lang", "es");

    assertThat(result.out()).contains("lo más cerca: con ").contains(" pasaría a ");
  }
}
