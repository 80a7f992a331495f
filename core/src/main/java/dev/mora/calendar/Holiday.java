package dev.mora.calendar;

import java.time.LocalDate;
import java.util.Objects;

/**
 * One public holiday.
 *
 * @param name in the country's language
 * @param source law or decree that makes it one
 */
public record Holiday(LocalDate date, String name, String source, Status status) {

  public Holiday {
    Objects.requireNonNull(date, "date");
    Objects.requireNonNull(status, "status");
    if (name.isBlank() || source.isBlank()) {
      throw new IllegalArgumentException("a holiday has a name and a source");
    }
  }

  /** How well the entry is known. */
  public enum Status {
    /** Read in the law or decree itself. */
    VERIFIED_PRIMARY,
    /** Read in reports or copies of it. */
    VERIFIED_SECONDARY,
    /** Derived or remembered: a default, not a claim. */
    UNVERIFIED
  }
}
