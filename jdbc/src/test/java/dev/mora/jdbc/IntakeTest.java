package dev.mora.jdbc;

import static dev.mora.ledger.contract.LedgerFixture.LEASE;
import static dev.mora.ledger.contract.LedgerFixture.START;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mora.channel.ChannelEvent;
import dev.mora.ledger.DeliveryLedger;
import dev.mora.ledger.InboxItem;
import dev.mora.ledger.contract.LedgerFixture;
import dev.mora.party.Channel;
import dev.mora.testkit.MutableClock;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class IntakeTest {

  private static final int THREADS = 16;
  private static final int EACH = Integer.getInteger("mora.intake.each", 40);

  @ParameterizedTest
  @EnumSource(Place.class)
  void many_threads_keep_each_notification_once_and_lose_none(Place place) throws Exception {
    DeliveryLedger ledger = place.ledger(place.fresh()).clock(() -> START).migrate().build();
    var threads = Executors.newFixedThreadPool(THREADS);

    long begun = System.nanoTime();
    List<Callable<Set<Long>>> works = new ArrayList<>();
    for (int i = 0; i < THREADS; i++) {
      int worker = i;
      works.add(() -> keep(ledger, worker));
    }
    Set<Long> ids = new HashSet<>();
    for (Future<Set<Long>> done : threads.invokeAll(works)) {
      ids.addAll(done.get());
    }
    threads.shutdown();
    report(place, System.nanoTime() - begun);

    // every second one is also told by the neighbour
    assertThat(ids).hasSize(THREADS * EACH);
    assertThat(ledger.inbox().pending()).isEqualTo(THREADS * EACH);
    List<InboxItem> taken = ledger.inbox().take(10, LEASE);
    assertThat(taken).hasSize(10).isSortedAccordingTo((a, b) -> Long.compare(a.id(), b.id()));
    assertThat(new String(taken.get(0).body(), StandardCharsets.UTF_8)).startsWith("{\"n\":");
    ledger.close();
  }

  @ParameterizedTest
  @EnumSource(Place.class)
  void while_too_many_statuses_wait_nothing_is_taken_in(Place place) {
    MutableClock clock = MutableClock.at(START);
    DeliveryLedger ledger =
        place.ledger(place.fresh()).clock(clock).mostUnmatched(2).migrate().build();
    ledger.merge(status("wamid.1"));
    assertThat(store(ledger, 0, 0)).isPositive();
    ledger.merge(status("wamid.2"));

    assertThatThrownBy(() -> store(ledger, 0, 1))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("too many statuses wait");
    assertThatThrownBy(() -> ledger.merge(status("wamid.3")))
        .isInstanceOf(IllegalStateException.class);
    ledger.merge(status("wamid.2"));

    clock.advance(Duration.ofDays(7));
    ledger.reap();
    clock.advance(Duration.ofMillis(1));
    ledger.merge(status("wamid.3"));
    assertThat(ledger.unmatched()).hasSize(1);
    assertThat(store(ledger, 0, 1)).isPositive();
    ledger.close();
  }

  @ParameterizedTest
  @EnumSource(Place.class)
  void large_bodies_are_handed_out_a_few_at_a_time(Place place) {
    DeliveryLedger ledger = place.ledger(place.fresh()).clock(() -> START).migrate().build();
    for (int n = 0; n < 6; n++) {
      byte[] body = new byte[6 << 20];
      body[0] = (byte) n;
      ledger.inbox().store(Channel.WHATSAPP, "55501", body, START);
    }

    List<InboxItem> first = ledger.inbox().take(100, LEASE);
    List<InboxItem> second = ledger.inbox().take(100, LEASE);

    assertThat(first).hasSize(3);
    assertThat(second).hasSize(3);
    assertThat(ledger.inbox().take(100, LEASE)).isEmpty();
    ledger.close();
  }

  private static ChannelEvent.Status.Delivery status(String providerId) {
    return LedgerFixture.status("", providerId, ChannelEvent.Status.State.SENT, START);
  }

  private static Set<Long> keep(DeliveryLedger ledger, int worker) {
    var ids = new HashSet<Long>();
    for (int i = 0; i < EACH; i++) {
      ids.add(store(ledger, worker, i));
      if (i % 2 == 0) {
        ids.add(store(ledger, (worker + 1) % THREADS, i));
      }
    }
    return ids;
  }

  private static long store(DeliveryLedger ledger, int worker, int i) {
    byte[] body =
        ("{\"n\":\"" + worker + "-" + i + "\"}" + " ".repeat(800)).getBytes(StandardCharsets.UTF_8);
    return ledger.inbox().store(Channel.WHATSAPP, "55501", body, START).id();
  }

  /** With {@code -Dmora.intake.each=} something large this is a measurement. */
  private static void report(Place place, long nanos) {
    if (EACH >= 500) {
      org.slf4j.LoggerFactory.getLogger(IntakeTest.class)
          .warn("{}: {} items/s", place, THREADS * EACH * 3L / 2 * 1_000_000_000L / nanos);
    }
  }
}
