package dev.mora.template.lint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mora.language.Language;
import dev.mora.template.MessageTemplate;
import dev.mora.template.TemplateFinding;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a message has to have, how it is written, and what a locked screen shows of it. */
class StructureTest {

  private static final Set<String> STRUCTURE =
      Set.of("no-sender", "no-amount", "no-matter", "no-question", "no-person");

  private static List<String> rules(TemplateLinter linter, String text) {
    String form =
        "template: t  category: UTILITY  version: 1\n"
            + "fields: nombre text, monto money, empresa text, codigo text\n--- es_MX\n"
            + text.replace("¶", "\n");
    return linter.lint(MessageTemplate.parse("t", form)).stream()
        .map(TemplateFinding::rule)
        .toList();
  }

  private static String structure(TemplateLinter linter, String text) {
    Set<String> found = new TreeSet<>(rules(linter, text));
    found.retainAll(STRUCTURE);
    return found.isEmpty() ? "-" : String.join(" ", found);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Hola {nombre}. Su cuota de {monto} venció. ¿Qué día puede?               | no-person no-sender
          Aviso: su cuota de {monto} venció. ¿Qué día puede?                       | no-person no-sender
          Su cuota de {monto} venció. ¿Qué día puede? ¶footer: Gracias             | no-person no-sender
          Hola {nombre}, somos CrediAmiga. Su cuota de {monto} venció. ¿Cuándo?    | no-person
          Hola {nombre}. Su cuota con Credimax de {monto} venció. ¿Cuándo?         | no-person
          Hola {nombre}. {empresa}: su cuota de {monto} venció. ¿Cuándo?           | no-person
          Credimax: su cuota de {monto} venció. ¿Cuándo?                           | no-person
          Su cuota de {monto} venció. ¿Cuándo? ¶footer: Credimax                   | no-person
          Su cuota de {monto} venció. ¿Cuándo? ¶[Credimax ya: A]                   | no-person no-sender
          header: Un mensaje de {creditor} ¶Su cuota de {monto} venció. ¿Cuándo?   | no-person
          Le escribe {creditor}. Tiene un atraso. ¿Qué día puede?                  | no-amount no-person
          Le escribe {creditor}. Hay {monto} impagos. ¿Qué día puede?              | no-matter no-person
          Le escribe {creditor}. Hay $ 500 impagos de su crédito. ¿Qué día puede?  | no-person
          Le escribe {creditor}. Su cuota de {monto} venció.                       | no-question
          Le escribe {creditor}. Su cuota de {monto} venció. Responda por aquí.    | no-person
          Le escribe {creditor}. Su cuota de {monto} venció. Responda              | no-person
          Le escribe {creditor}. Su cuota de {monto} venció. Responda BAJA.        | no-question
          Le escribe {creditor}. Su cuota de {monto} venció. ¶[Ya pagué: PAID]     | no-person
          Le escribe {creditor}. Su cuota de {monto} venció. ¶[Copiar -> copy:{codigo}] | no-question
          Le escribe {creditor}. Su cuota de {monto} venció. ¿Habla con una persona? | -
          Le escribe {creditor}. Su cuota de {monto} venció. ¶[Un asesor: AGENT]   | -
          Le escribe {creditor}. Su cuota de {monto} venció. ¿Puede? {creditorPhone} es el número. | -
          Le escribe {creditor}. Recibimos su pago de {monto}. Gracias.            | -
          Le escribe {creditor}. Su abono de {monto} es mañana.                    | no-question
          Le escribe {creditor}. Feliz semana.                                     | -
          """)
  void what_a_decent_message_lacks_is_told(String text, String expected) {
    assertThat(structure(TemplateLinter.standard(), text)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          LATE         | Le escribe {creditor}. Buen día.                    | no-amount no-question
          LATE         | Le escribe {creditor}. Recibimos su pago de {monto}.| no-question
          NUMBER_CHECK | Le escribe {creditor}. Buen día.                    | no-question
          RECEIPT      | Le escribe {creditor}. Su cuota de {monto} venció.  | -
          """)
  void a_stated_purpose_counts_before_the_words(String purpose, String text, String expected) {
    TemplateLinter linter = TemplateLinter.standard().forPurpose(Purpose.valueOf(purpose));

    assertThat(structure(linter, text)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          PAGUE AHORA su cuota                         | pressure-capitals
          PAGUE {monto} AHORA                          | pressure-capitals
          PAGUE su cuota AHORA                         | -
          PAGUE hoy o AHORA                            | pressure-capitals
          Ante CONDUSEF estamos inscritos como REDECO  | -
          OXXO SPEI CURP                               | -
          Gracias!                                     | -
          Gracias! Hasta luego!                        | -
          Gracias! Hasta luego! Adiós!                 | pressure-exclamation
          Gracias!!                                    | pressure-exclamation
          """)
  void shouting_is_told(String text, String expected) {
    List<String> found =
        rules(TemplateLinter.standard(), text).stream()
            .filter(rule -> rule.equals("pressure-capitals") || rule.endsWith("exclamation"))
            .toList();

    assertThat(found).isEqualTo(expected.equals("-") ? List.of() : List.of(expected));
  }

  @ParameterizedTest
  @CsvSource({"35, false", "36, true"})
  void a_sentence_of_up_to_35_words_reads_well(int words, boolean told) {
    String text = "Hola. " + "uno ".repeat(words - 2) + "{nombre} $ fin. Adiós, adiós.";

    assertThat(rules(TemplateLinter.standard(), text).contains("long-sentence")).isEqualTo(told);
  }

  @ParameterizedTest
  @CsvSource({"19, false", "20, true"})
  void ease_is_measured_from_20_words_on(int words, boolean told) {
    String text = "extraordinariamente ".repeat(words);

    assertThat(rules(TemplateLinter.standard(), text).contains("readability")).isEqualTo(told);
  }

  /** Szigriszt-Pazos for Spanish, Flesch for English and as fitted to Portuguese; by hand. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ES | El pago mensual llega mañana temprano.     |  66
          ES | El deseo real es leer.                     |  90
          ES | Son 17 de {monto} mañana.                  |  90
          ES | La administración comunicará disposiciones. |  0
          ES | Hola Ana. Son dos. Ya.                     | 100
          PT | O pagamento mensal chega amanhã.           |  41
          EN | The little table came late today.          |  74
          EN | Pay today. Call us.                        |  99
          """)
  void ease_is_that_of_the_published_formulas(Language language, String text, int ease) {
    ReadText read = TextReader.read("body", text, Map.of("monto", "money"));

    assertThat(Readability.ease(language, read)).isEqualTo(ease);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          34 | ''                   | preview-reveals
          35 | ''                   | preview-close
          54 | ''                   | preview-close
          55 | ''                   | -
          21 | '{creditor} '        | preview-reveals
          22 | '{creditor} '        | preview-close
          27 | '{monto} '           | preview-reveals
          28 | '{monto} '           | preview-close
          27 | '{nombre} '          | preview-reveals
          28 | '{nombre} '          | preview-close
          """)
  void a_locked_screen_shows_40_characters_or_on_a_wide_phone_60(
      int letters, String before, String expected) {
    String text = before + "a".repeat(letters) + " deuda de ayer";
    String headed = "header: " + text + " ¶Buen día, buen día.";

    for (String each : List.of(text, headed)) {
      assertThat(
              rules(TemplateLinter.standard(), each).stream()
                  .filter(rule -> rule.startsWith("preview"))
                  .collect(Collectors.joining()))
          .as(each)
          .isEqualTo(expected.equals("-") ? "" : expected);
    }
  }

  @Test
  void a_wide_screen_shows_the_text_below_a_short_header() {
    String short20 = "header: " + "a".repeat(20) + " ¶";

    assertThat(rules(TemplateLinter.standard(), short20 + "a".repeat(34) + " deuda"))
        .contains("preview-close");
    assertThat(rules(TemplateLinter.standard(), short20 + "a".repeat(36) + " deuda"))
        .doesNotContain("preview-close", "preview-reveals");
  }
}
