package dev.mora.whatsapp;

import dev.mora.json.Json;
import dev.mora.json.JsonArray;
import dev.mora.json.JsonObject;
import dev.mora.json.JsonValue;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The body of a request as it leaves, and what Meta has published about such bodies. */
record SentRequest(String name, Published as, String json) {

  static SentRequest of(String name, Published as, byte[] json) {
    return new SentRequest(name, as, new String(json, StandardCharsets.UTF_8));
  }

  JsonObject tree() {
    return Json.parse(name, json).asObject();
  }

  List<String> faults() {
    return as.faults(json);
  }

  SentRequest with(String change, JsonValue tree) {
    return new SentRequest(name + ", " + change, as, tree.toJson());
  }

  /** Where its members stand, and of what type all is that they stand in; indexes left out. */
  Set<String> places() {
    Set<String> out = new LinkedHashSet<>();
    gather(as.request(), tree(), out);
    return out;
  }

  private static void gather(String at, JsonValue value, Set<String> out) {
    if (value instanceof JsonArray array) {
      array.values().forEach(item -> gather(at + "/*", item, out));
    } else if (value instanceof JsonObject object) {
      String typed = at;
      for (String kind : List.of("type", "sub_type", "format")) {
        typed += " " + object.stringOr(kind, "");
      }
      for (String key : object.keys()) {
        gather(typed + "/" + key, object.value(key), out);
      }
    }
    out.add(at);
  }

  @Override
  public String toString() {
    return name;
  }
}
