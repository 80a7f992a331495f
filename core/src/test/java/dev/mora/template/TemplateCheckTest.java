package dev.mora.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TemplateCheckTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Hola {a} y {b}.                | none
          Hola {a}.                      | WARNING unused-field
          header: [image]¶Hola {a} {b}.  | ERROR media-header
          Hola {a} {b}.¶component: {}    | ERROR unknown-component
          Hola {a} {b}.¶[A: X] [A: Y]    | ERROR same-label
          Hola {a} {b}.¶[A: X] [B: X]    | WARNING same-payload
          Hola {a} {b}.¶[123456: X]      | ERROR label-length
          Hola {a} {b}.¶[12345: X]       | none
          Hola {a} {b}.¶footer: 1234567  | ERROR footer-length
          """)
  void what_loads_but_should_not_go_out_is_listed(String block, String finding) {
    TextProfile profile = TextProfile.builder("test").label(5).footer(6).build();

    assertThat(check("a text, b text", "es_MX", block, profile))
        .isEqualTo(finding.equals("none") ? List.of() : List.of(finding));
  }

  @Test
  void a_language_without_region_is_a_warning() {
    assertThat(check("", "es", "Hola.", TextProfile.PLAIN))
        .containsExactly("WARNING language-without-region");
  }

  @Test
  void a_field_that_one_language_lacks_is_a_warning() {
    assertThat(check("a text", "es_MX", "Hola {a}.¶--- pt_BR¶Olá.", TextProfile.PLAIN))
        .containsExactly("WARNING field-missing-in-language");
  }

  private static List<String> check(
      String fields, String language, String block, TextProfile profile) {
    return MessageTemplate.parse(
            "t",
            "template: t  category: UTILITY  version: 1\nfields: "
                + fields
                + "\n--- "
                + language
                + "\n"
                + block.replace('¶', '\n'))
        .check(profile)
        .stream()
        .map(finding -> finding.level() + " " + finding.rule())
        .toList();
  }
}
