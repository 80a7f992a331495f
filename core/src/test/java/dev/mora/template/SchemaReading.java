package dev.mora.template;

import dev.mora.json.JsonArray;
import dev.mora.json.JsonNumber;
import dev.mora.json.JsonObject;
import dev.mora.json.JsonString;
import dev.mora.json.JsonValue;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** As much of JSON Schema 2020-12 as our schemas use; any other keyword fails a test. */
final class SchemaReading {

  private static final Set<String> NOTES =
      Set.of("$schema", "$id", "title", "description", "$defs", "default");

  private final JsonObject root;

  SchemaReading(JsonObject root) {
    this.root = root;
  }

  List<String> objections(JsonValue value) {
    List<String> out = new ArrayList<>();
    check(root, value, "", out);
    return out;
  }

  private boolean fits(JsonValue schema, JsonValue value) {
    List<String> out = new ArrayList<>();
    check(schema.asObject(), value, "", out);
    return out.isEmpty();
  }

  private void check(JsonObject schema, JsonValue value, String at, List<String> out) {
    for (String keyword : schema.keys()) {
      if (!NOTES.contains(keyword) && !holds(schema, keyword, value, at, out)) {
        out.add(at + ": " + keyword);
      }
    }
  }

  private boolean holds(
      JsonObject schema, String keyword, JsonValue value, String at, List<String> out) {
    JsonValue wanted = schema.value(keyword);
    return switch (keyword) {
      case "type" -> isOf(wanted.asString(), value);
      case "const" -> wanted.equals(value);
      case "enum" -> wanted.asArray().values().contains(value);
      case "pattern" ->
          !(value instanceof JsonString)
              || Pattern.compile(wanted.asString()).matcher(value.asString()).find();
      case "minLength" ->
          !(value instanceof JsonString)
              || value.asString().codePointCount(0, value.asString().length()) >= wanted.asInt();
      case "format" -> isDate(value.asString());
      case "minimum" -> value.asLong() >= wanted.asLong();
      case "maximum" -> value.asLong() <= wanted.asLong();
      case "minProperties" -> value.asObject().keys().size() >= wanted.asInt();
      case "maxProperties" -> value.asObject().keys().size() <= wanted.asInt();
      case "required" ->
          !(value instanceof JsonObject object)
              || object.keys().containsAll(wanted.asArray().strings());
      case "not" -> !fits(wanted, value);
      case "oneOf" ->
          wanted.asArray().values().stream().filter(one -> fits(one, value)).count() == 1;
      case "$ref" -> {
        check(defined(wanted.asString()), value, at, out);
        yield true;
      }
      case "items" -> {
        if (value instanceof JsonArray array) {
          array.values().forEach(each -> check(wanted.asObject(), each, at + "/-", out));
        }
        yield true;
      }
      case "propertyNames" -> {
        names(value)
            .forEach(name -> check(wanted.asObject(), JsonString.of(name), at + "/" + name, out));
        yield true;
      }
      case "properties" -> {
        for (String name : names(value)) {
          if (wanted.asObject().has(name)) {
            check(
                wanted.asObject().object(name), value.asObject().value(name), at + "/" + name, out);
          }
        }
        yield true;
      }
      case "additionalProperties" -> {
        for (String name : names(value)) {
          boolean known =
              schema.optionalObject("properties").map(all -> all.has(name)).orElse(false);
          if (!known && wanted instanceof JsonObject more) {
            check(more, value.asObject().value(name), at + "/" + name, out);
          } else if (!known) {
            out.add(at + "/" + name + ": not known");
          }
        }
        yield true;
      }
      default -> throw new AssertionError("the schema has a keyword that is not read: " + keyword);
    };
  }

  private static Set<String> names(JsonValue value) {
    return value instanceof JsonObject object ? object.keys() : Set.of();
  }

  private JsonObject defined(String reference) {
    return root.object("$defs").object(reference.substring("#/$defs/".length()));
  }

  private static boolean isOf(String type, JsonValue value) {
    return switch (type) {
      case "object" -> value instanceof JsonObject;
      case "array" -> value instanceof JsonArray;
      case "string" -> value instanceof JsonString;
      case "integer" -> value instanceof JsonNumber number && number.literal().matches("-?[0-9]+");
      default -> throw new AssertionError(type);
    };
  }

  private static boolean isDate(String text) {
    try {
      return LocalDate.parse(text).toString().equals(text);
    } catch (DateTimeParseException e) {
      return false;
    }
  }
}
