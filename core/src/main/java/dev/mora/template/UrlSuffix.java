package dev.mora.template;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/**
 * What a field at the end of a URL becomes. Percent-encoded once by the rule for path segments (RFC
 * 3986 section 3.3; UTF-8, a blank is {@code %20}); a single {@code /} between segments stays.
 */
final class UrlSuffix {

  private static final String PLAIN = "-._~!$&'()*+,;=:/";

  private UrlSuffix() {}

  /** Why the value may not stand in a URL, or empty if it may. */
  static Optional<String> objection(String value) {
    for (String bad : new String[] {"..", "//", "\\", "@", "#"}) {
      if (value.contains(bad)) {
        return Optional.of("holds " + bad + ", which a link must not");
      }
    }
    return value.chars().anyMatch(Character::isISOControl)
        ? Optional.of("holds a control character, which a link must not")
        : Optional.empty();
  }

  static String encode(String value) {
    StringBuilder out = new StringBuilder(value.length() + 16);
    for (byte b : value.getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (b & 0xff);
      boolean alphanumeric =
          (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
      if (alphanumeric || PLAIN.indexOf(c) >= 0) {
        out.append(c);
      } else {
        out.append(String.format(Locale.ROOT, "%%%02X", (int) c));
      }
    }
    return out.toString();
  }
}
