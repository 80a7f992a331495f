package dev.mora.template;

import java.math.BigDecimal;

/**
 * How digits are grouped and where decimals begin.
 *
 * @param group between groups; empty for none
 * @param indian the last three digits, then pairs ({@code 12,34,567})
 */
record NumberShape(String decimal, String group, boolean indian) {

  /** 10 to the power of the index, as far as a long goes. */
  private static final long[] POWERS = new long[19];

  static {
    POWERS[0] = 1;
    for (int i = 1; i < POWERS.length; i++) {
      POWERS[i] = POWERS[i - 1] * 10;
    }
  }

  void write(StringBuilder out, String digits) {
    write(out, digits, digits.length());
  }

  /** The amount without its sign. */
  void write(StringBuilder out, BigDecimal value) {
    String plain = value.abs().toPlainString();
    int point = plain.indexOf('.');
    if (point < 0) {
      write(out, plain);
      return;
    }
    write(out, plain, point);
    out.append(decimal).append(plain, point + 1, plain.length());
  }

  /** Minor units without their sign, {@code decimals} of which stand behind the decimal sign. */
  void writeMinor(StringBuilder out, long minorUnits, int decimals, boolean keepZeroDecimals) {
    long amount = Math.abs(minorUnits);
    if (amount < 0) { // the one long without a positive
      writeDigits(out, Long.toUnsignedString(amount), decimals, keepZeroDecimals);
      return;
    }
    long scale = POWERS[decimals];
    long whole = amount / scale;
    long rest = amount % scale;
    int digits = 1;
    while (digits < POWERS.length && whole >= POWERS[digits]) {
      digits++;
    }
    for (int left = digits; left > 0; left--) {
      if (left < digits && startsGroup(left)) {
        out.append(group);
      }
      out.append((char) ('0' + whole / POWERS[left - 1] % 10));
    }
    if (decimals > 0 && (keepZeroDecimals || rest != 0)) {
      out.append(decimal);
      for (int left = decimals; left > 0; left--) {
        out.append((char) ('0' + rest / POWERS[left - 1] % 10));
      }
    }
  }

  private void writeDigits(
      StringBuilder out, String digits, int decimals, boolean keepZeroDecimals) {
    int whole = digits.length() - decimals;
    write(out, digits, whole);
    if (decimals > 0 && (keepZeroDecimals || !isZero(digits, whole))) {
      out.append(decimal).append(digits, whole, digits.length());
    }
  }

  private void write(StringBuilder out, String digits, int end) {
    for (int i = 0; i < end; i++) {
      if (i > 0 && startsGroup(end - i)) {
        out.append(group);
      }
      out.append(digits.charAt(i));
    }
  }

  private boolean startsGroup(int left) {
    return indian ? left == 3 || (left > 3 && left % 2 == 1) : left % 3 == 0;
  }

  private static boolean isZero(String digits, int from) {
    for (int i = from; i < digits.length(); i++) {
      if (digits.charAt(i) != '0') {
        return false;
      }
    }
    return true;
  }
}
