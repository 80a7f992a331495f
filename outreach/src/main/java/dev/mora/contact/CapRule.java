package dev.mora.contact;

import dev.mora.history.ContactRecord;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * At most so many contacts in a period, over the channels of the rule together.
 *
 * @param max 1 or more
 * @param per all of them hold
 * @param severity {@code PRESUMPTION} where the law only presumes harassment; it defers all the
 *     same
 */
record CapRule(
    RuleHead head, int max, List<Period> per, Scope scope, Counting basis, Severity severity)
    implements Rule.OfTime {

  CapRule {
    per = List.copyOf(per);
  }

  /** Whose contacts are counted. A record that names no loan counts for every loan. */
  enum Scope {
    BORROWER,
    LOAN
  }

  enum Severity {
    HARD,
    PRESUMPTION
  }

  @Override
  public Passage next(Instant t, ZoneId zone, Situation situation) {
    List<Instant> counted = counted(situation);
    Instant from = t;
    long most = 0;
    for (Period period : per) {
      most = Math.max(most, period.used(counted, t, zone));
      Instant free = period.free(counted, max, t, zone);
      from = free.isAfter(from) ? free : from;
    }
    Map<String, String> inputs = Map.of("used", Long.toString(most), "max", Integer.toString(max));
    return Passage.open(from, Instant.MAX, inputs);
  }

  private List<Instant> counted(Situation situation) {
    return situation.contacts().stream()
        .filter(each -> head.binding().bindsChannel(each.channel()))
        .filter(basis::counts)
        .filter(each -> inScope(each, scope, situation))
        .map(ContactRecord::at)
        .sorted(Comparator.reverseOrder())
        .toList();
  }

  static boolean inScope(ContactRecord contact, Scope scope, Situation situation) {
    return scope == Scope.BORROWER
        || contact.loan().isEmpty()
        || situation.request().loan().isEmpty()
        || contact.loan().equals(situation.request().loan());
  }

  @Override
  public String reason() {
    return "CAP_REACHED";
  }

  @Override
  public boolean isAboutHours() {
    return false;
  }

  @Override
  public boolean isAtLeastAsTightAs(Rule other) {
    return other instanceof CapRule that
        && head.binding().covers(that.head.binding())
        && max <= that.max
        && per.containsAll(that.per)
        && (scope == Scope.BORROWER || that.scope == Scope.LOAN)
        && basis.countsAtLeastAsMuchAs(that.basis);
  }

  /** The time over which a cap counts. */
  sealed interface Period {

    /** How many of the counted contacts fall into the period of {@code t}. */
    long used(List<Instant> newestFirst, Instant t, ZoneId zone);

    /** The first moment at or after {@code t} with fewer than {@code max}. */
    Instant free(List<Instant> newestFirst, int max, Instant t, ZoneId zone);
  }

  /** A calendar day in the debtor's zone, however many hours it has. */
  record CalendarDay() implements Period {

    @Override
    public long used(List<Instant> newestFirst, Instant t, ZoneId zone) {
      LocalDate day = LocalDate.ofInstant(t, zone);
      return newestFirst.stream().filter(at -> LocalDate.ofInstant(at, zone).equals(day)).count();
    }

    @Override
    public Instant free(List<Instant> newestFirst, int max, Instant t, ZoneId zone) {
      Instant free = t;
      while (used(newestFirst, free, zone) >= max) {
        free = LocalDate.ofInstant(free, zone).plusDays(1).atStartOfDay(zone).toInstant();
      }
      return free;
    }
  }

  /** A calendar week in the debtor's zone. */
  record CalendarWeek(DayOfWeek first) implements Period {

    @Override
    public long used(List<Instant> newestFirst, Instant t, ZoneId zone) {
      LocalDate week = weekOf(t, zone);
      return newestFirst.stream().filter(at -> weekOf(at, zone).equals(week)).count();
    }

    @Override
    public Instant free(List<Instant> newestFirst, int max, Instant t, ZoneId zone) {
      Instant free = t;
      while (used(newestFirst, free, zone) >= max) {
        free = weekOf(free, zone).plusWeeks(1).atStartOfDay(zone).toInstant();
      }
      return free;
    }

    private LocalDate weekOf(Instant t, ZoneId zone) {
      return LocalDate.ofInstant(t, zone).with(TemporalAdjusters.previousOrSame(first));
    }
  }

  /** Elapsed time backwards from each moment; a contact exactly that long ago no longer counts. */
  record Rolling(Duration length) implements Period {

    @Override
    public long used(List<Instant> newestFirst, Instant t, ZoneId zone) {
      Instant start = t.minus(length);
      return newestFirst.stream().filter(at -> at.isAfter(start)).count();
    }

    @Override
    public Instant free(List<Instant> newestFirst, int max, Instant t, ZoneId zone) {
      if (newestFirst.size() < max) {
        return t;
      }
      Instant free = newestFirst.get(max - 1).plus(length);
      return free.isAfter(t) ? free : t;
    }
  }
}
