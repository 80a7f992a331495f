package dev.mora.json;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A value of a JSON document that knows where it stood. Immutable; equal to another of the same
 * content wherever that stood; {@code toString} shows kind and place, never the content.
 *
 * <p>The {@code as} methods give the value as a Java type or throw an {@link InvalidDocument} that
 * says where, what was found and what was expected.
 */
public abstract sealed class JsonValue
    permits JsonObject, JsonArray, JsonString, JsonNumber, JsonBoolean, JsonNull {

  private static final Pattern INTEGER = Pattern.compile("-?\\d{1,19}");
  private static final Pattern DECIMAL = Pattern.compile("-?\\d{1,32}(\\.\\d{1,32})?");

  final Position position;
  final boolean shown;

  JsonValue(Position position, boolean shown) {
    this.position = position;
    this.shown = shown;
  }

  public JsonLocation location() {
    return position.location();
  }

  public JsonObject asObject() {
    throw invalid(describe(), "an object");
  }

  public JsonArray asArray() {
    throw invalid(describe(), "an array");
  }

  public String asString() {
    throw invalid(describe(), "a string");
  }

  public boolean asBoolean() {
    throw invalid(describe(), "true or false");
  }

  /** A number without fraction or exponent that fits an {@code int}. */
  public int asInt() {
    long value = asLong();
    if (value != (int) value) {
      throw invalid(
          describe(), "a whole number from " + Integer.MIN_VALUE + " to " + Integer.MAX_VALUE);
    }
    return (int) value;
  }

  /** A number without fraction or exponent that fits a {@code long}. */
  public long asLong() {
    if (this instanceof JsonNumber number && INTEGER.matcher(number.literal()).matches()) {
      try {
        return Long.parseLong(number.literal());
      } catch (NumberFormatException e) {
        throw invalid(describe(), "a whole number of at most 64 bits");
      }
    }
    throw invalid(describe(), "a whole number");
  }

  /** A number, or a string that holds a plain decimal such as {@code "120.50"}. */
  public BigDecimal asDecimal() {
    if (this instanceof JsonNumber number) {
      return number.value();
    }
    if (this instanceof JsonString string && DECIMAL.matcher(string.value()).matches()) {
      return new BigDecimal(string.value());
    }
    throw invalid(describe(), "a decimal number such as 120.50");
  }

  /** A string with an ISO 8601 date. */
  public LocalDate asDate() {
    if (this instanceof JsonString string) {
      try {
        return LocalDate.parse(string.value());
      } catch (DateTimeParseException e) {
        throw invalid(describe(), "a date such as 2026-11-21");
      }
    }
    throw invalid(describe(), "a date such as 2026-11-21");
  }

  /** A string that is exactly the name of a constant. */
  public <E extends Enum<E>> E asOneOf(Class<E> type) {
    E[] constants = type.getEnumConstants();
    if (this instanceof JsonString string) {
      for (E constant : constants) {
        if (constant.name().equals(string.value())) {
          return constant;
        }
      }
    }
    List<String> names = Arrays.stream(constants).map(Enum::name).toList();
    throw invalid(describe(), "one of " + String.join(", ", names), names);
  }

  /** A fault of meaning at this place: the JSON is fine, what it says is not. */
  public Fault fault(String found, String expected) {
    return Fault.of(location(), found, expected);
  }

  /** Like {@link #fault(String, String)}, with the candidate that was probably meant. */
  public Fault fault(String found, String expected, Collection<String> candidates) {
    return Fault.of(location(), found, expected, candidates);
  }

  /** {@link #fault(String, String)}, ready to be thrown. */
  public InvalidDocument invalid(String found, String expected) {
    return new InvalidDocument(fault(found, expected));
  }

  /** {@link #fault(String, String, Collection)}, ready to be thrown. */
  public InvalidDocument invalid(String found, String expected, Collection<String> candidates) {
    return new InvalidDocument(fault(found, expected, candidates));
  }

  /**
   * What stands here, for the "found" of a fault: a scalar as written (cut after 60 characters) or,
   * where the document may hold personal data, its kind and length.
   */
  public abstract String describe();

  /** The form that files have: two spaces of indent, keys in order, {@code \n} at the end. */
  public String toCanonical() {
    return TreePrinter.canonical(this);
  }

  /** One line without blanks. */
  public String toJson() {
    return TreePrinter.compact(this);
  }

  @Override
  public String toString() {
    return getClass().getSimpleName() + "(" + location() + ")";
  }
}
