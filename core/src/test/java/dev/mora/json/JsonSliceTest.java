package dev.mora.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonSliceTest {

  /** Small, so that a limit is easy to stand beside. */
  private static final JsonLimits TIGHT = new JsonLimits(1_000, 3, 5, 4, 2, 3, 20, false);

  private static final long SEED = 20261122L;

  @Test
  void what_is_asked_for_is_found_where_it_stands() {
    JsonSlice root = slice(" {\"a\": {\"b\": [1, \"zwei\", true, null, {\"c\": false}]}} ");

    JsonSlice array = root.get("a").get("b");

    assertThat(array.items()).extracting(JsonSlice::text).containsExactly("1", "zwei", "", "", "");
    assertThat(array.items())
        .extracting(JsonSlice::describe)
        .containsExactly("a number", "a string", "true or false", "null", "an object");
    assertThat(items(array).get(2).isTrue()).isTrue();
    assertThat(items(array).get(4).get("c").isFalse()).isTrue();
    assertThat(items(array).get(4).pointer()).isEqualTo("/a/b/4");
    assertThat(text(array.bytes())).isEqualTo("[1, \"zwei\", true, null, {\"c\": false}]");
    assertThat(items(array).get(1).end() - items(array).get(1).start()).isEqualTo(6);
    assertThat(root.keys()).extracting(JsonSlice::text).containsExactly("a");
    assertThat(root.tree()).isEqualTo(Json.parse("x", root.bytes(), JsonLimits.WIRE));
  }

  @Test
  void what_is_missing_or_of_another_kind_is_empty_all_the_way_down() {
    JsonSlice root = slice("{\"n\":null,\"o\":{},\"a\":[]}");

    JsonSlice missing = root.get("x").get("y");

    assertThat(missing.isMissing()).isTrue();
    assertThat(missing.text()).isEmpty();
    assertThat(missing.whole(-7)).isEqualTo(-7);
    assertThat(missing.items()).isEmpty();
    assertThat(missing.bytes()).isEmpty();
    assertThat(missing.pointer()).isEmpty();
    assertThat(missing.describe()).isEqualTo("nothing");
    assertThat(missing.checked().checkedKeys()).isSameAs(missing);
    assertThat(root.get("n").isMissing()).isFalse();
    assertThat(root.get("n").get("z").isMissing()).isTrue();
    assertThat(root.text("o")).isEmpty();
    assertThat(root.get("a").keys()).isEmpty();
    assertThat(JsonSlice.missing().isMissing()).isTrue();
  }

  /** Strings are gone through eight bytes at a time: each byte stands in each of the places. */
  @Test
  void any_byte_at_any_place_of_a_string_is_seen() {
    for (int sign = 0; sign < 256; sign++) {
      boolean plain = sign >= ' ' && sign < 0x80 && sign != '"' && sign != '\\';
      for (int before = 0; before < 18; before++) {
        for (int behind = 1; behind < 18; behind++) {
          byte[] body = utf8("[\"" + "a".repeat(before) + " " + "z".repeat(behind) + "\"]");
          body[2 + before] = (byte) sign;

          if (sign == '"') {
            assertThatThrownBy(() -> JsonSlice.of("x", body, JsonLimits.WIRE))
                .isInstanceOf(InvalidDocument.class);
          } else {
            JsonSlice value = items(JsonSlice.of("x", body, JsonLimits.WIRE)).get(0);
            assertThat(value.text())
                .as("byte %d behind %d, before %d", sign, before, behind)
                .isEqualTo(plain ? text(body).substring(2, body.length - 2) : "");
          }
        }
      }
    }
  }

  static Stream<Arguments> coded() {
    return Stream.of(
        Arguments.of("", ""),
        Arguments.of("plain", "plain"),
        Arguments.of("a\\/b", "a/b"),
        Arguments.of("\\\"\\\\\\b\\f\\n\\r\\t", "\"\\\b\f\n\r\t"),
        Arguments.of("\\u00e9\\u20AC", "é€"),
        Arguments.of("\\uD83D\\ude00x", "😀x"),
        Arguments.of("é€😀", "é€😀"),
        Arguments.of("\\u0000", "\0"),
        Arguments.of("\\ud7ff\\ue000", "\ud7ff\ue000"));
  }

  @ParameterizedTest
  @MethodSource("coded")
  void escapes_and_utf8_become_text(String written, String said) {
    JsonSlice value = items(slice("[\"" + written + "\"]").checked()).get(0);

    assertThat(value.text()).isEqualTo(said);
    assertThat(value.says(said)).isTrue();
    assertThat(value.says(said + "x")).isFalse();
    assertThat(slice("{\"" + written + "\":7}").text(said)).isEqualTo("7");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\\ud83d",
        "\\ude00",
        "\\ud83dx",
        "\\ud83d\\u0041",
        "\\ude00\\ud83d",
        "\\x",
        "\\u12",
        "\\uzzzz",
        "\\'",
        "\t",
        "\u0000",
        "\u001f"
      })
  void a_string_that_is_no_text_is_its_own_fault_and_reads_as_empty(String inside) {
    JsonSlice root = slice("{\"bad\":\"" + inside + "\",\"good\":\"yes\"}");

    assertThat(root.text("bad")).isEmpty();
    assertThat(root.get("bad").says(inside)).isFalse();
    assertThat(root.text("good")).isEqualTo("yes");
    assertThat(root.get("good").checked().text()).isEqualTo("yes");
    assertThatThrownBy(root::checked)
        .isInstanceOf(InvalidDocument.class)
        .hasMessageContaining("/bad: found a string with bytes or escapes that are no text");
  }

  @ParameterizedTest
  @CsvSource({
    "c3a9, true",
    "c3, false",
    "a9, false",
    "c080, false",
    "c1bf, false",
    "c280, true",
    "e0a080, true",
    "e09fbf, false",
    "ed9fbf, true",
    "eda080, false",
    "ee8080, true",
    "f0908080, true",
    "f08fbfbf, false",
    "f48fbfbf, true",
    "f4908080, false",
    "f5808080, false",
    "ff, false",
    "e282, false",
    "efbbbf, true"
  })
  void only_whole_shortest_utf8_is_text(String hex, boolean good) {
    byte[] sign = HexFormat.of().parseHex(hex);
    byte[] body = new byte[sign.length + 4];
    body[0] = '[';
    body[1] = '"';
    System.arraycopy(sign, 0, body, 2, sign.length);
    body[body.length - 2] = '"';
    body[body.length - 1] = ']';

    JsonSlice root = JsonSlice.of("x", body, JsonLimits.WIRE);

    assertThat(items(root).get(0).text()).isEqualTo(good ? text(sign) : "");
    if (good) {
      assertThatCode(root::checked).doesNotThrowAnyException();
    } else {
      assertThatThrownBy(root::checked).isInstanceOf(InvalidDocument.class);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "0, true",
    "-0, true",
    "10, true",
    "-1.50, true",
    "1e5, true",
    "1E+5, true",
    "1.0e-5, true",
    "1e32, true",
    "1e33, false",
    "1e-32, true",
    "1e-33, false",
    "01, false",
    "-, false",
    "-01, false",
    "1., false",
    ".5, false",
    "+1, false",
    "1e, false",
    "1e+, false",
    "1-2, false",
    "1.2.3, false",
    "--1, false"
  })
  void a_number_is_one_by_the_book_with_a_small_exponent(String written, boolean good) {
    JsonSlice root = slice("{\"n\":" + written + ",\"x\":1}");

    assertThat(root.text("x")).isEqualTo("1");
    if (good) {
      assertThat(root.checked().text("n")).isEqualTo(written);
    } else {
      assertThatThrownBy(root::checked)
          .isInstanceOf(InvalidDocument.class)
          .hasMessageContaining("/n: found ");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "007, 7",
    "999999999999999999, 999999999999999999",
    "1000000000000000000, -1",
    "-5, -1",
    "1.0, -1",
    "1e3, -1",
    "'', -1",
    "١, -1"
  })
  void a_whole_number_has_at_most_eighteen_digits_and_no_sign(String written, long value) {
    assertThat(slice("\"" + written + "\"").whole(-1)).isEqualTo(value);
  }

  @Test
  void a_whole_number_may_stand_without_quotes() {
    assertThat(slice("1764230399").whole(-1)).isEqualTo(1_764_230_399L);
    assertThat(slice("true").whole(-1)).isEqualTo(-1);
    assertThat(slice("[]").whole(-1)).isEqualTo(-1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[[[0]]] | [[[[0]]]] | more than 3 open",
        "['12345'] | ['123456'] | a string that is too long",
        "['ééééé'] | ['éééééé'] | a string that is too long",
        "[1234] | [12345] | a number that is too long",
        "{'a':1,'b':2} | {'a':1,'b':2,'c':3} | more than 2 keys",
        "[1,2,3] | [1,2,3,4] | more than 3 items",
        "{'12345':0} | {'123456':0} | a string that is too long",
      })
  void each_limit_holds_from_just_beyond_it(String within, String beyond, String found) {
    assertThatCode(() -> tight(within).checked()).doesNotThrowAnyException();
    assertThatThrownBy(() -> tight(beyond).checked())
        .isInstanceOf(InvalidDocument.class)
        .hasMessageContaining(found);
  }

  @Test
  void tokens_are_counted_for_the_value_that_is_checked() {
    String small = "[[1,2,3],[1,2,3],[1,2,3]]"; // 9 numbers, 4 arrays and their ends
    String large =
        "[[1,2,3],[1,2,3],[1,2,[1,2]]]"; // two numbers and an array more, one number less

    assertThatCode(() -> tight(small).checked()).doesNotThrowAnyException();
    assertThatThrownBy(() -> slice(large, limitOf(19)).checked())
        .hasMessageContaining("more than 19 tokens");
    assertThatCode(() -> slice(large, limitOf(20)).checked()).doesNotThrowAnyException();
    assertThatCode(() -> items(slice(large, limitOf(19))).forEach(JsonSlice::checked))
        .doesNotThrowAnyException();
  }

  private static JsonLimits limitOf(int tokens) {
    return new JsonLimits(1_000, 3, 5, 4, 2, 3, tokens, false);
  }

  @Test
  void a_document_has_at_most_so_many_bytes() {
    String body = "[" + " ".repeat(998) + "]";

    assertThatCode(() -> tight(body)).doesNotThrowAnyException();
    assertThatThrownBy(() -> tight(body + " "))
        .isInstanceOf(InvalidDocument.class)
        .hasMessageContaining("more than 1000 bytes");
  }

  @Test
  void the_whole_has_at_most_a_token_for_four_bytes_of_the_limit() {
    JsonLimits wide = new JsonLimits(8_000, 3, 5, 4, 2, 3, 20, false);

    assertThatCode(() -> slice("[" + "7,".repeat(1_997) + "7]", wide)).doesNotThrowAnyException();
    assertThatThrownBy(() -> slice("[" + "7,".repeat(1_998) + "7]", wide))
        .hasMessageContaining("more than 2000 tokens");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'a':1,'a':2}",
        "{'a':1,'\\u0061':2}",
        "{'\\u0061':1,'a':2}",
        "{'':1,'':2}",
        "{'é':1,'\\u00e9':2}",
        "{'a':1,'b':{'c':1,'c':1}}",
      })
  void a_key_stands_once(String written) {
    JsonSlice root = slice(written.replace('\'', '"'));

    assertThatThrownBy(root::checked).hasMessageContaining("a key again");
  }

  @Test
  void keys_alone_are_checked_without_what_they_hold() {
    JsonSlice inner = slice("{\"a\":{\"c\":1,\"c\":2},\"b\":\"\\x\"}");

    assertThat(inner.checkedKeys()).isSameAs(inner);
    assertThat(inner.get("a").text("c")).isEqualTo("1");
    assertThatThrownBy(() -> inner.get("a").checkedKeys())
        .hasMessageContaining("/a/c: found a key");
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 23, 24, 25, 26, 64, 512})
  void few_keys_and_many_are_told_apart_alike(int count) {
    List<String> keys =
        IntStream.range(0, count).mapToObj(i -> "\"k" + i + "\":" + i).collect(Collectors.toList());

    JsonSlice unique = slice("{" + String.join(",", keys) + "}");
    keys.set(count - 1, "\"k0\":0");
    JsonSlice again = slice("{" + String.join(",", keys) + "}");

    assertThat(unique.checked().text("k" + (count - 1))).isEqualTo(Integer.toString(count - 1));
    assertThatThrownBy(again::checked).hasMessageContaining("/k0: found a key again");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "{",
        "[",
        "[1",
        "[1,",
        "[1,]",
        "{\"a\"",
        "{\"a\":",
        "{\"a\":1",
        "{\"a\":1,",
        "{\"a\":1,}",
        "{a:1}",
        "{1:1}",
        "[1 2]",
        "{\"a\" 1}",
        "[1}",
        "{\"a\":1]",
        "1 2",
        "{}{}",
        "}",
        "tru",
        "True",
        "nul",
        "[NaN]",
        "\"abc",
        "\"abc\\",
        "\"\\\"",
        "\ufeff{}",
        "[1]x",
        "//",
        "'a'",
        "[\u00a01]"
      })
  void what_is_not_json_fails_as_a_whole(String written) {
    assertThatThrownBy(() -> slice(written)).isInstanceOf(InvalidDocument.class);
  }

  @Test
  void every_cut_of_a_document_is_a_fault_and_nothing_else() {
    byte[] whole = utf8("{\"a\":[1,-2.5e3,\"\\u00e9\\ud83d\\ude00é\",true,null],\"b\":{\"c\":{}}}");

    for (int end = 0; end < whole.length; end++) {
      byte[] cut = Arrays.copyOf(whole, end);
      assertThatThrownBy(() -> JsonSlice.of("x", cut, JsonLimits.WIRE))
          .as("up to %d", end)
          .isInstanceOf(InvalidDocument.class);
    }
  }

  /** The strict reader of files is the second opinion. */
  @Test
  void it_takes_what_the_strict_reader_takes_and_reads_the_same() {
    Random random = new Random(SEED);
    byte[] seed =
        utf8("{\"a\":[1,-2.5e3,\"\\u00e9\\ud83d\\ude00é€\",true],\"b\":{\"c\":null,\"d\":\"\"}}");

    for (int i = 0; i < 20_000; i++) {
      byte[] body = seed.clone();
      for (int j = random.nextInt(3); j >= 0; j--) {
        byte sign =
            random.nextInt(4) == 0
                ? (byte) random.nextInt(256)
                : (byte) "{}[]\",:\\0u1e-".charAt(random.nextInt(13));
        body[random.nextInt(body.length)] = sign;
      }
      assertThat(loosely(body)).as("seed %d, case %d", SEED, i).isEqualTo(strictly(body));
    }
  }

  private static boolean strictly(byte[] body) {
    try {
      Json.parse("x", body, JsonLimits.WIRE);
      return true;
    } catch (InvalidDocument e) {
      return false;
    }
  }

  private static boolean loosely(byte[] body) {
    try {
      JsonSlice slice = JsonSlice.of("x", body, JsonLimits.WIRE).checked();
      assertThat(slice.tree()).isEqualTo(Json.parse("x", body, JsonLimits.WIRE));
      return true;
    } catch (InvalidDocument e) {
      return false;
    }
  }

  @Test
  void a_fault_names_its_place_and_no_value() {
    JsonSlice root = slice("{\"a/b\":\n [0, {\"~\": \"secreto\\x\"}]}");

    assertThatThrownBy(root::checked)
        .hasMessageStartingWith("x:2:")
        .hasMessageContaining(" /a~1b/1/~0: found ")
        .hasMessageNotContaining("secreto");
    assertThat(root.toString()).isEqualTo("JsonSlice(an object)");
    assertThat(root.invalid("an object", "a number"))
        .hasMessage("x:1:1: found an object, expected a number");
  }

  @Test
  void of_faults_by_the_million_the_later_ones_cost_no_place_and_no_stack() {
    JsonSlice root = slice("[" + "\"\\x\",".repeat(300) + "0]");

    List<InvalidDocument> faults = new ArrayList<>();
    for (JsonSlice item : root.items()) {
      if (item.isString()) {
        faults.add(fault(item));
      }
    }

    assertThat(faults).hasSize(300);
    assertThat(faults.get(249).getStackTrace()).isNotEmpty();
    assertThat(faults.get(249)).hasMessageContaining("/249: found a string");
    assertThat(faults.get(250).getStackTrace()).isEmpty();
    assertThat(faults.get(250)).hasMessageContaining("found a string");
    assertThat(faults.get(250).faults()).hasSize(1);
  }

  private static InvalidDocument fault(JsonSlice item) {
    try {
      item.checked();
    } catch (InvalidDocument e) {
      return e;
    }
    throw new AssertionError("expected a fault");
  }

  private static List<JsonSlice> items(JsonSlice array) {
    List<JsonSlice> items = new ArrayList<>();
    array.items().forEach(items::add);
    return items;
  }

  private static JsonSlice tight(String singleQuoted) {
    return slice(singleQuoted.replace('\'', '"'), TIGHT);
  }

  private static JsonSlice slice(String text) {
    return slice(text, JsonLimits.WIRE);
  }

  private static JsonSlice slice(String text, JsonLimits limits) {
    return JsonSlice.of("x", utf8(text), limits);
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
