package dev.mora.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.text.Normalizer;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CleanTextTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      ignoreLeadingAndTrailingWhitespace = false,
      textBlock =
          """
          Rosa|Rosa
            Rosa  |Rosa
          Ana     María|Ana María
          Ana\u00a0\u2003María|Ana María
          Ana\u200bMaría|AnaMaría
          \u202eRosa\u202c|Rosa
          \u2066Rosa\u2069|Rosa
          \ufeffRosa|Rosa
          Ro\u0007sa\u009f|Rosa
          Mari\u0301a|María
          *Rosa* _x_ {{1}}|*Rosa* _x_ {{1}}
          a\u2028b\u2029c|a b c
          \ud83d\ude00 ok|\ud83d\ude00 ok
          """)
  void a_text_is_cleaned(String text, String clean) {
    assertThat(CleanText.of(text)).isEqualTo(clean);
  }

  @Test
  void line_breaks_and_tabs_become_one_blank() {
    assertThat(CleanText.of("a\r\n\tb\u000bc\u0085d")).isEqualTo("a b c d");
  }

  @Test
  void half_of_a_surrogate_pair_goes() {
    assertThat(CleanText.of("a\ud83db")).isEqualTo("ab");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "\u200b", "\n\t", "\u2800", "\u3164", "\u0301", "\u202e \u202c"})
  void a_text_without_anything_to_see_is_not_visible(String text) {
    assertThat(CleanText.isVisible(CleanText.of(text))).isFalse();
  }

  @Test
  void cleaning_twice_changes_nothing_and_never_lengthens_the_composed_text() {
    long seed = 4711;
    Random random = new Random(seed);
    for (int i = 0; i < Cases.of(20_000); i++) {
      String text = text(random);

      String clean = CleanText.of(text);

      assertThat(CleanText.of(clean)).as("seed %d, round %d", seed, i).isEqualTo(clean);
      assertThat(clean.length())
          .as("seed %d, round %d", seed, i)
          .isLessThanOrEqualTo(Normalizer.normalize(text, Normalizer.Form.NFC).length());
      assertThat(clean).isEqualTo(clean.strip()).doesNotContain("  ");
    }
  }

  private static String text(Random random) {
    StringBuilder out = new StringBuilder();
    int length = random.nextInt(12);
    for (int i = 0; i < length; i++) {
      switch (random.nextInt(5)) {
        case 0 -> out.append(' ');
        case 1 -> out.append((char) (0x2000 + random.nextInt(0x70)));
        case 2 -> out.append((char) (0x300 + random.nextInt(0x20)));
        case 3 -> out.appendCodePoint(random.nextInt(0x110000));
        default -> out.append((char) random.nextInt(0x180));
      }
    }
    return out.toString();
  }
}
