package dev.mora.ledger.contract;

import static dev.mora.ledger.contract.LedgerFixture.LEASE;
import static dev.mora.ledger.contract.LedgerFixture.START;
import static dev.mora.ledger.contract.LedgerFixture.dispatchTo;
import static dev.mora.ledger.contract.LedgerFixture.pass;
import static dev.mora.ledger.contract.LedgerFixture.request;
import static dev.mora.ledger.contract.LedgerFixture.row;
import static dev.mora.ledger.contract.LedgerFixture.submitted;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mora.channel.ChannelEvent.Status;
import dev.mora.channel.Handling;
import dev.mora.channel.SendResult;
import dev.mora.history.ContactRecord;
import dev.mora.history.ContactRecord.Outcome;
import dev.mora.ledger.Claim;
import dev.mora.ledger.DispatchEntry;
import dev.mora.ledger.DispatchId;
import dev.mora.ledger.GateDecision;
import dev.mora.ledger.LedgerEvent;
import dev.mora.ledger.Resolution;
import dev.mora.ledger.State;
import dev.mora.ledger.Transition;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * An unknown ends by a person's word, which may be wrong: a body that was called unsent may still
 * be told of, beside the next one.
 */
public abstract class PersonsWordContract extends UnknownContract {

  @ParameterizedTest
  @CsvSource({"false", "true"})
  void a_person_finds_that_it_never_was_sent_and_it_goes_again(boolean held) {
    Claim claim = unknown();
    if (held) {
      reapAt(DUE);
    }
    assertThat(ledger.claim(request().only(claim.id()))).isEmpty();

    DispatchEntry row = foundUnsent(claim);

    assertThat(row.state()).isEqualTo(State.PLANNED);
    assertThat(ledger.history(ROSA).of(ROSA)).isEmpty();
    LedgerEvent last = ledger.events(claim.id()).get(ledger.events(claim.id()).size() - 1);
    assertThat(last.actor()).isEqualTo("marta");
    assertThat(last.evidence()).isEqualTo("not on the provider's list");
    Claim again = claimAgain(claim);
    assertThat(pass(ledger, again, clock.instant()).isOpen()).isTrue();
    ledger.outcome(again, new SendResult.Accepted("wamid.1"));
    assertThat(row(ledger, claim.id()).submits()).isEqualTo(2);
    assertThat(ledger.history(ROSA).of(ROSA)).hasSize(1);
  }

  @Test
  void an_acceptance_that_comes_after_a_persons_word_keeps_it_from_being_sent_again() {
    Claim claim = unknown();
    foundUnsent(claim);

    ledger.outcome(claim, new SendResult.Accepted("wamid.1"));

    assertThat(state(claim)).isEqualTo(State.ACCEPTED);
    assertThat(ledger.claim(request())).isEmpty();
    assertThat(ledger.findByProviderId("wamid.1")).isPresent();
    assertThat(ledger.history(ROSA).of(ROSA)).extracting(ContactRecord::at).containsExactly(START);
  }

  @ParameterizedTest
  @CsvSource({"CLAIMED", "SUBMITTING", "ACCEPTED", "EXPIRED"})
  void an_acceptance_that_comes_after_a_persons_word_is_never_lost(State by) {
    Claim claim = unknown();
    foundUnsent(claim);
    Claim again = claimAgain(claim);
    if (by == State.EXPIRED) {
      ledger.gate(again, clock.instant(), view -> GateDecision.expire("window"));
    } else if (by != State.CLAIMED) {
      pass(ledger, again, clock.instant());
    }
    if (by == State.ACCEPTED) {
      ledger.outcome(again, new SendResult.Accepted("wamid.2"));
    }
    assertThat(state(claim)).isEqualTo(by);

    ledger.outcome(claim, new SendResult.Accepted("wamid.1"));

    assertThat(state(claim)).isEqualTo(State.ACCEPTED);
    assertThat(row(ledger, claim.id()).evidence().providerMessageIds()).contains("wamid.1");
    assertThat(row(ledger, claim.id()).evidence().isDoubleAccept()).isEqualTo(by == State.ACCEPTED);
    if (by == State.CLAIMED) {
      assertThat(pass(ledger, again, clock.instant()).isOpen()).isFalse();
    }
  }

  @ParameterizedTest
  @CsvSource({"ACCEPTED", "UNKNOWN", "SUBMITTING"})
  void a_body_that_was_called_unsent_and_was_not_counts_beside_the_next_one(String second) {
    Claim claim = unknown();
    foundUnsent(claim);
    Claim again = claimAgain(claim);
    Instant then = clock.instant();
    pass(ledger, again, then);
    if (second.equals("ACCEPTED")) {
      ledger.outcome(again, new SendResult.Accepted("wamid.2"));
    } else if (second.equals("UNKNOWN")) {
      ledger.outcome(again, new SendResult.Unknown("no answer"));
    }

    ledger.outcome(claim, new SendResult.Accepted("wamid.1"));
    ledger.outcome(claim, new SendResult.Accepted("wamid.1"));

    assertThat(ledger.history(ROSA).of(ROSA))
        .extracting(ContactRecord::at)
        .containsExactly(START, then);
    assertThat(ledger.events(claim.id()))
        .extracting(LedgerEvent::transition)
        .containsOnlyOnce(Transition.COUNTED);
  }

  @ParameterizedTest
  @EnumSource(Status.State.class)
  void a_status_of_a_body_that_was_called_unsent_makes_it_count(Status.State word) {
    Claim claim = unknown();
    foundUnsent(claim);
    Claim again = claimAgain(claim);
    Instant then = clock.instant();
    pass(ledger, again, then);
    ledger.outcome(again, new SendResult.Accepted("wamid.2"));

    if (word == Status.State.FAILED) {
      failed(claim, "wamid.1");
    } else {
      told(claim.id(), "wamid.1", word);
    }

    assertThat(ledger.history(ROSA).of(ROSA))
        .extracting(ContactRecord::at)
        .containsExactly(START, then);
    assertThat(state(claim))
        .isEqualTo(word == Status.State.FAILED ? State.ACCEPTED : State.valueOf(word.name()));
  }

  @Test
  void statuses_of_the_next_body_count_it_once() {
    Claim claim = unknown();
    foundUnsent(claim);
    Claim again = claimAgain(claim);
    pass(ledger, again, clock.instant());
    told(claim.id(), "wamid.2", Status.State.SENT);
    ledger.outcome(again, new SendResult.Accepted("wamid.2"));
    told(claim.id(), "wamid.2", Status.State.READ);

    assertThat(ledger.history(ROSA).of(ROSA)).hasSize(1);
  }

  @Test
  void a_failure_of_a_body_that_was_called_unsent_leaves_the_next_one_on_its_way() {
    Claim claim = unknown();
    foundUnsent(claim);
    Claim again = claimAgain(claim);
    pass(ledger, again, clock.instant());

    failed(claim, "wamid.1");

    assertThat(state(claim)).isEqualTo(State.SUBMITTING);
    ledger.outcome(again, new SendResult.Accepted("wamid.2"));
    assertThat(state(claim)).isEqualTo(State.ACCEPTED);
    assertThat(ledger.history(ROSA).of(ROSA)).hasSize(2);
  }

  @Test
  void the_only_body_that_failed_before_its_answer_has_failed() {
    Claim claim = unknown();
    foundUnsent(claim);
    Claim again = claimAgain(claim);
    pass(ledger, again, clock.instant());

    failed(claim, "wamid.2");
    ledger.outcome(again, new SendResult.Accepted("wamid.2"));

    assertThat(state(claim)).isEqualTo(State.FAILED);
    assertThat(ledger.history(ROSA).of(ROSA))
        .extracting(ContactRecord::outcome)
        .containsExactly(Outcome.FAILED);
  }

  @ParameterizedTest
  @CsvSource({"wamid.1", "wamid.2"})
  void a_failure_of_one_of_them_leaves_the_next_one_unknown_if_nobody_knows_which(String failed) {
    Claim claim = unknown();
    foundUnsent(claim);
    Claim again = claimAgain(claim);
    pass(ledger, again, clock.instant());
    ledger.outcome(again, new SendResult.Unknown("no answer"));

    failed(claim, failed);

    assertThat(state(claim)).isEqualTo(State.UNKNOWN);
    assertThat(row(ledger, claim.id()).failCode()).contains("131026");
    assertThat(ledger.history(ROSA).of(ROSA))
        .extracting(ContactRecord::outcome)
        .containsExactly(Outcome.UNKNOWN);
  }

  @Test
  void a_failure_of_one_that_was_told_to_be_sent_leaves_the_other_one_unsettled() {
    Claim claim = unknown();
    foundUnsent(claim);
    pass(ledger, claimAgain(claim), clock.instant());
    clock.advance(LEASE);
    ledger.reap();
    told(claim.id(), "wamid.1", Status.State.SENT);

    failed(claim, "wamid.1");

    assertThat(state(claim)).isEqualTo(State.SENT);
  }

  @Test
  void once_each_of_them_has_failed_the_message_has_failed() {
    Claim claim = unknown();
    foundUnsent(claim);
    Claim again = claimAgain(claim);
    pass(ledger, again, clock.instant());
    ledger.outcome(again, new SendResult.Unknown("no answer"));

    failed(claim, "wamid.1");
    failed(claim, "wamid.2");

    assertThat(state(claim)).isEqualTo(State.FAILED);
  }

  @ParameterizedTest
  @CsvSource({"wamid.1, UNKNOWN", "wamid.2, UNKNOWN"})
  void the_late_answer_of_the_first_does_not_settle_the_next_one(String failed, State then) {
    Claim claim = unknown();
    foundUnsent(claim);
    Claim again = claimAgain(claim);
    pass(ledger, again, clock.instant());
    ledger.outcome(again, new SendResult.Unknown("no answer"));
    failed(claim, failed);
    assertThat(state(claim)).isEqualTo(then);

    ledger.outcome(claim, new SendResult.Accepted("wamid.1"));

    assertThat(state(claim)).isEqualTo(State.ACCEPTED);
    assertThat(ledger.history(ROSA).of(ROSA)).hasSize(2);
  }

  @Test
  void the_failure_of_the_next_one_settles_it_where_its_answer_says_which_it_is() {
    Claim claim = unknown();
    foundUnsent(claim);
    Claim again = claimAgain(claim);
    pass(ledger, again, clock.instant());
    ledger.outcome(again, new SendResult.Accepted("wamid.2"));

    failed(claim, "wamid.2");

    assertThat(state(claim)).isEqualTo(State.FAILED);
  }

  @ParameterizedTest
  @CsvSource({"-1, false", "0, true", "1, true"})
  void that_it_was_not_sent_nobody_knows_before_five_minutes_behind_its_lease(
      long millis, boolean known) {
    Claim claim = unknown();
    clock.advance(LEASE.plus(Duration.ofMinutes(5)).plusMillis(millis));

    if (known) {
      assertThat(ledger.resolve(claim.id(), Resolution.NOT_SENT, "", "marta").state())
          .isEqualTo(State.PLANNED);
    } else {
      assertThatThrownBy(() -> ledger.resolve(claim.id(), Resolution.NOT_SENT, "", "marta"))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("nobody can know before 2026-11-24T15:06:00Z");
      assertThat(state(claim)).isEqualTo(State.UNKNOWN);
    }
  }

  @Test
  void a_worker_that_is_gone_may_wake_up_for_five_minutes_after_it_was_missed() {
    Claim claim = submitted(ledger, dispatchTo("B-1"), START);
    clock.advance(Duration.ofHours(1));
    ledger.reap();

    assertThatThrownBy(() -> ledger.resolve(claim.id(), Resolution.NOT_SENT, "", "marta"))
        .hasMessageContaining("nobody can know before 2026-11-24T16:05:00Z");
    clock.advance(Duration.ofMinutes(5));
    ledger.resolve(claim.id(), Resolution.NOT_SENT, "", "marta");

    assertThat(state(claim)).isEqualTo(State.PLANNED);
  }

  @Test
  void a_late_answer_that_it_was_not_sent_changes_nothing_after_a_persons_word() {
    Claim claim = unknown();
    foundUnsent(claim);
    pass(ledger, claimAgain(claim), clock.instant());

    ledger.outcome(claim, new SendResult.NotSent("refused connection", Duration.ZERO));
    ledger.outcome(claim, new SendResult.Refused("131026", "unreachable", Handling.FAIL_MESSAGE));

    assertThat(state(claim)).isEqualTo(State.SUBMITTING);
    assertThat(ledger.history(ROSA).of(ROSA)).hasSize(1);
  }

  @Test
  void a_person_finds_that_it_was_sent_and_it_counts() {
    Claim claim = unknown();

    ledger.resolve(claim.id(), Resolution.SENT, "seen on the phone", "marta");

    assertThat(state(claim)).isEqualTo(State.ASSUMED_SENT);
    assertThat(ledger.history(ROSA).of(ROSA)).hasSize(1);
    ledger.plan(List.of(dispatchTo("B-1", "2")));
    assertThat(ledger.claim(request())).as("nothing waits for it any more").hasSize(1);
    told(claim.id(), "wamid.1", Status.State.READ);
    assertThat(state(claim)).isEqualTo(State.READ);
  }

  @Test
  void a_persons_word_proves_not_that_statuses_come_through() {
    reopenResending();
    Claim claim = unknown();
    clock.advance(Duration.ofMinutes(1));
    Claim other = unknown(dispatchTo("B-2"));
    ledger.resolve(other.id(), Resolution.SENT, "seen", "marta");

    reapAt(DUE);

    assertThat(state(claim)).isEqualTo(State.UNKNOWN_HELD);
  }

  @Test
  void only_an_unknown_can_be_resolved() {
    Claim claim = submitted(ledger, dispatchTo("B-1"), START);

    assertThatThrownBy(() -> ledger.resolve(claim.id(), Resolution.NOT_SENT, "", "marta"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("found SUBMITTING, expected one that is unknown");
    assertThatThrownBy(
            () -> ledger.resolve(DispatchId.of("none"), Resolution.NOT_SENT, "", "marta"))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
