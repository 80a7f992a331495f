package dev.mora.phone;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.Phonenumber;
import java.util.Optional;

/** The one door to libphonenumber. Thread-safe, as that is. */
final class NumberingPlan {

  private static final PhoneNumberUtil PLANS = PhoneNumberUtil.getInstance();
  private static final String NOWHERE = "ZZ";

  /** What the plans say of one way to read a text. */
  sealed interface Verdict {

    /**
     * @param country empty if the number is of no country, such as an international free-phone one
     */
    record Valid(String e164, String country, Kind kind) implements Verdict {}

    /**
     * @param countryCode 0 if there is none
     * @param country of that code, or the first of several; empty if there is none
     * @param national digits behind the country code, zeros in front included
     */
    record Invalid(PhoneFault fault, int countryCode, String country, String national)
        implements Verdict {}
  }

  /** A line of a person, or a service. */
  record Kind(Optional<LineType> line) {}

  private NumberingPlan() {}

  /**
   * @param text a {@code +} at most in front, digits, and what stands between them
   * @param country ISO 3166-1 alpha-2; empty if it is not known
   */
  static Verdict read(String text, String country) {
    Phonenumber.PhoneNumber number;
    try {
      number = PLANS.parse(text, country.isEmpty() ? NOWHERE : country);
    } catch (NumberParseException e) {
      return new Verdict.Invalid(fault(e, text), 0, "", "");
    }
    if (PLANS.isValidNumber(number)) {
      String region = PLANS.getRegionCodeForNumber(number);
      return new Verdict.Valid(
          PLANS.format(number, PhoneNumberFormat.E164),
          region == null || region.length() != 2 ? "" : region,
          kind(PLANS.getNumberType(number)));
    }
    String region = PLANS.getRegionCodeForCountryCode(number.getCountryCode());
    return new Verdict.Invalid(
        fault(PLANS.isPossibleNumberWithReason(number)),
        number.getCountryCode(),
        // several countries share +1: the borrower's own plan tells which one is meant
        !country.isEmpty() && countryCode(country) == number.getCountryCode() ? country : region,
        PLANS.getNationalSignificantNumber(number));
  }

  /** Whether a country has a numbering plan. */
  static boolean knows(String country) {
    return PLANS.getSupportedRegions().contains(country);
  }

  static int countryCode(String country) {
    return PLANS.getCountryCodeForRegion(country);
  }

  private static PhoneFault fault(NumberParseException e, String text) {
    return switch (e.getErrorType()) {
      case INVALID_COUNTRY_CODE ->
          text.startsWith("+") ? PhoneFault.NO_SUCH_COUNTRY : PhoneFault.NO_COUNTRY;
      case TOO_LONG -> PhoneFault.TOO_LONG;
      default -> PhoneFault.TOO_SHORT;
    };
  }

  private static PhoneFault fault(PhoneNumberUtil.ValidationResult result) {
    return switch (result) {
      case TOO_SHORT -> PhoneFault.TOO_SHORT;
      case TOO_LONG -> PhoneFault.TOO_LONG;
      case IS_POSSIBLE_LOCAL_ONLY -> PhoneFault.NO_AREA;
      case INVALID_COUNTRY_CODE -> PhoneFault.NO_SUCH_COUNTRY;
      default -> PhoneFault.NO_SUCH_RANGE;
    };
  }

  private static Kind kind(PhoneNumberUtil.PhoneNumberType type) {
    return new Kind(
        switch (type) {
          case MOBILE -> Optional.of(LineType.MOBILE);
          case FIXED_LINE_OR_MOBILE -> Optional.of(LineType.MOBILE_OR_LANDLINE);
          case FIXED_LINE -> Optional.of(LineType.LANDLINE);
          case VOIP, PERSONAL_NUMBER, UNKNOWN -> Optional.of(LineType.OTHER);
          default -> Optional.empty(); // free-phone, premium rate, voicemail and what comes next
        });
  }
}
