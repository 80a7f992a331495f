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

  /** What a calendar knows of a day; weekends are not its business. */
  enum DayKind {
    HOLIDAY,
    ORDINARY,
    UNKNOWN
  }
}
