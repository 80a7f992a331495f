package dev.mora.calendar;

import dev.mora.json.Json;
import dev.mora.json.JsonValue;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * National holidays from dated files, one per country and year. A year or country without a file is
 * unknown. Days of a region or a town are not in the files: add them with {@link #with(LocalDate,
 * Place, DayKind)}. Immutable.
 */
public final class CuratedHolidays implements HolidayCalendar {

  private static final String FOLDER = "/META-INF/mora/holidays/";

  private final Map<Key, HolidayYear> years;

  private record Key(String country, int year) {}

  private CuratedHolidays(Map<Key, HolidayYear> years) {
    this.years = Map.copyOf(years);
  }

  /** No data at all: everything is unknown. */
  public static CuratedHolidays none() {
    return new CuratedHolidays(Map.of());
  }

  /** The files that come with the library: MX 2016, 2026, 2027 and PE 2026, 2027. */
  public static CuratedHolidays shipped() {
    CuratedHolidays all = none();
    for (String file : resource("index.json").asObject().array("files").strings()) {
      all = all.and(HolidayYear.parse(resource(file)));
    }
    return all;
  }

  /** These and another year; it replaces one of the same country and year. */
  public CuratedHolidays and(HolidayYear year) {
    Map<Key, HolidayYear> more = new HashMap<>(years);
    more.put(new Key(year.country(), year.year()), year);
    return new CuratedHolidays(more);
  }

  /** These and the year in a {@code mora/holidays-1} file of the host. */
  public CuratedHolidays and(Path file) {
    return and(HolidayYear.parse(Json.read(file)));
  }

  /** Those with at least one year, by code. */
  public SortedSet<String> countries() {
    SortedSet<String> countries = new TreeSet<>();
    years.keySet().forEach(key -> countries.add(key.country()));
    return Collections.unmodifiableSortedSet(countries);
  }

  public Optional<HolidayYear> year(String country, int year) {
    return Optional.ofNullable(years.get(new Key(country, year)));
  }

  /** The holiday on this day, for explanations; empty also where nothing is known. */
  public Optional<Holiday> holiday(LocalDate day, Place place) {
    return year(place.country(), day.getYear()).flatMap(year -> year.on(day));
  }

  @Override
  public DayKind kindOf(LocalDate day, Place place) {
    HolidayYear year = years.get(new Key(place.country(), day.getYear()));
    if (year == null) {
      return DayKind.UNKNOWN;
    }
    return year.on(day).isPresent() ? DayKind.HOLIDAY : DayKind.ORDINARY;
  }

  private static JsonValue resource(String name) {
    try (InputStream in = CuratedHolidays.class.getResourceAsStream(FOLDER + name)) {
      if (in == null) {
        throw new IllegalStateException("missing from the library: " + FOLDER + name);
      }
      return Json.read(name, in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
