package dev.mora.ledger;

import dev.mora.channel.DailyReach;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The last moment before a send: the attempt is written, the check asked, the pace taken, the
 * intent recorded. What the check says no to, or fails at, goes no further.
 */
final class Gate {

  private static final Logger LOG = LoggerFactory.getLogger(Gate.class);

  private static final Duration BEHIND_A_RESEND = Duration.ofMinutes(1);

  private final Clerk clerk;
  private final Stops stops;
  private final Campaigns campaigns;
  private final BorrowerFiles files;
  private final int maxAttempts;

  Gate(Clerk clerk, Stops stops, Campaigns campaigns, BorrowerFiles files, int maxAttempts) {
    this.clerk = clerk;
    this.stops = stops;
    this.campaigns = campaigns;
    this.files = files;
    this.maxAttempts = maxAttempts;
  }

  /**
   * Writes that the gates of these claims begin.
   *
   * @return which of them may go on
   */
  BitSet begin(List<Claim> claims) {
    clerk.expect(claims.stream().map(Claim::id).toList());
    var begun = new BitSet();
    for (int i = 0; i < claims.size(); i++) {
      Claim claim = claims.get(i);
      Row row = clerk.known(claim.id());
      if (isHeld(row, claim)) {
        if (!claim.begun()) {
          clerk.move(row, new Move(Transition.ATTEMPTED, claim.owner()));
        }
        begun.set(i);
      }
    }
    return begun;
  }

  /** All of them, if all have begun. */
  static Optional<BitSet> begunBefore(List<Claim> claims) {
    if (!claims.stream().allMatch(Claim::begun)) {
      return Optional.empty();
    }
    var begun = new BitSet();
    begun.set(0, claims.size());
    return Optional.of(begun);
  }

  /** Decides on those that have begun, in order: each sees what the ones before it took. */
  List<GateResult> pass(List<GateRequest> requests, BitSet begun, Instant now) {
    clerk.expect(requests.stream().map(request -> request.claim().id()).toList());
    clerk.expectCards(
        requests.stream().map(request -> request.claim().dispatch().borrower()).toList());
    clerk.expectAddresses(
        requests.stream().map(request -> request.claim().dispatch().to()).toList());
    clerk.expectRecipients(requests.stream().map(request -> request.claim().dispatch()).toList());
    expectReach(requests);
    var notes = new NotesInView(clerk.books, requests);
    var results = new ArrayList<GateResult>(requests.size());
    for (int i = 0; i < requests.size(); i++) {
      results.add(pass(requests.get(i), begun.get(i), notes, now));
    }
    return List.copyOf(results);
  }

  private void expectReach(List<GateRequest> requests) {
    Map<Reach, List<Dispatch>> together = new LinkedHashMap<>();
    for (GateRequest request : requests) {
      reach(request.claim())
          .ifPresent(
              reach ->
                  together
                      .computeIfAbsent(reach, key -> new ArrayList<>())
                      .add(request.claim().dispatch()));
    }
    together.forEach(Reach::expect);
  }

  private Optional<Reach> reach(Claim claim) {
    return claim
        .limits()
        .reach()
        .map(declared -> clerk.reach(BusinessId.of(claim.dispatch().channel(), declared)));
  }

  private GateResult pass(GateRequest request, boolean begun, NotesInView notes, Instant now) {
    Claim claim = request.claim();
    Row row = clerk.known(claim.id());
    Dispatch dispatch = row.dispatch;
    if (!begun || dispatch == null || !isHeld(row, claim)) {
      return new GateResult(GateResult.Kind.LOST, row.entry, claim.dispatch());
    }
    Move move = decide(row, dispatch, request, notes, now);
    clerk.move(row, move);
    if (move.transition() == Transition.STUMBLED && row.entry.attempt() >= maxAttempts) {
      clerk.move(
          row, new Move(Transition.PARKED, claim.owner()).because(move.reason(), move.evidence()));
    }
    Dispatch toSend = row.dispatch == null ? dispatch : row.dispatch;
    boolean open = move.transition() == Transition.SUBMITTED;
    return new GateResult(open ? GateResult.Kind.OPEN : GateResult.Kind.CLOSED, row.entry, toSend);
  }

  private boolean isHeld(Row row, Claim claim) {
    return row.dispatch != null
        && row.isHeldBy(claim, State.CLAIMED)
        && clerk.leaseNow().isBefore(claim.leaseUntil());
  }

  /** What becomes of it. */
  private Move decide(
      Row row, Dispatch dispatch, GateRequest request, NotesInView notes, Instant now) {
    Claim claim = request.claim();
    String actor = claim.owner();
    Desk desk = clerk.desk(dispatch.header().sender());
    if (stops.isStopped(desk)) {
      return later(row, actor, clerk.now(), stops.reason());
    }
    if (campaigns.isHalted(dispatch.campaign())) {
      return later(row, actor, clerk.now(), "campaign-paused");
    }
    if (!now.isBefore(dispatch.expiresAt())) {
      return new Move(Transition.EXPIRED, actor).because("expired", "");
    }
    if (stops.isStopped(dispatch.template())) {
      return Stops.parked(actor, "");
    }
    if (files.hasUnknown(dispatch.borrower(), dispatch.channel())) {
      return later(row, actor, clerk.now(), "unknown-pending");
    }
    if (files.awaitsResend(dispatch)) {
      return later(row, actor, clerk.now().plus(BEHIND_A_RESEND), "unknown-pending");
    }
    Optional<Instant> rests = new Rests(clerk.books).until(dispatch, now);
    if (rests.isPresent()) {
      return later(row, actor, rests.get(), "recipient-rests");
    }
    GateDecision decision;
    try {
      decision =
          Objects.requireNonNull(
              request.check().decide(files.view(dispatch, notes.of(request), now)), "decision");
    } catch (RuntimeException failure) {
      return stumble(row, actor, failure);
    }
    return obey(decision, row, dispatch, claim, desk, now);
  }

  private Move obey(
      GateDecision decision, Row row, Dispatch dispatch, Claim claim, Desk desk, Instant now) {
    String actor = claim.owner();
    if (decision instanceof GateDecision.Suppress no) {
      return new Move(Transition.SUPPRESSED, actor).because(no.reason(), no.rule());
    }
    if (decision instanceof GateDecision.Expire expire) {
      return new Move(Transition.EXPIRED, actor).because("expired", expire.rule());
    }
    if (decision instanceof GateDecision.Later later) {
      return later(row, actor, later.notBefore(), later.rule());
    }
    Instant at = clerk.now();
    desk.pace(claim.limits());
    Instant pairDue = desk.pairDue(dispatch.to());
    if (desk.isPaused(at)) {
      return later(row, actor, desk.pausedUntil(), "pace");
    }
    if (desk.available(at) == 0 || at.isBefore(pairDue)) {
      return later(row, actor, Desk.latest(desk.freeAt(), pairDue), "pace");
    }
    Optional<Instant> room = reach(claim).flatMap(reach -> taken(reach, dispatch, claim, at));
    if (room.isPresent()) {
      // the room may come before it is told, so this is no reason to expire
      return new Move(Transition.DEFERRED, actor)
          .when(room.get())
          .because(DeliveryLedger.WAITS_FOR_REACH, "");
    }
    desk.take(dispatch.to(), claim.limits(), at);
    Dispatch toSend = dispatch;
    String allowedBy = "";
    if (decision instanceof GateDecision.Pass pass) {
      allowedBy = pass.allowedBy();
      if (pass.fresh().isPresent()) {
        toSend = clerk.refresh(row, dispatch, pass.fresh().get());
      }
    }
    return new Move(Transition.SUBMITTED, actor).when(now).because(allowedBy, toSend.contentHash());
  }

  /**
   * @return when to ask again; empty if there was room, which is taken now
   */
  private static Optional<Instant> taken(Reach reach, Dispatch dispatch, Claim claim, Instant at) {
    DailyReach declared = claim.limits().reach().orElseThrow();
    if (reach.costs(dispatch, at) && reach.room(declared, at) == 0) {
      return Optional.of(reach.nextRoom(declared, at));
    }
    reach.take(dispatch, at);
    return Optional.empty();
  }

  private static Move later(Row row, String actor, Instant notBefore, String rule) {
    boolean tooLate = !notBefore.isBefore(row.entry.header().expiresAt());
    return tooLate
        ? new Move(Transition.EXPIRED, actor).because(rule, "not before it expires")
        : new Move(Transition.DEFERRED, actor).when(notBefore).because(rule, "");
  }

  private Move stumble(Row row, String actor, RuntimeException failure) {
    String what = failure.getClass().getName();
    LOG.warn("the gate of {} failed: {}", row.entry.id(), what);
    Instant notBefore = clerk.now().plus(Backoff.stumble(row.entry.attempt()));
    return new Move(Transition.STUMBLED, actor).when(notBefore).because("gate-failed", what);
  }
}
