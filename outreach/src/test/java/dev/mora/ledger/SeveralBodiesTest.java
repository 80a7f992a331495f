package dev.mora.ledger;

import static dev.mora.ledger.contract.LedgerFixture.LEASE;
import static dev.mora.ledger.contract.LedgerFixture.START;
import static dev.mora.ledger.contract.LedgerFixture.dispatchTo;
import static dev.mora.ledger.contract.LedgerFixture.failure;
import static dev.mora.ledger.contract.LedgerFixture.pass;
import static dev.mora.ledger.contract.LedgerFixture.request;
import static dev.mora.ledger.contract.LedgerFixture.row;
import static dev.mora.ledger.contract.LedgerFixture.status;
import static dev.mora.ledger.contract.LedgerFixture.submitted;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mora.channel.ChannelEvent.Status;
import dev.mora.channel.Handling;
import dev.mora.channel.SendResult;
import dev.mora.ledger.contract.LedgerFixture;
import dev.mora.testkit.MutableClock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A body that a person called unsent, alone and beside another one. */
class SeveralBodiesTest {

  private final MutableClock clock = LedgerFixture.aClock();
  private final DeliveryLedger ledger = InMemoryLedger.of(LedgerSettings.of("test"), clock);
  private final Claim claim = submitted(ledger, dispatchTo("B-1"), START);

  @BeforeEach
  void a_person_calls_it_unsent() {
    ledger.outcome(claim, new SendResult.Unknown("no answer"));
    clock.advance(LEASE.plus(Duration.ofMinutes(5)));
    ledger.resolve(claim.id(), Resolution.NOT_SENT, "not on the list", "marta");
  }

  private void told(String providerId, Status.State state) {
    ledger.merge(status(ledger, claim.id(), providerId, state, clock.instant()));
  }

  private void failed(String providerId) {
    ledger.merge(
        failure(
            ledger.correlation(claim.id()),
            providerId,
            "131026",
            Handling.FAIL_MESSAGE,
            clock.instant()));
  }

  private List<Transition> transitions() {
    return ledger.events(claim.id()).stream().map(LedgerEvent::transition).toList();
  }

  private State state() {
    return row(ledger, claim.id()).state();
  }

  @Test
  void one_gate_is_one_contact_however_many_ids_the_provider_has_for_it() {
    told("w-1", Status.State.SENT);
    told("w-2", Status.State.SENT);

    assertThat(row(ledger, claim.id()).contacts()).hasSize(1);
    assertThat(transitions()).doesNotContain(Transition.COUNTED);
  }

  @Test
  void the_only_body_that_was_sent_and_failed_has_failed() {
    told("w-1", Status.State.SENT);
    failed("w-1");

    assertThat(state()).isEqualTo(State.FAILED);
    assertThat(transitions()).doesNotContain(Transition.ONE_FAILED);
  }

  @Test
  void when_both_have_failed_the_row_is_told_so_once() {
    Claim again = ledger.claim(request().only(claim.id())).get(0);
    pass(ledger, again, clock.instant());
    ledger.outcome(again, new SendResult.Accepted("w-2"));

    failed("w-1");
    State afterOne = state();
    failed("w-2");

    assertThat(afterOne).isEqualTo(State.ACCEPTED);
    assertThat(state()).isEqualTo(State.FAILED);
    assertThat(transitions()).containsOnlyOnce(Transition.ONE_FAILED, Transition.TOLD_FAILED);
  }
}
