package dev.mora.ledger;

import static dev.mora.ledger.contract.LedgerFixture.CAMPAIGN;
import static dev.mora.ledger.contract.LedgerFixture.LEASE;
import static dev.mora.ledger.contract.LedgerFixture.SENDER;
import static dev.mora.ledger.contract.LedgerFixture.START;
import static dev.mora.ledger.contract.LedgerFixture.claimOne;
import static dev.mora.ledger.contract.LedgerFixture.dispatchTo;
import static dev.mora.ledger.contract.LedgerFixture.dispatchesTo;
import static dev.mora.ledger.contract.LedgerFixture.request;
import static dev.mora.ledger.contract.LedgerFixture.row;
import static dev.mora.ledger.contract.LedgerFixture.submitted;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mora.channel.SendResult;
import dev.mora.ledger.contract.LedgerFixture;
import dev.mora.testkit.MutableClock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a reaping says that it did, and that it goes on behind its first page. */
class ReaperTest {

  private final MutableClock clock = LedgerFixture.aClock();
  private final DeliveryLedger ledger = InMemoryLedger.of(LedgerSettings.of("test"), clock);

  @Test
  void it_counts_each_kind() {
    Claim lost = submitted(ledger, dispatchTo("B-1"), START);
    ledger.plan(List.of(dispatchTo("B-2")));
    claimOne(ledger);
    clock.advance(LEASE);

    assertThat(ledger.reap()).isEqualTo(new ReapReport(1, 1, 0, 0, 0, 0));

    assertThat(row(ledger, lost.id()).reason()).isEqualTo("crash");
    clock.advance(Duration.ofDays(1));
    assertThat(ledger.reap()).isEqualTo(new ReapReport(0, 0, 1, 0, 0, 0));
    clock.advance(Duration.ofDays(3));
    assertThat(ledger.reap()).isEqualTo(new ReapReport(0, 0, 0, 1, 0, 0));
    assertThat(ledger.reap()).isEqualTo(new ReapReport(0, 0, 0, 0, 0, 0));
  }

  @Test
  void a_gate_that_killed_its_worker_three_times_is_counted_as_parked() {
    ledger.plan(List.of(dispatchTo("B-1")));

    for (int i = 1; i <= 3; i++) {
      ledger.begin(claimOne(ledger));
      clock.advance(LEASE);
      assertThat(ledger.reap()).isEqualTo(new ReapReport(1, 0, 0, 0, i == 3 ? 1 : 0, 0));
    }

    DispatchEntry entry = ledger.entries(EntryFilter.of(CAMPAIGN)).get(0);
    assertThat(entry.state()).isEqualTo(State.PARKED);
    assertThat(entry.reason()).isEqualTo("gate-failed");
  }

  @Test
  void what_was_planned_of_a_stopped_template_is_parked_page_by_page() {
    List<Dispatch> all = dispatchesTo(Stops.PAGE + 1);
    ledger.stopTemplate(all.get(0).template().orElseThrow(), "rejected", "ops");
    ledger.plan(all.subList(0, Stops.PAGE));
    ledger.plan(all.subList(Stops.PAGE, all.size()));

    assertThat(ledger.reap().parked()).isEqualTo(all.size());

    assertThat(ledger.counts().get(State.PARKED)).isEqualTo(all.size());
  }

  @ParameterizedTest(name = "{0} rows")
  @CsvSource({"199", "200", "401"})
  void it_ends_all_that_are_too_late_however_many_there_are(int rows) {
    ledger.plan(dispatchesTo(rows));
    clock.advance(Duration.ofDays(3));

    assertThat(ledger.reap().expired()).isEqualTo(rows);
  }

  @Test
  void it_ends_all_leases_however_many_there_are() {
    ledger.plan(dispatchesTo(2 * Reaper.PAGE + 1));
    int claimed = 0;
    for (List<Claim> batch = ledger.claim(request());
        !batch.isEmpty();
        batch = ledger.claim(request())) {
      claimed += batch.size();
    }
    clock.advance(LEASE);

    assertThat(ledger.reap().reclaimed()).isEqualTo(claimed).isEqualTo(2 * Reaper.PAGE + 1);
  }

  // --- what a run waits for

  @Test
  void the_end_of_the_first_lease_is_told_of_a_sender_and_a_campaign() {
    assertThat(ledger.nextLeaseEnd(SENDER, Optional.empty())).isEmpty();
    submitted(ledger, dispatchTo("B-1"), START);
    clock.advance(Duration.ofSeconds(10));
    ledger.plan(List.of(dispatchTo("B-2")));
    claimOne(ledger);

    assertThat(ledger.nextLeaseEnd(SENDER, Optional.empty())).contains(START.plus(LEASE));
    assertThat(ledger.nextLeaseEnd(SENDER, Optional.of(CAMPAIGN))).contains(START.plus(LEASE));
    assertThat(ledger.nextLeaseEnd(SENDER, Optional.of(CampaignId.of("other")))).isEmpty();
    assertThat(ledger.nextLeaseEnd(LedgerFixture.SMS_SENDER, Optional.empty())).isEmpty();
    ledger.stopSender(SENDER, "blocked", "ops");
    assertThat(ledger.nextLeaseEnd(SENDER, Optional.empty())).isEmpty();
  }

  // --- why an unknown is not sent again

  @ParameterizedTest(name = "{0}")
  @CsvSource({"erased", "expired", "campaign-cancelled", "no-liveness"})
  void what_is_not_sent_again_says_why(String why) {
    Duration deadline = why.equals("expired") ? Duration.ofDays(3) : Duration.ofHours(1);
    DeliveryLedger resending =
        InMemoryLedger.of(LedgerSettings.of("test").with(UnknownPolicy.RESEND, deadline), clock);
    Claim claim = submitted(resending, dispatchTo("B-1"), START);
    resending.outcome(claim, new SendResult.Unknown("no answer"));
    if (why.equals("erased")) {
      resending.erase(claim.dispatch().borrower());
    }
    if (why.equals("campaign-cancelled")) {
      assertThat(resending.cancel(CAMPAIGN, "PAID", "host")).isZero();
    }
    clock.advance(deadline);

    resending.reap();

    assertThat(row(resending, claim.id()).state()).isEqualTo(State.UNKNOWN_HELD);
    assertThat(row(resending, claim.id()).reason()).isIn(why, "unknown");
    assertThat(resending.events(claim.id()))
        .last()
        .satisfies(event -> assertThat(event.reason()).isEqualTo(why));
    assertThat(resending.events(claim.id()))
        .extracting(LedgerEvent::transition)
        .doesNotContain(Transition.RESENT);
  }

  // --- campaigns

  @Test
  void what_a_person_says_of_a_campaign_is_told_as_it_stands() {
    ledger.plan(List.of(dispatchTo("B-1")));

    assertThat(ledger.cancel(CAMPAIGN, "PAID", "host")).isEqualTo(1);

    CampaignRecord known = ledger.campaign(CAMPAIGN).orElseThrow();
    assertThat(known.cancelled()).contains(new Stop("PAID", "host", START));
    assertThat(ledger.cancel(CAMPAIGN, "again", "other")).isZero();
    assertThat(ledger.campaign(CAMPAIGN)).contains(known);
  }

  @Test
  void a_row_shows_its_id_its_state_and_why() {
    Claim claim = submitted(ledger, dispatchTo("B-1"), START);
    assertThat(row(ledger, claim.id())).hasToString("DispatchEntry(" + claim.id() + " SUBMITTING)");

    ledger.outcome(claim, new SendResult.Unknown("no answer"));

    assertThat(row(ledger, claim.id()))
        .hasToString("DispatchEntry(" + claim.id() + " UNKNOWN unknown)");
  }
}
