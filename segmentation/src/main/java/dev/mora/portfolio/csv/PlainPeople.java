package dev.mora.portfolio.csv;

import dev.mora.calendar.Place;
import dev.mora.party.Borrower;
import dev.mora.party.PhoneNumber;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Makes a borrower straight of cells that are all in plain form. What is not plain it leaves to
 * {@link BorrowerFields}, which reads the same and says what is wrong. Not thread-safe.
 */
final class PlainPeople {

  private static final int REMEMBERED = 1 << 9;

  private final CsvFile file;
  private final Cells cells;
  private final List<String> extraNames;
  private final Words words = new Words();
  private final Map<String, ZoneId> zones = new HashMap<>();
  private final Map<String, String> languages = new HashMap<>();
  private final Map<String, Place> places = new HashMap<>();
  private String country = "";

  /**
   * @param file stands on the row of the borrower
   */
  PlainPeople(CsvFile file) {
    this.file = file;
    this.cells = file.cells();
    this.extraNames = file.extraNames();
  }

  /** Null if anything is not plain. */
  @Nullable Borrower read() {
    if (!file.isWhole()
        || !has(Table.ID)
        || length(Table.ID) > IdTable.LONGEST_ID
        || has(BorrowerFields.EMAIL)
        || has(BorrowerFields.INCOME)
        || !isPhone()) {
      return null;
    }
    PhoneNumber phone = PhoneNumber.of(cells.string(0, file.source(BorrowerFields.PHONE)));
    ZoneId zone = zone();
    if (zone == null || NationalDigits.whyNot(phone).isPresent()) {
      return null;
    }
    Borrower.Builder borrower =
        Borrower.of(
                cells.string(0, file.source(Table.ID)),
                cells.string(0, file.source(BorrowerFields.NAME)))
            .phone(phone)
            .zone(zone);
    return place(borrower) && words(borrower) && numbers(borrower) ? borrower.build() : null;
  }

  private boolean isPhone() {
    int length = length(BorrowerFields.PHONE);
    if (length < 9 || length > 16) {
      return false;
    }
    int at = cells.from[cells.at(0, file.source(BorrowerFields.PHONE))];
    boolean digits = cells.text[at] == '+' && cells.text[at + 1] != '0';
    for (int i = 1; i < length; i++) {
      digits &= cells.text[at + i] >= '0' && cells.text[at + i] <= '9';
    }
    return digits;
  }

  private @Nullable ZoneId zone() {
    String name = word(BorrowerFields.ZONE);
    ZoneId known = zones.get(name);
    if (known != null || name.isEmpty()) {
      return known;
    }
    try {
      ZoneId zone = ZoneId.of(name);
      zones.put(name, zone);
      return zone;
    } catch (DateTimeException e) {
      return null;
    }
  }

  private boolean place(Borrower.Builder borrower) {
    String code = word(BorrowerFields.COUNTRY);
    String region = word(BorrowerFields.REGION);
    if (code.isEmpty()) {
      return region.isEmpty();
    }
    if (!code.equals(country)) {
      if (!BorrowerFields.COUNTRIES.contains(code)) {
        return false;
      }
      country = code;
      places.clear();
    }
    Place place = places.get(region);
    if (place == null) {
      place = Place.of(code, region);
      if (places.size() < REMEMBERED) {
        places.put(region, place);
      }
    }
    borrower.place(place);
    return true;
  }

  private boolean words(Borrower.Builder borrower) {
    String language = word(BorrowerFields.LANGUAGE);
    if (!language.isEmpty()) {
      String tag = languages.get(language);
      if (tag == null) {
        if (!BorrowerFields.isLanguage(language)) {
          return false;
        }
        tag = language.replace('_', '-');
        languages.put(language, tag);
      }
      borrower.language(tag);
    }
    if (has(BorrowerFields.CITY)) {
      borrower.city(word(BorrowerFields.CITY));
    }
    if (has(BorrowerFields.GENDER)) {
      borrower.gender(word(BorrowerFields.GENDER));
    }
    if (has(BorrowerFields.EDUCATION)) {
      borrower.education(word(BorrowerFields.EDUCATION));
    }
    return true;
  }

  private boolean numbers(Borrower.Builder borrower) {
    if (has(BorrowerFields.BIRTH_YEAR)) {
      int year = count(BorrowerFields.BIRTH_YEAR);
      if (length(BorrowerFields.BIRTH_YEAR) != 4 || year < 1900 || year > 2099) {
        return false;
      }
      borrower.birthYear(year);
    }
    if (has(BorrowerFields.CREDIT_SCORE)) {
      int score = count(BorrowerFields.CREDIT_SCORE);
      if (score < 0) {
        return false;
      }
      borrower.creditScore(score);
    }
    for (int i = 0; i < extraNames.size(); i++) {
      String value = cells.string(0, file.extra(i));
      if (!value.isEmpty()) {
        borrower.custom(extraNames.get(i), value);
      }
    }
    return true;
  }

  private int count(int column) {
    return (int) cells.values[cells.at(0, file.source(column))];
  }

  private boolean has(int column) {
    return length(column) > 0;
  }

  private int length(int column) {
    int field = file.source(column);
    if (field < 0) {
      return 0;
    }
    int at = cells.at(0, field);
    return cells.to[at] - cells.from[at];
  }

  /** Empty if there is none. */
  private String word(int column) {
    int field = file.source(column);
    return field < 0 ? "" : words.of(cells, 0, field);
  }
}
