package dev.mora.whatsapp;

import dev.mora.json.JsonArray;
import dev.mora.json.JsonObject;
import dev.mora.json.JsonString;
import dev.mora.json.JsonValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Cuts and changes trees, for tests. */
final class Trees {

  private Trees() {}

  /** Without this key, at any depth. */
  static JsonObject without(JsonObject tree, String key) {
    return (JsonObject) cut(tree, key);
  }

  private static JsonValue cut(JsonValue value, String key) {
    if (value instanceof JsonArray array) {
      return JsonArray.of(array.values().stream().map(item -> cut(item, key)).toList());
    }
    if (value instanceof JsonObject object) {
      JsonObject out = JsonObject.of();
      for (String each : object.keys()) {
        out = each.equals(key) ? out : out.with(each, cut(object.value(each), key));
      }
      return out;
    }
    return value;
  }

  /** Every string of a tree by its JSON pointer. */
  static Map<String, String> strings(JsonValue tree) {
    Map<String, String> out = new LinkedHashMap<>();
    collect(tree, "", out);
    return out;
  }

  private static void collect(JsonValue value, String at, Map<String, String> out) {
    if (value instanceof JsonString string) {
      out.put(at, string.value());
    } else if (value instanceof JsonArray array) {
      for (int i = 0; i < array.size(); i++) {
        collect(array.values().get(i), at + "/" + i, out);
      }
    } else if (value instanceof JsonObject object) {
      object.keys().forEach(key -> collect(object.value(key), at + "/" + key, out));
    }
  }

  /** The tree with another value at a pointer. */
  static JsonObject with(JsonObject tree, String pointer, JsonValue value) {
    return (JsonObject) put(tree, List.of(pointer.substring(1).split("/")), value);
  }

  private static JsonValue put(JsonValue tree, List<String> path, JsonValue value) {
    if (path.isEmpty()) {
      return value;
    }
    List<String> rest = path.subList(1, path.size());
    if (tree instanceof JsonArray array) {
      List<JsonValue> items = new ArrayList<>(array.values());
      int index = Integer.parseInt(path.get(0));
      items.set(index, put(items.get(index), rest, value));
      return JsonArray.of(items);
    }
    JsonObject object = tree.asObject();
    return object.with(
        path.get(0), object.has(path.get(0)) ? put(object.value(path.get(0)), rest, value) : value);
  }
}
