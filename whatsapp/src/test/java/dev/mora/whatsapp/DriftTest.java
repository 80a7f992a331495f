package dev.mora.whatsapp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mora.json.Json;
import dev.mora.json.JsonArray;
import dev.mora.json.JsonObject;
import dev.mora.json.JsonString;
import dev.mora.json.JsonValue;
import dev.mora.template.MessageTemplate;
import dev.mora.template.TemplateFinding;
import dev.mora.template.TemplateStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** An approved copy in which one thing is changed, each thing in turn. */
class DriftTest {

  private static final String TEXT =
      """
      template: cuota_vencida  category: UTILITY  version: 7  variables: VARIABLES
      fields: nombre text, montoTotal money, vencimiento date, dias days, veces count, parte percent, cuenta last-digits, pago pay-link
      --- es_MX
      header: Aviso para {nombre} hoy
      Hola {nombre}, le escribe {creditor} por su crédito terminado en {cuenta}. La cuota de {montoTotal} venció el {vencimiento}, hace {dias} días.
      Van {veces} avisos y queda el {parte} por pagar. ¿Cuándo puede pagarla?
      footer: Responda BAJA para no recibir avisos
      [Ya pagué: PAID] [Hablar con alguien: AGENT]
      [Pagar -> https://pay.example/c/{pago}] [Ver -> https://www.example/ayuda] [Llamar -> tel:+525555550100] [Copiar -> copy:PAGO10]
      --- pt_BR
      Olá {nombre}, aqui é da {creditor}. Quando pode pagar?
      """;

  private static final Map<String, String> EXAMPLES =
      Map.of(
          "nombre", "Ana",
          "montoTotal", "$1,250.00",
          "vencimiento", "28 de noviembre de 2026",
          "dias", "12",
          "veces", "3",
          "parte", "40%",
          "cuenta", "4821",
          "creditor", "CrediAmiga",
          "pago", "8Hq2");

  @ParameterizedTest
  @ValueSource(strings = {"NAMED", "POSITIONAL"})
  void a_copy_of_ours_has_no_difference(String variables) {
    MessageTemplate ours = template(variables);

    assertThat(WhatsAppTemplates.compare(ours, approved(ours))).isEmpty();
    assertThat(WhatsAppTemplates.status(ours, approved(ours), Instant.EPOCH).isSendable()).isTrue();
  }

  /** Every string in the copy is a single thing that may have changed. */
  @ParameterizedTest
  @ValueSource(strings = {"NAMED", "POSITIONAL"})
  void every_single_mutation_is_told_by_its_rule(String variables) {
    MessageTemplate ours = template(variables);
    JsonObject copy = approved(ours);
    List<String> missed = new ArrayList<>();
    int mutants = 0;
    for (Map.Entry<String, String> leaf : Trees.strings(copy).entrySet()) {
      for (Mutant mutant : mutants(leaf.getKey(), leaf.getValue(), ours)) {
        JsonObject other = Trees.with(copy, leaf.getKey(), JsonString.of(mutant.value()));
        List<String> rules = rules(WhatsAppTemplates.compare(ours, other));
        mutants++;
        if (!rules.equals(mutant.rules())) {
          missed.add(leaf.getKey() + " " + mutant + ": " + rules);
        }
      }
    }

    assertThat(missed).isEmpty();
    assertThat(mutants).isGreaterThan(100);
  }

  private record Mutant(String what, String value, List<String> rules) {

    static Mutant of(String what, String value, String... rules) {
      return new Mutant(what, value, Arrays.stream(rules).map(rule -> "drift-" + rule).toList());
    }

    @Override
    public String toString() {
      return what + " wants " + rules;
    }
  }

  private static List<Mutant> mutants(String at, String value, MessageTemplate ours) {
    String last = at.substring(at.lastIndexOf('/') + 1);
    if (at.equals("/name")) {
      return List.of(Mutant.of("name", value + "_b", "name"));
    }
    if (at.equals("/id")) {
      return List.of(Mutant.of("id", "9"));
    }
    if (at.equals("/language")) {
      return List.of(Mutant.of("language", "es_AR", "language"), Mutant.of("hyphen", "es-MX"));
    }
    if (at.equals("/category")) {
      return List.of(
          Mutant.of("category", "MARKETING", "category"),
          Mutant.of("category", "AUTHENTICATION", "category"));
    }
    if (at.equals("/status")) {
      return List.of(
          Mutant.of("status", "PAUSED", "status"),
          Mutant.of("status", "REJECTED", "status"),
          Mutant.of("status", "SOMETHING_NEW", "status"),
          Mutant.of("status", "FLAGGED"));
    }
    if (at.equals("/parameter_format")) {
      return List.of(
          Mutant.of("format", value.equals("NAMED") ? "POSITIONAL" : "NAMED", "parameter-format"));
    }
    if (at.contains("/example")) {
      return examples(at, value, ours);
    }
    if (last.equals("format")) {
      return List.of(
          Mutant.of("header", "IMAGE", "header-format"),
          Mutant.of("header", "LOCATION", "header-format"),
          Mutant.of("header", "GIF", "header-format"));
    }
    if (last.equals("type")) {
      return type(at, value);
    }
    if (last.equals("url")) {
      return url(value);
    }
    if (last.equals("phone_number")) {
      return List.of(
          Mutant.of("phone", "+525555550101", "button-phone"),
          Mutant.of("blanks", "+52 (55) 5555-0100"));
    }
    if (at.contains("/buttons/")) {
      return List.of(
          Mutant.of("label", "Otra cosa", "button-label"),
          Mutant.of("one letter", value + ".", "button-label"));
    }
    return texts(value);
  }

  private static List<Mutant> type(String at, String value) {
    if (at.contains("/buttons/")) {
      return List.of(
          Mutant.of("kind", value.equals("QUICK_REPLY") ? "URL" : "QUICK_REPLY", "button-kind"),
          Mutant.of("small letters", value.toLowerCase(java.util.Locale.ROOT)));
    }
    return List.of(Mutant.of("small letters", value.toLowerCase(java.util.Locale.ROOT)));
  }

  private static List<Mutant> url(String value) {
    List<Mutant> out = new ArrayList<>();
    out.add(Mutant.of("host", value.replace("example", "exampIe"), "button-url"));
    if (value.contains("{{1}}")) {
      out.add(Mutant.of("fixed", value.replace("{{1}}", ""), "variable-count"));
    } else {
      out.add(Mutant.of("dynamic", value + "{{1}}", "variable-count"));
    }
    return out;
  }

  /** Every variable by itself, then the words around it. */
  private static List<Mutant> texts(String value) {
    List<Mutant> out = new ArrayList<>();
    List<String> variables = ProviderText.variables(value);
    for (int i = 0; i < variables.size(); i++) {
      String variable = "{{" + variables.get(i) + "}}";
      out.add(Mutant.of("without " + variable, value.replace(variable, ""), "variable-count"));
      out.add(
          Mutant.of(
              "twice " + variable, value.replace(variable, variable + "{{99}}"), "variable-count"));
      out.add(Mutant.of("other name", value.replace(variable, "{{otra}}"), "variable-name"));
      if (i > 0) {
        String before = "{{" + variables.get(i - 1) + "}}";
        out.add(
            Mutant.of(
                "swapped",
                value.replace(variable, "\0").replace(before, variable).replace("\0", before),
                "variable-order"));
      }
    }
    out.add(Mutant.of("one letter", value.replaceFirst("[aeo](?=[^}]*$)", "X"), "text"));
    out.add(Mutant.of("longer", value + " ya", "length"));
    out.add(Mutant.of("shorter", value.substring(0, value.length() - 3), "length"));
    out.add(Mutant.of("beyond the limit", value.replaceFirst("a", "a".repeat(1100)), "length"));
    return out;
  }

  private static List<Mutant> examples(String at, String value, MessageTemplate ours) {
    if (at.contains("param_name") || at.contains("/buttons/")) {
      return List.of();
    }
    String field =
        EXAMPLES.entrySet().stream()
            .filter(entry -> entry.getValue().equals(value))
            .findFirst()
            .orElseThrow()
            .getKey();
    boolean typed =
        Set.of("montoTotal", "vencimiento", "dias", "veces", "parte", "cuenta").contains(field);
    return List.of(typed ? Mutant.of(field, "Ana", "variable-type") : Mutant.of(field, "Rosa"));
  }

  @ParameterizedTest
  @CsvSource({
    "HEADER, drift-header-format",
    "BODY, drift-length+drift-variable-count",
    "FOOTER, drift-length",
    "BUTTONS, drift-button-count",
  })
  void a_component_that_is_gone_is_told(String type, String rule) {
    MessageTemplate ours = template("NAMED");
    JsonObject copy = approved(ours);
    List<JsonObject> rest =
        copy.array("components").objects().stream()
            .filter(component -> !component.string("type").equals(type))
            .toList();

    assertThat(told(ours, copy.with("components", JsonArray.of(rest)))).isEqualTo(rule);
  }

  @Test
  void a_component_that_came_or_changed_is_told() {
    JsonObject offer = Json.parse("o", "{\"type\":\"LIMITED_TIME_OFFER\",\"n\":1}").asObject();
    MessageTemplate ours = template("NAMED");
    JsonObject copy = approved(ours);
    JsonObject with = copy.with("components", copy.array("components").with(offer));
    MessageTemplate both = WhatsAppTemplates.read(with, ours);

    assertThat(told(ours, with)).isEqualTo("drift-component");
    assertThat(told(both, with)).isEqualTo("none");
    assertThat(told(both, copy)).isEqualTo("drift-component");
    assertThat(
            told(both, copy.with("components", copy.array("components").with(offer.with("n", 2)))))
        .isEqualTo("drift-component");
  }

  @Test
  void every_button_is_missed_and_every_pair_that_changed_places_is_told() {
    MessageTemplate ours = template("NAMED");
    JsonObject copy = approved(ours);
    String at = "/components/3/buttons";
    List<JsonValue> buttons = copy.array("components").objects().get(3).array("buttons").values();
    for (int i = 0; i < buttons.size(); i++) {
      List<JsonValue> fewer = new ArrayList<>(buttons);
      fewer.remove(i);
      assertThat(told(ours, Trees.with(copy, at, JsonArray.of(fewer))))
          .isEqualTo("drift-button-count");
      if (i > 0) {
        List<JsonValue> swapped = new ArrayList<>(buttons);
        swapped.add(i - 1, swapped.remove(i));
        assertThat(told(ours, Trees.with(copy, at, JsonArray.of(swapped))))
            .isEqualTo("drift-button-order");
      }
    }
  }

  @Test
  void a_header_that_came_is_told() {
    MessageTemplate ours =
        MessageTemplate.parse(
            "t", "template: t  category: UTILITY  version: 1\n--- es_MX\nHola, ¿hablamos hoy?");
    JsonObject copy = TemplateSubmission.of(ours, "es_MX").toJson();
    JsonObject header =
        Json.parse("h", "{\"type\":\"HEADER\",\"format\":\"TEXT\",\"text\":\"A\"}").asObject();

    assertThat(told(ours, copy)).isEqualTo("none");
    assertThat(told(ours, copy.with("components", copy.array("components").with(header))))
        .isEqualTo("drift-header-format");
  }

  @Test
  void a_category_that_will_change_is_a_warning_and_stops_nothing() {
    MessageTemplate ours = template("NAMED");
    JsonObject copy = approved(ours).with("correct_category", "MARKETING");

    List<TemplateFinding> findings = WhatsAppTemplates.compare(ours, copy);

    assertThat(findings)
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.rule()).isEqualTo("drift-category-coming");
              assertThat(finding.level()).isEqualTo(TemplateFinding.Level.WARNING);
            });
    assertThat(WhatsAppTemplates.status(ours, copy, Instant.EPOCH).isSendable()).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/status   | PAUSED      | PAUSED",
        "/status   | REJECTED    | REJECTED",
        "/category | MARKETING   | RECATEGORIZED",
        "/name     | otra        | DRIFTED",
        "/status   | FLAGGED     | FLAGGED",
        "/status   | APPROVED    | APPROVED",
      })
  void a_difference_becomes_a_status_that_stops_sends(
      String at, String value, TemplateStatus.State state) {
    MessageTemplate ours = template("NAMED");
    JsonObject copy = Trees.with(approved(ours), at, JsonString.of(value));

    TemplateStatus status = WhatsAppTemplates.status(ours, copy, Instant.EPOCH);

    assertThat(status.state()).isEqualTo(state);
    assertThat(status.template()).isEqualTo("cuota_vencida");
    assertThat(status.language()).isEqualTo("es_MX");
    assertThat(status.reason())
        .isEqualTo(
            switch (state) {
              case RECATEGORIZED -> "drift-category";
              case DRIFTED -> "drift-name";
              default -> "";
            });
  }

  private static MessageTemplate template(String variables) {
    return MessageTemplate.parse("t", TEXT.replace("VARIABLES", variables));
  }

  /** In the form that lists templates. */
  private static JsonObject approved(MessageTemplate ours) {
    return TemplateSubmission.of(ours, "es_MX")
        .examples(new LinkedHashMap<>(EXAMPLES))
        .toJson()
        .with("id", "1689556908129832")
        .with("status", "APPROVED");
  }

  private static String told(MessageTemplate ours, JsonObject copy) {
    List<String> rules = rules(WhatsAppTemplates.compare(ours, copy));
    return rules.isEmpty() ? "none" : String.join("+", rules);
  }

  private static List<String> rules(List<TemplateFinding> findings) {
    return findings.stream()
        .map(TemplateFinding::rule)
        .distinct()
        .sorted()
        .collect(Collectors.toList());
  }
}
