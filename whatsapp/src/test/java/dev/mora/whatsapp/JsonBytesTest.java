package dev.mora.whatsapp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mora.json.JsonWriter;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonBytesTest {

  @Test
  void a_text_is_quoted_as_the_other_writer_does_it() {
    long seed = 20261122;
    Random random = new Random(seed);
    for (int i = 0; i < Cases.of(20_000); i++) {
      StringBuilder text = new StringBuilder();
      for (int n = random.nextInt(8); n > 0; n--) {
        int limit = new int[] {0x20, 0x80, 0x800, 0x10000, 0x110000}[random.nextInt(5)];
        int point = random.nextInt(limit);
        text.appendCodePoint(point >= 0xd800 && point < 0xe000 ? 'x' : point);
      }

      assertThat(quoted(text.toString()))
          .as("seed %d, case %d", seed, i)
          .isEqualTo(JsonWriter.create().value(text.toString()).toBytes());
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0x7f, 0x80, 0x7ff, 0x800, 0xd7ff, 0xe000, 0xffff, 0x10000, 0x10ffff})
  void each_length_of_utf_8_has_both_its_ends(int point) {
    String text = Character.toString(point);

    assertThat(new String(quoted(text), StandardCharsets.UTF_8)).isEqualTo('"' + text + '"');
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\ud83d", "a\ud83db", "a\ude00", "a\ude00\ud83d"})
  void half_a_surrogate_pair_is_refused_by_its_place(String text) {
    assertThatThrownBy(() -> quoted(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("character 2");
  }

  private static byte[] quoted(String text) {
    JsonBytes out = new JsonBytes().quoted(text);
    out.allocate();
    return out.quoted(text).written();
  }
}
