package dev.mora.ledger;

import static java.util.Comparator.naturalOrder;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Rounds until nothing is due, on the thread that asks for it. */
final class RunLoop {

  private static final int TURNS_WITHOUT_TIME = 3;
  private static final int COUNTING = 20;
  private static final long CHEAP_NANOS = 1_000_000;

  private final DeliveryLedger ledger;
  private final Worker worker;
  private final Shift shift;
  private final Flights flights;
  private final Rounds rounds;
  private final Waiting waiting;

  RunLoop(
      DeliveryLedger ledger,
      Worker worker,
      Shift shift,
      Flights flights,
      Rounds rounds,
      Waiting waiting) {
    this.ledger = ledger;
    this.worker = worker;
    this.shift = shift;
    this.flights = flights;
    this.rounds = rounds;
    this.waiting = waiting;
  }

  RunReport run(Optional<CampaignId> campaign, Progress progress) {
    if (!shift.begin()) {
      return report(shift.ended(), campaign);
    }
    var told = new Told(progress);
    try {
      RunReport report = report(work(campaign, told), campaign);
      told.tell(report.counts());
      return report;
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return report(RunReport.Ended.INTERRUPTED, campaign);
    } finally {
      shift.end();
    }
  }

  private RunReport.Ended work(Optional<CampaignId> campaign, Told told)
      throws InterruptedException {
    int turnsWithoutTime = 0;
    while (shift.isOpen()) {
      long seen = shift.changes();
      boolean worked = rounds.round(campaign);
      show(told, campaign);
      if (worked) {
        turnsWithoutTime = 0;
        continue;
      }
      if (rounds.isFull()) {
        waiting.untilLanded(flights.hasUnrecorded(), Optional.empty(), worker.now(), seen);
        continue;
      }
      // before the ledger is asked: what lands meanwhile is a change, and ends no run
      boolean underWay = rounds.isUnderWay();
      Optional<Instant> due = underWay ? rounds.nextStart(campaign) : rounds.nextDue(campaign);
      Optional<Instant> freed = rounds.nextLeaseEnd(campaign);
      Optional<Instant> next = Stream.concat(due.stream(), freed.stream()).min(naturalOrder());
      Instant now = worker.now();
      if (underWay) {
        waiting.untilLanded(flights.hasUnrecorded(), next, now, seen);
        continue;
      }
      if (next.isEmpty() || !waiting.isWorth(next.get(), now)) {
        return RunReport.Ended.IDLE;
      }
      waiting.untilDue(next.get(), now, seen);
      if (next.equals(freed)) {
        rounds.reap();
      }
      if (worker.now().equals(now) && ++turnsWithoutTime > TURNS_WITHOUT_TIME) {
        return RunReport.Ended.CLOCK_STANDS_STILL;
      }
    }
    return shift.ended();
  }

  /** What was told last, and when it is worth counting again. */
  private static final class Told {
    private final Progress progress;
    private long last = -1;
    private boolean slow;
    private long nextNanos;

    Told(Progress progress) {
      this.progress = progress;
    }

    void tell(Map<State, Long> counts) {
      long done = 0;
      long total = 0;
      for (var count : counts.entrySet()) {
        total += count.getValue();
        done += count.getKey().isOpen() ? 0 : count.getValue();
      }
      if (done != last) {
        last = done;
        progress.at(done, total);
      }
    }
  }

  /** Counting takes longer in a large campaign: it may have a twentieth of the time. */
  private void show(Told told, Optional<CampaignId> campaign) {
    long began = worker.nanos();
    if (told.slow && began - told.nextNanos < 0) {
      return;
    }
    Map<State, Long> counts = counts(campaign);
    long took = worker.nanos() - began;
    told.slow = took > CHEAP_NANOS;
    told.nextNanos = began + COUNTING * took;
    told.tell(counts);
  }

  private RunReport report(RunReport.Ended ended, Optional<CampaignId> campaign) {
    return new RunReport(ended, counts(campaign), rounds.nextDue(campaign));
  }

  private Map<State, Long> counts(Optional<CampaignId> campaign) {
    return campaign.map(ledger::counts).orElseGet(ledger::counts);
  }
}
