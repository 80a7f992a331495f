package dev.mora.json;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** An array. */
public final class JsonArray extends JsonValue {

  private final List<JsonValue> values;

  JsonArray(Position position, boolean shown, List<? extends JsonValue> values) {
    super(position, shown);
    this.values = List.copyOf(values);
  }

  public static JsonArray of(JsonValue... values) {
    return of(List.of(values));
  }

  public static JsonArray of(Collection<? extends JsonValue> values) {
    return new JsonArray(Position.NOWHERE, true, List.copyOf(values));
  }

  public static JsonArray ofStrings(Collection<String> values) {
    return of(values.stream().map(JsonString::of).toList());
  }

  public List<JsonValue> values() {
    return values;
  }

  public int size() {
    return values.size();
  }

  public boolean isEmpty() {
    return values.isEmpty();
  }

  /** All values; throws at the first that is no string. */
  public List<String> strings() {
    return values.stream().map(JsonValue::asString).toList();
  }

  /** All values; throws at the first that is no object. */
  public List<JsonObject> objects() {
    return values.stream().map(JsonValue::asObject).toList();
  }

  /** A new array with one more value at the end. */
  public JsonArray with(JsonValue value) {
    List<JsonValue> more = new ArrayList<>(values);
    more.add(value);
    return new JsonArray(position, shown, more);
  }

  @Override
  public JsonArray asArray() {
    return this;
  }

  @Override
  public String describe() {
    return "an array of " + values.size();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof JsonArray that && values.equals(that.values);
  }

  @Override
  public int hashCode() {
    return values.hashCode();
  }
}
