package dev.mora.ledger;

import dev.mora.channel.MessageSender;
import dev.mora.channel.OutboundMessage;
import dev.mora.channel.SendResult;
import dev.mora.event.DomainEvent;
import dev.mora.event.EventListener;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does what a ledger allows, and nothing else: claims, passes the gate, hands one body to the
 * sender, records the outcome. Thread-safe; owns no threads. A run works on the thread that calls
 * it, completions on the threads of the senders; the number of open requests is bounded by the
 * dispatcher's own limit and by each sender's.
 *
 * <p>A send whose outcome cannot be recorded is never repeated: recording is tried again until the
 * lease ends, after that the ledger makes it unknown.
 */
public final class Dispatcher implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Dispatcher.class);
  private static final Duration GRACE = Duration.ofSeconds(30);
  private static final Duration SHORTEST_WAIT = Duration.ofMillis(10);
  private static final Duration RECORD_AGAIN = Duration.ofSeconds(1);
  private static final int TURNS_WITHOUT_TIME = 3;
  private static final int FAILURES_IN_A_ROW = 20;

  private final DeliveryLedger ledger;
  private final String owner;
  private final InstantSource clock;
  private final GateCheck check;
  private final Duration lease;
  private final Duration patience;
  private final LongSupplier nanoTime;
  private final EventListener listener;
  private final @Nullable Sleeper sleeper;
  private final Map<SenderId, SenderLine> lines = new LinkedHashMap<>();
  private final Set<Flight> flights = ConcurrentHashMap.newKeySet();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final List<Future<?>> schedules = new ArrayList<>();
  private int workers;
  private long changes;
  private long nextReap;
  private volatile int gateFailures;
  private volatile boolean paused;
  private volatile boolean closed;
  private volatile @Nullable Error fatal;

  private Dispatcher(Builder builder) {
    ledger = builder.ledger;
    owner = builder.owner;
    clock = builder.clock;
    check = builder.check;
    lease = builder.lease;
    patience = builder.patience;
    nanoTime = builder.nanoTime;
    listener = builder.listener;
    sleeper = builder.sleeper;
    nextReap = nanoTime.getAsLong();
    var shared = new Semaphore(builder.maxInFlight);
    for (MessageSender sender : builder.senders) {
      lines.put(SenderId.of(sender), new SenderLine(sender, shared));
    }
  }

  /**
   * @param owner names this start of this process; must never be used again, so make it random
   * @param clock wall clock, for windows
   */
  public static Builder builder(
      DeliveryLedger ledger, GateCheck check, String owner, InstantSource clock) {
    return new Builder(ledger, check, owner, clock);
  }

  /**
   * Tries one planned dispatch now, ahead of the others of its campaign. Ends with its row: sent,
   * or the reason why not; a dispatch that must wait stays planned for a later run. Ends
   * exceptionally only if the ledger fails; then too nothing is ever sent twice.
   *
   * @throws IllegalArgumentException if it was never planned, or no sender serves it
   */
  public CompletionStage<DispatchEntry> send(DispatchId dispatch) {
    DispatchEntry entry =
        ledger
            .find(dispatch)
            .orElseThrow(() -> new IllegalArgumentException("never planned: " + dispatch));
    SenderLine line = lines.get(entry.header().sender());
    if (line == null) {
      throw new IllegalArgumentException(
          "no sender for " + entry.header().sender() + "; there are " + lines.keySet());
    }
    if (!begin()) {
      return CompletableFuture.completedFuture(entry);
    }
    try {
      long claimedNanos = nanoTime.getAsLong();
      List<Claim> claims =
          line.room() == 0 ? List.of() : ledger.claim(request(line).max(1).only(dispatch));
      return claims.isEmpty()
          ? CompletableFuture.completedFuture(ledger.find(dispatch).orElse(entry))
          : process(line, claims.get(0), claimedNanos);
    } finally {
      end();
    }
  }

  /** Works until nothing is due, on everything that is planned. */
  public RunReport run(Progress progress) {
    return run(Optional.empty(), progress);
  }

  /** Works until nothing of a campaign is due. */
  public RunReport run(CampaignId campaign, Progress progress) {
    return run(Optional.of(campaign), progress);
  }

  private RunReport run(Optional<CampaignId> campaign, Progress progress) {
    if (!begin()) {
      return report(closed ? RunReport.Ended.CLOSED : RunReport.Ended.PAUSED, campaign);
    }
    try {
      return report(work(campaign, progress), campaign);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return report(RunReport.Ended.INTERRUPTED, campaign);
    } finally {
      end();
    }
  }

  private RunReport.Ended work(Optional<CampaignId> campaign, Progress progress)
      throws InterruptedException {
    long shown = -1;
    int turnsWithoutTime = 0;
    while (!closed && !paused) {
      long seen = changes();
      boolean worked = turn(campaign);
      shown = show(progress, campaign, shown);
      if (worked) {
        turnsWithoutTime = 0;
        continue;
      }
      Optional<Instant> next = nextDue(campaign);
      Instant now = clock.instant();
      if (!flights.isEmpty()) {
        boolean unrecorded = flights.stream().anyMatch(Flight::hasResult);
        awaitChange(
            seen,
            unrecorded ? RECORD_AGAIN : next.map(due -> Duration.between(now, due)).orElse(lease));
        continue;
      }
      if (next.isEmpty() || next.get().isAfter(now.plus(patience))) {
        return RunReport.Ended.IDLE;
      }
      sleep(seen, Duration.between(now, next.get()));
      if (clock.instant().equals(now) && ++turnsWithoutTime > TURNS_WITHOUT_TIME) {
        return RunReport.Ended.CLOCK_STANDS_STILL;
      }
    }
    return closed ? RunReport.Ended.CLOSED : RunReport.Ended.PAUSED;
  }

  /**
   * Works in the background, on the given executor, one turn after the other, until this is closed.
   *
   * @param every the pause between two turns; a sender at full rate wants about 100 ms
   */
  public void start(ScheduledExecutorService executor, Duration every) {
    Future<?> schedule =
        executor.scheduleWithFixedDelay(
            this::backgroundTurn, 0, every.toNanos(), TimeUnit.NANOSECONDS);
    lock.lock();
    try {
      schedules.add(schedule);
    } finally {
      lock.unlock();
    }
  }

  private void backgroundTurn() {
    if (!begin()) {
      return;
    }
    try {
      boolean worked = true;
      while (worked && !closed && !paused) {
        worked = turn(Optional.empty());
      }
    } catch (RuntimeException failure) {
      LOG.error("dispatching failed, trying again: {}", failure.getClass().getName());
    } finally {
      end();
    }
  }

  /** Starts nothing more until {@link #resume}; runs end, what is under way goes on. */
  public void pause() {
    paused = true;
    signal();
  }

  public void resume() {
    paused = false;
  }

  public int inFlight() {
    return flights.size();
  }

  // --- one turn

  /** Whether anything was claimed. */
  private boolean turn(Optional<CampaignId> campaign) {
    Error died = fatal;
    if (died != null) {
      throw died;
    }
    reapIfDue();
    tend();
    boolean worked = false;
    for (SenderLine line : lines.values()) {
      worked |= startDue(line, campaign);
    }
    return worked;
  }

  private boolean startDue(SenderLine line, Optional<CampaignId> campaign) {
    int room = line.room();
    if (room == 0) {
      return false;
    }
    long claimedNanos = nanoTime.getAsLong();
    ClaimRequest request = request(line).max(room);
    List<Claim> claims = ledger.claim(campaign.map(request::only).orElse(request));
    for (Claim claim : claims) {
      if (closed || paused) {
        ledger.giveBack(claim);
      } else {
        process(line, claim, claimedNanos);
      }
    }
    return !claims.isEmpty();
  }

  private CompletionStage<DispatchEntry> process(SenderLine line, Claim claim, long claimedNanos) {
    if (isLate(claimedNanos) || !line.tryEnter()) {
      ledger.giveBack(claim);
      return CompletableFuture.completedFuture(ledger.find(claim.id()).orElseThrow());
    }
    GateResult gate;
    try {
      GateCheck prepared = prepare(claim.dispatch());
      gate = ledger.gate(claim, clock.instant(), prepared);
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
        tell(gate.entry());
      }
      return CompletableFuture.completedFuture(gate.entry());
    }
    var flight = new Flight(claim, line, claimedNanos);
    flights.add(flight);
    if (isLate(claimedNanos)) {
      finish(flight, new SendResult.NotSent("too late for this lease", Duration.ZERO));
    } else {
      handOver(flight, gate.dispatch());
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
    LOG.error("the ledger failed at the gate of {}: {}", claim.id(), name(failure));
    int failures = gateFailures + 1;
    gateFailures = failures;
    if (failures >= FAILURES_IN_A_ROW) {
      throw failure;
    }
    return CompletableFuture.failedFuture(failure);
  }

  /** The one place in this library where a message leaves. */
  private void handOver(Flight flight, Dispatch dispatch) {
    var message =
        new OutboundMessage(ledger.correlation(dispatch.id()), dispatch.to(), dispatch.content());
    CompletionStage<SendResult> exchange;
    try {
      exchange = flight.line.sender.send(message);
    } catch (RuntimeException failure) {
      finish(flight, new SendResult.Unknown(name(failure)));
      return;
    }
    flight.exchange(exchange);
    exchange.whenComplete(
        (result, failure) ->
            finish(flight, failure == null ? result : new SendResult.Unknown(name(failure))));
  }

  // --- the way back

  private void finish(Flight flight, SendResult result) {
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
        tell(entry);
        flight.landed.complete(entry);
      }
    } catch (RuntimeException failure) {
      LOG.error("the outcome of {} is not recorded yet: {}", flight.claim.id(), name(failure));
    } catch (Error died) {
      die(died);
    }
  }

  /** The answer came after we had given it up: the ledger still wants to know. */
  private void recordLate(Flight flight, SendResult result) {
    try {
      tell(ledger.outcome(flight.claim, result).entry());
    } catch (RuntimeException failure) {
      LOG.error("the late outcome of {} is lost: {}", flight.claim.id(), name(failure));
    }
  }

  /** Tries unrecorded outcomes again and gives up what outlived its lease. */
  private void tend() {
    for (Flight flight : flights) {
      SendResult result = flight.result.get();
      boolean outlived = nanoTime.getAsLong() - flight.claimedNanos >= lease.toNanos();
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
    signal();
    return true;
  }

  private void die(Error error) {
    fatal = error;
    signal();
  }

  // --- waiting

  private Optional<Instant> nextDue(Optional<CampaignId> campaign) {
    return lines.keySet().stream()
        .flatMap(sender -> ledger.nextDue(sender, campaign).stream())
        .min(Comparator.naturalOrder());
  }

  private void sleep(long seen, Duration duration) throws InterruptedException {
    Duration wait = duration.compareTo(SHORTEST_WAIT) < 0 ? SHORTEST_WAIT : duration;
    if (sleeper != null) {
      sleeper.sleep(wait);
    } else {
      awaitChange(seen, wait);
    }
  }

  /** Until something has changed since {@code seen}, or the time is over. */
  private void awaitChange(long seen, Duration longest) throws InterruptedException {
    Duration reap = lease.dividedBy(4);
    Duration wait = longest.compareTo(reap) > 0 ? reap : longest;
    if (wait.compareTo(SHORTEST_WAIT) < 0) {
      wait = SHORTEST_WAIT;
    }
    lock.lock();
    try {
      long left = wait.toNanos();
      while (left > 0 && changes == seen) {
        left = changed.awaitNanos(left);
      }
    } finally {
      lock.unlock();
    }
  }

  private long changes() {
    lock.lock();
    try {
      return changes;
    } finally {
      lock.unlock();
    }
  }

  private void reapIfDue() {
    long now = nanoTime.getAsLong();
    lock.lock();
    try {
      if (now - nextReap < 0) {
        return;
      }
      nextReap = now + lease.toNanos() / 4;
    } finally {
      lock.unlock();
    }
    ReapReport report = ledger.reap();
    if (report.unknown() > 0 || report.parked() > 0) {
      LOG.warn("reaped: {} unknown, {} parked", report.unknown(), report.parked());
    }
  }

  // --- the end

  /** With 30 seconds for what is under way. */
  @Override
  public void close() {
    close(GRACE);
  }

  /**
   * Claims nothing more, gives back what did not reach the gate, waits for what is under way, and
   * makes unknown what has no answer by then. Closing again does nothing. The ledger stays open.
   */
  public void close(Duration grace) {
    lock.lock();
    try {
      if (closed) {
        return;
      }
      closed = true;
      changes++;
      schedules.forEach(schedule -> schedule.cancel(false));
      changed.signalAll();
      awaitQuiet(grace.toNanos());
    } finally {
      lock.unlock();
    }
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

  private void awaitQuiet(long nanos) {
    long left = nanos;
    boolean interrupted = false;
    while ((workers > 0 || !flights.isEmpty()) && left > 0) {
      try {
        left = changed.awaitNanos(left);
      } catch (InterruptedException again) {
        interrupted = true;
        break;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean begin() {
    lock.lock();
    try {
      if (closed || paused) {
        return false;
      }
      workers++;
      return true;
    } finally {
      lock.unlock();
    }
  }

  private void end() {
    lock.lock();
    try {
      workers--;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private void signal() {
    lock.lock();
    try {
      changes++;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  // --- small parts

  private ClaimRequest request(SenderLine line) {
    return ClaimRequest.of(owner, line.id, line.sender.limits(), lease);
  }

  private boolean isLate(long claimedNanos) {
    return nanoTime.getAsLong() - claimedNanos >= lease.toNanos() / 2;
  }

  private RunReport report(RunReport.Ended ended, Optional<CampaignId> campaign) {
    return new RunReport(ended, counts(campaign), nextDue(campaign));
  }

  private Map<State, Long> counts(Optional<CampaignId> campaign) {
    return campaign.map(ledger::counts).orElseGet(ledger::counts);
  }

  private long show(Progress progress, Optional<CampaignId> campaign, long shown) {
    long done = 0;
    long total = 0;
    for (var count : counts(campaign).entrySet()) {
      total += count.getValue();
      done += count.getKey().isOpen() ? 0 : count.getValue();
    }
    if (done != shown) {
      progress.at(done, total);
    }
    return done;
  }

  private void tell(DispatchEntry entry) {
    DomainEvent event = DispatchEvent.of(entry, clock.instant());
    try {
      listener.on(event);
    } catch (RuntimeException failure) {
      LOG.error("a listener failed: {}", name(failure));
    }
  }

  private static String name(Throwable failure) {
    Throwable cause = failure.getCause();
    return cause == null
        ? failure.getClass().getName()
        : failure.getClass().getName() + " <- " + cause.getClass().getName();
  }

  /** How a dispatcher works. Not thread-safe. */
  public static final class Builder {

    private static final Duration SHORTEST_LEASE = Duration.ofSeconds(60);

    private final DeliveryLedger ledger;
    private final GateCheck check;
    private final String owner;
    private final InstantSource clock;
    private final Collection<MessageSender> senders = new ArrayList<>();
    private int maxInFlight = ClaimRequest.MAX_BATCH;
    private Duration lease = SHORTEST_LEASE;
    private Duration patience = Duration.ofMinutes(2);
    private LongSupplier nanoTime = System::nanoTime;
    private EventListener listener = EventListener.none();
    private @Nullable Sleeper sleeper;
    private boolean volatileAllowed;

    private Builder(DeliveryLedger ledger, GateCheck check, String owner, InstantSource clock) {
      this.ledger = ledger;
      this.check = check;
      this.owner = owner;
      this.clock = clock;
    }

    public Builder sender(MessageSender sender) {
      senders.add(sender);
      return this;
    }

    /** Open requests over all senders; 64 unless told. Each sender's own limit holds too. */
    public Builder maxInFlight(int most) {
      if (most < 1) {
        throw new IllegalArgumentException("at least one in flight: " + most);
      }
      maxInFlight = most;
      return this;
    }

    /**
     * How long a claim lasts; 60 seconds unless told, and never less: twice a connect of 5 and an
     * exchange of 20 seconds, and 10 to spare. Nothing is handed over in its second half.
     */
    public Builder lease(Duration value) {
      if (value.compareTo(SHORTEST_LEASE) < 0) {
        throw new IllegalArgumentException("a lease lasts 60 seconds or more: " + value);
      }
      lease = value;
      return this;
    }

    /** A run waits for what falls due within this time; 2 minutes unless told. */
    public Builder patience(Duration value) {
      patience = value;
      return this;
    }

    /** How a run waits while nothing is under way. On a clock that is moved by hand: move it. */
    public Builder sleeper(Sleeper value) {
      sleeper = value;
      return this;
    }

    /** Monotonic time in nanoseconds; the system's unless told. */
    public Builder nanoTime(LongSupplier value) {
      nanoTime = value;
      return this;
    }

    /** Hears {@link DispatchEvent}s. */
    public Builder listener(EventListener value) {
      listener = value;
      return this;
    }

    /**
     * Lets a live sender work on a ledger that forgets. After a crash people may get a message
     * twice: a host that says this has another guard against it.
     */
    public Builder allowVolatileLedger() {
      volatileAllowed = true;
      return this;
    }

    /**
     * @throws IllegalStateException for a live sender on a volatile ledger, or two senders of one
     *     account
     */
    public Dispatcher build() {
      for (MessageSender sender : senders) {
        if (sender.live() && ledger.durability() == Durability.NONE && !volatileAllowed) {
          throw new IllegalStateException(
              SenderId.of(sender)
                  + " reaches real people, and this ledger forgets when the process ends:"
                  + " use a durable ledger, or allowVolatileLedger() if you know why");
        }
      }
      if (senders.stream().map(SenderId::of).distinct().count() < senders.size()) {
        throw new IllegalStateException("two senders of one account");
      }
      return new Dispatcher(this);
    }
  }
}
