package dev.mora.segmentation;

import dev.mora.language.Language;
import dev.mora.loan.LoanId;
import dev.mora.money.Money;
import dev.mora.party.BorrowerId;

/**
 * A loan that another policy puts into another segment.
 *
 * @param before by the policy of before, with the rule and the values that it read
 */
public record Mover(
    LoanId loan,
    BorrowerId borrower,
    Money overdue,
    Money outstanding,
    Placement before,
    Placement after) {

  /** {@code EARLY: 16 días de mora (1-30), regla early -> LATE: …}. */
  public String in(Language language) {
    return before.explanation().in(language) + " -> " + after.explanation().in(language);
  }

  /** Without personal data. */
  @Override
  public String toString() {
    return "Mover(" + loan + ", " + before.segment() + " -> " + after.segment() + ")";
  }
}
