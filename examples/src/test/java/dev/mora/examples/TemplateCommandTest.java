package dev.mora.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mora.examples.Bench.Result;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TemplateCommandTest {

  private static final String DECENT =
      """
      template: aviso  category: UTILITY  version: 3
      fields: nombre text, monto money, vencimiento date
      --- es_MX
      header: Un mensaje de {creditor}
      Hola {nombre}, le escribe *{creditor}*. Su cuota de {monto} venció el {vencimiento}. ¿Cuándo puede pagarla?
      footer: Responda BAJA para no recibir avisos
      [Ya pagué: PAID] [Pagar hoy: PROMISE_TODAY] [Hablar con una persona: AGENT]
      --- pt_BR
      header: Uma mensagem de {creditor}
      Olá {nombre}, aqui é {creditor}. Sua parcela de {monto} venceu em {vencimiento}. Quando você pode pagar?
      [Já paguei: PAID] [Falar com uma pessoa: AGENT]
      """;

  private static final String WRONG =
      """
      template: mal  category: UTILITY  version: 1
      fields: nombre text
      --- es_MX
      {nombre} debe pagar hoy
      """;

  private static final String VALUES =
      """
      {"nombre": "Rosa", "monto": "750.00 MXN", "vencimiento": "2026-11-05",
       "creditor": "CrediAmiga"}
      """;

  @TempDir Path dir;

  private String file(String name, String text) {
    try {
      return Files.writeString(dir.resolve(name), text).toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Result run(String... arguments) {
    return Bench.in(dir).run(arguments);
  }

  @ParameterizedTest
  @ValueSource(strings = {"check", "preview"})
  void each_part_explains_itself_within_a_hundred_columns(String part) {
    Result result = run("template", part, "--help");

    assertThat(result.status()).isZero();
    assertThat(result.out()).contains("Usage: mora template " + part).contains("Example");
    assertThat(result.out().lines())
        .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(100));
  }

  @Test
  void the_command_alone_names_its_parts() {
    Result result = run("template");

    assertThat(result.status()).isEqualTo(2);
    assertThat(result.err()).contains("check, preview");
  }

  @Test
  void a_decent_template_passes() {
    Result result = run("template", "check", file("aviso.txt", DECENT));

    assertThat(result.out()).startsWith("aviso 3 (aviso.txt)\n  es_MX, pt_BR: 0 errores, ");
    assertThat(result.status()).isZero();
    assertThat(result.err()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"es,error", "pt,erro", "en,error"})
  void an_error_is_told_once_with_its_place_and_a_mend(String language, String word) {
    Result result = run("template", "check", file("mal.txt", WRONG), "--lang", language);

    assertThat(result.status()).isEqualTo(1);
    assertThat(result.out())
        .containsOnlyOnce(" body-starts-with-field ")
        .contains("  " + word)
        .contains("    -> ");
  }

  @Test
  void a_file_that_is_no_template_leaves_the_others_checked() {
    Result result =
        run(
            "template",
            "check",
            file("not.txt", "template: x\n"),
            file("aviso.txt", DECENT),
            "--lang",
            "en");

    assertThat(result.status()).isEqualTo(2);
    assertThat(result.err()).contains("not.txt");
    assertThat(result.out()).startsWith("aviso 3 (aviso.txt)\n  es_MX, pt_BR: 0 errors");
  }

  @Test
  void arms_of_a_test_are_compared_where_all_are_given() {
    String test = DECENT.replace("version: 3", "version: 3  variants: aviso 1, aviso_b 1");
    String arm =
        DECENT
            .replace("template: aviso", "template: aviso_b")
            .replace("monto money", "monto money?");

    assertThat(run("template", "check", file("a.txt", test)).status()).isZero();
    Result both = run("template", "check", file("a.txt", test), file("b.txt", arm));

    assertThat(both.status()).isEqualTo(1);
    assertThat(both.out())
        .contains("la variante aviso_b de la plantilla aviso no declara igual los campos: monto");
  }

  @Test
  void an_overlong_part_is_told_once() {
    String text =
        DECENT
            .replace("Responda BAJA para no recibir avisos", "Responda BAJA. ".repeat(5))
            .replace("Ya pagué:", "Ya pagué todo lo que yo debía:")
            .replace("Un mensaje de {creditor}", "Un mensaje de {creditor}" + " y más".repeat(10));

    Result result = run("template", "check", file("largo.txt", text), "--lang", "es");

    assertThat(result.status()).isEqualTo(1);
    assertThat(result.out())
        .containsOnlyOnce("footer-length")
        .containsOnlyOnce("label-length")
        .containsOnlyOnce("header-length")
        .contains("label-length  es_MX, botón 1\n", "footer-length  es_MX, pie\n");
  }

  @Test
  void a_preview_shows_each_arm_of_a_test_that_lies_beside_it() {
    String test =
        DECENT.replace("version: 3", "version: 3  variants: aviso 1, aviso_b 1, aviso_c 1");
    file("b.txt", DECENT.replace("template: aviso", "template: aviso_b").replace("Hola", "Buenas"));
    file("broken.txt", "template:");

    Result result =
        run(
            "template",
            "preview",
            file("a.txt", test),
            "--values",
            file("rosa.json", VALUES),
            "--language",
            "es-MX",
            "--lang",
            "en");

    assertThat(result.out())
        .contains("== aviso es-MX whatsapp\n", "== aviso_b es-MX whatsapp\n")
        .contains("Hola Rosa, le escribe", "Buenas Rosa, le escribe");
    assertThat(result.err()).isEqualTo("not beside it: aviso_c\n");
    assertThat(result.status()).isZero();
  }

  @Test
  void a_value_of_another_form_is_told_once() {
    Result result =
        run(
            "template",
            "preview",
            file("aviso.txt", DECENT),
            "--values",
            file("rosa.json", VALUES.replace("750.00 MXN", "750.00")));

    assertThat(result.status()).isEqualTo(2);
    assertThat(result.err())
        .contains("expected an amount such as 750.00 MXN")
        .doesNotContain("expected expected");
  }

  @Test
  void a_preview_shows_the_exact_text_of_every_language() {
    Result result =
        run(
            "template",
            "preview",
            file("aviso.txt", DECENT),
            "--values",
            file("rosa.json", VALUES));

    assertThat(result.status()).isZero();
    assertThat(result.out())
        .isEqualTo(
            """
            == es_MX whatsapp
            Un mensaje de CrediAmiga
            Hola Rosa, le escribe *CrediAmiga*. Su cuota de $750.00 venció el 5 de noviembre de 2026. ¿Cuándo puede pagarla?
            Responda BAJA para no recibir avisos
            [Ya pagué: PAID]
            [Pagar hoy: PROMISE_TODAY]
            [Hablar con una persona: AGENT]
            (pantalla bloqueada: Un mensaje de CrediAmiga Hola Rosa, le e)

            == pt_BR whatsapp
            Uma mensagem de CrediAmiga
            Olá Rosa, aqui é CrediAmiga. Sua parcela de MXN 750,00 venceu em 5 de novembro de 2026. Quando você pode pagar?
            [Já paguei: PAID]
            [Falar com uma pessoa: AGENT]
            (pantalla bloqueada: Uma mensagem de CrediAmiga Olá Rosa, aqu)
            """);
  }

  @Test
  void one_language_goes_over_several_channels_and_into_a_page() throws Exception {
    Path page = dir.resolve("page.html");

    Result result =
        run(
            "template",
            "preview",
            file("aviso.txt", DECENT),
            "--values",
            file("rosa.json", VALUES),
            "--language",
            "es-MX",
            "--channel",
            "sms",
            "--channel",
            "email",
            "--html",
            page.toString(),
            "--lang",
            "en");

    assertThat(result.status()).isZero();
    assertThat(result.out())
        .contains("== es-MX sms\n")
        .contains("[3 segments, UCS-2, ")
        .contains("[without button: Ya pagué, Pagar hoy, Hablar con una persona]")
        .contains("== es-MX email\nSubject: Un mensaje de CrediAmiga\n");
    assertThat(result.err()).contains("written: " + page);
    assertThat(Files.readString(page))
        .contains("<figure class=\"sms\">", "<figure class=\"mail\">")
        .doesNotContain("<div class=\"lock\">");
  }

  @Test
  void a_text_that_cannot_be_made_is_told_and_the_others_are_shown() {
    Result result =
        run(
            "template",
            "preview",
            file("aviso.txt", DECENT),
            "--values",
            file("rosa.json", VALUES.replace("Rosa", "R".repeat(990))),
            "--language",
            "es-MX",
            "--language",
            "fr-FR",
            "--language",
            "pt-BR",
            "--channel",
            "whatsapp");

    assertThat(result.status()).isEqualTo(1);
    assertThat(result.err()).contains("body in es_MX has ").contains("no text in fr-FR");
    assertThat(result.out()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"nombr": "Rosa"}                   | expected one of nombre, monto
          {"monto": "750"}                    | an amount such as 750.00 MXN
          {"vencimiento": "5/11/2026"}        | a date such as 2026-11-05
          {"nombre": ["Rosa"]}                | a string or a number for text
          []                                  | object
          """)
  void a_value_that_does_not_fit_is_wrong_use_with_its_place(String values, String told) {
    Result result =
        run(
            "template",
            "preview",
            file("aviso.txt", DECENT),
            "--values",
            file("rosa.json", values));

    assertThat(result.status()).isEqualTo(2);
    assertThat(result.err()).contains("rosa.json").contains(told);
    assertThat(result.out()).isEmpty();
  }

  @Test
  void an_unknown_channel_is_wrong_use() {
    Result result =
        run(
            "template",
            "preview",
            file("aviso.txt", DECENT),
            "--values",
            file("rosa.json", VALUES),
            "--channel",
            "pigeon");

    assertThat(result.status()).isEqualTo(2);
    assertThat(result.err()).contains("no channel pigeon: one of whatsapp, sms, email");
  }
}
