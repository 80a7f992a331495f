package dev.mora.delinquency;

import java.time.LocalDate;
import java.util.Optional;

/** Dates as epoch days in an int, with one value for none. */
final class Days {

  static final int NONE = Integer.MIN_VALUE;

  private Days() {}

  /**
   * @throws ArithmeticException beyond some five million years
   */
  static int of(LocalDate date) {
    return Math.toIntExact(date.toEpochDay());
  }

  static Optional<LocalDate> date(int day) {
    return day == NONE ? Optional.empty() : Optional.of(LocalDate.ofEpochDay(day));
  }
}
