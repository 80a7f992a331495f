package dev.mora.delinquency;

import java.time.LocalDate;
import java.time.Period;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * A maximal run of days on which a loan had counted days. It ends in a technical cure: the first
 * day without any, be it by payment, by restructure or because the loan was paid off.
 *
 * @param pastDueSince the oldest unmet due date when it began
 * @param lateFrom its first day
 * @param curedOn the day behind its last one; empty if it goes on
 * @param lateAgainOn first day of the next run; empty if there is none so far
 * @param worstCountedDays the most of its days
 */
public record LateSpell(
    LocalDate pastDueSince,
    LocalDate lateFrom,
    Optional<LocalDate> curedOn,
    Optional<LocalDate> lateAgainOn,
    int worstCountedDays) {

  public boolean isCured() {
    return curedOn.isPresent();
  }

  /** From the oldest unmet due date to the cure; empty if there is none. */
  public Optional<Integer> daysToCure() {
    return curedOn.map(day -> Math.toIntExact(ChronoUnit.DAYS.between(pastDueSince, day)));
  }

  /**
   * Whether the loan stayed without counted days for a probation (three months are typical, twelve
   * after a restructure). Empty as long as that cannot be told.
   */
  public Optional<Boolean> isSustained(Period probation, LocalDate asOf) {
    if (curedOn.isEmpty()) {
      return Optional.empty();
    }
    LocalDate end = curedOn.get().plus(probation);
    if (lateAgainOn.isPresent() && lateAgainOn.get().isBefore(end)) {
      return Optional.of(false);
    }
    return asOf.plusDays(1).isBefore(end) ? Optional.empty() : Optional.of(true);
  }
}
