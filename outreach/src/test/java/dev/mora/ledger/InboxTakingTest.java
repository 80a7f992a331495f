package dev.mora.ledger;

import static dev.mora.ledger.contract.LedgerFixture.START;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mora.ledger.contract.LedgerFixture;
import dev.mora.party.Channel;
import dev.mora.testkit.MutableClock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How many notifications a worker is handed at once, and which are set aside on the way. */
class InboxTakingTest {

  private static final Duration LEASE = Duration.ofSeconds(30);

  private final MutableClock clock = LedgerFixture.aClock();
  private final DeliveryLedger ledger = InMemoryLedger.of(LedgerSettings.of("test"), clock);
  private final WebhookInbox inbox = ledger.inbox();

  private InboxItem stored(int content, int length) {
    byte[] body = new byte[length];
    body[0] = (byte) content;
    return inbox.store(Channel.WHATSAPP, "55501", body, START);
  }

  /** One whose reading has killed six workers. */
  private InboxItem wornOut() {
    InboxItem item = stored(99, 1);
    for (int i = 0; i < WebhookInbox.MAX_TRIES; i++) {
      assertThat(inbox.take(1, LEASE)).hasSize(1);
      clock.advance(LEASE);
    }
    return item;
  }

  @Test
  void an_item_is_begun_six_times_and_then_set_aside() {
    InboxItem item = wornOut();

    assertThat(inbox.take(1, LEASE)).isEmpty();

    assertThat(inbox.pending()).isZero();
    assertThat(inbox.quarantined())
        .singleElement()
        .satisfies(
            aside -> {
              assertThat(aside.id()).isEqualTo(item.id());
              assertThat(aside.tries()).isEqualTo(6);
              assertThat(aside.reason()).isEqualTo("not applied");
            });
  }

  @Test
  void who_asks_for_two_gets_the_two_oldest_that_can_still_be_tried() {
    wornOut();
    InboxItem second = stored(2, 1);
    InboxItem third = stored(3, 1);
    stored(4, 1);
    stored(5, 1);

    assertThat(inbox.take(2, LEASE))
        .extracting(InboxItem::id)
        .containsExactly(second.id(), third.id());
  }

  /** What is set aside makes room in the page, and its place is filled only up to the bytes. */
  @ParameterizedTest(name = "{0} bytes below 16 MiB: {1}")
  @CsvSource({"0, 1", "1, 2"})
  void no_more_is_handed_out_once_the_bodies_have_16_mebibytes(int below, int taken) {
    wornOut();
    stored(1, (16 << 20) - below);
    stored(2, 1);

    assertThat(inbox.take(2, LEASE)).hasSize(taken);
  }

  @Test
  void what_was_settled_is_not_put_off() {
    InboxItem item = stored(1, 1);
    inbox.take(1, LEASE);
    inbox.settle(item, List.of(), Set.of());

    inbox.putOff(item, "a worker that was late");

    assertThat(inbox.pending()).isZero();
    assertThat(inbox.take(1, LEASE)).isEmpty();
    assertThat(inbox.quarantined()).isEmpty();
  }

  @ParameterizedTest(name = "item {0} begun {1} times is item 1 begun once: {2}")
  @CsvSource({"1, 1, true", "2, 1, false", "1, 2, false"})
  void an_item_is_the_same_as_long_as_it_is_not_tried_again(int id, int tries, boolean same) {
    InboxItem stored = stored(1, 1);
    InboxItem other = id == 1 ? stored : stored(2, 1);

    InboxItem one = stored.with(InboxItem.Status.PENDING, 1, "");
    InboxItem two = other.with(InboxItem.Status.DONE, tries, "");

    assertThat(one.equals(two)).isEqualTo(same);
    assertThat(one.hashCode() == two.hashCode()).isEqualTo(id == 1);
    assertThat(one).isNotEqualTo("an item");
  }

  @Test
  void an_item_shows_how_large_its_body_is_and_nothing_of_it() {
    InboxItem item = inbox.store(Channel.WHATSAPP, "52550", "+525512345678".getBytes(UTF_8), START);

    assertThat(item).hasToString("InboxItem(" + item.id() + " PENDING, 13 bytes)");
  }
}
