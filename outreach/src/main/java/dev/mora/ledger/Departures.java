package dev.mora.ledger;

import dev.mora.channel.SendResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes claims through the gate together and, where it opens, one by one into the air. */
final class Departures {

  private static final Logger LOG = LoggerFactory.getLogger(Departures.class);
  private static final int FAILURES_IN_A_ROW = 20;

  /** How old what a gate judged by may be when the body leaves. */
  private static final Duration FRESH = Duration.ofSeconds(5);

  /** A batch goes to the gate when its first check was asked so long ago. */
  private static final Duration GATHERING = Duration.ofSeconds(1);

  /**
   * So many open their gates with one commit. A kill right behind it leaves so many that may have
   * been sent and were not; fewer would cost more commits.
   */
  private static final int BATCH = 16;

  private record Stranded(Claim claim, long claimedNanos) {}

  private final DeliveryLedger ledger;
  private final GateCheck check;
  private final Worker worker;
  private final Shift shift;
  private final Flights flights;
  private final Announcements announcements;
  private final Map<DispatchId, Stranded> stranded = new ConcurrentHashMap<>();
  private volatile int gateFailures;

  Departures(
      DeliveryLedger ledger,
      GateCheck check,
      Worker worker,
      Shift shift,
      Flights flights,
      Announcements announcements) {
    this.ledger = ledger;
    this.check = check;
    this.worker = worker;
    this.shift = shift;
    this.flights = flights;
    this.announcements = announcements;
  }

  /**
   * @param claimedNanos when the claims were asked for, by {@link Worker#nanos}
   * @return one for each, in no order; ends with the row once it has landed, or at once if it stays
   *     on the ground
   */
  List<CompletionStage<DispatchEntry>> depart(
      SenderLine line, List<Claim> claims, long claimedNanos) {
    try {
      return departAll(line, claims, claimedNanos);
    } finally {
      if (!claims.isEmpty()) {
        shift.signal(); // places are free again without a landing
      }
    }
  }

  private List<CompletionStage<DispatchEntry>> departAll(
      SenderLine line, List<Claim> claims, long claimedNanos) {
    List<Claim> together = claims.stream().filter(Claim::begun).toList();
    List<Claim> alone = claims.stream().filter(claim -> !claim.begun()).toList();
    var stages = new ArrayList<CompletionStage<DispatchEntry>>();
    try {
      stages.addAll(departTogether(line, together, claimedNanos));
    } catch (RuntimeException failure) {
      alone.forEach(rest -> strand(rest, claimedNanos));
      throw failure;
    }
    for (int i = 0; i < alone.size(); i++) {
      try {
        stages.addAll(departAlone(line, alone.get(i), claimedNanos));
      } catch (RuntimeException failure) {
        alone.subList(i + 1, alone.size()).forEach(rest -> strand(rest, claimedNanos));
        throw failure;
      }
    }
    return stages;
  }

  /** One whose gate may kill this worker: what it is asked first is written before. */
  private List<CompletionStage<DispatchEntry>> departAlone(
      SenderLine line, Claim claim, long claimedNanos) {
    if (!shift.isOpen() || worker.isLate(claimedNanos) || !line.tryEnter()) {
      return List.of(giveBack(claim, claimedNanos));
    }
    Claim begun;
    try {
      begun = ledger.begin(claim);
    } catch (RuntimeException failure) {
      return List.of(gateFailed(line, claim, claimedNanos, failure));
    } catch (Error died) {
      line.leave();
      throw died;
    }
    return prepareAndPass(line, List.of(begun), claimedNanos);
  }

  private List<CompletionStage<DispatchEntry>> departTogether(
      SenderLine line, List<Claim> claims, long claimedNanos) {
    var stages = new ArrayList<CompletionStage<DispatchEntry>>();
    var ready = new ArrayList<Claim>();
    int next = 0;
    try {
      while (next < claims.size()) {
        Claim claim = claims.get(next++);
        if (!shift.isOpen() || worker.isLate(claimedNanos) || !line.tryEnter()) {
          stages.add(giveBack(claim, claimedNanos));
        } else {
          ready.add(claim);
        }
        if (ready.size() == BATCH || next == claims.size() && !ready.isEmpty()) {
          List<Claim> batch = List.copyOf(ready);
          ready.clear();
          stages.addAll(prepareAndPass(line, batch, claimedNanos));
        }
      }
      return stages;
    } catch (RuntimeException | Error failure) {
      leave(line, ready, claimedNanos, failure);
      stay(claims.subList(next, claims.size()), claimedNanos, failure);
      throw failure;
    }
  }

  /** Whatever this ends with, those who do not take off have left the line. */
  private List<CompletionStage<DispatchEntry>> prepareAndPass(
      SenderLine line, List<Claim> claims, long claimedNanos) {
    var stages = new ArrayList<CompletionStage<DispatchEntry>>();
    var ready = new ArrayList<GateRequest>();
    int passed = 0;
    try {
      long oldest = worker.nanos();
      GateCheck ahead = ahead(claims);
      for (int i = 0; i < claims.size(); i++) {
        Claim claim = claims.get(i);
        ready.add(new GateRequest(claim, prepare(ahead, claim.dispatch())));
        List<Claim> rest = claims.subList(i + 1, claims.size());
        if (!rest.isEmpty() && worker.nanos() - oldest >= GATHERING.toNanos()) {
          passed = i + 1;
          stages.addAll(passWhileFresh(line, ready, claimedNanos, oldest));
          ready.clear();
          oldest = worker.nanos();
          ahead = ahead(rest);
        }
      }
      passed = claims.size();
      stages.addAll(passWhileFresh(line, ready, claimedNanos, oldest));
      return stages;
    } catch (RuntimeException | Error failure) {
      leave(line, claims.subList(passed, claims.size()), claimedNanos, failure);
      throw failure;
    }
  }

  /** One that took long made the others wait: what they were told is asked again. */
  private List<CompletionStage<DispatchEntry>> passWhileFresh(
      SenderLine line, List<GateRequest> ready, long claimedNanos, long oldest) {
    boolean isFresh = worker.nanos() - oldest <= FRESH.toNanos();
    return isFresh || ready.size() == 1
        ? pass(line, ready, claimedNanos)
        : passOneByOne(line, ready, claimedNanos, this::preparedAgain);
  }

  private GateRequest preparedAgain(GateRequest request) {
    Claim claim = request.claim();
    return new GateRequest(claim, prepare(ahead(List.of(claim)), claim.dispatch()));
  }

  /** What cannot be read ahead is asked for one by one, where whoever fails does so alone. */
  private GateCheck ahead(List<Claim> claims) {
    try {
      return check.ahead(claims.stream().map(Claim::dispatch).toList());
    } catch (RuntimeException failure) {
      return check;
    }
  }

  /** A check that cannot be prepared fails at the gate, where failures of one are counted. */
  private static GateCheck prepare(GateCheck ahead, Dispatch dispatch) {
    try {
      return ahead.prepared(dispatch);
    } catch (RuntimeException failure) {
      return view -> {
        throw failure;
      };
    }
  }

  private List<CompletionStage<DispatchEntry>> pass(
      SenderLine line, List<GateRequest> ready, long claimedNanos) {
    if (!shift.isOpen() || worker.isLate(claimedNanos)) {
      ready.forEach(request -> line.leave());
      return ready.stream().map(request -> giveBack(request.claim(), claimedNanos)).toList();
    }
    long judgedNanos = worker.nanos();
    List<GateResult> gates;
    try {
      gates = ledger.gate(List.copyOf(ready), worker.now());
      gateFailures = 0;
    } catch (RuntimeException failure) {
      return ready.size() == 1
          ? List.of(gateFailed(line, ready.get(0).claim(), claimedNanos, failure))
          : passOneByOne(line, ready, claimedNanos, UnaryOperator.identity());
    } catch (Error died) {
      ready.forEach(request -> line.leave());
      throw died;
    }
    return takeOff(line, ready, gates, claimedNanos, judgedNanos);
  }

  /** The store refuses the batch: whoever of them it is because of shall fail alone. */
  private List<CompletionStage<DispatchEntry>> passOneByOne(
      SenderLine line,
      List<GateRequest> ready,
      long claimedNanos,
      UnaryOperator<GateRequest> before) {
    var stages = new ArrayList<CompletionStage<DispatchEntry>>();
    int passed = 0;
    try {
      while (passed < ready.size()) {
        GateRequest request = before.apply(ready.get(passed));
        passed++;
        stages.addAll(pass(line, List.of(request), claimedNanos));
      }
      return stages;
    } catch (RuntimeException | Error failure) {
      List<GateRequest> rest = ready.subList(passed, ready.size());
      leave(line, rest.stream().map(GateRequest::claim).toList(), claimedNanos, failure);
      throw failure;
    }
  }

  private List<CompletionStage<DispatchEntry>> takeOff(
      SenderLine line,
      List<GateRequest> ready,
      List<GateResult> gates,
      long claimedNanos,
      long judgedNanos) {
    var stages = new ArrayList<CompletionStage<DispatchEntry>>();
    var open = new ArrayList<Flight>();
    var toSend = new ArrayList<Dispatch>();
    var closed = new ArrayList<DispatchEntry>();
    for (int i = 0; i < ready.size(); i++) {
      GateResult gate = gates.get(i);
      if (gate.isOpen()) {
        var flight = new Flight(ready.get(i).claim(), line, claimedNanos);
        flights.add(flight);
        open.add(flight);
        toSend.add(gate.dispatch());
        stages.add(flight.landed);
        continue;
      }
      line.leave();
      if (gate.kind() == GateResult.Kind.CLOSED) {
        closed.add(gate.entry());
      }
      stages.add(CompletableFuture.completedFuture(gate.entry()));
    }
    int next = 0;
    try {
      while (next < open.size()) {
        Flight flight = open.get(next);
        Dispatch dispatch = toSend.get(next++);
        // each by its own moment: the ones before it may have taken their time
        if (worker.isLate(claimedNanos) || worker.nanos() - judgedNanos > FRESH.toNanos()) {
          stayBehind(flight, "too late for this gate");
        } else {
          flights.handOver(flight, dispatch);
        }
      }
    } catch (Error died) {
      for (Flight rest : open.subList(next, open.size())) {
        try {
          stayBehind(rest, "the sender died");
        } catch (Error another) {
          died.addSuppressed(another);
        }
      }
      throw died;
    }
    closed.forEach(announcements::tell);
    return stages;
  }

  private void stayBehind(Flight flight, String reason) {
    flights.finish(flight, new SendResult.NotSent(reason, Duration.ZERO));
  }

  private CompletionStage<DispatchEntry> gateFailed(
      SenderLine line, Claim claim, long claimedNanos, RuntimeException failure) {
    line.leave();
    strand(claim, claimedNanos);
    LOG.error("the ledger failed at the gate of {}: {}", claim.id(), SafeText.nameOf(failure));
    int failures = gateFailures + 1;
    gateFailures = failures;
    if (failures >= FAILURES_IN_A_ROW) {
      throw failure;
    }
    return CompletableFuture.failedFuture(failure);
  }

  // --- what stays on the ground

  private CompletionStage<DispatchEntry> giveBack(Claim claim, long claimedNanos) {
    try {
      ledger.giveBack(claim);
      return CompletableFuture.completedFuture(ledger.find(claim.id()).orElseThrow());
    } catch (RuntimeException failure) {
      LOG.error("{} is not given back: {}", claim.id(), SafeText.nameOf(failure));
      strand(claim, claimedNanos);
      return CompletableFuture.failedFuture(failure);
    }
  }

  /** Of claims that have a place on the line. */
  private void leave(SenderLine line, List<Claim> claims, long claimedNanos, Throwable failure) {
    claims.forEach(claim -> line.leave());
    stay(claims, claimedNanos, failure);
  }

  /**
   * What did not come to the gate because of a failure. An error may be what one of them kills its
   * workers by: then all wait for the reaper, so that the attempt counts.
   */
  private void stay(List<Claim> claims, long claimedNanos, Throwable failure) {
    if (failure instanceof RuntimeException) {
      claims.forEach(claim -> strand(claim, claimedNanos));
    }
  }

  /** Left to the reaper, unless this closes first. */
  private void strand(Claim claim, long claimedNanos) {
    stranded.values().removeIf(old -> worker.isLeaseOver(old.claimedNanos()));
    stranded.put(claim.id(), new Stranded(claim, claimedNanos));
  }

  /** Gives back what the ledger had no ear for; what it has none for now waits for the reaper. */
  void giveBackStranded() {
    for (Stranded one : stranded.values()) {
      try {
        ledger.giveBack(one.claim());
      } catch (RuntimeException failure) {
        LOG.error("{} is not given back: {}", one.claim().id(), SafeText.nameOf(failure));
      }
    }
  }
}
