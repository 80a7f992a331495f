package dev.mora.ledger;

import dev.mora.channel.SendLimits;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * What a worker asks for.
 *
 * @param owner unique for each start of a process, so that a restarted worker never takes its old
 *     claims for its own
 * @param limits of the sender; the ledger keeps the shared pace by them
 * @param max at most so many, and never more than {@link #MAX_BATCH}
 * @param lease how long the worker has; by the ledger's clock
 * @param campaign only of this one; empty for all
 * @param dispatch only this one; empty for all
 * @param begins see {@link #begin}
 */
public record ClaimRequest(
    String owner,
    SenderId sender,
    SendLimits limits,
    int max,
    Duration lease,
    Optional<CampaignId> campaign,
    Optional<DispatchId> dispatch,
    boolean begins) {

  public static final int MAX_BATCH = 64;

  public ClaimRequest {
    Objects.requireNonNull(sender, "sender");
    Objects.requireNonNull(limits, "limits");
    Objects.requireNonNull(campaign, "campaign");
    Objects.requireNonNull(dispatch, "dispatch");
    if (owner.isBlank()) {
      throw new IllegalArgumentException("a claim has an owner");
    }
    Storable.text("owner of a claim", owner);
    if (max < 1) {
      throw new IllegalArgumentException("claim at least one: " + max);
    }
    if (lease.isNegative() || lease.isZero()) {
      throw new IllegalArgumentException("a lease lasts: " + lease);
    }
    max = Math.min(max, MAX_BATCH);
  }

  /** Any campaign, a full batch. */
  public static ClaimRequest of(String owner, SenderId sender, SendLimits limits, Duration lease) {
    return new ClaimRequest(
        owner, sender, limits, MAX_BATCH, lease, Optional.empty(), Optional.empty(), false);
  }

  /**
   * Writes with each claim that its gate begins. For a worker that takes all it gets to the gate at
   * once: saves a commit, and a crash while a check is prepared counts as one in the gate. Not for
   * a dispatch that stood at a gate before which came to no decision: its claim is not {@link
   * Claim#begun}, and its gate is to {@linkplain DeliveryLedger#begin begin} alone.
   */
  public ClaimRequest begin() {
    return new ClaimRequest(owner, sender, limits, max, lease, campaign, dispatch, true);
  }

  public ClaimRequest max(int most) {
    return new ClaimRequest(owner, sender, limits, most, lease, campaign, dispatch, begins);
  }

  public ClaimRequest only(CampaignId one) {
    return new ClaimRequest(owner, sender, limits, max, lease, Optional.of(one), dispatch, begins);
  }

  public ClaimRequest only(DispatchId one) {
    return new ClaimRequest(owner, sender, limits, max, lease, campaign, Optional.of(one), begins);
  }
}
