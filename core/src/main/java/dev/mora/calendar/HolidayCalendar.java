package dev.mora.calendar;

import java.time.LocalDate;

/**
 * Which days are public holidays at the debtor's place. Implementations are pure, thread-safe and
 * never guess: a year or place without data is {@link DayKind#UNKNOWN}, and the rule that asked
 * decides what that means.
 */
@FunctionalInterface
public interface HolidayCalendar {

  DayKind kindOf(LocalDate day, Place place);

  /** Knows nothing of any day. */
  static HolidayCalendar unknown() {
    return (day, place) -> DayKind.UNKNOWN;
  }

  /**
   * This calendar with one day told otherwise, for decrees that come with a week's notice. A place
   * without a region means the whole country.
   */
  default HolidayCalendar with(LocalDate day, Place where, DayKind kind) {
    return (asked, place) -> asked.equals(day) && where.covers(place) ? kind : kindOf(asked, place);
  }

  /** What a calendar knows of a day; weekends are not its business. */
  enum DayKind {
    HOLIDAY,
    ORDINARY,
    UNKNOWN
  }
}
