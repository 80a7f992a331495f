package dev.mora.template.lint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mora.language.Language;
import dev.mora.template.MessageTemplate;
import dev.mora.template.TemplateFinding;
import dev.mora.template.TemplateFinding.Level;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TemplateLinterTest {

  private static final String DECENT =
      "Hola {nombre}, le escribe {creditor}. Su cuota de {monto} venció ayer. ¿Qué día puede?";

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      textBlock =
          """
          threat-harm            ; Aténgase a las consecuencias
          threat-arrest          ; La policía irá por usted
          threat-seizure         ; Vamos a embargar sus bienes
          threat-visit           ; Iremos a su casa
          legal-action           ; Iniciaremos acciones legales
          judicial-lookalike     ; Notificación extrajudicial
          shame-insult           ; Usted es un moroso
          shame-others           ; Llamaremos a su familia
          shame-public           ; Publicaremos su foto
          false-authority        ; Le escribe el Juzgado
          false-consequence      ; Irá a la cárcel
          asks-reason            ; ¿Por qué no pagó?
          pressure-words         ; Es su última oportunidad
          pressure-capitals      ; PAGUE AHORA
          pressure-exclamation   ; Pague!!
          promotional-in-utility ; Con 20% de descuento
          legalese               ; So pena de algo
          asks-identifier        ; Envíe su contraseña
          """)
  void each_rule_names_the_words_and_their_place(String rule, String words) {
    MessageTemplate template = template("es_MX", DECENT + " " + words + ". Gracias.");

    TemplateFinding finding = finding(TemplateLinter.standard(), template, rule);

    String body = DECENT + " " + words + ". Gracias.";
    int start = body.indexOf(words);
    assertThat(finding.part()).isEqualTo("body");
    assertThat(finding.offset()).isBetween(start - 1, start + words.length());
    assertThat(finding.offset() + finding.length()).isLessThanOrEqualTo(body.length());
    for (Language language : Language.values()) {
      assertThat(finding.message(language)).isNotBlank().doesNotContain("%s");
      assertThat(finding.mend(language)).isNotBlank();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      textBlock =
          """
          No iremos a su casa.
          Nadie irá a su casa.
          Esto no es una notificación judicial.
          Nunca llamaremos a su familia ni a su trabajo.
          Su visita fue acordada: iremos a su casa el lunes.
          Sin embargo, seguimos a sus órdenes.
          No significa que vayamos a embargar sus bienes.
          """)
  void what_is_denied_or_agreed_is_no_threat(String words) {
    MessageTemplate template = template("es_MX", DECENT + " " + words);

    assertThat(TemplateLinter.standard().lint(template))
        .noneMatch(finding -> finding.level() == Level.ERROR);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      textBlock =
          """
          Si no paga, iremos a su casa.      ; threat-visit
          Si no, iremos a su casa.           ; threat-visit
          Si no iremos a su casa.            ; threat-visit
          No dude que iremos a su casa.      ; threat-visit
          No solo iremos a su casa.          ; threat-visit
          No olvide: llamaremos a su familia. ; shame-others
          """)
  void a_no_that_belongs_to_something_else_denies_nothing(String words, String rule) {
    MessageTemplate template = template("es_MX", DECENT + " " + words);

    assertThat(finding(TemplateLinter.standard(), template, rule).level()).isEqualTo(Level.ERROR);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      textBlock =
          """
          es_MX ; Tenemos una orden de cateo para su domicilio.              ; threat-arrest
          es_MX ; Mándenos una foto de su credencial.                        ; asks-identifier
          es_MX ; Escríbanos el número completo de su tarjeta.               ; asks-identifier
          en_KE ; Your children will suffer for it.                          ; threat-harm
          en_KE ; Send us your PIN now, do not delay.                        ; asks-identifier
          en_KE ; Please reply with your full card number.                   ; asks-identifier
          en_KE ; You did not visit us, we will tell your family.            ; shame-others
          """)
  void a_plain_threat_or_demand_is_told(String language, String words, String rule) {
    MessageTemplate template = template(language, DECENT + " " + words);

    assertThat(finding(TemplateLinter.standard(), template, rule).level()).isEqualTo(Level.ERROR);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      textBlock =
          """
          We will not visit your home or call your family.
          We never ask you to send your PIN.
          Do not share your password with anyone.
          """)
  void a_denial_in_english_reaches_behind_its_or(String words) {
    MessageTemplate template = template("en_KE", DECENT + " " + words);

    assertThat(TemplateLinter.standard().lint(template))
        .noneMatch(finding -> finding.level() == Level.ERROR);
  }

  @Test
  void headers_footers_and_labels_are_read_too() {
    MessageTemplate template =
        MessageTemplate.parse(
            "t",
            "template: t  category: UTILITY  version: 1\nfields: nombre text, monto money\n--- es_MX\n"
                + "header: Notificación judicial\n"
                + DECENT
                + "\nfooter: Evite la cárcel\n[Ver mi embargo: X]\n");

    assertThat(
            TemplateLinter.standard().lint(template).stream().map(f -> f.part() + " " + f.rule()))
        .contains("header judicial-lookalike", "buttons/0/label legal-action");
  }

  @Test
  void asking_the_reason_is_an_error_where_the_law_bans_it() {
    String body = DECENT + " ¿Por qué no pagó?";

    assertThat(finding(TemplateLinter.standard(), template("es_CO", body), "asks-reason").level())
        .isEqualTo(Level.ERROR);
    assertThat(finding(TemplateLinter.standard(), template("es_MX", body), "asks-reason").level())
        .isEqualTo(Level.WARNING);
    assertThat(
            finding(
                    TemplateLinter.standard().at(Level.ERROR, "asks-reason"),
                    template("es_MX", body),
                    "asks-reason")
                .level())
        .isEqualTo(Level.ERROR);
  }

  @Test
  void an_offer_is_fine_in_a_marketing_text() {
    MessageTemplate template =
        MessageTemplate.parse(
            "t",
            "template: t  category: MARKETING  version: 1\n--- es_MX\n"
                + "Hola, le escribe {creditor}. Tiene 20% de descuento. ¿Le interesa?\n");

    assertThat(TemplateLinter.standard().lint(template)).noneMatch(this::isPromotional);
  }

  @Test
  void a_rule_can_be_taken_out_and_a_wrong_name_is_told() {
    MessageTemplate template = template("es_MX", DECENT + " ¡PAGUE AHORA MISMO!");

    assertThat(TemplateLinter.standard().without("pressure-capitals").lint(template))
        .noneMatch(finding -> finding.rule().equals("pressure-capitals"));
    assertThatThrownBy(() -> TemplateLinter.standard().without("pressure-capital"))
        .hasMessageContaining("pressure-capitals");
  }

  @Test
  void a_language_without_a_word_list_is_told() {
    assertThat(TemplateLinter.standard().lint(template("sw_KE", "Habari {nombre}, {monto}.")))
        .extracting(TemplateFinding::rule)
        .contains("language-not-read");
  }

  @Test
  void the_purpose_decides_what_must_be_said() {
    MessageTemplate vague = template("es_MX", "Hola {nombre}, le escribe {creditor}. ¿Hablamos?");
    TemplateLinter linter = TemplateLinter.standard();

    assertThat(rules(linter.forPurpose(Purpose.LATE).lint(vague))).contains("no-amount");
    assertThat(rules(linter.forPurpose(Purpose.PLAN_OFFERED).lint(vague)))
        .doesNotContain("no-amount");
  }

  @Test
  void a_required_disclosure_that_is_missing_is_an_error() {
    Disclosure split =
        new Disclosure(
            "amounts-split",
            Map.of("es", List.of("capital|principal", "interes|intereses", "gastos || comision*")),
            java.util.Set.of(Purpose.LATE),
            "contract, clause 4");
    TemplateLinter linter = TemplateLinter.standard().with(List.of(split)).forPurpose(Purpose.LATE);
    String all = " Son 10 de capital, 2 de interés y 1 de comisiones.";

    assertThat(rules(linter.lint(template("es_PY", DECENT + all))))
        .doesNotContain("disclosure-missing");
    assertThat(rules(linter.lint(template("es_PY", DECENT))).stream())
        .filteredOn("disclosure-missing"::equals)
        .hasSize(3);
    assertThat(rules(linter.lint(template("en_US", "Hi {nombre}, {creditor} here: {monto}."))))
        .contains("disclosure-language");
    assertThat(rules(linter.forPurpose(Purpose.EARLY).lint(template("es_PY", DECENT))))
        .doesNotContain("disclosure-missing");
  }

  @Test
  void the_lock_screen_shows_forty_characters() {
    String hidden = "Hola {nombre}, le escribe {creditor}. Su deuda es de {monto}. ¿Qué día puede?";
    String shown = "Hola {nombre}, su deuda es de {monto}. Le escribe {creditor}. ¿Qué día puede?";

    assertThat(rules(TemplateLinter.standard().lint(template("es_MX", hidden))))
        .contains("preview-close")
        .doesNotContain("preview-reveals");
    assertThat(rules(TemplateLinter.standard().lint(template("es_MX", shown))))
        .contains("preview-reveals");
  }

  @ParameterizedTest
  @CsvSource({"35, false", "36, true"})
  void a_sentence_has_up_to_thirty_five_words(int words, boolean tooLong) {
    String body = "Hola {creditor}. " + "uno ".repeat(words).strip() + ". ¿Sí?";

    assertThat(
            rules(TemplateLinter.standard().lint(template("es_MX", body)))
                .contains("long-sentence"))
        .isEqualTo(tooLong);
  }

  @Test
  void a_hostile_text_ends_after_a_counted_number_of_findings() {
    String body = "Hola. " + "iremos a su casa no embargo ".repeat(30_000) + "x";

    List<TemplateFinding> findings = TemplateLinter.standard().lint(template("es_MX", body));

    assertThat(rules(findings)).contains("too-long-to-read");
    assertThat(findings).hasSizeLessThan(60);
  }

  @Test
  void the_same_template_gives_the_same_findings() {
    MessageTemplate template = template("es_MX", DECENT + " Iremos a su casa. PAGUE AHORA!!");

    assertThat(TemplateLinter.standard().lint(template))
        .isEqualTo(TemplateLinter.standard().lint(template));
  }

  private boolean isPromotional(TemplateFinding finding) {
    return finding.rule().equals("promotional-in-utility");
  }

  private static List<String> rules(List<TemplateFinding> findings) {
    return findings.stream().map(TemplateFinding::rule).toList();
  }

  private static TemplateFinding finding(
      TemplateLinter linter, MessageTemplate template, String rule) {
    return linter.lint(template).stream()
        .filter(finding -> finding.rule().equals(rule))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no " + rule + " in " + linter.lint(template)));
  }

  private static MessageTemplate template(String language, String body) {
    return MessageTemplate.parse(
        "t",
        "template: t  category: UTILITY  version: 1\nfields: nombre text, monto money\n--- "
            + language
            + "\n"
            + body
            + "\n");
  }
}
