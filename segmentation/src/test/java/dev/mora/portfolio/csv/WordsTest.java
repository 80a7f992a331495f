package dev.mora.portfolio.csv;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

class WordsTest {

  @Test
  void a_word_is_what_its_bytes_say_however_many_words_there_are() throws IOException {
    Random random = new Random(7);
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 20_000; i++) {
      text.append("x,Michoacán ").append(random.nextInt(i % 2 == 0 ? 3 : 3_000)).append('\n');
    }
    byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
    Cells cells = new Cells();
    PlainLines lines = new PlainLines(new ByteArrayInputStream(bytes), cells);
    Words words = new Words();

    while (lines.next()) {
      assertThat(words.of(cells, 0, 1)).isEqualTo(cells.string(0, 1));
    }
  }

  @Test
  void a_word_that_comes_again_is_the_same_object() throws IOException {
    byte[] bytes = "Yucatán,Yucatán,\n".getBytes(StandardCharsets.UTF_8);
    Cells cells = new Cells();
    new PlainLines(new ByteArrayInputStream(bytes), cells).next();
    Words words = new Words();

    String first = words.of(cells, 0, 0);

    assertThat(words.of(cells, 0, 1)).isSameAs(first);
    assertThat(words.of(cells, 0, 2)).isEmpty();
  }
}
