package dev.mora.whatsapp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ResultThreadsTest {

  private final Alarms alarms = new Alarms();
  private final List<Thread> made = new CopyOnWriteArrayList<>();
  private final ResultThreads results = new ResultThreads(alarms, this::make);
  private final Semaphore hosts = new Semaphore(0);
  private final Semaphore held = new Semaphore(0);
  private final Semaphore done = new Semaphore(0);
  private volatile boolean noMoreThreads;

  @AfterEach
  void close() throws InterruptedException {
    hosts.release(1_000);
    results.close();
    alarms.shutdownNow();
    for (Thread thread : made) {
      thread.join();
    }
  }

  @Test
  void quick_hosts_have_two_threads_however_many_results_there_are() {
    for (int i = 0; i < 200; i++) {
      results.execute(done::release);
    }
    done.acquireUninterruptibly(200);

    alarms.ring();

    assertThat(made).hasSize(ResultThreads.FEW);
  }

  @Test
  void nobody_watches_while_no_result_waits() {
    hold(2);

    assertThat(alarms.waiting).isEmpty();
  }

  @Test
  void two_slow_hosts_hold_the_third_up_only_until_somebody_looks() {
    hold(2);
    results.execute(done::release);
    assertThat(made).hasSize(2);
    assertThat(done.availablePermits()).isZero();

    alarms.ring();

    done.acquireUninterruptibly();
    assertThat(made).hasSizeBetween(3, 4);
  }

  @Test
  void each_look_at_which_one_of_the_look_before_still_waits_doubles_the_threads() {
    submit(9);
    held.acquireUninterruptibly(2);

    alarms.ring();
    held.acquireUninterruptibly(2);
    assertThat(made).hasSize(4);

    alarms.ring();
    held.acquireUninterruptibly(4);
    assertThat(made).hasSize(8);

    alarms.ring();
    held.acquireUninterruptibly();
    assertThat(made).hasSizeBetween(9, 16);
  }

  @Test
  void two_threads_do_while_whoever_waited_has_had_his_turn_at_the_next_look() {
    hold(2);
    submit(2); // somebody looks out for the first of them
    hosts.release();
    held.acquireUninterruptibly();

    alarms.ring();

    assertThat(made).hasSize(2);
    assertThat(alarms.waiting).hasSize(1);
  }

  @Test
  void hosts_that_end_one_by_one_while_others_wait_too_long_have_more_threads() {
    hold(2);
    submit(8);
    hosts.release();
    held.acquireUninterruptibly();
    alarms.ring();
    hosts.release();
    held.acquireUninterruptibly();
    assertThat(made).hasSize(2);

    alarms.ring();

    held.acquireUninterruptibly(2);
    assertThat(made).hasSize(4);
  }

  @Test
  void threads_that_have_work_stay_though_nobody_waits() {
    hold(2);
    submit(2);
    alarms.ring();
    held.acquireUninterruptibly(2);

    alarms.ring();
    hosts.release(2);
    done.acquireUninterruptibly(2);
    hold(2);

    assertThat(alarms.waiting).hasSize(1);
    assertThat(made).hasSize(4);
  }

  @Test
  void threads_without_work_are_given_up_until_there_are_two() {
    hold(2);
    submit(6);
    alarms.ring();
    alarms.ring();
    held.acquireUninterruptibly(6);
    assertThat(made).hasSize(8);
    hosts.release(8);
    done.acquireUninterruptibly(8);

    while (!alarms.waiting.isEmpty()) {
      alarms.ring();
    }
    // whoever is called off in his wait may take one more result before he hears it
    while (made.stream().filter(Thread::isAlive).count() > ResultThreads.FEW) {
      Thread.onSpinWait();
    }

    hold(2);
    submit(1);
    assertThat(done.availablePermits()).isZero();
    assertThat(held.availablePermits()).isZero();
    assertThat(alarms.waiting).hasSize(1);
  }

  @Test
  void a_result_for_which_no_thread_can_be_had_is_completed_by_whoever_brings_it() {
    ResultThreads without =
        new ResultThreads(
            alarms,
            task -> {
              throw new OutOfMemoryError("unable to create native thread");
            });

    without.execute(done::release);
    without.close();
    without.execute(done::release);

    assertThat(done.availablePermits()).isEqualTo(2);
  }

  @Test
  void results_that_wait_when_no_further_thread_can_be_had_wait_for_those_there_are() {
    hold(2);
    submit(2);
    noMoreThreads = true;

    assertThatThrownBy(alarms::ring).isInstanceOf(OutOfMemoryError.class);

    assertThat(alarms.waiting).hasSize(1); // somebody looks again
    hosts.release(4);
    done.acquireUninterruptibly(4);
  }

  @Test
  void whatever_waits_at_the_close_is_completed_though_every_host_is_slow() {
    hold(2);
    for (int i = 0; i < 20; i++) {
      results.execute(done::release);
    }

    results.close();

    done.acquireUninterruptibly(20);
  }

  @Test
  void what_comes_after_the_close_is_completed_on_a_thread_of_its_own() {
    hold(2);
    results.close();
    int before = made.size();

    results.execute(done::release);
    results.execute(done::release);

    done.acquireUninterruptibly(2);
    assertThat(made).hasSize(before + 2);
  }

  @Test
  void a_watch_that_rings_after_the_close_does_nothing() {
    hold(2);
    submit(1);
    results.close();
    held.acquireUninterruptibly();
    int before = made.size();

    alarms.ring();

    assertThat(made).hasSize(before);
    assertThat(alarms.waiting).isEmpty();
  }

  /** Gives as many results to hosts that hold them, and returns when they do. */
  private void hold(int count) {
    submit(count);
    held.acquireUninterruptibly(count);
  }

  private void submit(int count) {
    for (int i = 0; i < count; i++) {
      results.execute(
          () -> {
            held.release();
            hosts.acquireUninterruptibly();
            done.release();
          });
    }
  }

  private Thread make(Runnable task) {
    if (noMoreThreads) {
      throw new OutOfMemoryError("unable to create native thread");
    }
    Thread thread = new Thread(task, "result-" + made.size());
    thread.setDaemon(true);
    made.add(thread);
    return thread;
  }

  /** Rings when it is told to. */
  private static final class Alarms extends ScheduledThreadPoolExecutor {

    final Deque<Runnable> waiting = new ArrayDeque<>();

    Alarms() {
      super(1);
    }

    @Override
    public ScheduledFuture<?> schedule(Runnable alarm, long delay, TimeUnit unit) {
      assertThat(unit.toNanos(delay)).isEqualTo(ResultThreads.PATIENCE.toNanos());
      waiting.add(alarm);
      return super.schedule(() -> {}, 0, TimeUnit.NANOSECONDS);
    }

    void ring() {
      Runnable alarm = waiting.poll();
      if (alarm != null) {
        alarm.run();
      }
    }
  }
}
