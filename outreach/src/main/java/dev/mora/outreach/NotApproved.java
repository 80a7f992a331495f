package dev.mora.outreach;

import dev.mora.ledger.CampaignId;

/** A plan was to be run that nobody has approved, or that is not the one that was approved. */
public final class NotApproved extends IllegalStateException {

  private static final long serialVersionUID = 1L;

  private final String campaign;
  private final String digest;

  NotApproved(CampaignId campaign, String digest, String found) {
    super(
        "campaign " + campaign + ": the plan " + digest + " waits for an approval; found " + found);
    this.campaign = campaign.value();
    this.digest = digest;
  }

  public CampaignId campaign() {
    return new CampaignId(campaign);
  }

  /** Of the plan that was to be run. */
  public String digest() {
    return digest;
  }
}
