package dev.mora.outreach;

import dev.mora.contact.Suppression;
import dev.mora.ledger.DeliveryLedger;
import dev.mora.ledger.DispatchEntry;
import dev.mora.ledger.DispatchId;
import dev.mora.ledger.EntryFilter;
import dev.mora.ledger.State;
import dev.mora.loan.LoanId;
import dev.mora.party.BorrowerId;
import dev.mora.promise.PromiseToPay;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What happened to a loan elsewhere: first it is held against whatever is planned later, then what
 * waits about it is cancelled. Thread-safe.
 */
final class LoanNews {

  private final DeliveryLedger ledger;
  private final Holds holds;
  private final Errands errands;
  private final InstantSource clock;

  LoanNews(DeliveryLedger ledger, Holds holds, Errands errands, InstantSource clock) {
    this.ledger = ledger;
    this.holds = holds;
    this.errands = errands;
    this.clock = clock;
  }

  int paid(LoanId loan) {
    holds.paid(loan, clock.instant());
    return cancel(loan, "paid");
  }

  int promised(PromiseToPay promise) {
    holds.promised(promise, clock.instant());
    suppress(promise.loan(), Archive.promised(promise));
    return cancel(promise.loan(), "promised");
  }

  int disputed(LoanId loan) {
    holds.disputed(loan, clock.instant());
    suppress(loan, Suppression.of(Suppression.Reason.DISPUTED, loan));
    return cancel(loan, "disputed");
  }

  void disputeEnded(LoanId loan) {
    Suppression dispute = Suppression.of(Suppression.Reason.DISPUTED, loan);
    holds.disputeEnded(loan);
    writtenAbout(loan).forEach(borrower -> ledger.lift(borrower, dispute));
  }

  /** Of whoever was written to about the loan the ledger shows it, too. */
  private void suppress(LoanId loan, Suppression why) {
    writtenAbout(loan).forEach(borrower -> ledger.suppress(borrower, why));
  }

  private Set<BorrowerId> writtenAbout(LoanId loan) {
    Set<BorrowerId> found = new LinkedHashSet<>();
    ledger.forEach(EntryFilter.about(loan), entry -> found.add(entry.borrower()));
    return found;
  }

  private int cancel(LoanId loan, String reason) {
    List<DispatchEntry> open = new ArrayList<>();
    ledger.forEach(
        EntryFilter.about(loan).in(State.PLANNED, State.CLAIMED, State.PARKED), open::add);
    int cancelled = 0;
    for (DispatchEntry entry : open) {
      DispatchId id = entry.id();
      cancelled += ledger.cancel(EntryFilter.of(id), reason, "host");
      errands.drop(id);
    }
    return cancelled;
  }
}
