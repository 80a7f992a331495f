package dev.mora.ledger;

import static dev.mora.ledger.contract.LedgerFixture.CAMPAIGN;
import static dev.mora.ledger.contract.LedgerFixture.LEASE;
import static dev.mora.ledger.contract.LedgerFixture.START;
import static dev.mora.ledger.contract.LedgerFixture.dispatchTo;
import static dev.mora.ledger.contract.LedgerFixture.failure;
import static dev.mora.ledger.contract.LedgerFixture.row;
import static dev.mora.ledger.contract.LedgerFixture.smsTo;
import static dev.mora.ledger.contract.LedgerFixture.status;
import static dev.mora.ledger.contract.LedgerFixture.submitted;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mora.channel.ChannelEvent.Status;
import dev.mora.channel.Handling;
import dev.mora.channel.SendResult;
import dev.mora.ledger.contract.LedgerFixture;
import dev.mora.testkit.MutableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Answers that come when their row has moved on, and failures of another channel. */
class LateAnswersTest {

  private static final Map<String, SendResult> ANSWERS =
      Map.of(
          "not sent", new SendResult.NotSent("refused", Duration.ZERO),
          "too fast", new SendResult.Refused("4", "slow", Handling.SLOW_SENDER),
          "refused", new SendResult.Refused("100", "bad", Handling.FAIL_MESSAGE),
          "unknown", new SendResult.Unknown("reset"));

  private final MutableClock clock = LedgerFixture.aClock();
  private final DeliveryLedger ledger = InMemoryLedger.of(LedgerSettings.of("test"), clock);

  /** Brings the row of a submission to where a late answer finds it. */
  private void bring(Claim claim, State to) {
    switch (to) {
      case UNKNOWN -> {
        clock.advance(LEASE);
        ledger.reap();
      }
      case FAILED ->
          ledger.merge(
              failure(
                  ledger.correlation(claim.id()), "w-1", "131026", Handling.FAIL_MESSAGE, START));
      default ->
          ledger.merge(status(ledger, claim.id(), "w-1", Status.State.valueOf(to.name()), START));
    }
    assertThat(row(ledger, claim.id()).state()).isEqualTo(to);
  }

  @ParameterizedTest(name = "{0}, then {1}: {2} {3}")
  @CsvSource({
    "UNKNOWN,   not sent, UNKNOWN,   not-sent",
    "UNKNOWN,   too fast, UNKNOWN,   4",
    "UNKNOWN,   refused,  FAILED,    ''",
    "UNKNOWN,   unknown,  UNKNOWN,   ''",
    "SENT,      not sent, SENT,      not-sent",
    "SENT,      too fast, SENT,      4",
    "SENT,      refused,  SENT,      100",
    "DELIVERED, refused,  DELIVERED, 100",
    "DELIVERED, unknown,  DELIVERED, ''",
    "FAILED,    refused,  FAILED,    ''",
    "FAILED,    not sent, FAILED,    ''"
  })
  void an_answer_that_came_too_late_is_noted_once_where_it_contradicts(
      State found, String late, State left, String noted) {
    Claim claim = submitted(ledger, dispatchTo("B-1"), START);
    bring(claim, found);
    SendResult answer = ANSWERS.get(late);

    ledger.outcome(claim, answer);
    ledger.outcome(claim, answer);

    assertThat(row(ledger, claim.id()).state()).isEqualTo(left);
    List<LedgerEvent> notes =
        ledger.events(claim.id()).stream()
            .filter(event -> event.transition() == Transition.NOTED)
            .toList();
    assertThat(notes)
        .extracting(LedgerEvent::reason)
        .isEqualTo(noted.isEmpty() ? List.of() : List.of(noted));
  }

  @Test
  void what_slows_a_sender_down_when_it_is_late_slows_nobody() {
    Claim claim = submitted(ledger, dispatchTo("B-1"), START);
    bring(claim, State.SENT);

    ledger.outcome(claim, ANSWERS.get("too fast"));

    ledger.plan(List.of(dispatchTo("B-2")));
    assertThat(ledger.claim(LedgerFixture.request())).hasSize(1);
  }

  // --- doubt about a number

  private void doubted(Dispatch dispatch) {
    Claim claim = submitted(ledger, dispatch, clock.instant());
    ledger.outcome(claim, new SendResult.Refused("131026", "no", Handling.DOUBT_RECIPIENT));
  }

  private boolean isUsable() {
    Dispatch next = dispatchTo("B-1", "look");
    ledger.plan(List.of(next));
    Claim claim = ledger.claim(LedgerFixture.request().only(next.id())).get(0);
    return ledger
        .gate(
            claim,
            clock.instant(),
            view ->
                view.contactPointUsable()
                    ? GateDecision.pass()
                    : GateDecision.suppress("UNUSABLE", "test"))
        .isOpen();
  }

  @ParameterizedTest(name = "failed on the {0} channel a day before: usable {1}")
  @CsvSource({"same, false", "other, true"})
  void a_number_is_doubted_by_what_failed_on_the_same_channel(String channel, boolean usable) {
    doubted(channel.equals("same") ? dispatchTo("B-1", "1") : smsTo("B-1", "1"));
    clock.advance(Duration.ofDays(1));
    doubted(dispatchTo("B-1", "2"));

    assertThat(isUsable()).isEqualTo(usable);
  }

  @Test
  void what_arrived_on_another_channel_takes_no_doubt_away() {
    doubted(dispatchTo("B-1", "1"));
    clock.advance(Duration.ofHours(12));
    Instant between = clock.instant();
    Claim sms = submitted(ledger, smsTo("B-1", "sms"), between);
    ledger.outcome(sms, new SendResult.Accepted("sms-1"));
    ledger.merge(status(ledger, sms.id(), "sms-1", Status.State.DELIVERED, between));
    clock.advance(Duration.ofHours(12));

    doubted(dispatchTo("B-1", "2"));

    assertThat(isUsable()).isFalse();
    assertThat(ledger.campaign(CAMPAIGN)).isPresent();
  }
}
