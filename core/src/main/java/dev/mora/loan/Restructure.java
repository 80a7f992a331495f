package dev.mora.loan;

import dev.mora.money.Money;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A change of schedule that puts new installments in the place of old ones. Payments with a value
 * date before {@code on} belong to the schedule before it, later ones to the schedule after it; a
 * date before {@code on} is judged by the schedule that was in force then.
 *
 * @param on first day of the new schedule
 * @param replaced the whole schedule in force before {@code on}, paid installments too; empty if
 *     the host no longer has it
 * @param daysPastDue raw days of the old schedule on {@code on}, if the host knows them; otherwise
 *     they are worked out from {@code replaced}
 * @param capitalised arrears that became part of the new schedule, if the host knows
 */
public record Restructure(
    LocalDate on,
    List<Installment> replaced,
    OptionalInt daysPastDue,
    Optional<Money> capitalised) {

  public Restructure {
    Objects.requireNonNull(on, "on");
    replaced = List.copyOf(replaced);
    if (daysPastDue.orElse(0) < 0) {
      throw new IllegalArgumentException(
          "days past due must not be negative: " + daysPastDue.getAsInt());
    }
    if (capitalised.map(Money::isNegative).orElse(false)) {
      throw new IllegalArgumentException("what is capitalised must not be negative");
    }
  }

  /** A restructure of which only the old schedule is known. */
  public static Restructure of(LocalDate on, List<Installment> replaced) {
    return new Restructure(on, replaced, OptionalInt.empty(), Optional.empty());
  }

  /** Without amounts. */
  @Override
  public String toString() {
    return "Restructure(" + on + ")";
  }
}
