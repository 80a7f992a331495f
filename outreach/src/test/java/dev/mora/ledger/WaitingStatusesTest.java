package dev.mora.ledger;

import static dev.mora.ledger.contract.LedgerFixture.CAMPAIGN;
import static dev.mora.ledger.contract.LedgerFixture.LEASE;
import static dev.mora.ledger.contract.LedgerFixture.START;
import static dev.mora.ledger.contract.LedgerFixture.claimOne;
import static dev.mora.ledger.contract.LedgerFixture.dispatchTo;
import static dev.mora.ledger.contract.LedgerFixture.dispatchesTo;
import static dev.mora.ledger.contract.LedgerFixture.pass;
import static dev.mora.ledger.contract.LedgerFixture.row;
import static dev.mora.ledger.contract.LedgerFixture.status;
import static dev.mora.ledger.contract.LedgerFixture.submitted;
import static dev.mora.ledger.contract.LedgerFixture.template;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mora.channel.ChannelEvent.Status;
import dev.mora.channel.SendResult;
import dev.mora.ledger.contract.LedgerFixture;
import dev.mora.party.BorrowerId;
import dev.mora.party.Channel;
import dev.mora.testkit.MutableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Statuses whose message was met elsewhere, and work that has more than one page. */
class WaitingStatusesTest {

  private final MutableClock clock = LedgerFixture.aClock();
  private final MemoryStore store = new MemoryStore(InboxLimits.standard(), clock);
  private final DeliveryLedger ledger = StoredLedger.of(store, LedgerSettings.of("test"));

  private Claim accepted(String borrower) {
    Claim claim = submitted(ledger, dispatchTo(borrower), START);
    ledger.outcome(claim, new SendResult.Accepted("w-" + borrower));
    return claim;
  }

  /** As another process may leave one behind that was killed between two works. */
  private void leftWaiting(List<Status.Delivery> statuses) {
    store.write(
        books -> {
          for (Status.Delivery each : statuses) {
            books.put(new Unmatched(each, START, Optional.of(START.plusSeconds(30))));
          }
          return true;
        });
  }

  @ParameterizedTest(name = "by its {0} after {1} ms: {2}")
  @CsvSource({
    "correlation, 29999, false",
    "correlation, 30000, true",
    "provider id, 29999, false",
    "provider id, 30000, true"
  })
  void a_status_that_waits_though_its_message_is_known_finds_it_at_its_next_try(
      String by, long millis, boolean found) {
    Claim claim = accepted("B-1");
    leftWaiting(
        List.of(
            by.equals("correlation")
                ? status(ledger, claim.id(), "w-new", Status.State.DELIVERED, START)
                : status("", "w-B-1", Status.State.DELIVERED, START)));
    clock.advance(Duration.ofMillis(millis));

    assertThat(ledger.reap().matched()).isEqualTo(found ? 1 : 0);

    assertThat(row(ledger, claim.id()).state()).isEqualTo(found ? State.DELIVERED : State.ACCEPTED);
    assertThat(ledger.unmatched()).hasSize(found ? 0 : 1);
  }

  @Test
  void one_that_finds_nobody_is_put_off() {
    leftWaiting(List.of(status("", "w-nobody", Status.State.SENT, START)));
    clock.advance(Duration.ofSeconds(30));

    assertThat(ledger.reap().matched()).isZero();

    assertThat(ledger.unmatched())
        .singleElement()
        .satisfies(waiting -> assertThat(waiting.nextTry()).contains(START.plusSeconds(60)));
  }

  /** Two full pages and one more. */
  @Test
  void all_that_are_due_are_tried_however_many_wait() {
    var waiting = new ArrayList<Status.Delivery>();
    for (int i = 0; i < 2 * Reaper.PAGE + 1; i++) {
      waiting.add(status("", "w-" + i, Status.State.DELIVERED, START));
    }
    leftWaiting(waiting);
    clock.advance(Duration.ofSeconds(30));

    assertThat(ledger.reap().matched()).isZero();

    assertThat(ledger.unmatched())
        .hasSize(waiting.size())
        .allSatisfy(each -> assertThat(each.nextTry()).contains(START.plusSeconds(60)));
  }

  /** The first says whose the id is, the second has the id alone. */
  @Test
  void of_one_notification_a_status_is_found_by_what_the_one_before_it_brought() {
    Claim claim = submitted(ledger, dispatchTo("B-1"), START);
    ledger.inbox().store(Channel.WHATSAPP, "55501", new byte[] {1}, START);
    InboxItem item = ledger.inbox().take(1, LEASE).get(0);

    List<Merged> merged =
        ledger
            .inbox()
            .settle(
                item,
                List.of(
                    status(ledger, claim.id(), "w-9", Status.State.SENT, START),
                    status("", "w-9", Status.State.DELIVERED, START.plusSeconds(1))),
                Set.of());

    assertThat(merged).extracting(Merged::kind).containsOnly(Merged.Kind.CHANGED);
    assertThat(row(ledger, claim.id()).state()).isEqualTo(State.DELIVERED);
    assertThat(ledger.unmatched()).isEmpty();
  }

  /** The first of them says whose the id is; the other id is nobody's. */
  @ParameterizedTest(name = "told in one notification: {0}")
  @CsvSource({"false", "true"})
  void what_waited_for_an_id_comes_home_with_the_status_that_says_whose_it_is_and_no_other_does(
      boolean together) {
    Claim claim = submitted(ledger, dispatchTo("B-1"), START);
    Status.Delivery strangers = status("", "w-stranger", Status.State.READ, START);
    leftWaiting(List.of(status("", "w-1", Status.State.DELIVERED, START), strangers));
    clock.advance(Duration.ofSeconds(20));
    Status.Delivery ours = status(ledger, claim.id(), "w-1", Status.State.SENT, START);

    if (together) {
      ledger.inbox().store(Channel.WHATSAPP, "55501", new byte[] {1}, START);
      InboxItem item = ledger.inbox().take(1, LEASE).get(0);
      ledger.inbox().settle(item, List.of(ours, strangers), Set.of());
    } else {
      ledger.merge(ours);
    }

    assertThat(row(ledger, claim.id()).state()).isEqualTo(State.DELIVERED);
    assertThat(ledger.unmatched())
        .singleElement()
        .satisfies(
            left -> {
              assertThat(left.status()).isEqualTo(strangers);
              assertThat(left.since()).as("its age").isEqualTo(START);
            });
  }

  @Test
  void a_status_without_an_id_of_its_message_takes_no_other_from_its_place() {
    Claim claim = submitted(ledger, dispatchTo("B-1"), START);
    var unplanned = dispatchTo("B-2").id();
    leftWaiting(List.of(status(ledger, unplanned, "", Status.State.SENT, START)));
    clock.advance(Duration.ofSeconds(20));

    ledger.merge(status(ledger, claim.id(), "", Status.State.SENT, START));

    assertThat(row(ledger, claim.id()).state()).isEqualTo(State.SENT);
    assertThat(ledger.unmatched()).extracting(Unmatched::since).containsExactly(START);
  }

  @Test
  void one_that_waits_though_its_message_was_told_the_same_waits_no_more() {
    Claim claim = accepted("B-1");
    Status.Delivery told = status("", "w-B-1", Status.State.DELIVERED, START);
    ledger.merge(told);
    leftWaiting(List.of(told));
    clock.advance(Duration.ofSeconds(30));

    ledger.reap();

    assertThat(ledger.unmatched()).isEmpty();
    assertThat(row(ledger, claim.id()).state()).isEqualTo(State.DELIVERED);
  }

  // --- claims that are over

  @Test
  void an_acceptance_of_a_claim_that_was_proven_not_sent_is_not_the_next_ones() {
    Claim old = submitted(ledger, dispatchTo("B-1"), START);
    ledger.outcome(old, new SendResult.NotSent("refused", Duration.ZERO));
    clock.advance(Duration.ofSeconds(5));
    Claim next = claimOne(ledger);
    pass(ledger, next, clock.instant());

    assertThat(ledger.outcome(old, new SendResult.Accepted("w-old")).isChanged()).isFalse();

    assertThat(row(ledger, next.id()).state()).isEqualTo(State.SUBMITTING);
    assertThat(row(ledger, next.id()).hasProviderId()).isFalse();
    ledger.outcome(next, new SendResult.Accepted("w-next"));
    assertThat(row(ledger, next.id()).hasProviderId()).isTrue();
  }

  @Test
  void what_the_gate_made_fresh_is_what_the_books_keep() {
    ledger.plan(List.of(dispatchTo("B-1")));

    ledger.gate(claimOne(ledger), START, view -> GateDecision.pass(template("fresh")));

    assertThat(ledger.export(BorrowerId.of("B-1")).dispatches())
        .extracting(Dispatch::contentHash)
        .containsExactly("hash-of-fresh");
  }

  // --- pages

  @Test
  void a_command_for_a_whole_campaign_goes_on_behind_its_first_page() {
    List<Dispatch> all = dispatchesTo(Orders.PAGE + 1);
    ledger.plan(all.subList(0, 1000));
    ledger.plan(all.subList(1000, all.size()));
    TemplateKey template = all.get(0).template().orElseThrow();

    assertThat(ledger.stopTemplate(template, "rejected", "ops")).isEqualTo(all.size());
    assertThat(ledger.release(EntryFilter.of(CAMPAIGN), "ops")).isEqualTo(all.size());
    assertThat(ledger.cancel(EntryFilter.of(CAMPAIGN), "PAID", "host")).isEqualTo(all.size());
    assertThat(ledger.forgetBefore(Instant.MAX)).isEqualTo(all.size());
  }
}
