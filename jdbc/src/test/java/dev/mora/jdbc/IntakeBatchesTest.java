package dev.mora.jdbc;

import static dev.mora.ledger.contract.LedgerFixture.START;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mora.channel.ChannelEvent;
import dev.mora.ledger.DeliveryLedger;
import dev.mora.ledger.contract.LedgerFixture;
import dev.mora.party.Channel;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What goes into one commit of the intake, and what becomes of those who wait for it. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD) // whoever is forgotten waits
class IntakeBatchesTest {

  private static final String INSERT = "INSERT INTO mora_inbox";

  /** Notifications of each statement that took some in. */
  private final List<Integer> batches = new ArrayList<>();

  private final AtomicReference<WatchedSource.Watcher> meanwhile =
      new AtomicReference<>(WatchedSource.Call::run);
  private final AtomicInteger gathered = new AtomicInteger();
  private final DataSource place = Place.H2.fresh();
  private final DeliveryLedger ledger =
      Place.H2
          .ledger(WatchedSource.of(place, this::watch))
          .clock(() -> START)
          .mostUnmatched(200)
          .migrate()
          .build();

  private Object watch(WatchedSource.Call call) throws SQLException {
    if (!call.sql().startsWith(INSERT)) {
      return call.run();
    }
    switch (call.name()) {
      case "Statement.addBatch" -> gathered.incrementAndGet();
      case "Statement.executeBatch" -> batches.add(gathered.getAndSet(0));
      case "Statement.executeUpdate" -> batches.add(1);
      default -> {}
    }
    return call.name().startsWith("Statement.execute") ? meanwhile.get().on(call) : call.run();
  }

  private static byte[] body(int number, int size) {
    byte[] body = new byte[size];
    byte[] text = ("n" + number).getBytes(StandardCharsets.UTF_8);
    System.arraycopy(text, 0, body, 0, text.length);
    return body;
  }

  private long store(DeliveryLedger of, byte[] body) {
    return of.inbox().store(Channel.WHATSAPP, "55501", body, START).id();
  }

  /** Holds the first commit up until all others wait for it. */
  private List<Throwable> storeTogether(int others, int size) throws InterruptedException {
    var reached = new CountDownLatch(1);
    var go = new CountDownLatch(1);
    WatchedSource.Watcher then = meanwhile.get();
    meanwhile.set(
        call -> {
          meanwhile.set(then);
          reached.countDown();
          try {
            go.await();
          } catch (InterruptedException e) {
            throw new AssertionError(e);
          }
          return call.run();
        });
    List<Throwable> thrown = new ArrayList<>();
    var threads = new ArrayList<Thread>();
    for (int i = 0; i <= others; i++) {
      byte[] body = body(i, i == 0 ? 10 : size);
      var thread = new Thread(() -> store(ledger, body));
      thread.setUncaughtExceptionHandler(
          (dying, died) -> {
            synchronized (thrown) {
              thrown.add(died);
            }
          });
      threads.add(thread);
      thread.start();
      if (i == 0) {
        reached.await();
      }
    }
    for (Thread waiting : threads) {
      while (waiting.getState() != Thread.State.WAITING) {
        Thread.onSpinWait();
      }
    }
    go.countDown();
    for (Thread thread : threads) {
      thread.join();
    }
    return thrown;
  }

  @ParameterizedTest(name = "{0} wait, {1} bytes each: {2} and {3}")
  @CsvSource({
    "256, 10,      256, 0",
    "257, 10,      256, 1",
    "3,   3000000, 3,   0",
    "4,   3000000, 3,   1", // 8 MiB are full with the third
    "3,   4194304, 2,   1", // and are reached exactly with the second
    "3,   4194303, 3,   0"
  })
  void all_that_wait_go_together_as_far_as_one_commit_takes_them(
      int others, int size, int second, int third) throws InterruptedException {
    assertThat(storeTogether(others, size)).isEmpty();

    assertThat(batches)
        .containsExactlyElementsOf(List.of(1, second, third).subList(0, third > 0 ? 3 : 2));
    assertThat(ledger.inbox().pending()).isEqualTo(1 + others);
    ledger.close();
  }

  @Test
  void of_a_commit_that_dies_one_hears_what_of_and_the_others_that_it_did() throws Exception {
    var deaths = new AtomicInteger(1);
    meanwhile.set(
        call -> {
          if (call.name().endsWith("executeBatch") && deaths.getAndDecrement() > 0) {
            throw new OutOfMemoryError("test");
          }
          return call.run();
        });

    List<Throwable> thrown = storeTogether(3, 10);

    assertThat(thrown).hasSize(3);
    assertThat(thrown).filteredOn(OutOfMemoryError.class::isInstance).hasSize(1);
    assertThat(thrown)
        .filteredOn(IllegalStateException.class::isInstance)
        .hasSize(2)
        .allSatisfy(
            died -> assertThat(died).hasMessageContaining("died of java.lang.OutOfMemoryError"));
    assertThat(ledger.inbox().pending()).isEqualTo(1);
    assertThat(store(ledger, body(1, 10))).isPositive();
    ledger.close();
  }

  @Test
  void what_another_process_keeps_at_the_same_moment_is_read() {
    DeliveryLedger other = Place.H2.ledger(place).clock(() -> START).build();
    byte[] body = body(1, 10);
    List<Long> there = new ArrayList<>();
    meanwhile.set(
        call -> {
          if (there.isEmpty()) {
            there.add(store(other, body));
          }
          return call.run();
        });

    assertThat(store(ledger, body)).isEqualTo(there.get(0));

    assertThat(ledger.inbox().pending()).isEqualTo(1);
    ledger.close();
    other.close();
  }

  @Test
  void a_constraint_that_is_broken_by_something_else_is_told() {
    meanwhile.set(
        call -> {
          throw new SQLException("a driver's words", "42000");
        });

    assertThatThrownBy(() -> store(ledger, body(1, 10)))
        .isInstanceOf(LedgerStoreException.class)
        .hasMessageStartingWith("insert notifications");
    assertThat(batches).as("tried").hasSize(1);
    ledger.close();
  }

  @Test
  void statuses_that_wait_are_counted_after_each_hundredth_part_of_what_may() {
    assertThat(store(ledger, body(0, 10))).isPositive();
    for (int i = 0; i < 200; i++) {
      ledger.merge(LedgerFixture.status("", "wamid." + i, ChannelEvent.Status.State.SENT, START));
    }

    assertThat(store(ledger, body(1, 10))).as("not counted").isPositive();
    assertThatThrownBy(() -> store(ledger, body(2, 10)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("too many statuses wait");
    ledger.close();
  }
}
