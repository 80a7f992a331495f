package dev.mora.ledger;

import dev.mora.party.BorrowerId;
import java.util.Objects;

/**
 * What makes a planned message the same message: planning the same key twice plans once.
 *
 * @param step of the strategy
 * @param slot which occurrence of the step, such as the day or the loan; may be empty
 */
public record PlanKey(CampaignId campaign, BorrowerId borrower, String step, String slot) {

  public PlanKey {
    Objects.requireNonNull(campaign, "campaign");
    Objects.requireNonNull(borrower, "borrower");
    Objects.requireNonNull(slot, "slot");
    if (step.isBlank()) {
      throw new IllegalArgumentException("a plan key names its step");
    }
  }

  /** The id that every plan of this key gets unless the host chooses one. */
  public DispatchId dispatchId() {
    return DispatchId.of(campaign.value(), borrower.value(), step, slot);
  }
}
