package dev.mora.portfolio.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
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

      assertThat(
              plain(new Dribble(text.getBytes(StandardCharsets.UTF_8), new Random(seed), 50_000)))
          .as("seed " + seed)
          .isEqualTo(parsed(text));
    }
  }

  @Test
  void lines_go_on_where_one_reading_of_the_file_ends_and_the_next_begins() throws IOException {
    for (int seed = 1; seed <= 30; seed++) {
      String text = text(new Random(seed), 200_000);

      assertThat(
              plain(
                  new Dribble(
                      text.getBytes(StandardCharsets.UTF_8),
                      new Random(seed),
                      seed % 2 == 0 ? 9 : 50_000)))
          .as("seed " + seed)
          .isEqualTo(parsed(text));
    }
  }

  @Test
  void at_a_quote_or_an_endless_line_the_rest_is_left_as_it_is() throws IOException {
    for (String odd : List.of("x,\"y\",z\nq,r", "x".repeat(200_000) + "\ny")) {
      Cells cells = new Cells();
      PlainLines lines = new PlainLines(bytes("a,b\r\n\nc,d\n" + odd), cells);

      int rows = 0;
      while (lines.next()) {
        rows++;
      }

      assertThat(rows).isEqualTo(2);
      assertThat(lines.isStopped()).isTrue();
      assertThat(lines.passed()).isEqualTo(3);
      assertThat(lines.rest()).hasBinaryContent(odd.getBytes(StandardCharsets.UTF_8));
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
  void an_amount_is_read_as_any_other_however_long_it_is() {
    for (int seed = 1; seed <= 40_000; seed++) {
      Random random = new Random(seed);
      String text = field(random, "0123456789..-/:x ");
      int scale = random.nextInt(4);

      long amount = Forms.minor(Forms.amount(ascii(text), 2, 2 + text.length()), scale);

      assertThat(amount)
          .as("seed " + seed + ": " + text + " of " + scale)
          .isEqualTo(amount(text, scale));
    }
  }

  private static long amount(String text, int scale) {
    if (!text.matches("\\d+(\\.\\d+)?") || text.length() > 14) {
      return Forms.NO_AMOUNT;
    }
    int point = text.indexOf('.');
    int decimals = point < 0 ? 0 : text.length() - point - 1;
    if (decimals > scale) {
      return Forms.NO_AMOUNT;
    }
    long minor = Long.parseLong(text.replace(".", "") + "0".repeat(scale - decimals));
    return minor < 100_000_000_000_000L ? minor : Forms.NO_AMOUNT;
  }

  @Test
  void a_count_has_one_to_six_digits() {
    for (int seed = 1; seed <= 20_000; seed++) {
      String text = field(new Random(seed), "0123456789/:-");

      int count = Forms.count(ascii(text), 2, 2 + text.length());

      assertThat(count)
          .as("seed " + seed + ": " + text)
          .isEqualTo(text.matches("\\d{1,6}") ? Integer.parseInt(text) : Forms.NOTHING);
    }
  }

  @Test
  void a_day_is_read_as_the_calendar_has_it() {
    for (int seed = 1; seed <= 100_000; seed++) {
      Random random = new Random(seed);
      StringBuilder text =
          new StringBuilder(LocalDate.of(1890, 1, 1).plusDays(random.nextInt(120_000)).toString());
      for (int i = random.nextInt(3); i > 0; i--) {
        text.setCharAt(random.nextInt(10), "0123456789-/:x".charAt(random.nextInt(14)));
      }

      int day = Forms.day(ascii(text.toString()), 2, 12);

      assertThat(day).as("seed " + seed + ": " + text).isEqualTo(day(text.toString()));
    }
    assertThat(Forms.day(ascii("2026-11-2"), 2, 11)).isEqualTo(Forms.NOTHING);
  }

  private static int day(String text) {
    try {
      LocalDate date = LocalDate.parse(text);
      return date.getYear() < 1900 || date.getYear() > 2199
          ? Forms.NOTHING
          : (int) date.toEpochDay();
    } catch (DateTimeException e) {
      return Forms.NOTHING;
    }
  }

  private static String field(Random random, String characters) {
    StringBuilder text = new StringBuilder();
    int choice = random.nextInt(characters.length()) + 1;
    for (int i = random.nextInt(16); i > 0; i--) {
      text.append(characters.charAt(random.nextInt(choice)));
    }
    return text.toString();
  }

  /** Between other bytes. */
  private static byte[] ascii(String text) {
    return ("7." + text + "3.5,\n-:9876543210").getBytes(StandardCharsets.US_ASCII);
  }

  @Test
  void what_is_no_utf8_is_found_wherever_the_pieces_of_the_text_begin() {
    byte[] text = "a,Muñoz €5,\uD83D\uDE00\n".repeat(20_000).getBytes(StandardCharsets.UTF_8);
    for (int seed = 1; seed <= 40; seed++) {
      Random random = new Random(seed);
      byte[] broken = text.clone();
      int at = random.nextInt(text.length);
      broken[at] = (byte) (broken[at] < 0 ? 'x' : 0xC0 + random.nextInt(64));
      Cells cells = new Cells();
      PlainLines lines = new PlainLines(new Dribble(broken, random, 3_000), cells);

      assertThatThrownBy(
              () -> {
                while (lines.next()) {
                  keepSome(cells, random.nextInt(3));
                }
              })
          .as("seed " + seed)
          .isInstanceOf(CharacterCodingException.class);
    }
  }

  @Test
  void a_character_that_breaks_off_at_the_end_is_no_utf8() {
    byte[] text = Arrays.copyOf("a,b\nc,ñ".getBytes(StandardCharsets.UTF_8), 7);
    PlainLines lines = new PlainLines(new ByteArrayInputStream(text), new Cells());

    assertThatThrownBy(
            () -> {
              while (lines.next()) {
                // To the end.
              }
            })
        .isInstanceOf(CharacterCodingException.class);
  }

  private static String text(Random random, int pieces) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < pieces; i++) {
      text.append(PIECES[random.nextInt(PIECES.length)]);
    }
    return text.toString();
  }

  private static List<String> plain(InputStream in) throws IOException {
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

  private static InputStream bytes(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
  }

  /** Gives a few bytes at a time, or many. */
  private static final class Dribble extends ByteArrayInputStream {

    private final Random random;
    private final int most;

    Dribble(byte[] text, Random random, int most) {
      super(text);
      this.random = random;
      this.most = most;
    }

    @Override
    public synchronized int read(byte[] into, int offset, int length) {
      return super.read(into, offset, Math.min(length, 1 + random.nextInt(most)));
    }
  }
}
