package dev.mora.template;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The last 2 to 6 digits of an account or a card: enough to be recognised, too few to be used. The
 * WhatsApp Business policy takes no more of a number than its last digits.
 */
public record LastDigits(String digits) {

  private static final Pattern DIGITS = Pattern.compile("[0-9]{2,6}");
  private static final int USUAL = 4;

  public LastDigits {
    if (!DIGITS.matcher(digits).matches()) {
      throw new IllegalArgumentException("expected 2 to 6 digits");
    }
  }

  public static LastDigits of(String digits) {
    return new LastDigits(digits);
  }

  /** The last four digits of a number with more than four, whatever stands between them. */
  public static Optional<LastDigits> lastFourOf(String account) {
    String digits = account.replaceAll("[^0-9]", "");
    return digits.length() <= USUAL
        ? Optional.empty()
        : Optional.of(of(digits.substring(digits.length() - USUAL)));
  }

  @Override
  public String toString() {
    return "LastDigits(***)";
  }
}
