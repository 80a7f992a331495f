package dev.mora.json;

import com.fasterxml.jackson.core.JsonToken;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Builds a located tree and keeps the limits while it does. */
final class TreeParser {

  private final Lexer lexer;
  private final JsonLimits limits;
  private int depth;

  TreeParser(Lexer lexer, JsonLimits limits) {
    this.lexer = lexer;
    this.limits = limits;
  }

  /** The only value of a text. */
  static JsonValue parse(String text, JsonLimits limits, Position root) {
    Lexer lexer = new Lexer(text, limits, root);
    if (lexer.next() == null) {
      throw lexer.fault(root, "nothing", "a JSON value");
    }
    JsonValue value = new TreeParser(lexer, limits).value(root.at(lexer.line(), lexer.column()));
    if (lexer.next() != null) {
      throw lexer.fault(lexer.here(), "more behind the end", "one value");
    }
    return value;
  }

  /** The value whose first token is the current one. */
  JsonValue value(Position position) {
    boolean shown = limits.showsValues();
    JsonToken token = lexer.token();
    if (token == JsonToken.START_OBJECT) {
      return object(position);
    }
    if (token == JsonToken.START_ARRAY) {
      return array(position);
    }
    if (token == JsonToken.VALUE_STRING) {
      return new JsonString(position, shown, lexer.text(position));
    }
    if (token == JsonToken.VALUE_NUMBER_INT || token == JsonToken.VALUE_NUMBER_FLOAT) {
      return new JsonNumber(position, shown, lexer.text(position));
    }
    if (token == JsonToken.VALUE_TRUE || token == JsonToken.VALUE_FALSE) {
      return new JsonBoolean(position, shown, token == JsonToken.VALUE_TRUE);
    }
    return new JsonNull(position, shown);
  }

  private JsonObject object(Position position) {
    enter(position);
    Map<String, JsonObject.Member> members = new LinkedHashMap<>();
    while (lexer.next() == JsonToken.FIELD_NAME) {
      Position at = lexer.here();
      String key = lexer.text(at);
      at = position.child(key, at.line(), at.column());
      if (members.containsKey(key)) {
        throw lexer.fault(
            at, limits.showsValues() ? quoted(key) + " again" : "a key again", "each key once");
      }
      if (members.size() == limits.maxFields()) {
        throw lexer.fault(position, "more than " + limits.maxFields() + " keys", "fewer");
      }
      lexer.next();
      JsonValue value = value(position.child(key, lexer.line(), lexer.column()));
      members.put(key, new JsonObject.Member(at, value));
    }
    depth--;
    return new JsonObject(position, limits.showsValues(), Collections.unmodifiableMap(members));
  }

  private JsonArray array(Position position) {
    enter(position);
    List<JsonValue> values = new ArrayList<>();
    while (lexer.next() != JsonToken.END_ARRAY) {
      if (values.size() == limits.maxItems()) {
        throw lexer.fault(position, "more than " + limits.maxItems() + " items", "fewer");
      }
      String index = Integer.toString(values.size());
      values.add(value(position.child(index, lexer.line(), lexer.column())));
    }
    depth--;
    return new JsonArray(position, limits.showsValues(), values);
  }

  private void enter(Position position) {
    if (++depth > limits.maxDepth()) {
      throw lexer.fault(
          position, "more than " + limits.maxDepth() + " open objects and arrays", "fewer");
    }
  }

  private static String quoted(String key) {
    StringBuilder out = new StringBuilder();
    JsonText.quote(out, key);
    return out.toString();
  }
}
