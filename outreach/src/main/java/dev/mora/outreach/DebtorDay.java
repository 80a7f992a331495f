package dev.mora.outreach;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;

/**
 * The calendar of a person whose zone may not be known for certain: a day ends when it ends in the
 * first of the zones, and begins when it has begun in all of them.
 */
record DebtorDay(List<ZoneId> zones) {

  DebtorDay {
    zones = zones.isEmpty() ? List.of(ZoneOffset.UTC) : List.copyOf(zones);
  }

  /** Within contact hours of all zones they agree on the date. */
  LocalDate of(Instant moment) {
    return moment.atZone(zones.get(0)).toLocalDate();
  }

  /** The first midnight after a moment. */
  Instant endAfter(Instant moment) {
    return zones.stream()
        .map(zone -> moment.atZone(zone).toLocalDate().plusDays(1).atStartOfDay(zone).toInstant())
        .min(Comparator.naturalOrder())
        .orElseThrow();
  }

  /** When it begins in the first of the zones. */
  Instant firstOf(LocalDate day) {
    return zones.stream()
        .map(zone -> day.atStartOfDay(zone).toInstant())
        .min(Comparator.naturalOrder())
        .orElseThrow();
  }

  Instant startOf(LocalDate day) {
    return zones.stream()
        .map(zone -> day.atStartOfDay(zone).toInstant())
        .max(Comparator.naturalOrder())
        .orElseThrow();
  }
}
