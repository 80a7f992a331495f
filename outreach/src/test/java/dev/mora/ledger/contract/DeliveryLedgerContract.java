package dev.mora.ledger.contract;

import static dev.mora.ledger.contract.LedgerFixture.CAMPAIGN;
import static dev.mora.ledger.contract.LedgerFixture.FAST;
import static dev.mora.ledger.contract.LedgerFixture.LEASE;
import static dev.mora.ledger.contract.LedgerFixture.ONE_FOR_A_NUMBER;
import static dev.mora.ledger.contract.LedgerFixture.SENDER;
import static dev.mora.ledger.contract.LedgerFixture.SMS_SENDER;
import static dev.mora.ledger.contract.LedgerFixture.START;
import static dev.mora.ledger.contract.LedgerFixture.aDispatch;
import static dev.mora.ledger.contract.LedgerFixture.built;
import static dev.mora.ledger.contract.LedgerFixture.claimOne;
import static dev.mora.ledger.contract.LedgerFixture.dispatchTo;
import static dev.mora.ledger.contract.LedgerFixture.dispatchesTo;
import static dev.mora.ledger.contract.LedgerFixture.pass;
import static dev.mora.ledger.contract.LedgerFixture.phoneOf;
import static dev.mora.ledger.contract.LedgerFixture.request;
import static dev.mora.ledger.contract.LedgerFixture.row;
import static dev.mora.ledger.contract.LedgerFixture.smsTo;
import static dev.mora.ledger.contract.LedgerFixture.status;
import static dev.mora.ledger.contract.LedgerFixture.submitted;
import static dev.mora.ledger.contract.LedgerFixture.template;
import static dev.mora.ledger.contract.LedgerFixture.toPhoneOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mora.channel.ChannelEvent.Status;
import dev.mora.channel.SendLimits;
import dev.mora.channel.SendResult;
import dev.mora.contact.Suppression;
import dev.mora.history.ContactRecord;
import dev.mora.ledger.CampaignId;
import dev.mora.ledger.Claim;
import dev.mora.ledger.ClaimRequest;
import dev.mora.ledger.DeliveryLedger;
import dev.mora.ledger.Dispatch;
import dev.mora.ledger.DispatchEntry;
import dev.mora.ledger.DispatchId;
import dev.mora.ledger.EntryFilter;
import dev.mora.ledger.GateCheck;
import dev.mora.ledger.GateDecision;
import dev.mora.ledger.GateResult;
import dev.mora.ledger.LedgerEvent;
import dev.mora.ledger.LedgerSettings;
import dev.mora.ledger.PlanKey;
import dev.mora.ledger.Planned;
import dev.mora.ledger.State;
import dev.mora.ledger.Stop;
import dev.mora.ledger.TemplateKey;
import dev.mora.ledger.Transition;
import dev.mora.ledger.UnknownPolicy;
import dev.mora.loan.LoanId;
import dev.mora.party.BorrowerId;
import dev.mora.party.Channel;
import dev.mora.party.Consent;
import dev.mora.party.Consents;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Planning, claiming, the gate, recovery, stops and personal data. */
public abstract class DeliveryLedgerContract extends LedgerContract {

  // --- plan

  @Test
  void planning_the_same_key_twice_plans_once() {
    Dispatch dispatch = dispatchTo("B-1");

    Planned first = ledger.plan(List.of(dispatch)).get(0);
    Planned second = ledger.plan(List.of(dispatch)).get(0);

    assertThat(first.isNew()).isTrue();
    assertThat(second.isNew()).isFalse();
    assertThat(ledger.counts().get(State.PLANNED)).isEqualTo(1);
    assertThat(ledger.find(dispatch.header().key())).contains(second.entry());
  }

  @Test
  void the_hosts_own_id_is_its_idempotency_key() {
    DispatchId id = DispatchId.of("L-17", "vencida-3");
    var key = new PlanKey(CAMPAIGN, ROSA, "single", "1");
    var other = new PlanKey(CAMPAIGN, ROSA, "single", "2");

    ledger.plan(List.of(built(Dispatch.of(id, key, SENDER).notBefore(START), "B-1")));
    Planned again =
        ledger.plan(List.of(built(Dispatch.of(id, other, SENDER).notBefore(START), "B-1"))).get(0);

    assertThat(again.isNew()).isFalse();
    assertThat(again.entry().header().key()).isEqualTo(key);
  }

  @Test
  void planning_again_does_not_revive_what_has_ended() {
    Dispatch dispatch = dispatchTo("B-1");
    ledger.outcome(submitted(ledger, dispatch, START), new SendResult.Accepted("wamid.1"));

    ledger.plan(List.of(dispatch));

    assertThat(row(ledger, dispatch.id()).state()).isEqualTo(State.ACCEPTED);
    assertThat(ledger.claim(request())).isEmpty();
  }

  @Test
  void a_page_of_a_plan_has_at_most_a_thousand() {
    assertThatThrownBy(() -> ledger.plan(dispatchesTo(1001)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("1001");
    assertThat(ledger.plan(dispatchesTo(1000))).hasSize(1000).allMatch(Planned::isNew);
  }

  // --- claim

  @Test
  void a_claim_is_a_lease_under_a_higher_fence() {
    ledger.plan(List.of(dispatchTo("B-1")));

    Claim claim = claimOne(ledger);

    DispatchEntry row = row(ledger, claim.id());
    assertThat(row.state()).isEqualTo(State.CLAIMED);
    assertThat(row.fence()).isEqualTo(claim.fence()).isEqualTo(1);
    assertThat(row.lease())
        .contains(new DispatchEntry.Lease("worker-1", clock.instant().plus(LEASE)));
    assertThat(ledger.claim(request())).isEmpty();
  }

  @Test
  void a_batch_has_at_most_sixty_four() {
    ledger.plan(dispatchesTo(200));

    assertThat(ledger.claim(request().max(1000))).hasSize(64);
  }

  @ParameterizedTest
  @CsvSource({"-1, 0", "0, 1", "1, 1"})
  void nothing_is_claimed_before_its_time(long millisFromNotBefore, int claimed) {
    Instant notBefore = START.plusSeconds(10);
    ledger.plan(List.of(built(aDispatch(CAMPAIGN, "B-1", "1").notBefore(notBefore), "B-1")));

    clock.advance(Duration.ofSeconds(10).plusMillis(millisFromNotBefore));

    assertThat(ledger.claim(request())).hasSize(claimed);
  }

  @ParameterizedTest
  @CsvSource({"-1, CLAIMED", "0, EXPIRED", "1, EXPIRED"})
  void nothing_is_claimed_once_it_has_expired(long millisFromExpiry, State state) {
    Instant expiresAt = START.plusSeconds(10);
    Dispatch dispatch = built(aDispatch(CAMPAIGN, "B-1", "1").expiresAt(expiresAt), "B-1");
    ledger.plan(List.of(dispatch));
    clock.advance(Duration.ofSeconds(10).plusMillis(millisFromExpiry));

    ledger.claim(request());

    assertThat(row(ledger, dispatch.id()).state()).isEqualTo(state);
  }

  @Test
  void a_borrower_has_one_message_in_flight_over_all_channels() {
    ledger.plan(List.of(dispatchTo("B-1", "1"), dispatchTo("B-1", "2"), smsTo("B-1", "3")));

    Claim first = claimOne(ledger);

    assertThat(ledger.claim(request())).isEmpty();
    assertThat(ledger.claim(request(SMS_SENDER))).isEmpty();
    pass(ledger, first, START);
    assertThat(ledger.claim(request())).isEmpty();
    ledger.outcome(first, new SendResult.Accepted("wamid.1"));
    assertThat(ledger.claim(request(SMS_SENDER))).hasSize(1);
    assertThat(ledger.claim(request())).isEmpty();
  }

  @Test
  void an_unknown_holds_back_later_messages_on_its_channel_alone() {
    Claim first = submitted(ledger, dispatchTo("B-1", "1"), START);
    ledger.outcome(first, new SendResult.Unknown("no answer"));
    ledger.plan(List.of(dispatchTo("B-1", "2"), smsTo("B-1", "3"), dispatchTo("B-2", "1")));

    List<Claim> claims = ledger.claim(request());
    List<Claim> sms = ledger.claim(request(SMS_SENDER));

    assertThat(claims).extracting(c -> c.dispatch().borrower().value()).containsExactly("B-2");
    assertThat(sms).hasSize(1);
    ledger.merge(status(ledger, first.id(), "wamid.1", Status.State.DELIVERED, START));
    ledger.giveBack(sms.get(0));
    assertThat(ledger.claim(request())).extracting(c -> c.dispatch().slot()).containsExactly("2");
  }

  @Test
  void a_large_campaign_does_not_starve_a_small_one() {
    var large = CampaignId.of("large");
    var small = CampaignId.of("small");
    var plan = new ArrayList<Dispatch>();
    for (int i = 0; i < 500; i++) {
      plan.add(built(aDispatch(large, "L-" + i, "1"), "L-" + i));
    }
    for (int i = 0; i < 3; i++) {
      plan.add(built(aDispatch(small, "S-" + i, "1"), "S-" + i));
    }
    ledger.plan(plan);

    List<Claim> claims = ledger.claim(request().max(6));

    assertThat(claims).filteredOn(c -> c.dispatch().campaign().equals(small)).hasSize(3);
  }

  @Test
  void the_highest_priority_goes_first_and_then_the_earliest() {
    Instant late = START.minusSeconds(1);
    Instant early = START.minusSeconds(2);
    ledger.plan(
        List.of(
            built(aDispatch(CAMPAIGN, "B-1", "1").notBefore(late), "B-1"),
            built(aDispatch(CAMPAIGN, "B-2", "1").notBefore(early), "B-2"),
            built(aDispatch(CAMPAIGN, "B-3", "1").priority(5), "B-3")));

    List<String> order = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      order.add(claimOne(ledger).dispatch().borrower().value());
    }

    assertThat(order).containsExactly("B-3", "B-2", "B-1");
  }

  @Test
  void a_worker_may_ask_for_one_campaign_or_one_dispatch() {
    var other = CampaignId.of("other");
    Dispatch wanted = dispatchTo("B-2");
    ledger.plan(List.of(dispatchTo("B-1"), wanted, built(aDispatch(other, "B-3", "1"), "B-3")));

    assertThat(ledger.claim(request().only(other))).hasSize(1);
    assertThat(ledger.claim(request().only(wanted.id())))
        .extracting(Claim::id)
        .containsExactly(wanted.id());
  }

  @Test
  void claims_keep_the_pace_of_the_sender() {
    var slow = new SendLimits(4, Duration.ZERO, 64);
    var ask = ClaimRequest.of("worker-1", SENDER, slow, LEASE);
    ledger.plan(dispatchesTo(5));

    assertThat(ledger.claim(ask)).hasSize(1).allMatch(c -> pass(ledger, c, START).isOpen());
    assertThat(ledger.claim(ask)).isEmpty();
    assertThat(ledger.nextDue(SENDER, Optional.empty())).contains(START.plusMillis(250));
    clock.advance(Duration.ofMillis(249));
    assertThat(ledger.claim(ask)).isEmpty();
    clock.advance(Duration.ofMillis(1));
    assertThat(ledger.claim(ask)).hasSize(1);
  }

  @Test
  void a_claim_that_is_given_back_may_be_claimed_again() {
    ledger.plan(List.of(dispatchTo("B-1")));
    Claim first = claimOne(ledger);

    ledger.giveBack(first);
    Claim second = claimOne(ledger);
    ledger.giveBack(first);

    assertThat(second.fence()).isGreaterThan(first.fence());
    assertThat(row(ledger, second.id()).state()).isEqualTo(State.CLAIMED);
  }

  // --- gate

  @Test
  void an_open_gate_is_a_contact_before_anything_is_sent() {
    Claim claim = submitted(ledger, dispatchTo("B-1"), START);

    DispatchEntry row = row(ledger, claim.id());
    assertThat(row.state()).isEqualTo(State.SUBMITTING);
    assertThat(row.submits()).isEqualTo(1);
    assertThat(ledger.history(ROSA).of(ROSA))
        .containsExactly(
            new ContactRecord(
                ROSA,
                Optional.of(LoanId.of("L-B-1")),
                START,
                Channel.WHATSAPP,
                ContactRecord.Direction.OUT,
                ContactRecord.Outcome.UNKNOWN,
                "cuota_vencida"));
  }

  @Test
  void a_gate_that_says_no_ends_the_dispatch_with_its_reason() {
    ledger.plan(List.of(dispatchTo("B-1")));
    Claim claim = claimOne(ledger);

    GateResult result = ledger.gate(claim, START, view -> GateDecision.suppress("PAID", "live"));

    assertThat(result.kind()).isEqualTo(GateResult.Kind.CLOSED);
    assertThat(result.entry().state()).isEqualTo(State.SUPPRESSED);
    assertThat(result.entry().reason()).isEqualTo("PAID");
    assertThat(result.entry().detail()).isEqualTo("live");
    assertThat(ledger.history(ROSA).of(ROSA)).isEmpty();
  }

  @Test
  void a_gate_that_says_later_plans_it_for_then() {
    Instant tomorrow = START.plus(Duration.ofDays(1));
    ledger.plan(List.of(dispatchTo("B-1")));

    ledger.gate(claimOne(ledger), START, view -> GateDecision.later(tomorrow, "MX.window"));

    assertThat(ledger.claim(request())).isEmpty();
    assertThat(ledger.nextDue(SENDER, Optional.empty())).contains(tomorrow);
    clock.advanceTo(tomorrow);
    assertThat(ledger.claim(request())).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({"-1, PLANNED", "0, EXPIRED", "1, EXPIRED"})
  void later_than_its_expiry_is_never(long millisFromExpiry, State state) {
    Dispatch dispatch = dispatchTo("B-1");
    ledger.plan(List.of(dispatch));
    Instant later = dispatch.expiresAt().plusMillis(millisFromExpiry);

    ledger.gate(claimOne(ledger), START, view -> GateDecision.later(later, "MX.window"));

    assertThat(row(ledger, dispatch.id()).state()).isEqualTo(state);
  }

  /** Both are claimed before either passes. */
  @Test
  void a_cap_of_a_number_holds_between_two_workers() {
    ledger.plan(List.of(toPhoneOf("B-1", "B-1"), toPhoneOf("B-1", "B-2")));
    List<Claim> claims = new ArrayList<>();
    for (String worker : List.of("worker-1", "worker-2")) {
      claims.addAll(ledger.claim(ClaimRequest.of(worker, SENDER, FAST, LEASE).max(1)));
    }

    List<Boolean> opened =
        claims.stream().map(claim -> ledger.gate(claim, START, ONE_FOR_A_NUMBER).isOpen()).toList();

    assertThat(opened).containsExactly(true, false);
  }

  @Test
  void the_gate_sees_what_others_got_at_the_address_as_far_as_it_got() {
    List<ContactRecord> seen = new ArrayList<>();
    Dispatch gone = toPhoneOf("B-1", "B-1");
    ledger.outcome(submitted(ledger, gone, START), new SendResult.Accepted("w-1"));
    ledger.outcome(
        submitted(ledger, toPhoneOf("B-1", "B-2"), START),
        new SendResult.NotSent("x", Duration.ZERO));
    submitted(ledger, dispatchTo("B-3"), START);
    ledger.plan(List.of(toPhoneOf("B-1", "B-4")));
    clock.advance(Duration.ofMinutes(5));

    for (Claim claim : ledger.claim(request())) {
      ledger.gate(
          claim,
          clock.instant(),
          view -> {
            if (view.dispatch().borrower().equals(BorrowerId.of("B-4"))) {
              seen.addAll(view.sameAddress());
            }
            return GateDecision.suppress("CAP", "test");
          });
    }

    assertThat(seen)
        .containsExactly(
            row(ledger, gone.id()).contact().orElseThrow().countedFor(BorrowerId.of("B-4")));
    assertThat(seen.get(0).outcome()).isEqualTo(ContactRecord.Outcome.SENT);
  }

  @Test
  void what_was_erased_is_no_longer_at_an_address() {
    ledger.outcome(
        submitted(ledger, toPhoneOf("B-1", "B-1"), START), new SendResult.Accepted("w-1"));
    ledger.erase(ROSA);
    ledger.plan(List.of(toPhoneOf("B-1", "B-2")));

    assertThat(ledger.gate(claimOne(ledger), START, ONE_FOR_A_NUMBER).isOpen()).isTrue();
  }

  @Test
  void a_gate_that_throws_three_times_parks_its_dispatch_and_no_other() {
    Dispatch poison = dispatchTo("B-1");
    ledger.plan(List.of(poison, dispatchTo("B-2")));
    GateCheck check =
        view -> {
          if (view.dispatch().id().equals(poison.id())) {
            throw new IllegalStateException("cannot render");
          }
          return GateDecision.pass();
        };

    for (int i = 0; i < 3; i++) {
      assertThat(row(ledger, poison.id()).state()).isEqualTo(State.PLANNED);
      ledger.claim(request()).forEach(claim -> ledger.gate(claim, clock.instant(), check));
      clock.advance(Duration.ofSeconds(5));
    }

    assertThat(row(ledger, poison.id()).state()).isEqualTo(State.PARKED);
    assertThat(ledger.counts().get(State.SUBMITTING)).isEqualTo(1);
  }

  @Test
  void a_crash_in_the_gate_counts_as_a_try() {
    Dispatch poison = dispatchTo("B-1");
    ledger.plan(List.of(poison));

    for (int i = 0; i < 3; i++) {
      Claim claim = claimOne(ledger);
      assertThatThrownBy(
              () ->
                  ledger.gate(
                      claim,
                      START,
                      view -> {
                        throw new StackOverflowError();
                      }))
          .isInstanceOf(StackOverflowError.class);
      clock.advance(LEASE);
      ledger.reap();
    }

    assertThat(row(ledger, poison.id()).state()).isEqualTo(State.PARKED);
  }

  @Test
  void a_worker_whose_lease_is_over_loses_at_the_gate() {
    ledger.plan(List.of(dispatchTo("B-1")));
    Claim claim = claimOne(ledger);

    clock.advance(LEASE);

    assertThat(pass(ledger, claim, START).kind()).isEqualTo(GateResult.Kind.LOST);
    ledger.reap();
    Claim second = claimOne(ledger);
    assertThat(pass(ledger, claim, START).kind()).isEqualTo(GateResult.Kind.LOST);
    assertThat(pass(ledger, second, START).isOpen()).isTrue();
  }

  @Test
  void the_gate_opens_once_for_a_claim() {
    Claim claim = submitted(ledger, dispatchTo("B-1"), START);

    assertThat(pass(ledger, claim, START).kind()).isEqualTo(GateResult.Kind.LOST);
    assertThat(row(ledger, claim.id()).submits()).isEqualTo(1);
  }

  @Test
  void the_gate_sees_contacts_and_consents_recorded_after_the_claim() {
    ledger.plan(List.of(dispatchTo("B-1")));
    Claim claim = claimOne(ledger);
    var call =
        new ContactRecord(
            ROSA,
            Optional.empty(),
            START,
            Channel.CALL,
            ContactRecord.Direction.OUT,
            ContactRecord.Outcome.RIGHT_PARTY,
            "");
    ledger.record(call);
    ledger.record(call);
    ledger.consent(new Consent(ROSA, Channel.WHATSAPP, Consent.State.OUT, START, "call"));

    var seen = new ArrayList<String>();
    ledger.gate(
        claim,
        START,
        view -> {
          seen.add(view.history().of(ROSA).size() + " contact");
          seen.add(view.consents().standing(ROSA, Channel.WHATSAPP).name());
          return GateDecision.suppress("OPT_OUT", "consent");
        });

    assertThat(seen).containsExactly("1 contact", Consents.Standing.OUT.name());
  }

  @Test
  void a_suppression_is_seen_by_every_gate_until_it_is_lifted() {
    ledger.plan(List.of(dispatchTo("B-1")));
    ledger.suppress(ROSA, Suppression.of(Suppression.Reason.DISPUTED));
    ledger.suppress(ROSA, Suppression.of(Suppression.Reason.PAID, LoanId.of("L-B-1")));
    var seen = new ArrayList<Integer>();

    for (int i = 0; i < 2; i++) {
      ledger.gate(
          claimOne(ledger),
          START,
          view -> {
            seen.add(view.suppressions().size());
            return GateDecision.later(START, "again");
          });
      ledger.lift(ROSA, Suppression.Reason.DISPUTED);
    }

    assertThat(seen).containsExactly(2, 1);
    assertThat(ledger.suppressions(ROSA))
        .isEqualTo(ledger.export(ROSA).suppressions())
        .extracting(Suppression::reason)
        .containsExactly(Suppression.Reason.PAID);
  }

  @Test
  void one_suppression_is_lifted_and_others_of_its_reason_stay() {
    Suppression one = Suppression.of(Suppression.Reason.DISPUTED, LoanId.of("L-1"));
    Suppression other = Suppression.of(Suppression.Reason.DISPUTED, LoanId.of("L-2"));
    Suppression ending = one.until(START);
    List.of(one, other, ending).forEach(each -> ledger.suppress(ROSA, each));

    ledger.lift(ROSA, one);
    assertThat(ledger.suppressions(ROSA)).containsExactlyInAnyOrder(other, ending);
    ledger.lift(ROSA, ending);
    ledger.lift(ROSA, ending);

    assertThat(ledger.suppressions(ROSA)).containsExactly(other);
  }

  @Test
  void the_gate_may_send_a_fresher_content() {
    ledger.plan(List.of(dispatchTo("B-1")));

    GateResult result =
        ledger.gate(
            claimOne(ledger), START, view -> GateDecision.pass(template("cuota_vencida_2")));

    assertThat(result.dispatch().contentHash()).isEqualTo("hash-of-cuota_vencida_2");
    assertThat(result.entry().detail()).isEqualTo("hash-of-cuota_vencida_2");
  }

  @Test
  void two_messages_to_one_number_keep_their_gap() {
    var limits = new SendLimits(100, Duration.ofSeconds(6), 64);
    var ask = ClaimRequest.of("worker-1", SENDER, limits, LEASE);
    ledger.plan(List.of(dispatchTo("B-1", "1"), dispatchTo("B-1", "2")));
    Claim first = ledger.claim(ask).get(0);
    pass(ledger, first, START);
    ledger.outcome(first, new SendResult.Accepted("wamid.1"));

    assertThat(ledger.claim(ask)).isEmpty();
    clock.advance(Duration.ofMillis(5999));
    assertThat(ledger.claim(ask)).isEmpty();
    clock.advance(Duration.ofMillis(1));
    assertThat(ledger.claim(ask)).hasSize(1);
  }

  // --- recovery

  @ParameterizedTest
  @CsvSource({"59, CLAIMED, SUBMITTING", "60, PLANNED, UNKNOWN", "61, PLANNED, UNKNOWN"})
  void the_reaper_ends_leases_and_never_plans_a_submission_again(
      long seconds, State claimed, State submitting) {
    Claim open = submitted(ledger, dispatchTo("B-1"), START);
    ledger.plan(List.of(dispatchTo("B-2")));
    Claim shut = claimOne(ledger);

    clock.advance(Duration.ofSeconds(seconds));
    ledger.reap();

    assertThat(row(ledger, shut.id()).state()).isEqualTo(claimed);
    assertThat(row(ledger, open.id()).state()).isEqualTo(submitting);
  }

  @ParameterizedTest
  @CsvSource({"HOLD, UNKNOWN_HELD", "ASSUME_SENT, ASSUMED_SENT"})
  void an_unknown_ends_by_policy_and_a_late_status_still_counts(
      UnknownPolicy policy, State decided) {
    ledger.close();
    Duration day = Duration.ofHours(24);
    ledger = create(LedgerSettings.of("test").with(policy, day), clock);
    Claim claim = submitted(ledger, dispatchTo("B-1"), START);
    ledger.outcome(claim, new SendResult.Unknown("no answer"));

    clock.advance(day.minusMillis(1));
    ledger.reap();
    assertThat(row(ledger, claim.id()).state()).isEqualTo(State.UNKNOWN);
    clock.advance(Duration.ofMillis(1));
    ledger.reap();
    assertThat(row(ledger, claim.id()).state()).isEqualTo(decided);
    assertThat(row(ledger, claim.id()).contact().orElseThrow().outcome())
        .isEqualTo(ContactRecord.Outcome.UNKNOWN);

    ledger.merge(status(ledger, claim.id(), "wamid.1", Status.State.READ, clock.instant()));
    assertThat(row(ledger, claim.id()).state()).isEqualTo(State.READ);
  }

  @Test
  void the_reaper_expires_what_is_too_late() {
    ledger.plan(dispatchesTo(2));
    clock.advance(Duration.ofDays(3));

    assertThat(ledger.reap().expired()).isEqualTo(2);
    assertThat(ledger.counts().get(State.EXPIRED)).isEqualTo(2);
    assertThat(ledger.nextDue(SENDER, Optional.empty())).isEmpty();
  }

  // --- stops and commands

  @Test
  void a_stop_of_the_lender_stops_claims_and_gates() {
    ledger.plan(List.of(dispatchTo("B-1"), dispatchTo("B-2")));
    Claim claim = claimOne(ledger);

    ledger.stopAll("audit", "head of collections");

    assertThat(pass(ledger, claim, START).entry().state()).isEqualTo(State.PLANNED);
    assertThat(ledger.claim(request())).isEmpty();
    assertThat(ledger.nextDue(SENDER, Optional.empty())).isEmpty();
    assertThat(ledger.stopped()).contains(new Stop("audit", "head of collections", START));
    ledger.resumeAll("head of collections");
    assertThat(ledger.claim(request())).hasSize(2);
  }

  @Test
  void a_stopped_sender_stops_alone() {
    ledger.plan(List.of(dispatchTo("B-1"), smsTo("B-2", "1")));
    ledger.stopSender(SENDER, "blocked", "ops");

    assertThat(ledger.claim(request())).isEmpty();
    assertThat(ledger.claim(request(SMS_SENDER))).hasSize(1);
    ledger.resumeSender(SENDER, "ops");
    assertThat(ledger.claim(request())).hasSize(1);
  }

  @Test
  void a_stopped_template_parks_what_waits_and_what_comes() {
    ledger.plan(List.of(dispatchTo("B-1"), dispatchTo("B-2")));
    Claim claim = claimOne(ledger);
    TemplateKey key = row(ledger, claim.id()).template().orElseThrow();

    int parked = ledger.stopTemplate(key, "rejected", "ops");
    ledger.plan(List.of(dispatchTo("B-3")));
    pass(ledger, claim, START);
    ledger.claim(request());

    assertThat(parked).isEqualTo(1);
    assertThat(ledger.counts().get(State.PARKED)).isEqualTo(3);
    assertThat(ledger.resumeTemplate(key, "ops")).isEqualTo(3);
    assertThat(ledger.claim(request())).hasSize(3);
  }

  @Test
  void cancelling_takes_what_was_not_handed_over() {
    Claim open = submitted(ledger, dispatchTo("B-1"), START);
    ledger.plan(List.of(dispatchTo("B-2"), dispatchTo("B-3")));
    Claim shut = claimOne(ledger);

    int cancelled = ledger.cancel(EntryFilter.of(CAMPAIGN), "PAID", "host");

    assertThat(cancelled).isEqualTo(2);
    assertThat(pass(ledger, shut, START).kind()).isEqualTo(GateResult.Kind.LOST);
    assertThat(row(ledger, shut.id()).reason()).isEqualTo("PAID");
    assertThat(row(ledger, open.id()).state()).isEqualTo(State.SUBMITTING);
    assertThat(ledger.claim(request())).isEmpty();
  }

  @Test
  void a_cancelled_borrower_is_left_alone_and_the_others_go_on() {
    ledger.plan(List.of(dispatchTo("B-1", "1"), dispatchTo("B-1", "2"), dispatchTo("B-2")));

    ledger.cancel(EntryFilter.of(ROSA), "DECEASED", "host");

    assertThat(ledger.claim(request()))
        .extracting(c -> c.dispatch().borrower().value())
        .containsExactly("B-2");
  }

  @Test
  void every_command_on_a_closed_ledger_is_refused() {
    DeliveryLedger gone = create(LedgerSettings.of("test"), clock);
    gone.close();
    gone.close();

    assertThatThrownBy(() -> gone.plan(dispatchesTo(1))).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(gone::counts).isInstanceOf(IllegalStateException.class);
  }

  // --- events and personal data

  @Test
  void events_tell_the_whole_way() {
    Claim claim = submitted(ledger, dispatchTo("B-1"), START);
    ledger.outcome(claim, new SendResult.Accepted("wamid.1"));
    ledger.merge(status(ledger, claim.id(), "wamid.1", Status.State.READ, START.plusSeconds(9)));

    assertThat(ledger.events(claim.id()))
        .extracting(LedgerEvent::transition)
        .containsExactly(
            Transition.PLANNED,
            Transition.CLAIMED,
            Transition.ATTEMPTED,
            Transition.SUBMITTED,
            Transition.ACCEPTED,
            Transition.TOLD_READ);
    assertThat(ledger.events(claim.id())).extracting(LedgerEvent::actor).contains("worker-1");
  }

  @Test
  void erasure_blanks_the_person_and_keeps_the_account() {
    Claim claim = submitted(ledger, dispatchTo("B-1", "1"), START);
    ledger.outcome(claim, new SendResult.Accepted("wamid.secret"));
    ledger.plan(List.of(dispatchTo("B-1", "2")));

    ledger.erase(ROSA);

    var file = ledger.export(ROSA);
    assertThat(file.dispatches()).isEmpty();
    assertThat(file.entries())
        .extracting(DispatchEntry::state)
        .containsExactly(State.ACCEPTED, State.CANCELLED);
    assertThat(file.contacts()).hasSize(1);
    assertThat(file.events())
        .noneMatch(event -> event.providerMessageId().filter("wamid.secret"::equals).isPresent());
    assertThat(file.entries().get(0).evidence().providerMessageIds())
        .noneMatch(id -> id.contains("wamid"));
    ledger.merge(status("", "wamid.secret", Status.State.READ, START));
    assertThat(row(ledger, claim.id()).state()).isEqualTo(State.READ);
    assertThat(row(ledger, claim.id()).evidence().isDoubleAccept()).isFalse();
    assertThat(ledger.events(claim.id()))
        .noneMatch(event -> event.providerMessageId().filter("wamid.secret"::equals).isPresent());
  }

  @Test
  void what_ended_long_ago_can_be_forgotten() {
    Claim claim = submitted(ledger, dispatchTo("B-1"), START);
    ledger.outcome(claim, new SendResult.Accepted("wamid.1"));
    ledger.plan(List.of(dispatchTo("B-2")));

    assertThat(ledger.forgetBefore(START)).isZero();
    assertThat(ledger.forgetBefore(START.plusMillis(1))).isEqualTo(1);
    assertThat(ledger.export(ROSA).dispatches()).isEmpty();
    assertThat(ledger.export(BorrowerId.of("B-2")).dispatches()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"+52 55 1234 5678", "525512345678", "5512345"})
  void a_providers_words_are_kept_without_numbers(String number) {
    Claim claim = submitted(ledger, dispatchTo("B-1"), START);

    ledger.outcome(
        claim,
        new SendResult.Refused("131026", "to " + number, dev.mora.channel.Handling.STOP_RECIPIENT));

    assertThat(row(ledger, claim.id()).detail()).startsWith("to ").doesNotContain("1234");
  }

  @Test
  void nothing_personal_is_shown_by_what_a_ledger_returns() {
    Dispatch dispatch = dispatchTo("B-1");
    Claim claim = submitted(ledger, dispatch, START);
    ledger.outcome(claim, new SendResult.Accepted("wamid.HBgN"));

    List<Object> shown = new ArrayList<>();
    Collections.addAll(
        shown,
        dispatch,
        claim,
        row(ledger, claim.id()),
        row(ledger, claim.id()).evidence(),
        ledger.events(claim.id()),
        ledger.export(ROSA));

    assertThat(shown.toString()).doesNotContain(phoneOf("B-1").digits(), "Rosa", "750", "wamid");
  }
}
