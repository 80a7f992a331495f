package dev.mora.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mora.json.InvalidDocument;
import dev.mora.json.Json;
import dev.mora.json.JsonObject;
import dev.mora.template.catalogue.Gate;
import dev.mora.template.catalogue.StarterTemplate;
import dev.mora.template.catalogue.StarterTemplates;
import java.io.InputStream;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The published schema and the reader agree on what a template is. */
class TemplateSchemaTest {

  private static final SchemaReading SCHEMA = read();

  private static final String SMALL =
      """
      {"schema":"mora/template-1","name":"t","category":"UTILITY","version":"1",
       "fields":{"a":"text","b":{"type":"money","blank":"SKIP"}},
       "languages":{"es_MX":{"body":"Hola {a}, {b}.","buttons":[
         {"type":"QUICK_REPLY","label":"Si","payload":"YES"},
         {"type":"PHONE","label":"Llamar","phone":"+525555550100"},
         {"type":"URL","label":"Ver","url":"https://x.mx/"}]}}}
      """;

  @Test
  void every_template_that_is_shipped_is_valid() {
    for (StarterTemplate each : StarterTemplates.standard().opening(Gate.CREDIT_BUREAU).all()) {
      assertValid(each.template());
    }
  }

  @Test
  void every_template_that_is_written_is_valid() {
    long seed = 20261122;
    Random random = new Random(seed);
    for (int i = 0; i < Cases.of(1_000); i++) {
      assertValid(RoundTripTest.template(random));
    }
  }

  private static void assertValid(MessageTemplate template) {
    String json = template.toJson();

    assertThat(SCHEMA.objections(Json.parse("t", json))).as(json).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '\0',
      textBlock =
          """
          "name":"t"                 ; "name":"T"
          "name":"t"                 ; "name":""
          "name":"t"                 ; "name":7
          "name":"t"                 ; "nome":"t"
          "version":"1"              ; "version":"1 2"
          "category":"UTILITY"       ; "category":"utility"
          mora/template-1            ; mora/template-2
          "version":"1"              ; "version":"1","extra":1
          "version":"1"              ; "version":"1","variables":"named"
          "version":"1"              ; "version":"1","fallback":["spanish"]
          "version":"1"              ; "version":"1","variants":{"t":1}
          "version":"1"              ; "version":"1","variants":{"t":1,"u":0}
          "version":"1"              ; "version":"1","variants":{"t":1,"u":10001}
          "version":"1"              ; "version":"1","variants":{"t":1,"U":1}
          "version":"1"              ; "version":"1","changed":[{"on":"2026-11-22","by":"a b"}]
          "version":"1"              ; "version":"1","changed":[{"by":"ana"}]
          "version":"1"              ; "version":"1","approved":[{"on":"2026-11-22","by":"ana","hash":"xyz"}]
          {"a":"text"                ; {"a":"string"
          {"a":"text"                ; {"creditor":"text","a":"text"
          {"a":"text"                ; {"A b":"text","a":"text"
          "blank":"SKIP"             ; "blank":"FAIL"
          "blank":"SKIP"             ; "blank":"SKIP","default":"1.00 MXN"
          "es_MX"                    ; "spanish"
          "body":"Hola {a}, {b}."    ; "body":""
          "body":"Hola {a}, {b}."    ; "text":"Hola {a}, {b}."
          "body":"Hola {a}, {b}."    ; "body":"Hola {a}, {b}.","footer":"{a}"
          "label":"Si"               ; "label":""
          "payload":"YES"            ; "payload":1
          "type":"QUICK_REPLY"       ; "type":"REPLY"
          +525555550100              ; 5555550100
          +525555550100              ; +0525555550100
          https://x.mx/              ; ftp://x.mx/
          """)
  void what_the_schema_refuses_the_reader_refuses_with_a_place(String good, String bad) {
    String json = SMALL.replace(good, bad);

    assertThat(json).isNotEqualTo(SMALL);
    assertThat(SCHEMA.objections(Json.parse("t", json))).as(json).isNotEmpty();
    assertThatThrownBy(() -> MessageTemplate.parse("t.json", json))
        .isInstanceOf(InvalidDocument.class)
        .hasMessageContaining("t.json:");
  }

  @Test
  void the_small_one_is_good_for_both() {
    assertThat(SCHEMA.objections(Json.parse("t", SMALL))).isEmpty();
    assertThat(MessageTemplate.parse("t", SMALL).fields()).hasSize(2);
  }

  private static SchemaReading read() {
    InputStream in =
        Objects.requireNonNull(
            MessageTemplate.class.getResourceAsStream("/META-INF/mora/schema/template-1.json"));
    JsonObject schema = Json.read("template-1.json", in).asObject();
    return new SchemaReading(schema);
  }
}
