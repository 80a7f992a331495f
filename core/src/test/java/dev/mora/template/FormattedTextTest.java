package dev.mora.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FormattedTextTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          Hola *Ana*, hoy      | Hola <b>Ana</b>, hoy
          _a_ ~b~ `c`          | <i>a</i> <s>b</s> <c>c</c>
          *a _b_ c*            | <b>a </b><bi>b</bi><b> c</b>
          ```x *y*```          | <c>x *y*</c>
          `a *b*`              | <c>a *b*</c>
          a*b*c                | a*b*c
          A_B_C                | A_B_C
          2*3*4                | 2*3*4
          * a*                 | * a*
          *a *                 | *a *
          **                   | **
          ***                  | ***
          **a**                | *<b>a</b>*
          *a                   | *a
          (*a*)                | (<b>a</b>)
          *a*b*                | <b>a*b</b>
          *a* *b*              | <b>a</b> <b>b</b>
          *uno*.               | <b>uno</b>.
          *año*s               | *año*s
          ```                  | ```
          ~_*a*_~              | <bis>a</bis>
          *$750.00*            | <b>$750.00</b>
          """)
  void marks_are_read_as_whatsapp_reads_them(String text, String shown) {
    assertThat(shown(text)).isEqualTo(shown);
  }

  @Test
  void a_line_end_closes_nothing_but_a_fence() {
    assertThat(shown("*a\nb*")).isEqualTo("*a\nb*");
    assertThat(shown("```a\nb```")).isEqualTo("<c>a\nb</c>");
  }

  @Test
  void no_character_is_lost_but_marks() {
    long seed = 7;
    Random random = new Random(seed);
    String letters = "ab *_~`\n.é";
    for (int i = 0; i < Cases.of(5_000); i++) {
      StringBuilder text = new StringBuilder();
      for (int j = random.nextInt(40); j > 0; j--) {
        text.append(letters.charAt(random.nextInt(letters.length())));
      }

      String plain = FormattedText.of(text.toString()).plain();

      assertThat(plain.replaceAll("[*_~`]", ""))
          .as("seed %d, %d", seed, i)
          .isEqualTo(text.toString().replaceAll("[*_~`]", ""));
    }
  }

  private static String shown(String text) {
    return FormattedText.of(text).spans().stream()
        .map(
            span -> {
              String form =
                  (span.bold() ? "b" : "")
                      + (span.italic() ? "i" : "")
                      + (span.struck() ? "s" : "")
                      + (span.code() ? "c" : "");
              return form.isEmpty()
                  ? span.text()
                  : "<" + form + ">" + span.text() + "</" + form + ">";
            })
        .collect(Collectors.joining());
  }
}
