package dev.mora.loan;

import java.util.Objects;
import java.util.Optional;

/**
 * What a payer named when paying: an installment, and within it perhaps one component. Only
 * allocation by target heeds it.
 *
 * @param installment number of the installment in the schedule in force on the value date
 * @param component empty for the installment as a whole
 */
public record PaymentTarget(int installment, Optional<Component> component) {

  public PaymentTarget {
    Objects.requireNonNull(component, "component");
    if (installment < 0) {
      throw new IllegalArgumentException("installment numbers start at 0: " + installment);
    }
  }

  /** A whole installment. */
  public static PaymentTarget of(int installment) {
    return new PaymentTarget(installment, Optional.empty());
  }

  public static PaymentTarget of(int installment, Component component) {
    return new PaymentTarget(installment, Optional.of(component));
  }
}
