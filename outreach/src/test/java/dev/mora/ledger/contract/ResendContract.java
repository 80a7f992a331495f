package dev.mora.ledger.contract;

import static dev.mora.ledger.contract.LedgerFixture.CAMPAIGN;
import static dev.mora.ledger.contract.LedgerFixture.FAST;
import static dev.mora.ledger.contract.LedgerFixture.LEASE;
import static dev.mora.ledger.contract.LedgerFixture.SENDER;
import static dev.mora.ledger.contract.LedgerFixture.SMS_SENDER;
import static dev.mora.ledger.contract.LedgerFixture.START;
import static dev.mora.ledger.contract.LedgerFixture.aDispatch;
import static dev.mora.ledger.contract.LedgerFixture.built;
import static dev.mora.ledger.contract.LedgerFixture.dispatchTo;
import static dev.mora.ledger.contract.LedgerFixture.failure;
import static dev.mora.ledger.contract.LedgerFixture.pass;
import static dev.mora.ledger.contract.LedgerFixture.request;
import static dev.mora.ledger.contract.LedgerFixture.row;
import static dev.mora.ledger.contract.LedgerFixture.smsTo;
import static dev.mora.ledger.contract.LedgerFixture.submitted;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mora.channel.ChannelEvent.Status;
import dev.mora.channel.Handling;
import dev.mora.channel.SendResult;
import dev.mora.history.ContactRecord;
import dev.mora.history.ContactRecord.Outcome;
import dev.mora.ledger.Claim;
import dev.mora.ledger.ClaimRequest;
import dev.mora.ledger.Dispatch;
import dev.mora.ledger.DispatchEntry;
import dev.mora.ledger.EntryFilter;
import dev.mora.ledger.GateDecision;
import dev.mora.ledger.GateResult;
import dev.mora.ledger.LedgerEvent;
import dev.mora.ledger.LedgerSettings;
import dev.mora.ledger.State;
import dev.mora.ledger.Transition;
import dev.mora.ledger.UnknownPolicy;
import dev.mora.party.BorrowerId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** An unknown is sent again under every condition of {@link UnknownPolicy#RESEND}, and no other. */
public abstract class ResendContract extends UnknownContract {

  // --- every condition, on both sides

  @ParameterizedTest
  @CsvSource({"HOLD, UNKNOWN_HELD", "ASSUME_SENT, ASSUMED_SENT", "RESEND, PLANNED"})
  void only_a_host_that_asked_for_it_gets_an_unknown_sent_again(UnknownPolicy policy, State then) {
    reopen(LedgerSettings.of("test").with(policy, DEADLINE));
    Claim claim = unknown();

    proveAliveAndReapAtDeadline();

    assertThat(state(claim)).isEqualTo(then);
  }

  @ParameterizedTest
  @CsvSource({"-1, UNKNOWN", "0, PLANNED", "1, PLANNED"})
  void not_before_the_deadline(long millis, State then) {
    reopenResending();
    Claim claim = unknown();
    clock.advance(Duration.ofMinutes(1));
    prove("B-2");

    reapAt(DUE.plusMillis(millis));

    assertThat(state(claim)).isEqualTo(then);
  }

  @ParameterizedTest
  @CsvSource({"-1, UNKNOWN_HELD", "0, UNKNOWN_HELD", "1, PLANNED"})
  void not_without_a_status_of_a_message_accepted_after_it(long millis, State then) {
    reopenResending();
    Claim other = submitted(ledger, dispatchTo("B-2"), START);
    Claim claim = submitted(ledger, dispatchTo("B-1"), START);
    clock.advance(Duration.ofSeconds(10));
    Instant accepted = clock.instant();
    if (millis < 0) {
      ledger.outcome(other, new SendResult.Accepted("wamid.2"));
      clock.advance(Duration.ofMillis(-millis));
      ledger.outcome(claim, new SendResult.Unknown("no answer"));
    } else {
      ledger.outcome(claim, new SendResult.Unknown("no answer"));
      clock.advance(Duration.ofMillis(millis));
      ledger.outcome(other, new SendResult.Accepted("wamid.2"));
    }
    clock.advance(Duration.ofMinutes(1));
    told(other.id(), "wamid.2", Status.State.DELIVERED);

    reapAt(accepted.plus(DEADLINE).plusSeconds(1));

    assertThat(state(claim)).isEqualTo(then);
    if (then == State.UNKNOWN_HELD) {
      assertThat(row(ledger, claim.id()).reason()).isEqualTo("no-liveness");
    }
  }

  @Test
  void an_acceptance_without_a_status_proves_nothing() {
    reopenResending();
    Claim claim = unknown();
    clock.advance(Duration.ofMinutes(1));
    Claim other = submitted(ledger, dispatchTo("B-2"), clock.instant());
    ledger.outcome(other, new SendResult.Accepted("wamid.2"));

    reapAt(DUE);

    assertThat(state(claim)).isEqualTo(State.UNKNOWN_HELD);
  }

  @Test
  void a_status_without_an_acceptance_proves_nothing() {
    reopenResending();
    Claim claim = unknown();
    clock.advance(Duration.ofMinutes(1));
    Claim other = submitted(ledger, dispatchTo("B-2"), clock.instant());
    ledger.outcome(other, new SendResult.Unknown("no answer"));
    told(other.id(), "wamid.2", Status.State.DELIVERED);

    reapAt(DUE);

    assertThat(state(claim)).isEqualTo(State.UNKNOWN_HELD);
  }

  @ParameterizedTest
  @EnumSource(Status.State.class)
  void whatever_a_status_says_it_has_come_through(Status.State state) {
    reopenResending();
    Claim claim = unknown();
    clock.advance(Duration.ofMinutes(1));
    Claim other = submitted(ledger, dispatchTo("B-2"), clock.instant());
    ledger.outcome(other, new SendResult.Accepted("wamid.2"));
    if (state == Status.State.FAILED) {
      ledger.merge(
          failure(
              ledger.correlation(other.id()),
              "wamid.2",
              "131026",
              Handling.STOP_RECIPIENT,
              clock.instant()));
    } else {
      told(other.id(), "wamid.2", state);
    }

    reapAt(DUE);

    assertThat(state(claim)).isEqualTo(State.PLANNED);
  }

  @Test
  void a_status_that_came_before_the_answer_proves_it_too() {
    reopenResending();
    Claim claim = unknown();
    clock.advance(Duration.ofMinutes(1));
    Claim other = submitted(ledger, dispatchTo("B-2"), clock.instant());
    told(other.id(), "wamid.2", Status.State.SENT);
    ledger.outcome(other, new SendResult.Accepted("wamid.2"));

    reapAt(DUE);

    assertThat(state(claim)).isEqualTo(State.PLANNED);
  }

  @Test
  void another_sender_proves_nothing() {
    reopenResending();
    Claim claim = unknown();
    clock.advance(Duration.ofMinutes(1));
    ledger.plan(List.of(smsTo("B-2", "1")));
    Claim other = ledger.claim(request(SMS_SENDER)).get(0);
    pass(ledger, other, clock.instant());
    ledger.outcome(other, new SendResult.Accepted("sms.2"));
    told(other.id(), "sms.2", Status.State.DELIVERED);

    reapAt(DUE);

    assertThat(state(claim)).isEqualTo(State.UNKNOWN_HELD);
  }

  @ParameterizedTest
  @CsvSource({"0, UNKNOWN_HELD, expired", "1, PLANNED, resend"})
  void not_what_is_too_late(long millis, State then, String reason) {
    reopenResending();
    Dispatch dispatch =
        built(aDispatch(CAMPAIGN, "B-1", "1").expiresAt(DUE.plusMillis(millis)), "B-1");
    Claim claim = unknown(dispatch);

    proveAliveAndReapAtDeadline();

    assertThat(state(claim)).isEqualTo(then);
    assertThat(row(ledger, claim.id()).reason()).isEqualTo(reason);
  }

  @Test
  void not_what_was_erased() {
    reopenResending();
    Claim claim = unknown();
    clock.advance(Duration.ofMinutes(1));
    prove("B-2");
    ledger.erase(ROSA);

    reapAt(DUE);

    assertThat(state(claim)).isEqualTo(State.UNKNOWN_HELD);
    assertThat(row(ledger, claim.id()).reason()).isEqualTo("erased");
  }

  @Test
  void not_what_is_of_a_cancelled_campaign() {
    reopenResending();
    Claim claim = unknown();
    clock.advance(Duration.ofMinutes(1));
    prove("B-2");
    ledger.cancel(CAMPAIGN, "wrong list", "ana");

    reapAt(DUE);

    assertThat(state(claim)).isEqualTo(State.UNKNOWN_HELD);
    assertThat(row(ledger, claim.id()).reason()).isEqualTo("campaign-cancelled");
  }

  @Test
  void what_is_of_a_paused_campaign_waits_for_it() {
    reopenResending();
    Claim claim = unknown();
    clock.advance(Duration.ofMinutes(1));
    prove("B-2");
    ledger.pause(CAMPAIGN, "lunch", "ana");

    reapAt(DUE);

    assertThat(state(claim)).isEqualTo(State.PLANNED);
    assertThat(ledger.claim(request())).isEmpty();
    ledger.resume(CAMPAIGN, "ana");
    assertThat(ledger.claim(request())).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({"1", "2"})
  void no_more_often_than_the_host_allows(int most) {
    reopen(LedgerSettings.of("test").resending(most, Duration.ofHours(2)));
    Claim claim = unknown();
    for (int resend = 1; resend <= most; resend++) {
      clock.advance(Duration.ofMinutes(1));
      prove("B-" + (resend + 1));
      clock.advance(Duration.ofHours(2));
      ledger.reap();
      claim = claimAgain(claim);
      assertThat(pass(ledger, claim, clock.instant()).isOpen()).isTrue();
      ledger.outcome(claim, new SendResult.Unknown("no answer"));
    }
    clock.advance(Duration.ofMinutes(1));
    prove("B-9");

    clock.advance(Duration.ofHours(2));
    ledger.reap();

    DispatchEntry row = row(ledger, claim.id());
    assertThat(row.state()).isEqualTo(State.UNKNOWN_HELD);
    assertThat(row.reason()).isEqualTo("resends-used");
    assertThat(row.resends()).isEqualTo(most);
    assertThat(row.submits()).isEqualTo(1 + most);
    assertThat(row.contacts()).hasSize(1 + most);
  }

  @ParameterizedTest
  @CsvSource({
    "HOLD, 0, true",
    "HOLD, 1, false",
    "ASSUME_SENT, 1, false",
    "RESEND, 0, false",
    "RESEND, 1, true",
    "RESEND, 3, true",
    "RESEND, 4, false"
  })
  void how_often_is_bounded(UnknownPolicy policy, int resends, boolean right) {
    Runnable made = () -> new LedgerSettings("test", policy, DEADLINE, 3, resends);

    if (right) {
      made.run();
    } else {
      assertThatThrownBy(made::run)
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("resends with " + policy + ": found " + resends);
    }
  }

  @Test
  void a_deadline_of_less_than_an_hour_is_refused() {
    LedgerSettings settings = LedgerSettings.of("test");

    assertThat(settings.resending(1, Duration.ofHours(1)).maxResends()).isEqualTo(1);
    assertThatThrownBy(() -> settings.resending(1, Duration.ofHours(1).minusMillis(1)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  // --- the gate, again and whole

  @Test
  void the_gate_sees_the_first_contact_and_the_second_counts_beside_it() {
    reopenResending();
    Claim claim = unknown();
    proveAliveAndReapAtDeadline();

    Claim again = claimAgain(claim);
    GateResult result =
        ledger.gate(
            again,
            clock.instant(),
            view -> {
              assertThat(view.history().of(ROSA))
                  .extracting(ContactRecord::at, ContactRecord::outcome)
                  .containsExactly(org.assertj.core.groups.Tuple.tuple(START, Outcome.UNKNOWN));
              return GateDecision.pass();
            });

    assertThat(result.isOpen()).isTrue();
    assertThat(again.id()).isEqualTo(claim.id());
    assertThat(row(ledger, claim.id()).submits()).isEqualTo(2);
    assertThat(row(ledger, claim.id()).resends()).isEqualTo(1);
    assertThat(ledger.history(ROSA).of(ROSA))
        .extracting(ContactRecord::at)
        .containsExactly(START, DUE);
    ledger.outcome(again, new SendResult.Accepted("wamid.1"));
    assertThat(ledger.history(ROSA).of(ROSA))
        .extracting(ContactRecord::outcome)
        .containsExactly(Outcome.UNKNOWN, Outcome.SENT);
    assertThat(ledger.events(claim.id()))
        .extracting(LedgerEvent::transition)
        .contains(Transition.LOST, Transition.RESENT);
  }

  @Test
  void what_the_gate_refuses_stays_an_unknown_for_a_person() {
    reopenResending();
    Claim claim = unknown();
    proveAliveAndReapAtDeadline();

    GateResult result =
        ledger.gate(
            claimAgain(claim), clock.instant(), view -> GateDecision.suppress("PAID", "live"));

    assertThat(result.kind()).isEqualTo(GateResult.Kind.CLOSED);
    assertThat(result.entry().state()).isEqualTo(State.UNKNOWN_HELD);
    assertThat(result.entry().reason()).isEqualTo("PAID");
    assertThat(ledger.history(ROSA).of(ROSA)).hasSize(1);
  }

  @Test
  void one_that_was_called_back_or_came_too_late_stays_an_unknown() {
    reopenResending();
    Claim claim = unknown();
    clock.advance(Duration.ofSeconds(1));
    Claim late =
        unknown(built(aDispatch(CAMPAIGN, "B-5", "1").expiresAt(DUE.plusSeconds(5)), "B-5"));
    clock.advance(Duration.ofMinutes(1));
    prove("B-2");
    reapAt(DUE.plusSeconds(2));
    assertThat(state(late)).isEqualTo(State.PLANNED);

    int cancelled = ledger.cancel(EntryFilter.of(claim.id()), "paid", "host");
    reapAt(DUE.plusSeconds(5));

    assertThat(cancelled).as("none: it may have been sent").isZero();
    assertThat(state(claim)).isEqualTo(State.UNKNOWN_HELD);
    assertThat(state(late)).isEqualTo(State.UNKNOWN_HELD);
    assertThat(row(ledger, late.id()).reason()).isEqualTo("expired");
    assertThat(ledger.claim(request())).isEmpty();
  }

  @Test
  void later_messages_of_the_borrower_wait_until_it_has_gone() {
    reopenResending();
    Claim claim = unknown();
    proveAliveAndReapAtDeadline();
    ledger.plan(List.of(built(aDispatch(CAMPAIGN, "B-1", "2").priority(9), "B-1")));
    Claim urgent = ledger.claim(request().max(1)).get(0);

    GateResult result = pass(ledger, urgent, clock.instant());

    assertThat(urgent.id()).isNotEqualTo(claim.id());
    assertThat(result.entry().state()).isEqualTo(State.PLANNED);
    assertThat(result.entry().reason()).isEqualTo("unknown-pending");
    Claim again = claimAgain(claim);
    assertThat(pass(ledger, again, clock.instant()).isOpen()).isTrue();
    ledger.outcome(again, new SendResult.Accepted("wamid.1"));
    clock.advance(Duration.ofMinutes(1));
    assertThat(pass(ledger, ledger.claim(request()).get(0), clock.instant()).isOpen()).isTrue();
  }

  // --- what is told meanwhile

  @Test
  void a_status_ends_it_before_it_is_sent_again() {
    reopenResending();
    Claim claim = unknown();
    proveAliveAndReapAtDeadline();
    Claim again = claimAgain(claim);

    told(claim.id(), "wamid.1", Status.State.DELIVERED);

    assertThat(pass(ledger, again, clock.instant()).kind()).isEqualTo(GateResult.Kind.LOST);
    assertThat(state(claim)).isEqualTo(State.DELIVERED);
    assertThat(ledger.history(ROSA).of(ROSA))
        .extracting(ContactRecord::outcome)
        .containsExactly(Outcome.DELIVERED);
  }

  @Test
  void the_first_worker_may_still_report_that_it_was_accepted() {
    reopenResending();
    Claim claim = unknown();
    proveAliveAndReapAtDeadline();

    ledger.outcome(claim, new SendResult.Accepted("wamid.1"));

    assertThat(state(claim)).isEqualTo(State.ACCEPTED);
    assertThat(ledger.claim(request())).isEmpty();
  }

  @Test
  void two_acceptances_are_seen_as_a_double_send() {
    reopenResending();
    Claim claim = unknown();
    proveAliveAndReapAtDeadline();
    Claim again = claimAgain(claim);
    pass(ledger, again, clock.instant());

    ledger.outcome(claim, new SendResult.Accepted("wamid.1"));
    ledger.outcome(again, new SendResult.Accepted("wamid.2"));

    assertThat(row(ledger, claim.id()).evidence().isDoubleAccept()).isTrue();
  }

  @Test
  void a_second_body_that_is_refused_does_not_say_that_the_first_was() {
    reopenResending();
    Claim claim = unknown();
    proveAliveAndReapAtDeadline();
    Claim again = claimAgain(claim);
    pass(ledger, again, clock.instant());

    ledger.outcome(again, new SendResult.Refused("131026", "unreachable", Handling.FAIL_MESSAGE));

    assertThat(state(claim)).isEqualTo(State.UNKNOWN_HELD);
    assertThat(row(ledger, claim.id()).reason()).isEqualTo("131026");
    assertThat(ledger.history(ROSA).of(ROSA)).extracting(ContactRecord::at).containsExactly(START);
  }

  @Test
  void a_second_body_that_never_left_gives_its_own_contact_back_only() {
    reopenResending();
    Claim claim = unknown();
    proveAliveAndReapAtDeadline();
    Claim again = claimAgain(claim);
    pass(ledger, again, clock.instant());

    ledger.outcome(again, new SendResult.NotSent("refused connection", Duration.ZERO));

    assertThat(state(claim)).isEqualTo(State.PLANNED);
    assertThat(row(ledger, claim.id()).resends()).isEqualTo(1);
    assertThat(ledger.history(ROSA).of(ROSA)).extracting(ContactRecord::at).containsExactly(START);
    clock.advance(Duration.ofSeconds(30));
    assertThat(pass(ledger, claimAgain(claim), clock.instant()).isOpen()).isTrue();
  }

  @Test
  void a_worker_that_dies_with_the_second_body_leaves_an_unknown() {
    reopenResending();
    Claim claim = unknown();
    proveAliveAndReapAtDeadline();
    pass(ledger, claimAgain(claim), clock.instant());

    clock.advance(LEASE);
    ledger.reap();

    assertThat(state(claim)).isEqualTo(State.UNKNOWN);
    assertThat(ledger.history(ROSA).of(ROSA)).hasSize(2);
  }

  @Test
  void a_failure_of_the_first_body_does_not_take_the_second_out_of_the_caps() {
    reopenResending();
    Claim claim = unknown();
    proveAliveAndReapAtDeadline();
    Claim again = claimAgain(claim);
    pass(ledger, again, clock.instant());
    ledger.outcome(again, new SendResult.Accepted("wamid.2"));

    ledger.merge(
        failure(ledger.correlation(claim.id()), "wamid.1", "131026", Handling.FAIL_MESSAGE, DUE));

    assertThat(ledger.history(ROSA).of(ROSA))
        .extracting(ContactRecord::at, ContactRecord::outcome)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(START, Outcome.UNKNOWN),
            org.assertj.core.groups.Tuple.tuple(DUE, Outcome.SENT));
    assertThat(state(claim)).isEqualTo(State.ACCEPTED);
  }

  @Test
  void a_failure_of_the_first_body_leaves_the_second_on_its_way() {
    Claim again = unknownAgain();

    failed(again, "wamid.1");

    assertThat(state(again)).isEqualTo(State.SUBMITTING);
    assertThat(row(ledger, again.id()).lease()).isPresent();
    assertThat(row(ledger, again.id()).failCode()).contains("131026");
    ledger.outcome(again, new SendResult.Accepted("wamid.2"));
    assertThat(state(again)).isEqualTo(State.ACCEPTED);
    told(again.id(), "wamid.2", Status.State.SENT);
    assertThat(state(again)).isEqualTo(State.SENT);
  }

  @Test
  void a_failure_of_one_body_leaves_the_other_an_unknown() {
    Claim again = unknownAgain();

    failed(again, "wamid.1");
    ledger.outcome(again, new SendResult.Unknown("no answer"));

    assertThat(state(again)).isEqualTo(State.UNKNOWN);
    assertThat(ledger.history(ROSA).of(ROSA)).hasSize(2);
  }

  @Test
  void a_worker_that_dies_behind_a_failure_of_the_first_body_leaves_an_unknown() {
    Claim again = unknownAgain();
    failed(again, "wamid.1");

    clock.advance(LEASE);
    ledger.reap();

    assertThat(state(again)).isEqualTo(State.UNKNOWN);
  }

  @ParameterizedTest
  @CsvSource({"true", "false"})
  void once_every_body_failed_the_message_has_failed(boolean beforeItsAnswer) {
    Claim again = unknownAgain();
    failed(again, "wamid.1");

    if (beforeItsAnswer) {
      failed(again, "wamid.2");
      ledger.outcome(again, new SendResult.Accepted("wamid.2"));
    } else {
      ledger.outcome(again, new SendResult.Accepted("wamid.2"));
      assertThat(state(again)).isEqualTo(State.ACCEPTED);
      failed(again, "wamid.2");
    }

    assertThat(state(again)).isEqualTo(State.FAILED);
  }

  @ParameterizedTest
  @CsvSource({"refused", "not sent"})
  void a_second_body_that_was_not_sent_lets_the_failure_of_the_first_settle_it(String answer) {
    Claim again = unknownAgain();
    failed(again, "wamid.1");

    ledger.outcome(
        again,
        answer.equals("refused")
            ? new SendResult.Refused("131026", "unreachable", Handling.FAIL_MESSAGE)
            : new SendResult.NotSent("refused connection", Duration.ZERO));

    assertThat(state(again)).isEqualTo(State.FAILED);
    clock.advance(Duration.ofMinutes(10));
    assertThat(ledger.claim(request())).isEmpty();
  }

  @Test
  void the_same_failure_twice_is_one() {
    Claim again = unknownAgain();

    failed(again, "wamid.1");
    clock.advance(Duration.ofSeconds(1));
    failed(again, "wamid.1");
    ledger.outcome(again, new SendResult.Unknown("no answer"));

    assertThat(state(again)).isEqualTo(State.UNKNOWN);
  }

  @ParameterizedTest
  @CsvSource({
    "FAILED 1, SENT 1, SENT",
    "FAILED 1, SENT 2, SENT",
    "FAILED 1, FAILED 1, UNKNOWN",
    "FAILED 1, FAILED 2, FAILED",
    "FAILED 1, READ 1, READ",
    "FAILED 2, READ 1, READ",
    "SENT 1, READ 2, READ"
  })
  void statuses_of_two_bodies_give_the_same_row_in_any_order(
      String one, String other, State expected) {
    reopenResending();
    Claim first = unknown(dispatchTo("B-1"));
    Claim second = unknown(dispatchTo("B-3"));
    proveAliveAndReapAtDeadline();
    for (Claim claim : List.of(first, second)) {
      Claim again = claimAgain(claim);
      pass(ledger, again, clock.instant());
      ledger.outcome(again, new SendResult.Unknown("no answer"));
    }

    told(first, one);
    told(first, other);
    told(second, other);
    told(second, one);

    assertThat(state(first)).isEqualTo(expected);
    assertThat(state(second)).isEqualTo(expected);
    assertThat(row(ledger, first.id()).contacts())
        .extracting(ContactRecord::at, ContactRecord::outcome)
        .isEqualTo(
            row(ledger, second.id()).contacts().stream()
                .map(each -> org.assertj.core.groups.Tuple.tuple(each.at(), each.outcome()))
                .toList());
  }

  private void told(Claim claim, String word) {
    String id = claim.dispatch().borrower() + "." + word.substring(word.length() - 1);
    if (word.startsWith("FAILED")) {
      failed(claim, id);
    } else {
      told(claim.id(), id, Status.State.valueOf(word.substring(0, word.length() - 2)));
    }
  }

  @Test
  void a_failure_of_the_only_body_says_that_nothing_arrived() {
    reopenResending();
    Claim claim = unknown();
    proveAliveAndReapAtDeadline();

    ledger.merge(
        failure(ledger.correlation(claim.id()), "wamid.1", "131026", Handling.FAIL_MESSAGE, DUE));

    assertThat(ledger.history(ROSA).of(ROSA))
        .extracting(ContactRecord::outcome)
        .containsExactly(Outcome.FAILED);
  }

  @Test
  void one_of_another_borrower_is_not_held_up() {
    reopenResending();
    unknown();
    proveAliveAndReapAtDeadline();
    ledger.plan(List.of(dispatchTo("B-7")));

    List<Claim> claims = ledger.claim(ClaimRequest.of("worker-2", SENDER, FAST, LEASE));

    assertThat(claims).extracting(c -> c.dispatch().borrower()).contains(BorrowerId.of("B-7"));
  }
}
