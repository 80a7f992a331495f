package dev.mora.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class JsonParseTest {

  static Stream<Arguments> whatIsNotJson() {
    return Stream.of(
        bad("", "1:1: found nothing, expected a JSON value"),
        bad(" \n ", "1:1: found nothing, expected a JSON value"),
        bad("{a:1}", "1:2: found a, expected a key in double quotes or }"),
        bad("{\"a\":1,}", "1:8: found }, expected no comma before it"),
        bad("[1,]", "1:4: found ], expected no comma before it"),
        bad("{\"a\" 1}", "1:6: found 1, expected a colon, a comma or }"),
        bad("{\"a\":1 \"b\":2}", "1:8: found \", expected a comma or }"),
        bad("[1 2]", "1:4: found 2, expected a comma, ] or the end"),
        bad("// why\n{}", "1:1: found /, expected no comment: JSON has none"),
        bad("{} # why", "1:4: found #, expected no comment: JSON has none"),
        bad("{'a':1}", "1:2: found ', expected double quotes"),
        bad("{\"a\":NaN}", "1:6: found NaN, expected a value"),
        bad("{\"a\":-Infinity}", "1:6: found -Infinity, expected a value"),
        bad("{\"a\":tru}", "1:6: found tru, expected a value"),
        bad("[01]", "1:2: found 01, expected a value or ]"),
        bad("[+1]", "1:2: found +1, expected a value or ]"),
        bad("[1.]", "1:2: found 1., expected a value or ]"),
        bad("[.5]", "1:2: found .5, expected a value or ]"),
        bad("{} x", "1:4: found x, expected a comma, ] or the end"),
        bad("{}{}", "1:3: found more behind the end, expected one value"),
        bad("{}}", "1:3: found }, expected a comma, ] or the end"),
        bad("[1}", "1:3: found }, expected a comma, ] or the end"),
        bad("{", "1:2: found the end of the document, expected the rest of it"),
        bad("[1,\n 2", "2:3: found the end of the document, expected the rest of it"),
        bad("\"abc", "1:5: found the end of the document, expected the rest of it"),
        bad("-", "1:2: found the end of the document, expected the rest of it"),
        bad("\"a\tb\"", "1:3: found the raw control character U+0009, expected it escaped"),
        bad("\"a\u0000\"", "1:3: found the raw control character U+0000, expected it escaped"),
        bad("\"\\x\"", "1:2: found the escape \\x, expected one of"),
        bad("[\"\\ud800\"]", "1:2 /0: found half of a surrogate pair, expected both halves"),
        bad("[\"\\udc00\\ud800\"]", "1:2 /0: found half of a surrogate pair"),
        bad("\ufeff{}", "1:1: found a byte order mark, expected UTF-8 without one"),
        bad(
            "{\"a\":\n {\"b\":1,\n  \"b\":2}}",
            "3:3 /a/b: found \"b\" again, expected each key once"),
        bad("  {\"a\":\n  [1, ?]}", "2:7: found ?, expected a value"));
  }

  private static Arguments bad(String text, String message) {
    return Arguments.of(text, message);
  }

  @ParameterizedTest
  @MethodSource("whatIsNotJson")
  void a_text_that_is_not_strict_json_is_one_located_fault(String text, String message) {
    InvalidDocument thrown =
        catchThrowableOfType(InvalidDocument.class, () -> Json.parse("f.json", text));

    assertThat(thrown.faults()).hasSize(1);
    assertThat(thrown).hasMessageStartingWith("f.json:" + message);
  }

  @Test
  void values_know_their_place() {
    JsonObject root =
        Json.parse("f.json", "{\n  \"a/b\": {\"c~\": [true, null]},\n  \"n\": -1.50e+3\n}")
            .asObject();

    JsonArray list = root.object("a/b").array("c~");

    assertThat(list.values().get(1).location()).hasToString("f.json:2:24 /a~1b/c~0/1");
    assertThat(root.locationOf("n")).hasToString("f.json:3:3 /n");
    assertThat(root.value("n").location()).hasToString("f.json:3:8 /n");
    assertThat(root.location()).hasToString("f.json:1:1");
  }

  @ParameterizedTest
  @MethodSource("limits")
  void a_limit_holds_at_its_edge(String within, String beyond, String found) {
    JsonLimits limits = new JsonLimits(100, 3, 5, 4, 2, 3, 12, true);

    assertThat(Json.parse("f", within, limits).toJson()).isEqualTo(within);
    assertThatThrownBy(() -> Json.parse("f", beyond, limits))
        .isInstanceOf(InvalidDocument.class)
        .hasMessageContaining(found);
  }

  static Stream<Arguments> limits() {
    return Stream.of(
        Arguments.of("[[[]]]", "[[[[]]]]", "more than 3 open"),
        Arguments.of("[{\"a\":{}}]", "[{\"a\":{\"b\":[]}}]", "more than 3 open"),
        Arguments.of("\"12345\"", "\"123456\"", "a string of 6 characters, expected at most 5"),
        Arguments.of("{\"12345\":1}", "{\"123456\":1}", "a string of 6 characters"),
        Arguments.of("-1.5", "-1.55", "a number of 5 characters, expected at most 4"),
        Arguments.of("1e32", "1e33", "1e33, expected an exponent from -32 to 32"),
        Arguments.of("[1,2,3]", "[1,2,3,4]", "more than 3 items"),
        Arguments.of("{\"a\":1,\"b\":2}", "{\"a\":1,\"b\":2,\"c\":3}", "more than 2 keys"),
        Arguments.of("[[1,2,3],[1,2,3]]", "[[1,2,3],[1,2,3],[]]", "more than 12 tokens"));
  }

  @Test
  void the_size_limit_counts_bytes_not_characters() {
    JsonLimits limits = new JsonLimits(6, 3, 9, 9, 9, 9, 9, true);

    assertThat(Json.parse("f", "\"éé\"", limits).asString()).isEqualTo("éé");
    assertThatThrownBy(() -> Json.parse("f", "\"éé\" ", limits))
        .hasMessage("f:1:1: found more than 6 bytes, expected at most 6");
    assertThatThrownBy(() -> Json.parse("f", "\"éé\" ".getBytes(StandardCharsets.UTF_8), limits))
        .hasMessage("f:1:1: found more than 6 bytes, expected at most 6");
  }

  @ParameterizedTest
  @MethodSource("bombs")
  void a_number_that_would_fill_the_memory_is_refused(String number) {
    assertThatThrownBy(() -> Json.parse("f", number)).isInstanceOf(InvalidDocument.class);
  }

  static Stream<String> bombs() {
    return Stream.of("1e999999999", "1E-999999999", "1e+99999999999999999999", "9".repeat(33));
  }

  @Test
  void a_million_open_brackets_are_refused() {
    assertThatThrownBy(() -> Json.parse("f", "[".repeat(1_000_000)))
        .isInstanceOf(InvalidDocument.class)
        .hasMessageContaining("more than 32 open");
  }

  @ParameterizedTest
  @MethodSource("brokenUtf8")
  void bytes_that_are_no_utf8_are_refused_where_they_stand(byte[] body) {
    assertThatThrownBy(() -> Json.parse("f", body, JsonLimits.WIRE))
        .hasMessage("f:2:2: found bytes that are no text, expected UTF-8");
  }

  static Stream<byte[]> brokenUtf8() {
    return Stream.of(
        bytes(0x20, '\n', '"', 0xff, '"'),
        bytes(0x20, '\n', '"', 0xc0, 0x80, '"'), // overlong NUL
        bytes(0x20, '\n', '"', 0xed, 0xa0, 0x80, '"'), // encoded half of a surrogate pair
        bytes(0x20, '\n', '"', 0xe2, 0x82)); // cut off
  }

  private static byte[] bytes(int... values) {
    byte[] bytes = new byte[values.length];
    for (int i = 0; i < values.length; i++) {
      bytes[i] = (byte) values[i];
    }
    return bytes;
  }

  @Test
  void a_file_is_named_by_the_path_it_was_read_from(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("strategy.json"), "{\"a\":}");

    assertThatThrownBy(() -> Json.read(file)).hasMessage(file + ":1:6: found }, expected a value");
    assertThatThrownBy(() -> Json.read(folder.resolve("none.json")))
        .isInstanceOf(UncheckedIOException.class);
  }

  @Test
  void a_stream_that_cannot_be_read_is_named() {
    InputStream broken =
        new InputStream() {
          @Override
          public int read() throws IOException {
            throw new IOException("Is a directory");
          }
        };

    assertThatThrownBy(() -> Json.read("desk", broken))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessage("desk: Is a directory");
  }

  @Test
  void faults_of_the_wire_quote_no_values() {
    JsonLimits wire = JsonLimits.WIRE;

    JsonObject tree = Json.parse("w", bytesOf("{\"to\":\"5215512345678\"}"), wire).asObject();

    assertThatThrownBy(() -> tree.integer("to"))
        .hasMessage("w:1:7 /to: found a string of 13 characters, expected a whole number");
    assertThatThrownBy(() -> Json.parse("w", bytesOf("{\"to\":5215512345678x}"), wire))
        .hasMessageNotContaining("52155");
    assertThat(tree.toString() + tree.value("to")).doesNotContain("52155");
  }

  private static byte[] bytesOf(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
