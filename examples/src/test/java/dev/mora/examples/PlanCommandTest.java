package dev.mora.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mora.examples.Bench.Result;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlanCommandTest {

  @TempDir Path dir;

  @Test
  void each_loan_has_a_row_with_a_reason() {
    Result result = Bench.in(dir).onLoans("plan", "--now", Bench.NOW, "--lang", "en");

    assertThat(result.status()).isZero();
    assertThat(result.rows())
        .containsExactly(
            "borrower_id,loan_id,segment,step,channel,template,verdict,at,reason",
            "B1,L1,EARLY,soft,whatsapp,cuota_vencida,SEND,2026-11-24T16:00:00Z,"
                + "step-falls-today: the step falls on this day",
            "B2,L2,CURRENT,,,,SILENT,,"
                + "segment-left-alone: the strategy has no steps for CURRENT",
            "B3,L3,PRE_DUE,reminder,whatsapp,cuota_por_vencer,SEND,2026-11-24T16:00:00Z,"
                + "step-falls-today: the step falls on this day",
            "B4,L4,LATE,agent,,,AGENT,2026-11-24T16:00:00Z,"
                + "agent-step: step agent puts the case on an agent's desk");
    assertThat(result.err()).contains("written to now").contains("segment-left-alone");
  }

  @Test
  void at_night_everybody_is_written_to_in_the_morning() {
    Result result = Bench.in(dir).onLoans("plan", "--now", "2026-11-24T05:00:00Z");

    assertThat(result.row("B1,")).contains(",DEFER,2026-11-24T13:0").contains("MX-window");
  }

  @Test
  void the_page_is_one_file_that_needs_no_other() {
    Bench bench = Bench.in(dir);

    bench.onLoans("plan", "--now", Bench.NOW, "--html", dir.resolve("plan.html").toString());

    assertThat(bench.read("plan.html"))
        .contains("<svg")
        .contains("Hola Rosa")
        .doesNotContain("http://")
        .doesNotContain("https://")
        .doesNotContain("<script")
        .doesNotContain("<link");
  }

  @Test
  void unusable_phone_numbers_are_summed_up_by_reason() {
    Bench bench =
        Bench.in(dir)
            .loans(
                "borrowers.csv",
                "borrower_id,name,phone,country,time_zone",
                "B1,Rosa Peña,5511112222,MX,America/Mexico_City",
                "B2,Luis Castro,+52551234,MX,America/Mexico_City",
                "B3,Norma Vega,,MX,America/Mexico_City",
                "B4,Iván Ortiz,+525577778888,MX,America/Mexico_City");

    Result result = bench.onLoans("plan", "--now", Bench.NOW, "--lang", "en");

    assertThat(result.status()).isZero();
    assertThat(result.row("B1,"))
        .contains("SILENT")
        .contains("unreachable")
        .contains("country code");
    assertThat(result.row("B3,")).contains("SILENT").contains("missing");
    assertThat(result.err())
        .contains("borrowers.csv:2 phone (B1)")
        .contains("borrowers.csv:3 phone (B2)")
        .contains("borrowers.csv:4 phone (B3)")
        .contains("faults: 3 x borrower not reachable there")
        .containsPattern("phone: phone number has no country code +1\n")
        .containsPattern("phone: phone number is too short for \\+52 +1\n")
        .containsPattern("phone: phone number is missing +1\n")
        .doesNotContain("5511112222");
  }

  @Test
  void in_spanish_no_reason_is_in_english() {
    Bench bench =
        Bench.in(dir)
            .loans(
                "borrowers.csv",
                "borrower_id,name,phone,language,country,time_zone",
                "B1,Rosa Peña,5511112222,es,MX,America/Mexico_City",
                "B2,Luis Castro,+525533334444,es,MX,America/Mexico_City",
                "B3,Norma Vega,+525555556666,en,MX,America/Mexico_City",
                "B4,Iván Ortiz,+525577778888,es,MX,America/Mexico_City");

    Result result = bench.onLoans("plan", "--now", Bench.NOW);

    assertThat(result.row("B1,"))
        .endsWith(
            "unreachable: sin dato de contacto para whatsapp (phone: el teléfono no lleva + y"
                + " código de país)");
    assertThat(result.row("B3,"))
        .endsWith(
            "text-does-not-fit: el texto no se puede armar: plantilla cuota_por_vencer: nadie la"
                + " escribió en el idioma de esta persona");
    assertThat(result.err())
        .containsPattern("phone: el teléfono no lleva \\+ y código de país +1\n");
  }

  @Test
  void the_moment_must_be_said() {
    Result result = Bench.in(dir).onLoans("plan");

    assertThat(result.status()).isEqualTo(2);
    assertThat(result.err()).contains("--now");
  }
}
