package dev.mora.template;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a field at the end of a URL becomes. Percent-encoded once by the rule for path segments (RFC
 * 3986 section 3.3; UTF-8, a blank is {@code %20}); a single {@code /} between segments stays.
 */
final class UrlSuffix {

  private static final String PLAIN = "-._~!$&'()*+,;=:/";

  /** What separates the parameters of a query, and a blank in one. */
  private static final String BETWEEN_PARAMETERS = "&;+";

  /** Two dots of which at least one is encoded: a browser reads them as {@code ..}. */
  private static final Pattern DOTS = Pattern.compile("(?i)%2e%2e|%2e\\.|\\.%2e");

  private UrlSuffix() {}

  /** Why the value may not stand in a URL, or empty if it may. */
  static Optional<String> objection(String value) {
    if (DOTS.matcher(value).find()) {
      return Optional.of("holds encoded dots, which lead out of a folder");
    }
    for (String bad : new String[] {"..", "//", "\\", "@", "#"}) {
      if (value.contains(bad)) {
        return Optional.of("holds " + bad + ", which a link must not");
      }
    }
    return value.chars().anyMatch(Character::isISOControl)
        ? Optional.of("holds a control character, which a link must not")
        : Optional.empty();
  }

  /**
   * @param address that it stands behind: at the end of {@code ?key=} it is the value of that one
   *     parameter and cannot start another
   */
  static String encode(String value, String address) {
    boolean parameter = address.indexOf('?') >= 0 && address.endsWith("=");
    StringBuilder out = new StringBuilder(value.length() + 16);
    for (byte b : value.getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (b & 0xff);
      boolean alphanumeric =
          (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
      boolean plain = PLAIN.indexOf(c) >= 0 && !(parameter && BETWEEN_PARAMETERS.indexOf(c) >= 0);
      if (alphanumeric || plain) {
        out.append(c);
      } else {
        out.append(String.format(Locale.ROOT, "%%%02X", (int) c));
      }
    }
    return out.toString();
  }
}
