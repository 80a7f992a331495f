package dev.mora.ledger;

import static dev.mora.ledger.contract.LedgerFixture.CAMPAIGN;
import static dev.mora.ledger.contract.LedgerFixture.START;
import static dev.mora.ledger.contract.LedgerFixture.aDispatch;
import static dev.mora.ledger.contract.LedgerFixture.built;
import static dev.mora.ledger.contract.LedgerFixture.dispatchTo;
import static dev.mora.ledger.contract.LedgerFixture.dispatchesTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mora.channel.Handling;
import dev.mora.channel.SendLimits;
import dev.mora.channel.SendResult;
import dev.mora.event.DomainEvent;
import dev.mora.ledger.contract.FakeSender;
import dev.mora.ledger.contract.LedgerFixture;
import dev.mora.ledger.contract.LedgerInvariants;
import dev.mora.testkit.MutableClock;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DispatcherTest {

  private static final GateCheck PASS = view -> GateDecision.pass();

  private final MutableClock clock = LedgerFixture.aClock();
  private final InMemoryLedger ledger = InMemoryLedger.of(clock);

  @AfterEach
  void every_invariant_holds() {
    LedgerInvariants.check(ledger);
  }

  private Dispatcher.Builder dispatcher(FakeSender sender) {
    return dispatcher(ledger, sender);
  }

  private Dispatcher.Builder dispatcher(DeliveryLedger store, FakeSender sender) {
    return Dispatcher.builder(store, PASS, "test", clock)
        .sender(sender)
        .sleeper(clock::advance)
        .nanoTime(() -> Duration.between(START, clock.instant()).toNanos());
  }

  @Test
  void a_run_hands_over_one_body_each_and_reports_progress() {
    FakeSender sender = FakeSender.accepting();
    ledger.plan(dispatchesTo(150));
    var progress = new ArrayList<String>();

    RunReport report = dispatcher(sender).build().run((done, n) -> progress.add(done + "/" + n));

    assertThat(report.ended()).isEqualTo(RunReport.Ended.IDLE);
    assertThat(report.count(State.ACCEPTED)).isEqualTo(150);
    assertThat(sender.bodies()).hasSize(150).doesNotHaveDuplicates();
    assertThat(progress).last().isEqualTo("150/150");
  }

  @Test
  void a_run_of_one_campaign_leaves_the_others() {
    var other = CampaignId.of("other");
    ledger.plan(List.of(dispatchTo("B-1"), built(aDispatch(other, "B-2", "1"), "B-2")));

    RunReport report = dispatcher(FakeSender.accepting()).build().run(other, Progress.none());

    assertThat(report.counts().values().stream().mapToLong(n -> n).sum()).isEqualTo(1);
    assertThat(ledger.counts(CAMPAIGN).get(State.PLANNED)).isEqualTo(1);
  }

  @Test
  void a_run_keeps_the_pace_by_waiting() {
    var limits = new SendLimits(10, Duration.ofSeconds(6), 64);
    FakeSender sender =
        FakeSender.with(
            limits, id -> CompletableFuture.completedFuture(new SendResult.Accepted("w-" + id)));
    ledger.plan(dispatchesTo(100));
    ledger.plan(List.of(dispatchTo("B-1", "2")));

    RunReport report = dispatcher(sender).build().run(Progress.none());

    assertThat(report.count(State.ACCEPTED)).isEqualTo(101);
    assertThat(Duration.between(START, clock.instant()))
        .isBetween(Duration.ofMillis(9_500), Duration.ofSeconds(17));
  }

  @Test
  void a_run_waits_for_what_falls_due_soon_and_not_for_tomorrow() {
    Instant soon = START.plusSeconds(100);
    Instant tomorrow = START.plus(Duration.ofDays(1));
    ledger.plan(
        List.of(
            built(aDispatch(CAMPAIGN, "B-1", "1").notBefore(soon), "B-1"),
            built(aDispatch(CAMPAIGN, "B-2", "1").notBefore(tomorrow), "B-2")));

    RunReport report = dispatcher(FakeSender.accepting()).build().run(Progress.none());

    assertThat(report.count(State.ACCEPTED)).isEqualTo(1);
    assertThat(report.nextDue()).contains(tomorrow);
    assertThat(clock.instant()).isEqualTo(soon);
  }

  @Test
  void what_was_not_sent_is_tried_again_in_the_same_run() {
    var tries = new AtomicInteger();
    FakeSender sender =
        FakeSender.answering(
            id ->
                tries.incrementAndGet() < 4
                    ? new SendResult.NotSent("refused", Duration.ZERO)
                    : new SendResult.Accepted("w-1"));
    ledger.plan(dispatchesTo(1));

    RunReport report = dispatcher(sender).build().run(Progress.none());

    assertThat(report.count(State.ACCEPTED)).isEqualTo(1);
    assertThat(sender.bodies()).hasSize(4);
  }

  @Test
  void a_sender_stopped_by_the_provider_ends_the_run() {
    FakeSender sender =
        FakeSender.answering(id -> new SendResult.Refused("131031", "x", Handling.STOP_SENDER));
    ledger.plan(dispatchesTo(5));

    RunReport report = dispatcher(sender).maxInFlight(1).build().run(Progress.none());

    assertThat(report.ended()).isEqualTo(RunReport.Ended.IDLE);
    assertThat(report.count(State.PLANNED)).isEqualTo(5);
    assertThat(report.nextDue()).isEmpty();
    assertThat(sender.bodies()).hasSize(1);
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"throws", "fails later", "has no answer", "answers nothing"})
  void a_sender_that_fails_makes_an_unknown_and_never_a_second_body(String how) {
    FakeSender sender =
        FakeSender.with(
            LedgerFixture.FAST,
            id -> {
              if (how.equals("throws")) {
                throw new IllegalStateException("bug");
              }
              return switch (how) {
                case "has no answer" -> null;
                case "answers nothing" -> CompletableFuture.completedFuture(null);
                default -> CompletableFuture.failedFuture(new AssertionError("bug"));
              };
            });
    ledger.plan(dispatchesTo(3));

    RunReport report = dispatcher(sender).build().run(Progress.none());

    assertThat(report.count(State.UNKNOWN)).isEqualTo(3);
    assertThat(sender.bodies()).hasSize(3);
  }

  @ParameterizedTest
  @CsvSource({"64, 5, 5", "3, 64, 3", "1, 1, 1"})
  void open_requests_stay_within_both_limits(int own, int senders, int expected) {
    Map<DispatchId, CompletableFuture<SendResult>> open = new ConcurrentHashMap<>();
    FakeSender sender =
        FakeSender.with(
            new SendLimits(1_000_000, Duration.ZERO, senders),
            id -> open.computeIfAbsent(id, key -> new CompletableFuture<>()));
    List<Dispatch> plan = dispatchesTo(20);
    ledger.plan(plan);
    Dispatcher dispatcher = dispatcher(sender).maxInFlight(own).build();

    for (Dispatch dispatch : plan) {
      assertThat(dispatcher.send(dispatch.id())).isNotNull();
    }

    assertThat(dispatcher.inFlight()).isEqualTo(expected);
    assertThat(ledger.counts().get(State.SUBMITTING)).isEqualTo(expected);
    open.forEach((id, answer) -> answer.complete(new SendResult.Accepted("w-" + id)));
    assertThat(dispatcher.inFlight()).isZero();
  }

  @Test
  void a_sender_has_as_many_open_as_it_says_however_many_that_are() {
    Map<DispatchId, CompletableFuture<SendResult>> open = new ConcurrentHashMap<>();
    FakeSender sender =
        FakeSender.with(
            new SendLimits(1_000_000, Duration.ZERO, 100),
            id -> open.computeIfAbsent(id, key -> new CompletableFuture<>()));
    List<Dispatch> plan = dispatchesTo(120);
    ledger.plan(plan);
    Dispatcher dispatcher = dispatcher(sender).build();

    plan.forEach(dispatch -> dispatcher.send(dispatch.id()));

    assertThat(dispatcher.inFlight()).isEqualTo(100);
    open.forEach((id, answer) -> answer.complete(new SendResult.Accepted("w-" + id)));
    assertThat(dispatcher.inFlight()).isZero();
  }

  @Test
  void a_single_send_ends_with_its_row() {
    Dispatch dispatch = dispatchTo("B-1");
    ledger.plan(List.of(dispatch));
    Dispatcher dispatcher = dispatcher(FakeSender.accepting()).build();

    DispatchEntry sent = dispatcher.send(dispatch.id()).toCompletableFuture().join();
    DispatchEntry again = dispatcher.send(dispatch.id()).toCompletableFuture().join();

    assertThat(sent.state()).isEqualTo(State.ACCEPTED);
    assertThat(again).isEqualTo(sent);
  }

  @Test
  void a_single_send_must_be_planned() {
    Dispatcher dispatcher = dispatcher(FakeSender.accepting()).build();

    assertThatThrownBy(() -> dispatcher.send(DispatchId.of("nobody")))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void an_answer_from_another_thread_ends_a_run_that_waits() throws Exception {
    var arrived = new CountDownLatch(1);
    var answer = new CompletableFuture<SendResult>();
    FakeSender sender =
        FakeSender.with(
            LedgerFixture.FAST,
            id -> {
              arrived.countDown();
              return answer;
            });
    ledger.plan(dispatchesTo(1));
    Dispatcher dispatcher = dispatcher(sender).build();
    ExecutorService thread = Executors.newSingleThreadExecutor();
    try {
      Future<RunReport> run = thread.submit(() -> dispatcher.run(Progress.none()));
      arrived.await();

      answer.complete(new SendResult.Accepted("w-1"));

      assertThat(run.get().count(State.ACCEPTED)).isEqualTo(1);
    } finally {
      thread.shutdownNow();
    }
  }

  @Test
  void an_outcome_that_cannot_be_recorded_is_recorded_later_and_not_sent_again() {
    var failures = new AtomicInteger(3);
    FakeSender sender = FakeSender.accepting();
    ledger.plan(dispatchesTo(1));
    DeliveryLedger flaky =
        failing("outcomes", () -> failures.getAndDecrement() > 0 ? new RuntimeException() : null);
    Dispatcher dispatcher = dispatcher(flaky, sender).build();

    CompletionStage<DispatchEntry> sent =
        dispatcher.send(ledger.entries(EntryFilter.all()).get(0).id());
    assertThat(sent.toCompletableFuture()).isNotDone();
    assertThat(ledger.counts().get(State.SUBMITTING)).isEqualTo(1);
    dispatcher.run(Progress.none());

    assertThat(sent.toCompletableFuture().join().state()).isEqualTo(State.ACCEPTED);
    assertThat(sender.bodies()).hasSize(1);
  }

  @Test
  void an_outcome_that_outlives_its_lease_becomes_unknown() {
    FakeSender sender = FakeSender.accepting();
    ledger.plan(dispatchesTo(1));
    Dispatcher dispatcher = dispatcher(failing("outcomes", RuntimeException::new), sender).build();
    CompletionStage<DispatchEntry> sent =
        dispatcher.send(ledger.entries(EntryFilter.all()).get(0).id());

    clock.advance(LedgerFixture.LEASE);
    dispatcher.run(Progress.none());

    assertThatThrownBy(() -> sent.toCompletableFuture().join())
        .isInstanceOf(CompletionException.class);
    assertThat(dispatcher.inFlight()).isZero();
    assertThat(ledger.counts().get(State.UNKNOWN)).isEqualTo(1);
    assertThat(sender.bodies()).hasSize(1);
  }

  @Test
  void a_sender_that_never_answers_makes_an_unknown_and_a_late_answer_still_counts() {
    var answer = new CompletableFuture<SendResult>();
    FakeSender sender = FakeSender.with(LedgerFixture.FAST, id -> answer);
    Dispatch dispatch = dispatchTo("B-1");
    ledger.plan(List.of(dispatch));
    Dispatcher dispatcher = dispatcher(sender).build();
    assertThat(dispatcher.send(dispatch.id()).toCompletableFuture()).isNotDone();

    clock.advance(LedgerFixture.LEASE);
    dispatcher.run(Progress.none());
    State given = ledger.find(dispatch.id()).orElseThrow().state();
    answer.complete(new SendResult.Accepted("w-1"));

    assertThat(given).isEqualTo(State.UNKNOWN);
    assertThat(ledger.find(dispatch.id()).orElseThrow().state()).isEqualTo(State.ACCEPTED);
    assertThat(sender.bodies()).hasSize(1);
  }

  @Test
  void a_run_waits_for_what_a_dead_worker_had_claimed() {
    FakeSender sender = FakeSender.accepting();
    ledger.plan(dispatchesTo(2));
    LedgerFixture.claimOne(ledger);

    RunReport report = dispatcher(sender).build().run(CAMPAIGN, Progress.none());

    assertThat(report.count(State.ACCEPTED)).isEqualTo(2);
    assertThat(clock.instant()).isAfterOrEqualTo(START.plus(LedgerFixture.LEASE));
    assertThat(sender.bodies()).hasSize(2);
  }

  @Test
  void a_worker_that_froze_for_half_a_lease_hands_nothing_over() {
    FakeSender sender = FakeSender.accepting();
    ledger.plan(dispatchesTo(1));
    GateCheck freezing =
        view -> {
          clock.advance(Duration.ofSeconds(30));
          return GateDecision.pass();
        };
    Dispatcher dispatcher =
        Dispatcher.builder(ledger, freezing, "test", clock)
            .sender(sender)
            .nanoTime(() -> Duration.between(START, clock.instant()).toNanos())
            .build();

    DispatchEntry row =
        dispatcher.send(ledger.entries(EntryFilter.all()).get(0).id()).toCompletableFuture().join();

    assertThat(row.state()).isEqualTo(State.PLANNED);
    assertThat(row.contact()).isEmpty();
    assertThat(sender.bodies()).isEmpty();
  }

  @Test
  void what_waited_for_a_neighbour_to_be_asked_is_asked_again() {
    FakeSender sender = FakeSender.accepting();
    ledger.plan(dispatchesTo(2));
    var asked = new ArrayList<DispatchId>();
    GateCheck slowSecond =
        new GateCheck() {
          @Override
          public GateCheck prepared(Dispatch dispatch) {
            asked.add(dispatch.id());
            if (asked.size() == 2) {
              clock.advance(Duration.ofSeconds(5).plusMillis(1));
            }
            Instant then = clock.instant();
            return view ->
                clock.instant().isAfter(then.plusSeconds(5))
                    ? GateDecision.suppress("OLD", "test")
                    : GateDecision.pass();
          }

          @Override
          public GateDecision decide(GateView view) {
            return GateDecision.suppress("NOT_ASKED", "test");
          }
        };

    try (Dispatcher dispatcher =
        Dispatcher.builder(ledger, slowSecond, "test", clock)
            .sender(sender)
            .nanoTime(() -> Duration.between(START, clock.instant()).toNanos())
            .sleeper(clock::advance)
            .build()) {
      dispatcher.run(Progress.none());
    }

    assertThat(sender.bodies()).hasSize(2);
    assertThat(asked).hasSize(4);
  }

  @Test
  void a_dispatch_that_kills_three_workers_is_parked_and_its_neighbours_are_sent() {
    FakeSender sender = FakeSender.accepting();
    ledger.plan(dispatchesTo(40));
    DispatchId poison = dispatchTo("B-7").id();
    GateCheck killing =
        new GateCheck() {
          @Override
          public GateCheck prepared(Dispatch dispatch) {
            if (dispatch.id().equals(poison)) {
              throw new AssertionError("killed");
            }
            return this;
          }

          @Override
          public GateDecision decide(GateView view) {
            return GateDecision.pass();
          }
        };

    for (int start = 1; start <= 4; start++) {
      // a worker that is killed gives nothing back
      Dispatcher dispatcher =
          Dispatcher.builder(ledger, killing, "start-" + start, clock)
              .sender(sender)
              .sleeper(clock::advance)
              .build();
      if (start < 4) {
        assertThatThrownBy(() -> dispatcher.run(Progress.none())).hasMessage("killed");
        clock.advance(Duration.ofMinutes(2));
      } else {
        dispatcher.run(Progress.none());
      }
    }

    assertThat(ledger.find(poison).orElseThrow().state()).isEqualTo(State.PARKED);
    assertThat(ledger.counts().get(State.ACCEPTED)).isEqualTo(39);
    assertThat(ledger.counts().get(State.PARKED)).isEqualTo(1);
  }

  @Test
  void a_check_that_cannot_be_prepared_parks_its_dispatch_and_no_other() {
    ledger.plan(dispatchesTo(2));
    DispatchId poison = dispatchTo("B-0").id();
    GateCheck check =
        new GateCheck() {
          @Override
          public GateCheck prepared(Dispatch dispatch) {
            if (dispatch.id().equals(poison)) {
              throw new IllegalStateException("the host's books are broken");
            }
            return this;
          }

          @Override
          public GateDecision decide(GateView view) {
            return GateDecision.pass();
          }
        };
    Dispatcher dispatcher =
        Dispatcher.builder(ledger, check, "test", clock)
            .sender(FakeSender.accepting())
            .sleeper(clock::advance)
            .build();

    RunReport report = dispatcher.run(Progress.none());

    assertThat(report.count(State.ACCEPTED)).isEqualTo(1);
    assertThat(ledger.find(poison).orElseThrow().state()).isEqualTo(State.PARKED);
  }

  @Test
  void a_clock_that_stands_still_ends_a_run_that_would_wait_for_ever() {
    ledger.plan(
        List.of(built(aDispatch(CAMPAIGN, "B-1", "1").notBefore(START.plusSeconds(9)), "B-1")));

    RunReport report =
        dispatcher(FakeSender.accepting()).sleeper(wait -> {}).build().run(Progress.none());

    assertThat(report.ended()).isEqualTo(RunReport.Ended.CLOCK_STANDS_STILL);
  }

  @Test
  void a_paused_dispatcher_starts_nothing_until_it_resumes() {
    ledger.plan(dispatchesTo(2));
    Dispatcher dispatcher = dispatcher(FakeSender.accepting()).build();

    dispatcher.pause();
    assertThat(dispatcher.run(Progress.none()).ended()).isEqualTo(RunReport.Ended.PAUSED);
    dispatcher.resume();

    assertThat(dispatcher.run(Progress.none()).count(State.ACCEPTED)).isEqualTo(2);
  }

  @Test
  void closing_gives_back_what_did_not_reach_the_gate_and_makes_unknown_what_has_no_answer() {
    FakeSender sender = FakeSender.with(LedgerFixture.FAST, id -> new CompletableFuture<>());
    ledger.plan(dispatchesTo(5));
    var dispatchers = new ArrayList<Dispatcher>();
    var asked = new AtomicInteger();
    GateCheck closing =
        new GateCheck() {
          @Override
          public GateCheck prepared(Dispatch dispatch) {
            if (asked.incrementAndGet() == 4) {
              dispatchers.get(0).pause();
            }
            clock.advance(Duration.ofMillis(400)); // three take the second that a batch gathers
            return this;
          }

          @Override
          public GateDecision decide(GateView view) {
            return GateDecision.pass();
          }
        };
    Dispatcher dispatcher =
        Dispatcher.builder(ledger, closing, "test", clock)
            .sender(sender)
            .nanoTime(() -> Duration.between(START, clock.instant()).toNanos())
            .build();
    dispatchers.add(dispatcher);
    dispatcher.run(Progress.none());

    dispatcher.close(Duration.ZERO);
    dispatcher.close(Duration.ZERO);

    assertThat(ledger.counts().get(State.CLAIMED)).isZero();
    assertThat(ledger.counts().get(State.UNKNOWN)).isEqualTo(3);
    assertThat(ledger.counts().get(State.PLANNED)).isEqualTo(2);
    assertThat(dispatcher.run(Progress.none()).ended()).isEqualTo(RunReport.Ended.CLOSED);
  }

  @Test
  void closing_waits_for_answers_within_its_grace() throws Exception {
    var answer = new CompletableFuture<SendResult>();
    FakeSender sender = FakeSender.with(LedgerFixture.FAST, id -> answer);
    Dispatch dispatch = dispatchTo("B-1");
    ledger.plan(List.of(dispatch));
    Dispatcher dispatcher = dispatcher(sender).build();
    CompletionStage<DispatchEntry> sent = dispatcher.send(dispatch.id());
    ExecutorService thread = Executors.newSingleThreadExecutor();
    try {
      Future<?> closing = thread.submit(() -> dispatcher.close(Duration.ofMinutes(5)));

      answer.complete(new SendResult.Accepted("w-1"));
      closing.get();

      assertThat(sent.toCompletableFuture().join().state()).isEqualTo(State.ACCEPTED);
    } finally {
      thread.shutdownNow();
    }
  }

  @Test
  void a_live_sender_is_refused_on_a_ledger_that_forgets_unless_told_so() {
    FakeSender live = FakeSender.accepting().reachingPeople();

    assertThatThrownBy(() -> dispatcher(live).build())
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("durable");
    assertThat(dispatcher(live).allowVolatileLedger().build().inFlight()).isZero();
  }

  @ParameterizedTest
  @CsvSource({"59, false", "60, true"})
  void a_lease_lasts_sixty_seconds_or_more(int seconds, boolean allowed) {
    var builder = dispatcher(FakeSender.accepting());
    Duration lease = Duration.ofSeconds(seconds);

    if (allowed) {
      assertThat(builder.lease(lease)).isSameAs(builder);
    } else {
      assertThatThrownBy(() -> builder.lease(lease)).isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void events_tell_ids_and_codes_and_a_failing_listener_stops_nobody() {
    List<DomainEvent> events = Collections.synchronizedList(new ArrayList<>());
    FakeSender sender =
        FakeSender.answering(
            id ->
                id.equals(dispatchTo("B-0").id())
                    ? new SendResult.Accepted("w-" + id)
                    : new SendResult.Refused("131026", "to 525512345678", Handling.FAIL_MESSAGE));
    ledger.plan(dispatchesTo(2));

    dispatcher(sender)
        .listener(
            event -> {
              events.add(event);
              throw new IllegalStateException("listener");
            })
        .build()
        .run(Progress.none());

    assertThat(events)
        .containsExactlyInAnyOrder(
            new DispatchEvent.Accepted(dispatchTo("B-0").id(), CAMPAIGN, false, START),
            new DispatchEvent.Failed(dispatchTo("B-1").id(), CAMPAIGN, "131026", START));
  }

  /** The ledger of this test, with one command that fails as told. */
  private DeliveryLedger failing(
      String command, java.util.function.Supplier<RuntimeException> failure) {
    return (DeliveryLedger)
        Proxy.newProxyInstance(
            DeliveryLedger.class.getClassLoader(),
            new Class<?>[] {DeliveryLedger.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals(command)) {
                RuntimeException thrown = failure.get();
                if (thrown != null) {
                  throw thrown;
                }
              }
              try {
                return method.invoke(ledger, arguments);
              } catch (InvocationTargetException thrown) {
                throw thrown.getCause();
              }
            });
  }
}
