package dev.mora.jdbc;

import static dev.mora.ledger.contract.LedgerFixture.START;
import static dev.mora.ledger.contract.LedgerFixture.aDispatch;
import static dev.mora.ledger.contract.LedgerFixture.built;
import static dev.mora.ledger.contract.LedgerFixture.dispatchTo;
import static dev.mora.ledger.contract.LedgerFixture.dispatchesTo;
import static dev.mora.ledger.contract.LedgerFixture.request;
import static dev.mora.ledger.contract.LedgerFixture.row;
import static dev.mora.ledger.contract.LedgerFixture.status;
import static dev.mora.ledger.contract.LedgerFixture.submitted;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mora.channel.ChannelEvent.Status;
import dev.mora.channel.OutboundMessage;
import dev.mora.channel.SendResult;
import dev.mora.ledger.CampaignId;
import dev.mora.ledger.Claim;
import dev.mora.ledger.DeliveryLedger;
import dev.mora.ledger.Dispatch;
import dev.mora.ledger.GateDecision;
import dev.mora.ledger.InboxItem;
import dev.mora.ledger.LedgerSettings;
import dev.mora.ledger.State;
import dev.mora.ledger.TemplateKey;
import dev.mora.ledger.contract.LedgerFixture;
import dev.mora.party.Channel;
import dev.mora.testkit.MutableClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A ledger asks again for what it remembers once it, or another on its database, has changed it.
 */
class WhatIsRememberedTest {

  private static final CampaignId URGENT = CampaignId.of("urgent");
  private static final CampaignId LATER = CampaignId.of("later");

  private final MutableClock clock = MutableClock.at(START);

  /** Each database, written to by the same ledger and by another. */
  static List<Arguments> writers() {
    var writers = new ArrayList<Arguments>();
    for (Place place : Place.values()) {
      writers.add(Arguments.of(place, true));
      writers.add(Arguments.of(place, false));
    }
    return writers;
  }

  private DeliveryLedger open(Place place, DataSource source) {
    return place.ledger(source).settings(LedgerSettings.of("test")).clock(clock).migrate().build();
  }

  private static List<CampaignId> claimed(DeliveryLedger ledger, int most) {
    return ledger.claim(request().max(most)).stream().map(c -> c.dispatch().campaign()).toList();
  }

  @ParameterizedTest(name = "{0}, by itself {1}")
  @MethodSource("writers")
  void that_a_sender_has_one_lane_only(Place place, boolean itself) {
    DataSource source = place.fresh();
    try (DeliveryLedger one = open(place, source);
        DeliveryLedger other = open(place, source)) {
      DeliveryLedger writer = itself ? one : other;
      CampaignId first = LedgerFixture.CAMPAIGN;
      one.plan(dispatchesTo(9));
      assertThat(claimed(one, 1)).containsExactly(first);
      assertThat(claimed(one, 1)).containsExactly(first);

      writer.plan(List.of(built(aDispatch(URGENT, "U-1", "1").priority(5), "U-1")));
      assertThat(claimed(one, 2)).containsExactly(URGENT, first);
      writer.plan(List.of(built(aDispatch(first, "U-2", "1").priority(5), "U-2")));
      assertThat(one.claim(request().max(1)).get(0).dispatch().borrower().value()).isEqualTo("U-2");
      writer.pause(first, "wait", "ana@lender");
      assertThat(claimed(one, 1)).isEmpty();
      writer.plan(List.of(built(aDispatch(LATER, "T-1", "1"), "T-1")));
      assertThat(claimed(one, 9)).containsExactly(LATER);
      writer.resume(first, "ana@lender");
      assertThat(claimed(one, 1)).containsExactly(first);
      assertThat(one.claim(request().only(LATER).max(9))).isEmpty();
      writer.plan(List.of(built(aDispatch(URGENT, "U-3", "1").priority(5), "U-3")));
      assertThat(one.claim(request().only(first).max(1))).hasSize(1);
      assertThat(claimed(one, 9)).hasSize(5).startsWith(URGENT, first).endsWith(first);
      assertThat(claimed(one, 9)).isEmpty();
      assertThat(one.counts().get(State.PLANNED)).isZero();
    }
  }

  @ParameterizedTest(name = "{0}, by itself {1}")
  @MethodSource("writers")
  void whose_turn_it_is(Place place, boolean itself) {
    DataSource source = place.fresh();
    try (DeliveryLedger one = open(place, source);
        DeliveryLedger other = open(place, source)) {
      DeliveryLedger next = itself ? one : other;
      for (String borrower : List.of("1", "2", "3")) {
        one.plan(List.of(built(aDispatch(URGENT, "U-" + borrower, "1"), "U-" + borrower)));
        one.plan(List.of(built(aDispatch(LATER, "L-" + borrower, "1"), "L-" + borrower)));
      }

      assertThat(claimed(one, 1)).containsExactly(LATER);
      assertThat(claimed(next, 1)).containsExactly(URGENT);
      assertThat(claimed(one, 1)).containsExactly(LATER);
      assertThat(claimed(next, 2)).containsExactly(URGENT, LATER);
      assertThat(claimed(one, 2)).containsExactly(URGENT);
    }
  }

  @ParameterizedTest(name = "{0}, by itself {1}")
  @MethodSource("writers")
  void that_no_status_waits(Place place, boolean itself) {
    DataSource source = place.fresh();
    try (DeliveryLedger one = open(place, source);
        DeliveryLedger other = open(place, source)) {
      DeliveryLedger writer = itself ? one : other;
      for (String borrower : List.of("B-1", "B-2", "B-3")) {
        Claim claim = submitted(one, dispatchTo(borrower), START);
        String providerId = "wamid." + borrower;
        if (!borrower.equals("B-2")) {
          InboxItem item =
              writer.inbox().store(Channel.WHATSAPP, "55501", borrower.getBytes(), START);
          writer
              .inbox()
              .settle(item, List.of(status("", providerId, Status.State.READ, START)), Set.of());
          assertThat(one.unmatched()).hasSize(1);
        }

        one.outcome(claim, new SendResult.Accepted(providerId));

        assertThat(row(one, claim.id()).state())
            .isEqualTo(borrower.equals("B-2") ? State.ACCEPTED : State.READ);
        assertThat(one.unmatched()).isEmpty();
      }
    }
  }

  /** A gate brings a fresher content, and the next one to claim it hands that over. */
  @ParameterizedTest(name = "{0}, by itself {1}")
  @MethodSource("writers")
  void what_a_message_says(Place place, boolean itself) {
    DataSource source = place.fresh();
    OutboundMessage.Template fresh = LedgerFixture.template("cuota_de_hoy");
    try (DeliveryLedger one = open(place, source);
        DeliveryLedger other = open(place, source)) {
      DeliveryLedger writer = itself ? one : other;
      Dispatch stale = dispatchTo("B-1");
      one.plan(List.of(stale, dispatchTo("B-2")));
      assertThat(one.find(stale.id())).isPresent();

      Claim first = writer.claim(request().only(stale.id())).get(0);
      assertThat(writer.gate(first, START, view -> GateDecision.pass(fresh)).isOpen()).isTrue();
      writer.outcome(first, new SendResult.NotSent("no connection", Duration.ZERO));
      clock.advance(Duration.ofHours(1));
      List<Claim> claims = one.claim(request().max(9));

      assertThat(claims).hasSize(2);
      assertThat(claims)
          .filteredOn(claim -> claim.id().equals(stale.id()))
          .singleElement()
          .satisfies(claim -> assertThat(claim.dispatch().content()).isEqualTo(fresh));
    }
  }

  @ParameterizedTest(name = "{0}, by itself {1}")
  @MethodSource("writers")
  void which_templates_are_stopped(Place place, boolean itself) {
    DataSource source = place.fresh();
    TemplateKey template = dispatchTo("B-1").template().orElseThrow();
    try (DeliveryLedger one = open(place, source);
        DeliveryLedger other = open(place, source)) {
      DeliveryLedger writer = itself ? one : other;

      one.stopTemplate(template, "wrong amount", "ana@lender");
      assertThat(writer.stoppedTemplates()).containsOnlyKeys(template);
      writer.resumeTemplate(template, "ana@lender");

      assertThat(one.stoppedTemplates()).isEmpty();
      try (DeliveryLedger later = open(place, source)) {
        assertThat(later.stoppedTemplates()).isEmpty();
      }
    }
  }

  /** One found its message, the other waits on. */
  @ParameterizedTest
  @EnumSource(Place.class)
  void that_statuses_wait_after_one_of_two_is_gone(Place place) {
    try (DeliveryLedger ledger = open(place, place.fresh())) {
      Claim first = submitted(ledger, dispatchTo("B-1"), START);
      Claim second = submitted(ledger, dispatchTo("B-2"), START);
      InboxItem item = ledger.inbox().store(Channel.WHATSAPP, "55501", new byte[] {1}, START);
      ledger
          .inbox()
          .settle(
              item,
              List.of(
                  status("", "w-1", Status.State.READ, START),
                  status("", "w-2", Status.State.DELIVERED, START)),
              Set.of());

      ledger.outcome(first, new SendResult.Accepted("w-1"));
      ledger.outcome(second, new SendResult.Accepted("w-2"));

      assertThat(row(ledger, first.id()).state()).isEqualTo(State.READ);
      assertThat(row(ledger, second.id()).state()).isEqualTo(State.DELIVERED);
    }
  }
}
