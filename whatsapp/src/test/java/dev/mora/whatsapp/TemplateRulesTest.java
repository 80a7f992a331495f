package dev.mora.whatsapp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mora.json.JsonObject;
import dev.mora.language.Language;
import dev.mora.template.MessageTemplate;
import dev.mora.template.TemplateFinding;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each limit of the provider with a row on either side of it. */
class TemplateRulesTest {

  private static final String BODY =
      "Hola {a}, le escribe {creditor} por su crédito, ¿hablamos hoy?";

  @ParameterizedTest
  @CsvSource({
    "60, none",
    "61, header-length",
  })
  void a_header_has_at_most_60_characters(int length, String rule) {
    assertThat(rules("header: " + "x".repeat(length) + "¶" + BODY)).isEqualTo(rule);
  }

  @Test
  void a_length_counts_code_points_and_the_braces_of_a_variable() {
    assertThat(rules("header: " + "😀".repeat(60) + "¶" + BODY)).isEqualTo("none");
    assertThat(rules("header: " + "x".repeat(55) + "{a}¶" + BODY)).isEqualTo("none");
    assertThat(rules("header: " + "x".repeat(56) + "{a}¶" + BODY)).isEqualTo("header-length");
  }

  @ParameterizedTest
  @CsvSource({
    "1024, none",
    "1025, body-length",
  })
  void a_body_has_at_most_1024_characters(int length, String rule) {
    assertThat(rules("a b ".repeat(255) + "x".repeat(length - 1020))).isEqualTo(rule);
  }

  @ParameterizedTest
  @CsvSource({
    "60, none",
    "61, footer-length",
  })
  void a_footer_has_at_most_60_characters(int length, String rule) {
    assertThat(rules(BODY + "¶footer: " + "x".repeat(length))).isEqualTo(rule);
  }

  @ParameterizedTest
  @CsvSource({
    "25, none",
    "26, label-length",
  })
  void a_label_has_at_most_25_characters(int length, String rule) {
    assertThat(rules(BODY + "¶[" + "x".repeat(length) + ": P]")).isEqualTo(rule);
  }

  @ParameterizedTest
  @CsvSource({
    "128, none",
    "129, payload-length",
  })
  void a_payload_has_at_most_128_characters(int length, String rule) {
    assertThat(rules(BODY + "¶[Sí: " + "x".repeat(length) + "]")).isEqualTo(rule);
  }

  @ParameterizedTest
  @CsvSource({
    "2000, none",
    "2001, url-length",
  })
  void a_link_has_at_most_2000_characters_with_its_variable(int length, String rule) {
    String fixed = "https://p.mx/" + "x".repeat(length - 13 - 5);

    assertThat(rules(BODY + "¶[Ver -> " + fixed + "{a}]")).isEqualTo(rule);
  }

  @ParameterizedTest
  @CsvSource({
    "15, none",
    "16, code-length-before",
    "20, code-length-before",
    "21, code-length",
  })
  void a_code_has_at_most_20_characters_and_15_are_safe(int length, String rule) {
    assertThat(rules(BODY + "¶[Copiar -> copy:" + "X".repeat(length) + "]")).isEqualTo(rule);
  }

  @ParameterizedTest
  @CsvSource({
    "10, buttons-hidden",
    "11, button-count+buttons-hidden",
    "4, buttons-hidden",
    "3, none",
  })
  void there_are_at_most_10_buttons_and_3_are_seen(int count, String rule) {
    String buttons =
        IntStream.range(0, count)
            .mapToObj(i -> "[B" + i + ": P" + i + "]")
            .collect(Collectors.joining(" "));

    assertThat(rules(BODY + "¶" + buttons)).isEqualTo(rule);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[A -> https://p.mx/a] [B -> https://p.mx/b]                           | none",
        "[A -> https://p.mx/a] [B -> https://p.mx/b] [C -> https://p.mx/c]     | url-buttons",
        "[A -> tel:+525555550100]                                              | none",
        "[A -> tel:+525555550100] [B -> tel:+525555550101]                     | phone-buttons",
        "[A -> copy:X1]                                                        | none",
        "[A -> copy:X1] [B -> copy:X2]                                         | code-buttons",
        "[A: P] [B: Q] [C -> https://p.mx/c]                                   | buttons-mixed",
        "[C -> https://p.mx/c] [A: P] [B: Q]                                   | buttons-mixed",
        "[A: P] [C -> https://p.mx/c] [B: Q]          | button-groups+buttons-mixed",
        "[C -> https://p.mx/c] [A: P] [D -> tel:+525555550100] | button-groups+buttons-mixed",
        "[A: P] [B: Q] [C -> https://p.mx/c] [D -> tel:+525555550100]          | buttons-hidden",
        "[A -> copy:AB12]                                                      | none",
        "[A -> copy:AB-12]                                                     | code-signs",
        "[A -> https://p.mx/\\{\\{1\\}\\}]                                     | braces-in-text",
      })
  void buttons_are_limited_by_kind_and_stand_in_two_groups(String buttons, String rule) {
    assertThat(rules(BODY + "¶" + buttons)).isEqualTo(rule);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Hola {a}, ¿hablamos hoy?                            | none",
        "{a}, ¿hablamos hoy o mañana?                        | body-starts-with-field",
        "¿Hablamos hoy o mañana, {a}                         | body-ends-with-field",
        "¿Hablamos hoy o mañana, {a}?                        | none",
        "Hola {a}{b}, ¿hablamos hoy o mañana?                | fields-touch",
        "Hola {a} {b}, ¿hablamos hoy o mañana?               | fields-touch",
        "Hola {a}, {b}, ¿hablamos hoy o mañana?              | none",
        "Hola {a} hoy.                                       | too-many-fields",
        "Hola {a} hoy mismo.                                 | none",
        "Hola {a} y {b}, hoy sí.                             | too-many-fields",
        "Hola {a} y {b}, hoy sí, mañana.                     | none",
        "Hola {a}, use \\{esto\\} para hablar hoy.           | none",
        "Hola {a}, use \\{\\{1\\}\\} para hablar hoy.        | braces-in-text",
        "Hola \\{{a}, ¿hablamos hoy o mañana?                | braces-in-text",
        "Hola {a}\\}, ¿hablamos hoy o mañana?                | braces-in-text",
        "header: Hola {a}¶Buenos días, ¿hablamos?            | none",
        "header: Hola {a} y {b}¶Buenos días, ¿hablamos?      | header-fields",
        "header: Hola *Rosa*¶Buenos días, ¿hablamos?         | header-markdown",
        "header: Hola 2 * 3 * 4¶Buenos días, ¿hablamos?      | none",
        "header: archivo_de_mayo¶Buenos días, ¿hablamos?     | none",
        "header: [image {foto}]¶Buenos días, ¿hablamos?      | none",
        "Pague {montoTotal} hoy o mañana, por favor. Gracias, {monto_total}, ya está. |"
            + " same-variable-name",
        "Pague {montoTotal} hoy o mañana, por favor.¶[Ver -> https://p.mx/{monto_total}] | none",
      })
  void fields_stand_where_the_review_takes_them(String block, String rule) {
    assertThat(rules(block)).isEqualTo(rule);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Su código es {a}, no lo comparta nunca.                                | none",
        "Su código es {a}, no lo comparta nunca 😀.                             |"
            + " authentication-parts",
        "header: [image {foto}]¶Su código es {a}, no lo comparta.               |"
            + " authentication-parts",
        "Su código es {a}, no lo comparta.¶[Ver -> https://p.mx/a]              |"
            + " authentication-parts",
      })
  void a_one_time_code_comes_without_media_links_or_emoji(String block, String rule) {
    assertThat(rules("AUTHENTICATION", block)).isEqualTo(rule);
  }

  @Test
  void a_name_of_512_characters_is_the_longest() {
    assertThat(MessageTemplate.parse("t", head("x".repeat(512), "UTILITY") + "Hola.").name())
        .hasSize(512);
    assertThatThrownBy(() -> MessageTemplate.parse("t", head("x".repeat(513), "UTILITY") + "Hola."))
        .hasMessageContaining("small letters");
  }

  @ParameterizedTest
  @CsvSource({
    "UTILITY, 29, time-to-live",
    "UTILITY, 30, none",
    "UTILITY, 43200, none",
    "UTILITY, 43201, time-to-live",
    "AUTHENTICATION, 29, time-to-live",
    "AUTHENTICATION, 900, none",
    "AUTHENTICATION, 901, time-to-live",
    "MARKETING, 43199, time-to-live",
    "MARKETING, 43200, none",
    "MARKETING, 2592000, none",
    "MARKETING, 2592001, time-to-live",
    "UTILITY, -1, none",
  })
  void a_message_is_tried_as_long_as_its_category_allows(
      String category, long seconds, String rule) {
    JsonObject json =
        TemplateSubmission.of(template(category, "Hola {a}, ¿hablamos hoy?"), "es_MX")
            .examples(Map.of("a", "Rosa"))
            .timeToLive(Duration.ofSeconds(seconds))
            .toJson();

    assertThat(told(WhatsAppTemplates.check(json))).isEqualTo(rule);
  }

  @Test
  void a_submission_without_an_example_or_a_handle_is_told() {
    JsonObject json =
        TemplateSubmission.of(
                template(
                    "UTILITY",
                    "header: [image {foto}]¶Hola {a}, ¿hablamos hoy?¶[Ver -> https://p.mx/{b}]"),
                "es_MX")
            .examples(Map.of("a", "Rosa", "b", "x"))
            .mediaHandle("4::aW")
            .toJson();
    assertThat(told(WhatsAppTemplates.check(json))).isEqualTo("none");

    JsonObject bare = Trees.without(json, "example");

    assertThat(told(WhatsAppTemplates.check(bare))).isEqualTo("no-example+no-example+no-handle");
  }

  @Test
  void a_finding_says_where_and_how_to_mend_it_in_three_languages() {
    TemplateFinding finding =
        WhatsAppTemplates.check(template("UTILITY", "Hola {a}{b}, ¿hablamos hoy o mañana?")).get(0);

    assertThat(finding.part()).isEqualTo("body");
    assertThat(finding.offset()).isEqualTo(5);
    assertThat(finding.length()).isEqualTo(6);
    assertThat(finding.message(Language.ES)).isEqualTo("no hay texto entre {a} y {b}");
    assertThat(finding.message(Language.PT)).isEqualTo("não há texto entre {a} e {b}");
    assertThat(finding.message(Language.EN)).isEqualTo("no text stands between {a} and {b}");
    assertThat(finding.mend(Language.EN)).isEqualTo("put a word or a mark between them");
  }

  @Test
  void every_rule_has_as_many_places_in_each_language() {
    for (TemplateRule rule : TemplateRule.values()) {
      TemplateFinding finding = rule.in("es_MX", "body", "1", "2", "3", "4", "5", "6");
      for (Language language : Language.values()) {
        assertThat(finding.message(language)).as(rule.id()).doesNotContain("%s");
      }
    }
  }

  private static String rules(String block) {
    return rules("UTILITY", block);
  }

  private static String rules(String category, String block) {
    return told(WhatsAppTemplates.check(template(category, block)));
  }

  private static MessageTemplate template(String category, String block) {
    return MessageTemplate.parse("t", head("t", category) + block.replace('¶', '\n'));
  }

  private static String head(String name, String category) {
    return "template: "
        + name
        + "  category: "
        + category
        + "  version: 1\n"
        + "fields: a text, b text, foto image, montoTotal money, monto_total money\n--- es_MX\n";
  }

  private static String told(List<TemplateFinding> findings) {
    return findings.isEmpty()
        ? "none"
        : findings.stream().map(TemplateFinding::rule).sorted().collect(Collectors.joining("+"));
  }
}
