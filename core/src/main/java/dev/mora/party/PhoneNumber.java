package dev.mora.party;

import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A phone number in E.164 with its leading {@code +}. Nothing else is accepted: a number without a
 * country code reaches a stranger. {@code toString} masks it.
 */
public record PhoneNumber(String e164) implements ContactPoint {

  private static final Pattern BRAZILIAN_MOBILE = Pattern.compile("55\\d\\d9[6-9]\\d{7}");

  public PhoneNumber {
    if (!isE164(e164)) {
      throw new IllegalArgumentException(whyNot(e164));
    }
  }

  public static PhoneNumber of(String e164) {
    return new PhoneNumber(e164);
  }

  @Override
  public String address() {
    return e164;
  }

  /** Digits without the {@code +}, as providers print them. */
  public String digits() {
    return e164.substring(1);
  }

  /**
   * A number as a provider prints it: with or without the {@code +}, country code first.
   *
   * @throws IllegalArgumentException if that is no E.164 number
   */
  public static PhoneNumber ofDigits(String providerDigits) {
    return of(providerDigits.startsWith("+") ? providerDigits : "+" + providerDigits);
  }

  /**
   * Digits that are the same however a provider writes this line, for matching and for indexes of
   * stores. WhatsApp adds or drops a mobile digit: the 1 of Mexico (52 1), the 9 of Argentina (54
   * 9), the ninth digit of Brazil (only before 6 to 9, where the eight-digit number was a mobile
   * one; before others it would be somebody's landline). Never to be dialled; personal data.
   */
  public String line() {
    String digits = digits();
    if (digits.length() == 13 && (digits.startsWith("521") || digits.startsWith("549"))) {
      return digits.substring(0, 2) + digits.substring(3);
    }
    if (BRAZILIAN_MOBILE.matcher(digits).matches()) {
      return digits.substring(0, 4) + digits.substring(5);
    }
    return digits;
  }

  /**
   * All numbers of this {@link #line}, this one among them: one, or two where a digit comes and
   * goes.
   */
  public Set<PhoneNumber> spellings() {
    String line = line();
    return Stream.of(
            line,
            line.substring(0, 2) + "1" + line.substring(2),
            line.substring(0, 2) + "9" + line.substring(2),
            line.substring(0, 4) + "9" + line.substring(4))
        .filter(digits -> isE164("+" + digits))
        .map(PhoneNumber::ofDigits)
        .filter(this::sameLineAs)
        .collect(Collectors.toUnmodifiableSet());
  }

  public boolean sameLineAs(PhoneNumber other) {
    return line().equals(other.line());
  }

  /**
   * Whether a provider's digits, with or without a {@code +}, mean this line. What is no number is
   * not this line.
   */
  public boolean sameLineAs(String providerDigits) {
    String e164 = providerDigits.startsWith("+") ? providerDigits : "+" + providerDigits;
    return isE164(e164) && sameLineAs(new PhoneNumber(e164));
  }

  /** {@code +52***31}. */
  @Override
  public String toString() {
    return e164.substring(0, 3) + "***" + e164.substring(e164.length() - 2);
  }

  private static boolean isE164(String text) {
    int length = text.length();
    boolean is = length >= 9 && length <= 16 && text.charAt(0) == '+' && text.charAt(1) != '0';
    for (int i = 1; is && i < length; i++) {
      is = text.charAt(i) >= '0' && text.charAt(i) <= '9';
    }
    return is;
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
