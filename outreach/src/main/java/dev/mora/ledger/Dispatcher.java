package dev.mora.ledger;

import dev.mora.channel.MessageSender;
import dev.mora.event.EventListener;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does what a ledger allows, and nothing else: claims, passes the gate, hands one body to the
 * sender, records the outcome. Thread-safe; owns no threads. A run works on the thread that calls
 * it, completions on the threads of the senders; the number of open requests is bounded by the
 * dispatcher's own limit and by each sender's. What one claim brings passes the gate together;
 * answers that arrive while others are being recorded are recorded together.
 *
 * <p>A send whose outcome cannot be recorded is never repeated: recording is tried again until the
 * lease ends, after that the ledger makes it unknown.
 */
public final class Dispatcher implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Dispatcher.class);
  private static final Duration GRACE = Duration.ofSeconds(30);

  /** While it closes, an answer that could not be recorded is tried again so often. */
  private static final Duration TENDED = Duration.ofSeconds(1);

  private final DeliveryLedger ledger;
  private final Worker worker;
  private final Map<SenderId, SenderLine> lines = new LinkedHashMap<>();
  private final Shift shift = new Shift();
  private final Flights flights;
  private final Departures departures;
  private final Rounds rounds;
  private final RunLoop runs;

  private Dispatcher(Builder builder) {
    ledger = builder.ledger;
    worker = new Worker(builder.owner, builder.clock, builder.nanoTime, builder.lease);
    var shared = new Semaphore(builder.maxInFlight);
    for (MessageSender sender : builder.senders) {
      lines.put(SenderId.of(sender), new SenderLine(sender, shared));
    }
    var announcements = new Announcements(builder.listener, builder.clock);
    flights = new Flights(ledger, worker, announcements, shift);
    departures = new Departures(ledger, builder.check, worker, shift, flights, announcements);
    rounds = new Rounds(ledger, worker, lines, flights, departures);
    var waiting = new Waiting(worker, shift, builder.patience, builder.sleeper);
    runs = new RunLoop(ledger, worker, shift, flights, rounds, waiting);
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
    if (!shift.begin()) {
      return CompletableFuture.completedFuture(entry);
    }
    try {
      flights.requireAlive();
      long claimedNanos = worker.nanos();
      List<Claim> claims =
          line.room() == 0 ? List.of() : ledger.claim(worker.request(line).max(1).only(dispatch));
      return claims.isEmpty()
          ? CompletableFuture.completedFuture(ledger.find(dispatch).orElse(entry))
          : departures.depart(line, claims, claimedNanos).get(0);
    } finally {
      shift.end();
    }
  }

  /** Works until nothing is due, on everything that is planned. */
  public RunReport run(Progress progress) {
    return runs.run(Optional.empty(), progress);
  }

  /** Works until nothing of a campaign is due. */
  public RunReport run(CampaignId campaign, Progress progress) {
    return runs.run(Optional.of(campaign), progress);
  }

  /**
   * Works in the background, on the given executor, one turn after the other, until this is closed.
   *
   * @param every the pause between two turns; a sender at full rate wants about 100 ms
   */
  public void start(ScheduledExecutorService executor, Duration every) {
    shift.keep(
        executor.scheduleWithFixedDelay(
            this::backgroundTurn, 0, every.toNanos(), TimeUnit.NANOSECONDS));
  }

  private void backgroundTurn() {
    if (!shift.begin()) {
      return;
    }
    try {
      boolean worked = true;
      while (worked && shift.isOpen()) {
        worked = rounds.round(Optional.empty());
      }
    } catch (RuntimeException failure) {
      LOG.error("dispatching failed, trying again: {}", failure.getClass().getName());
    } catch (Error died) {
      LOG.error("dispatching died, and takes no turn any more: {}", died.getClass().getName());
      throw died;
    } finally {
      shift.end();
    }
  }

  /**
   * The provider told later, of a message that it had taken, that the sender is too fast: halves
   * its rate here as a refusal does. The pause of all workers is the ledger's, by the status.
   */
  public void tooFast(SenderId sender) {
    SenderLine line = lines.get(sender);
    if (line != null) {
      flights.slowDown(line);
    }
  }

  /** Starts nothing more until {@link #resume}; runs end, what is under way goes on. */
  public void pause() {
    shift.pause();
  }

  public void resume() {
    shift.resume();
  }

  public int inFlight() {
    return flights.size();
  }

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
    if (!shift.close()) {
      return;
    }
    Optional<Error> died = Optional.empty();
    try {
      died = awaitQuiet(grace);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
    flights.abandonAll();
    departures.giveBackStranded();
    died.ifPresent(
        fault -> {
          throw fault;
        });
  }

  /**
   * @return what a listener died of meanwhile: the others are waited for all the same
   */
  private Optional<Error> awaitQuiet(Duration grace) throws InterruptedException {
    Optional<Error> died = Optional.empty();
    long began = worker.nanos();
    Duration left = grace;
    while (!shift.awaitQuiet(shorter(left, TENDED), flights::isEmpty)
        && left.compareTo(TENDED) > 0) {
      try {
        flights.tend();
      } catch (Error fault) {
        died = died.or(() -> Optional.of(fault));
      }
      // a ledger that is down may take longer to say so than is left
      left = shorter(left.minus(TENDED), grace.minusNanos(worker.nanos() - began));
    }
    return died;
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }

  /** How a dispatcher works. Not thread-safe. */
  public static final class Builder {

    private static final Duration SHORTEST_LEASE = Duration.ofSeconds(60);

    private final DeliveryLedger ledger;
    private final GateCheck check;
    private final String owner;
    private final InstantSource clock;
    private final Collection<MessageSender> senders = new ArrayList<>();
    private int maxInFlight = Integer.MAX_VALUE;
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

    /** Open requests over all senders; without it each sender's own limit alone holds. */
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
