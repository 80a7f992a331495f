package dev.mora.ledger;

import dev.mora.channel.ChannelEvent;
import dev.mora.channel.DailyReach;
import dev.mora.channel.SendResult;
import dev.mora.contact.Suppression;
import dev.mora.history.ContactHistory;
import dev.mora.history.ContactRecord;
import dev.mora.party.BorrowerId;
import dev.mora.party.Channel;
import dev.mora.party.Consent;
import dev.mora.party.Consents;
import dev.mora.party.ContactPoint;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Remembers every message from the plan to the receipt, so that none is sent twice and none is
 * lost. Workers on many threads or, with a shared store, in many processes may use it at once.
 *
 * <pre>
 *  plan ──> claim ──> gate ──OPEN──> (send) ──> outcome ──> merge, merge …
 *             ^         └─CLOSED                   └─ not sent: back to planned
 *             └──────────────── reap: the whole recovery ────────────────────
 * </pre>
 *
 * <p>Every command is one transaction, or several that say so: when it has returned, what it did is
 * as durable as {@link #durability} says; when it has thrown, repeating it is safe. A worker's
 * command carries the fence of its claim; if somebody else has claimed since, nothing happens and
 * the result says so.
 *
 * <p>An order of a person has a name under it: a blank {@code actor} is an {@link
 * IllegalArgumentException}.
 *
 * <p>Leases and waiting times run by the ledger's own clock; only the gate is told the time by its
 * caller, because windows belong to the caller's wall clock. A ledger whose clock is pretended for
 * a demonstration still ends leases in real time.
 *
 * <p>Commands throw {@link IllegalStateException} once the ledger is closed.
 */
public interface DeliveryLedger extends AutoCloseable {

  /** The {@link DispatchEntry#reason} of what waits for room among the people of a business. */
  String WAITS_FOR_REACH = "daily-reach";

  Durability durability();

  LedgerSettings settings();

  /** What the correlation of a dispatch of this ledger reads. */
  default String correlation(DispatchId dispatch) {
    return new Correlation(settings().environment(), dispatch).toString();
  }

  // --- the way of a dispatch

  /**
   * Plans, in one transaction. A dispatch whose id or plan key is known is left as it stands.
   * Durable on return: the rows.
   *
   * @param dispatches at most 1,000; larger plans come in pages
   * @return one for each, in order
   */
  List<Planned> plan(List<Dispatch> dispatches);

  /**
   * Leases what is due to one worker. The highest priority goes first; campaigns of equal priority
   * take turns, so a large one does not starve a small one; within a campaign by {@code notBefore},
   * then id. Never two dispatches of one borrower at a time, over all channels, and none on a
   * channel where the borrower has an unknown. No more than the sender's pace allows just now.
   * Nothing while the lender or the sender is stopped, nothing of a paused campaign. What would be
   * one person too many for the {@link DailyReach} of the sender waits until there is room, a
   * thousand in a transaction, and the rest goes past it. Durable on return: owner, fence, lease.
   */
  List<Claim> claim(ClaimRequest request);

  /**
   * Decides on one claim and, if it may go, records the intent to send. First the attempt is
   * written, by itself. Then, in one transaction under the borrower's lock: the check, the pace of
   * sender and recipient, the room among the people of its business, the step to SUBMITTING. The
   * record of that step is the contact that caps count. Durable on return: either SUBMITTING with
   * one more submit, or the reason why not.
   *
   * @param now the wall clock of the caller, for windows
   */
  default GateResult gate(Claim claim, Instant now, GateCheck check) {
    return gate(List.of(new GateRequest(claim, check)), now).get(0);
  }

  /**
   * Decides on many claims: first all attempts are written, in one transaction; then, in one more,
   * all are decided in order. Each check sees what the ones before it took of caps and pace; one
   * that throws stumbles alone. If this throws, none has opened, or nobody knows: ask again one by
   * one, and what had opened is LOST.
   *
   * @return one for each, in order
   */
  List<GateResult> gate(List<GateRequest> requests, Instant now);

  /**
   * Writes that the gate of a claim begins, before anything is asked that may kill the worker: the
   * reaper counts what it finds begun, and parks it when it was the last try. Durable on return.
   *
   * @return the claim, {@linkplain Claim#begun begun}; as it was if it is not held any more
   */
  Claim begin(Claim claim);

  /** Returns a claim that did not reach the gate. Durable on return: PLANNED again. */
  void giveBack(Claim claim);

  /**
   * Records how the one attempt behind an open gate ended, with all that it means for others: pace
   * and pauses of the sender, siblings of a stopped template, the opt-out. Recording the same
   * outcome again changes nothing. If this throws, repeat it until the lease ends and never send
   * again: the reaper makes it unknown, a status repairs it. An acceptance is recorded even after
   * that.
   *
   * <ul>
   *   <li>accepted: ACCEPTED, or what statuses told meanwhile
   *   <li>not sent, or refused with a {@link dev.mora.channel.Handling#waits() waiting} handling:
   *       PLANNED later, the contact given back; the sixth not-sent in a row: PARKED
   *   <li>refused otherwise: FAILED, the contact given back
   *   <li>unknown: UNKNOWN, the contact stays counted
   * </ul>
   */
  default Applied outcome(Claim claim, SendResult result) {
    return outcomes(List.of(new Answer(claim, result))).get(0);
  }

  /**
   * Records many outcomes in one transaction, in order. If this throws, repeat it or record them
   * one by one.
   *
   * @return one for each, in order
   */
  List<Applied> outcomes(List<Answer> answers);

  /**
   * Adds what a status tells: found by our correlation, then by provider id, else kept. Any order
   * and any repetition of the same statuses gives the same row. Durable on return.
   *
   * @throws IllegalStateException if it would have to wait for its message and there is no room:
   *     tell it again later
   */
  Merged merge(ChannelEvent.Status.Delivery status);

  /**
   * The recovery: ends leases that ran out (before the gate: PLANNED again; behind it: UNKNOWN,
   * never planned again), decides on old unknowns, expires what is too late, tries unmatched
   * statuses again. Every worker calls it every quarter of a lease.
   */
  ReapReport reap();

  /**
   * Cancels what is planned, claimed or parked, 1,000 in a transaction. A worker that has one loses
   * it at the gate. What was to be sent again stays an unknown, for a person.
   *
   * @return how many were cancelled; one that stays an unknown was not
   */
  int cancel(EntryFilter filter, String reason, String actor);

  /** Lets parked ones go again, from the beginning of their tries. */
  int release(EntryFilter filter, String actor);

  /**
   * A named person ends an unknown. What never was sent waits to be sent like any other: the next
   * run takes it through the gate again, if it has not expired. That it was not sent can be said
   * five minutes after its lease ended and it became unknown, not before: a request may still be
   * under way. Should the provider tell of it nevertheless, its contact counts again.
   *
   * @param reason what it is known by; kept without numbers
   * @return the row: ASSUMED_SENT, or PLANNED
   * @throws IllegalArgumentException if it was never planned, is not {@linkplain State#isUnknown()
   *     unknown}, or is said to be not sent too early: says from when it can be
   */
  DispatchEntry resolve(DispatchId dispatch, Resolution found, String reason, String actor);

  // --- people

  /**
   * Adds a contact made elsewhere (call, letter, another system), under the same lock as the gate:
   * without it caps are fiction. The same record again changes nothing.
   */
  void record(ContactRecord contact);

  /** Adds to what the borrower said about a channel. */
  void consent(Consent consent);

  /** Records a reason not to contact the borrower; every later gate sees it. */
  void suppress(BorrowerId borrower, Suppression suppression);

  /** Takes back all suppressions of one reason. */
  void lift(BorrowerId borrower, Suppression.Reason reason);

  /** Takes back exactly this suppression; others of its reason stay. */
  void lift(BorrowerId borrower, Suppression suppression);

  /**
   * Says that an address works after all, however its number is written; nothing happens where
   * nobody doubted it. A person who writes from it says so too.
   */
  void usable(BorrowerId borrower, Channel channel, ContactPoint point);

  // --- stops

  /** Nothing more passes the gate, for the whole lender, until {@link #resumeAll}. */
  void stopAll(String reason, String actor);

  void resumeAll(String actor);

  Optional<Stop> stopped();

  void stopSender(SenderId sender, String reason, String actor);

  void resumeSender(SenderId sender, String actor);

  Optional<Stop> stopped(SenderId sender);

  /**
   * The provider told how many people a business may write to first in 24 hours: holds for all its
   * senders, in every process, in place of the tier that they declare. Of several words the one
   * with the latest {@code at} holds. Unless it is an older word or a lower tier than the one told
   * before, what waits for room is due again: also if it is told again, for whoever heard it first
   * may have died over it, and if it is the first word, whatever the senders declare.
   *
   * @param tier {@link DailyReach#NO_LIMIT} for any number
   * @return how many are due again
   */
  int reachTold(BusinessId business, int tier, Instant at);

  /** How much of its reach a business has used, over all workers. */
  ReachStanding reach(BusinessId business, DailyReach declared);

  /** Parks what waits with this template, and whatever comes to the gate with it. */
  int stopTemplate(TemplateKey template, String reason, String actor);

  /** Releases what {@link #stopTemplate} parked. */
  int resumeTemplate(TemplateKey template, String actor);

  Map<TemplateKey, Stop> stoppedTemplates();

  // --- campaigns

  /**
   * Notes what a campaign's plan is. Another digest than before ends an approval: it was given to
   * another plan.
   */
  CampaignRecord propose(CampaignId campaign, String digest);

  /**
   * A named person approves the plan of this digest. Approving it again changes nothing.
   *
   * @throws IllegalArgumentException if another plan was proposed since
   */
  CampaignRecord approve(CampaignId campaign, String digest, String by);

  /** Nothing more of it is claimed or passes the gate, until {@link #resume}. */
  CampaignRecord pause(CampaignId campaign, String reason, String actor);

  CampaignRecord resume(CampaignId campaign, String actor);

  /**
   * How many messages a campaign has in its turn among those of equal priority: of two that wait
   * side by side, one of weight 3 sends three times as many as one of weight 1, and none starves.
   * Holds from the next claim on.
   *
   * @param weight 1, as every campaign has unless told otherwise, to {@link
   *     CampaignRecord#MOST_WEIGHT}
   */
  CampaignRecord weigh(CampaignId campaign, int weight);

  /**
   * Ends a campaign for good: cancels what waits, and whatever is planned of it later.
   *
   * @return how many were cancelled
   */
  int cancel(CampaignId campaign, String reason, String actor);

  /** Empty if nothing was ever planned or said of it. */
  Optional<CampaignRecord> campaign(CampaignId campaign);

  /** The newest 1,000, newest first. */
  List<CampaignRecord> campaigns();

  // --- what providers say

  WebhookInbox inbox();

  /**
   * Statuses that wait for their message, the oldest 1,000 first: tried again for seven days, then
   * listed only.
   */
  List<Unmatched> unmatched();

  // --- queries

  Optional<DispatchEntry> find(DispatchId dispatch);

  Optional<DispatchEntry> find(PlanKey key);

  /** The dispatch that the provider knows by this message id: what a reply says it answers. */
  Optional<DispatchEntry> findByProviderId(String providerMessageId);

  /**
   * Visits matching rows in the order of planning, each as it stood when its page of 1,000 was
   * read.
   */
  void forEach(EntryFilter filter, Consumer<DispatchEntry> visitor);

  /** All matching rows in memory: fine for a borrower, think twice for a campaign. */
  default List<DispatchEntry> entries(EntryFilter filter) {
    var entries = new ArrayList<DispatchEntry>();
    forEach(filter, entries::add);
    return List.copyOf(entries);
  }

  /** All that was planned for each of these borrowers, in that order; in one look. */
  Map<BorrowerId, List<DispatchEntry>> entries(Collection<BorrowerId> borrowers);

  /** How many stand where. The sum is the number planned, at every moment. */
  Map<State, Long> counts();

  Map<State, Long> counts(CampaignId campaign);

  /** The history of one dispatch, oldest first; empty if it is not known. */
  List<LedgerEvent> events(DispatchId dispatch);

  /** Every contact with the borrower, ours and others', as the gate would see them. */
  ContactHistory history(BorrowerId borrower);

  Consents consents(BorrowerId borrower);

  Set<Suppression> suppressions(BorrowerId borrower);

  /**
   * What {@link #history}, {@link #consents} and {@link #suppressions} tell of each of these
   * borrowers, in that order; in one look. Some hundreds at a time.
   */
  Map<BorrowerId, ContactFile> files(Collection<BorrowerId> borrowers);

  /**
   * When {@link #claim} may next give something to this sender; in the past or now if it may at
   * once. Empty if nothing waits or a person has to act first.
   */
  Optional<Instant> nextDue(SenderId sender, Optional<CampaignId> campaign);

  /**
   * When the first of the leases ends that workers have on dispatches of this sender. If that
   * worker is gone, {@link #reap} frees a claim then, and makes an intent to send unknown; a run
   * that is the only one left waits for it.
   */
  Optional<Instant> nextLeaseEnd(SenderId sender, Optional<CampaignId> campaign);

  /** What else is kept beside the dispatches. */
  Notebook notes();

  // --- personal data

  /** Everything kept about a borrower. */
  BorrowerFile export(BorrowerId borrower);

  /**
   * Cancels what waits, blanks addresses, contents and provider ids, and removes the borrower's
   * notes. What is not the borrower's by name is found by the borrower's addresses and provider
   * ids: statuses that wait and suppressions of a number are blanked to hashes; notes of nobody and
   * bodies of notifications, settled or set aside, go whole, with what else they say. A
   * notification that waits to be read keeps its body until it has been read.
   *
   * <p>Hashes of the numbers that count for a {@link DailyReach} stay until they count no more: a
   * day, and then until anybody's erasure or {@link #forgetBefore}. Ids, counts, other hashes,
   * consents and contacts stay for the audit; late statuses still find their message. Cut short, it
   * is only called again.
   */
  void erase(BorrowerId borrower);

  /**
   * Blanks every dispatch that ended before a moment, and forgets the bodies of settled
   * notifications received before it, and statuses that came before it and found no message in
   * seven days. Whatever the moment, it forgets who counts no more for a {@link DailyReach}.
   *
   * @return how many dispatches were blanked
   */
  int forgetBefore(Instant before);

  @Override
  void close();
}
