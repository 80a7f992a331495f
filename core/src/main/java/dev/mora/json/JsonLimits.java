package dev.mora.json;

/**
 * How much a reader takes before it refuses. A document beyond a limit is a fault like any other.
 *
 * @param maxBytes of the whole document, encoded in UTF-8
 * @param maxDepth open objects and arrays at once, 1 to 500
 * @param maxString characters of one string or key
 * @param maxNumber characters of one number; its exponent is between -{@value #MAX_EXPONENT} and
 *     {@value #MAX_EXPONENT} under any limits
 * @param maxFields of one object
 * @param maxItems of one array
 * @param maxTokens of the whole document
 * @param showsValues whether a fault may quote what it found; false where the document holds
 *     personal data, and then a fault names kinds and lengths only
 */
public record JsonLimits(
    int maxBytes,
    int maxDepth,
    int maxString,
    int maxNumber,
    int maxFields,
    int maxItems,
    int maxTokens,
    boolean showsValues) {

  static final int MAX_EXPONENT = 32;

  /** For policies, templates and other files that people write: 1 MiB, 32 deep. */
  public static final JsonLimits FILE =
      new JsonLimits(1 << 20, 32, 1 << 16, 32, 5_000, 10_000, 200_000, true);

  /** For bodies from a provider: 4 MiB, 32 deep, 512 fields, 2,000 items; quotes no values. */
  public static final JsonLimits WIRE =
      new JsonLimits(4 << 20, 32, 1 << 16, 32, 512, 2_000, 200_000, false);

  public JsonLimits {
    if (maxDepth < 1 || maxDepth > 500) {
      throw new IllegalArgumentException("maxDepth must be 1 to 500: " + maxDepth);
    }
    if (maxBytes < 1
        || maxString < 1
        || maxNumber < 1
        || maxFields < 1
        || maxItems < 1
        || maxTokens < 1) {
      throw new IllegalArgumentException("limits must be 1 or more");
    }
  }
}
