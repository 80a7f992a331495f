package dev.mora.json;

import java.util.Collection;
import java.util.Objects;

/**
 * One thing that is wrong with a document, told so that a person can mend it.
 *
 * @param found what stands there
 * @param expected the rule
 * @param nearest the valid name that was probably meant; empty if none is near
 */
public record Fault(JsonLocation where, String found, String expected, String nearest) {

  public Fault {
    Objects.requireNonNull(where, "where");
    Objects.requireNonNull(found, "found");
    Objects.requireNonNull(expected, "expected");
    Objects.requireNonNull(nearest, "nearest");
  }

  public static Fault of(JsonLocation where, String found, String expected) {
    return new Fault(where, found, expected, "");
  }

  /**
   * @param found the nearest name is sought for what stands in its last pair of double quotes, or
   *     for the whole where it has none
   */
  public static Fault of(
      JsonLocation where, String found, String expected, Collection<String> candidates) {
    return new Fault(where, found, expected, Nearest.to(lastQuoted(found), candidates).orElse(""));
  }

  /** {@code strategy.json:12:7 /steps/0: found "x", expected one of a, b; did you mean "a"?}. */
  public String message() {
    return where
        + ": found "
        + found
        + ", expected "
        + expected
        + (nearest.isEmpty() ? "" : "; did you mean \"" + nearest + "\"?");
  }

  /** This fault alone, ready to be thrown. */
  public InvalidDocument asException() {
    return new InvalidDocument(this);
  }

  @Override
  public String toString() {
    return message();
  }

  private static String lastQuoted(String text) {
    int end = text.lastIndexOf('"');
    int start = end < 1 ? -1 : text.lastIndexOf('"', end - 1);
    return start < 0 ? text : text.substring(start + 1, end);
  }
}
