package dev.mora.contact;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A part of a day by the wall clock, {@code [from, to)} in seconds after 00:00; {@code to} may be
 * 86,400. Where the clock jumps, it is the set of instants at which a wall clock shows such a time:
 * two stretches or none are possible.
 */
record LocalSpan(int from, int to) {

  static final int DAY = 24 * 60 * 60;
  static final LocalSpan WHOLE_DAY = new LocalSpan(0, DAY);

  private static final Pattern FORM = Pattern.compile("(\\d{2}):(\\d{2})-(\\d{2}):(\\d{2})");
  private static final int WIDEST_OFFSET_HOURS = 18;

  LocalSpan {
    if (from < 0 || from >= to || to > DAY) {
      throw new IllegalArgumentException("a span must start before it ends, within one day");
    }
  }

  /** {@code 07:00-22:00}; empty if it is not of this form, or runs over midnight. */
  static Optional<LocalSpan> parse(String text) {
    Matcher m = FORM.matcher(text);
    if (!m.matches()) {
      return Optional.empty();
    }
    int from = seconds(m.group(1), m.group(2));
    int to = seconds(m.group(3), m.group(4));
    return from < 0 || from >= to || to > DAY
        ? Optional.empty()
        : Optional.of(new LocalSpan(from, to));
  }

  private static int seconds(String hours, String minutes) {
    int m = Integer.parseInt(minutes);
    return m > 59 ? -1 : Integer.parseInt(hours) * 3600 + m * 60;
  }

  boolean covers(LocalSpan other) {
    return from <= other.from && other.to <= to;
  }

  /** In order of time; the zone's own clock changes are in it. */
  List<Stretch> on(LocalDate date, ZoneId zone) {
    LocalDateTime start = date.atStartOfDay().plusSeconds(from);
    LocalDateTime end = date.atStartOfDay().plusSeconds(to);
    ZoneRules rules = zone.getRules();
    Instant segmentStart =
        date.minusDays(1).atTime(24 - WIDEST_OFFSET_HOURS, 0).toInstant(ZoneOffset.UTC);
    Instant last = date.plusDays(1).atTime(WIDEST_OFFSET_HOURS, 0).toInstant(ZoneOffset.UTC);
    ZoneOffset offset = rules.getOffset(segmentStart);
    List<Stretch> found = new ArrayList<>(2);
    while (segmentStart.isBefore(last)) {
      ZoneOffsetTransition change = rules.nextTransition(segmentStart);
      Instant segmentEnd =
          change == null || change.getInstant().isAfter(last) ? last : change.getInstant();
      Instant opens = later(start.toInstant(offset), segmentStart);
      Instant closes = earlier(end.toInstant(offset), segmentEnd);
      if (opens.isBefore(closes)) {
        int previous = found.size() - 1;
        if (previous >= 0 && found.get(previous).end().equals(opens)) {
          found.set(previous, new Stretch(found.get(previous).start(), closes));
        } else {
          found.add(new Stretch(opens, closes));
        }
      }
      if (change == null) {
        break;
      }
      segmentStart = segmentEnd;
      offset = change.getOffsetAfter();
    }
    return found;
  }

  private static Instant later(Instant a, Instant b) {
    return a.isAfter(b) ? a : b;
  }

  private static Instant earlier(Instant a, Instant b) {
    return a.isBefore(b) ? a : b;
  }

  @Override
  public String toString() {
    return clock(from) + "-" + clock(to);
  }

  private static String clock(int seconds) {
    int hours = seconds / 3600;
    int minutes = seconds / 60 % 60;
    return (hours < 10 ? "0" : "") + hours + (minutes < 10 ? ":0" : ":") + minutes;
  }

  /** {@code [start, end)}. */
  record Stretch(Instant start, Instant end) {

    boolean contains(Instant t) {
      return !t.isBefore(start) && t.isBefore(end);
    }
  }
}
