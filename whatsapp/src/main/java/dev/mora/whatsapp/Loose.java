package dev.mora.whatsapp;

import dev.mora.json.JsonArray;
import dev.mora.json.JsonBoolean;
import dev.mora.json.JsonNumber;
import dev.mora.json.JsonObject;
import dev.mora.json.JsonString;
import dev.mora.json.JsonValue;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads what the provider wrote without insisting on any of it. */
final class Loose {

  private static final Pattern LONG_NUMBER = Pattern.compile("\\d{7,}");

  private Loose() {}

  /** A string or a number as text; empty if it is neither or missing. */
  static String text(JsonObject object, String key) {
    return object.optionalValue(key).map(Loose::text).orElse("");
  }

  static String text(JsonValue value) {
    if (value instanceof JsonString string) {
      return string.value();
    }
    return value instanceof JsonNumber number ? number.literal() : "";
  }

  static boolean isTrue(JsonObject object, String key) {
    return object
        .optionalValue(key)
        .filter(JsonBoolean.class::isInstance)
        .map(value -> ((JsonBoolean) value).value())
        .orElse(false);
  }

  /** An empty object if it is missing or of another kind. */
  static JsonObject object(JsonObject object, String key) {
    return object
        .optionalValue(key)
        .filter(JsonObject.class::isInstance)
        .map(JsonObject.class::cast)
        .orElseGet(JsonObject::of);
  }

  /** The objects in an array; those of another kind are left out. */
  static List<JsonObject> objects(JsonObject object, String key) {
    return object.optionalValue(key).stream()
        .filter(JsonArray.class::isInstance)
        .flatMap(array -> array.asArray().values().stream())
        .filter(JsonObject.class::isInstance)
        .map(JsonObject.class::cast)
        .toList();
  }

  static Optional<JsonObject> firstObject(JsonObject object, String key) {
    return objects(object, key).stream().findFirst();
  }

  /** Runs of seven digits and more become {@code ***}: they could be a phone number. */
  static String masked(String text) {
    return LONG_NUMBER.matcher(text).replaceAll("***");
  }
}
