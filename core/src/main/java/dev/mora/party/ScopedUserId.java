package dev.mora.party;

import java.util.regex.Pattern;

/**
 * How a provider names a person towards one business, such as WhatsApp's business-scoped user id
 * ({@code MX.13491208655302741918}): the only address of somebody who hides the number behind a
 * username. Opaque, of another value for each business, and new after a change of number. {@code
 * toString} masks it.
 *
 * @param value 1 to 512 visible ASCII characters
 */
public record ScopedUserId(String value) implements ContactPoint {

  private static final Pattern VISIBLE = Pattern.compile("[!-~]{1,512}");

  public ScopedUserId {
    if (!VISIBLE.matcher(value).matches()) {
      throw new IllegalArgumentException(
          "a scoped user id has 1 to 512 visible ASCII characters: found " + value.length());
    }
  }

  public static ScopedUserId of(String value) {
    return new ScopedUserId(value);
  }

  @Override
  public String address() {
    return value;
  }

  /** {@code ScopedUserId(***)}. */
  @Override
  public String toString() {
    return "ScopedUserId(***)";
  }
}
