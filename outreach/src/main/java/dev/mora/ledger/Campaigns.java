package dev.mora.ledger;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** What persons say of whole campaigns. */
final class Campaigns {

  private final Books books;
  private final Map<CampaignId, Optional<CampaignRecord>> read = new HashMap<>();

  Campaigns(Clerk clerk) {
    books = clerk.books;
  }

  Optional<CampaignRecord> find(CampaignId campaign) {
    return read.computeIfAbsent(campaign, books::campaign);
  }

  private CampaignRecord of(CampaignId campaign) {
    return find(campaign).orElseGet(() -> CampaignRecord.of(campaign, books.now()));
  }

  /** Notes a campaign that is heard of for the first time. */
  CampaignRecord met(CampaignId campaign) {
    Optional<CampaignRecord> known = find(campaign);
    return known.isPresent() ? known.get() : put(of(campaign));
  }

  boolean isHalted(CampaignId campaign) {
    return find(campaign).filter(CampaignRecord::isHalted).isPresent();
  }

  boolean isCancelled(CampaignId campaign) {
    return find(campaign).flatMap(CampaignRecord::cancelled).isPresent();
  }

  CampaignRecord weigh(CampaignId campaign, int weight) {
    return put(of(campaign).weighing(weight));
  }

  CampaignRecord propose(CampaignId campaign, String digest) {
    if (digest.isBlank()) {
      throw new IllegalArgumentException("a proposal has the digest of its plan");
    }
    Storable.text("digest", digest);
    CampaignRecord known = of(campaign);
    return put(
        new CampaignRecord(
            campaign,
            digest,
            known.approval().filter(given -> given.digest().equals(digest)),
            known.paused(),
            known.cancelled(),
            known.weight(),
            known.since()));
  }

  CampaignRecord approve(CampaignId campaign, String digest, String by) {
    CampaignRecord known = of(campaign);
    if (!known.digest().isEmpty() && !known.digest().equals(digest)) {
      throw new IllegalArgumentException(
          campaign + " has another plan by now: approved " + digest + ", found " + known.digest());
    }
    if (known.isApproved(digest)) {
      return known;
    }
    var approval = new Approval(by, books.now(), digest);
    return put(
        new CampaignRecord(
            campaign,
            digest,
            Optional.of(approval),
            known.paused(),
            known.cancelled(),
            known.weight(),
            known.since()));
  }

  CampaignRecord pause(CampaignId campaign, String reason, String actor) {
    CampaignRecord known = of(campaign);
    return known.paused().isPresent() ? known : put(paused(known, stop(reason, actor)));
  }

  CampaignRecord resume(CampaignId campaign) {
    return put(paused(of(campaign), Optional.empty()));
  }

  void cancel(CampaignId campaign, String reason, String actor) {
    CampaignRecord known = of(campaign);
    if (known.cancelled().isEmpty()) {
      put(
          new CampaignRecord(
              campaign,
              known.digest(),
              known.approval(),
              known.paused(),
              stop(reason, actor),
              known.weight(),
              known.since()));
    }
  }

  private Optional<Stop> stop(String reason, String actor) {
    Instant now = books.now();
    return Optional.of(new Stop(reason, actor, now));
  }

  private static CampaignRecord paused(CampaignRecord known, Optional<Stop> paused) {
    return new CampaignRecord(
        known.id(),
        known.digest(),
        known.approval(),
        paused,
        known.cancelled(),
        known.weight(),
        known.since());
  }

  private CampaignRecord put(CampaignRecord campaign) {
    books.put(campaign);
    read.put(campaign.id(), Optional.of(campaign));
    return campaign;
  }
}
