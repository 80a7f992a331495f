package dev.mora.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LanguagesTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "none",
      textBlock =
          """
          es_MX | es_MX es_AR    |             | es_MX
          es_PE | es_MX es       |             | es
          es_PE | es_MX          |             | none
          es_PE | es_MX es_AR    |             | none
          es    | es_MX          |             | es_MX
          es    | es_MX pt_BR    |             | es_MX
          es    | es_MX es_AR    |             | none
          es    | es_MX es_AR    | es_AR       | es_AR
          es_PE | es_MX es_AR    | es_AR       | es_AR
          es_PE | pt_BR es_MX    | pt_BR es_MX | es_MX
          qu_PE | es_PE pt_BR    | es_PE       | es_PE
          qu_PE | es_PE pt_BR    |             | none
          es_MX | es_MX es       | es          | es_MX
          """)
  void a_text_is_chosen_by_code_then_language_then_the_author_s_word(
      String wanted, String offered, String fallback, String chosen) {
    List<String> declared = fallback == null ? List.of() : List.of(fallback.split(" "));

    assertThat(Languages.choose(wanted, List.of(offered.split(" ")), declared).orElse(null))
        .isEqualTo(chosen);
  }

  @ParameterizedTest
  @CsvSource({"es-MX,es_MX", "es_mx,es_MX", "ES,es", "fil_PH,fil_PH", "es-419,es_419"})
  void codes_are_read_with_either_sign(String code, String normal) {
    assertThat(Languages.normal(code)).isEqualTo(normal);
  }
}
