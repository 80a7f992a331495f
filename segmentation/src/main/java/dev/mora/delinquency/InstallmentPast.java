package dev.mora.delinquency;

import dev.mora.money.Money;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * An installment and what became of it by the as-of date of a past. Of payments the k-th
 * installment by due date is met since the first payment day from which on at least k were met.
 *
 * @param number the host's
 * @param dueOn on which it had to be paid; a closed day is moved as the policy says
 * @param metOn since when it has been met; empty if it is not
 * @param replacedOn when a restructure took its place before it was met
 */
public record InstallmentPast(
    int number,
    LocalDate dueOn,
    Money due,
    Optional<LocalDate> metOn,
    Optional<LocalDate> replacedOn) {

  /** Whether it is still to be paid. */
  public boolean isOpen() {
    return metOn.isEmpty() && replacedOn.isEmpty();
  }

  /**
   * Days from its due date to the day it was met or replaced, or to the as-of date; 0 if it was met
   * early.
   */
  public int lateness(LocalDate asOf) {
    LocalDate end = metOn.or(() -> replacedOn).orElse(asOf);
    return Math.toIntExact(Math.max(0, ChronoUnit.DAYS.between(dueOn, end)));
  }

  /** Without the amount. */
  @Override
  public String toString() {
    return "InstallmentPast(" + number + ", due " + dueOn + ")";
  }
}
