package dev.mora.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mora.calendar.HolidayCalendar.DayKind;
import dev.mora.json.InvalidDocument;
import dev.mora.json.Json;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.MonthDay;
import java.time.temporal.TemporalAdjusters;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CuratedHolidaysTest {

  private static final CuratedHolidays SHIPPED = CuratedHolidays.shipped();

  @ParameterizedTest
  @CsvSource({
    "MX, 2016-02-01, HOLIDAY", "MX, 2016-02-05, ORDINARY", "MX, 2016-11-21, HOLIDAY",
    "MX, 2026-02-02, HOLIDAY", "MX, 2026-03-16, HOLIDAY", "MX, 2026-03-21, ORDINARY",
    "MX, 2026-10-01, ORDINARY", "MX, 2026-11-16, HOLIDAY", "MX, 2026-11-20, ORDINARY",
    "MX, 2027-03-15, HOLIDAY", "MX, 2026-12-24, ORDINARY", "MX, 2026-12-25, HOLIDAY",
    "PE, 2026-12-09, HOLIDAY", "PE, 2026-12-10, ORDINARY", "PE, 2026-08-06, HOLIDAY",
    "PE, 2026-08-07, ORDINARY", "PE, 2026-04-02, HOLIDAY", "PE, 2026-04-03, HOLIDAY",
    "PE, 2026-04-04, ORDINARY", "PE, 2027-03-26, HOLIDAY", "PE, 2027-03-29, ORDINARY",
    "MX, 2025-12-25, UNKNOWN", "MX, 2028-01-01, UNKNOWN", "PE, 2016-12-25, UNKNOWN",
    "CO, 2026-12-25, UNKNOWN"
  })
  void a_day_is_what_its_country_and_year_say(String country, LocalDate day, DayKind kind) {
    assertThat(SHIPPED.kindOf(day, Place.of(country))).isEqualTo(kind);
    assertThat(SHIPPED.kindOf(day, Place.of(country, "Lima"))).isEqualTo(kind);
  }

  @ParameterizedTest
  @ValueSource(ints = {2016, 2026, 2027})
  void the_mexican_days_follow_from_the_law(int year) {
    Set<LocalDate> expected = new TreeSet<>();
    Stream.of("--01-01", "--05-01", "--09-16", "--12-25")
        .forEach(day -> expected.add(MonthDay.parse(day).atYear(year)));
    expected.add(monday(year, 2, 1));
    expected.add(monday(year, 3, 3));
    expected.add(monday(year, 11, 3));
    if (year >= 2024 && (year - 2024) % 6 == 0) {
      expected.add(LocalDate.of(year, 10, 1));
    }

    assertThat(SHIPPED.year("MX", year).orElseThrow().days().keySet())
        .containsExactlyElementsOf(expected);
  }

  private static LocalDate monday(int year, int month, int ordinal) {
    return LocalDate.of(year, month, 1)
        .with(TemporalAdjusters.dayOfWeekInMonth(ordinal, DayOfWeek.MONDAY));
  }

  @ParameterizedTest
  @ValueSource(ints = {2026, 2027})
  void the_peruvian_days_follow_from_the_law_and_easter(int year) {
    Set<LocalDate> expected = new TreeSet<>();
    Stream.of(
            "--01-01", "--05-01", "--06-07", "--06-29", "--07-23", "--07-28", "--07-29", "--08-06",
            "--08-30", "--10-08", "--11-01", "--12-08", "--12-09", "--12-25")
        .forEach(day -> expected.add(MonthDay.parse(day).atYear(year)));
    expected.add(easter(year).minusDays(3));
    expected.add(easter(year).minusDays(2));

    assertThat(SHIPPED.year("PE", year).orElseThrow().days().keySet())
        .containsExactlyElementsOf(expected);
  }

  @ParameterizedTest
  @CsvSource({"2016-03-27", "2024-03-31", "2025-04-20", "2026-04-05", "2027-03-28"})
  void easter_is_where_the_church_puts_it(LocalDate sunday) {
    assertThat(easter(sunday.getYear())).isEqualTo(sunday);
  }

  /** Anonymous Gregorian computus, as printed by Meeus. */
  private static LocalDate easter(int year) {
    int a = year % 19;
    int b = year / 100;
    int c = year % 100;
    int d = b / 4;
    int e = b % 4;
    int f = (b + 8) / 25;
    int g = (b - f + 1) / 3;
    int h = (19 * a + b - d - g + 15) % 30;
    int i = c / 4;
    int k = c % 4;
    int l = (32 + 2 * e + 2 * i - h - k) % 7;
    int m = (a + 11 * h + 22 * l) / 451;
    int n = h + l - 7 * m + 114;
    return LocalDate.of(year, n / 31, n % 31 + 1);
  }

  @Test
  void a_holiday_says_its_name_its_law_and_how_well_it_is_known() {
    Holiday day =
        SHIPPED.holiday(LocalDate.of(2026, 2, 2), Place.of("MX", "Jalisco")).orElseThrow();

    assertThat(day.name()).isEqualTo("Día de la Constitución");
    assertThat(day.source()).startsWith("Ley Federal del Trabajo, art. 74");
    assertThat(day.status()).isEqualTo(Holiday.Status.VERIFIED_SECONDARY);
  }

  @Test
  void a_decree_adds_and_removes_a_day_at_its_place_alone() {
    LocalDate day = LocalDate.of(2026, 12, 28);
    LocalDate christmas = LocalDate.of(2026, 12, 25);

    HolidayCalendar calendar =
        SHIPPED
            .with(day, Place.of("PE", "Cusco"), DayKind.HOLIDAY)
            .with(christmas, Place.of("PE"), DayKind.ORDINARY);

    assertThat(calendar.kindOf(day, Place.of("PE", "Cusco"))).isEqualTo(DayKind.HOLIDAY);
    assertThat(calendar.kindOf(day, Place.of("PE", "Lima"))).isEqualTo(DayKind.ORDINARY);
    assertThat(calendar.kindOf(day, Place.of("PE"))).isEqualTo(DayKind.ORDINARY);
    assertThat(calendar.kindOf(christmas, Place.of("PE", "Lima"))).isEqualTo(DayKind.ORDINARY);
    assertThat(calendar.kindOf(christmas, Place.of("MX"))).isEqualTo(DayKind.HOLIDAY);
    assertThat(SHIPPED.kindOf(christmas, Place.of("PE"))).isEqualTo(DayKind.HOLIDAY);
  }

  @Test
  void a_year_of_the_host_stands_beside_the_shipped_ones() {
    HolidayYear year =
        HolidayYear.parse(
            Json.parse(
                "CO-2026.json",
                """
                {"schema":"mora/holidays-1","country":"CO","year":2026,"version":"1","days":[
                  {"date":"2026-07-20","name":"Independencia","source":"Ley 51 de 1983",
                   "status":"UNVERIFIED"}]}
                """));

    CuratedHolidays more = SHIPPED.and(year);

    assertThat(more.kindOf(LocalDate.of(2026, 7, 20), Place.of("CO"))).isEqualTo(DayKind.HOLIDAY);
    assertThat(more.kindOf(LocalDate.of(2026, 7, 21), Place.of("CO"))).isEqualTo(DayKind.ORDINARY);
    assertThat(SHIPPED.kindOf(LocalDate.of(2026, 7, 20), Place.of("CO")))
        .isEqualTo(DayKind.UNKNOWN);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "mora/holidays-2 | CO | 2026-07-20 | UNVERIFIED | found \"mora/holidays-2\"",
        "mora/holidays-1 | Col | 2026-07-20 | UNVERIFIED | expected two capital letters",
        "mora/holidays-1 | CO | 2027-07-20 | UNVERIFIED | expected a day of 2026",
        "mora/holidays-1 | CO | 2026-02-30 | UNVERIFIED | expected a date",
        "mora/holidays-1 | CO | 2026-07-20 | VERIFIED | expected one of VERIFIED_PRIMARY",
        "mora/holidays-1 | CO | 2026-01-01 | UNVERIFIED | found 2026-01-01 again"
      })
  void a_faulty_file_says_what_is_wrong(
      String schema, String country, String date, String status, String message) {
    String file =
        """
        {"schema":"%s","country":"%s","year":2026,"version":"1","days":[
          {"date":"2026-01-01","name":"a","source":"b","status":"UNVERIFIED"},
          {"date":"%s","name":"a","source":"b","status":"%s"}]}
        """
            .formatted(schema, country, date, status);

    assertThatThrownBy(() -> HolidayYear.parse(Json.parse("f.json", file)))
        .isInstanceOf(InvalidDocument.class)
        .hasMessageContaining(message);
  }
}
