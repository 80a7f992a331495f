package dev.mora.delinquency;

import dev.mora.loan.Loan;
import dev.mora.loan.LoanId;
import dev.mora.money.Money;
import java.time.LocalDate;
import java.util.Objects;

/**
 * How one loan stood at the end of one day, in the few figures that a change is told by.
 *
 * @param status the host's, which has no date; PENDING before an active loan was disbursed
 * @param daysPastDue raw
 * @param countedDays after grace and pauses
 * @param bucket as {@link Delinquency#bucket()}
 * @param overdueAmount as {@link Delinquency#overdueAmount()}
 */
public record Standing(
    LoanId loan,
    LocalDate asOf,
    Loan.Status status,
    int daysPastDue,
    int countedDays,
    String bucket,
    Money overdueAmount,
    Money outstanding,
    Money outstandingPrincipal) {

  public Standing {
    Objects.requireNonNull(loan, "loan");
    Objects.requireNonNull(asOf, "asOf");
    Objects.requireNonNull(status, "status");
    Objects.requireNonNull(bucket, "bucket");
    overdueAmount.compareTo(outstanding);
    outstanding.compareTo(outstandingPrincipal);
    if (daysPastDue < 0 || countedDays < 0) {
      throw new IllegalArgumentException("days must not be negative");
    }
  }

  /** No amounts: they are personal. */
  @Override
  public String toString() {
    return "Standing("
        + loan
        + ", "
        + asOf
        + ", "
        + daysPastDue
        + " days, counted "
        + countedDays
        + ", bucket "
        + bucket
        + ")";
  }
}
