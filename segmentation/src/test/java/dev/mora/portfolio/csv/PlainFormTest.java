package dev.mora.portfolio.csv;

import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What is read in a shorter way is read as in the long one. */
class PlainFormTest {

  private static final String[] PIECES = {
    "a", "bc", "12.50", "", " ", "  x ", "ñ", "\u2003y", "\t", ",", ",", ",", "\n", "\n", "\r\n",
    "\r", "\n\n"
  };

  @Test
  void lines_without_quotes_are_what_a_parser_makes_of_them() throws IOException {
    for (int seed = 1; seed <= 2_000; seed++) {
      String text = text(new Random(seed), seed % 40);

      assertThat(plain(new StringReader(text))).as("seed " + seed).isEqualTo(parsed(text));
    }
  }

  @Test
  void lines_go_on_where_one_reading_of_the_file_ends_and_the_next_begins() throws IOException {
    for (int seed = 1; seed <= 30; seed++) {
      String text = text(new Random(seed), 200_000);

      assertThat(plain(new Dribble(text, new Random(seed))))
          .as("seed " + seed)
          .isEqualTo(parsed(text));
    }
  }

  @Test
  void at_a_quote_or_an_endless_line_the_rest_is_left_as_it_is() throws IOException {
    for (String odd : List.of("x,\"y\",z\nq,r", "x".repeat(200_000) + "\ny")) {
      Cells cells = new Cells();
      PlainLines lines = new PlainLines(new StringReader("a,b\r\n\nc,d\n" + odd), cells);

      int rows = 0;
      while (lines.next()) {
        rows++;
      }

      assertThat(rows).isEqualTo(2);
      assertThat(lines.isStopped()).isTrue();
      assertThat(lines.passed()).isEqualTo(3);
      assertThat(all(lines.rest())).isEqualTo(odd);
    }
  }

  @Test
  void fingerprints_that_came_twice_are_found() {
    for (int seed = 1; seed <= 200; seed++) {
      Random random = new Random(seed);
      Prints prints = new Prints();
      Set<Long> seen = new HashSet<>();
      Set<Long> twice = new HashSet<>();
      for (int i = random.nextInt(3_000); i > 0; i--) {
        long print = seed % 2 == 0 ? random.nextInt(2_000) : (long) random.nextInt(2_000) << 40;
        prints.add(print);
        if (!seen.add(print)) {
          twice.add(print);
        }
      }

      assertThat(prints.repeated()).as("seed " + seed).isEqualTo(twice);
    }
  }

  @Test
  void an_amount_with_all_its_decimals_is_read_as_any_other() {
    for (int seed = 1; seed <= 20_000; seed++) {
      Random random = new Random(seed);
      StringBuilder text = new StringBuilder();
      for (int i = random.nextInt(16); i > 0; i--) {
        text.append("0123456789..-/:x ".charAt(random.nextInt(random.nextInt(17) + 1)));
      }
      int scale = random.nextInt(4);

      long amount = Chars.amount(text.toString().toCharArray(), 0, text.length(), scale);

      assertThat(amount)
          .as("seed " + seed + ": " + text + " of " + scale)
          .isEqualTo(amount(text.toString(), scale));
    }
  }

  private static long amount(String text, int scale) {
    if (!text.matches("\\d+(\\.\\d+)?") || text.length() > 14) {
      return Chars.NO_AMOUNT;
    }
    int point = text.indexOf('.');
    int decimals = point < 0 ? 0 : text.length() - point - 1;
    if (decimals > scale || text.length() + scale - decimals > 14) {
      return Chars.NO_AMOUNT;
    }
    return Long.parseLong(text.replace(".", "") + "0".repeat(scale - decimals));
  }

  private static String text(Random random, int pieces) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < pieces; i++) {
      text.append(PIECES[random.nextInt(PIECES.length)]);
    }
    return text.toString();
  }

  private static List<String> plain(Reader in) throws IOException {
    Cells cells = new Cells();
    cells.width(3);
    PlainLines lines = new PlainLines(in, cells);
    List<String> rows = new ArrayList<>();
    while (lines.next()) {
      rows.add(row(cells));
      keepSome(cells, rows.size());
    }
    assertThat(lines.isStopped()).isFalse();
    return rows;
  }

  private static List<String> parsed(String text) throws IOException {
    Cells cells = new Cells();
    cells.width(3);
    List<String> rows = new ArrayList<>();
    try (CsvReader<Cells> reader =
        CsvReader.builder()
            .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
            .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
            .build(cells, text)) {
      for (Cells each : reader) {
        rows.add(row(each));
        keepSome(each, rows.size());
      }
    }
    return rows;
  }

  private static void keepSome(Cells cells, int rows) {
    if (rows % 3 == 0) {
      cells.drop();
    } else {
      cells.keep(rows);
    }
  }

  private static String row(Cells cells) {
    List<String> fields = new ArrayList<>();
    for (int i = 0; i < Math.min(3, cells.fields()); i++) {
      fields.add(cells.field(i));
    }
    return cells.startLine() + ": " + cells.fields() + Arrays.toString(fields.toArray());
  }

  private static String all(Reader in) throws IOException {
    StringBuilder text = new StringBuilder();
    char[] some = new char[1_000];
    for (int n = in.read(some, 0, 1_000); n >= 0; n = in.read(some, 0, 1_000)) {
      text.append(some, 0, n);
    }
    return text.toString();
  }

  /** Gives a few characters at a time, or many. */
  private static final class Dribble extends StringReader {

    private final Random random;

    Dribble(String text, Random random) {
      super(text);
      this.random = random;
    }

    @Override
    public int read(char[] into, int offset, int length) throws IOException {
      return super.read(into, offset, Math.min(length, 1 + random.nextInt(50_000)));
    }
  }
}
