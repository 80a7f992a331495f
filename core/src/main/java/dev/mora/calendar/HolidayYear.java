package dev.mora.calendar;

import dev.mora.json.JsonObject;
import dev.mora.json.JsonValue;
import java.time.LocalDate;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * All national holidays of one country in one year, as read from a {@code mora/holidays-1} file.
 *
 * @param version of the data, as its author dates it
 * @param days by date
 */
public record HolidayYear(String country, int year, String version, Map<LocalDate, Holiday> days) {

  public HolidayYear {
    Place.of(country);
    days = Collections.unmodifiableMap(new TreeMap<>(days));
  }

  /**
   * @throws dev.mora.json.InvalidDocument if the file does not follow its schema, names a day of
   *     another year or a day twice
   */
  public static HolidayYear parse(JsonValue file) {
    JsonObject root = file.asObject().only("schema", "country", "year", "version", "note", "days");
    root.requireSchema("mora/holidays-1");
    if (!root.string("country").matches("[A-Z]{2}")) {
      throw root.value("country").invalid(root.value("country").describe(), "two capital letters");
    }
    int year = root.integer("year");
    Map<LocalDate, Holiday> days = new TreeMap<>();
    for (JsonObject day : root.array("days").objects()) {
      Holiday holiday = holiday(day, year);
      if (days.put(holiday.date(), holiday) != null) {
        throw day.value("date").invalid(holiday.date() + " again", "each day once");
      }
    }
    return new HolidayYear(root.string("country"), year, root.string("version"), days);
  }

  public Optional<Holiday> on(LocalDate day) {
    return Optional.ofNullable(days.get(day));
  }

  private static Holiday holiday(JsonObject day, int year) {
    day.only("date", "name", "source", "status");
    LocalDate date = day.date("date");
    if (date.getYear() != year) {
      throw day.value("date").invalid(date.toString(), "a day of " + year);
    }
    return new Holiday(
        date,
        filled(day, "name"),
        filled(day, "source"),
        day.oneOf("status", Holiday.Status.class));
  }

  private static String filled(JsonObject day, String key) {
    String text = day.string(key);
    if (text.isBlank()) {
      throw day.value(key).invalid(day.value(key).describe(), "a text that is not blank");
    }
    return text;
  }
}
