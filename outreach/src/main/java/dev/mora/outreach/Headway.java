package dev.mora.outreach;

import dev.mora.ledger.CampaignId;
import dev.mora.ledger.CampaignRecord;
import dev.mora.ledger.DeliveryLedger;
import dev.mora.ledger.DispatchEntry;
import dev.mora.ledger.EntryFilter;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Counts how far a campaign has come, by what the ledger shows: the same from any process. */
final class Headway {

  private static final Duration WINDOW = Duration.ofMinutes(1);

  private final Instant now;
  private long done;
  private long due;
  private long later;
  private long recent;
  private long crowded;
  private Instant room = Instant.MAX;
  private Instant earliest;
  private Instant last;

  private Headway(Instant now) {
    this.now = now;
    earliest = now;
    last = now;
  }

  static CampaignProgress of(DeliveryLedger ledger, CampaignId campaign, Instant now) {
    Headway headway = new Headway(now);
    ledger.forEach(EntryFilter.of(campaign), headway::add);
    boolean halted = ledger.campaign(campaign).filter(CampaignRecord::isHalted).isPresent();
    return headway.progress(campaign, halted || ledger.stopped().isPresent());
  }

  private void add(DispatchEntry entry) {
    Optional<Instant> went = entry.evidence().submittedAt();
    if (entry.state().isOpen()) {
      if (entry.notBefore().isAfter(now)) {
        later++;
        if (entry.reason().equals(DeliveryLedger.WAITS_FOR_REACH)) {
          crowded++;
          room = entry.notBefore().isBefore(room) ? entry.notBefore() : room;
        }
        last = entry.notBefore().isAfter(last) ? entry.notBefore() : last;
      } else {
        due++;
      }
    } else {
      done++;
      if (went.isPresent() && !went.get().isBefore(now.minus(WINDOW))) {
        recent++;
        earliest = went.get().isBefore(earliest) ? went.get() : earliest;
      }
    }
  }

  private CampaignProgress progress(CampaignId campaign, boolean halted) {
    double seconds = Math.max(1, Duration.between(earliest, now).toMillis() / 1_000.0);
    double perSecond = recent / seconds;
    return new CampaignProgress(
        campaign,
        done,
        due,
        later,
        perSecond,
        halted ? Optional.empty() : remaining(perSecond),
        crowded == 0 ? Optional.empty() : Optional.of(Reasons.dailyReach(crowded, room)));
  }

  private Optional<Duration> remaining(double perSecond) {
    if (due > 0 && perSecond == 0) {
      return Optional.empty();
    }
    Duration sending =
        due == 0 ? Duration.ZERO : Duration.ofMillis((long) (1_000 * due / perSecond));
    Duration waiting = Duration.between(now, last);
    return Optional.of(sending.compareTo(waiting) > 0 ? sending : waiting);
  }
}
