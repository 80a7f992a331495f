package dev.mora.template;

import java.math.BigDecimal;

/**
 * How digits are grouped and where decimals begin.
 *
 * @param group between groups; empty for none
 * @param indian the last three digits, then pairs ({@code 12,34,567})
 */
record NumberShape(String decimal, String group, boolean indian) {

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
    String digits = Long.toUnsignedString(Math.abs(minorUnits));
    int whole = digits.length() - decimals;
    if (whole < 1) {
      digits = "0".repeat(1 - whole) + digits;
      whole = 1;
    }
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
