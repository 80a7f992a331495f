package dev.mora.portfolio;

import dev.mora.money.Money;
import java.time.LocalDate;
import java.util.Objects;
import java.util.Optional;

/**
 * What a lender that assesses its loans itself says of one of them; it replaces our assessment.
 *
 * @param daysPastDue raw days, 0 or more
 */
public record GivenFacts(
    int daysPastDue,
    Money overdueAmount,
    Money outstanding,
    Optional<LocalDate> nextDueOn,
    Optional<Money> nextDueAmount) {

  public GivenFacts {
    Objects.requireNonNull(nextDueOn, "nextDueOn");
    Objects.requireNonNull(nextDueAmount, "nextDueAmount");
    if (daysPastDue < 0) {
      throw new IllegalArgumentException("days past due must not be negative: " + daysPastDue);
    }
    if (overdueAmount.compareTo(outstanding) > 0) {
      throw new IllegalArgumentException("the overdue amount is more than the outstanding one");
    }
    if (overdueAmount.isNegative()) {
      throw new IllegalArgumentException("the overdue amount must not be negative");
    }
    nextDueAmount.ifPresent(overdueAmount::compareTo);
  }

  /** Outstanding is taken to be the overdue amount. */
  public static GivenFacts of(int daysPastDue, Money overdueAmount) {
    return new GivenFacts(
        daysPastDue, overdueAmount, overdueAmount, Optional.empty(), Optional.empty());
  }

  /** Without amounts. */
  @Override
  public String toString() {
    return "GivenFacts(" + daysPastDue + " days)";
  }
}
