package dev.mora.template.processor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.mora.template.MessageTemplate;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TemplateFieldsProcessorTest {

  private static final String TEXT_FORM =
      """
      template: cuota_vencida   category: UTILITY   version: 2026-11-21
      fields: nombre text, monto money, vencimiento date, dias days
      --- es_MX
      Hola {nombre}, su cuota de {monto} venció el {vencimiento}, hace {dias} días.
      """;

  private static final String JSON_FORM =
      """
      {"schema": "mora/template-1", "name": "recibo", "category": "UTILITY", "version": "1",
       "fields": {
         "nombre": "text",
         "monto": {"type": "money", "default": "0.00 MXN"}},
       "languages": {"es_MX": {"body": "Gracias {nombre}: {monto} recibidos."}}}
      """;

  @TempDir private Path folder;

  private static String record(String template, String components) {
    return """
    package host;
    import dev.mora.money.Money;
    import dev.mora.template.*;
    import java.math.BigDecimal;
    import java.time.LocalDate;
    import java.util.List;
    @TemplateFields(%s)
    record Values(
        %s) {}
    """
        .formatted(template, components);
  }

  private Compilation host() {
    return new Compilation(folder)
        .resource("templates/cuota.txt", TEXT_FORM)
        .resource("templates/recibo.json", JSON_FORM);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          templates/cuota.txt   | String nombre, Money monto, LocalDate vencimiento, int dias
          templates/cuota.txt   | Integer dias, LocalDate vencimiento, Money monto, String nombre
          templates/recibo.json | String nombre, Money monto
          """)
  void a_record_that_agrees_with_its_template_compiles(String template, String components) {
    List<String> told =
        host().source("host.Values", record('"' + template + '"', components)).run();

    assertThat(told).isEmpty();
    assertThat(host().classes().resolve("host/Values.class")).exists();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          templates/cuota.txt   | String nombre, Money monto, LocalDate vencimiento, long dias        | 9: templates/cuota.txt:2:53: found long component of record Values named "dias", expected Integer for the field "dias days" of template cuota_vencida
          templates/cuota.txt   | String nombre, BigDecimal monto, LocalDate vencimiento, int dias    | 9: templates/cuota.txt:2:22: found BigDecimal component of record Values named "monto", expected Money for the field "monto money" of template cuota_vencida
          templates/cuota.txt   | String[] nombre, Money monto, LocalDate vencimiento, int dias       | 9: templates/cuota.txt:2:9: found String[] component of record Values named "nombre", expected String for the field "nombre text" of template cuota_vencida
          templates/cuota.txt   | List<String> nombre, Money monto, LocalDate vencimiento, int dias   | 9: templates/cuota.txt:2:9: found List component of record Values named "nombre", expected String for the field "nombre text" of template cuota_vencida
          templates/cuota.txt   | String nombre, Money monto, LocalDate vencimiento                   | 8: templates/cuota.txt:2:53: found no component of record Values named "dias", expected Integer dias for the field "dias days" of template cuota_vencida
          templates/cuota.txt   | String nombre, Money monto, LocalDate vencimiento, int dias, int x  | 9: templates/cuota.txt:2:1: found int component of record Values named "x", expected no more components: template cuota_vencida has no such field
          templates/recibo.json | String nombre, String monto                                         | 9: templates/recibo.json:4:4 /fields/monto: found String component of record Values named "monto", expected Money for the field "monto money" of template recibo
          templates/recibo.json | String nombre                                                       | 8: templates/recibo.json:4:4 /fields/monto: found no component of record Values named "monto", expected Money monto for the field "monto money" of template recibo
          templates/nada.txt    | String nombre                                                       | 8: templates/nada.txt: found no such template, expected a resource of this module, or -Amora.templates=FOLDER to say where templates lie
          """)
  void a_record_that_disagrees_fails_the_build_with_the_place(
      String template, String components, String message) {
    List<String> told =
        host().source("host.Values", record('"' + template + '"', components)).run();

    assertThat(told).containsExactly(message);
    assertThat(host().classes().resolve("host/Values.class")).doesNotExist();
  }

  @Test
  void a_misspelt_component_is_told_from_both_sides_with_the_nearest_name() {
    List<String> told =
        host()
            .source("host.Values", record("\"templates/recibo.json\"", "String nombre, Money mnto"))
            .run();

    assertThat(told)
        .containsExactly(
            "9: templates/recibo.json:2:12 /fields: found Money component of record Values named"
                + " \"mnto\", expected a field of template recibo: monto; did you mean \"monto\"?",
            "8: templates/recibo.json:4:4 /fields/monto: found no component of record Values named"
                + " \"monto\", expected Money monto for the field \"monto money\" of template"
                + " recibo; did you mean \"mnto\"?");
  }

  @Test
  void every_type_of_field_has_its_own_component() {
    Compilation host =
        new Compilation(folder)
            .resource(
                "todo.txt",
                """
                template: todo  category: UTILITY  version: 1
                fields: a text, b money, c date, d days, e count, f percent, g last-digits
                --- es_MX
                header: [image]
                Uno {a} {b} {c} {d} {e} {f} {g}.
                """)
            .resource(
                "resto.txt",
                """
                template: resto  category: UTILITY  version: 1
                fields: a pay-link?, b image, c video, d document, e location
                --- es_MX
                header: [location {e}]
                Pague.
                [Pagar -> https://pay.example/{a}]
                """)
            .source(
                "host.Values",
                record(
                    "\"todo.txt\"",
                    "String a, Money b, LocalDate c, int d, long e, BigDecimal f, LastDigits g"))
            .source(
                "host.Rest",
                record("\"resto.txt\"", "PayLink a, MediaRef b, MediaRef c, MediaRef d, GeoPoint e")
                    .replace("Values", "Rest"));

    assertThat(host.run()).isEmpty();
  }

  @Test
  void all_templates_of_a_record_are_compared_and_all_differences_told() {
    List<String> told =
        host()
            .source(
                "host.Values",
                record("{\"templates/cuota.txt\", \"templates/recibo.json\"}", "String monto"))
            .run();

    assertThat(told)
        .hasSize(6)
        .filteredOn(line -> line.contains("templates/recibo.json"))
        .hasSize(2);
  }

  @Test
  void the_faults_of_a_template_fail_the_build_of_its_record() {
    List<String> told =
        host()
            .resource("templates/mal.txt", TEXT_FORM.replace("Hola {nombre}", "Hola {nombe}"))
            .source("host.Values", record("\"templates/mal.txt\"", "String nombre"))
            .run();

    assertThat(told)
        .containsExactly(
            "8: templates/mal.txt:4:6: found \"nombe\", expected a declared field: nombre, monto,"
                + " vencimiento, dias, creditor, creditorPhone; did you mean \"nombre\"?");
  }

  @Test
  void a_folder_that_is_named_is_the_only_one_looked_at() {
    Path elsewhere = folder.resolve("elsewhere");
    Compilation host =
        host()
            .file(elsewhere.resolve("otra.json"), JSON_FORM)
            .option("-Amora.templates=" + elsewhere)
            .source("host.Values", record("\"otra.json\"", "String nombre, Money monto"))
            .source(
                "host.Other",
                record("\"templates/cuota.txt\"", "String nombre").replace("Values", "Other"));

    assertThat(host.run())
        .containsExactly(
            "8: templates/cuota.txt: found no such template, expected a file in "
                + elsewhere
                + " (-Amora.templates)");
  }

  @Test
  void a_fault_in_a_named_folder_tells_the_whole_path() {
    Path elsewhere = folder.resolve("elsewhere");

    List<String> told =
        host()
            .file(elsewhere.resolve("otra.json"), JSON_FORM)
            .option("-Amora.templates=" + elsewhere)
            .source("host.Values", record("\"otra.json\"", "String nombre, int monto"))
            .run();

    assertThat(told)
        .singleElement()
        .asString()
        .startsWith("9: " + elsewhere.resolve("otra.json") + ":4:4 /fields/monto: found int ");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          class Values {}                       | found @TemplateFields on host.Values, expected it on a record
          @interface Values {}                  | found @TemplateFields on host.Values, expected it on a record
          """)
  void only_a_record_has_components(String declaration, String message) {
    List<String> told =
        host()
            .source(
                "host.Values",
                "package host; @dev.mora.template.TemplateFields(\"templates/cuota.txt\") "
                    + declaration)
            .run();

    assertThat(told).containsExactly("1: " + message);
  }

  @Test
  void a_record_without_a_path_is_refused() {
    assertThat(host().source("host.Values", record("{}", "String nombre")).run())
        .containsExactly("8: found no template in @TemplateFields, expected at least one path");
  }

  @Test
  void a_host_on_the_module_path_is_checked_as_well() {
    assumeTrue(MessageTemplate.class.getModule().isNamed(), "core is a module");
    Compilation host =
        host()
            .source("module-info", "module host { requires dev.mora.core; }")
            .source("host.Values", record("\"templates/recibo.json\"", "String nombre, int monto"));

    assertThat(host.run())
        .singleElement()
        .asString()
        .startsWith("9: templates/recibo.json:4:4 /fields/monto: found int component");
  }

  @Test
  void a_nested_record_is_told_by_its_own_name() {
    List<String> told =
        host()
            .source(
                "host.Outer",
                """
                package host;
                class Outer {
                  @dev.mora.template.TemplateFields("templates/recibo.json")
                  record Inner(String nombre, Nested monto) {}
                  record Nested() {}
                }
                """)
            .run();

    assertThat(told)
        .singleElement()
        .asString()
        .contains("found Nested component of record Inner named \"monto\", expected Money");
  }

  @Test
  void nothing_of_the_processor_stays_in_the_class() throws IOException {
    Compilation host =
        host()
            .source(
                "host.Values", record("\"templates/recibo.json\"", "String nombre, Money monto"));

    assertThat(host.run()).isEmpty();
    byte[] compiled = Files.readAllBytes(host.classes().resolve("host/Values.class"));

    assertThat(new String(compiled, StandardCharsets.ISO_8859_1))
        .doesNotContain("dev/mora/template/processor");
  }
}
