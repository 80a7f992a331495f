package dev.mora.portfolio.csv;

import dev.mora.calendar.Place;
import dev.mora.money.Money;
import dev.mora.party.Borrower;
import dev.mora.party.EmailAddress;
import dev.mora.party.PhoneNumber;
import dev.mora.portfolio.DataFault;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Makes a borrower of a row. A contact field that cannot be used leaves the borrower unreachable
 * there, with the reason; another field that cannot be read is unknown.
 */
final class BorrowerFields {

  static final int NAME = Table.BORROWERS.column("name");
  static final int PHONE = Table.BORROWERS.column("phone");
  static final int EMAIL = Table.BORROWERS.column("email");
  static final int LANGUAGE = Table.BORROWERS.column("language");
  static final int COUNTRY = Table.BORROWERS.column("country");
  static final int REGION = Table.BORROWERS.column("region");
  static final int CITY = Table.BORROWERS.column("city");
  static final int ZONE = Table.BORROWERS.column("time_zone");
  static final int BIRTH_YEAR = Table.BORROWERS.column("birth_year");
  static final int GENDER = Table.BORROWERS.column("gender");
  static final int EDUCATION = Table.BORROWERS.column("education");
  static final int INCOME = Table.BORROWERS.column("income");
  static final int CREDIT_SCORE = Table.BORROWERS.column("credit_score");

  static final Set<String> COUNTRIES = Set.of(Locale.getISOCountries());
  private static final Pattern LANGUAGE_TAG =
      Pattern.compile("[A-Za-z]{2,3}([-_][A-Za-z]{4})?([-_]([A-Za-z]{2}|[0-9]{3}))?");
  private static final Pattern YEAR = Pattern.compile("(19|20)\\d\\d");
  private static final Pattern SCORE = Pattern.compile("-?\\d{1,9}");

  private final CsvFile file;
  private final Row row;
  private final Faults faults;
  private final Borrower.Builder borrower;

  private BorrowerFields(CsvFile file, Row row, Faults faults) {
    this.file = file;
    this.row = row;
    this.faults = faults;
    this.borrower = Borrower.of(row.id(), row.values()[NAME]);
  }

  /**
   * @param unit of the income: the currency of the borrower's loans
   */
  static Borrower read(CsvFile file, Row row, Optional<Currency> unit, Faults faults) {
    BorrowerFields fields = new BorrowerFields(file, row, faults);
    List<String> extraNames = file.extraNames();
    fields.contact();
    fields.place();
    fields.person(unit);
    for (int i = 0; i < row.extra().length; i++) {
      if (!row.extra()[i].isEmpty()) {
        fields.borrower.custom(extraNames.get(i), row.extra()[i]);
      }
    }
    return fields.borrower.build();
  }

  private void contact() {
    phone();
    String email = text(EMAIL);
    if (!email.isEmpty()) {
      try {
        borrower.email(EmailAddress.of(email));
      } catch (IllegalArgumentException e) {
        unreachable(EMAIL, "***", "not an e-mail address", "an address such as name@example.com");
      }
    }
    zone();
  }

  private void phone() {
    String phone = text(PHONE);
    if (phone.isEmpty()) {
      unreachable(PHONE, "nothing", "phone number is missing", "+ and the country code first");
      return;
    }
    Optional<String> wrong;
    try {
      PhoneNumber number = PhoneNumber.of(phone);
      wrong = NationalDigits.whyNot(number);
      if (wrong.isEmpty()) {
        borrower.phone(number);
        return;
      }
    } catch (IllegalArgumentException e) {
      wrong = Optional.of(String.valueOf(e.getMessage()));
    }
    String reason = wrong.get();
    int colon = reason.indexOf(": expected ");
    unreachable(
        PHONE,
        Masked.ends(phone),
        reason,
        colon < 0 ? "+ and digits" : reason.substring(colon + ": expected ".length()));
  }

  private void zone() {
    String zone = text(ZONE);
    if (zone.isEmpty()) {
      unreachable(ZONE, "nothing", "time zone is missing", "a zone such as America/Mexico_City");
      return;
    }
    try {
      borrower.zone(ZoneId.of(zone));
    } catch (DateTimeException e) {
      List<String> zones = ZoneId.getAvailableZoneIds().stream().sorted().toList();
      unreachable(
          ZONE,
          Masked.plain(zone),
          "time zone is unknown",
          "a zone such as America/Mexico_City" + Fields.nearest(zone, zones));
    }
  }

  private void place() {
    String country = text(COUNTRY).toUpperCase(Locale.ROOT);
    String region = text(REGION);
    if (COUNTRIES.contains(country)) {
      borrower.place(Place.of(country, region));
    } else if (!country.isEmpty()) {
      noted(COUNTRY, Masked.plain(country), "an ISO 3166-1 country of two letters");
    } else if (!region.isEmpty()) {
      noted(REGION, "a region without a country", "its country too");
    }
    if (!text(CITY).isEmpty()) {
      borrower.city(text(CITY));
    }
    String language = text(LANGUAGE);
    if (isLanguage(language)) {
      borrower.language(language.replace('_', '-'));
    } else if (!language.isEmpty()) {
      noted(LANGUAGE, Masked.plain(language), "a BCP 47 language such as es or es-MX");
    }
  }

  static boolean isLanguage(String tag) {
    return LANGUAGE_TAG.matcher(tag).matches();
  }

  private void person(Optional<Currency> unit) {
    if (!text(GENDER).isEmpty()) {
      borrower.gender(text(GENDER));
    }
    if (!text(EDUCATION).isEmpty()) {
      borrower.education(text(EDUCATION));
    }
    String year = text(BIRTH_YEAR);
    if (YEAR.matcher(year).matches()) {
      borrower.birthYear(Integer.parseInt(year));
    } else if (!year.isEmpty()) {
      noted(BIRTH_YEAR, Masked.amount(year), "a year such as 1980");
    }
    String score = text(CREDIT_SCORE);
    if (SCORE.matcher(score).matches()) {
      borrower.creditScore(Integer.parseInt(score));
    } else if (!score.isEmpty()) {
      noted(CREDIT_SCORE, Masked.amount(score), "a whole number");
    }
    if (!text(INCOME).isEmpty()) {
      income(unit);
    }
  }

  private void income(Optional<Currency> unit) {
    if (unit.isEmpty()) {
      noted(INCOME, "an amount without a currency", "loans of the borrower in one currency");
      return;
    }
    Fields f = new Fields(Table.BORROWERS, row, faults, DataFault.Effect.NOTED);
    long minor = f.amount(INCOME, unit.get());
    if (f.ok()) {
      borrower.income(Money.ofMinor(unit.get(), minor));
    }
  }

  /** A file that has no such column at all is told once. */
  static void absentColumns(CsvFile file, Faults faults) {
    for (int column : new int[] {PHONE, ZONE}) {
      if (!file.has(column)) {
        String name = Table.BORROWERS.columns.get(column);
        faults.add(
            new DataFault(
                Table.BORROWERS.file,
                1,
                name,
                "",
                "no such column",
                file.expected(column) + ": nobody has one without it",
                DataFault.Effect.NOTED));
      }
    }
  }

  private void unreachable(int column, String found, String reason, String expected) {
    String field = Table.BORROWERS.columns.get(column);
    borrower.contactFault(field, reason);
    if (!file.has(column)) {
      return;
    }
    int colon = reason.indexOf(':');
    String rule = colon < 0 ? reason : reason.substring(0, colon);
    faults.add(
        Table.BORROWERS,
        row,
        column,
        found.equals("nothing") ? found : found + " (" + rule + ")",
        expected,
        DataFault.Effect.UNREACHABLE);
  }

  private void noted(int column, String found, String expected) {
    faults.add(Table.BORROWERS, row, column, found, expected, DataFault.Effect.NOTED);
  }

  private String text(int column) {
    return row.values()[column];
  }
}
