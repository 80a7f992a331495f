package dev.mora.contact;

import dev.mora.contact.LocalSpan.Stretch;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The hours of the week in the debtor's own zone. */
record WindowRule(RuleHead head, WeekWindows windows) implements Rule.OfTime {

  private static final int DAYS_AHEAD = 9;

  @Override
  public Passage next(Instant t, ZoneId zone, Situation situation) {
    LocalDate today = LocalDate.ofInstant(t, zone);
    Map<String, String> inputs =
        Map.of("zone", zone.getId(), "local", t.atZone(zone).toLocalDateTime().toString());
    @Nullable Stretch next = null;
    for (int day = -1; day <= DAYS_AHEAD; day++) {
      boolean found = next != null;
      LocalDate date = today.plusDays(day);
      for (LocalSpan span : windows.on(date.getDayOfWeek())) {
        for (Stretch stretch : span.on(date, zone)) {
          if (stretch.contains(t)) {
            return Passage.open(t, stretch.end(), inputs);
          }
          if (stretch.start().isAfter(t)
              && (next == null || stretch.start().isBefore(next.start()))) {
            next = stretch;
          }
        }
      }
      if (found) { // one day more than needed: where midnight is repeated, days interleave
        break;
      }
    }
    return next == null ? Passage.never(inputs) : Passage.open(next.start(), next.end(), inputs);
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
