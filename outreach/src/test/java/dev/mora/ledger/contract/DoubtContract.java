package dev.mora.ledger.contract;

import static dev.mora.ledger.contract.LedgerFixture.START;
import static dev.mora.ledger.contract.LedgerFixture.dispatchTo;
import static dev.mora.ledger.contract.LedgerFixture.smsTo;
import static dev.mora.ledger.contract.LedgerFixture.submitted;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mora.channel.ChannelEvent.Status;
import dev.mora.channel.Handling;
import dev.mora.channel.OutboundMessage;
import dev.mora.channel.SendResult;
import dev.mora.history.ContactRecord;
import dev.mora.ledger.Claim;
import dev.mora.ledger.Dispatch;
import dev.mora.ledger.DispatchEntry;
import dev.mora.ledger.GateDecision;
import dev.mora.party.BorrowerId;
import dev.mora.party.Channel;
import dev.mora.party.PhoneNumber;
import dev.mora.template.Category;
import dev.mora.template.Rendering;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * An address that could not be reached once is tried again; twice, a day apart, is given up; one
 * that the provider spares marketing rests.
 */
public abstract class DoubtContract extends LedgerContract {

  private int slot;

  private enum How {
    REFUSED,
    TOLD
  }

  /** One more message to Rosa that does not reach her. */
  private void fails(How how, String code) {
    Dispatch dispatch = dispatchTo("B-1", "s" + slot++);
    Claim claim = submitted(ledger, dispatch, clock.instant());
    if (how == How.REFUSED) {
      ledger.outcome(claim, new SendResult.Refused(code, "no", Handling.DOUBT_RECIPIENT));
      return;
    }
    ledger.outcome(claim, new SendResult.Accepted("w-" + claim.id()));
    Status.Delivery told =
        LedgerFixture.failure(
            ledger.correlation(claim.id()),
            "w-" + claim.id(),
            code,
            Handling.DOUBT_RECIPIENT,
            clock.instant());
    ledger.merge(told);
    ledger.merge(told);
  }

  private void arrives() {
    Claim claim = submitted(ledger, dispatchTo("B-1", "s" + slot++), clock.instant());
    ledger.outcome(claim, new SendResult.Accepted("w-" + claim.id()));
    ledger.merge(
        LedgerFixture.status(
            ledger, claim.id(), "w-" + claim.id(), Status.State.DELIVERED, clock.instant()));
  }

  /** As the next gate on WhatsApp sees it. */
  private boolean isUsable() {
    return isUsable(dispatchTo("B-1", "look" + slot++));
  }

  private boolean isUsable(Dispatch next) {
    var seen = new ArrayList<Boolean>();
    ledger.plan(List.of(next));
    var request = LedgerFixture.request(next.header().sender()).only(next.id());
    for (Claim claim : ledger.claim(request)) {
      ledger.gate(
          claim,
          clock.instant(),
          view -> {
            seen.add(view.contactPointUsable());
            return GateDecision.suppress("LOOK", "test");
          });
    }
    assertThat(seen).hasSize(1);
    return seen.get(0);
  }

  @ParameterizedTest
  @CsvSource({
    "REFUSED, REFUSED, 86399, true",
    "REFUSED, REFUSED, 86400, false",
    "TOLD,    TOLD,    86399, true",
    "TOLD,    TOLD,    86400, false",
    "REFUSED, TOLD,    90000, false",
    "TOLD,    REFUSED, 90000, false"
  })
  void two_failures_count_when_they_are_a_day_apart(
      How first, How second, int secondsApart, boolean usable) {
    fails(first, "131026");
    assertThat(isUsable()).isTrue();
    clock.advance(Duration.ofSeconds(secondsApart));

    fails(second, "131026");

    assertThat(isUsable()).isEqualTo(usable);
    assertThat(isUsable(smsTo("B-1", "sms"))).as("on another channel").isTrue();
  }

  @Test
  void several_on_one_day_and_one_on_the_next_are_enough() {
    fails(How.TOLD, "131026");
    clock.advance(Duration.ofHours(5));
    fails(How.TOLD, "131026");
    assertThat(isUsable()).isTrue();
    clock.advance(Duration.ofHours(19));

    fails(How.TOLD, "131026");

    assertThat(isUsable()).isFalse();
  }

  @Test
  void what_arrived_between_them_takes_the_doubt_away() {
    fails(How.TOLD, "131026");
    clock.advance(Duration.ofHours(20));
    arrives();
    clock.advance(Duration.ofHours(20));

    fails(How.TOLD, "131026");

    assertThat(isUsable()).isTrue();
    clock.advance(Duration.ofHours(24));
    fails(How.TOLD, "131026");
    assertThat(isUsable()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "72000, WHATSAPP, IN,  true", // between the failures
    "72000, SMS,      IN,  false",
    "72000, WHATSAPP, OUT, false",
    "0,     WHATSAPP, IN,  true", // at the first of them
    "-1,    WHATSAPP, IN,  false"
  })
  void what_the_person_wrote_between_them_takes_the_doubt_away(
      int seconds, String channel, ContactRecord.Direction direction, boolean usable) {
    fails(How.TOLD, "131026");
    ledger.record(
        new ContactRecord(
            BorrowerId.of("B-1"),
            Optional.empty(),
            START.plusSeconds(seconds),
            Channel.of(channel),
            direction,
            direction == ContactRecord.Direction.IN
                ? ContactRecord.Outcome.REPLIED
                : ContactRecord.Outcome.DELIVERED,
            ""));
    clock.advance(Duration.ofHours(40));

    fails(How.TOLD, "131026");

    assertThat(isUsable()).isEqualTo(usable);
  }

  @ParameterizedTest
  @CsvSource({"false, WHATSAPP, true", "true, WHATSAPP, true", "false, SMS, false"})
  void an_address_given_up_is_taken_up_again_however_its_number_is_written(
      boolean mobileDigit, String channel, boolean usable) {
    fails(How.TOLD, "131026");
    clock.advance(Duration.ofHours(40));
    fails(How.TOLD, "131026");
    assertThat(isUsable()).isFalse();
    PhoneNumber stored = LedgerFixture.phoneOf("B-1");
    PhoneNumber written =
        mobileDigit ? PhoneNumber.of("+521" + stored.digits().substring(2)) : stored;

    ledger.usable(BorrowerId.of("B-1"), Channel.of(channel), written);

    assertThat(isUsable()).isEqualTo(usable);
  }

  @ParameterizedTest
  @CsvSource({"86399, true", "86400, false"})
  void of_two_failures_either_may_be_heard_of_first(int secondsApart, boolean usable) {
    Claim early = accepted();
    Claim late = accepted();

    fails(late, START.plusSeconds(secondsApart));
    assertThat(isUsable()).isTrue();
    fails(early, START);

    assertThat(isUsable()).isEqualTo(usable);
  }

  private Claim accepted() {
    Claim claim = submitted(ledger, dispatchTo("B-1", "s" + slot++), clock.instant());
    ledger.outcome(claim, new SendResult.Accepted("w-" + claim.id()));
    return claim;
  }

  private void fails(Claim claim, Instant at) {
    ledger.merge(
        LedgerFixture.failure(
            ledger.correlation(claim.id()),
            "w-" + claim.id(),
            "131026",
            Handling.DOUBT_RECIPIENT,
            at));
  }

  @Test
  void another_kind_of_failure_is_no_second_one() {
    fails(How.TOLD, "131026");
    clock.advance(Duration.ofDays(2));

    fails(How.TOLD, "999");

    assertThat(isUsable()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 20, 40})
  void people_who_cannot_be_reached_stop_no_template(int people) {
    for (int i = 0; i < people; i++) {
      Claim claim = submitted(ledger, dispatchTo("P-" + i), START);
      ledger.outcome(claim, new SendResult.Refused("131026", "no", Handling.DOUBT_RECIPIENT));
    }

    assertThat(ledger.stoppedTemplates()).isEmpty();
  }

  // --- an address that rests

  private static Dispatch offer(String borrower, String slot, Category category) {
    var text =
        new Rendering(
            "oferta",
            "1",
            category,
            "hash",
            "es_MX",
            Rendering.Variables.NAMED,
            Optional.empty(),
            new Rendering.Part("Hola", List.of()),
            "",
            List.of());
    return LedgerFixture.aDispatch(LedgerFixture.CAMPAIGN, borrower, slot)
        .build(LedgerFixture.phoneOf("B-1"), new OutboundMessage.Template(text));
  }

  /** Until when the gate puts it off; empty if it lets it pass. */
  private Optional<Instant> putOff(Dispatch next) {
    ledger.plan(List.of(next));
    Claim claim = ledger.claim(LedgerFixture.request().only(next.id())).get(0);
    boolean open = LedgerFixture.pass(ledger, claim, clock.instant()).isOpen();
    if (open) {
      ledger.outcome(claim, new SendResult.Accepted("w-" + claim.id()));
      return Optional.empty();
    }
    DispatchEntry row = LedgerFixture.row(ledger, next.id());
    assertThat(row.reason()).isEqualTo("recipient-rests");
    return Optional.of(row.notBefore());
  }

  private void heldBack(How how) {
    Claim claim = submitted(ledger, offer("B-1", "s" + slot++, Category.MARKETING), START);
    if (how == How.REFUSED) {
      ledger.outcome(claim, new SendResult.Refused("131049", "no", Handling.REST_RECIPIENT));
      return;
    }
    ledger.outcome(claim, new SendResult.Accepted("w-" + claim.id()));
    clock.advance(Duration.ofHours(1));
    ledger.merge(
        LedgerFixture.failure(
            ledger.correlation(claim.id()),
            "w-" + claim.id(),
            "131049",
            Handling.REST_RECIPIENT,
            START));
  }

  @ParameterizedTest
  @EnumSource(How.class)
  void whom_the_provider_spares_marketing_gets_none_for_a_day_and_anything_else(How how) {
    heldBack(how);

    assertThat(putOff(offer("B-1", "a", Category.MARKETING))).contains(START.plusSeconds(86_400));
    assertThat(putOff(offer("B-2", "b", Category.MARKETING)))
        .as("somebody else at the number")
        .contains(START.plusSeconds(86_400));
    assertThat(putOff(offer("B-1", "c", Category.UTILITY))).isEmpty();
    assertThat(isUsable()).isTrue();
    assertThat(ledger.stoppedTemplates()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"86399, true", "86400, false"})
  void the_rest_ends_after_a_day(int seconds, boolean rests) {
    heldBack(How.REFUSED);
    clock.advance(Duration.ofSeconds(seconds));

    assertThat(putOff(offer("B-1", "a", Category.MARKETING)).isPresent()).isEqualTo(rests);
  }

  @Test
  void the_latest_word_counts_whenever_it_is_heard() {
    Claim first = submitted(ledger, offer("B-1", "s1", Category.MARKETING), START);
    ledger.outcome(first, new SendResult.Accepted("w-1"));
    heldBack(How.REFUSED);
    ledger.merge(
        LedgerFixture.failure(
            ledger.correlation(first.id()),
            "w-1",
            "131049",
            Handling.REST_RECIPIENT,
            START.minusSeconds(60)));

    assertThat(putOff(offer("B-1", "a", Category.MARKETING))).contains(START.plusSeconds(86_400));
  }

  @Test
  void who_is_forgotten_rests_nowhere() {
    heldBack(How.REFUSED);

    ledger.erase(ROSA);

    assertThat(ledger.notes().all("rests")).isEmpty();
  }
}
