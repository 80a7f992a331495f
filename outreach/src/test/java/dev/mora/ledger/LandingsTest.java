package dev.mora.ledger;

import static dev.mora.ledger.contract.LedgerFixture.FAST;
import static dev.mora.ledger.contract.LedgerFixture.START;
import static dev.mora.ledger.contract.LedgerFixture.dispatchesTo;
import static dev.mora.ledger.contract.LedgerFixture.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mora.channel.SendLimits;
import dev.mora.channel.SendResult;
import dev.mora.event.DomainEvent;
import dev.mora.event.EventListener;
import dev.mora.ledger.contract.FakeSender;
import dev.mora.ledger.contract.LedgerFixture;
import dev.mora.ledger.contract.LedgerInvariants;
import dev.mora.testkit.MutableClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How what is under way comes to an end: recorded, recorded late, or given up. */
class LandingsTest {

  private static final class Broken extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  private static final SendLimits MANY = new SendLimits(1_000_000, Duration.ZERO, 100);

  private final MutableClock clock = LedgerFixture.aClock();
  private final InMemoryLedger ledger = InMemoryLedger.of(clock);
  private final Map<DispatchId, CompletableFuture<SendResult>> open = new ConcurrentHashMap<>();
  private final FakeSender sender =
      FakeSender.with(MANY, id -> open.computeIfAbsent(id, key -> new CompletableFuture<>()));
  private final List<DomainEvent> events = new ArrayList<>();

  @AfterEach
  void every_invariant_holds() {
    LedgerInvariants.check(ledger);
  }

  private Dispatcher dispatcher(DeliveryLedger store, EventListener listener) {
    return Dispatcher.builder(store, view -> GateDecision.pass(), "test", clock)
        .sender(sender)
        .sleeper(clock::advance)
        .patience(Duration.ZERO)
        .nanoTime(() -> Duration.between(START, clock.instant()).toNanos())
        .listener(listener)
        .build();
  }

  private DeliveryLedger watched(String command, Consumer<Object[]> watcher) {
    return WatchedLedger.of(ledger, command, watcher);
  }

  private List<CompletableFuture<DispatchEntry>> sent(Dispatcher dispatcher, int messages) {
    List<Dispatch> plan = dispatchesTo(messages);
    ledger.plan(plan);
    return plan.stream()
        .map(dispatch -> dispatcher.send(dispatch.id()).toCompletableFuture())
        .toList();
  }

  /** A ledger that would not take answers so often. */
  private DeliveryLedger failing(int times) {
    var failures = new AtomicInteger(times);
    return watched(
        "outcomes",
        answers -> {
          if (failures.getAndDecrement() > 0) {
            throw new Broken();
          }
        });
  }

  private void answer(String borrower, SendResult result) {
    DispatchId id = LedgerFixture.dispatchTo(borrower).id();
    Objects.requireNonNull(open.get(id)).complete(result);
  }

  /** As a provider would: on a thread that is not the one that records. */
  private static void elsewhere(Runnable answer) {
    CompletableFuture.runAsync(answer).join();
  }

  private void answerOnceItWaits(Thread waiting, String borrower) {
    var provider =
        new Thread(
            () -> {
              while (waiting.getState() != Thread.State.TIMED_WAITING) {
                Thread.onSpinWait();
              }
              answer(borrower, accepted("w-" + borrower));
            });
    provider.setDaemon(true);
    provider.start();
  }

  private void outliveTheLease(Dispatcher dispatcher) {
    clock.advance(LedgerFixture.LEASE);
    turn(dispatcher);
    assertThat(dispatcher.inFlight()).isZero();
  }

  /** One that ends before it would wait. */
  private static void turn(Dispatcher dispatcher) {
    dispatcher.run((done, all) -> dispatcher.pause());
  }

  private static SendResult accepted(String id) {
    return new SendResult.Accepted(id);
  }

  // --- late answers

  @ParameterizedTest(name = "{0} ms after the claim: {1}")
  @CsvSource({"59999, SUBMITTING", "60000, UNKNOWN"})
  void what_has_no_answer_within_its_lease_is_unknown_at_the_next_turn(long millis, State then) {
    Dispatcher dispatcher = dispatcher(ledger, events::add);
    CompletableFuture<DispatchEntry> one = sent(dispatcher, 1).get(0);
    DispatchId id = LedgerFixture.dispatchTo("B-0").id();
    clock.advance(Duration.ofMillis(millis));

    turn(dispatcher);

    assertThat(row(ledger, id).state()).isEqualTo(then);
    assertThat(one.isDone()).isEqualTo(then == State.UNKNOWN);
    assertThat(dispatcher.inFlight()).isEqualTo(then == State.UNKNOWN ? 0 : 1);
    answer("B-0", accepted("w-1"));
    assertThat(row(ledger, id).state()).isEqualTo(State.ACCEPTED);
    assertThat(events)
        .last()
        .isInstanceOfSatisfying(
            DispatchEvent.Accepted.class,
            event -> assertThat(event.at()).isEqualTo(clock.instant()));
  }

  @Test
  void an_acceptance_that_comes_late_to_a_broken_ledger_harms_nobody() {
    DeliveryLedger deaf =
        watched(
            "outcome",
            late -> {
              throw new Broken();
            });
    Dispatcher dispatcher = dispatcher(deaf, events::add);
    sent(dispatcher, 1);
    outliveTheLease(dispatcher);

    answer("B-0", accepted("w-1"));

    assertThat(row(ledger, LedgerFixture.dispatchTo("B-0").id()).state()).isEqualTo(State.UNKNOWN);
  }

  @Test
  void a_late_answer_that_proves_nothing_is_not_told_to_the_ledger() {
    var late = new AtomicInteger();
    Dispatcher dispatcher =
        dispatcher(watched("outcome", any -> late.incrementAndGet()), events::add);
    sent(dispatcher, 2);
    outliveTheLease(dispatcher);

    answer("B-0", new SendResult.Unknown("reset"));
    answer("B-1", new SendResult.NotSent("refused", Duration.ZERO));

    assertThat(late).hasValue(0);
  }

  // --- the end

  @Test
  void closing_cancels_what_has_no_answer_and_tells_those_who_wait() {
    var recorded = new AtomicInteger();
    Dispatcher dispatcher =
        dispatcher(watched("outcomes", answers -> recorded.incrementAndGet()), events::add);
    List<CompletableFuture<DispatchEntry>> two = sent(dispatcher, 2);
    var exchanges = List.copyOf(open.values());

    dispatcher.close(Duration.ZERO);

    assertThat(exchanges).hasSize(2).allMatch(CompletableFuture::isCancelled);
    assertThat(two).allSatisfy(one -> assertThat(one.join().state()).isEqualTo(State.UNKNOWN));
    assertThat(dispatcher.inFlight()).isZero();
    assertThat(events).hasSize(2).allMatch(DispatchEvent.Unknown.class::isInstance);
    assertThat(recorded).as("each once").hasValue(2);
  }

  @Test
  void what_cannot_be_recorded_at_the_end_is_given_up_and_its_sender_is_told_so() {
    DeliveryLedger deaf =
        watched(
            "outcomes",
            answers -> {
              throw new Broken();
            });
    Dispatcher dispatcher = dispatcher(deaf, events::add);
    CompletableFuture<DispatchEntry> one = sent(dispatcher, 1).get(0);
    answer("B-0", accepted("w-1"));
    assertThat(one).isNotDone();

    dispatcher.close(Duration.ZERO);

    assertThat(one)
        .isCompletedExceptionally()
        .failsWithin(Duration.ZERO)
        .withThrowableThat()
        .withMessageContaining("could not be recorded");
    assertThat(dispatcher.inFlight()).isZero();
    assertThat(events).isEmpty();
  }

  @Test
  void what_the_ledger_takes_at_the_last_moment_has_landed() {
    Dispatcher dispatcher = dispatcher(failing(1), events::add);
    CompletableFuture<DispatchEntry> one = sent(dispatcher, 1).get(0);
    answer("B-0", accepted("w-1"));
    assertThat(one).isNotDone();

    dispatcher.close(Duration.ZERO);

    assertThat(one.join().state()).isEqualTo(State.ACCEPTED);
    assertThat(events).singleElement().isInstanceOf(DispatchEvent.Accepted.class);
  }

  /** Else it would wait until its grace is over for an answer that is there. */
  @Test
  @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void closing_goes_on_recording_what_the_ledger_would_not_take() {
    Dispatcher dispatcher = dispatcher(failing(1), events::add);
    CompletableFuture<DispatchEntry> one = sent(dispatcher, 1).get(0);
    answer("B-0", accepted("w-1"));
    assertThat(one).isNotDone();

    dispatcher.close(Duration.ofDays(1));

    assertThat(one.join().state()).isEqualTo(State.ACCEPTED);
  }

  @Test
  void a_grace_is_over_though_the_ledger_takes_long_to_say_that_it_is_down() {
    var tries = new AtomicInteger();
    DeliveryLedger down =
        watched(
            "outcomes",
            answers -> {
              tries.incrementAndGet();
              clock.advance(Duration.ofSeconds(5));
              throw new Broken();
            });
    Dispatcher dispatcher = dispatcher(down, events::add);
    sent(dispatcher, 1);
    answer("B-0", accepted("w-1"));

    dispatcher.close(Duration.ofSeconds(4));

    assertThat(tries).as("as it came, once meanwhile, and at the end").hasValue(3);
  }

  @Test
  @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void a_listener_that_dies_while_it_closes_ends_no_grace() {
    var heard = new AtomicInteger();
    Thread closing = Thread.currentThread();
    EventListener dying =
        event -> {
          if (heard.incrementAndGet() == 1) {
            answerOnceItWaits(closing, "B-1");
            throw new AssertionError("first");
          }
        };
    Dispatcher dispatcher = dispatcher(failing(1), dying);
    List<CompletableFuture<DispatchEntry>> landed = sent(dispatcher, 2);
    answer("B-0", accepted("w-0"));

    assertThatThrownBy(() -> dispatcher.close(Duration.ofDays(1))).hasMessage("first");

    assertThat(landed).allSatisfy(one -> assertThat(one.join().state()).isEqualTo(State.ACCEPTED));
  }

  @ParameterizedTest(name = "{0} ms after the claim: given up {1}")
  @CsvSource({"59999, false", "60000, true"})
  void what_cannot_be_recorded_is_given_up_when_its_lease_is_over(long millis, boolean over) {
    DeliveryLedger deaf =
        watched(
            "outcomes",
            answers -> {
              throw new Broken();
            });
    Dispatcher dispatcher = dispatcher(deaf, events::add);
    CompletableFuture<DispatchEntry> one = sent(dispatcher, 1).get(0);
    answer("B-0", accepted("w-1"));
    clock.advance(Duration.ofMillis(millis));

    turn(dispatcher);

    assertThat(one.isDone()).isEqualTo(over);
    assertThat(dispatcher.inFlight()).isEqualTo(over ? 0 : 1);
  }

  // --- together

  @Test
  void one_of_many_that_the_ledger_refuses_fails_alone() {
    DispatchId poison = LedgerFixture.dispatchTo("B-1").id();
    var sizes = new ArrayList<Integer>();
    DeliveryLedger picky =
        watched(
            "outcomes",
            answers -> {
              List<?> all = (List<?>) answers[0];
              sizes.add(all.size());
              if (sizes.size() == 1) {
                // they come in while the first is recorded
                elsewhere(() -> answer("B-1", accepted("w-1")));
                elsewhere(() -> answer("B-2", accepted("w-2")));
              }
              if (all.stream().anyMatch(each -> ((Answer) each).claim().id().equals(poison))) {
                throw new Broken();
              }
            });
    Dispatcher dispatcher = dispatcher(picky, events::add);
    List<CompletableFuture<DispatchEntry>> three = sent(dispatcher, 3);

    answer("B-0", accepted("w-0"));

    assertThat(sizes).containsExactly(1, 2, 1, 1);
    assertThat(three.get(0).join().state()).isEqualTo(State.ACCEPTED);
    assertThat(three.get(1)).isNotDone();
    assertThat(three.get(2).join().state()).isEqualTo(State.ACCEPTED);
    assertThat(dispatcher.inFlight()).isEqualTo(1);
  }

  @Test
  void sixty_four_answers_are_recorded_at_once() {
    var sizes = new ArrayList<Integer>();
    DeliveryLedger slow =
        watched(
            "outcomes",
            answers -> {
              sizes.add(((List<?>) answers[0]).size());
              if (sizes.size() == 1) {
                for (int i = 1; i <= 65; i++) {
                  String rest = "" + i;
                  elsewhere(() -> answer("B-" + rest, accepted("w-" + rest)));
                }
              }
            });
    Dispatcher dispatcher = dispatcher(slow, events::add);
    List<CompletableFuture<DispatchEntry>> all = sent(dispatcher, 66);

    answer("B-0", accepted("w-0"));

    assertThat(sizes).containsExactly(1, 64, 1);
    assertThat(all).allMatch(CompletableFuture::isDone);
  }

  @Test
  void whoever_has_recorded_leaves_the_next_answer_to_whoever_brings_it() {
    Dispatcher dispatcher = dispatcher(ledger, events::add);
    List<CompletableFuture<DispatchEntry>> two = sent(dispatcher, 2);

    elsewhere(() -> answer("B-0", accepted("w-0")));
    answer("B-1", accepted("w-1"));

    assertThat(two).allMatch(CompletableFuture::isDone);
  }

  @Test
  void what_a_listener_dies_of_is_thrown_to_the_run_that_records_for_it() {
    var failures = new AtomicInteger(1);
    DeliveryLedger flaky =
        watched(
            "outcomes",
            answers -> {
              if (failures.getAndDecrement() > 0) {
                throw new Broken();
              }
            });
    Dispatcher dispatcher =
        dispatcher(
            flaky,
            event -> {
              throw new AssertionError("listener");
            });
    CompletableFuture<DispatchEntry> one = sent(dispatcher, 1).get(0);
    answer("B-0", accepted("w-0"));

    assertThatThrownBy(() -> dispatcher.run(Progress.none())).hasMessage("listener");

    assertThat(one.join().state()).isEqualTo(State.ACCEPTED);
  }

  @Test
  @Timeout(
      value = 60,
      threadMode = Timeout.ThreadMode.SEPARATE_THREAD) // it does not wake by itself
  void what_recording_dies_of_ends_a_run_that_waits() throws Exception {
    DeliveryLedger dying =
        watched(
            "outcomes",
            answers -> {
              throw new AssertionError("disk gone");
            });
    Dispatcher dispatcher =
        Dispatcher.builder(dying, view -> GateDecision.pass(), "test", clock)
            .sender(sender)
            .lease(Duration.ofDays(4))
            .build();
    sent(dispatcher, 1);
    var thrown = new ArrayList<Throwable>();
    var run = new Thread(() -> dispatcher.run(Progress.none()));
    run.setUncaughtExceptionHandler((thread, died) -> thrown.add(died));
    run.start();
    while (run.isAlive() && run.getState() != Thread.State.TIMED_WAITING) {
      Thread.onSpinWait();
    }
    assertThat(thrown).as("it waits").isEmpty();

    answer("B-0", accepted("w-1"));
    run.join();

    assertThat(thrown).singleElement().satisfies(died -> assertThat(died).hasMessage("disk gone"));
  }

  @Test
  void an_answer_that_the_ledger_would_not_take_is_unrecorded_until_it_does() {
    var broken = new AtomicInteger(1);
    DeliveryLedger flaky =
        watched(
            "outcomes",
            answers -> {
              if (broken.get() == 1) {
                throw new Broken();
              }
            });
    Claim claim = LedgerFixture.submitted(ledger, LedgerFixture.dispatchTo("B-0"), START);
    var worker = new Worker("test", clock, () -> 0, LedgerFixture.LEASE);
    var flights = new Flights(flaky, worker, new Announcements(events::add, clock), new Shift());
    var line = new SenderLine(sender, new Semaphore(1));
    assertThat(line.tryEnter()).isTrue();
    var flight = new Flight(claim, line, 0);
    flights.add(flight);
    assertThat(flights.hasUnrecorded()).as("under way").isFalse();

    flights.finish(flight, accepted("w-0"));
    assertThat(flights.hasUnrecorded()).as("not taken").isTrue();
    broken.set(0);
    flights.tend();

    assertThat(flights.hasUnrecorded()).as("taken").isFalse();
    assertThat(flights.isEmpty()).isTrue();
  }

  @Test
  void what_recording_dies_of_is_thrown_to_the_next_run_and_the_next_send() {
    DeliveryLedger dying =
        watched(
            "outcomes",
            answers -> {
              throw new AssertionError("disk gone");
            });
    Dispatcher dispatcher = dispatcher(dying, events::add);
    CompletableFuture<DispatchEntry> one = sent(dispatcher, 1).get(0);

    answer("B-0", accepted("w-1"));

    assertThat(one).isCompletedExceptionally();
    assertThatThrownBy(() -> dispatcher.run(Progress.none())).hasMessage("disk gone");
    Dispatch next = LedgerFixture.dispatchTo("B-9");
    ledger.plan(List.of(next));
    assertThatThrownBy(() -> dispatcher.send(next.id())).hasMessage("disk gone");
    assertThat(ledger.counts().get(State.PLANNED)).as("nothing more is sent").isEqualTo(1);
  }

  @Test
  void a_listener_that_dies_keeps_nobody_from_hearing_what_became_of_theirs() {
    var heard = new AtomicInteger();
    EventListener dying =
        event -> {
          if (heard.incrementAndGet() == 1) {
            throw new AssertionError("first");
          }
        };
    var first = new AtomicInteger();
    DeliveryLedger together =
        watched(
            "outcomes",
            answers -> {
              if (first.incrementAndGet() == 1) {
                elsewhere(() -> answer("B-1", accepted("w-1")));
              }
            });
    Dispatcher dispatcher = dispatcher(together, dying);
    List<CompletableFuture<DispatchEntry>> two = sent(dispatcher, 2);

    answer("B-0", accepted("w-0"));

    assertThat(heard).hasValue(2);
    assertThat(two).allSatisfy(one -> assertThat(one.join().state()).isEqualTo(State.ACCEPTED));
    assertThat(dispatcher.inFlight()).isZero();
  }

  @Test
  void a_sender_whose_exchange_cannot_be_cancelled_is_left_to_its_own_deadline() {
    CompletionStage<SendResult> stubborn =
        new CompletableFuture<>() {
          @Override
          public CompletableFuture<SendResult> toCompletableFuture() {
            throw new UnsupportedOperationException();
          }
        };
    List<Dispatch> plan = dispatchesTo(1);
    ledger.plan(plan);
    Dispatcher dispatcher =
        Dispatcher.builder(ledger, view -> GateDecision.pass(), "test", clock)
            .sender(FakeSender.with(FAST, id -> stubborn))
            .build();
    CompletableFuture<DispatchEntry> one = dispatcher.send(plan.get(0).id()).toCompletableFuture();

    dispatcher.close(Duration.ZERO);

    assertThat(one.join().state()).isEqualTo(State.UNKNOWN);
  }
}
