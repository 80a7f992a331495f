package dev.mora.whatsapp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mora.channel.SendResult;
import dev.mora.channel.SendResult.Accepted;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a host does with its results, or with the threads of its process, delays no other send. */
@Timeout(120)
class SlowHostTest {

  /** More than the sender has threads of its own. */
  private static final int MANY = 12;

  private final AtomicBoolean stalling = new AtomicBoolean();
  private final CountDownLatch patience = new CountDownLatch(1);
  private RawServer server;
  private WhatsAppSender sender;

  @BeforeEach
  void open() throws Exception {
    server =
        new RawServer(
            peer -> {
              while (true) {
                peer.request();
                if (stalling.get()) {
                  peer.stall();
                }
                peer.accept("wamid.1");
              }
            });
    sender =
        WhatsAppSender.of(
            Reminders.config(server.port()).exchangeDeadline(Duration.ofSeconds(5)).build());
  }

  @AfterEach
  void close() throws Exception {
    patience.countDown();
    sender.close();
    server.close();
  }

  @Test
  void that_is_slow_with_acceptances() throws Exception {
    List<CompletableFuture<Void>> slow = sendAndHold();

    assertThat(Reminders.result(sender, Reminders.reminder())).isInstanceOf(Accepted.class);
    patience.countDown();
    assertThat(slow).allSatisfy(CompletableFuture::join);
  }

  @Test
  void that_is_slow_with_results_that_missed_their_deadline() throws Exception {
    stalling.set(true);
    List<CompletableFuture<Void>> slow = sendAndHold();
    stalling.set(false);

    assertThat(Reminders.result(sender, Reminders.reminder())).isInstanceOf(Accepted.class);
    patience.countDown();
    assertThat(slow).allSatisfy(CompletableFuture::join);
  }

  @Test
  void that_keeps_the_pool_busy_which_the_process_shares() {
    List<ForkJoinTask<?>> busy = new ArrayList<>();
    for (int i = 0; i < ForkJoinPool.commonPool().getParallelism(); i++) {
      busy.add(ForkJoinPool.commonPool().submit(this::waitForPatience));
    }

    SendResult result = Reminders.result(sender, Reminders.reminder());

    assertThat(result).isInstanceOf(Accepted.class);
    patience.countDown();
    assertThat(busy).allSatisfy(ForkJoinTask::join);
  }

  /** Returns when the host holds every one of the results. */
  private List<CompletableFuture<Void>> sendAndHold() throws InterruptedException {
    CountDownLatch held = new CountDownLatch(MANY);
    List<CompletableFuture<Void>> sent = new ArrayList<>();
    for (int i = 0; i < MANY; i++) {
      sent.add(
          sender.send(Reminders.reminder()).thenAccept(result -> hold(held)).toCompletableFuture());
    }
    held.await();
    return sent;
  }

  private void hold(CountDownLatch held) {
    held.countDown();
    waitForPatience();
  }

  private void waitForPatience() {
    try {
      patience.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
