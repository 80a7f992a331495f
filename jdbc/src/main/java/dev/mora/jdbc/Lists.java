package dev.mora.jdbc;

import dev.mora.json.Json;
import dev.mora.json.JsonLimits;
import dev.mora.json.JsonObject;
import dev.mora.json.JsonValue;
import dev.mora.json.JsonWriter;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Lists and pairs of texts in one column, as JSON. */
final class Lists {

  private static final JsonLimits LIMITS =
      new JsonLimits(4 << 20, 4, 1 << 16, 32, 10_000, 100_000, 400_000, false);

  private Lists() {}

  static String write(Collection<String> values) {
    if (values.isEmpty()) {
      return "[]";
    }
    JsonWriter out = JsonWriter.create().array();
    values.forEach(out::value);
    return out.end().text();
  }

  static List<String> read(String json) {
    return json.equals("[]") ? List.of() : parse(json).asArray().strings();
  }

  /** One of a list as it stands in the column, its quotes with it. */
  static String listed(String value) {
    String alone = write(List.of(value));
    return alone.substring(1, alone.length() - 1);
  }

  static String write(Map<String, String> values) {
    if (values.isEmpty()) {
      return "{}";
    }
    JsonWriter out = JsonWriter.create().object();
    values.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(entry -> out.field(entry.getKey(), entry.getValue()));
    return out.end().text();
  }

  static Map<String, String> readPairs(String json) {
    if (json.equals("{}")) {
      return Map.of();
    }
    JsonObject in = parse(json).asObject();
    var values = new HashMap<String, String>();
    in.keys().forEach(key -> values.put(key, in.string(key)));
    return values;
  }

  private static JsonValue parse(String json) {
    return Json.parse("a dispatch", json.getBytes(StandardCharsets.UTF_8), LIMITS);
  }
}
