package dev.mora.ledger;

import dev.mora.channel.SendLimits;
import java.time.Instant;
import java.util.Objects;

/**
 * One dispatch on lease. Good for one gate and one outcome, as long as nobody has claimed it since.
 *
 * @param leaseUntil by the ledger's clock
 * @param begun whether its gate has begun: with the claim, as {@link ClaimRequest#begin} asks, or
 *     by {@link DeliveryLedger#begin}
 */
public record Claim(
    Dispatch dispatch,
    long fence,
    String owner,
    Instant leaseUntil,
    SendLimits limits,
    boolean begun) {

  public Claim {
    Objects.requireNonNull(dispatch, "dispatch");
    Objects.requireNonNull(owner, "owner");
    Objects.requireNonNull(leaseUntil, "leaseUntil");
    Objects.requireNonNull(limits, "limits");
  }

  public DispatchId id() {
    return dispatch.id();
  }

  Claim asBegun() {
    return new Claim(dispatch, fence, owner, leaseUntil, limits, true);
  }

  @Override
  public String toString() {
    return "Claim(" + id() + ", fence " + fence + ")";
  }
}
