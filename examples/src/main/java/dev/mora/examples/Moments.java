package dev.mora.examples;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import picocli.CommandLine.TypeConversionException;

/** Reads days and moments as ISO 8601 writes them, and says so to whoever writes them otherwise. */
final class Moments {

  private Moments() {}

  static LocalDate day(String text) {
    try {
      return LocalDate.parse(text);
    } catch (DateTimeException e) {
      throw new TypeConversionException("found " + text + ", expected a date such as 2026-11-24");
    }
  }

  static Instant instant(String text) {
    try {
      return Instant.parse(text);
    } catch (DateTimeException e) {
      throw new TypeConversionException(
          "found " + text + ", expected a moment in UTC such as 2026-11-24T16:00:00Z");
    }
  }
}
