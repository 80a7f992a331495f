package dev.mora.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mora.calendar.BusinessDays.Adjusted;
import dev.mora.calendar.BusinessDays.Convention;
import dev.mora.calendar.HolidayCalendar.DayKind;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class BusinessDaysTest {

  private static final BusinessDays PERU =
      BusinessDays.of(CuratedHolidays.shipped(), Place.of("PE"));

  @ParameterizedTest
  @CsvSource({
    "2026-06-15, NONE, 2026-06-15", // Monday
    "2026-06-15, FOLLOWING, 2026-06-15",
    "2026-06-13, NONE, 2026-06-13", // Saturday
    "2026-06-13, FOLLOWING, 2026-06-15",
    "2026-06-13, PRECEDING, 2026-06-12",
    "2026-06-13, MODIFIED_FOLLOWING, 2026-06-15",
    "2026-05-31, FOLLOWING, 2026-06-01", // Sunday, last of its month
    "2026-05-31, MODIFIED_FOLLOWING, 2026-05-29",
    "2026-04-02, FOLLOWING, 2026-04-06", // Maundy Thursday
    "2026-04-02, PRECEDING, 2026-04-01",
    "2026-12-08, FOLLOWING, 2026-12-10", // two holidays in a row
    "2026-07-28, PRECEDING, 2026-07-27",
    "2026-02-28, MODIFIED_FOLLOWING, 2026-02-27",
    "2027-01-01, PRECEDING, 2026-12-31"
  })
  void a_date_moves_by_its_convention(LocalDate date, Convention convention, LocalDate to) {
    assertThat(PERU.adjust(date, convention)).isEqualTo(new Adjusted.Known(to));
  }

  @ParameterizedTest
  @CsvSource({
    "2025-06-16, FOLLOWING, 2025-06-16", // a Monday of a year without data
    "2025-06-14, FOLLOWING, 2025-06-16", // its Saturday is closed anyway
    "2025-06-14, PRECEDING, 2025-06-13",
    "2027-12-31, FOLLOWING,", // an ordinary Friday
    "2028-01-01, PRECEDING,",
    "2028-01-01, FOLLOWING, 2028-01-03",
    "2028-01-01, MODIFIED_FOLLOWING, 2028-01-03",
    "2025-06-16, NONE,"
  })
  void a_day_that_nobody_knows_is_never_taken_for_ordinary(
      LocalDate date, Convention convention, LocalDate undecided) {
    Adjusted adjusted = PERU.adjust(date, convention);

    LocalDate stuck = adjusted.fold(known -> null, day -> day);
    assertThat(stuck).isEqualTo(undecided);
    if (undecided != null) {
      assertThatThrownBy(adjusted::orElseThrow).hasMessage("no holiday data for " + undecided);
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = Convention.class,
      names = {"FOLLOWING", "PRECEDING", "MODIFIED_FOLLOWING"})
  void adjusting_agrees_with_a_naive_walk_and_twice_is_once(Convention convention) {
    HolidayCalendar shipped = CuratedHolidays.shipped();
    for (LocalDate day = LocalDate.of(2026, 1, 5);
        day.isBefore(LocalDate.of(2027, 12, 20));
        day = day.plusDays(1)) {
      LocalDate to = PERU.adjust(day, convention).orElseThrow();

      assertThat(to).as("%s", day).isEqualTo(naive(shipped, day, convention));
      assertThat(PERU.adjust(to, convention)).isEqualTo(new Adjusted.Known(to));
    }
  }

  private static LocalDate naive(HolidayCalendar calendar, LocalDate day, Convention convention) {
    LocalDate to = day;
    while (to.getDayOfWeek().getValue() > 5
        || calendar.kindOf(to, Place.of("PE")) == DayKind.HOLIDAY) {
      to = convention == Convention.PRECEDING ? to.minusDays(1) : to.plusDays(1);
    }
    boolean left = convention == Convention.MODIFIED_FOLLOWING && to.getMonth() != day.getMonth();
    return left ? naive(calendar, day, Convention.PRECEDING) : to;
  }

  @Test
  void a_saturday_may_be_worked() {
    BusinessDays sixDays =
        BusinessDays.of(CuratedHolidays.shipped(), Place.of("PE"), EnumSet.of(DayOfWeek.SUNDAY));

    assertThat(sixDays.kindOf(LocalDate.of(2026, 6, 13))).isEqualTo(DayKind.ORDINARY);
    assertThat(sixDays.kindOf(LocalDate.of(2026, 6, 14))).isEqualTo(DayKind.HOLIDAY);
  }

  @Test
  void a_calendar_that_never_opens_is_told_not_walked_for_ever() {
    BusinessDays closed = BusinessDays.of((day, place) -> DayKind.HOLIDAY, Place.of("PE"));

    assertThatThrownBy(() -> closed.adjust(LocalDate.of(2026, 1, 1), Convention.FOLLOWING))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(
            () ->
                BusinessDays.of(
                    HolidayCalendar.unknown(), Place.of("PE"), Set.of(DayOfWeek.values())))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
