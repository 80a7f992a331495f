package dev.mora.conversation;

import dev.mora.loan.LoanId;
import dev.mora.party.BorrowerId;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Who a message comes from, as far as the host and the campaigns know.
 *
 * @param borrowers nobody, one, or several who share the number
 * @param loan the loan that the borrower was last written to about
 * @param daysPastDue of that loan when it was last assessed; 0 if none is known
 * @param segment of it; empty if none is known
 * @param answers whether the message answers one of ours, or is the first word of the person
 */
public record Caller(
    List<BorrowerId> borrowers,
    Optional<LoanId> loan,
    int daysPastDue,
    String segment,
    boolean answers) {

  public Caller {
    borrowers = List.copyOf(borrowers);
    Objects.requireNonNull(loan, "loan");
    Objects.requireNonNull(segment, "segment");
  }

  /** A number that nobody has. */
  public static Caller unknown() {
    return new Caller(List.of(), Optional.empty(), 0, "", false);
  }

  /** Of whom it is certain who it is. */
  public Optional<BorrowerId> borrower() {
    return borrowers.size() == 1 ? Optional.of(borrowers.get(0)) : Optional.empty();
  }
}
