package dev.mora.ledger;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One round after the other: reap if it is time, tend what is under way, start what is due. */
final class Rounds {

  private static final Logger LOG = LoggerFactory.getLogger(Rounds.class);

  private static final int WORTH_A_CLAIM = 16;

  private final DeliveryLedger ledger;
  private final Worker worker;
  private final Map<SenderId, SenderLine> lines;
  private final Flights flights;
  private final Departures departures;
  private final AtomicLong nextReap;

  Rounds(
      DeliveryLedger ledger,
      Worker worker,
      Map<SenderId, SenderLine> lines,
      Flights flights,
      Departures departures) {
    this.ledger = ledger;
    this.worker = worker;
    this.lines = lines;
    this.flights = flights;
    this.departures = departures;
    nextReap = new AtomicLong(worker.nanos());
  }

  /** Whether anything was claimed. */
  boolean round(Optional<CampaignId> campaign) {
    flights.requireAlive();
    reapIfDue();
    flights.tend();
    boolean worked = false;
    for (SenderLine line : lines.values()) {
      worked |= startDue(line, campaign);
    }
    return worked;
  }

  /** When the next one that waits falls due, over all senders. */
  Optional<Instant> nextDue(Optional<CampaignId> campaign) {
    return nextDue(lines.values().stream(), campaign);
  }

  /** The same over those that could begin it: the others go on when an answer has come. */
  Optional<Instant> nextStart(Optional<CampaignId> campaign) {
    return nextDue(lines.values().stream().filter(line -> !isFull(line)), campaign);
  }

  private Optional<Instant> nextDue(Stream<SenderLine> of, Optional<CampaignId> campaign) {
    return of.flatMap(line -> ledger.nextDue(line.id, campaign).stream())
        .min(Comparator.naturalOrder());
  }

  /** Whether anything of any sender is on the way to the gate or in the air. */
  boolean isUnderWay() {
    return lines.values().stream().anyMatch(SenderLine::isUnderWay);
  }

  /** When the first claim of a worker that may be gone is free again, over all senders. */
  Optional<Instant> nextLeaseEnd(Optional<CampaignId> campaign) {
    return lines.keySet().stream()
        .flatMap(sender -> ledger.nextLeaseEnd(sender, campaign).stream())
        .min(Comparator.naturalOrder());
  }

  private void reapIfDue() {
    long now = worker.nanos();
    long due = nextReap.get();
    if (now - due >= 0 && nextReap.compareAndSet(due, now + worker.reapEvery().toNanos())) {
      reap();
    }
  }

  void reap() {
    ReapReport report = ledger.reap();
    if (report.isAlarming()) {
      LOG.warn("reaped: {} unknown, {} parked", report.unknown(), report.parked());
    }
  }

  /**
   * Whether nothing is to be begun before more answers have come: a claim that is worth its commit
   * waits for a quarter of what may be open, at most for a batch. Without a sender there is nothing
   * to wait for.
   */
  boolean isFull() {
    return !lines.isEmpty() && lines.values().stream().allMatch(Rounds::isFull);
  }

  private static boolean isFull(SenderLine line) {
    return line.room() < Math.max(1, Math.min(WORTH_A_CLAIM, line.capacity() / 4));
  }

  private boolean startDue(SenderLine line, Optional<CampaignId> campaign) {
    int room = line.room();
    if (room == 0 || isFull(line)) {
      return false;
    }
    long claimedNanos = worker.nanos();
    ClaimRequest request = worker.request(line).max(room);
    List<Claim> claims = ledger.claim(campaign.map(request::only).orElse(request));
    departures.depart(line, claims, claimedNanos);
    return !claims.isEmpty();
  }
}
