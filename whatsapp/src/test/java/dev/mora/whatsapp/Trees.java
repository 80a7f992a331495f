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

  /** The tree without the member at a pointer. */
  static JsonObject removed(JsonObject tree, String pointer) {
    int last = pointer.lastIndexOf('/');
    String key = pointer.substring(last + 1);
    if (last > 0) {
      return with(
          tree,
          pointer.substring(0, last),
          removed(at(tree, pointer.substring(0, last)).asObject(), "/" + key));
    }
    JsonObject out = JsonObject.of();
    for (String each : tree.keys()) {
      out = each.equals(key) ? out : out.with(each, tree.value(each));
    }
    return out;
  }

  /** What is there at a pointer; the tree itself at the empty one. */
  static JsonValue at(JsonValue tree, String pointer) {
    JsonValue found = tree;
    for (String step : pointer.isEmpty() ? new String[0] : pointer.substring(1).split("/")) {
      found =
          found instanceof JsonArray array
              ? array.values().get(Integer.parseInt(step))
              : found.asObject().value(step);
    }
    return found;
  }

  /** Every value of a tree by its pointer, the tree itself and what holds others too. */
  static Map<String, JsonValue> values(JsonValue tree) {
    Map<String, JsonValue> out = new LinkedHashMap<>();
    gather(tree, "", out);
    return out;
  }

  private static void gather(JsonValue value, String at, Map<String, JsonValue> out) {
    out.put(at, value);
    if (value instanceof JsonArray array) {
      for (int i = 0; i < array.size(); i++) {
        gather(array.values().get(i), at + "/" + i, out);
      }
    } else if (value instanceof JsonObject object) {
      object.keys().forEach(key -> gather(object.value(key), at + "/" + key, out));
    }
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
