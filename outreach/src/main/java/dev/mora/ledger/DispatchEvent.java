package dev.mora.ledger;

import dev.mora.event.DomainEvent;
import java.time.Instant;

/** What became of a dispatch, in ids and codes. */
public sealed interface DispatchEvent extends DomainEvent {

  DispatchId dispatch();

  CampaignId campaign();

  /** The provider has it. */
  record Accepted(DispatchId dispatch, CampaignId campaign, boolean held, Instant at)
      implements DispatchEvent {}

  /** The provider told that it was sent, delivered or read. */
  record Reported(DispatchId dispatch, CampaignId campaign, State state, Instant at)
      implements DispatchEvent {}

  record Failed(DispatchId dispatch, CampaignId campaign, String code, Instant at)
      implements DispatchEvent {}

  /** It may have been sent. */
  record Unknown(DispatchId dispatch, CampaignId campaign, Instant at) implements DispatchEvent {}

  /** It waits. */
  record Deferred(
      DispatchId dispatch, CampaignId campaign, Instant until, String reason, Instant at)
      implements DispatchEvent {}

  /**
   * It ends here or waits for a person: suppressed, expired, cancelled or parked.
   *
   * @param reason a stable code
   */
  record Stopped(DispatchId dispatch, CampaignId campaign, State state, String reason, Instant at)
      implements DispatchEvent {}

  /** The event that a row's present state is worth. */
  static DispatchEvent of(DispatchEntry entry, Instant at) {
    DispatchId id = entry.id();
    CampaignId campaign = entry.campaign();
    return switch (entry.state()) {
      case PLANNED, CLAIMED, SUBMITTING ->
          new Deferred(id, campaign, entry.notBefore(), entry.reason(), at);
      case ACCEPTED -> new Accepted(id, campaign, entry.isHeld(), at);
      case SENT, DELIVERED, READ -> new Reported(id, campaign, entry.state(), at);
      case FAILED -> new Failed(id, campaign, entry.failCode().orElse(""), at);
      case UNKNOWN, UNKNOWN_HELD, ASSUMED_SENT -> new Unknown(id, campaign, at);
      case SUPPRESSED, EXPIRED, CANCELLED, PARKED ->
          new Stopped(id, campaign, entry.state(), entry.reason(), at);
    };
  }
}
