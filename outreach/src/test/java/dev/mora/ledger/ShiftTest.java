package dev.mora.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mora.ledger.contract.LedgerFixture;
import dev.mora.testkit.MutableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who may work, and how they wait for each other. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD) // whoever is not woken waits
class ShiftTest {

  private static final Duration FOR_EVER = Duration.ofDays(1);

  private final Shift shift = new Shift();

  private static void until(BooleanSupplier condition) {
    while (!condition.getAsBoolean()) {
      Thread.onSpinWait();
    }
  }

  private interface Wait {
    void run() throws InterruptedException;
  }

  /** Ends once somebody waits on a thread of their own. */
  private static Thread waiting(Wait wait) {
    var thread =
        new Thread(
            () -> {
              try {
                wait.run();
              } catch (InterruptedException interrupted) {
                throw new AssertionError(interrupted);
              }
            });
    thread.start();
    until(
        () ->
            thread.getState() == Thread.State.TIMED_WAITING
                || thread.getState() == Thread.State.TERMINATED);
    assertThat(thread.isAlive()).as("waits").isTrue();
    return thread;
  }

  @Test
  void nobody_begins_while_it_is_paused_or_once_it_is_closed() {
    assertThat(shift.begin()).isTrue();
    shift.end();

    shift.pause();
    assertThat(shift.isOpen()).isFalse();
    assertThat(shift.begin()).isFalse();
    assertThat(shift.ended()).isEqualTo(RunReport.Ended.PAUSED);
    shift.resume();
    assertThat(shift.begin()).isTrue();
    shift.end();

    assertThat(shift.close()).isTrue();
    assertThat(shift.begin()).isFalse();
    assertThat(shift.ended()).isEqualTo(RunReport.Ended.CLOSED);
    assertThat(shift.close()).as("a second time").isFalse();
  }

  @Test
  void whoever_waits_for_a_change_that_has_come_goes_on_at_once() throws Exception {
    long seen = shift.changes();

    shift.signal();
    shift.awaitChange(seen, FOR_EVER);

    assertThat(shift.changes()).isEqualTo(seen + 1);
  }

  @Test
  void whoever_waits_goes_on_with_the_next_change_whatever_it_is() throws Exception {
    for (Runnable change : List.<Runnable>of(shift::signal, shift::pause, shift::close)) {
      long seen = shift.changes();
      Thread waiting = waiting(() -> shift.awaitChange(seen, FOR_EVER));

      change.run();
      waiting.join();

      assertThat(shift.changes()).isGreaterThan(seen);
    }
  }

  @Test
  void whoever_waits_for_quiet_waits_for_those_at_work_and_for_what_they_are_told()
      throws Exception {
    var quiet = new AtomicBoolean();
    shift.begin();
    shift.begin();
    Thread waiting = waiting(() -> shift.awaitQuiet(FOR_EVER, quiet::get));

    shift.end();
    assertThat(waiting.isAlive()).isTrue();
    shift.end();
    assertThat(waiting.isAlive()).isTrue();
    quiet.set(true);
    shift.signal();

    waiting.join();
  }

  @Test
  void whoever_waits_for_no_time_at_all_waits_for_ten_milliseconds() throws Exception {
    long from = System.nanoTime();

    shift.awaitChange(shift.changes(), Duration.ZERO);

    assertThat(System.nanoTime() - from).isGreaterThanOrEqualTo(10_000_000);
  }

  @Test
  void the_last_one_to_end_makes_it_quiet() throws Exception {
    shift.begin();
    Thread waiting = waiting(() -> shift.awaitQuiet(FOR_EVER, () -> true));

    shift.end();

    waiting.join();
  }

  @Test
  void whoever_has_waited_for_quiet_keeps_nobody_out() throws Exception {
    shift.awaitQuiet(Duration.ZERO, () -> true);

    assertThat(CompletableFuture.supplyAsync(shift::begin).join()).isTrue();
  }

  @Test
  void whoever_keeps_a_schedule_keeps_nobody_from_beginning() {
    shift.keep(new CompletableFuture<>());

    assertThat(CompletableFuture.supplyAsync(shift::begin).join()).isTrue();
  }

  @ParameterizedTest(name = "{0} at work, quiet {1}")
  @CsvSource({"0, true, true", "1, true, false", "0, false, false", "1, false, false"})
  void whoever_waits_for_quiet_waits_no_longer_than_asked(
      int workers, boolean quiet, boolean expected) throws Exception {
    for (int i = 0; i < workers; i++) {
      shift.begin();
    }

    assertThat(shift.awaitQuiet(Duration.ZERO, () -> quiet)).isEqualTo(expected);
    assertThat(shift.awaitQuiet(Duration.ofNanos(1), () -> quiet)).isEqualTo(expected);
  }

  @Test
  void closing_cancels_what_was_scheduled_and_does_not_interrupt_it() {
    var interrupted = new ArrayList<Boolean>();
    shift.keep(
        new CompletableFuture<Void>() {
          @Override
          public boolean cancel(boolean mayInterrupt) {
            interrupted.add(mayInterrupt);
            return super.cancel(mayInterrupt);
          }
        });

    shift.close();

    assertThat(interrupted).containsExactly(false);
  }

  @Test
  void what_is_scheduled_behind_the_end_is_cancelled_at_once() {
    var late = new CompletableFuture<Void>();
    shift.close();

    shift.keep(late);

    assertThat(late).isCancelled();
  }

  // --- how a run waits

  private final MutableClock clock = LedgerFixture.aClock();

  /** Of a lease so long that nobody here wakes up by themselves. */
  private final Worker worker =
      new Worker("test", clock, () -> clock.instant().toEpochMilli(), FOR_EVER.multipliedBy(4));

  @ParameterizedTest(name = "due {0} ms behind a patience of 2 s: {1}")
  @CsvSource({"-2000, true", "-1, true", "0, true", "1, false"})
  void what_falls_due_within_the_patience_is_worth_waiting_for(long millis, boolean worth) {
    var waiting = new Waiting(worker, shift, Duration.ofSeconds(2), null);
    Instant due = clock.instant().plusSeconds(2).plusMillis(millis);

    assertThat(waiting.isWorth(due, clock.instant())).isEqualTo(worth);
  }

  @ParameterizedTest(name = "due in {0} ms: sleeps {1} ms")
  @CsvSource({"-5, 10", "0, 10", "9, 10", "10, 10", "11, 11", "90000, 90000"})
  void a_sleeper_sleeps_until_it_is_due_and_at_least_ten_milliseconds(long millis, long sleeps)
      throws Exception {
    var slept = new ArrayList<Duration>();
    var waiting = new Waiting(worker, shift, FOR_EVER, slept::add);

    waiting.untilDue(clock.instant().plusMillis(millis), clock.instant(), shift.changes());

    assertThat(slept).containsExactly(Duration.ofMillis(sleeps));
  }

  @Test
  void without_a_sleeper_a_change_ends_the_wait() throws Exception {
    var waiting = new Waiting(worker, shift, FOR_EVER, null);
    Instant now = clock.instant();
    long seen = shift.changes();
    shift.signal();

    waiting.untilDue(now.plus(FOR_EVER), now, seen);
    waiting.untilLanded(false, Optional.empty(), now, seen);
    waiting.untilLanded(true, Optional.of(now.plus(FOR_EVER)), now, seen);

    assertThat(shift.changes()).isEqualTo(seen + 1);
  }

  @Test
  void whoever_waits_for_an_answer_or_a_due_time_does_so_until_something_changes()
      throws Exception {
    var waiting = new Waiting(worker, shift, FOR_EVER, null);
    Instant now = clock.instant();
    for (Wait wait :
        List.<Wait>of(
            () -> waiting.untilDue(now.plus(FOR_EVER), now, shift.changes()),
            () -> waiting.untilLanded(false, Optional.empty(), now, shift.changes()))) {
      Thread waiter = waiting(wait);

      shift.signal();

      waiter.join();
    }
  }

  @Test
  void whoever_waits_for_an_answer_waits_no_longer_than_to_the_next_due_time() throws Exception {
    var waiting = new Waiting(worker, shift, FOR_EVER, null);
    Instant now = clock.instant();
    long seen = shift.changes();

    waiting.untilLanded(false, Optional.of(now.plusMillis(20)), now, seen);

    assertThat(shift.changes()).isEqualTo(seen);
  }

  // --- how long a claim may be kept

  @ParameterizedTest(name = "{0} ns after the claim: late {1}, lease over {2}")
  @CsvSource({
    "29999999999, false, false",
    "30000000000, true,  false",
    "59999999999, true,  false",
    "60000000000, true,  true"
  })
  void a_claim_is_late_after_half_its_lease(long nanos, boolean late, boolean over) {
    var at = new Worker("test", clock, () -> 7 + nanos, LedgerFixture.LEASE);

    assertThat(at.isLate(7)).isEqualTo(late);
    assertThat(at.isLeaseOver(7)).isEqualTo(over);
    assertThat(at.reapEvery()).isEqualTo(Duration.ofSeconds(15));
  }
}
