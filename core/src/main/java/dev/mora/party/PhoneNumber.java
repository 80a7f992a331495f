package dev.mora.party;

import java.util.regex.Pattern;

/**
 * A phone number in E.164 with its leading {@code +}. Nothing else is accepted: a number without a
 * country code reaches a stranger. {@code toString} masks it.
 */
public record PhoneNumber(String e164) implements ContactPoint {

  private static final Pattern E164 = Pattern.compile("\\+[1-9]\\d{7,14}");

  public PhoneNumber {
    if (!E164.matcher(e164).matches()) {
      throw new IllegalArgumentException(whyNot(e164));
    }
  }

  public static PhoneNumber of(String e164) {
    return new PhoneNumber(e164);
  }

  /** Digits without the {@code +}, as providers print them. */
  public String digits() {
    return e164.substring(1);
  }

  /** {@code +52***31}. */
  @Override
  public String toString() {
    return e164.substring(0, 3) + "***" + e164.substring(e164.length() - 2);
  }

  private static String whyNot(String text) {
    if (!text.startsWith("+")) {
      return "phone number has no country code: expected + and the country code first";
    }
    String digits = text.substring(1);
    if (!digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
      return "phone number has other characters than + and digits";
    }
    if (digits.startsWith("0")) {
      return "phone number starts with 0 behind the +";
    }
    return "phone number has " + digits.length() + " digits: expected 8 to 15";
  }
}
