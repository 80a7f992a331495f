package dev.mora.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.mora.json.InvalidDocument;
import dev.mora.json.Json;
import dev.mora.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonFormTest {

  private static final String FORM =
      """
      {"schema":"mora/template-1","name":"cuota","category":"UTILITY","version":"1",
       "fields":{"monto":"money","pago":"text"},
       "languages":{"es_MX":{
         "header":{"type":"TEXT","text":"Cuota"},
         "body":"Debe {monto} hoy",
         "footer":"BAJA",
         "buttons":[{"type":"QUICK_REPLY","label":"Pagué","payload":"PAID"},
                    {"type":"URL","label":"Pagar","url":"https://p.mx/{pago}"},
                    {"type":"PHONE","label":"Llamar","phone":"+525555550100"},
                    {"type":"COPY_CODE","label":"Copiar","code":"{pago}"},
                    {"type":"OTHER","raw":{"type":"FLOW","x":1.0}}],
         "others":[{"type":"CAROUSEL","cards":[1e2]}]}}}
      """;

  @Test
  void the_form_is_read_and_written_as_it_was() {
    MessageTemplate template = MessageTemplate.parse("t.json", FORM);

    assertThat(template.toJson()).isEqualTo(Json.parse("t.json", FORM).toCanonical());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          "mora/template-1"   | "mora/template-2"  | /schema: found "mora/template-2", expected "mora/template-1"
          "name":"cuota"      | "name":"Cuota"     | /name: found "Cuota", expected a name of small letters, digits and underscores
          "UTILITY"           | "UTILITI"          | /category: found "UTILITI", expected one of UTILITY, MARKETING, AUTHENTICATION; did you mean "UTILITY"?
          "version":"1",      | "version":"1","x":1, | /x: found key "x"
          "money"             | "mony"             | /fields/monto: found "mony", expected a field type: text, money, date, days, count, percent, last-digits, pay-link, image, video, document, location; did you mean "money"?
          "Debe {monto} hoy"  | "Debe {mnto} hoy"  | /languages/es_MX/body: found "mnto", expected a declared field: monto, pago, creditor, creditorPhone; did you mean "monto"?
          "Debe {monto} hoy"  | " Debe"            | /languages/es_MX: found blanks around the body, expected none
          "BAJA"              | "{monto}"          | /languages/es_MX/footer: found "{monto}", expected a footer without braces
          "PHONE"             | "FON"              | /languages/es_MX/buttons/2/type: found "FON"
          "+525555550100"     | "5555550100"       | /languages/es_MX/buttons/2/phone: found "5555550100"
          "es_MX"             | "es_XX"            | /languages/es_XX: found "es_XX"
          "payload":"PAID"    | "paylod":"PAID"    | /languages/es_MX/buttons/0/paylod: found key "paylod"
          "type":"TEXT",      | "type":"IMAGE",    | /languages/es_MX/header/text: found key "text"
          """)
  void a_fault_is_told_with_line_and_pointer(String right, String wrong, String message) {
    String form = FORM.replace(right, wrong);

    InvalidDocument thrown =
        catchThrowableOfType(InvalidDocument.class, () -> MessageTemplate.parse("t.json", form));

    assertThat(thrown.getMessage()).containsPattern("t\\.json:\\d+:\\d+ ").contains(message);
  }

  @Test
  void the_published_schema_names_what_the_reader_takes() throws IOException {
    try (InputStream in =
        MessageTemplate.class.getResourceAsStream("/META-INF/mora/schema/template-1.json")) {
      JsonObject schema = Json.read("schema", in).asObject();
      JsonObject properties = schema.object("properties");

      assertThat(properties.object("schema").string("const")).isEqualTo(JsonFormWriter.SCHEMA);
      assertThat(properties.object("category").array("enum").strings())
          .isEqualTo(Arrays.stream(Category.values()).map(Enum::name).toList());
      assertThat(schema.object("$defs").object("fieldType").array("enum").strings())
          .isEqualTo(FieldType.words());
      assertThat(properties.keys())
          .containsExactly(
              "schema",
              "name",
              "category",
              "version",
              "variables",
              "fallback",
              "variants",
              "changed",
              "approved",
              "fields",
              "languages");
    }
  }
}
