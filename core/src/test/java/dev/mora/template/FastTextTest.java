package dev.mora.template;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mora.money.Money;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is written without going the long way says the same as the long way. */
class FastTextTest {

  private static final long SEED = 20261122;

  @Test
  void minor_units_are_written_as_the_decimal_number_is() {
    Random random = new Random(SEED);
    for (int i = 0; i < Cases.of(20_000); i++) {
      long minor = random.nextLong() >> random.nextInt(64);
      int decimals = random.nextInt(5);
      NumberShape shape = new NumberShape(",", ".", random.nextBoolean());
      StringBuilder fast = new StringBuilder();
      StringBuilder slow = new StringBuilder();

      shape.writeMinor(fast, minor, decimals, true);
      shape.write(slow, BigDecimal.valueOf(minor, decimals));

      assertThat(fast.toString())
          .as("seed %d, case %d: %d", SEED, i, minor)
          .hasToString(slow.toString());
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0                    | 2 | 0.00",
        "9                    | 2 | 0.09",
        "99                   | 2 | 0.99",
        "100                  | 2 | 1.00",
        "99999                | 2 | 999.99",
        "100000               | 2 | 1,000.00",
        "9223372036854775807  | 2 | 92,233,720,368,547,758.07",
        "-9223372036854775808 | 2 | 92,233,720,368,547,758.08",
        "-9223372036854775808 | 0 | 9,223,372,036,854,775,808",
        "9223372036854775807  | 0 | 9,223,372,036,854,775,807",
        "1000000000000000000  | 0 | 1,000,000,000,000,000,000",
      })
  void amounts_of_every_length_are_grouped(long minor, int decimals, String written) {
    StringBuilder out = new StringBuilder();

    new NumberShape(".", ",", false).writeMinor(out, minor, decimals, true);

    assertThat(out).hasToString(written);
  }

  @Test
  void a_plain_text_is_one_that_cleaning_leaves_alone() {
    Random random = new Random(SEED);
    String[] bits = {
      "a", "ñ", " ", "\u00a0", "\u00ad", "\u0301", "\u02ff", "\u0300", "\n", "\u007f", "\u0080",
      "e", "😀"
    };
    for (int i = 0; i < Cases.of(20_000); i++) {
      StringBuilder text = new StringBuilder();
      for (int n = random.nextInt(5); n > 0; n--) {
        text.append(bits[random.nextInt(bits.length)]);
      }
      String given = text.toString();

      if (CleanText.isPlain(given)) {
        String longWay = CleanText.of(given + "\u0300");
        assertThat(java.text.Normalizer.normalize(given + "\u0300", java.text.Normalizer.Form.NFC))
            .as("seed %d, case %d", SEED, i)
            .isEqualTo(longWay);
        assertThat(CleanText.isVisible(given)).isEqualTo(!given.isEmpty());
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {" a", "a ", "a  b", "\ta", "a\u00a0b", "a\u00adb", "e\u0301", "a\u007f", " "})
  void a_text_that_cleaning_changes_is_not_plain(String text) {
    assertThat(CleanText.isPlain(text)).isFalse();
    assertThat(CleanText.of(text)).isNotEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a", "a b", "María José", "Íñigo ¿qué?", "\u02ff"})
  void a_usual_text_is_plain(String text) {
    assertThat(CleanText.isPlain(text)).isTrue();
    assertThat(CleanText.of(text)).isSameAs(text);
  }

  @Test
  void a_part_that_waits_says_the_same_as_one_that_was_given() {
    MessageTemplate template =
        MessageTemplate.parse(
            "t",
            """
            template: t  category: UTILITY  version: 1
            fields: nombre text, monto money
            --- es_MX
            Hola {nombre}, debe {monto} y {nombre} lo sabe.
            """);

    Rendering.Part part =
        template
            .fill(Map.of("nombre", "Rosa", "monto", Money.of("750.00", "MXN")))
            .render("es-MX", TextProfile.PLAIN)
            .body();

    Rendering.Part given =
        new Rendering.Part(
            "Hola Rosa, debe $750.00 y Rosa lo sabe.",
            List.of(
                new Rendering.Value("nombre", "Rosa"), new Rendering.Value("monto", "$750.00")));
    assertThat(part.size()).isEqualTo(given.size()).isEqualTo(2);
    for (int i = 0; i < 2; i++) {
      assertThat(part.name(i)).isEqualTo(given.name(i));
      assertThat(part.shown(i)).isEqualTo(given.shown(i));
    }
    assertThat(part.isWithin(39)).isTrue();
    assertThat(part.isWithin(38)).isFalse();
    assertThat(given.isWithin(39)).isTrue();
    assertThat(given.isWithin(38)).isFalse();
    assertThat(part).isEqualTo(given).hasSameHashCodeAs(given).hasToString("Part(2 values)");
  }

  @Test
  void more_languages_than_are_kept_are_written_all_the_same() {
    MessageTemplate template =
        MessageTemplate.parse(
            "t",
            """
            template: t  category: UTILITY  version: 1
            fields: monto money
            fallback: es_MX
            --- es_MX
            Son {monto}.
            """);
    FilledTemplate filled = template.fill(Map.of("monto", Money.of("750.00", "MXN")));

    for (int i = 0; i < 3; i++) {
      for (char a = 'A'; a <= 'Z'; a++) {
        for (char b = 'A'; b <= 'Z'; b += 5) {
          assertThat(filled.render("es-" + a + b, TextProfile.PLAIN).body().text())
              .startsWith("Son ")
              .contains("750");
        }
      }
    }
  }
}
