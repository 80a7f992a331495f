package dev.mora.json;

/** True or false. */
public final class JsonBoolean extends JsonValue {

  private final boolean value;

  JsonBoolean(Position position, boolean shown, boolean value) {
    super(position, shown);
    this.value = value;
  }

  public static JsonBoolean of(boolean value) {
    return new JsonBoolean(Position.NOWHERE, true, value);
  }

  public boolean value() {
    return value;
  }

  @Override
  public boolean asBoolean() {
    return value;
  }

  @Override
  public String describe() {
    return Boolean.toString(value);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof JsonBoolean that && value == that.value;
  }

  @Override
  public int hashCode() {
    return Boolean.hashCode(value);
  }
}
