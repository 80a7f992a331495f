package dev.mora.outreach;

import dev.mora.loan.LoanId;
import dev.mora.money.Money;
import dev.mora.party.BorrowerId;
import dev.mora.template.PayLink;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Where a borrower pays. Asked while a plan is made, on the planning thread, for each message whose
 * template has a {@code pay-link} field; so it answers from memory or in a few milliseconds. The
 * same question has the same answer on one day: plans are compared and approved word by word. An
 * empty answer is a missing value, for which the field's policy decides; a failure counts as one
 * and stops no other message.
 */
@FunctionalInterface
public interface PaymentLinks {

  Optional<PayLink> linkFor(Asked asked);

  /**
   * What a link is wanted for.
   *
   * @param loans that the message speaks of, the leading one first
   * @param amount that the message asks for; empty if it names none
   */
  record Asked(BorrowerId borrower, List<LoanId> loans, Optional<Money> amount) {

    public Asked {
      Objects.requireNonNull(borrower, "borrower");
      Objects.requireNonNull(amount, "amount");
      loans = List.copyOf(loans);
      if (loans.isEmpty()) {
        throw new IllegalArgumentException("a link is for at least one loan");
      }
    }

    /** Without the amount. */
    @Override
    public String toString() {
      return "Asked(" + loans + ")";
    }
  }
}
