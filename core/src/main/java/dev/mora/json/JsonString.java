package dev.mora.json;

/** A string. */
public final class JsonString extends JsonValue {

  private static final int SHOWN = 60;

  private final String value;

  JsonString(Position position, boolean shown, String value) {
    super(position, shown);
    this.value = value;
  }

  /**
   * @throws IllegalArgumentException if half of a surrogate pair stands alone in it
   */
  public static JsonString of(String value) {
    JsonText.requireWellFormed(value);
    return new JsonString(Position.NOWHERE, true, value);
  }

  public String value() {
    return value;
  }

  @Override
  public String asString() {
    return value;
  }

  @Override
  public String describe() {
    if (!shown) {
      return "a string of " + value.length() + " characters";
    }
    boolean cut = value.length() > SHOWN;
    StringBuilder out = new StringBuilder();
    JsonText.quote(out, cut ? cut(value) + "…" : value);
    return out.toString();
  }

  private static String cut(String text) {
    return text.substring(0, Character.isHighSurrogate(text.charAt(SHOWN - 1)) ? SHOWN - 1 : SHOWN);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof JsonString that && value.equals(that.value);
  }

  @Override
  public int hashCode() {
    return value.hashCode();
  }
}
