package dev.mora.json;

/** A written null. Getters take it for a value of the wrong kind, never for a missing key. */
public final class JsonNull extends JsonValue {

  JsonNull(Position position, boolean shown) {
    super(position, shown);
  }

  public static JsonNull of() {
    return new JsonNull(Position.NOWHERE, true);
  }

  @Override
  public String describe() {
    return "null";
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof JsonNull;
  }

  @Override
  public int hashCode() {
    return 0;
  }
}
