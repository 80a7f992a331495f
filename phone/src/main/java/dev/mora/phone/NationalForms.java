package dev.mora.phone;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Old and doubled ways to write a number inside a country that libphonenumber does not know, each
 * as a proposal: what the numbering plan says no to is dropped again.
 *
 * <ul>
 *   <li>Mexico: 044, 045 and 01 before ten digits, and the 1 behind 52, all given up in August 2019
 *       (IFT, Plan Técnico Fundamental de Numeración)
 *   <li>Argentina: a 9 and a 15 in one number; ten digits alone, which dial the landline of a
 *       mobile number without its 9
 *   <li>Brazil: eight digits from 6 upwards, mobile numbers before the ninth digit (Anatel,
 *       Resolução 553/2010, complete in November 2016)
 *   <li>Ecuador: eight digits from 8 upwards, mobile numbers before September 2012
 *   <li>Colombia: eight digits, landlines before the 60 of September 2021
 *   <li>everywhere: zeros in front, and the country code twice
 * </ul>
 */
final class NationalForms {

  private static final Pattern BRAZIL_MOBILE = Pattern.compile("[1-9]\\d[6-9]\\d{7}");

  private static final List<String> MEXICAN_PREFIXES = List.of("044", "045", "01");

  /** National digits that may be meant, and what leads to them. */
  record Proposal(String national, Set<Mend> mends) {

    Proposal(String national, Mend mend) {
      this(national, EnumSet.of(mend));
    }
  }

  private NationalForms() {}

  /**
   * @param national digits as written, without the country code if there was one
   */
  static List<Proposal> of(String country, int countryCode, String national) {
    List<Proposal> all = new ArrayList<>();
    String plain = withoutZeros(national);
    String code = String.valueOf(countryCode);
    switch (country) {
      case "MX" -> mexico(national, all);
      case "AR" -> argentina(plain, all);
      case "BR" -> {
        if (BRAZIL_MOBILE.matcher(plain).matches()) {
          all.add(
              new Proposal(
                  plain.substring(0, 2) + "9" + plain.substring(2), Mend.MOBILE_DIGIT_ADDED));
        }
      }
      case "EC" -> {
        if (plain.matches("[89]\\d{7}")) {
          all.add(new Proposal("9" + plain, Mend.MOBILE_DIGIT_ADDED));
        }
      }
      case "CO" -> {
        if (plain.matches("[1-8]\\d{7}")) {
          all.add(new Proposal("60" + plain, Mend.PREFIX_REMOVED));
        }
      }
      default -> {}
    }
    if (!plain.equals(national)) {
      all.add(new Proposal(plain, Mend.PREFIX_REMOVED));
    }
    if (plain.length() > 10 && plain.startsWith(code)) {
      all.add(new Proposal(withoutZeros(plain.substring(code.length())), Mend.PREFIX_REMOVED));
    }
    return all;
  }

  private static void mexico(String national, List<Proposal> all) {
    for (String prefix : MEXICAN_PREFIXES) {
      if (national.startsWith(prefix) && national.length() == prefix.length() + 10) {
        all.add(new Proposal(national.substring(prefix.length()), Mend.PREFIX_REMOVED));
      }
    }
    String plain = withoutZeros(national);
    for (String prefix : List.of("1", "521", "52044", "52045", "5201", "52")) {
      if (plain.startsWith(prefix) && plain.length() == prefix.length() + 10) {
        Mend mend =
            prefix.endsWith("1") && !prefix.endsWith("01")
                ? Mend.MOBILE_DIGIT_REMOVED
                : Mend.PREFIX_REMOVED;
        all.add(new Proposal(plain.substring(prefix.length()), mend));
      }
    }
  }

  /** The plan knows the 15 behind each real area code, once there is no 9 in front of it. */
  private static void argentina(String plain, List<Proposal> all) {
    String rest = plain.startsWith("9") && plain.length() > 10 ? plain.substring(1) : plain;
    if (rest.length() == 12 && !rest.equals(plain)) {
      all.add(new Proposal(rest, Mend.MOBILE_DIGIT_REMOVED));
    }
    if (rest.length() == 10) {
      all.add(new Proposal("9" + rest, Mend.MOBILE_DIGIT_ADDED));
    }
  }

  /** Without what was dialled before the area code. */
  static String withoutPrefix(String country, String digits) {
    for (String prefix : country.equals("MX") ? MEXICAN_PREFIXES : List.<String>of()) {
      if (digits.startsWith(prefix)) {
        return digits.substring(prefix.length());
      }
    }
    return withoutZeros(digits);
  }

  /** Whether the digits are those of a line without its area, where the plan does not say it. */
  static boolean lacksArea(String country, String plain) {
    int length = plain.length();
    return switch (country) {
      case "AR" -> plain.startsWith("15") && length >= 8 && length <= 10;
      case "BR" -> length == 8 || length == 9;
      default -> false;
    };
  }

  static String withoutZeros(String digits) {
    int zeros = 0;
    while (zeros < digits.length() && digits.charAt(zeros) == '0') {
      zeros++;
    }
    return digits.substring(zeros);
  }
}
