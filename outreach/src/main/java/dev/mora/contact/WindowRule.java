package dev.mora.contact;

import dev.mora.contact.LocalSpan.Stretch;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;

/** The hours of the week in the debtor's own zone. */
record WindowRule(RuleHead head, WeekWindows windows) implements Rule.OfTime {

  private static final int DAYS_AHEAD = 9;

  @Override
  public Passage next(Instant t, ZoneId zone, Situation situation) {
    LocalDate today = LocalDate.ofInstant(t, zone);
    Map<String, String> inputs =
        Map.of("zone", zone.getId(), "local", t.atZone(zone).toLocalDateTime().toString());
    for (LocalSpan span : windows.on(today.getDayOfWeek())) {
      for (Stretch stretch : span.on(today, zone)) {
        if (stretch.contains(t)) {
          return Passage.open(t, stretch.end(), inputs);
        }
      }
    }
    Optional<Stretch> next = nextOpening(t, today, zone);
    return next.isEmpty()
        ? Passage.never(inputs)
        : Passage.open(next.get().start(), next.get().end(), inputs);
  }

  /** Starts a day early and ends a day late: where midnight comes twice, days interleave. */
  private Optional<Stretch> nextOpening(Instant t, LocalDate today, ZoneId zone) {
    Optional<Stretch> next = Optional.empty();
    boolean lastDay = false;
    for (int day = -1; day <= DAYS_AHEAD && !lastDay; day++) {
      lastDay = next.isPresent();
      LocalDate date = today.plusDays(day);
      for (LocalSpan span : windows.on(date.getDayOfWeek())) {
        for (Stretch stretch : span.on(date, zone)) {
          boolean earlier = next.isEmpty() || stretch.start().isBefore(next.get().start());
          if (stretch.start().isAfter(t) && earlier) {
            next = Optional.of(stretch);
          }
        }
      }
    }
    return next;
  }

  @Override
  public String reason() {
    return "OUTSIDE_WINDOW";
  }

  @Override
  public boolean isAboutHours() {
    return true;
  }

  @Override
  public boolean isAtLeastAsTightAs(Rule other) {
    return other instanceof WindowRule that
        && head.binding().covers(that.head.binding())
        && that.windows.covers(windows);
  }
}
