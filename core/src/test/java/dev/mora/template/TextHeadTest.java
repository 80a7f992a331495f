package dev.mora.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.mora.json.Fault;
import dev.mora.json.InvalidDocument;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Policies of fields, headers that a field fills, tests of wordings, and who changed the file. */
class TextHeadTest {

  private static final String FULL =
      """
      template: recibo  category: UTILITY  version: 1
      fields: nombre text = "cliente, \\"A\\" \\\\", pago pay-link ?, dias days="3", foto image
      variants: recibo 50,  recibo_b 10000
      changed: 2026-11-21 ana.ruiz el monto  primero
      approved: 2026-11-21 luis 0123456789ab
      changed: 2026-11-22 ana.ruiz
      approved: 2026-11-22 luis ffffffffffff
      --- es_MX
      header: [ image {foto} ]
      Hola {nombre}, hace {dias} días.
      [Pagar -> https://pay.example/{pago}]
      """;

  @Test
  void policies_variants_and_history_are_read() {
    MessageTemplate template = MessageTemplate.parse("t", FULL.replace("monto  primero", "monto"));

    assertThat(template.fields())
        .containsExactly(
            TemplateField.text("nombre").orElse("cliente, \"A\" \\"),
            TemplateField.payLink("pago").orSkip(),
            TemplateField.days("dias").orElse(3),
            TemplateField.of("foto", FieldType.IMAGE));
    assertThat(template.variants())
        .contains(
            Variants.of(new Variants.Arm("recibo", 50), new Variants.Arm("recibo_b", 10_000)));
    assertThat(template.provenance().changed())
        .containsExactly(
            new Provenance.Change(LocalDate.parse("2026-11-21"), "ana.ruiz", "el monto"),
            new Provenance.Change(LocalDate.parse("2026-11-22"), "ana.ruiz", ""));
    assertThat(template.provenance().approved())
        .extracting(Provenance.Approval::hash)
        .containsExactly("0123456789ab", "ffffffffffff");
    assertThat(template.languages().get("es_MX").header())
        .contains(TemplateHeader.Media.of(TemplateHeader.Kind.IMAGE, "foto"));
  }

  @Test
  void all_of_it_is_written_in_both_forms() {
    MessageTemplate template = MessageTemplate.parse("t", FULL.replace("monto  primero", "monto"));

    assertThat(template.toText())
        .isEqualTo(
            """
            template: recibo    category: UTILITY    version: 1
            fields: nombre text = "cliente, \\"A\\" \\\\", pago pay-link?, dias days = "3", foto image
            variants: recibo 50, recibo_b 10000
            changed: 2026-11-21 ana.ruiz el monto
            changed: 2026-11-22 ana.ruiz
            approved: 2026-11-21 luis 0123456789ab
            approved: 2026-11-22 luis ffffffffffff
            --- es_MX
            header: [image {foto}]
            Hola {nombre}, hace {dias} días.
            [Pagar -> https://pay.example/{pago}]
            """);
    assertThat(template.toJson())
        .isEqualTo(
            """
            {
              "schema": "mora/template-1",
              "name": "recibo",
              "category": "UTILITY",
              "version": "1",
              "variants": {
                "recibo": 50,
                "recibo_b": 10000
              },
              "changed": [
                {
                  "on": "2026-11-21",
                  "by": "ana.ruiz",
                  "words": "el monto"
                },
                {
                  "on": "2026-11-22",
                  "by": "ana.ruiz"
                }
              ],
              "approved": [
                {
                  "on": "2026-11-21",
                  "by": "luis",
                  "hash": "0123456789ab"
                },
                {
                  "on": "2026-11-22",
                  "by": "luis",
                  "hash": "ffffffffffff"
                }
              ],
              "fields": {
                "nombre": {
                  "type": "text",
                  "default": "cliente, \\"A\\" \\\\"
                },
                "pago": {
                  "type": "pay-link",
                  "blank": "SKIP"
                },
                "dias": {
                  "type": "days",
                  "default": "3"
                },
                "foto": "image"
              },
              "languages": {
                "es_MX": {
                  "header": {
                    "type": "IMAGE",
                    "field": "foto"
                  },
                  "body": "Hola {nombre}, hace {dias} días.",
                  "buttons": [
                    {
                      "type": "URL",
                      "label": "Pagar",
                      "url": "https://pay.example/{pago}"
                    }
                  ]
                }
              }
            }
            """);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          fields: a text =                     | t:2:9: found "a text =", expected a name and a type, such as monto money, pago pay-link? or nombre text = "cliente"
          fields: a text = b                   | t:2:9: found "a text = b", expected a name and a type, such as monto money, pago pay-link? or nombre text = "cliente"
          fields: b text, a text = "b          | t:2:17: found "a text = "b", expected a name and a type, such as monto money, pago pay-link? or nombre text = "cliente"
          fields: a text = "b\\               | t:2:9: found "a text = "b\\", expected a name and a type, such as monto money, pago pay-link? or nombre text = "cliente"
          fields: a text?? , b text            | t:2:9: found "a text??", expected a name and a type, such as monto money, pago pay-link? or nombre text = "cliente"
          fields: a text = ""                  | t:2:18: found "", expected a default that a person can see, in one line, without blanks around it or in runs
          fields: a text = "x  y"              | t:2:18: found "x  y", expected a default that a person can see, in one line, without blanks around it or in runs
          fields: monto money = "750"          | t:2:23: found "750", expected an amount such as 750.00 MXN
          fields: dias  days = "-1"            | t:2:22: found a default that is negative: expected 0 or more days, expected another default
          fields: p pay-link = "a#b"           | t:2:22: found "a#b", expected a link such as https://pay.example/p/8Hq2, or its end
          fields: d document = "1"             | t:2:22: found a default that has no file name: expected one for the person who gets it, expected another default
          fields: a text = "b,c", a text       | t:2:25: found "a", expected each field once
          fields: a text = "b,c", b tex?       | t:2:27: found "tex", expected a field type: text, money, date, days, count, percent, last-digits, pay-link, image, video, document, location; did you mean "text"?
          variants: a 50                       | t:2:11: found 1 variant, expected 2 to 20
          variants: a 50, b                    | t:2:17: found "b", expected a template and its weight, such as cuota_vencida_b 50
          variants: a 50, b 0                  | t:2:19: found "0", expected a weight from 1 to 10000
          variants: a 50, b 10001              | t:2:19: found "10001", expected a weight from 1 to 10000
          variants: a 50, b 5%                 | t:2:19: found "5%", expected a whole number as the weight
          variants: a 50, b 1234567890         | t:2:19: found "1234567890", expected a whole number as the weight
          variants: a 50, B 50                 | t:2:17: found "B", expected a name of small letters, digits and underscores
          variants: a 50, a 50                 | t:2:11: found "a", expected each variant once
          changed: 2026-11-21                  | t:2:10: found "2026-11-21", expected a date, who, and what, such as 2026-11-21 ana.ruiz shorter
          changed: 21/11/2026 ana              | t:2:10: found "21/11/2026", expected a date such as 2026-11-21
          changed: 2026-11-21 ana dos  blancos | t:2:25: found "dos  blancos", expected one line of words, single blanks between them
          approved: 2026-11-21 luis            | t:2:11: found "2026-11-21 luis", expected a date, who, and the first 12 digits of the content hash, such as 2026-11-22 luis.paz 0123456789ab
          approved: 2026-11-21 luis ABC        | t:2:27: found "ABC", expected the first 12 digits of the content hash, 0-9 and a-f
          approved: 2026-13-21 luis 0123456789ab | t:2:11: found "2026-13-21", expected a date such as 2026-11-21
          """)
  void a_fault_in_a_line_of_the_head_is_told_with_its_place(String line, String message) {
    String text = "template: t  category: UTILITY  version: 1\n" + line + "\n--- es_MX\nHola hoy\n";

    assertThat(faults(text)).containsExactly(message.replace("\\\\", "\\"));
  }

  @Test
  void a_name_of_65_characters_is_too_long() {
    String text =
        "template: t  category: UTILITY  version: 1\nchanged: 2026-11-21 %s x\n--- es_MX\nHola\n";

    assertThat(MessageTemplate.parse("t", text.formatted("a".repeat(64))).provenance().changed())
        .hasSize(1);
    assertThat(faults(text.formatted("a".repeat(65))))
        .singleElement()
        .asString()
        .startsWith("t:2:21: found ")
        .endsWith("expected a name of 1 to 64 characters without blanks");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          header: [image {foto}] ¶Hola          | none
          header: [  image   {foto}  ] ¶Hola    | none
          header: [video] ¶Hola                 | none
          header: [image {nombre}] ¶Hola        | t:4:17: found "nombre", expected a declared field of type image: foto
          header: [image {fota}] ¶Hola          | t:4:17: found "fota", expected a declared field of type image: foto; did you mean "foto"?
          header: [video {foto}] ¶Hola          | t:4:17: found "foto", expected a declared field of type video, such as foto video
          header: [image foto] ¶Hola            | t:4:9: found "image foto", expected [image], [image {field}], or the same with video, document or location; or BAR before a text
          header: [image {foto}] y más ¶Hola    | t:4:9: found "image {foto} y más", expected [image], [image {field}], or the same with video, document or location; or BAR before a text
          header: [imagen {foto}] ¶Hola         | t:4:10: found "imagen", expected image, video, document or location, or BAR before a text; did you mean "image"?
          Mire {foto} aquí                      | t:4:6: found {foto} of type image in a text, expected it in a header: [image {foto}]
          Hola ¶[Ver -> https://x.mx/{foto}]    | t:5:22: found {foto} of type image in a text, expected it in a header: [image {foto}]
          Hola ¶[Ver -> https://x.mx{nombre}]   | t:5:1: found "https://x.mx{nombre}", expected a / or ? between the host and the field
          Hola ¶[Ver -> https://x.mx?a={nombre}] | none
          """)
  void a_header_is_filled_by_a_field_of_its_own_type(String block, String message) {
    String text =
        "template: t  category: UTILITY  version: 1\nfields: nombre text, foto image\n--- es_MX\n"
            + block.replace(" ¶", "\n");

    if (message.equals("none")) {
      assertThat(MessageTemplate.parse("t", text).languages()).hasSize(1);
    } else {
      assertThat(faults(text)).containsExactly(message.replace("BAR", "|"));
    }
  }

  @Test
  void a_broken_declaration_is_no_second_fault_in_the_text() {
    String text =
        """
        template: t  category: UTILITY  version: 1
        fields: a txt, b text = nada, c pay-link?
        --- es_MX
        Uno {a}, dos {b}, tres {c}.
        """;

    assertThat(faults(text)).hasSize(2).allMatch(fault -> fault.startsWith("t:2:"));
  }

  private static List<String> faults(String text) {
    return catchThrowableOfType(InvalidDocument.class, () -> MessageTemplate.parse("t", text))
        .faults()
        .stream()
        .map(Fault::message)
        .toList();
  }
}
