package dev.mora.loan;

import dev.mora.money.Money;
import java.time.LocalDate;
import java.util.Objects;
import java.util.Optional;

/**
 * One scheduled obligation of a loan.
 *
 * @param dueOn the last day on which payment is on time
 * @param paid what the core banking system has put to it so far; empty if only payments are known,
 *     which are then allocated by the delinquency policy
 * @param completedOn when it was fully paid, if the host knows
 */
public record Installment(
    int number,
    LocalDate dueOn,
    Amounts due,
    Optional<Amounts> paid,
    Optional<LocalDate> completedOn) {

  public Installment {
    if (number < 0) {
      throw new IllegalArgumentException("installment numbers start at 0: " + number);
    }
    Objects.requireNonNull(dueOn, "dueOn");
    Objects.requireNonNull(completedOn, "completedOn");
    paid.ifPresent(
        amounts -> {
          if (!due.covers(amounts)) {
            throw new IllegalArgumentException("installment " + number + " has more paid than due");
          }
        });
  }

  /** An installment whose payments are known apart. */
  public static Installment of(int number, LocalDate dueOn, Amounts due) {
    return new Installment(number, dueOn, due, Optional.empty(), Optional.empty());
  }

  public Money total() {
    return due.total();
  }

  /** Without amounts. */
  @Override
  public String toString() {
    return "Installment(" + number + ", due " + dueOn + ")";
  }
}
