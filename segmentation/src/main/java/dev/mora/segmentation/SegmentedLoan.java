package dev.mora.segmentation;

import dev.mora.attribute.CaseFacts;
import dev.mora.delinquency.Delinquency;
import dev.mora.loan.Loan;
import dev.mora.party.Borrower;

/**
 * One loan with its segment.
 *
 * @param facts what the rules read: of the loan, or of its borrower if the policy's unit is that
 */
public record SegmentedLoan(
    Loan loan, Borrower borrower, Delinquency delinquency, CaseFacts facts, Placement placement) {

  /** Without personal data. */
  @Override
  public String toString() {
    return "SegmentedLoan(" + loan.id() + ", " + placement.segment() + ")";
  }
}
