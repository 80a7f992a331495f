package dev.mora.outreach;

import dev.mora.contact.Purpose;
import dev.mora.loan.LoanId;
import dev.mora.money.Money;
import java.util.Objects;
import java.util.Optional;

/**
 * What a single message is about; rules and the gate read it.
 *
 * @param loan lets the gate ask the host how the loan stands; empty if the message is about none
 * @param overdue the arrears that the text names: if they have changed, the message is not sent
 */
public record About(
    Purpose purpose,
    Optional<LoanId> loan,
    String product,
    int daysPastDue,
    Optional<Money> overdue) {

  public About {
    Objects.requireNonNull(purpose, "purpose");
    Objects.requireNonNull(loan, "loan");
    Objects.requireNonNull(product, "product");
    Objects.requireNonNull(overdue, "overdue");
  }

  /** Asks for overdue money, no more is said: the strictest rules hold. */
  public static About collection() {
    return new About(Purpose.COLLECTION, Optional.empty(), "", 0, Optional.empty());
  }

  public static About of(Purpose purpose) {
    return new About(purpose, Optional.empty(), "", 0, Optional.empty());
  }

  /** Asks for the arrears of a loan. */
  public static About overdue(LoanId loan, int daysPastDue, Money overdue) {
    return new About(Purpose.COLLECTION, Optional.of(loan), "", daysPastDue, Optional.of(overdue));
  }
}
