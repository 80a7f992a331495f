package dev.mora.attribute;

import dev.mora.delinquency.Delinquency;
import dev.mora.loan.Loan;
import dev.mora.party.Borrower;

/** One loan of a portfolio with its borrower, its assessment and all that is known of it. */
public record Case(Loan loan, Borrower borrower, Delinquency delinquency, CaseFacts facts) {

  /** Without personal data. */
  @Override
  public String toString() {
    return "Case(" + loan.id() + ")";
  }
}
