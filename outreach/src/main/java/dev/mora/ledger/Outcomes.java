package dev.mora.ledger;

import dev.mora.channel.SendResult;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the answer to the one attempt behind an open gate does to its row. */
final class Outcomes {

  private static final Logger LOG = LoggerFactory.getLogger(Outcomes.class);

  private final Clerk clerk;
  private final Statuses statuses;
  private final Stops stops;
  private final Aftermath aftermath;
  private final Resends resends;

  Outcomes(Clerk clerk, Statuses statuses, Stops stops, Aftermath aftermath, Resends resends) {
    this.clerk = clerk;
    this.statuses = statuses;
    this.stops = stops;
    this.aftermath = aftermath;
    this.resends = resends;
  }

  List<Applied> apply(List<Answer> answers) {
    clerk.expect(answers.stream().map(answer -> answer.claim().id()).toList());
    statuses.expect(
        List.of(),
        answers.stream()
            .flatMap(
                answer ->
                    answer.result() instanceof SendResult.Accepted accepted
                        ? Stream.of(Storable.mended(accepted.providerMessageId()))
                        : Stream.empty())
            .toList());
    clerk.expectRecipients(answers.stream().map(answer -> answer.claim().dispatch()).toList());
    return answers.stream().map(answer -> apply(answer.claim(), answer.result())).toList();
  }

  private Applied apply(Claim claim, SendResult result) {
    Row row = clerk.known(claim.id());
    DispatchEntry before = row.entry;
    if (result instanceof SendResult.Accepted accepted && isOfAnEarlierBody(row, claim)) {
      statuses.provenSent(row, claim.fence());
      accept(row, claim, accepted);
    } else if (before.fence() == claim.fence() && before.submits() > 0) {
      if (result instanceof SendResult.Accepted accepted) {
        accepted(row, claim, accepted);
      } else if (result instanceof SendResult.Refused refused) {
        refused(row, claim, refused);
      } else if (result instanceof SendResult.NotSent notSent) {
        notSent(row, claim, notSent);
      } else if (result instanceof SendResult.Unknown unknown) {
        unknown(row, claim, unknown);
      }
      statuses.settle(row);
    }
    return new Applied(row.entry, !row.entry.equals(before));
  }

  /**
   * What was to be sent again, by the policy or by a person's word, or has been, may still be told
   * to have been accepted before.
   */
  private boolean isOfAnEarlierBody(Row row, Claim claim) {
    return claim.fence() < row.entry.fence()
        && (row.entry.resends() > 0 || clerk.has(row, Transition.FOUND_UNSENT));
  }

  private void accepted(Row row, Claim claim, SendResult.Accepted accepted) {
    State state = row.state();
    if (state != State.SUBMITTING
        && state.rank() < State.UNKNOWN.rank()
        && !row.entry.awaitsResend()) {
      return;
    }
    accept(row, claim, accepted);
  }

  private void accept(Row row, Claim claim, SendResult.Accepted accepted) {
    desk(row).accepted(claim.dispatch().to(), clerk.now());
    row.entry.template().ifPresent(stops::accepted);
    Transition transition = accepted.held() ? Transition.ACCEPTED_HELD : Transition.ACCEPTED;
    statuses.bind(
        row,
        new Move(transition, claim.owner())
            .when(clerk.now())
            .of(Storable.mended(accepted.providerMessageId())));
  }

  private void refused(Row row, Claim claim, SendResult.Refused refused) {
    String code = refused.code();
    boolean waits = refused.handling().waits();
    boolean resent = row.entry.resends() > 0;
    boolean settles = row.state().isUnknown() && !waits && !resent;
    if (row.state() != State.SUBMITTING && !settles) {
      tooLate(row, claim, code);
      return;
    }
    if (!resent) {
      reachedNobody(row, claim);
    }
    if (resent && !waits) {
      refusedAgain(row, claim, refused);
    } else if (waits) {
      Duration wait = aftermath.slowDown(row, refused.handling());
      Instant notBefore = clerk.now().plus(longest(wait, refused.retryAfter()));
      clerk.move(
          row,
          new Move(Transition.THROTTLED, claim.owner())
              .when(notBefore)
              .because(code, refused.reason()));
    } else {
      clerk.move(row, new Move(Transition.REFUSED, claim.owner()).because(code, refused.reason()));
    }
    aftermath.refused(row, code, refused.handling());
  }

  /** The second body was refused; whether the first one arrived nobody knows. */
  private void refusedAgain(Row row, Claim claim, SendResult.Refused refused) {
    clerk.move(
        row,
        new Move(Transition.THROTTLED, claim.owner())
            .when(clerk.now())
            .because(refused.code(), refused.reason()));
    clerk.move(
        row, new Move(Transition.HELD, claim.owner()).because(refused.code(), refused.reason()));
  }

  private void notSent(Row row, Claim claim, SendResult.NotSent notSent) {
    if (row.state() != State.SUBMITTING) {
      tooLate(row, claim, "not-sent");
      return;
    }
    Instant taken = clerk.lastAt(row, Transition.SUBMITTED).orElse(Instant.EPOCH);
    desk(row).giveBack(claim.dispatch().to(), claim.limits(), taken);
    reachedNobody(row, claim);
    int miss = row.entry.misses() + 1;
    boolean again = miss <= Backoff.RETRIES;
    Duration wait = again ? Backoff.notSent(row.entry.id(), miss) : Duration.ZERO;
    Instant notBefore = clerk.now().plus(longest(wait, notSent.retryAfter()));
    clerk.move(
        row,
        new Move(Transition.BACKED_OFF, claim.owner())
            .when(notBefore)
            .because("not-sent", notSent.reason()));
    if (!again) {
      clerk.move(
          row, new Move(Transition.PARKED, claim.owner()).because("not-sent", notSent.reason()));
    }
  }

  private void unknown(Row row, Claim claim, SendResult.Unknown unknown) {
    if (row.state() == State.SUBMITTING) {
      LOG.warn("{} is unknown", row.entry.id());
      boolean again = unknown.saidNo() && resends.mayRetry(row);
      clerk.move(
          row,
          new Move(Transition.LOST, claim.owner())
              .when(clerk.leaseNow())
              .because(again ? Resends.SAID_NO : "unknown", unknown.evidence()));
    }
  }

  /** Proof that it was not sent, so its person does not count among those written to. */
  private void reachedNobody(Row row, Claim claim) {
    claim
        .limits()
        .reach()
        .map(declared -> clerk.reach(BusinessId.of(claim.dispatch().channel(), declared)))
        .ifPresent(
            reach ->
                reach.giveBack(
                    claim.dispatch().to(),
                    clerk.lastAt(row, Transition.SUBMITTED).orElse(Instant.EPOCH),
                    clerk.now()));
  }

  /** Proof that it was not sent, but the row has moved on: kept, obeyed by nobody. */
  private void tooLate(Row row, Claim claim, String code) {
    State state = row.state();
    boolean contradicts = state.rank() >= State.UNKNOWN.rank() && state != State.FAILED;
    if (contradicts && !clerk.isNoted(row, code)) {
      clerk.move(
          row,
          new Move(Transition.NOTED, claim.owner())
              .because(code, "a late answer says it was not sent"));
    }
  }

  private Desk desk(Row row) {
    return clerk.desk(row.entry.header().sender());
  }

  private static Duration longest(Duration a, Duration b) {
    return a.compareTo(b) > 0 ? a : b;
  }
}
