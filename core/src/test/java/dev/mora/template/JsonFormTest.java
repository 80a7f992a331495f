package dev.mora.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.mora.json.InvalidDocument;
import dev.mora.json.Json;
import dev.mora.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicBoolean;
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

  private static final String RICH =
      """
      {"schema":"mora/template-1","name":"cuota","category":"UTILITY","version":"1",
       "variants":{"cuota":1,"cuota_b":2},
       "changed":[{"on":"2026-11-21","by":"ana","words":"corto"}],
       "approved":[{"on":"2026-11-22","by":"luis","hash":"0123456789ab"}],
       "fields":{
        "a":{"type":"days","default":"3"},
        "b":{"type":"text","blank":"SKIP"},
        "c":"image"},
       "languages":{"es_MX":{
        "header":{"type":"IMAGE","field":"c"},
        "body":"Hace {a} días, {b}."}}}
      """;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          "cuota_b":2           | "cuota_b":0        | t.json:2:34 /variants/cuota_b: found "0", expected a weight from 1 to 10000
          "cuota_b":2           | "cuota_b":"2"      | t.json:2:34 /variants/cuota_b: found "2", expected a whole number
          "cuota_b":2           | "Cuota":2          | t.json:2:32 /variants/Cuota: found "Cuota", expected a name of small letters, digits and underscores
          ,"cuota_b":2          | ``                 | t.json:2:13 /variants: found 1 variant, expected 2 to 20
          "words":"corto"       | "word":"corto"     | t.json:3:43 /changed/0/word: found key "word", expected one of on, by, words; did you mean "words"?
          "words":"corto"       | "words":" corto"   | t.json:3:13 /changed/0: found " corto", expected one line of words, single blanks between them
          "on":"2026-11-21"     | "on":"21/11/26"    | t.json:3:19 /changed/0/on: found "21/11/26", expected a date such as 2026-11-21
          "by":"luis"           | "by":"luis paz"    | t.json:4:14 /approved/0: found "luis paz", expected a name of 1 to 64 characters without blanks
          "hash"                | "hsh"              | t.json:4:45 /approved/0/hsh: found key "hsh", expected one of on, by, hash; did you mean "hash"?
          "type":"days"         | "type":"day"       | t.json:6:15 /fields/a/type: found "day", expected a field type: text, money, date, days, count, percent, last-digits, pay-link, image, video, document, location; did you mean "days"?
          "default":"3"         | "default":"x"      | t.json:6:32 /fields/a/default: found "x", expected a whole number of days
          "default":"3"         | "default":3        | t.json:6:32 /fields/a/default: found 3, expected a string
          "default":"3"         | "defalt":"3"       | t.json:6:22 /fields/a/defalt: found key "defalt", expected one of type, default, blank; did you mean "default"?
          ,"default":"3"        | ``                 | t.json:6:7 /fields/a: found neither blank nor default, expected one of them, or the type alone
          "blank":"SKIP"        | "blank":"FAIL"     | t.json:7:30 /fields/b/blank: found "FAIL", expected one of SKIP
          "blank":"SKIP"        | "blank":"SKIP","default":"x" | t.json:7:7 /fields/b: found both blank and default, expected one of them, or the type alone
          "c":"image"           | "c":4              | t.json:8:7 /fields/c: found 4, expected an object
          "field":"c"           | "field":"b"        | t.json:10:36 /languages/es_MX/header/field: found "b", expected a declared field of type image: c; did you mean "c"?
          "type":"IMAGE"        | "type":"VIDEO"     | t.json:10:36 /languages/es_MX/header/field: found "c", expected a declared field of type video, such as c video
          "field":"c"           | "text":"c"         | t.json:10:28 /languages/es_MX/header/text: found key "text", expected one of type, field
          {a} días              | {c} días           | t.json:11:10 /languages/es_MX/body: found {c} of type image in a text, expected it in a header: [image {c}]
          """)
  void a_fault_in_a_policy_a_test_or_a_history_is_told_with_its_place(
      String right, String wrong, String message) {
    assertThat(RICH).contains(right);
    assertThat(MessageTemplate.parse("t.json", RICH).toText()).contains("variants: cuota 1");

    InvalidDocument thrown =
        catchThrowableOfType(
            InvalidDocument.class,
            () -> MessageTemplate.parse("t.json", RICH.replace(right, wrong)));

    assertThat(thrown.getMessage().lines()).first().isEqualTo(message);
  }

  @Test
  void a_stream_is_read_in_either_form_and_stays_open() {
    AtomicBoolean closed = new AtomicBoolean();
    InputStream json =
        new ByteArrayInputStream((" \n" + FORM).getBytes(StandardCharsets.UTF_8)) {
          @Override
          public void close() {
            closed.set(true);
          }
        };
    MessageTemplate template = MessageTemplate.read("t.json", json);
    InputStream text = new ByteArrayInputStream(template.toText().getBytes(StandardCharsets.UTF_8));

    assertThat(MessageTemplate.read("t.txt", text)).isEqualTo(template);
    assertThat(closed).isFalse();
  }

  @Test
  void a_stream_that_breaks_is_no_fault_of_the_template() {
    InputStream broken =
        new InputStream() {
          @Override
          public int read() throws IOException {
            throw new IOException("gone");
          }
        };

    assertThatExceptionOfType(UncheckedIOException.class)
        .isThrownBy(() -> MessageTemplate.read("t", broken))
        .withMessageContaining("gone");
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
