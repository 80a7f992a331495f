package dev.mora.json;

import java.math.BigDecimal;

/** A number, kept as it was written; equal to another of the same literal. */
public final class JsonNumber extends JsonValue {

  private final String literal;

  JsonNumber(Position position, boolean shown, String literal) {
    super(position, shown);
    this.literal = literal;
  }

  public static JsonNumber of(long value) {
    return new JsonNumber(Position.NOWHERE, true, Long.toString(value));
  }

  /** Written without an exponent. */
  public static JsonNumber of(BigDecimal value) {
    return new JsonNumber(Position.NOWHERE, true, JsonText.plain(value));
  }

  /** As written. */
  public String literal() {
    return literal;
  }

  public BigDecimal value() {
    return new BigDecimal(literal);
  }

  @Override
  public String describe() {
    return shown ? literal : "a number of " + literal.length() + " characters";
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof JsonNumber that && literal.equals(that.literal);
  }

  @Override
  public int hashCode() {
    return literal.hashCode();
  }
}
