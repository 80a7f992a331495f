package dev.mora.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonReaderTest {

  private static JsonReader reading(String text) {
    return JsonReader.of("w", text.getBytes(StandardCharsets.UTF_8), JsonLimits.WIRE);
  }

  @Test
  void names_and_values_come_in_order_and_the_rest_is_skipped() {
    JsonReader in =
        reading(
            "{\"x\":{\"y\":[1,{}]},\"id\":12345678901234567,\"ok\":true,\"s\":\"á\",\"z\":null}");
    List<String> seen = new ArrayList<>();

    in.beginObject();
    while (in.hasNext()) {
      switch (in.nextName()) {
        case "id" -> seen.add(in.number());
        case "ok" -> seen.add("" + in.bool());
        case "s" -> seen.add(in.string());
        default -> in.skip();
      }
    }
    in.endObject();
    in.end();

    assertThat(seen).containsExactly("12345678901234567", "true", "á");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"a\":1,\"a\":2}",
        "{\"a\":\"\\ud800\"}",
        "{\"a\":1e99}",
        "{\"a\":123456789012345678901234567890123}",
        "[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]"
      })
  void a_bad_item_harms_itself_alone(String bad) {
    JsonReader in = reading("{\"items\":[{\"n\":1}," + bad + ",{\"n\":3}]}");
    List<String> good = new ArrayList<>();
    List<String> faults = new ArrayList<>();

    in.beginObject();
    in.nextName();
    in.beginArray();
    while (in.hasNext()) {
      try {
        good.add(in.value().toJson());
      } catch (InvalidDocument e) {
        faults.add(e.faults().get(0).where().pointer());
      }
    }
    in.endArray();
    in.endObject();
    in.end();

    assertThat(good).containsExactly("{\"n\":1}", "{\"n\":3}");
    assertThat(faults).singleElement().asString().startsWith("/items/1");
  }

  @Test
  void an_item_knows_its_place_in_the_whole_body() {
    JsonReader in = reading("{\"items\":\n  [0, {\"a\":\n   {\"b\": 1}}]}");
    in.beginObject();
    in.nextName();
    in.beginArray();
    in.skip();

    JsonObject item = in.value().asObject();

    assertThat(item.location()).hasToString("w:2:7 /items/1");
    assertThat(item.value("a").location()).hasToString("w:3:4 /items/1/a");
    assertThat(item.object("a").value("b").location()).hasToString("w:3:10 /items/1/a/b");
  }

  @Test
  void raw_gives_the_text_as_it_was_sent() {
    JsonReader in = reading("[ {\"a\" : \"\\u00e9\\/\"} , 1.50 ,\"x\"]");
    in.beginArray();

    assertThat(in.raw()).isEqualTo("{\"a\" : \"\\u00e9\\/\"}");
    assertThat(in.raw()).isEqualTo("1.50");
    assertThat(in.raw()).isEqualTo("\"x\"");
  }

  @Test
  void an_id_or_a_time_may_be_string_or_number() {
    JsonReader in = reading("[\"17\",17,true]");
    in.beginArray();

    assertThat(in.text()).isEqualTo("17");
    assertThat(in.text()).isEqualTo("17");
    assertThatThrownBy(in::text)
        .hasMessage("w:1:10 /2: found true or false, expected a string or a number");
  }

  @Test
  void a_value_of_another_kind_can_still_be_skipped() {
    JsonReader in = reading("[{\"a\":1},\"x\"]");
    in.beginArray();

    assertThatThrownBy(in::string).hasMessage("w:1:2 /0: found an object, expected a string");
    in.skip();

    assertThat(in.string()).isEqualTo("x");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"{\"a\":1", "{\"a\":[1,}", "{\"a\":1}}", "{\"a\":1} 2", "{\"a\" 1}", "{a:1}"})
  void a_body_that_is_not_json_throws_wherever_it_is_met(String body) {
    assertThatThrownBy(
            () -> {
              JsonReader in = reading(body);
              in.beginObject();
              while (in.hasNext()) {
                in.nextName();
                in.skip();
              }
              in.endObject();
              in.end();
            })
        .isInstanceOf(InvalidDocument.class);
  }

  @Test
  void a_key_of_an_open_object_comes_once() {
    JsonReader in = reading("{\"a\":1,\"a\":2}");
    in.beginObject();
    in.nextName();
    in.skip();

    assertThatThrownBy(in::nextName)
        .hasMessage("w:1:8 /a: found a key again, expected each key once");
  }

  @Test
  void limits_of_the_wire_hold_at_their_edge() {
    assertThat(items(2_000)).isEqualTo(2_000);
    assertThatThrownBy(() -> items(2_001)).hasMessageContaining("more than 2000 items");
    assertThat(fields(512)).isEqualTo(512);
    assertThatThrownBy(() -> fields(513)).hasMessageContaining("more than 512 keys");
    assertThat(reading("\"" + "x".repeat(65_536) + "\"").string()).hasSize(65_536);
    assertThatThrownBy(() -> reading("\"" + "x".repeat(65_537) + "\"").string())
        .hasMessageContaining("at most 65536");
    assertThatThrownBy(() -> reading("[" + "[0],".repeat(70_000) + "0]").skip())
        .hasMessageContaining("more than 200000 tokens");
    assertThatThrownBy(() -> reading("[".repeat(1_000_000)).skip())
        .hasMessageContaining("open objects and arrays");
  }

  private static int items(int n) {
    JsonReader in = reading("[" + "0,".repeat(n - 1) + "0]");
    int seen = 0;
    in.beginArray();
    while (in.hasNext()) {
      in.skip();
      seen++;
    }
    in.endArray();
    return seen;
  }

  private static int fields(int n) {
    StringBuilder body = new StringBuilder("{\"k\":0");
    for (int i = 1; i < n; i++) {
      body.append(",\"").append(i).append("\":0");
    }
    JsonReader in = reading(body.append('}').toString());
    int seen = 0;
    in.beginObject();
    while (in.hasNext()) {
      in.nextName();
      in.skip();
      seen++;
    }
    in.endObject();
    return seen;
  }

  @Test
  void wrong_use_is_told_apart_from_wrong_input() {
    JsonReader in = reading("[1]");
    in.beginArray();

    assertThatThrownBy(in::nextName).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(in::endObject).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(in::endArray).isInstanceOf(IllegalStateException.class);
  }
}
