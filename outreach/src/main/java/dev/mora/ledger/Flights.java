package dev.mora.ledger;

import dev.mora.channel.OutboundMessage;
import dev.mora.channel.SendResult;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is under way: handed to a sender, and not recorded yet. A flight lands once its outcome is
 * recorded; until its lease ends recording is tried again, after that the ledger makes it unknown.
 */
final class Flights {

  private static final Logger LOG = LoggerFactory.getLogger(Flights.class);

  private final DeliveryLedger ledger;
  private final Worker worker;
  private final Announcements announcements;
  private final Shift shift;
  private final Set<Flight> flights = ConcurrentHashMap.newKeySet();
  private volatile @Nullable Error fatal;

  Flights(DeliveryLedger ledger, Worker worker, Announcements announcements, Shift shift) {
    this.ledger = ledger;
    this.worker = worker;
    this.announcements = announcements;
    this.shift = shift;
  }

  int size() {
    return flights.size();
  }

  boolean isEmpty() {
    return flights.isEmpty();
  }

  /** Whether an answer has come that the ledger does not have. */
  boolean hasUnrecorded() {
    return flights.stream().anyMatch(Flight::hasResult);
  }

  /** Throws what recording an outcome died of. */
  void requireAlive() {
    Error died = fatal;
    if (died != null) {
      throw died;
    }
  }

  // --- out

  void add(Flight flight) {
    flights.add(flight);
  }

  /** The one place in this library where a message leaves. */
  void handOver(Flight flight, Dispatch dispatch) {
    var message =
        new OutboundMessage(ledger.correlation(dispatch.id()), dispatch.to(), dispatch.content());
    CompletionStage<SendResult> exchange;
    try {
      exchange = flight.line.sender.send(message);
    } catch (RuntimeException failure) {
      finish(flight, new SendResult.Unknown(SafeText.nameOf(failure)));
      return;
    }
    flight.exchange(exchange);
    exchange.whenComplete(
        (result, failure) ->
            finish(
                flight,
                failure == null ? result : new SendResult.Unknown(SafeText.nameOf(failure))));
  }

  // --- back

  void finish(Flight flight, SendResult result) {
    if (flight.result.compareAndSet(null, result)) {
      record(flight, result);
    } else if (result.kind() == SendResult.Kind.ACCEPTED) {
      recordLate(flight, result);
    }
  }

  private void record(Flight flight, SendResult result) {
    try {
      DispatchEntry entry = ledger.outcome(flight.claim, result).entry();
      if (land(flight)) {
        announcements.tell(entry);
        flight.landed.complete(entry);
      }
    } catch (RuntimeException failure) {
      LOG.error(
          "the outcome of {} is not recorded yet: {}", flight.claim.id(), SafeText.nameOf(failure));
    } catch (Error died) {
      fatal = died;
      shift.signal();
    }
  }

  /** The answer came after we had given it up: the ledger still wants to know. */
  private void recordLate(Flight flight, SendResult result) {
    try {
      announcements.tell(ledger.outcome(flight.claim, result).entry());
    } catch (RuntimeException failure) {
      LOG.error("the late outcome of {} is lost: {}", flight.claim.id(), SafeText.nameOf(failure));
    }
  }

  /** Tries unrecorded outcomes again and gives up what outlived its lease. */
  void tend() {
    for (Flight flight : flights) {
      SendResult result = flight.result.get();
      boolean outlived = worker.isLeaseOver(flight.claimedNanos);
      if (result == null && outlived) {
        finish(flight, new SendResult.Unknown("no answer within the lease"));
      } else if (result != null && !flight.isOver()) {
        record(flight, result);
        if (outlived && !flight.isOver()) {
          giveUp(flight);
        }
      }
    }
  }

  /** Cancels what has no answer: it may have been sent, so it becomes unknown. */
  void abandonAll() {
    for (Flight flight : flights) {
      finish(flight, new SendResult.Unknown("closed before an answer"));
      flight.abandon();
      SendResult result = flight.result.get();
      if (result != null && !flight.isOver()) {
        record(flight, result);
      }
      giveUp(flight);
    }
  }

  private void giveUp(Flight flight) {
    if (land(flight)) {
      flight.landed.completeExceptionally(
          new IllegalStateException(
              "the outcome of " + flight.claim.id() + " could not be recorded"));
    }
  }

  private boolean land(Flight flight) {
    if (!flight.end()) {
      return false;
    }
    flights.remove(flight);
    flight.line.leave();
    shift.signal();
    return true;
  }
}
