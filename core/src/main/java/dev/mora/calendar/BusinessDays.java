package dev.mora.calendar;

import dev.mora.calendar.HolidayCalendar.DayKind;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;

/**
 * Moves dates off weekends and holidays at one place. Where the calendar does not know a day that
 * decides, the answer is {@link Adjusted.Unknown}; a weekend is closed whatever the calendar knows.
 * Immutable.
 */
public final class BusinessDays {

  private static final int FURTHEST = 366;

  private final HolidayCalendar holidays;
  private final Place place;
  private final Set<DayOfWeek> weekend;

  /** How a date moves that is no business day. */
  public enum Convention {
    /** Stays where it is. */
    NONE,
    /** To the next business day. */
    FOLLOWING,
    /** To the next business day, or to the one before where the next is in another month. */
    MODIFIED_FOLLOWING,
    /** To the business day before. */
    PRECEDING
  }

  /** Where a date went. */
  public sealed interface Adjusted {

    <T> T fold(Function<LocalDate, T> known, Function<LocalDate, T> unknown);

    /**
     * @throws IllegalStateException with the day that nobody knows
     */
    default LocalDate orElseThrow() {
      return fold(
          date -> date,
          day -> {
            throw new IllegalStateException("no holiday data for " + day);
          });
    }

    record Known(LocalDate date) implements Adjusted {

      @Override
      public <T> T fold(Function<LocalDate, T> known, Function<LocalDate, T> unknown) {
        return known.apply(date);
      }
    }

    /**
     * @param undecided the first day on the way that the calendar does not know
     */
    record Unknown(LocalDate undecided) implements Adjusted {

      @Override
      public <T> T fold(Function<LocalDate, T> known, Function<LocalDate, T> unknown) {
        return unknown.apply(undecided);
      }
    }
  }

  private BusinessDays(HolidayCalendar holidays, Place place, Set<DayOfWeek> weekend) {
    this.holidays = Objects.requireNonNull(holidays, "holidays");
    this.place = Objects.requireNonNull(place, "place");
    this.weekend = weekend;
    if (weekend.size() == DayOfWeek.values().length) {
      throw new IllegalArgumentException("a week needs a day that is no weekend");
    }
  }

  /** Saturday and Sunday are the weekend. */
  public static BusinessDays of(HolidayCalendar holidays, Place place) {
    return of(holidays, place, EnumSet.of(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY));
  }

  /**
   * @param weekend may be empty
   */
  public static BusinessDays of(HolidayCalendar holidays, Place place, Set<DayOfWeek> weekend) {
    return new BusinessDays(holidays, place, Set.copyOf(weekend));
  }

  /** {@link DayKind#ORDINARY} for a business day, {@link DayKind#HOLIDAY} for a closed one. */
  public DayKind kindOf(LocalDate day) {
    return weekend.contains(day.getDayOfWeek()) ? DayKind.HOLIDAY : holidays.kindOf(day, place);
  }

  /**
   * @throws IllegalStateException if there is no business day within a year
   */
  public Adjusted adjust(LocalDate date, Convention convention) {
    return switch (convention) {
      case NONE -> new Adjusted.Known(date);
      case FOLLOWING -> walk(date, 1);
      case PRECEDING -> walk(date, -1);
      case MODIFIED_FOLLOWING -> {
        Adjusted next = walk(date, 1);
        yield next.fold(
            to -> to.getMonth() == date.getMonth() ? next : walk(date, -1), undecided -> next);
      }
    };
  }

  private Adjusted walk(LocalDate from, int step) {
    for (int i = 0; i <= FURTHEST; i++) {
      LocalDate day = from.plusDays((long) step * i);
      DayKind kind = kindOf(day);
      if (kind == DayKind.ORDINARY) {
        return new Adjusted.Known(day);
      }
      if (kind == DayKind.UNKNOWN) {
        return new Adjusted.Unknown(day);
      }
    }
    throw new IllegalStateException("no business day within a year of " + from);
  }
}
