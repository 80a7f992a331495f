package dev.mora.template;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where a borrower pays: a whole {@code https} link, or only its end, which a URL button puts
 * behind its approved address. A whole link serves both: a button whose address it starts with
 * takes the rest, and a channel without buttons shows it. A short random token is better than an
 * account number: the link stands on a lock screen and in logs of others.
 *
 * @param value a whole link is ASCII and encoded as it is; an end is plain text and encoded once
 */
public record PayLink(String value) {

  private static final int LONGEST = 2000;
  private static final String SCHEME = "https://";
  private static final Pattern WHOLE =
      Pattern.compile(
          "https://[A-Za-z0-9.-]+(:[0-9]{1,5})?([/?]([!$&-;=?A-Z_a-z~]|%[0-9A-Fa-f]{2})*)?");

  public PayLink {
    if (value.isBlank() || !value.equals(value.strip())) {
      throw new IllegalArgumentException("a pay link is not blank and has no blanks around it");
    }
    if (value.length() > LONGEST) {
      throw new IllegalArgumentException("a pay link has at most " + LONGEST + " characters");
    }
    boolean whole = value.startsWith(SCHEME);
    if (whole && !WHOLE.matcher(value).matches()) {
      throw new IllegalArgumentException(
          "a whole pay link is https, ASCII and percent-encoded, without user and fragment");
    }
    PlainText.requireWellFormed(value);
    UrlSuffix.objection(whole ? value.substring(SCHEME.length()) : value)
        .ifPresent(
            why -> {
              throw new IllegalArgumentException("a pay link " + why);
            });
  }

  public static PayLink of(String linkOrEnd) {
    return new PayLink(linkOrEnd);
  }

  /** Whether it can be shown by itself. */
  public boolean isWhole() {
    return value.startsWith(SCHEME);
  }

  /**
   * What a button with this approved address puts behind it, encoded; empty if this is a whole link
   * to somewhere else.
   *
   * @param address the fixed part of the button's URL
   */
  public Optional<String> endBehind(String address) {
    if (!isWhole()) {
      return Optional.of(UrlSuffix.encode(value, address));
    }
    return value.startsWith(address) && value.length() > address.length()
        ? Optional.of(value.substring(address.length()))
        : Optional.empty();
  }

  @Override
  public String toString() {
    return "PayLink(***)";
  }
}
