package dev.mora.ledger;

import dev.mora.channel.SendResult;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes one claim through the gate and, if it opens, into the air. */
final class Departures {

  private static final Logger LOG = LoggerFactory.getLogger(Departures.class);
  private static final int FAILURES_IN_A_ROW = 20;

  private final DeliveryLedger ledger;
  private final GateCheck check;
  private final Worker worker;
  private final Flights flights;
  private final Announcements announcements;
  private volatile int gateFailures;

  Departures(
      DeliveryLedger ledger,
      GateCheck check,
      Worker worker,
      Flights flights,
      Announcements announcements) {
    this.ledger = ledger;
    this.check = check;
    this.worker = worker;
    this.flights = flights;
    this.announcements = announcements;
  }

  /**
   * @param claimedNanos when the claim was asked for, by {@link Worker#nanos}
   * @return ends with the row once it has landed, or at once if it stays on the ground
   */
  CompletionStage<DispatchEntry> depart(SenderLine line, Claim claim, long claimedNanos) {
    if (worker.isLate(claimedNanos) || !line.tryEnter()) {
      ledger.giveBack(claim);
      return CompletableFuture.completedFuture(ledger.find(claim.id()).orElseThrow());
    }
    GateResult gate;
    try {
      GateCheck prepared = prepare(claim.dispatch());
      gate = ledger.gate(claim, worker.now(), prepared);
      gateFailures = 0;
    } catch (RuntimeException failure) {
      line.leave();
      return gateFailed(claim, failure);
    } catch (Error died) {
      line.leave();
      throw died;
    }
    if (!gate.isOpen()) {
      line.leave();
      if (gate.kind() == GateResult.Kind.CLOSED) {
        announcements.tell(gate.entry());
      }
      return CompletableFuture.completedFuture(gate.entry());
    }
    var flight = new Flight(claim, line, claimedNanos);
    flights.add(flight);
    if (worker.isLate(claimedNanos)) {
      flights.finish(flight, new SendResult.NotSent("too late for this lease", Duration.ZERO));
    } else {
      flights.handOver(flight, gate.dispatch());
    }
    return flight.landed;
  }

  /** A check that cannot be prepared fails at the gate, where failures of one are counted. */
  private GateCheck prepare(Dispatch dispatch) {
    try {
      return check.prepared(dispatch);
    } catch (RuntimeException failure) {
      return view -> {
        throw failure;
      };
    }
  }

  private CompletionStage<DispatchEntry> gateFailed(Claim claim, RuntimeException failure) {
    LOG.error("the ledger failed at the gate of {}: {}", claim.id(), SafeText.nameOf(failure));
    int failures = gateFailures + 1;
    gateFailures = failures;
    if (failures >= FAILURES_IN_A_ROW) {
      throw failure;
    }
    return CompletableFuture.failedFuture(failure);
  }
}
