package dev.mora.whatsapp;

import java.util.regex.Pattern;

/** The six digits that Meta asks for when a number is registered. A secret: never shown. */
public final class TwoStepPin {

  private static final Pattern SIX = Pattern.compile("[0-9]{6}");

  private final String digits;

  private TwoStepPin(String digits) {
    if (!SIX.matcher(digits).matches()) {
      throw new IllegalArgumentException("a PIN has six digits");
    }
    this.digits = digits;
  }

  public static TwoStepPin of(String sixDigits) {
    return new TwoStepPin(sixDigits);
  }

  String digits() {
    return digits;
  }

  /** {@code TwoStepPin(***)}. */
  @Override
  public String toString() {
    return "TwoStepPin(***)";
  }
}
