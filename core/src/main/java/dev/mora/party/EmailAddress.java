package dev.mora.party;

import java.util.regex.Pattern;

/** An e-mail address, checked for shape only. {@code toString} masks it. */
public record EmailAddress(String value) implements ContactPoint {

  private static final Pattern SHAPE = Pattern.compile("[^@\\s]{1,64}@[^@\\s.]+(\\.[^@\\s.]+)+");

  public EmailAddress {
    if (value.length() > 254 || !SHAPE.matcher(value).matches()) {
      throw new IllegalArgumentException("not an e-mail address");
    }
  }

  public static EmailAddress of(String value) {
    return new EmailAddress(value);
  }

  @Override
  public String address() {
    return value;
  }

  @Override
  public String toString() {
    return value.charAt(0) + "***" + value.substring(value.indexOf('@'));
  }
}
