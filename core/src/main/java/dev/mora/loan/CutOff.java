package dev.mora.loan;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Objects;

/**
 * Makes the value date of a payment from the moment it came in: first the lender's zone, then the
 * date. What comes in behind the end of the banking day counts for the next calendar day.
 *
 * @param zone of the lender, not of the server
 * @param at the last moment of the banking day, itself still in it; {@link LocalTime#MAX} if the
 *     day ends at midnight
 */
public record CutOff(ZoneId zone, LocalTime at) {

  public CutOff {
    Objects.requireNonNull(zone, "zone");
    Objects.requireNonNull(at, "at");
  }

  /** The banking day is the calendar day. */
  public static CutOff midnight(ZoneId zone) {
    return new CutOff(zone, LocalTime.MAX);
  }

  public LocalDate valueDate(Instant received) {
    ZonedDateTime there = received.atZone(zone);
    LocalDate day = there.toLocalDate();
    return there.toLocalTime().isAfter(at) ? day.plusDays(1) : day;
  }
}
