package dev.mora.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.mora.json.Fault;
import dev.mora.json.InvalidDocument;
import dev.mora.party.PhoneNumber;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextFormTest {

  private static final String FULL =
      """
      template: cuota_vencida    category: UTILITY\tversion: 2026-11-21
      variables: POSITIONAL
      fields: nombre text, monto money,  pago text
      fallback: es-MX

      --- es-MX

      header: Su cuota, {nombre}
      Hola {nombre}:

      debe {monto} \\{hoy\\}.
      |[no es un botón: X]
      ||ni esto|

      footer: Responda BAJA
      [Ya pagué: PAID]   [A las 5\\:00 \\-> hoy: AT_5]
      [Pagar -> https://pay.example/a?x=1&p={pago}] [Llamar -> tel:+525555550100]
      button: {"type": "FLOW", "flow_id": 12345678901234567890}
      [Copiar -> copy:{pago}]
      component: {"type": "LIMITED_TIME_OFFER", "n": 1.50}
      --- pt_BR
      Olá {nombre}, {monto} {pago} hoje
      """;

  @Test
  void every_part_of_the_text_form_is_read() {
    MessageTemplate template = MessageTemplate.parse("t", FULL);

    Translation es = template.languages().get("es_MX");
    assertThat(template.variables()).isEqualTo(Rendering.Variables.POSITIONAL);
    assertThat(template.fallback()).containsExactly("es_MX");
    assertThat(es.header())
        .isEqualTo(Optional.of(new TemplateHeader.Text(Wording.parse("Su cuota, {nombre}"))));
    assertThat(es.body().toString())
        .isEqualTo("Hola {nombre}:\n\ndebe {monto} \\{hoy\\}.\n[no es un botón: X]\n|ni esto|");
    assertThat(es.footer()).isEqualTo("Responda BAJA");
    assertThat(es.buttons())
        .hasSize(6)
        .contains(
            new TemplateButton.QuickReply("Ya pagué", "PAID"),
            new TemplateButton.QuickReply("A las 5:00 -> hoy", "AT_5"),
            new TemplateButton.Url("Pagar", Wording.parse("https://pay.example/a?x=1&p={pago}")),
            new TemplateButton.Phone("Llamar", PhoneNumber.of("+525555550100")),
            new TemplateButton.CopyCode("Copiar", Wording.parse("{pago}")));
    assertThat(es.buttons().get(4)).isInstanceOf(TemplateButton.Other.class);
    assertThat(template.toJson()).contains("12345678901234567890").contains("1.50");
    assertThat(template.languages()).containsOnlyKeys("es_MX", "pt_BR");
  }

  @Test
  void the_example_of_the_page_about_templates_loads() throws IOException {
    String page = Files.readString(Path.of("../docs/templates.md"));
    String example = page.substring(page.indexOf("```text\n") + 8, page.indexOf("\n```\n") + 1);

    MessageTemplate template = MessageTemplate.parse("docs/templates.md", example);

    assertThat(template.fields())
        .containsExactly(
            TemplateField.text("nombre").orElse("cliente"),
            TemplateField.money("monto"),
            TemplateField.date("vencimiento"),
            TemplateField.payLink("pago").orSkip());
    assertThat(FieldType.words()).allSatisfy(type -> assertThat(page).contains("`" + type + "`"));
  }

  @Test
  void windows_line_ends_and_a_byte_order_mark_change_nothing() {
    MessageTemplate template = MessageTemplate.parse("t", FULL);

    assertThat(MessageTemplate.parse("t", "\ufeff" + FULL.replace("\n", "\r\n")))
        .isEqualTo(template);
  }

  @Test
  void what_is_written_is_read_back_as_the_same() {
    MessageTemplate template = MessageTemplate.parse("t", FULL);

    assertThat(MessageTemplate.parse("t", template.toText())).isEqualTo(template);
    assertThat(MessageTemplate.parse("t", template.toJson())).isEqualTo(template);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          category: UTILITI ¶ version: 1          | t:2:11: found "UTILITI", expected one of UTILITY, MARKETING, AUTHENTICATION; did you mean "UTILITY"?
          category: UTILITY ¶ versoin: 1          | t:3:2: found key "versoin", expected one of template, category, version, variables, fields, fallback, variants, changed, approved; did you mean "version"?
          category: UTILITY                       | t:1:1: found no key "version", expected a line with version: …
          category: UTILITY  version: a b         | t:2:29: found "a b", expected a version of 1 to 64 printable ASCII characters, no blanks
          category: UTILITY ¶ category: UTILITY   | t:3:2: found key "category" again, expected each key once
          hello                                   | t:2:1: found "hello", expected template: name, fields: …, or --- es_MX before the text
          """)
  void a_fault_in_the_head_is_told_with_its_place(String head, String message) {
    String text = "template: cuota\n" + head.replace('¶', '\n') + "\n--- es_MX\nHola\n";

    assertThat(faultsOf(text)).extracting(Fault::message).contains(message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          fields: monto mony           | t:2:15: found "mony", expected a field type: text, money, date, days, count, percent, last-digits, pay-link, image, video, document, location; did you mean "money"?
          fields: dias days, monto     | t:2:20: found "monto", expected a name and a type, such as monto money
          fields: a text, a text       | t:2:17: found "a", expected each field once
          fields: a text,, b text      | t:2:16: found "", expected a name and a type, such as monto money
          fields: Monto money          | t:2:9: found "Monto", expected a field name: a small letter, then letters a-z, digits or _ (at most 64)
          fields: creditor text        | t:2:9: found "creditor", expected another name: {creditor} is filled from the creditor
          fallback: pt_BR              | t:2:11: found "pt_BR", expected a language of this template: es_MX
          variables: NAME              | t:2:12: found "NAME", expected one of NAMED, POSITIONAL
          """)
  void a_fault_in_the_declarations_is_told_with_its_place(String line, String message) {
    String text =
        "template: cuota  category: UTILITY  version: 1\n" + line + "\n--- es_MX\nHola hoy\n";

    assertThat(faultsOf(text)).extracting(Fault::message).first().asString().startsWith(message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Debe {mnto} hoy                    | t:4:6: found "mnto", expected a declared field: monto, pago, creditor, creditorPhone; did you mean "monto"?
          Hola ¶ y debe {{1}} hoy            | t:5:9: found "{{", expected a field in single braces such as {monto}, or \\{ for a brace
          Debe {monto hoy                    | t:4:6: found "{", expected a closing }, or \\{ for a brace that is text
          Debe monto} hoy                    | t:4:11: found "}", expected \\} for a brace that is text
          Debe \\n hoy                       | t:4:6: found "\\", expected \\\\, \\{ or \\}
          Debe {} hoy                        | t:4:6: found "{}", expected a field name: a small letter, then letters a-z, digits or _ (at most 64)
          [Ya pagué]                         | t:4:1: found "[Ya pagué]", expected [label: PAYLOAD], [label -> https://…], [label -> tel:+…] or [label -> copy:…]
          Hola ¶[A: B] [C: D                 | t:5:8: found "[C: D", expected a closing ]
          Hola ¶[A: B] y                     | t:5:8: found "y", expected [label: PAYLOAD], [label -> https://…], [label -> tel:+…] or [label -> copy:…]
          Hola ¶[A: ]                        | t:5:1: found an empty payload, expected text
          Hola ¶[A: B{monto}]                | t:5:1: found "B{monto}", expected a payload without braces: it takes no fields
          Hola ¶[A -> pay.example]           | t:5:7: found "pay.example", expected https://…, tel:+… or copy:…
          Hola ¶[A -> https://p.mx/{pgo}]    | t:5:20: found "pgo", expected a declared field: monto, pago, creditor, creditorPhone; did you mean "pago"?
          Hola ¶[A -> https://p.mx/{pago}/x] | t:5:1: found "https://p.mx/{pago}/x", expected at most one field, at the end of the URL
          Hola ¶[A -> https://{pago}]        | t:5:1: found "https://{pago}", expected a URL that starts with https:// and a host
          Hola ¶[A -> tel:5555]              | t:5:7: found "5555", expected +, the country code and the number, such as +525555550100
          Hola ¶[A: B]¶adiós                 | t:6:1: found text below the footer or the buttons, expected the whole text above them, or || before a line of text that starts like one
          Hola ¶footer: a¶footer: b          | t:6:1: found footer: again, expected one footer
          Hola ¶header: a                    | t:5:1: found header:, expected one header, above the text; or || before a line of text that starts so
          header: [imagen] ¶Hola             | t:4:10: found "imagen", expected image, video, document or location, or || before a text; did you mean "image"?
          header: a {mont} ¶Hola             | t:4:11: found "mont", expected a declared field: monto, pago, creditor, creditorPhone; did you mean "monto"?
          Hola ¶footer: {monto}              | t:5:9: found "{monto}", expected a footer without braces: it takes no fields
          Hola ¶component: {"a":1,"a":2}     | t:5:19: found
          [A: B]                             | t:3:1: found no text in es_MX, expected the text of the message below
          """)
  void a_fault_in_a_text_is_told_with_its_place(String body, String message) {
    String text =
        "template: cuota  category: UTILITY  version: 1\n"
            + "fields: monto money, pago text\n"
            + "--- es_MX\n"
            + body.replace(" ¶", "\n").replace('¶', '\n');

    assertThat(faultsOf(text))
        .extracting(Fault::message)
        .anySatisfy(told -> assertThat(told).startsWith(message.replace("||", "|")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          --- es_XX ¶Hola          | t:2:5: found "es_XX", expected a language and region with known patterns for amounts and dates
          --- ¶Hola                | t:2:5: found "", expected a language code such as es_MX or es
          --- es_MX ¶Hola¶--- es-mx ¶Hola | t:4:1: found "es_MX", expected each language once
          """)
  void a_fault_in_a_language_is_told_with_its_place(String blocks, String message) {
    String text =
        "template: cuota  category: UTILITY  version: 1\n"
            + blocks.replace(" ¶", "\n").replace('¶', '\n');

    assertThat(faultsOf(text)).extracting(Fault::message).first().asString().startsWith(message);
  }

  @Test
  void all_faults_are_told_at_once_and_each_only_once() {
    String text =
        """
        template: Cuota  category: UTILITY  version: 1
        fields: monto mony
        --- es_MX
        Debe {monto} y {nombre} hoy
        [A]
        """;

    assertThat(faultsOf(text))
        .extracting(fault -> fault.where().line())
        .containsExactly(1, 2, 4, 5);
  }

  @Test
  void a_file_without_a_language_is_refused() {
    assertThat(faultsOf("template: a  category: UTILITY  version: 1\n"))
        .extracting(Fault::found)
        .containsExactly("no language");
  }

  @Test
  void a_file_that_is_not_utf8_is_refused_with_the_place(@TempDir Path folder) throws IOException {
    byte[] latin =
        "template: a  category: UTILITY  version: 1\n--- es_MX\nVenció"
            .getBytes(StandardCharsets.ISO_8859_1);
    Path file = Files.write(folder.resolve("latin.txt"), latin);

    InvalidDocument thrown =
        catchThrowableOfType(InvalidDocument.class, () -> MessageTemplate.load(file));

    assertThat(thrown.faults().get(0).where().line()).isEqualTo(3);
    assertThat(thrown.faults().get(0).where().column()).isEqualTo(6);
    assertThat(thrown.faults().get(0).expected()).isEqualTo("UTF-8");
  }

  private static List<Fault> faultsOf(String text) {
    return catchThrowableOfType(InvalidDocument.class, () -> MessageTemplate.parse("t", text))
        .faults();
  }
}
