package dev.mora.ledger;

import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The last moment before a send: the attempt is written, the check asked, the pace taken, the
 * intent recorded. What the check says no to, or fails at, goes no further.
 */
final class Gate {

  private static final Logger LOG = LoggerFactory.getLogger(Gate.class);

  private final MemoryBooks books;
  private final Stops stops;
  private final Campaigns campaigns;
  private final BorrowerFiles files;
  private final int maxAttempts;

  Gate(MemoryBooks books, Stops stops, Campaigns campaigns, BorrowerFiles files, int maxAttempts) {
    this.books = books;
    this.stops = stops;
    this.campaigns = campaigns;
    this.files = files;
    this.maxAttempts = maxAttempts;
  }

  GateResult pass(Claim claim, Instant now, GateCheck check) {
    Row row = books.known(claim.id());
    Dispatch dispatch = row.dispatch;
    boolean leaseOver = !books.now().isBefore(claim.leaseUntil());
    if (dispatch == null || !row.isHeldBy(claim, State.CLAIMED) || leaseOver) {
      return new GateResult(GateResult.Kind.LOST, row.entry, claim.dispatch());
    }
    books.move(row, new Move(Transition.ATTEMPTED, claim.owner()));
    boolean open = decide(row, dispatch, claim, now, check);
    Dispatch toSend = row.dispatch == null ? dispatch : row.dispatch;
    return new GateResult(open ? GateResult.Kind.OPEN : GateResult.Kind.CLOSED, row.entry, toSend);
  }

  private boolean decide(Row row, Dispatch dispatch, Claim claim, Instant now, GateCheck check) {
    String actor = claim.owner();
    Desk desk = books.desk(dispatch.header().sender());
    if (stops.isStopped(desk)) {
      return later(row, actor, books.now(), stops.reason());
    }
    if (campaigns.isHalted(dispatch.campaign())) {
      return later(row, actor, books.now(), "campaign-paused");
    }
    if (!now.isBefore(dispatch.expiresAt())) {
      return shut(row, new Move(Transition.EXPIRED, actor).because("expired", ""));
    }
    if (stops.isStopped(dispatch.template())) {
      return shut(row, Stops.parked(actor, ""));
    }
    if (books.person(dispatch.borrower()).hasUnknown(dispatch.channel())) {
      return later(row, actor, books.now(), "unknown-pending");
    }
    GateDecision decision;
    try {
      decision = check.decide(files.view(dispatch, now));
    } catch (RuntimeException failure) {
      return stumble(row, actor, failure);
    }
    return obey(decision, row, dispatch, claim, desk, now);
  }

  private boolean obey(
      GateDecision decision, Row row, Dispatch dispatch, Claim claim, Desk desk, Instant now) {
    String actor = claim.owner();
    if (decision instanceof GateDecision.Suppress no) {
      return shut(row, new Move(Transition.SUPPRESSED, actor).because(no.reason(), no.rule()));
    }
    if (decision instanceof GateDecision.Expire expire) {
      return shut(row, new Move(Transition.EXPIRED, actor).because("expired", expire.rule()));
    }
    if (decision instanceof GateDecision.Later later) {
      return later(row, actor, later.notBefore(), later.rule());
    }
    Instant at = books.now();
    Pace pace = desk.pace.at(claim.limits());
    Instant pairDue = desk.pairDue(dispatch.to());
    if (desk.isPaused(at)) {
      return later(row, actor, desk.pausedUntil(), "pace");
    }
    if (pace.available(at) == 0 || at.isBefore(pairDue)) {
      return later(row, actor, Desk.latest(pace.freeAt(), pairDue), "pace");
    }
    desk.take(dispatch.to(), claim.limits(), at);
    Dispatch toSend = dispatch;
    if (decision instanceof GateDecision.Pass pass && pass.fresh().isPresent()) {
      toSend = dispatch.with(pass.fresh().get());
      row.dispatch = toSend;
    }
    books.move(
        row, new Move(Transition.SUBMITTED, actor).when(now).because("", toSend.contentHash()));
    return true;
  }

  private boolean shut(Row row, Move move) {
    books.move(row, move);
    return false;
  }

  private boolean later(Row row, String actor, Instant notBefore, String rule) {
    boolean tooLate = !notBefore.isBefore(row.entry.header().expiresAt());
    return shut(
        row,
        tooLate
            ? new Move(Transition.EXPIRED, actor).because(rule, "not before it expires")
            : new Move(Transition.DEFERRED, actor).when(notBefore).because(rule, ""));
  }

  private boolean stumble(Row row, String actor, RuntimeException failure) {
    int attempt = row.entry.attempt();
    String what = failure.getClass().getName();
    LOG.warn("the gate of {} failed: {}", row.entry.id(), what);
    Instant notBefore = books.now().plus(Backoff.stumble(attempt));
    books.move(
        row, new Move(Transition.STUMBLED, actor).when(notBefore).because("gate-failed", what));
    if (attempt >= maxAttempts) {
      books.move(row, new Move(Transition.PARKED, actor).because("gate-failed", what));
    }
    return false;
  }
}
