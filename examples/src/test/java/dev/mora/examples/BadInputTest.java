package dev.mora.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mora.examples.Bench.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is wrong is told once, with its place; the rest of the portfolio goes on. */
class BadInputTest {

  private static final String INSTALLMENTS =
      "loan_id,number,due_on,principal,interest,fees,penalties";

  @TempDir Path dir;

  static final List<Arguments> SKIPPED =
      List.of(
          bad(
              "a malformed row",
              bench ->
                  bench.loans(
                      "installments.csv",
                      INSTALLMENTS,
                      "L1,1,2026-11-12",
                      "L2,1,2026-11-01,300.00,0.00,0.00,0.00",
                      "L3,1,2026-11-27,400.00,0.00,0.00,0.00",
                      "L4,1,2026-09-15,900.00,0.00,0.00,0.00"),
              "installments.csv:2",
              "(L1)"),
          bad(
              "an unknown status",
              bench ->
                  bench.loans(
                      "loans.csv",
                      "loan_id,borrower_id,product,currency,principal,status",
                      "L1,B1,semanal,MXN,750.00,ACTIV",
                      "L2,B2,semanal,MXN,300.00,",
                      "L3,B3,semanal,MXN,400.00,ACTIVE",
                      "L4,B4,semanal,MXN,900.00,ACTIVE"),
              "loans.csv:2 status (L1)",
              "ACTIV",
              "did you mean ACTIVE"),
          bad(
              "an amount with a comma",
              bench ->
                  bench.loans(
                      "installments.csv",
                      INSTALLMENTS,
                      "L1,1,2026-11-12,\"750,00\",0.00,0.00,0.00",
                      "L2,1,2026-11-01,300.00,0.00,0.00,0.00",
                      "L3,1,2026-11-27,400.00,0.00,0.00,0.00",
                      "L4,1,2026-09-15,900.00,0.00,0.00,0.00"),
              "installments.csv:2 principal (L1)",
              "digits only, at most 2 decimals behind a point"),
          bad(
              "two currencies in one loan",
              bench ->
                  bench.loans(
                      "installments.csv",
                      INSTALLMENTS + ",currency",
                      "L1,1,2026-11-12,750.00,0.00,0.00,0.00,PEN",
                      "L2,1,2026-11-01,300.00,0.00,0.00,0.00,MXN",
                      "L3,1,2026-11-27,400.00,0.00,0.00,0.00,",
                      "L4,1,2026-09-15,900.00,0.00,0.00,0.00,MXN"),
              "installments.csv:2 currency (L1)",
              "PEN",
              "MXN"));

  @ParameterizedTest(name = "{0}")
  @FieldSource("SKIPPED")
  void a_loan_with_a_fault_is_skipped_and_the_others_go_on(
      String what, Consumer<Bench> spoil, List<String> told) {
    Bench bench = Bench.in(dir);
    spoil.accept(bench);

    for (String command : List.of("delinquency", "segment", "plan")) {
      Result result =
          command.equals("plan")
              ? bench.onLoans(command, "--now", Bench.NOW)
              : bench.onLoans(command);

      assertThat(result.status()).as(command + result.err()).isEqualTo(1);
      assertThat(result.rows()).hasSize(4);
      assertThat(result.out()).doesNotContain("L1").contains("L2").contains("L3").contains("L4");
      assertThat(faults(result)).singleElement().satisfies(line -> assertThat(line).contains(told));
      assertThat(result.err()).contains("faults: 1 x loan skipped");
    }
  }

  @Test
  void a_payment_for_an_unknown_loan_is_ignored_and_told() {
    Bench bench =
        Bench.in(dir)
            .loans(
                "payments.csv",
                "payment_id,loan_id,paid_on,amount,reverses",
                "P1,L2,2026-10-31,300.00,",
                "P2,L22,2026-10-31,10.00,");

    Result result = bench.onLoans("delinquency");

    assertThat(result.status()).isEqualTo(1);
    assertThat(result.rows()).hasSize(5);
    assertThat(faults(result))
        .singleElement()
        .satisfies(line -> assertThat(line).contains("payments.csv:3", "L22", "row ignored"));
  }

  @Test
  void a_borrower_without_a_zone_is_told_of_and_keeps_the_loan() {
    Bench bench =
        Bench.in(dir)
            .loans(
                "borrowers.csv",
                "borrower_id,name,phone,country,time_zone",
                "B1,Rosa Peña,+525511112222,MX,",
                "B2,Luis Castro,+525533334444,MX,America/Mexico_Citi",
                "B3,Norma Vega,+525555556666,MX,America/Mexico_City",
                "B4,Iván Ortiz,+525577778888,MX,America/Mexico_City");

    Result result = bench.onLoans("plan", "--now", Bench.NOW, "--lang", "en");

    assertThat(result.status()).isZero();
    assertThat(result.rows()).hasSize(5);
    assertThat(result.row("B1,")).contains("SILENT").contains("unreachable").contains("time_zone");
    assertThat(result.row("B3,")).contains(",SEND,");
    assertThat(result.err())
        .contains("borrowers.csv:3 time_zone (B2)")
        .contains("America/Mexico_Citi")
        .contains("did you mean America/Mexico_City");
  }

  @ParameterizedTest
  @FieldSource("FILES")
  void a_policy_file_that_is_wrong_names_its_place(
      String file, String part, String other, List<String> told) {
    Bench bench = Bench.in(dir).deskWith(file, part, other);

    Result result = bench.onLoans("plan", "--now", Bench.NOW);

    assertThat(result.status()).isEqualTo(2);
    assertThat(result.out()).isEmpty();
    assertThat(result.err().strip().lines()).hasSize(1);
    assertThat(result.err()).contains(told);
  }

  static final List<Arguments> FILES =
      List.of(
          Arguments.of(
              "delinquency.json",
              "\"tolerance\"",
              "\"tolerence\"",
              List.of("delinquency.json", "tolerence", "tolerance")),
          Arguments.of(
              "segmentation.json",
              "\"attribute\": \"creditScore\"",
              "\"attribute\": \"creditScor\"",
              List.of("segmentation.json", "/rules/5", "creditScor", "creditScore")),
          Arguments.of(
              "segmentation.json",
              "\"from\": 91, \"to\": 180",
              "\"from\": \"many\", \"to\": 180",
              List.of("segmentation.json", "/rules/2", "many")),
          Arguments.of(
              "strategy.json",
              "\"channels\": [\"whatsapp\"]}\n    ],\n    \"EARLY\"",
              "\"chanels\": [\"whatsapp\"]}\n    ],\n    \"EARLY\"",
              List.of("strategy.json", "/segments/PRE_DUE/0", "chanels", "channels")),
          Arguments.of(
              "strategy.json",
              "\"template\": \"cuota_vencida\"",
              "\"template\": \"cuota_vencido\"",
              List.of("EARLY", "cuota_vencido", "did you mean cuota_vencida?")),
          Arguments.of("contact.json", "\"MX\"", "\"MXX\"", List.of("contact.json", "MXX", "MX")),
          Arguments.of(
              "templates/cuota_vencida.txt",
              "{monto}",
              "{montos}",
              List.of("cuota_vencida.txt", "montos", "monto")),
          Arguments.of(
              "templates/cuota_vencida.txt",
              "monto money",
              "monto mony",
              List.of("cuota_vencida.txt", "mony", "money")));

  @Test
  void every_template_that_is_wrong_is_told_of() {
    Bench bench =
        Bench.in(dir)
            .deskWith("templates/cuota_vencida.txt", "{monto}", "{montos}")
            .deskWith("templates/acordar_fecha.txt", "UTILITY", "UTILITI");

    Result result = bench.onLoans("plan", "--now", Bench.NOW);

    assertThat(result.status()).isEqualTo(2);
    assertThat(result.err()).contains("cuota_vencida.txt").contains("acordar_fecha.txt");
  }

  @Test
  void strict_stops_at_the_first_fault() {
    Bench bench =
        Bench.in(dir)
            .loans(
                "installments.csv",
                INSTALLMENTS,
                "L1,1,soon,750.00,0.00,0.00,0.00",
                "L2,1,later,300.00,0.00,0.00,0.00");

    Result result = bench.onLoans("segment", "--strict");

    assertThat(result.status()).isEqualTo(2);
    assertThat(result.err().strip().lines()).hasSize(1);
    assertThat(result.err()).contains("installments.csv:2 due_on (L1)");
  }

  @Test
  void a_ledger_that_cannot_be_opened_is_one_line_that_names_it() throws IOException {
    Bench bench = Bench.in(dir).environment("TOKEN", "t");
    Path none = dir.resolve("none/mora.db");
    Path csv = bench.path("loans/loans.csv");
    String before = Files.readString(csv);

    assertThat(told(sending(bench, none))).contains("--ledger " + none, "no such folder");
    assertThat(told(sending(bench, dir))).contains("--ledger " + dir, "found a folder");
    assertThat(told(sending(bench, csv))).contains("--ledger " + csv, "no SQLite database");
    assertThat(told(bench.run("ledger", "show", "--ledger", csv.toString())))
        .contains("--ledger " + csv, "no SQLite database");
    assertThat(Files.readString(csv)).isEqualTo(before);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "EAAxyzrealtoken123",
        "EAA:",
        "no such",
        "A123456789012345678901234567890123456789X"
      })
  void what_may_be_the_secret_itself_is_not_told(String given) {
    Result result = Bench.in(dir).run("template", "list", "--account", "1", "--token-env", given);

    assertThat(result.status()).isEqualTo(2);
    assertThat(result.err()).contains("never the secret itself").doesNotContain(given);
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"--out", "--html"})
  void a_result_whose_folder_is_not_there_is_told_before_anything_is_done(String option) {
    Path file = dir.resolve("none/x.csv");
    Bench bench = Bench.in(dir).environment("TOKEN", "t");

    Result planned = bench.onLoans("plan", "--now", Bench.NOW, option, file.toString());
    Result sent = sending(bench, dir.resolve("mora.db"), option, file.toString());

    for (Result result : List.of(planned, sent)) {
      assertThat(told(result)).contains("no such file or folder: " + dir.resolve("none") + "\n");
    }
    assertThat(dir.resolve("mora.db")).doesNotExist();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "https://graph.facebook.com/v25.0, https://graph.facebook.com",
    "https://graph.facebook.com/v25.0/, https://graph.facebook.com",
    "https://partner.example/wa/v2, https://partner.example/wa"
  })
  void an_address_with_a_version_is_told_without_it(String given, String meant) {
    Result result =
        Bench.in(dir)
            .environment("TOKEN", "t")
            .run(
                "template",
                "list",
                "--account",
                "1",
                "--token-env",
                "TOKEN",
                "--whatsapp-url",
                given);

    assertThat(result.status()).isEqualTo(2);
    assertThat(result.err())
        .contains("--whatsapp-url")
        .contains("found a version at the end, expected the address without it: " + meant + "\n");
  }

  @Test
  void an_address_that_is_none_is_told() {
    Result result =
        Bench.in(dir)
            .run("template", "list", "--account", "1", "--token-env", "T", "--whatsapp-url", "a b");

    assertThat(result.status()).isEqualTo(2);
    assertThat(result.err())
        .contains("found no address, expected one such as https://graph.facebook.com")
        .doesNotContain("java.net");
  }

  @Test
  void a_default_is_written_as_help_writes_the_choice() {
    assertThat(Bench.in(dir).run("metrics", "--help").out()).contains("default month");
  }

  private static Result sending(Bench bench, Path ledger, String... more) {
    List<String> all =
        new ArrayList<>(
            List.of(
                "--now",
                Bench.NOW,
                "--whatsapp-url",
                "http://localhost:1",
                "--phone-number-id",
                "1",
                "--token-env",
                "TOKEN",
                "--ledger",
                ledger.toString()));
    all.addAll(List.of(more));
    return bench.onLoans("run", all.toArray(String[]::new));
  }

  /** The only line of what is no use of Mora at all. */
  private static String told(Result result) {
    assertThat(result.status()).as(result.err()).isEqualTo(2);
    assertThat(result.out()).isEmpty();
    assertThat(result.err().lines()).hasSize(1);
    return result.err();
  }

  private static List<String> faults(Result result) {
    return result.err().lines().filter(line -> line.contains(" -> ")).toList();
  }

  private static Arguments bad(String what, Consumer<Bench> spoil, String... told) {
    return Arguments.of(what, spoil, List.of(told));
  }

  @ParameterizedTest
  @CsvSource({
    "campaign approve C --by _,                                  --by",
    "campaign pause C --by _,                                    --by",
    "campaign stop-all --by _,                                   --by",
    "campaign resume C --by EMPTY,                               --by",
    "ledger resolve D --as SENT --by _,                          --by",
    "ledger again 1 --by _,                                      --by",
    "ledger release --by _ --because better,                     --by",
    "ledger release --by marta --because _,                      --because",
    "unstop +525512345678 --channel whatsapp --by _ --because x, --by",
    "unstop +525512345678 --channel whatsapp --by m --because _, --because"
  })
  void an_order_says_who_gives_it_and_why(String order, String option) {
    String[] words =
        Stream.concat(Stream.of(order.split(" ")), Stream.of("--ledger", dir + "/none.db"))
            .map(word -> word.equals("_") ? " " : word.equals("EMPTY") ? "" : word)
            .toArray(String[]::new);

    Result told = Bench.in(dir).run(words);

    assertThat(told.status()).isEqualTo(2);
    assertThat(told.err())
        .contains("'" + option + "'", "it is blank, expected who says so, or why");
  }
}
