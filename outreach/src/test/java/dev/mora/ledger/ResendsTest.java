package dev.mora.ledger;

import static dev.mora.ledger.contract.LedgerFixture.START;
import static dev.mora.ledger.contract.LedgerFixture.dispatchTo;
import static dev.mora.ledger.contract.LedgerFixture.request;
import static dev.mora.ledger.contract.LedgerFixture.row;
import static dev.mora.ledger.contract.LedgerFixture.status;
import static dev.mora.ledger.contract.LedgerFixture.submitted;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mora.channel.ChannelEvent.Status;
import dev.mora.channel.SendResult;
import dev.mora.ledger.contract.LedgerFixture;
import dev.mora.testkit.MutableClock;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whether an unknown may go again, asked directly, and whom that concerns at the gate. */
class ResendsTest {

  private static final Duration DEADLINE = Duration.ofHours(24);

  private final MutableClock clock = LedgerFixture.aClock();
  private final MemoryStore store = new MemoryStore(InboxLimits.standard(), clock);
  private final LedgerSettings resending =
      LedgerSettings.of("test").with(UnknownPolicy.RESEND, DEADLINE);
  private final DeliveryLedger ledger = StoredLedger.of(store, resending);

  private Optional<String> refusal(LedgerSettings settings, DispatchId dispatch) {
    return store.read(
        books -> {
          var clerk = new Clerk(books);
          return new Resends(clerk, new Campaigns(clerk), settings).refusal(clerk.known(dispatch));
        });
  }

  @ParameterizedTest(name = "{0}, {1} ms after the deadline: {2}")
  @CsvSource({
    "HOLD,        0,  resend-off",
    "ASSUME_SENT, 0,  resend-off",
    "RESEND,      -1, before-deadline",
    "RESEND,      0,  no-liveness",
    "RESEND,      1,  no-liveness"
  })
  void an_unknown_goes_again_only_if_the_host_asked_and_when_its_deadline_has_passed(
      UnknownPolicy policy, long millis, String why) {
    Claim claim = submitted(ledger, dispatchTo("B-1"), START);
    ledger.outcome(claim, new SendResult.Unknown("no answer"));
    clock.advance(DEADLINE.plusMillis(millis));

    assertThat(refusal(LedgerSettings.of("test").with(policy, DEADLINE), claim.id())).contains(why);
  }

  @Test
  void what_is_no_unknown_never_goes_again() {
    Claim claim = submitted(ledger, dispatchTo("B-1"), START);
    clock.advance(Duration.ofDays(1000));

    assertThat(refusal(resending, claim.id())).contains("before-deadline");
  }

  @Test
  void one_that_is_to_go_again_holds_up_nobody_else_at_the_gate() {
    Claim lost = submitted(ledger, dispatchTo("B-1"), START);
    ledger.outcome(lost, new SendResult.Unknown("no answer"));
    clock.advance(Duration.ofMinutes(1));
    Claim alive = submitted(ledger, dispatchTo("B-2"), clock.instant());
    ledger.outcome(alive, new SendResult.Accepted("w-2"));
    ledger.merge(status(ledger, alive.id(), "w-2", Status.State.SENT, clock.instant()));
    clock.advance(DEADLINE);
    ledger.reap();
    assertThat(row(ledger, lost.id()).awaitsResend()).isTrue();
    ledger.plan(List.of(dispatchTo("B-7")));

    List<GateRequest> both =
        ledger.claim(request()).stream()
            .map(claim -> new GateRequest(claim, view -> GateDecision.pass()))
            .sorted(Comparator.comparing(each -> each.claim().id().equals(lost.id())))
            .toList();
    List<GateResult> gates = ledger.gate(both, clock.instant());

    assertThat(gates).hasSize(2).allMatch(GateResult::isOpen);
    assertThat(gates.get(1).entry().id()).isEqualTo(lost.id());
  }
}
