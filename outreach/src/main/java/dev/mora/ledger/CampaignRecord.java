package dev.mora.ledger;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * How a campaign stands. There is one as soon as something of the campaign was planned or said.
 *
 * @param digest of the plan that was last proposed; empty if none was
 * @param paused nothing more of it is claimed or passes the gate, until it is resumed
 * @param cancelled for good: what is planned of it afterwards is cancelled at once
 * @param weight how many messages it has in its turn among campaigns of equal priority, 1 to
 *     {@value #MOST_WEIGHT}; 1 unless somebody said otherwise
 * @param since when the ledger first heard of it
 */
public record CampaignRecord(
    CampaignId id,
    String digest,
    Optional<Approval> approval,
    Optional<Stop> paused,
    Optional<Stop> cancelled,
    int weight,
    Instant since) {

  public static final int MOST_WEIGHT = 100;

  public CampaignRecord {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(digest, "digest");
    Objects.requireNonNull(approval, "approval");
    Objects.requireNonNull(paused, "paused");
    Objects.requireNonNull(cancelled, "cancelled");
    Objects.requireNonNull(since, "since");
    if (weight < 1 || weight > MOST_WEIGHT) {
      throw new IllegalArgumentException(
          "the weight of a campaign: found " + weight + ", expected 1 to " + MOST_WEIGHT);
    }
  }

  /** Of one that nobody has said anything about. */
  public static CampaignRecord of(CampaignId id, Instant since) {
    return new CampaignRecord(
        id, "", Optional.empty(), Optional.empty(), Optional.empty(), 1, since);
  }

  CampaignRecord weighing(int newWeight) {
    return new CampaignRecord(id, digest, approval, paused, cancelled, newWeight, since);
  }

  /** Whether the plan of this digest is the one that was approved. */
  public boolean isApproved(String planDigest) {
    return approval.filter(given -> given.digest().equals(planDigest)).isPresent();
  }

  /** Whether claims and gates leave it alone. */
  public boolean isHalted() {
    return paused.isPresent() || cancelled.isPresent();
  }
}
