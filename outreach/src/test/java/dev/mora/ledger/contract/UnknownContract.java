package dev.mora.ledger.contract;

import static dev.mora.ledger.contract.LedgerFixture.LEASE;
import static dev.mora.ledger.contract.LedgerFixture.START;
import static dev.mora.ledger.contract.LedgerFixture.dispatchTo;
import static dev.mora.ledger.contract.LedgerFixture.failure;
import static dev.mora.ledger.contract.LedgerFixture.pass;
import static dev.mora.ledger.contract.LedgerFixture.request;
import static dev.mora.ledger.contract.LedgerFixture.row;
import static dev.mora.ledger.contract.LedgerFixture.status;
import static dev.mora.ledger.contract.LedgerFixture.submitted;

import dev.mora.channel.ChannelEvent.Status;
import dev.mora.channel.Handling;
import dev.mora.channel.SendResult;
import dev.mora.ledger.Claim;
import dev.mora.ledger.Dispatch;
import dev.mora.ledger.DispatchEntry;
import dev.mora.ledger.DispatchId;
import dev.mora.ledger.LedgerSettings;
import dev.mora.ledger.Resolution;
import dev.mora.ledger.State;
import dev.mora.ledger.UnknownPolicy;
import java.time.Duration;
import java.time.Instant;

/** A ledger with an unknown in it, and what may happen to one. */
abstract class UnknownContract extends LedgerContract {

  static final Duration DEADLINE = Duration.ofHours(24);
  static final Instant DUE = START.plus(DEADLINE);

  final void reopen(LedgerSettings settings) {
    ledger.close();
    ledger = create(settings, clock);
  }

  final void reopenResending() {
    reopen(LedgerSettings.of("test").with(UnknownPolicy.RESEND, DEADLINE));
  }

  /** Of {@code B-1}, since {@code START}. */
  final Claim unknown() {
    return unknown(dispatchTo("B-1"));
  }

  final Claim unknown(Dispatch dispatch) {
    Claim claim = submitted(ledger, dispatch, clock.instant());
    ledger.outcome(claim, new SendResult.Unknown("no answer"));
    return claim;
  }

  /** Another message, accepted now, of which a status comes. */
  final void prove(String borrower) {
    Claim claim = submitted(ledger, dispatchTo(borrower), clock.instant());
    ledger.outcome(claim, new SendResult.Accepted("wamid." + borrower));
    told(claim.id(), "wamid." + borrower, Status.State.SENT);
  }

  final void told(DispatchId dispatch, String providerId, Status.State state) {
    ledger.merge(status(ledger, dispatch, providerId, state, clock.instant()));
  }

  final void proveAliveAndReapAtDeadline() {
    clock.advance(Duration.ofMinutes(1));
    prove("B-2");
    reapAt(DUE);
  }

  final void reapAt(Instant moment) {
    clock.advance(Duration.between(clock.instant(), moment));
    ledger.reap();
  }

  /** Five minutes behind the lease. */
  final DispatchEntry foundUnsent(Claim claim) {
    clock.advance(LEASE.plus(Duration.ofMinutes(5)));
    return ledger.resolve(claim.id(), Resolution.NOT_SENT, "not on the provider's list", "marta");
  }

  final Claim unknownAgain() {
    reopenResending();
    Claim claim = unknown();
    proveAliveAndReapAtDeadline();
    Claim again = claimAgain(claim);
    pass(ledger, again, clock.instant());
    return again;
  }

  final void failed(Claim claim, String providerId) {
    ledger.merge(
        failure(
            ledger.correlation(claim.id()),
            providerId,
            "131026",
            Handling.FAIL_MESSAGE,
            clock.instant()));
  }

  final State state(Claim claim) {
    return row(ledger, claim.id()).state();
  }

  final Claim claimAgain(Claim claim) {
    return ledger.claim(request().only(claim.id())).get(0);
  }
}
