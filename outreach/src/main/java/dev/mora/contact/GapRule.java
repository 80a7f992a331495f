package dev.mora.contact;

import dev.mora.history.ContactRecord;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;

/**
 * The least time from one contact to the next, over the channels of the rule together.
 *
 * @param fullDaysBetween whole calendar days in the debtor's zone that lie between the two; 0 if
 *     only {@code elapsed} counts
 */
record GapRule(
    RuleHead head, int fullDaysBetween, Duration elapsed, CapRule.Scope scope, Counting basis)
    implements Rule.OfTime {

  @Override
  public Passage next(Instant t, ZoneId zone, Situation situation) {
    Optional<Instant> last =
        situation.contacts().stream()
            .filter(each -> head.binding().bindsChannel(each.channel()))
            .filter(basis::counts)
            .filter(each -> CapRule.inScope(each, scope, situation))
            .map(ContactRecord::at)
            .max(Instant::compareTo);
    if (last.isEmpty()) {
      return Passage.open(t, Instant.MAX, Map.of("last", ""));
    }
    Instant from = last.get().plus(elapsed);
    if (fullDaysBetween > 0) {
      LocalDate day = LocalDate.ofInstant(last.get(), zone).plusDays(fullDaysBetween + 1L);
      Instant start = day.atStartOfDay(zone).toInstant();
      from = start.isAfter(from) ? start : from;
    }
    return Passage.open(
        from.isAfter(t) ? from : t, Instant.MAX, Map.of("last", last.get().toString()));
  }

  @Override
  public String reason() {
    return "TOO_SOON";
  }

  @Override
  public boolean isAboutHours() {
    return false;
  }

  @Override
  public boolean isAtLeastAsTightAs(Rule other) {
    return other instanceof GapRule that
        && head.binding().covers(that.head.binding())
        && fullDaysBetween >= that.fullDaysBetween
        && elapsed.compareTo(that.elapsed) >= 0
        && (scope == CapRule.Scope.BORROWER || that.scope == CapRule.Scope.LOAN)
        && basis.countsAtLeastAsMuchAs(that.basis);
  }
}
