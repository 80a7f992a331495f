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
 * @param crowded how many of {@code later} wait because the business has written to as many people
 *     first as it may in 24 hours, and until when; empty if none does
 */
public record CampaignProgress(
    CampaignId campaign,
    long done,
    long due,
    long later,
    double perSecond,
    Optional<Duration> remaining,
    Optional<Reason> crowded) {

  public CampaignProgress {
    Objects.requireNonNull(campaign, "campaign");
    Objects.requireNonNull(remaining, "remaining");
    Objects.requireNonNull(crowded, "crowded");
  }

  public long total() {
    return done + due + later;
  }
}
