package dev.mora.ledger;

import dev.mora.channel.Handling;
import dev.mora.channel.OutboundMessage;
import dev.mora.channel.SendResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is under way: handed to a sender, and not recorded yet. A flight lands once its outcome is
 * recorded; until its lease ends recording is tried again, after that the ledger makes it unknown.
 */
final class Flights {

  private static final Logger LOG = LoggerFactory.getLogger(Flights.class);

  /** Answers that one transaction records. */
  private static final int GROUP = 64;

  /** Recorded answers after which those who wait for the first of them are told. */
  private static final int PATIENT = 16 * GROUP;

  private final DeliveryLedger ledger;
  private final Worker worker;
  private final Announcements announcements;
  private final Shift shift;
  private final Set<Flight> flights = ConcurrentHashMap.newKeySet();
  private final Queue<Flight> gathered = new ConcurrentLinkedQueue<>();
  private final ReentrantLock recording = new ReentrantLock();
  private volatile @Nullable Error fatal;
  private volatile boolean closed;

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

  /** Whether an answer has come that the ledger would not take. */
  boolean hasUnrecorded() {
    return flights.stream().anyMatch(Flight::isUnrecorded);
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
    if (closed) {
      finish(flight, new SendResult.NotSent("closed before it was sent", Duration.ZERO));
      return;
    }
    try {
      var message =
          new OutboundMessage(ledger.correlation(dispatch.id()), dispatch.to(), dispatch.content());
      CompletionStage<SendResult> exchange =
          Objects.requireNonNull(flight.line.sender.send(message), "a sender's answer");
      flight.exchange(exchange);
      exchange.whenComplete((result, failure) -> finish(flight, answer(result, failure)));
    } catch (RuntimeException failure) {
      finish(flight, new SendResult.Unknown(SafeText.nameOf(failure)));
    } catch (Error died) {
      finish(flight, new SendResult.Unknown(SafeText.nameOf(died)));
      throw died;
    }
  }

  private static SendResult answer(@Nullable SendResult result, @Nullable Throwable failure) {
    if (result != null) {
      return result;
    }
    return new SendResult.Unknown(failure == null ? "no answer" : SafeText.nameOf(failure));
  }

  // --- back

  void finish(Flight flight, SendResult result) {
    if (flight.result.compareAndSet(null, result)) {
      gathered.add(flight);
      if (result instanceof SendResult.Refused refused
          && refused.handling() == Handling.SLOW_SENDER) {
        slowDown(flight.line);
      }
      recordGathered();
    } else if (result.kind() == SendResult.Kind.ACCEPTED) {
      recordLate(flight, result);
    }
  }

  /** Asks the host's sender what it declares: a failure there costs the pace, never an answer. */
  void slowDown(SenderLine line) {
    try {
      line.tooFast(worker.nanos());
    } catch (RuntimeException failure) {
      LOG.error("a sender is not slowed down: {}", SafeText.nameOf(failure));
    }
  }

  /** One thread at a time records what has gathered while the one before it was at it. */
  private void recordGathered() {
    var landings = new ArrayList<Runnable>();
    do {
      landings.clear();
      while (landings.size() < PATIENT && !gathered.isEmpty() && recording.tryLock()) {
        try {
          landings.addAll(record(nextGroup()));
        } finally {
          recording.unlock();
        }
      }
      // whoever waits for them may take time: outside of the lock, behind what came meanwhile
      tell(landings);
    } while (!landings.isEmpty());
  }

  private List<Flight> nextGroup() {
    var group = new ArrayList<Flight>();
    Flight next = gathered.poll();
    while (next != null) {
      group.add(next);
      next = group.size() < GROUP ? gathered.poll() : null;
    }
    return group;
  }

  /** All of them, whatever one dies of. */
  private static void tell(List<Runnable> landings) {
    Error died = null;
    for (Runnable landing : landings) {
      try {
        landing.run();
      } catch (Error fault) {
        died = died == null ? fault : died;
      }
    }
    if (died != null) {
      throw died;
    }
  }

  /**
   * Records what their answers are.
   *
   * @return what tells those who wait
   */
  private List<Runnable> record(List<Flight> group) {
    if (group.isEmpty()) {
      return List.of();
    }
    try {
      List<Applied> applied = ledger.outcomes(group.stream().map(Flight::answer).toList());
      var landings = new ArrayList<Runnable>();
      for (int i = 0; i < group.size(); i++) {
        Flight flight = group.get(i);
        DispatchEntry entry = applied.get(i).entry();
        flight.unrecorded(false);
        if (land(flight)) {
          landings.add(
              () -> {
                try {
                  announcements.tell(entry);
                } finally {
                  flight.landed.complete(entry);
                }
              });
        }
      }
      return landings;
    } catch (RuntimeException failure) {
      return group.size() == 1
          ? notRecorded(group.get(0), failure)
          // whoever of them it is because of shall fail alone
          : group.stream().flatMap(flight -> record(List.of(flight)).stream()).toList();
    } catch (Error died) {
      LOG.error("recording answers died: {}", died.getClass().getName());
      fatal = died;
      group.forEach(flight -> flight.landed.completeExceptionally(died));
      shift.signal();
      return List.of();
    }
  }

  private static List<Runnable> notRecorded(Flight flight, RuntimeException failure) {
    flight.unrecorded(true);
    LOG.error(
        "the outcome of {} is not recorded yet: {}", flight.claim.id(), SafeText.nameOf(failure));
    return List.of();
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
    recordGathered();
    var unrecorded = new ArrayList<Flight>();
    for (Flight flight : flights) {
      if (flight.isUnrecorded()) {
        unrecorded.add(flight);
      } else if (flight.result.get() == null && worker.isLeaseOver(flight.claimedNanos)) {
        finish(flight, new SendResult.Unknown("no answer within the lease"));
      }
    }
    tell(record(unrecorded));
    for (Flight flight : unrecorded) {
      if (flight.isUnrecorded() && worker.isLeaseOver(flight.claimedNanos)) {
        giveUp(flight);
      }
    }
  }

  /** Cancels what has no answer: it may have been sent, so it becomes unknown. Sends no more. */
  void abandonAll() {
    closed = true;
    for (Flight flight : flights) {
      finish(flight, new SendResult.Unknown("closed before an answer"));
      flight.abandon();
      if (!flight.isOver()) {
        tell(record(List.of(flight)));
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
