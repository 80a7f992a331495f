package dev.mora.loan;

import dev.mora.party.BorrowerId;
import java.util.Objects;

/** Another person bound by a loan. */
public record LoanParty(BorrowerId borrower, Role role) {

  public LoanParty {
    Objects.requireNonNull(borrower, "borrower");
    Objects.requireNonNull(role, "role");
  }

  public enum Role {
    CO_BORROWER,
    GUARANTOR,
    GROUP
  }
}
