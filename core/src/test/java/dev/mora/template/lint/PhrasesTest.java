package dev.mora.template.lint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.mora.json.Fault;
import dev.mora.json.InvalidDocument;
import dev.mora.json.JsonLimits;
import dev.mora.language.Language;
import dev.mora.template.MessageTemplate;
import dev.mora.template.TemplateFinding;
import java.io.ByteArrayInputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PhrasesTest {

  private static final String OWN =
      """
      -- how people speak here
      @debt = clavo | culebra grande
      [shame-insult]
      maleta|chambón
      [threat-harm]
      vamos a sacar ..2 @debt
      ! de a poquito
      """;

  private static List<String> rules(TemplateLinter linter, String language, String words) {
    String text =
        "template: t  category: UTILITY  version: 1\nfields: monto money\n--- "
            + language
            + "\n|Le escribe {creditor}. Son {monto} de su cuota. "
            + words
            + " ¿Hablamos con una persona?";
    return linter.lint(MessageTemplate.parse("t", text)).stream()
        .map(TemplateFinding::rule)
        .toList();
  }

  private static TemplateLinter own() {
    return TemplateLinter.standard().with(Phrases.parse("own.txt", OWN, Language.ES));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      textBlock =
          """
          Qué maleta es usted.                         ; shame-insult
          Usted es un chambon.                         ; shame-insult
          Le vamos a sacar ese clavo.                  ; threat-harm
          Le vamos a sacar la culebra grande.          ; threat-harm
          Le vamos a sacar la culebra.                 ; none
          Le vamos a sacar ese clavo de a poquito.     ; none
          Iremos a su casa.                            ; threat-visit
          """)
  void a_hosts_phrases_are_found_beside_the_librarys(String words, String rule) {
    List<String> found = rules(own(), "es_PE", words);

    if (rule.equals("none")) {
      assertThat(found).doesNotContain("threat-harm", "shame-insult");
    } else {
      assertThat(found).contains(rule);
    }
  }

  @Test
  void they_count_in_their_language_and_in_their_linter_alone() {
    assertThat(rules(own(), "pt_BR", "maleta")).doesNotContain("shame-insult");
    assertThat(rules(TemplateLinter.standard(), "es_PE", "maleta")).doesNotContain("shame-insult");
    assertThat(rules(own().forPurpose(Purpose.LATE), "es_PE", "maleta")).contains("shame-insult");
    assertThat(rules(own().without("threat-harm").with(List.of()), "es_PE", "maleta"))
        .contains("shame-insult");
    assertThat(rules(own().at(TemplateFinding.Level.ADVICE, "shame-insult"), "es_PE", "maleta"))
        .contains("shame-insult");
  }

  @Test
  void several_files_add_up_and_may_excuse_what_the_library_finds() {
    TemplateLinter linter =
        own()
            .with(Phrases.parse("b.txt", "[shame-insult]\nzanahoria", Language.ES))
            .with(Phrases.parse("c.txt", "[any]\n! casa de la cultura", Language.ES))
            .with(Phrases.parse("d.txt", "\ufeff[shame-insult]\nslowpoke", Language.EN));

    assertThat(rules(linter, "es_PE", "maleta")).contains("shame-insult");
    assertThat(rules(linter, "es_PE", "zanahoria")).contains("shame-insult");
    assertThat(rules(linter, "es_PE", "Iremos a su casa de la cultura."))
        .doesNotContain("threat-visit");
    assertThat(rules(linter, "en_US", "slowpoke")).contains("shame-insult");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '"',
      textBlock =
          """
          maleta                    ; 1:1 ; a [section] before the first phrase
          [shame-insults]           ; 1:1 ; a section of the library's word lists
          [any]¶  ..3 casa          ; 2:3 ; a phrase that begins with a word
          [any]¶vamos ..30 casa     ; 2:1 ; a gap of 1 to 9 words instead of ..30
          [any]¶vamos ..x casa      ; 2:1 ; a gap of 1 to 9 words instead of ..x
          [any]¶vamos ..0 casa      ; 2:1 ; a gap of 1 to 9 words instead of ..0
          [any]¶aa ..9 b ..9 c ..9 d ..9 e f g ; 2:1 ; stays within 62 words
          [any]¶debe <mony>         ; 2:1 ; a kind of field instead of <mony>; did you mean money?
          [any]¶! a*                ; 2:1 ; two letters before * in a*
          [any]¶24 horas            ; 2:1 ; or # for a number
          [any]¶what's up           ; 2:1 ; a word of letters
          [any]¶uno||dos            ; 2:1 ; a word of letters
          [any]¶a @plaze            ; 2:1 ; a list that there is instead of @plaze; did you mean place?
          @x = @plaze               ; 1:1 ; a list that there is instead of @plaze; did you mean place?
          @x = a b c d e f          ; 1:1 ; at most 5 words together
          """)
  void a_phrase_that_no_text_can_have_is_told_with_its_place(
      String text, String place, String expected) {
    InvalidDocument refused =
        catchThrowableOfType(
            InvalidDocument.class,
            () -> Phrases.parse("own.txt", text.replace("¶", "\n"), Language.ES));

    assertThat(refused.faults()).hasSize(1);
    assertThat(refused).hasMessageStartingWith("own.txt:" + place + ": found \"");
    assertThat(refused).hasMessageContaining(expected);
  }

  @Test
  void a_section_with_a_slip_is_told_with_the_nearest_and_the_rest_is_read_on() {
    InvalidDocument refused =
        catchThrowableOfType(
            InvalidDocument.class,
            () -> Phrases.parse("own.txt", "[any]\n24 x\n[threat-ham]\nuno\ntwo  1", Language.ES));

    assertThat(refused.faults()).extracting(fault -> fault.where().line()).containsExactly(2, 3, 5);
    assertThat(refused.faults()).extracting(Fault::nearest).contains("threat-harm");
  }

  @Test
  void a_very_long_line_is_quoted_short() {
    assertThatThrownBy(() -> Phrases.parse("o", "[any]\n" + "x1! ".repeat(500), Language.ES))
        .satisfies(e -> assertThat(e.getMessage().length()).isLessThan(300));
  }

  @Test
  void a_file_is_utf_8_and_short(@TempDir Path dir) throws Exception {
    Path file = Files.writeString(dir.resolve("own.txt"), OWN);
    byte[] latin = {'[', 'a', 'n', 'y', ']', '\n', (byte) 0xf1, 'a'};
    byte[] huge = new byte[JsonLimits.FILE.maxBytes() + 1];

    assertThat(Phrases.load(file, Language.PT).language()).isEqualTo(Language.PT);
    assertThatThrownBy(
            () -> Phrases.read("latin.txt", new ByteArrayInputStream(latin), Language.ES))
        .isInstanceOf(InvalidDocument.class)
        .hasMessageContaining("latin.txt:1:1: found bytes that are no text, expected UTF-8");
    assertThatThrownBy(() -> Phrases.read("huge.txt", new ByteArrayInputStream(huge), Language.ES))
        .isInstanceOf(InvalidDocument.class)
        .hasMessageContaining("huge.txt:1:1: found more than");
    assertThatThrownBy(() -> Phrases.load(dir.resolve("none.txt"), Language.ES))
        .isInstanceOf(UncheckedIOException.class);
  }
}
