package dev.mora.ledger.contract;

import static dev.mora.ledger.contract.LedgerFixture.START;
import static dev.mora.ledger.contract.LedgerFixture.dispatchTo;
import static dev.mora.ledger.contract.LedgerFixture.failure;
import static dev.mora.ledger.contract.LedgerFixture.row;
import static dev.mora.ledger.contract.LedgerFixture.status;
import static dev.mora.ledger.contract.LedgerFixture.submitted;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mora.channel.ChannelEvent.Status;
import dev.mora.channel.Handling;
import dev.mora.channel.SendResult;
import dev.mora.history.ContactRecord;
import dev.mora.ledger.Claim;
import dev.mora.ledger.Correlation;
import dev.mora.ledger.DispatchEntry;
import dev.mora.ledger.InboxItem;
import dev.mora.ledger.LedgerEvent;
import dev.mora.ledger.LedgerSettings;
import dev.mora.ledger.Merged;
import dev.mora.ledger.State;
import dev.mora.ledger.WebhookInbox;
import dev.mora.party.Channel;
import dev.mora.party.Consents;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What providers tell, late, twice and out of order, and the box it lands in. */
public abstract class StatusContract extends LedgerContract {

  private static final int ROUNDS = Integer.getInteger("mora.status.rounds", 1000);

  @Test
  void any_order_and_any_repetition_of_statuses_gives_the_same_row() {
    long seed = 20261121L;
    Random random = new Random(seed);
    for (int round = 0; round < ROUNDS; round++) {
      List<Told> told = new ArrayList<>();
      for (int i = 0; i < 1 + random.nextInt(5); i++) {
        told.add(
            new Told(
                Status.State.values()[random.nextInt(4)],
                START.plusSeconds(random.nextInt(4)),
                "13102" + random.nextInt(2)));
      }
      List<Told> other = new ArrayList<>(told);
      told.forEach(t -> other.add(told.get(random.nextInt(told.size()))));
      Collections.shuffle(other, random);

      DispatchEntry first = rowAfter(told, "F" + round);
      DispatchEntry second = rowAfter(other, "S" + round);

      assertThat(List.of(second.state(), second.evidence().times(), second.failCode()))
          .as("seed %d, round %d, %s", seed, round, told)
          .isEqualTo(List.of(first.state(), first.evidence().times(), first.failCode()));
      assertThat(second.reason()).isEqualTo(first.reason());
      assertThat(second.contact().map(ContactRecord::outcome))
          .isEqualTo(first.contact().map(ContactRecord::outcome));
    }
    Proof.figures(
        "T1",
        "statuses in any order and repetition give the same row, " + place(),
        Map.of("tries", ROUNDS, "seed", seed, "counterexamples", 0));
  }

  private record Told(Status.State state, Instant at, String code) {}

  private DispatchEntry rowAfter(List<Told> told, String borrower) {
    Claim claim = submitted(ledger, dispatchTo(borrower), START);
    String correlation = ledger.correlation(claim.id());
    for (Told t : told) {
      ledger.merge(
          t.state() == Status.State.FAILED
              ? failure(correlation, "w-" + borrower, t.code(), Handling.FAIL_MESSAGE, t.at())
              : status(correlation, "w-" + borrower, t.state(), t.at()));
    }
    return row(ledger, claim.id());
  }

  @Test
  void a_dispatch_is_found_by_the_id_that_the_provider_gave_it() {
    Claim claim = submitted(ledger, dispatchTo("B-1"), START);
    boolean before = ledger.findByProviderId("wamid.1").isPresent();

    ledger.outcome(claim, new SendResult.Accepted("wamid.1"));

    assertThat(before).isFalse();
    assertThat(ledger.findByProviderId("wamid.1").map(DispatchEntry::id)).contains(claim.id());
    assertThat(ledger.findByProviderId("wamid.2")).isEmpty();
    assertThat(ledger.findByProviderId("")).isEmpty();
  }

  @Test
  void a_status_may_come_before_the_answer() {
    Claim claim = submitted(ledger, dispatchTo("B-1"), START);

    Merged merged = ledger.merge(status(ledger, claim.id(), "wamid.1", Status.State.SENT, START));
    ledger.outcome(claim, new SendResult.Accepted("wamid.1"));

    assertThat(merged.kind()).isEqualTo(Merged.Kind.CHANGED);
    DispatchEntry row = row(ledger, claim.id());
    assertThat(row.state()).isEqualTo(State.SENT);
    assertThat(row.evidence().isDoubleAccept()).isFalse();
    assertThat(row.evidence().times()).containsKeys(State.ACCEPTED, State.SENT);
  }

  @Test
  void a_status_without_correlation_waits_for_the_answer() {
    Claim claim = submitted(ledger, dispatchTo("B-1"), START);

    Merged merged = ledger.merge(status("", "wamid.1", Status.State.DELIVERED, START));

    assertThat(merged.kind()).isEqualTo(Merged.Kind.UNMATCHED);
    assertThat(ledger.unmatched()).hasSize(1);
    ledger.outcome(claim, new SendResult.Accepted("wamid.1"));
    assertThat(row(ledger, claim.id()).state()).isEqualTo(State.DELIVERED);
    assertThat(ledger.unmatched()).isEmpty();
  }

  @Test
  void a_status_of_a_dispatch_that_is_planned_later_keeps_it_from_being_sent() {
    var dispatch = dispatchTo("B-1");
    ledger.merge(status(ledger, dispatch.id(), "wamid.1", Status.State.SENT, START));

    ledger.plan(List.of(dispatch));

    assertThat(row(ledger, dispatch.id()).state()).isEqualTo(State.SENT);
    assertThat(ledger.claim(LedgerFixture.request())).isEmpty();
    assertThat(row(ledger, dispatch.id()).contact()).isPresent();
  }

  @Test
  void two_provider_ids_for_one_dispatch_are_called_out() {
    Claim claim = submitted(ledger, dispatchTo("B-1"), START);
    ledger.merge(status(ledger, claim.id(), "wamid.1", Status.State.SENT, START));

    ledger.outcome(claim, new SendResult.Accepted("wamid.2"));

    DispatchEntry row = row(ledger, claim.id());
    assertThat(row.evidence().isDoubleAccept()).isTrue();
    assertThat(row.evidence().providerMessageIds()).containsExactly("wamid.1", "wamid.2");
    assertThat(ledger.events(claim.id())).extracting(LedgerEvent::reason).contains("DOUBLE_ACCEPT");
  }

  @Test
  void a_status_of_another_environment_is_left_alone() {
    Claim claim = submitted(ledger, dispatchTo("B-1"), START);
    String foreign = new Correlation("staging", claim.id()).toString();

    Merged merged = ledger.merge(status(foreign, "wamid.1", Status.State.READ, START));

    assertThat(merged.kind()).isEqualTo(Merged.Kind.FOREIGN);
    assertThat(row(ledger, claim.id()).state()).isEqualTo(State.SUBMITTING);
    assertThat(ledger.unmatched()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(Status.State.class)
  void a_status_resolves_an_unknown(Status.State told) {
    Claim claim = submitted(ledger, dispatchTo("B-1"), START);
    ledger.outcome(claim, new SendResult.Unknown("EOF"));

    ledger.merge(status(ledger, claim.id(), "wamid.1", told, START));

    assertThat(row(ledger, claim.id()).state()).isEqualTo(State.valueOf(told.name()));
    assertThat(row(ledger, claim.id()).contact().orElseThrow().outcome().name())
        .isEqualTo(told.name());
  }

  @Test
  void a_told_failure_stays_a_contact_and_means_what_a_refusal_means() {
    Claim claim = submitted(ledger, dispatchTo("B-1"), START);
    ledger.outcome(claim, new SendResult.Accepted("wamid.1"));
    var told = failure("", "wamid.1", "131050", Handling.OPT_OUT, START);

    assertThat(ledger.merge(told).kind()).isEqualTo(Merged.Kind.CHANGED);
    assertThat(ledger.merge(told).kind()).isEqualTo(Merged.Kind.KNOWN);

    DispatchEntry row = row(ledger, claim.id());
    assertThat(row.state()).isEqualTo(State.FAILED);
    assertThat(row.failCode()).contains("131050");
    assertThat(row.contact().orElseThrow().outcome()).isEqualTo(ContactRecord.Outcome.FAILED);
    assertThat(ledger.consents(ROSA).standing(ROSA, Channel.WHATSAPP))
        .isEqualTo(Consents.Standing.OUT);
    assertThat(ledger.export(ROSA).consents()).hasSize(1);
  }

  @Test
  void a_told_throttle_slows_others_and_never_plans_its_message_again() {
    Claim claim = submitted(ledger, dispatchTo("B-1"), START);
    ledger.outcome(claim, new SendResult.Accepted("wamid.1"));
    ledger.plan(List.of(dispatchTo("B-2")));

    ledger.merge(failure("", "wamid.1", "130429", Handling.SLOW_SENDER, START));

    assertThat(row(ledger, claim.id()).state()).isEqualTo(State.FAILED);
    assertThat(ledger.claim(LedgerFixture.request())).isEmpty();
    clock.advance(Duration.ofSeconds(1));
    assertThat(ledger.claim(LedgerFixture.request())).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({"59, false", "60, true"})
  void a_throttle_that_is_told_late_slows_nobody(int seconds, boolean free) {
    Claim claim = submitted(ledger, dispatchTo("B-1"), START);
    ledger.outcome(claim, new SendResult.Accepted("wamid.1"));
    clock.advance(Duration.ofSeconds(seconds));
    ledger.plan(List.of(dispatchTo("B-2")));

    ledger.merge(failure("", "wamid.1", "130429", Handling.SLOW_SENDER, START));

    assertThat(ledger.claim(LedgerFixture.request()).isEmpty()).isNotEqualTo(free);
  }

  @Test
  void evidence_of_a_send_outweighs_proof_that_there_was_none() {
    Claim claim = submitted(ledger, dispatchTo("B-1"), START);
    ledger.outcome(claim, new SendResult.NotSent("x", Duration.ZERO));

    ledger.merge(status(ledger, claim.id(), "wamid.1", Status.State.SENT, START));

    clock.advance(Duration.ofMinutes(1));
    assertThat(row(ledger, claim.id()).state()).isEqualTo(State.SENT);
    assertThat(row(ledger, claim.id()).contact()).isPresent();
    assertThat(ledger.claim(LedgerFixture.request())).isEmpty();
  }

  // --- inbox

  @Test
  void the_same_bytes_are_kept_once() {
    byte[] body = "{}".getBytes(StandardCharsets.UTF_8);
    WebhookInbox inbox = ledger.inbox();

    InboxItem first = inbox.store(Channel.WHATSAPP, "55501", body, START);
    body[0] = 'x';
    InboxItem second =
        inbox.store(
            Channel.WHATSAPP, "55501", "{}".getBytes(StandardCharsets.UTF_8), START.plusSeconds(9));

    assertThat(second.id()).isEqualTo(first.id());
    assertThat(inbox.pending()).isEqualTo(1);
    assertThat(first.body()).asString(StandardCharsets.UTF_8).isEqualTo("{}");
    assertThat(first.sha256())
        .isEqualTo("44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a");
  }

  @Test
  void a_taken_item_comes_back_when_its_lease_is_over() {
    WebhookInbox inbox = ledger.inbox();
    inbox.store(Channel.WHATSAPP, "55501", new byte[] {1}, START);

    assertThat(inbox.take(10, Duration.ofSeconds(30))).hasSize(1);
    assertThat(inbox.take(10, Duration.ofSeconds(30))).isEmpty();
    clock.advance(Duration.ofSeconds(30));
    assertThat(inbox.take(10, Duration.ofSeconds(30))).hasSize(1);
  }

  @Test
  void an_item_that_was_put_off_for_a_while_comes_back_when_that_is_over() {
    WebhookInbox inbox = ledger.inbox();
    inbox.store(Channel.WHATSAPP, "55501", new byte[] {1}, START);

    inbox.putOff(inbox.take(1, Duration.ofSeconds(30)).get(0), "down", Duration.ofMinutes(5));

    clock.advance(Duration.ofMinutes(5).minusSeconds(1));
    assertThat(inbox.take(1, Duration.ofSeconds(30))).isEmpty();
    assertThat(inbox.pending()).isEqualTo(1);
    clock.advance(Duration.ofSeconds(1));
    assertThat(inbox.take(1, Duration.ofSeconds(30))).hasSize(1);
  }

  @Test
  void an_item_that_cannot_be_applied_six_times_is_set_aside() {
    WebhookInbox inbox = ledger.inbox();
    inbox.store(Channel.WHATSAPP, "55501", new byte[] {1}, START);
    inbox.store(Channel.WHATSAPP, "55501", new byte[] {2}, START);

    for (int i = 0; i < 6; i++) {
      inbox.putOff(inbox.take(1, Duration.ofSeconds(30)).get(0), "store down");
    }

    assertThat(inbox.quarantined()).hasSize(1);
    assertThat(inbox.pending()).isEqualTo(1);
  }

  @Test
  void settling_merges_every_status_and_remembers_effects() {
    Claim claim = submitted(ledger, dispatchTo("B-1"), START);
    WebhookInbox inbox = ledger.inbox();
    inbox.store(Channel.WHATSAPP, "55501", new byte[] {1}, START);
    InboxItem item = inbox.take(1, Duration.ofSeconds(30)).get(0);
    List<Status.Delivery> statuses =
        List.of(
            status("", "wamid.of-nobody", Status.State.SENT, START),
            status(ledger, claim.id(), "wamid.1", Status.State.DELIVERED, START));

    List<Merged> merged = inbox.settle(item, statuses, Set.of("wamid.in-1"));
    inbox.settle(item, statuses, Set.of("wamid.in-1"));

    assertThat(merged)
        .extracting(Merged::kind)
        .containsExactly(Merged.Kind.UNMATCHED, Merged.Kind.CHANGED);
    assertThat(inbox.pending()).isZero();
    assertThat(inbox.isDone("wamid.in-1")).isTrue();
    assertThat(inbox.isDone("wamid.in-2")).isFalse();
    assertThat(ledger.unmatched()).hasSize(1);
    assertThat(row(ledger, claim.id()).state()).isEqualTo(State.DELIVERED);
  }

  @Test
  void bodies_of_settled_items_can_be_forgotten_and_effects_for_eight_days_not() {
    WebhookInbox inbox = ledger.inbox();
    inbox.store(Channel.WHATSAPP, "55501", new byte[] {1}, START);
    inbox.settle(inbox.take(1, Duration.ofSeconds(30)).get(0), List.of(), Set.of("wamid.in-1"));

    clock.advance(Duration.ofDays(8));
    ledger.forgetBefore(clock.instant());

    assertThat(inbox.isDone("wamid.in-1")).isTrue();
    clock.advance(Duration.ofMillis(1));
    ledger.forgetBefore(clock.instant());
    assertThat(inbox.isDone("wamid.in-1")).isFalse();
    assertThat(inbox.store(Channel.WHATSAPP, "55501", new byte[] {1}, START).body()).isEmpty();
  }

  @Test
  void an_environment_is_part_of_every_correlation() {
    var other = create(LedgerSettings.of("mx-prod"), clock);

    assertThat(other.correlation(dispatchTo("B-1").id()))
        .matches("mora1:mx-prod:[0-9A-Z]{26}")
        .hasSizeLessThan(64);
    other.close();
  }
}
