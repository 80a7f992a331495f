package dev.mora.ledger;

import static dev.mora.ledger.contract.LedgerFixture.START;
import static dev.mora.ledger.contract.LedgerFixture.dispatchTo;
import static dev.mora.ledger.contract.LedgerFixture.row;
import static dev.mora.ledger.contract.LedgerFixture.status;
import static dev.mora.ledger.contract.LedgerFixture.submitted;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mora.channel.ChannelEvent.Status;
import dev.mora.channel.SendResult;
import dev.mora.ledger.contract.LedgerFixture;
import dev.mora.party.Channel;
import dev.mora.testkit.MutableClock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InboxLimitsTest {

  private static final Duration LEASE = Duration.ofSeconds(30);
  private static final InboxLimits WIDE = InboxLimits.standard();

  private final MutableClock clock = LedgerFixture.aClock();

  private InMemoryLedger ledger(int notifications, long bytes, int effects, int unmatched) {
    return InMemoryLedger.of(
        LedgerSettings.of("test"),
        new InboxLimits(notifications, bytes, effects, unmatched),
        clock);
  }

  private static InboxItem store(DeliveryLedger ledger, int content, int length) {
    byte[] body = new byte[length];
    body[0] = (byte) content;
    return ledger.inbox().store(Channel.WHATSAPP, "55501", body, START);
  }

  private static void settle(DeliveryLedger ledger, InboxItem item, String... effects) {
    ledger.inbox().settle(item, List.of(), Set.of(effects));
  }

  @Test
  void the_stated_limits_hold_unless_told() {
    assertThat(WIDE).isEqualTo(new InboxLimits(100_000, 268_435_456L, 1_000_000, 100_000));
  }

  @ParameterizedTest
  @CsvSource({"0, 1, 1, 1", "1, 0, 1, 1", "1, 1, 0, 1", "1, 1, 1, 0"})
  void a_limit_is_at_least_one(int notifications, long bytes, int effects, int unmatched) {
    assertThatThrownBy(() -> new InboxLimits(notifications, bytes, effects, unmatched))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("at least one");
  }

  // --- notifications

  @Test
  void the_last_place_is_taken_and_one_more_refused() {
    InMemoryLedger ledger = ledger(2, 1000, 10, 10);
    InboxItem first = store(ledger, 1, 10);
    store(ledger, 2, 10);

    assertThatThrownBy(() -> store(ledger, 3, 10))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("the inbox is full: too many notifications wait");

    assertThat(ledger.inbox().pending()).isEqualTo(2);
    assertThat(store(ledger, 1, 10).id()).as("known bytes need no room").isEqualTo(first.id());
  }

  @Test
  void a_settled_notification_makes_room_and_what_it_did_is_still_known() {
    InMemoryLedger ledger = ledger(2, 1000, 10, 10);
    InboxItem first = store(ledger, 1, 10);
    store(ledger, 2, 10);
    settle(ledger, first, "wamid.in-1");

    InboxItem third = store(ledger, 3, 10);

    assertThat(third.status()).isEqualTo(InboxItem.Status.PENDING);
    assertThat(ledger.inbox().isDone("wamid.in-1")).isTrue();
    assertThatThrownBy(() -> store(ledger, 1, 10)).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void the_oldest_settled_notification_goes_first() {
    InMemoryLedger ledger = ledger(2, 1000, 10, 10);
    InboxItem first = store(ledger, 1, 10);
    InboxItem second = store(ledger, 2, 10);
    settle(ledger, first);
    settle(ledger, second);

    store(ledger, 3, 10);

    assertThat(store(ledger, 2, 10).id()).isEqualTo(second.id());
    assertThat(store(ledger, 1, 10).id()).isGreaterThan(second.id());
  }

  @Test
  void what_is_set_aside_is_never_dropped_until_a_person_has_it_settled() {
    InMemoryLedger ledger = ledger(1, 1000, 10, 10);
    InboxItem item = store(ledger, 1, 10);
    ledger.inbox().quarantine(item, "unreadable");

    assertThatThrownBy(() -> store(ledger, 2, 10)).isInstanceOf(IllegalStateException.class);
    assertThat(ledger.inbox().quarantined()).containsExactly(item);
    settle(ledger, item);

    assertThatCode(() -> store(ledger, 2, 10)).doesNotThrowAnyException();
    assertThat(ledger.inbox().quarantined()).isEmpty();
  }

  @Test
  void a_late_worker_finds_its_forgotten_notification_settled() {
    InMemoryLedger ledger = ledger(1, 1000, 10, 10);
    Claim claim = submitted(ledger, dispatchTo("B-1"), START);
    InboxItem item = store(ledger, 1, 10);
    settle(ledger, item);
    store(ledger, 2, 10);

    ledger.inbox().putOff(item, "late");
    ledger.inbox().quarantine(item, "late");
    List<Merged> merged =
        ledger
            .inbox()
            .settle(
                item,
                List.of(status(ledger, claim.id(), "wamid.1", Status.State.SENT, START)),
                Set.of("wamid.in-1"));

    assertThat(merged).extracting(Merged::kind).containsExactly(Merged.Kind.CHANGED);
    assertThat(ledger.inbox().isDone("wamid.in-1")).isTrue();
    assertThat(ledger.inbox().quarantined()).isEmpty();
    assertThat(ledger.inbox().pending()).isEqualTo(1);
  }

  // --- bytes

  @ParameterizedTest
  @CsvSource({"40, true", "41, false", "101, false"})
  void bodies_fit_to_the_last_byte(int length, boolean fits) {
    InMemoryLedger ledger = ledger(10, 100, 10, 10);
    store(ledger, 1, 60);

    if (fits) {
      assertThat(store(ledger, 2, length).body()).hasSize(length);
    } else {
      assertThatThrownBy(() -> store(ledger, 2, length)).isInstanceOf(IllegalStateException.class);
    }
  }

  @Test
  void settled_bodies_are_forgotten_before_any_notification_is() {
    InMemoryLedger ledger = ledger(10, 100, 10, 10);
    InboxItem first = store(ledger, 1, 60);
    settle(ledger, first);
    assertThat(store(ledger, 1, 60).body()).as("while there is room").hasSize(60);

    store(ledger, 2, 100);

    InboxItem again = store(ledger, 1, 60);
    assertThat(again.id()).isEqualTo(first.id());
    assertThat(again.body()).isEmpty();
  }

  @Test
  void bytes_come_back_when_bodies_are_forgotten() {
    InMemoryLedger ledger = ledger(10, 100, 10, 10);
    settle(ledger, store(ledger, 1, 100));
    ledger.forgetBefore(START.plusSeconds(1));

    store(ledger, 2, 100);

    assertThatThrownBy(() -> store(ledger, 3, 1)).isInstanceOf(IllegalStateException.class);
  }

  @ParameterizedTest(name = "{0} bytes more than there is room for: the settled body has {1}")
  @CsvSource({"0, 60", "1, 0"})
  void a_settled_body_goes_only_when_its_bytes_are_needed(int over, int left) {
    InMemoryLedger ledger = ledger(10, 100, 10, 10);
    settle(ledger, store(ledger, 1, 60));

    store(ledger, 2, 40 + over);

    assertThat(store(ledger, 1, 60).body()).hasSize(left);
  }

  @Test
  void the_bytes_of_a_notification_that_made_room_are_free_again() {
    InMemoryLedger ledger = ledger(2, 100, 10, 10);
    settle(ledger, store(ledger, 1, 50));
    InboxItem second = store(ledger, 2, 10);
    store(ledger, 3, 10);
    settle(ledger, second);

    assertThat(store(ledger, 4, 90).body()).hasSize(90);
    assertThatThrownBy(() -> store(ledger, 5, 1)).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void only_bodies_that_came_before_are_forgotten_and_none_that_waits() {
    InMemoryLedger ledger = ledger(10, 1000, 10, 10);
    WebhookInbox inbox = ledger.inbox();
    byte[] old = {1};
    byte[] young = {2};
    byte[] waiting = {3};
    settle(ledger, inbox.store(Channel.WHATSAPP, "55501", old, START.minusMillis(1)));
    settle(ledger, inbox.store(Channel.WHATSAPP, "55501", young, START));
    inbox.store(Channel.WHATSAPP, "55501", waiting, START.minusMillis(1));

    ledger.forgetBefore(START);

    assertThat(inbox.store(Channel.WHATSAPP, "55501", old, START).body()).isEmpty();
    assertThat(inbox.store(Channel.WHATSAPP, "55501", young, START).body()).hasSize(1);
    assertThat(inbox.store(Channel.WHATSAPP, "55501", waiting, START).body()).hasSize(1);
  }

  // --- effects

  @Test
  void effects_are_remembered_eight_days_even_if_nothing_more_is_taken_in() {
    InMemoryLedger ledger = ledger(10, 1000, 1, 10);
    settle(ledger, store(ledger, 1, 1), "wamid.in-1");

    clock.advance(Duration.ofDays(8));
    assertThatThrownBy(() -> store(ledger, 2, 1))
        .hasMessage("the inbox is full: too many effects within eight days");
    assertThat(ledger.inbox().isDone("wamid.in-1")).isTrue();

    clock.advance(Duration.ofMillis(1));
    store(ledger, 2, 1);
    assertThat(ledger.inbox().isDone("wamid.in-1")).isFalse();
  }

  // --- unmatched

  @Test
  void nothing_is_taken_in_while_too_many_statuses_wait_for_their_messages() {
    InMemoryLedger ledger = ledger(10, 1000, 10, 2);
    Claim claim = submitted(ledger, dispatchTo("B-1"), START);
    ledger.merge(status("", "wamid.1", Status.State.SENT, START));
    store(ledger, 1, 1);
    var last = status("", "wamid.of-nobody", Status.State.SENT, START);
    ledger.merge(last);

    assertThatThrownBy(() -> store(ledger, 2, 1))
        .hasMessage("the inbox is full: too many statuses wait for their messages");
    assertThatThrownBy(() -> ledger.merge(status("", "wamid.3", Status.State.SENT, START)))
        .isInstanceOf(IllegalStateException.class);
    assertThat(ledger.merge(last).kind()).as("known").isEqualTo(Merged.Kind.UNMATCHED);

    ledger.outcome(claim, new SendResult.Accepted("wamid.1"));
    assertThat(row(ledger, claim.id()).state()).isEqualTo(State.SENT);
    store(ledger, 2, 1);
  }

  @Test
  void what_was_taken_in_before_is_kept_beyond_the_limit() {
    InMemoryLedger ledger = ledger(10, 1000, 10, 1);
    store(ledger, 1, 1);
    InboxItem item = ledger.inbox().take(1, LEASE).get(0);

    ledger
        .inbox()
        .settle(
            item,
            List.of(
                status("", "wamid.1", Status.State.SENT, START),
                status("", "wamid.2", Status.State.SENT, START)),
            Set.of());

    assertThat(ledger.unmatched()).hasSize(2);
    assertThatThrownBy(() -> store(ledger, 2, 1)).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void statuses_of_nobody_make_room_after_seven_days_and_not_before() {
    InMemoryLedger ledger = ledger(10, 1000, 10, 1);
    ledger.merge(status("", "wamid.1", Status.State.SENT, START));

    clock.advance(Duration.ofDays(7));
    assertThatThrownBy(() -> store(ledger, 1, 1)).isInstanceOf(IllegalStateException.class);
    ledger.reap();
    assertThat(ledger.unmatched()).as("listed").hasSize(1);

    clock.advance(Duration.ofMillis(1));
    store(ledger, 1, 1);
    assertThat(ledger.unmatched()).isEmpty();
  }

  @Test
  void a_closed_ledger_takes_nothing_in() {
    InMemoryLedger ledger = ledger(1, 1, 1, 1);
    ledger.close();

    assertThatThrownBy(() -> store(ledger, 1, 1)).isInstanceOf(IllegalStateException.class);
  }
}
