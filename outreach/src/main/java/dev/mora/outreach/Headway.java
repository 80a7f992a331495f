package dev.mora.outreach;

import dev.mora.ledger.CampaignId;
import dev.mora.ledger.CampaignRecord;
import dev.mora.ledger.DeliveryLedger;
import dev.mora.ledger.DispatchEntry;
import dev.mora.ledger.EntryFilter;
import dev.mora.ledger.SenderId;
import dev.mora.ledger.State;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** Counts how far a campaign has come, by what the ledger shows: the same from any process. */
final class Headway {

  private static final Duration WINDOW = Duration.ofMinutes(1);

  private final DeliveryLedger ledger;
  private final CampaignId campaign;
  private final Instant now;
  private final Set<SenderId> senders = new HashSet<>();
  private long askedBefore;
  private long done;
  private long due;
  private long later;
  private long recent;
  private long crowded;
  private Instant room = Instant.MAX;
  private Instant earliest;
  private Instant last;

  private Headway(DeliveryLedger ledger, CampaignId campaign, Instant now) {
    this.ledger = ledger;
    this.campaign = campaign;
    this.now = now;
    earliest = now;
    last = now;
  }

  static CampaignProgress of(DeliveryLedger ledger, CampaignId campaign, Instant now) {
    Headway headway = new Headway(ledger, campaign, now);
    ledger.forEach(EntryFilter.of(campaign), headway::add);
    headway.askAgain();
    boolean halted = ledger.campaign(campaign).filter(CampaignRecord::isHalted).isPresent();
    return headway.progress(halted || ledger.stopped().isPresent());
  }

  private void add(DispatchEntry entry) {
    Optional<Instant> went = entry.evidence().submittedAt();
    if (entry.state().isOpen()) {
      boolean crowds =
          entry.state() == State.PLANNED && entry.reason().equals(DeliveryLedger.WAITS_FOR_REACH);
      if (entry.notBefore().isAfter(now)) {
        waits(1, crowds, entry.notBefore());
      } else if (crowds) {
        askedBefore++;
        senders.add(entry.header().sender());
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

  private void waits(long dispatches, boolean crowds, Instant until) {
    later += dispatches;
    last = until.isAfter(last) ? until : last;
    if (crowds) {
      crowded += dispatches;
      room = until.isBefore(room) ? until : room;
    }
  }

  /** When those that found no room on an earlier day do so, only the ledger says. */
  private void askAgain() {
    Optional<Instant> next =
        senders.stream()
            .flatMap(sender -> ledger.nextDue(sender, Optional.of(campaign)).stream())
            .min(Comparator.naturalOrder());
    if (next.filter(now::isBefore).isPresent()) {
      waits(askedBefore, true, next.get());
    } else {
      due += askedBefore;
    }
  }

  private CampaignProgress progress(boolean halted) {
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
