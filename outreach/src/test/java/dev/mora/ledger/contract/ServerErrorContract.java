package dev.mora.ledger.contract;

import static dev.mora.ledger.contract.LedgerFixture.CAMPAIGN;
import static dev.mora.ledger.contract.LedgerFixture.LEASE;
import static dev.mora.ledger.contract.LedgerFixture.START;
import static dev.mora.ledger.contract.LedgerFixture.aDispatch;
import static dev.mora.ledger.contract.LedgerFixture.built;
import static dev.mora.ledger.contract.LedgerFixture.dispatchTo;
import static dev.mora.ledger.contract.LedgerFixture.dispatchesTo;
import static dev.mora.ledger.contract.LedgerFixture.pass;
import static dev.mora.ledger.contract.LedgerFixture.request;
import static dev.mora.ledger.contract.LedgerFixture.row;
import static dev.mora.ledger.contract.LedgerFixture.submitted;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mora.channel.ChannelEvent.Status;
import dev.mora.channel.Handling;
import dev.mora.channel.SendResult;
import dev.mora.history.ContactRecord;
import dev.mora.history.ContactRecord.Outcome;
import dev.mora.ledger.Answer;
import dev.mora.ledger.Claim;
import dev.mora.ledger.Dispatch;
import dev.mora.ledger.DispatchEntry;
import dev.mora.ledger.GateDecision;
import dev.mora.ledger.GateRequest;
import dev.mora.ledger.GateResult;
import dev.mora.ledger.LedgerEvent;
import dev.mora.ledger.LedgerSettings;
import dev.mora.ledger.State;
import dev.mora.ledger.Transition;
import dev.mora.ledger.UnknownPolicy;
import dev.mora.party.Channel;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What a server said no to goes once more by {@link LedgerSettings#retryExplicitServerError} alone,
 * and nothing else by it.
 */
public abstract class ServerErrorContract extends UnknownContract {

  private static final Duration WAIT = Duration.ofSeconds(120);
  private static final SendResult SAID_NO =
      new SendResult.Unknown("the service is unavailable", SendResult.Answered.NOTHING, true);

  private static LedgerSettings settings() {
    return LedgerSettings.of("test");
  }

  private void reopenRetrying() {
    reopen(settings().retryingExplicitServerErrors());
  }

  private Claim denied() {
    return denied(dispatchTo("B-1"));
  }

  private Claim denied(Dispatch dispatch) {
    Claim claim = submitted(ledger, dispatch, clock.instant());
    ledger.outcome(claim, SAID_NO);
    return claim;
  }

  private Claim deniedAndPlanned() {
    reopenRetrying();
    Claim claim = denied();
    reapAt(START.plus(WAIT));
    return claim;
  }

  // --- whether

  @ParameterizedTest
  @EnumSource(UnknownPolicy.class)
  void nothing_is_retried_unless_a_host_asked_for_it(UnknownPolicy policy) {
    reopen(settings().with(policy, DEADLINE));
    assertThat(ledger.settings().retryExplicitServerError()).isFalse();
    Claim claim = denied();

    reapAt(START.plus(WAIT));
    reapAt(DUE.minusSeconds(1));

    assertThat(state(claim)).isEqualTo(State.UNKNOWN);
    assertThat(row(ledger, claim.id()).reason()).isEqualTo("unknown");
    assertThat(ledger.claim(request())).isEmpty();
  }

  @Test
  void whatever_else_is_asked_for_the_wish_stays() {
    LedgerSettings asked = settings().retryingExplicitServerErrors();

    assertThat(asked.retryExplicitServerError()).isTrue();
    assertThat(asked.with(UnknownPolicy.ASSUME_SENT, DEADLINE).retryExplicitServerError()).isTrue();
    assertThat(asked.resending(2, DEADLINE).retryExplicitServerError()).isTrue();
    assertThat(settings().resending(2, DEADLINE).retryExplicitServerError()).isFalse();
    assertThat(asked.unknownPolicy()).isEqualTo(UnknownPolicy.HOLD);
    assertThat(asked.maxResends()).isZero();
  }

  @ParameterizedTest
  @CsvSource({"119999, UNKNOWN", "120000, PLANNED", "120001, PLANNED"})
  void it_waits_two_minutes_for_a_status_that_contradicts(long millis, State then) {
    reopenRetrying();
    Claim claim = denied();

    reapAt(START.plusMillis(millis));

    assertThat(state(claim)).isEqualTo(then);
    assertThat(row(ledger, claim.id()).reason()).isEqualTo("server-said-no");
  }

  @ParameterizedTest
  @ValueSource(strings = {"no answer", "crash", "crash, then a late no"})
  void an_unknown_that_no_server_said_no_to_is_never_retried_by_it(String why) {
    reopenRetrying();
    Claim claim = submitted(ledger, dispatchTo("B-1"), START);
    if (why.equals("no answer")) {
      ledger.outcome(claim, new SendResult.Unknown("the service is unavailable"));
    } else {
      clock.advance(LEASE);
      ledger.reap();
    }
    if (why.endsWith("no")) {
      ledger.outcome(claim, SAID_NO);
    }

    for (Instant at = START.plus(WAIT); at.isBefore(DUE); at = at.plus(Duration.ofHours(5))) {
      reapAt(at);
      assertThat(state(claim)).isEqualTo(State.UNKNOWN);
    }
    reapAt(DUE.plus(LEASE));

    assertThat(state(claim)).isEqualTo(State.UNKNOWN_HELD);
    assertThat(ledger.events(claim.id()))
        .extracting(LedgerEvent::transition)
        .doesNotContain(Transition.RESENT);
  }

  @ParameterizedTest
  @CsvSource({"SENT, SENT", "DELIVERED, DELIVERED", "READ, READ", "FAILED, FAILED"})
  void a_status_that_comes_meanwhile_says_what_became_of_it(Status.State told, State then) {
    reopenRetrying();
    Claim claim = denied();
    clock.advance(WAIT.minusMillis(1));
    if (told == Status.State.FAILED) {
      failed(claim, "wamid.1");
    } else {
      told(claim.id(), "wamid.1", told);
    }

    reapAt(START.plus(WAIT));

    assertThat(state(claim)).isEqualTo(then);
    assertThat(ledger.claim(request())).isEmpty();
  }

  @Test
  void a_notification_that_nobody_has_read_yet_holds_it_back() {
    reopenRetrying();
    Claim claim = denied();
    long item = ledger.inbox().store(Channel.WHATSAPP, "1", new byte[] {1}, START).id();

    reapAt(START.plus(WAIT));
    assertThat(state(claim)).isEqualTo(State.UNKNOWN);
    ledger.inbox().take(1, LEASE).forEach(one -> ledger.inbox().quarantine(one, "unreadable"));
    assertThat(ledger.inbox().quarantined()).extracting(one -> one.id()).containsExactly(item);
    ledger.reap();

    assertThat(state(claim)).isEqualTo(State.PLANNED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"erased", "expired", "campaign-cancelled"})
  void what_would_not_be_sent_any_more_stays_an_unknown_since_it_became_one(String why) {
    reopenRetrying();
    Claim claim =
        denied(
            built(
                aDispatch(CAMPAIGN, "B-1", "1")
                    .expiresAt(START.plus(why.equals("expired") ? WAIT : DEADLINE.multipliedBy(2))),
                "B-1"));
    if (why.equals("erased")) {
      ledger.erase(ROSA);
    }
    if (why.equals("campaign-cancelled")) {
      ledger.cancel(CAMPAIGN, "wrong list", "ana");
    }

    reapAt(START.plus(WAIT));
    int events = ledger.events(claim.id()).size();
    reapAt(DUE.minusMillis(1));

    DispatchEntry row = row(ledger, claim.id());
    assertThat(row.state()).isEqualTo(State.UNKNOWN);
    assertThat(row.unknownSince()).contains(START);
    assertThat(row.reason()).isEqualTo("unknown");
    assertThat(row.detail()).isEqualTo(why);
    assertThat(ledger.events(claim.id())).as("said once").hasSize(events);
    reapAt(DUE);
    assertThat(state(claim)).isEqualTo(State.UNKNOWN_HELD);
  }

  @ParameterizedTest
  @CsvSource({"HOLD, UNKNOWN_HELD", "ASSUME_SENT, ASSUMED_SENT"})
  void nobody_retries_what_has_come_to_its_deadline(UnknownPolicy policy, State then) {
    reopen(settings().with(policy, DEADLINE).retryingExplicitServerErrors());
    Claim claim = denied();

    reapAt(DUE);

    assertThat(state(claim)).isEqualTo(then);
  }

  // --- once

  @Test
  void it_goes_through_the_whole_gate_once_more_and_the_first_contact_counts_beside() {
    Claim claim = deniedAndPlanned();
    Claim again = claimAgain(claim);

    GateResult result =
        ledger.gate(
            again,
            clock.instant(),
            view -> {
              assertThat(view.history().of(ROSA))
                  .extracting(ContactRecord::at, ContactRecord::outcome)
                  .containsExactly(Tuple.tuple(START, Outcome.UNKNOWN));
              return GateDecision.pass();
            });
    ledger.outcome(again, new SendResult.Accepted("wamid.1"));

    assertThat(result.isOpen()).isTrue();
    DispatchEntry row = row(ledger, claim.id());
    assertThat(row.state()).isEqualTo(State.ACCEPTED);
    assertThat(row.submits()).isEqualTo(2);
    assertThat(row.contacts())
        .extracting(ContactRecord::at, ContactRecord::outcome)
        .containsExactly(
            Tuple.tuple(START, Outcome.UNKNOWN), Tuple.tuple(START.plus(WAIT), Outcome.SENT));
  }

  @Test
  void what_its_gate_refuses_is_left_to_a_person() {
    Claim claim = deniedAndPlanned();

    ledger.gate(claimAgain(claim), clock.instant(), view -> GateDecision.suppress("CAP", "MX.cap"));

    assertThat(state(claim)).isEqualTo(State.UNKNOWN_HELD);
    assertThat(row(ledger, claim.id()).contacts()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({"HOLD, 0", "RESEND, 1", "RESEND, 2"})
  void a_second_no_is_an_unknown_like_others(UnknownPolicy policy, int resends) {
    reopen(new LedgerSettings("test", policy, DEADLINE, 3, resends).retryingExplicitServerErrors());
    Claim claim = denied();
    reapAt(START.plus(WAIT));
    Claim again = claimAgain(claim);
    assertThat(pass(ledger, again, clock.instant()).isOpen()).isTrue();
    ledger.outcome(again, SAID_NO);

    clock.advance(WAIT);
    ledger.reap();
    reapAt(DUE.plus(WAIT).minusMillis(1));

    assertThat(state(claim)).isEqualTo(State.UNKNOWN);
    assertThat(row(ledger, claim.id()).reason()).isEqualTo("unknown");
    reapAt(DUE.plus(WAIT));
    assertThat(state(claim)).as("without a proof of life").isEqualTo(State.UNKNOWN_HELD);
    assertThat(row(ledger, claim.id()).submits()).isEqualTo(2);
  }

  @Test
  void a_no_to_what_the_policy_sent_again_is_not_retried() {
    reopen(settings().resending(1, DEADLINE).retryingExplicitServerErrors());
    Claim claim = unknown();
    proveAliveAndReapAtDeadline();
    Claim again = claimAgain(claim);
    pass(ledger, again, clock.instant());
    ledger.outcome(again, SAID_NO);

    reapAt(DUE.plus(WAIT));

    assertThat(state(claim)).isEqualTo(State.UNKNOWN);
    assertThat(row(ledger, claim.id()).submits()).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"not sent", "too fast"})
  void a_second_body_that_did_not_go_goes_later(String answer) {
    Claim claim = deniedAndPlanned();
    Claim again = claimAgain(claim);
    pass(ledger, again, clock.instant());
    ledger.outcome(
        again,
        answer.equals("too fast")
            ? new SendResult.Refused("130429", "slow", Handling.SLOW_SENDER)
            : new SendResult.NotSent("connection refused", Duration.ZERO));

    clock.advance(Duration.ofSeconds(2));
    Claim third = claimAgain(claim);
    assertThat(pass(ledger, third, clock.instant()).isOpen()).isTrue();
    ledger.outcome(third, new SendResult.Accepted("wamid.1"));

    assertThat(state(claim)).isEqualTo(State.ACCEPTED);
    assertThat(row(ledger, claim.id()).contacts()).hasSize(2);
  }

  @Test
  void a_status_of_the_first_body_ends_it_before_the_second_goes() {
    Claim claim = deniedAndPlanned();
    Claim again = claimAgain(claim);

    told(claim.id(), "wamid.1", Status.State.DELIVERED);

    assertThat(pass(ledger, again, clock.instant()).kind()).isEqualTo(GateResult.Kind.LOST);
    assertThat(state(claim)).isEqualTo(State.DELIVERED);
    assertThat(row(ledger, claim.id()).submits()).isEqualTo(1);
  }

  @Test
  void an_outage_of_many_is_retried_page_by_page() {
    reopenRetrying();
    ledger.plan(dispatchesTo(430));
    var claims = new ArrayList<Claim>();
    for (List<Claim> batch = ledger.claim(request());
        !batch.isEmpty();
        batch = ledger.claim(request())) {
      ledger.gate(
          batch.stream().map(c -> new GateRequest(c, view -> GateDecision.pass())).toList(), START);
      ledger.outcomes(batch.stream().map(claim -> new Answer(claim, SAID_NO)).toList());
      claims.addAll(batch);
    }

    clock.advance(WAIT);

    assertThat(ledger.reap().decided()).isEqualTo(430);
    assertThat(ledger.counts().get(State.PLANNED)).isEqualTo(430);
    assertThat(ledger.reap().decided()).isZero();
  }
}
