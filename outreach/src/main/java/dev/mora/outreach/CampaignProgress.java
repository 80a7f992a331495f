package dev.mora.outreach;

import dev.mora.ledger.CampaignId;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * How far a campaign has come.
 *
 * @param done dispatches that nobody has to touch again
 * @param due those that may go now
 * @param later those that wait for a permitted moment
 * @param perSecond dispatches that were done in the last minute, by the second
 * @param remaining at this pace until nothing is open, and at least until the last of those that
 *     wait may go; empty while it does not move, or is paused
 */
public record CampaignProgress(
    CampaignId campaign,
    long done,
    long due,
    long later,
    double perSecond,
    Optional<Duration> remaining) {

  public CampaignProgress {
    Objects.requireNonNull(campaign, "campaign");
    Objects.requireNonNull(remaining, "remaining");
  }

  public long total() {
    return done + due + later;
  }
}
