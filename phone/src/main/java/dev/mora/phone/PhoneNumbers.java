package dev.mora.phone;

import dev.mora.party.PhoneNumber;
import dev.mora.phone.NumberingPlan.Verdict;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Reads the phone fields of a core-banking system: local, old and careless ways to write a number,
 * several numbers in one field. What comes out is the form to send to: {@code +52} and ten digits
 * for Mexico, {@code +54 9} for Argentina, the ninth digit for Brazil. WhatsApp may answer with
 * another form of the same line ({@link PhoneNumber#line()}).
 *
 * <p>Nothing is guessed that could reach a stranger: a number that two countries or two areas could
 * have is rejected. Immutable and thread-safe.
 *
 * <pre>{@code
 * PhoneNumbers.in("MX").read("044 55 1234 5678 / 81 8340 0990");   // two Usable numbers
 * }</pre>
 */
public final class PhoneNumbers {

  /** Numbers of one field beyond this many are a list, not a field. */
  private static final int MOST = 10;

  /**
   * Countries that the WhatsApp Business Platform does not serve, by Meta's documentation of 2025.
   */
  private static final Set<String> NOT_SERVED = Set.of("CU", "IR", "KP", "SY");

  /** Mobile ranges of Crimea, Donetsk and Luhansk, which it does not serve either. */
  private static final List<String> NOT_SERVED_RANGES = List.of("+7978", "+7949", "+7959");

  private static final Pattern WRITING = Pattern.compile("\\+?[\\d\\s()/.\\-\\[\\]·_*]*");
  private static final Pattern ROUNDED = Pattern.compile("\\d+(?:[.,]\\d+)?[eE]\\+?\\d{1,2}");
  private static final Pattern EXTENSION =
      Pattern.compile(
          "\\d[\\s,;|/.(-]*(?:ext|extensi[óo]n|int|interno|ramal|anexo|x|#)[\\s.:]*\\d{1,6}\\)?",
          Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);

  private final String country;
  private final boolean landlines;
  private final boolean areas;
  private final Set<String> notServed;

  private PhoneNumbers(String country, boolean landlines, boolean areas, Set<String> notServed) {
    this.country = country;
    this.landlines = landlines;
    this.areas = areas;
    this.notServed = notServed;
  }

  /**
   * For a portfolio of one country: numbers without a country code, of borrowers of whom nothing
   * else is known, are of this country.
   *
   * @param country ISO 3166-1 alpha-2
   * @throws IllegalArgumentException if no such country has a numbering plan
   */
  public static PhoneNumbers in(String country) {
    if (!NumberingPlan.knows(country)) {
      throw new IllegalArgumentException(
          "no numbering plan of " + country + ": expected a country such as MX");
    }
    return new PhoneNumbers(country, false, false, NOT_SERVED);
  }

  /** Without a country of its own: a number needs a country code, or a borrower with a country. */
  public static PhoneNumbers anywhere() {
    return new PhoneNumbers("", false, false, NOT_SERVED);
  }

  /** Also takes landlines, as they are written: for calls. */
  public PhoneNumbers landlinesToo() {
    return new PhoneNumbers(country, true, areas, notServed);
  }

  /**
   * Completes a number without an area code by the region of the borrower, where that region has
   * one area code of that length only. A person who moved has kept the number, so this may reach a
   * stranger: it is off unless asked for, and each such number is marked {@link Mend#AREA_ADDED}.
   */
  public PhoneNumbers completingAreas() {
    return new PhoneNumbers(country, landlines, true, notServed);
  }

  /** Countries that are not written to, in the place of Cuba, Iran, North Korea and Syria. */
  public PhoneNumbers notServing(Set<String> countries) {
    return new PhoneNumbers(country, landlines, areas, Set.copyOf(countries));
  }

  /** Reads a field of somebody of whom nothing else is known. */
  public List<PhoneReading> read(String raw) {
    return read(raw, Whereabouts.unknown());
  }

  /**
   * Reads all numbers of a field, in its order; at least one reading. The same number twice is read
   * twice.
   */
  public List<PhoneReading> read(String raw, Whereabouts at) {
    if (raw.length() > FieldText.LONGEST) {
      return List.of(rejected(PhoneFault.LETTERS, ""));
    }
    String clean = FieldText.clean(raw);
    if (FieldText.isNothing(clean)) {
      return List.of(rejected(PhoneFault.MISSING, ""));
    }
    List<PhoneReading> readings = new ArrayList<>();
    for (String part : FieldText.numbers(clean)) {
      if (readings.size() == MOST) {
        readings.add(rejected(PhoneFault.SEVERAL, part));
        break;
      }
      readings.addAll(parts(part, at));
    }
    return List.copyOf(readings);
  }

  /** Reads a field that must hold one number: several are {@link PhoneFault#SEVERAL}. */
  public PhoneReading readOne(String raw, Whereabouts at) {
    List<PhoneReading> all = read(raw, at);
    return all.size() == 1 ? all.get(0) : rejected(PhoneFault.SEVERAL, raw);
  }

  /** A text too long for one number may be two with nothing but a space or a dash between. */
  private List<PhoneReading> parts(String text, Whereabouts at) {
    PhoneReading whole = one(text, at);
    if (whole instanceof PhoneReading.Rejected no && no.fault() == PhoneFault.TOO_LONG) {
      for (int i = 1; i < text.length() - 1; i++) {
        if (text.charAt(i) == ' ' || text.charAt(i) == '-') {
          PhoneReading first = one(text.substring(0, i), at);
          PhoneReading second = one(text.substring(i + 1), at);
          if (first.usable().isPresent() && second.usable().isPresent()) {
            return List.of(first, second);
          }
        }
      }
    }
    return List.of(whole);
  }

  private PhoneReading one(String part, Whereabouts at) {
    if (ROUNDED.matcher(part.strip()).matches()) {
      return rejected(PhoneFault.ROUNDED, part);
    }
    String text = FieldText.withoutLabel(part).strip();
    if (FieldText.isNothing(text)) {
      return rejected(PhoneFault.MISSING, part);
    }
    if (EXTENSION.matcher(text).find()) {
      return rejected(PhoneFault.EXTENSION, part);
    }
    if (!WRITING.matcher(text).matches()) {
      return rejected(PhoneFault.LETTERS, part);
    }
    String own = at.country().filter(NumberingPlan::knows).orElse(country);
    String digits = FieldText.digits(text);
    boolean international = text.startsWith("+");
    if (isFiller(digits, own)) {
      return rejected(PhoneFault.PLACEHOLDER, part);
    }
    if (!international && digits.startsWith("00") && digits.length() > 10) {
      String dialled = "+" + digits.substring(2);
      PhoneReading abroad = decide(dialled, "", part, text, at);
      if (abroad.usable().isPresent() || NumberingPlan.read(dialled, "") instanceof Verdict.Valid) {
        return abroad;
      }
    }
    return decide(international ? "+" + digits : digits, own, part, text, at);
  }

  private boolean isFiller(String digits, String own) {
    String code = own.isEmpty() ? "" : String.valueOf(NumberingPlan.countryCode(own));
    boolean coded = !code.isEmpty() && digits.startsWith(code);
    return Placeholders.is(
        coded
            ? List.of(digits, NationalForms.withoutZeros(digits), digits.substring(code.length()))
            : List.of(digits, NationalForms.withoutZeros(digits)));
  }

  private PhoneReading decide(String number, String own, String part, String text, Whereabouts at) {
    Verdict verdict = NumberingPlan.read(number, own);
    Set<Mend> mends = EnumSet.noneOf(Mend.class);
    if (!text.equals(part.strip())) {
      mends.add(Mend.PREFIX_REMOVED);
    }
    if (verdict instanceof Verdict.Valid valid) {
      return valid(valid, number, mends, part);
    }
    Verdict.Invalid invalid = (Verdict.Invalid) verdict;
    if (invalid.countryCode() == 0) {
      return rejected(invalid.fault(), part);
    }
    if (notServed.contains(invalid.country())) {
      return rejected(PhoneFault.NOT_SERVED, part);
    }
    String written = number.startsWith("+") ? invalid.national() : number;
    for (NationalForms.Proposal each :
        NationalForms.of(invalid.country(), invalid.countryCode(), written)) {
      Optional<PhoneReading> found = proposed(each, invalid, number, mends, part);
      if (found.isPresent()) {
        return isOfAnotherCountryToo(number, each, invalid)
            ? rejected(PhoneFault.NO_COUNTRY, part)
            : found.get();
      }
    }
    Optional<PhoneReading> completed = withArea(invalid, written, mends, part, at);
    return completed.orElseGet(() -> rejected(fault(invalid, written), part));
  }

  /**
   * Whether digits that a proposal takes off the front are the country code of a number elsewhere:
   * 1 818 340 0990 is Los Angeles at least as much as Monterrey.
   */
  private static boolean isOfAnotherCountryToo(
      String number, NationalForms.Proposal proposal, Verdict.Invalid own) {
    return !number.startsWith("+")
        && !number.startsWith("0")
        && number.endsWith(proposal.national())
        && NumberingPlan.read("+" + number, "") instanceof Verdict.Valid other
        && !other.country().equals(own.country());
  }

  private Optional<PhoneReading> proposed(
      NationalForms.Proposal proposal,
      Verdict.Invalid invalid,
      String number,
      Set<Mend> before,
      String part) {
    Set<Mend> mends = EnumSet.copyOf(proposal.mends());
    mends.addAll(before);
    Verdict again =
        NumberingPlan.read("+" + invalid.countryCode() + proposal.national(), invalid.country());
    return again instanceof Verdict.Valid valid
        ? Optional.of(valid(valid, number, mends, part))
        : Optional.empty();
  }

  private Optional<PhoneReading> withArea(
      Verdict.Invalid invalid, String written, Set<Mend> mends, String part, Whereabouts at) {
    String local = NationalForms.withoutZeros(written);
    if (invalid.country().equals("AR") && local.startsWith("15") && local.length() == 10) {
      local = local.substring(2);
    }
    if (!areas || !at.country().filter(invalid.country()::equals).isPresent()) {
      return Optional.empty();
    }
    Optional<String> area = AreaCodes.of(invalid.country(), at.region(), local);
    if (area.isEmpty()) {
      return Optional.empty();
    }
    PhoneReading whole =
        decide("+" + invalid.countryCode() + area.get() + local, "", part, part, at);
    if (!(whole instanceof PhoneReading.Usable usable)) {
      return Optional.empty();
    }
    Set<Mend> all = EnumSet.of(Mend.AREA_ADDED, Mend.COUNTRY_ADDED);
    all.addAll(usable.mends());
    all.addAll(mends);
    return Optional.of(
        new PhoneReading.Usable(usable.number(), usable.country(), usable.line(), all));
  }

  /** The reason that helps most: what is missing, before what no plan knows. */
  private static PhoneFault fault(Verdict.Invalid invalid, String written) {
    String plain = NationalForms.withoutPrefix(invalid.country(), written);
    if (NationalForms.lacksArea(invalid.country(), plain)) {
      return PhoneFault.NO_AREA;
    }
    if (plain.equals(written) || plain.isEmpty()) {
      return invalid.fault();
    }
    Verdict again = NumberingPlan.read("+" + invalid.countryCode() + plain, invalid.country());
    return again instanceof Verdict.Invalid no ? no.fault() : invalid.fault();
  }

  private PhoneReading valid(Verdict.Valid valid, String number, Set<Mend> mends, String part) {
    if (notServed.contains(valid.country())
        || NOT_SERVED_RANGES.stream().anyMatch(valid.e164()::startsWith)) {
      return rejected(PhoneFault.NOT_SERVED, part);
    }
    if (valid.kind().line().isEmpty()) {
      return rejected(PhoneFault.SERVICE, part);
    }
    LineType line = valid.kind().line().get();
    Set<Mend> all = EnumSet.noneOf(Mend.class);
    all.addAll(mends);
    String e164 = valid.e164();
    if (line == LineType.LANDLINE && !landlines) {
      Optional<Verdict.Valid> mobile = mobileOf(valid);
      if (mobile.isEmpty()) {
        return rejected(PhoneFault.LANDLINE, part);
      }
      e164 = mobile.get().e164();
      line = LineType.MOBILE_OR_LANDLINE;
      all.add(Mend.MOBILE_DIGIT_ADDED);
    }
    if (e164.length() < 9) {
      return rejected(PhoneFault.TOO_SHORT, part);
    }
    if (!number.startsWith("+")) {
      all.add(Mend.COUNTRY_ADDED);
    }
    return new PhoneReading.Usable(PhoneNumber.of(e164), valid.country(), line, all);
  }

  /**
   * Argentina gives a number out once, as a landline or as a mobile one: with the 9 it reaches the
   * same line or nobody.
   */
  private static Optional<Verdict.Valid> mobileOf(Verdict.Valid landline) {
    if (!landline.country().equals("AR")) {
      return Optional.empty();
    }
    Verdict with9 = NumberingPlan.read("+549" + landline.e164().substring(3), "");
    return with9 instanceof Verdict.Valid valid
            && valid.kind().line().filter(LineType.MOBILE::equals).isPresent()
        ? Optional.of(valid)
        : Optional.empty();
  }

  private static PhoneReading rejected(PhoneFault fault, String written) {
    return PhoneReading.Rejected.of(fault, written);
  }
}
