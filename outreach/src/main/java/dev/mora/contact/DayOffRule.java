package dev.mora.contact;

import dev.mora.calendar.HolidayCalendar.DayKind;
import dev.mora.calendar.Place;
import dev.mora.contact.LocalSpan.Stretch;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Days on which nobody is contacted, by the calendar of the debtor's place.
 *
 * @param dates single days of the desk's own
 */
record DayOffRule(
    RuleHead head,
    Set<DayOfWeek> weekdays,
    Set<LocalDate> dates,
    boolean publicHolidays,
    OnMissing onMissing)
    implements Rule.OfTime {

  private static final int DAYS_AHEAD = 40;

  /** What a year or a place without holiday data means. */
  enum OnMissing {
    TREAT_AS_CLOSED,
    NEEDS_DATA
  }

  DayOffRule {
    weekdays = Set.copyOf(weekdays);
    dates = Set.copyOf(dates);
  }

  @Override
  public Passage next(Instant t, ZoneId zone, Situation situation) {
    LocalDate today = LocalDate.ofInstant(t, zone);
    for (int day = 0; day <= DAYS_AHEAD; day++) {
      LocalDate date = today.plusDays(day);
      DayKind kind = kindOf(date, situation);
      if (kind == DayKind.UNKNOWN && onMissing == OnMissing.NEEDS_DATA) {
        return Passage.unknown(t, missing(date, situation.place()));
      }
      if (kind == DayKind.ORDINARY) {
        Stretch open = openStretch(date, zone, t);
        return Passage.open(day == 0 ? t : open.start(), open.end(), inputs(today, situation));
      }
    }
    return Passage.never(inputs(today, situation));
  }

  private DayKind kindOf(LocalDate date, Situation situation) {
    if (weekdays.contains(date.getDayOfWeek()) || dates.contains(date)) {
      return DayKind.HOLIDAY;
    }
    if (!publicHolidays) {
      return DayKind.ORDINARY;
    }
    return situation
        .place()
        .map(place -> situation.holidays().kindOf(date, place))
        .orElse(DayKind.UNKNOWN);
  }

  private static Stretch openStretch(LocalDate date, ZoneId zone, Instant t) {
    List<Stretch> whole = LocalSpan.WHOLE_DAY.on(date, zone);
    return whole.stream()
        .filter(each -> each.end().isAfter(t))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("a day without hours: " + date));
  }

  private Map<String, String> inputs(LocalDate date, Situation situation) {
    return Map.of(
        "date",
        date.toString(),
        "day",
        kindOf(date, situation).name(),
        "country",
        situation.place().map(Place::country).orElse(""));
  }

  private static String missing(LocalDate date, Optional<Place> place) {
    return place
        .map(each -> "public holidays of " + date.getYear() + " in " + each.country())
        .orElse("country of the borrower, for its public holidays");
  }

  @Override
  public String reason() {
    return "DAY_OFF";
  }

  @Override
  public boolean isAboutHours() {
    return true;
  }

  @Override
  public boolean isAtLeastAsTightAs(Rule other) {
    return other instanceof DayOffRule that
        && head.binding().covers(that.head.binding())
        && weekdays.containsAll(that.weekdays)
        && dates.containsAll(that.dates)
        && (publicHolidays || !that.publicHolidays);
  }
}
