package dev.mora.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonRoundTripTest {

  private static final JsonMapper JACKSON =
      JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 20261121})
  void writing_and_reading_lose_nothing(long seed) throws JsonProcessingException {
    Random random = new Random(seed);
    for (int i = 0; i < 300; i++) {
      JsonValue tree = anyValue(random, 4);

      JsonValue fromCanonical = Json.parse("t", tree.toCanonical());
      JsonValue fromCompact = Json.parse("t", tree.toJson());
      JsonValue fromWriter =
          Json.parse("t", JsonWriter.create().value(tree).toBytes(), JsonLimits.FILE);

      assertThat(fromCanonical).isEqualTo(tree);
      assertThat(fromCanonical.toCanonical()).isEqualTo(tree.toCanonical());
      assertThat(fromCompact).isEqualTo(tree);
      assertThat(fromWriter.toJson()).isEqualTo(tree.toJson());
      assertThat(asJackson(tree)).isEqualTo(JACKSON.readTree(tree.toCanonical()));
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {11, 12, 13, 14})
  void damaged_text_is_refused_or_read_like_another_reader_reads_it(long seed) {
    Random random = new Random(seed);
    for (int i = 0; i < 500; i++) {
      String text = damaged(anyValue(random, 3).toJson(), random);

      try {
        JsonValue value = Json.parse("t", text);
        assertThat(asJackson(value)).isEqualTo(JACKSON.readTree(text));
      } catch (InvalidDocument e) {
        assertThat(e.faults()).hasSize(1);
        assertThat(e.faults().get(0).where().line()).isPositive();
        assertThat(e.faults().get(0).where().column()).isPositive();
      } catch (JsonProcessingException e) {
        throw new AssertionError("seed " + seed + ": we read what Jackson refuses: " + text, e);
      }
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {21, 22})
  void the_pull_reader_sees_what_the_tree_sees(long seed) {
    Random random = new Random(seed);
    for (int i = 0; i < 300; i++) {
      JsonValue tree = anyValue(random, 4);
      byte[] body = tree.toCanonical().getBytes(StandardCharsets.UTF_8);

      JsonReader in = JsonReader.of("t", body, JsonLimits.FILE);
      JsonValue pulled = pull(in, random);
      in.end();

      assertThat(pulled.toJson()).isEqualTo(tree.toJson());
    }
  }

  private static JsonValue pull(JsonReader in, Random random) {
    if (random.nextInt(5) == 0) {
      return random.nextBoolean() ? in.value() : Json.parse("raw", in.raw());
    }
    switch (in.peek()) {
      case OBJECT -> {
        JsonObject object = JsonObject.of();
        in.beginObject();
        while (in.hasNext()) {
          object = object.with(in.nextName(), pull(in, random));
        }
        in.endObject();
        return object;
      }
      case ARRAY -> {
        List<JsonValue> values = new ArrayList<>();
        in.beginArray();
        while (in.hasNext()) {
          values.add(pull(in, random));
        }
        in.endArray();
        return JsonArray.of(values);
      }
      case STRING -> {
        return JsonString.of(in.string());
      }
      case BOOLEAN -> {
        return JsonBoolean.of(in.bool());
      }
      default -> {
        return in.value();
      }
    }
  }

  private static JsonValue anyValue(Random random, int depth) {
    return switch (random.nextInt(depth > 0 ? 7 : 5)) {
      case 0 -> JsonString.of(anyText(random));
      case 1 -> JsonNumber.of(random.nextLong());
      case 2 -> JsonNumber.of(BigDecimal.valueOf(random.nextInt(), random.nextInt(6)));
      case 3 -> JsonBoolean.of(random.nextBoolean());
      case 4 -> JsonNull.of();
      case 5 -> {
        List<JsonValue> values = new ArrayList<>();
        for (int i = random.nextInt(5); i > 0; i--) {
          values.add(anyValue(random, depth - 1));
        }
        yield JsonArray.of(values);
      }
      default -> {
        JsonObject object = JsonObject.of();
        for (int i = random.nextInt(5); i > 0; i--) {
          object = object.with(anyText(random), anyValue(random, depth - 1));
        }
        yield object;
      }
    };
  }

  private static String anyText(Random random) {
    StringBuilder out = new StringBuilder();
    for (int i = random.nextInt(8); i > 0; i--) {
      out.appendCodePoint(
          switch (random.nextInt(6)) {
            case 0 -> random.nextInt(0x20);
            case 1 -> "\"\\/\u007f\u2028\ufeff".charAt(random.nextInt(6));
            case 2 -> 0x1f600 + random.nextInt(0x40);
            case 3 -> 0xa0 + random.nextInt(0x1000);
            default -> 'a' + random.nextInt(26);
          });
    }
    return out.toString();
  }

  private static String damaged(String text, Random random) {
    StringBuilder out = new StringBuilder(text);
    for (int i = 1 + random.nextInt(2); i > 0 && !out.isEmpty(); i--) {
      int at = random.nextInt(out.length());
      switch (random.nextInt(3)) {
        case 0 -> out.deleteCharAt(at);
        case 1 -> out.insert(at, "{}[]\",:01eE+-.\\u \n/".charAt(random.nextInt(19)));
        default -> out.setLength(at);
      }
    }
    return out.toString();
  }

  private static JsonNode asJackson(JsonValue value) throws JsonProcessingException {
    return JACKSON.readTree(value.toJson());
  }
}
