package dev.mora.ledger.contract;

import static dev.mora.ledger.contract.LedgerFixture.CAMPAIGN;
import static dev.mora.ledger.contract.LedgerFixture.LEASE;
import static dev.mora.ledger.contract.LedgerFixture.SENDER;
import static dev.mora.ledger.contract.LedgerFixture.START;
import static dev.mora.ledger.contract.LedgerFixture.aDispatch;
import static dev.mora.ledger.contract.LedgerFixture.claimOne;
import static dev.mora.ledger.contract.LedgerFixture.dispatchTo;
import static dev.mora.ledger.contract.LedgerFixture.dispatchesTo;
import static dev.mora.ledger.contract.LedgerFixture.pass;
import static dev.mora.ledger.contract.LedgerFixture.phoneOf;
import static dev.mora.ledger.contract.LedgerFixture.request;
import static dev.mora.ledger.contract.LedgerFixture.row;
import static dev.mora.ledger.contract.LedgerFixture.submitted;
import static dev.mora.ledger.contract.LedgerFixture.template;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mora.channel.Handling;
import dev.mora.channel.SendResult;
import dev.mora.history.ContactRecord;
import dev.mora.ledger.Answer;
import dev.mora.ledger.Applied;
import dev.mora.ledger.Backoff;
import dev.mora.ledger.Claim;
import dev.mora.ledger.Dispatch;
import dev.mora.ledger.DispatchEntry;
import dev.mora.ledger.EntryFilter;
import dev.mora.ledger.GateDecision;
import dev.mora.ledger.State;
import dev.mora.party.Channel;
import dev.mora.party.Consents;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What each way of ending an attempt means, for the message and for all others. */
public abstract class OutcomeContract extends LedgerContract {

  @ParameterizedTest
  @CsvSource({
    "FAIL_MESSAGE,   FAILED,  REJECTED, none",
    "STOP_RECIPIENT, FAILED,  REJECTED, recipient",
    "DOUBT_RECIPIENT, FAILED, REJECTED, none",
    "REST_RECIPIENT, FAILED,  REJECTED, none",
    "OPT_OUT,        FAILED,  REJECTED, consent",
    "STOP_TEMPLATE,  FAILED,  REJECTED, template",
    "STOP_SENDER,    PLANNED, '',       sender",
    "SLOW_SENDER,    PLANNED, '',       pace",
    "PAUSE_PAIR,     PLANNED, '',       pair"
  })
  void a_refusal_does_what_its_handling_says(
      Handling handling, State state, String contact, String effect) {
    Claim claim = submitted(ledger, dispatchTo("B-1", "1"), START);
    ledger.plan(List.of(dispatchTo("B-1", "2"), dispatchTo("B-2")));

    DispatchEntry row =
        ledger.outcome(claim, new SendResult.Refused("code-1", "because", handling)).entry();

    assertThat(row.state()).isEqualTo(state);
    assertThat(row.reason()).isEqualTo("code-1");
    assertThat(row.contact().map(c -> c.outcome().name()).orElse("")).isEqualTo(contact);
    assertThat(ledger.stopped(SENDER).isPresent()).isEqualTo(effect.equals("sender"));
    assertThat(ledger.stoppedTemplates().isEmpty()).isEqualTo(!effect.equals("template"));
    assertThat(ledger.consents(ROSA).standing(ROSA, Channel.WHATSAPP))
        .isEqualTo(effect.equals("consent") ? Consents.Standing.OUT : Consents.Standing.UNKNOWN);
    List<String> claimed =
        ledger.claim(request()).stream()
            .map(c -> c.dispatch().borrower() + "/" + c.dispatch().slot())
            .sorted()
            .toList();
    assertThat(claimed)
        .isEqualTo(
            switch (effect) {
              case "template", "sender", "pace" -> List.of();
              case "pair" -> List.of("B-2/1");
              default -> List.of("B-1/2", "B-2/1");
            });
  }

  @Test
  void an_acceptance_is_a_contact_that_was_sent() {
    Claim claim = submitted(ledger, dispatchTo("B-1"), START);

    DispatchEntry row = ledger.outcome(claim, new SendResult.Accepted("wamid.1")).entry();

    assertThat(row.state()).isEqualTo(State.ACCEPTED);
    assertThat(row.isHeld()).isFalse();
    assertThat(row.contact().orElseThrow().outcome()).isEqualTo(ContactRecord.Outcome.SENT);
  }

  @Test
  void held_is_a_mark_on_accepted() {
    Claim claim = submitted(ledger, dispatchTo("B-1"), START);

    DispatchEntry row = ledger.outcome(claim, new SendResult.Accepted("wamid.1", true, "")).entry();

    assertThat(row.state()).isEqualTo(State.ACCEPTED);
    assertThat(row.isHeld()).isTrue();
  }

  @Test
  void an_unknown_stays_a_contact_and_is_never_claimed_again() {
    Claim claim = submitted(ledger, dispatchTo("B-1"), START);

    DispatchEntry row = ledger.outcome(claim, new SendResult.Unknown("EOFException")).entry();

    assertThat(row.state()).isEqualTo(State.UNKNOWN);
    assertThat(row.detail()).isEqualTo("EOFException");
    assertThat(row.contact().orElseThrow().outcome()).isEqualTo(ContactRecord.Outcome.UNKNOWN);
    clock.advance(Duration.ofHours(1));
    ledger.reap();
    assertThat(ledger.claim(request())).isEmpty();
  }

  @Test
  void what_was_not_sent_waits_longer_each_time_and_is_parked_after_the_sixth() {
    Dispatch dispatch = dispatchTo("B-1");
    ledger.plan(List.of(dispatch));

    for (int miss = 1; miss <= 6; miss++) {
      Claim claim = claimOne(ledger);
      pass(ledger, claim, clock.instant());
      DispatchEntry row =
          ledger.outcome(claim, new SendResult.NotSent("refused", Duration.ZERO)).entry();

      assertThat(row.contact()).isEmpty();
      if (miss == 6) {
        assertThat(row.state()).isEqualTo(State.PARKED);
      } else {
        assertThat(row.state()).isEqualTo(State.PLANNED);
        Duration wait = Duration.between(clock.instant(), row.notBefore());
        assertThat(wait).isEqualTo(Backoff.notSent(dispatch.id(), miss));
        clock.advance(wait.minusMillis(1));
        assertThat(ledger.claim(request())).isEmpty();
        clock.advance(Duration.ofMillis(1));
      }
    }
    assertThat(row(ledger, dispatch.id()).submits()).isEqualTo(6);
  }

  @Test
  void a_released_one_starts_its_tries_again() {
    what_was_not_sent_waits_longer_each_time_and_is_parked_after_the_sixth();

    assertThat(ledger.release(EntryFilter.all(), "ops")).isEqualTo(1);

    Claim claim = claimOne(ledger);
    pass(ledger, claim, clock.instant());
    assertThat(ledger.outcome(claim, new SendResult.NotSent("x", Duration.ZERO)).entry().state())
        .isEqualTo(State.PLANNED);
  }

  @Test
  void an_adapter_may_ask_for_a_longer_wait() {
    Claim claim = submitted(ledger, dispatchTo("B-1"), START);

    ledger.outcome(claim, new SendResult.NotSent("x", Duration.ofMinutes(5)));

    assertThat(ledger.nextDue(SENDER, Optional.empty())).contains(START.plusSeconds(300));
  }

  @Test
  void not_sent_gives_the_pace_back() {
    var slow = new dev.mora.channel.SendLimits(4, Duration.ofSeconds(6), 64);
    var ask = dev.mora.ledger.ClaimRequest.of("worker-1", SENDER, slow, LEASE);
    ledger.plan(dispatchesTo(2));
    Claim claim = ledger.claim(ask).get(0);
    pass(ledger, claim, START);

    ledger.outcome(claim, new SendResult.NotSent("x", Duration.ZERO));

    assertThat(ledger.claim(ask)).hasSize(1);
  }

  @Test
  void a_sender_that_is_too_fast_pauses_longer_each_time_until_it_is_accepted() {
    ledger.plan(dispatchesTo(1));
    int[] seconds = {1, 2, 4, 8, 16, 32, 60, 60};

    for (int wait : seconds) {
      Claim claim = claimOne(ledger);
      pass(ledger, claim, clock.instant());
      ledger.outcome(claim, new SendResult.Refused("130429", "slow", Handling.SLOW_SENDER));
      clock.advance(Duration.ofSeconds(wait).minusMillis(1));
      assertThat(ledger.claim(request())).isEmpty();
      clock.advance(Duration.ofMillis(1));
    }
    Claim accepted = claimOne(ledger);
    pass(ledger, accepted, clock.instant());
    ledger.outcome(accepted, new SendResult.Accepted("wamid.1"));
    ledger.plan(List.of(dispatchTo("B-9")));
    Claim next = claimOne(ledger);
    pass(ledger, next, clock.instant());
    ledger.outcome(next, new SendResult.Refused("130429", "slow", Handling.SLOW_SENDER));

    assertThat(ledger.nextDue(SENDER, Optional.empty())).contains(clock.instant().plusSeconds(1));
  }

  /** In one transaction, or one after the other while the pause of the first runs. */
  @ParameterizedTest
  @ValueSource(longs = {0, 1, 100})
  void a_storm_of_throttles_is_one_step(long millisBetween) {
    ledger.plan(dispatchesTo(8));

    for (int seconds : new int[] {1, 2, 4}) {
      Instant began = clock.instant();
      List<Claim> claims = ledger.claim(request());
      assertThat(claims).hasSize(8);
      claims.forEach(claim -> pass(ledger, claim, clock.instant()));
      List<Answer> answers =
          claims.stream()
              .map(
                  claim ->
                      new Answer(
                          claim, new SendResult.Refused("130429", "slow", Handling.SLOW_SENDER)))
              .toList();
      if (millisBetween == 0) {
        ledger.outcomes(answers);
      } else {
        for (Answer answer : answers) {
          ledger.outcomes(List.of(answer));
          clock.advance(Duration.ofMillis(millisBetween));
        }
      }
      Instant over = began.plusSeconds(seconds);
      assertThat(ledger.nextDue(SENDER, Optional.empty())).contains(over);
      clock.advance(Duration.between(clock.instant(), over));
    }
  }

  @Test
  void one_recipient_that_gets_too_much_waits_four_times_longer_each_time() {
    ledger.plan(List.of(dispatchTo("B-1")));

    for (int wait : new int[] {1, 4, 16}) {
      Claim claim = claimOne(ledger);
      pass(ledger, claim, clock.instant());
      ledger.outcome(claim, new SendResult.Refused("131056", "pair", Handling.PAUSE_PAIR));
      clock.advance(Duration.ofSeconds(wait).minusMillis(1));
      assertThat(ledger.claim(request())).isEmpty();
      clock.advance(Duration.ofMillis(1));
    }
    assertThat(ledger.claim(request())).hasSize(1);
  }

  @Test
  void twenty_refusals_in_a_row_stop_a_template() {
    ledger.plan(dispatchesTo(25));

    for (int i = 1; i <= 20; i++) {
      assertThat(ledger.stoppedTemplates()).isEmpty();
      Claim claim = claimOne(ledger);
      pass(ledger, claim, START);
      ledger.outcome(claim, new SendResult.Refused("100", "bad", Handling.FAIL_MESSAGE));
    }

    assertThat(ledger.stoppedTemplates()).hasSize(1);
    assertThat(ledger.counts().get(State.PARKED)).isEqualTo(5);
  }

  @Test
  void an_acceptance_in_between_starts_the_count_anew() {
    ledger.plan(dispatchesTo(30));

    for (int i = 1; i <= 25; i++) {
      Claim claim = claimOne(ledger);
      pass(ledger, claim, START);
      ledger.outcome(
          claim,
          i == 10
              ? new SendResult.Accepted("wamid.1")
              : new SendResult.Refused("100", "bad", Handling.FAIL_MESSAGE));
    }

    assertThat(ledger.stoppedTemplates()).isEmpty();
  }

  @Test
  void a_stopped_template_leaves_the_others_alone() {
    Claim claim = submitted(ledger, dispatchTo("B-1"), START);
    Dispatch other =
        aDispatch(CAMPAIGN, "B-2", "1").build(phoneOf("B-2"), template("cuota_por_vencer"));
    ledger.plan(List.of(other, dispatchTo("B-3")));

    ledger.outcome(claim, new SendResult.Refused("132015", "paused", Handling.STOP_TEMPLATE));

    assertThat(ledger.claim(request())).extracting(Claim::id).containsExactly(other.id());
  }

  @Test
  void the_gate_is_told_that_an_address_cannot_be_used() {
    Claim claim = submitted(ledger, dispatchTo("B-1", "1"), START);
    ledger.outcome(claim, new SendResult.Refused("131026", "no", Handling.STOP_RECIPIENT));
    ledger.plan(List.of(dispatchTo("B-1", "2")));
    var usable = new java.util.ArrayList<Boolean>();

    for (int i = 0; i < 2; i++) {
      ledger.gate(
          claimOne(ledger),
          START,
          view -> {
            usable.add(view.contactPointUsable());
            return GateDecision.later(clock.instant(), "again");
          });
      ledger.usable(ROSA, Channel.WHATSAPP, phoneOf("B-1"));
    }

    assertThat(usable).containsExactly(false, true);
  }

  @ParameterizedTest
  @EnumSource(SendResult.Kind.class)
  void recording_the_same_outcome_again_changes_nothing(SendResult.Kind kind) {
    SendResult result =
        switch (kind) {
          case ACCEPTED -> new SendResult.Accepted("wamid.1");
          case REFUSED -> new SendResult.Refused("100", "bad", Handling.FAIL_MESSAGE);
          case NOT_SENT -> new SendResult.NotSent("x", Duration.ZERO);
          case UNKNOWN -> new SendResult.Unknown("x");
        };
    Claim claim = submitted(ledger, dispatchTo("B-1"), START);

    Applied first = ledger.outcome(claim, result);
    int events = ledger.events(claim.id()).size();
    Applied second = ledger.outcome(claim, result);

    assertThat(first.isChanged()).isTrue();
    assertThat(second.isChanged()).isFalse();
    assertThat(second.entry()).isEqualTo(first.entry());
    assertThat(ledger.events(claim.id())).hasSize(events);
  }

  @Test
  void an_outcome_of_an_older_claim_is_ignored() {
    Claim old = submitted(ledger, dispatchTo("B-1"), START);
    ledger.outcome(old, new SendResult.NotSent("x", Duration.ZERO));
    clock.advance(Duration.ofSeconds(2));
    Claim claim = claimOne(ledger);
    pass(ledger, claim, clock.instant());

    assertThat(ledger.outcome(old, new SendResult.Unknown("late")).isChanged()).isFalse();
    assertThat(row(ledger, claim.id()).state()).isEqualTo(State.SUBMITTING);
  }

  @Test
  void an_outcome_without_an_open_gate_is_ignored() {
    ledger.plan(List.of(dispatchTo("B-1")));
    Claim claim = claimOne(ledger);

    assertThat(ledger.outcome(claim, new SendResult.Accepted("wamid.1")).isChanged()).isFalse();
    assertThat(row(ledger, claim.id()).state()).isEqualTo(State.CLAIMED);
  }

  @Test
  void a_frozen_worker_may_still_bring_an_acceptance_or_a_refusal() {
    Claim accepted = submitted(ledger, dispatchTo("B-1"), START);
    Claim refused = submitted(ledger, dispatchTo("B-2"), START);
    clock.advance(LEASE);
    ledger.reap();

    ledger.outcome(accepted, new SendResult.Accepted("wamid.1"));
    ledger.outcome(refused, new SendResult.Refused("131026", "no", Handling.STOP_RECIPIENT));

    assertThat(row(ledger, accepted.id()).state()).isEqualTo(State.ACCEPTED);
    assertThat(row(ledger, refused.id()).state()).isEqualTo(State.FAILED);
  }

  @Test
  void a_frozen_worker_never_brings_an_unknown_back_to_planned() {
    Claim notSent = submitted(ledger, dispatchTo("B-1"), START);
    Claim throttled = submitted(ledger, dispatchTo("B-2"), START);
    clock.advance(LEASE);
    ledger.reap();

    ledger.outcome(notSent, new SendResult.NotSent("x", Duration.ZERO));
    ledger.outcome(throttled, new SendResult.Refused("4", "slow", Handling.SLOW_SENDER));

    assertThat(ledger.counts().get(State.UNKNOWN)).isEqualTo(2);
    assertThat(ledger.events(notSent.id()))
        .last()
        .satisfies(event -> assertThat(event.reason()).isEqualTo("not-sent"));
  }
}
