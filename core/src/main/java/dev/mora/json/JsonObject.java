package dev.mora.json;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * An object; its keys keep their order. A getter without {@code optional} or a default needs its
 * key; each throws an {@link InvalidDocument} where the key is missing or its value is of another
 * kind.
 */
public final class JsonObject extends JsonValue {

  private final Map<String, Member> members;

  /** A value and the place of its key. */
  record Member(Position key, JsonValue value) {}

  JsonObject(Position position, boolean shown, Map<String, Member> members) {
    super(position, shown);
    this.members = members;
  }

  /** Nothing in it yet: {@code JsonObject.of().with("name", "x")}. */
  public static JsonObject of() {
    return new JsonObject(Position.NOWHERE, true, Map.of());
  }

  /** A new object with this key at the end, or with another value at the key's place. */
  public JsonObject with(String key, JsonValue value) {
    JsonText.requireWellFormed(key);
    Map<String, Member> more = new LinkedHashMap<>(members);
    more.put(key, new Member(position.child(key), value));
    return new JsonObject(position, shown, more);
  }

  public JsonObject with(String key, String value) {
    return with(key, JsonString.of(value));
  }

  public JsonObject with(String key, long value) {
    return with(key, JsonNumber.of(value));
  }

  public JsonObject with(String key, BigDecimal value) {
    return with(key, JsonNumber.of(value));
  }

  public JsonObject with(String key, boolean value) {
    return with(key, JsonBoolean.of(value));
  }

  /** In the order of the document. */
  public Set<String> keys() {
    return Collections.unmodifiableSet(members.keySet());
  }

  public boolean has(String key) {
    return members.containsKey(key);
  }

  public boolean isEmpty() {
    return members.isEmpty();
  }

  /** Where a key stands, or this object where it has no such key. */
  public JsonLocation locationOf(String key) {
    Member member = members.get(key);
    return member == null ? position.child(key).location() : member.key.location();
  }

  /**
   * Refuses every key that is not among these, all in one exception.
   *
   * @return this
   */
  public JsonObject only(String... known) {
    List<String> names = List.of(known);
    List<Fault> faults = new ArrayList<>();
    members.forEach(
        (key, member) -> {
          if (!names.contains(key)) {
            faults.add(unknown(key, member, names));
          }
        });
    if (!faults.isEmpty()) {
      throw new InvalidDocument(faults);
    }
    return this;
  }

  /**
   * Refuses a document whose key {@code schema} says that it is another one.
   *
   * @param name such as {@code mora/template-1}
   * @return this
   */
  public JsonObject requireSchema(String name) {
    JsonValue schema = required("schema", "a string");
    if (!schema.asString().equals(name)) {
      throw schema.invalid(schema.describe(), '"' + name + '"', List.of(name));
    }
    return this;
  }

  private Fault unknown(String key, Member member, List<String> names) {
    List<String> free = names.stream().filter(name -> !members.containsKey(name)).toList();
    StringBuilder found = new StringBuilder("key ");
    JsonText.quote(found, shown ? key : "***");
    String expected = names.isEmpty() ? "no keys here" : "one of " + String.join(", ", names);
    return new Fault(
        member.key.location(), found.toString(), expected, Nearest.to(key, free).orElse(""));
  }

  /** A value of any kind. */
  public JsonValue value(String key) {
    return required(key, "a value");
  }

  public Optional<JsonValue> optionalValue(String key) {
    return Optional.ofNullable(find(key));
  }

  public String string(String key) {
    return required(key, "a string").asString();
  }

  public String stringOr(String key, String otherwise) {
    JsonValue value = find(key);
    return value == null ? otherwise : value.asString();
  }

  public Optional<String> optionalString(String key) {
    return optionalValue(key).map(JsonValue::asString);
  }

  public JsonObject object(String key) {
    return required(key, "an object").asObject();
  }

  public Optional<JsonObject> optionalObject(String key) {
    return optionalValue(key).map(JsonValue::asObject);
  }

  public JsonArray array(String key) {
    return required(key, "an array").asArray();
  }

  public Optional<JsonArray> optionalArray(String key) {
    return optionalValue(key).map(JsonValue::asArray);
  }

  /** See {@link JsonValue#asInt()}. */
  public int integer(String key) {
    return required(key, "a whole number").asInt();
  }

  public int integerOr(String key, int otherwise) {
    JsonValue value = find(key);
    return value == null ? otherwise : value.asInt();
  }

  public OptionalInt optionalInteger(String key) {
    JsonValue value = find(key);
    return value == null ? OptionalInt.empty() : OptionalInt.of(value.asInt());
  }

  /** See {@link JsonValue#asLong()}. */
  public long longValue(String key) {
    return required(key, "a whole number").asLong();
  }

  /** See {@link JsonValue#asDecimal()}. */
  public BigDecimal decimal(String key) {
    return required(key, "a decimal number").asDecimal();
  }

  public boolean bool(String key, boolean otherwise) {
    JsonValue value = find(key);
    return value == null ? otherwise : value.asBoolean();
  }

  public LocalDate date(String key) {
    return required(key, "a date such as 2026-11-21").asDate();
  }

  public Optional<LocalDate> optionalDate(String key) {
    return optionalValue(key).map(JsonValue::asDate);
  }

  public <E extends Enum<E>> E oneOf(String key, Class<E> type) {
    return required(key, "one of " + namesOf(type)).asOneOf(type);
  }

  public <E extends Enum<E>> E oneOf(String key, Class<E> type, E otherwise) {
    JsonValue value = find(key);
    return value == null ? otherwise : value.asOneOf(type);
  }

  @Override
  public JsonObject asObject() {
    return this;
  }

  @Override
  public String describe() {
    return "an object";
  }

  Map<String, Member> members() {
    return members;
  }

  private @Nullable JsonValue find(String key) {
    Member member = members.get(key);
    return member == null ? null : member.value;
  }

  private JsonValue required(String key, String expected) {
    JsonValue value = find(key);
    if (value == null) {
      throw new InvalidDocument(
          Fault.of(position.child(key).location(), "no key \"" + key + "\"", expected));
    }
    return value;
  }

  private static <E extends Enum<E>> String namesOf(Class<E> type) {
    return List.of(type.getEnumConstants()).stream()
        .map(Enum::name)
        .collect(Collectors.joining(", "));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof JsonObject that && contents(members).equals(contents(that.members));
  }

  @Override
  public int hashCode() {
    return contents(members).hashCode();
  }

  private static Map<String, JsonValue> contents(Map<String, Member> members) {
    Map<String, JsonValue> contents = new LinkedHashMap<>();
    members.forEach((key, member) -> contents.put(key, member.value));
    return contents;
  }
}
