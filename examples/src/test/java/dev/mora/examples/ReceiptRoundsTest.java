package dev.mora.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ReceiptRoundsTest {

  private static final Duration LONG = Duration.ofSeconds(50);

  private final AtomicInteger begun = new AtomicInteger();
  private final CountDownLatch entered = new CountDownLatch(1);
  private final CountDownLatch answer = new CountDownLatch(1);

  @Test
  void a_provider_that_does_not_answer_holds_nobody_up() throws Exception {
    try (ReceiptRounds rounds = new ReceiptRounds(this::waiting, LONG)) {
      rounds.next();
      entered.await();
      rounds.next();
      rounds.next();

      assertThat(begun).hasValue(1);
      answer.countDown();
    }

    assertThat(begun).as("what was told meanwhile is fetched at the end").hasValue(2);
  }

  @Test
  void what_was_told_last_is_fetched_before_the_end() {
    new ReceiptRounds(begun::incrementAndGet, LONG).close();

    assertThat(begun).hasValue(1);
  }

  @Test
  void a_fetch_beyond_all_patience_is_cut_off_and_has_stopped_when_it_is_closed() throws Exception {
    AtomicBoolean stopped = new AtomicBoolean();
    ReceiptRounds rounds =
        new ReceiptRounds(
            () -> {
              waiting();
              stopped.set(Thread.currentThread().isInterrupted());
            },
            Duration.ZERO);
    rounds.next();
    entered.await();

    rounds.close();

    assertThat(stopped).isTrue();
    assertThat(begun).hasValue(1);
  }

  @Test
  void a_ledger_that_fails_is_told_on_the_thread_that_works() {
    ReceiptRounds rounds =
        new ReceiptRounds(
            () -> {
              throw new IllegalStateException("the ledger is gone");
            },
            LONG);

    assertThatThrownBy(rounds::close).hasMessage("the ledger is gone");
  }

  private void waiting() {
    begun.incrementAndGet();
    entered.countDown();
    try {
      answer.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
