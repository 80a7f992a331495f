package dev.mora.portfolio.csv;

import dev.mora.party.PhoneNumber;
import java.util.Map;
import java.util.Optional;

/**
 * How many digits stand behind the country code where lenders of microcredit work. A number of
 * another length reaches nobody or a stranger. Codes that are not here are taken as they are; the
 * lengths are those of the national numbering plans, fixed and mobile lines, with the {@code 1} of
 * Mexico and the {@code 9} of Argentina that older numbers carry.
 */
final class NationalDigits {

  /**
   * @param older the digit in front that makes one digit more; empty if there is none
   */
  private record Range(int least, int most, String older) {

    Range(int least, int most) {
      this(least, most, "");
    }

    boolean holds(String national) {
      int length = national.length();
      return (length >= least && length <= most)
          || (length == most + 1 && !older.isEmpty() && national.startsWith(older));
    }
  }

  private static final Map<String, Range> BY_CODE =
      Map.ofEntries(
          Map.entry("1", new Range(10, 10)),
          Map.entry("51", new Range(8, 9)),
          Map.entry("52", new Range(10, 10, "1")),
          Map.entry("54", new Range(10, 10, "9")),
          Map.entry("55", new Range(10, 11)),
          Map.entry("56", new Range(9, 9)),
          Map.entry("57", new Range(10, 10)),
          Map.entry("63", new Range(8, 10)),
          Map.entry("91", new Range(10, 10)),
          Map.entry("254", new Range(9, 9)),
          Map.entry("502", new Range(8, 8)),
          Map.entry("503", new Range(8, 8)),
          Map.entry("504", new Range(8, 8)),
          Map.entry("505", new Range(8, 8)),
          Map.entry("506", new Range(8, 8)),
          Map.entry("507", new Range(7, 8)),
          Map.entry("591", new Range(8, 8)),
          Map.entry("593", new Range(8, 9)),
          Map.entry("595", new Range(7, 9)),
          Map.entry("598", new Range(7, 8)));

  private NationalDigits() {}

  /** Why a number cannot be one of its country; empty if nothing speaks against it. */
  static Optional<String> whyNot(PhoneNumber phone) {
    String digits = phone.digits();
    for (int length = 1; length <= 3; length++) {
      String code = digits.substring(0, length);
      Range range = BY_CODE.get(code);
      if (range == null) {
        continue;
      }
      if (range.holds(digits.substring(length))) {
        return Optional.empty();
      }
      int national = digits.length() - length;
      String expected =
          range.least() == range.most()
              ? String.valueOf(range.least())
              : range.least() + " to " + range.most();
      return Optional.of(
          "phone number is too "
              + (national < range.least() ? "short" : "long")
              + " for +"
              + code
              + ": expected "
              + expected
              + " digits behind the country code, found "
              + national);
    }
    return Optional.empty();
  }
}
