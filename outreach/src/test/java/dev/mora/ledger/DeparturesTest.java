package dev.mora.ledger;

import static dev.mora.ledger.contract.LedgerFixture.START;
import static dev.mora.ledger.contract.LedgerFixture.dispatchTo;
import static dev.mora.ledger.contract.LedgerFixture.dispatchesTo;
import static dev.mora.ledger.contract.LedgerFixture.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mora.event.DomainEvent;
import dev.mora.ledger.contract.FakeSender;
import dev.mora.ledger.contract.LedgerFixture;
import dev.mora.ledger.contract.LedgerInvariants;
import dev.mora.testkit.MutableClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How claims go to the gate together, and what becomes of those that do not get through. */
class DeparturesTest {

  private static final GateCheck PASS = view -> GateDecision.pass();

  private static final class Broken extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  private final MutableClock clock = LedgerFixture.aClock();
  private final InMemoryLedger ledger = InMemoryLedger.of(clock);
  private final FakeSender sender = FakeSender.accepting();

  @AfterEach
  void every_invariant_holds() {
    LedgerInvariants.check(ledger);
  }

  private Dispatcher.Builder dispatcher(DeliveryLedger store, GateCheck check) {
    return Dispatcher.builder(store, check, "test", clock)
        .sender(sender)
        .sleeper(clock::advance)
        .nanoTime(() -> Duration.between(START, clock.instant()).toNanos());
  }

  private DeliveryLedger watched(String command, Consumer<Object[]> watcher) {
    return WatchedLedger.of(ledger, command, watcher);
  }

  /** A check whose preparation takes its time. */
  private GateCheck slow(Consumer<Dispatch> preparing) {
    return new GateCheck() {
      @Override
      public GateCheck prepared(Dispatch dispatch) {
        preparing.accept(dispatch);
        return this;
      }

      @Override
      public GateDecision decide(GateView view) {
        return GateDecision.pass();
      }
    };
  }

  private static int size(Object[] gate) {
    return ((List<?>) gate[0]).size();
  }

  // --- together

  @ParameterizedTest(name = "{0} claims: {1}")
  @CsvSource({"15, 15", "16, 16", "17, 16 1", "32, 16 16", "33, 16 16 1", "64, 16 16 16 16"})
  void sixteen_open_their_gates_with_one_commit(int claims, String batches) {
    var gates = new ArrayList<String>();
    ledger.plan(dispatchesTo(claims));

    dispatcher(watched("gate", gate -> gates.add("" + size(gate))), PASS)
        .build()
        .run(Progress.none());

    assertThat(String.join(" ", gates)).isEqualTo(batches);
    assertThat(sender.bodies()).hasSize(claims);
  }

  @ParameterizedTest(name = "each takes {0} ms: {1}")
  @CsvSource({"333, 4 2", "334, 3 3", "500, 2 2 2", "999, 2 2 2", "1000, 1 1 1 1 1 1"})
  void what_has_gathered_for_a_second_goes_to_the_gate(long millis, String batches) {
    var gates = new ArrayList<String>();
    ledger.plan(dispatchesTo(6));

    dispatcher(
            watched("gate", gate -> gates.add("" + size(gate))),
            slow(dispatch -> clock.advance(Duration.ofMillis(millis))))
        .build()
        .run(Progress.none());

    assertThat(String.join(" ", gates)).isEqualTo(batches);
    assertThat(sender.bodies()).hasSize(6);
  }

  @ParameterizedTest(name = "the last of two takes {0} ms: asked {1} times")
  @CsvSource({"5000, 2", "5001, 4"})
  void what_was_told_more_than_five_seconds_before_the_gate_is_asked_again(long millis, int asked) {
    var preparations = new AtomicInteger();
    ledger.plan(dispatchesTo(2));

    dispatcher(
            ledger,
            slow(
                dispatch -> {
                  if (preparations.incrementAndGet() == 2) {
                    clock.advance(Duration.ofMillis(millis));
                  }
                }))
        .build()
        .run(Progress.none());

    assertThat(preparations).hasValue(asked);
    assertThat(sender.bodies()).hasSize(2);
  }

  @Test
  void what_cannot_be_read_ahead_is_asked_one_by_one() {
    ledger.plan(dispatchesTo(3));
    GateCheck blind =
        new GateCheck() {
          @Override
          public GateCheck ahead(List<Dispatch> together) {
            throw new Broken();
          }

          @Override
          public GateDecision decide(GateView view) {
            return GateDecision.pass();
          }
        };

    dispatcher(ledger, blind).build().run(Progress.none());

    assertThat(sender.bodies()).hasSize(3);
  }

  @Test
  void what_the_gate_says_no_to_is_told_and_leaves_its_place_to_the_next() {
    List<DomainEvent> events = new ArrayList<>();
    ledger.plan(dispatchesTo(3));

    dispatcher(ledger, view -> GateDecision.suppress("CAP", "test"))
        .maxInFlight(1)
        .listener(events::add)
        .build()
        .run(Progress.none());

    assertThat(ledger.counts().get(State.SUPPRESSED)).isEqualTo(3);
    assertThat(events)
        .hasSize(3)
        .allSatisfy(
            event ->
                assertThat(event)
                    .isInstanceOfSatisfying(
                        DispatchEvent.Stopped.class,
                        stopped -> {
                          assertThat(stopped.state()).isEqualTo(State.SUPPRESSED);
                          assertThat(stopped.reason()).isEqualTo("CAP");
                        }));
  }

  @Test
  void what_somebody_else_took_meanwhile_is_told_to_nobody() {
    List<DomainEvent> events = new ArrayList<>();
    Dispatch one = dispatchTo("B-1");
    ledger.plan(List.of(one));
    DeliveryLedger cancelling =
        watched("gate", gate -> ledger.cancel(EntryFilter.of(one.id()), "PAID", "host"));
    Dispatcher dispatcher =
        dispatcher(cancelling, PASS).maxInFlight(1).listener(events::add).build();

    DispatchEntry left = dispatcher.send(one.id()).toCompletableFuture().join();

    assertThat(left.state()).isEqualTo(State.CANCELLED);
    assertThat(events).isEmpty();
    Dispatch next = dispatchTo("B-2");
    ledger.plan(List.of(next));
    assertThat(dispatcher.send(next.id()).toCompletableFuture().join().state())
        .as("its place is free")
        .isEqualTo(State.ACCEPTED);
    assertThat(sender.bodies()).containsExactly(next.id());
  }

  // --- too late

  @ParameterizedTest(name = "the gate takes {0} ms: sent {1}")
  @CsvSource({"5000, true", "5001, false"})
  void what_the_gate_judged_more_than_five_seconds_ago_does_not_leave(long millis, boolean leaves) {
    Dispatch one = dispatchTo("B-1");
    ledger.plan(List.of(one));
    Dispatcher dispatcher =
        dispatcher(watched("gate", gate -> clock.advance(Duration.ofMillis(millis))), PASS).build();

    DispatchEntry left = dispatcher.send(one.id()).toCompletableFuture().join();

    assertThat(left.state()).isEqualTo(leaves ? State.ACCEPTED : State.PLANNED);
    assertThat(left.reason()).isEqualTo(leaves ? "" : "not-sent");
    assertThat(sender.bodies()).hasSize(leaves ? 1 : 0);
    assertThat(dispatcher.inFlight()).isZero();
  }

  /** Of a lease of 60 seconds the claim is 26 old when its check is prepared. */
  @ParameterizedTest(name = "the gate takes {0} ms: sent {1}")
  @CsvSource({"3999, true", "4000, false"})
  void nothing_leaves_in_the_second_half_of_its_lease(long millis, boolean leaves) {
    Dispatch one = dispatchTo("B-1");
    ledger.plan(List.of(one));
    DeliveryLedger slowGate = watched("gate", gate -> clock.advance(Duration.ofMillis(millis)));
    GateCheck slowCheck = slow(dispatch -> clock.advance(Duration.ofSeconds(26)));

    DispatchEntry left =
        dispatcher(slowGate, slowCheck).build().send(one.id()).toCompletableFuture().join();

    assertThat(left.state()).isEqualTo(leaves ? State.ACCEPTED : State.PLANNED);
    assertThat(sender.bodies()).hasSize(leaves ? 1 : 0);
  }

  /** Three of six gather; a pause or half a lease later the others go back as they came. */
  @ParameterizedTest(name = "with the third a {0}")
  @ValueSource(strings = {"pause", "delay"})
  void those_that_come_too_late_to_the_gate_are_given_back_untried(String what) {
    var dispatchers = new ArrayList<Dispatcher>();
    var asked = new AtomicInteger();
    ledger.plan(dispatchesTo(6));
    GateCheck check =
        slow(
            dispatch -> {
              clock.advance(Duration.ofMillis(500));
              if (asked.incrementAndGet() == 3) {
                if (what.equals("pause")) {
                  dispatchers.get(0).pause();
                } else {
                  clock.advance(Duration.ofSeconds(30));
                }
              }
            });
    Dispatcher dispatcher = dispatcher(claimedOnce(), check).build();
    dispatchers.add(dispatcher);

    dispatcher.run(Progress.none());

    assertThat(sender.bodies()).hasSize(2);
    assertThat(ledger.counts().get(State.PLANNED)).isEqualTo(4);
    assertThat(dispatcher.inFlight()).isZero();
    ledger
        .entries(EntryFilter.all().in(State.PLANNED))
        .forEach(entry -> assertThat(entry.attempt()).as("%s", entry.id()).isZero());
  }

  /** So that what was given back is not taken up again by the same run. */
  private DeliveryLedger claimedOnce() {
    var claims = new AtomicInteger();
    return watched(
        "claim",
        arguments -> {
          if (claims.incrementAndGet() > 1) {
            ledger.stopSender(LedgerFixture.SENDER, "enough", "test");
          }
        });
  }

  // --- a ledger that fails

  @Test
  void a_gate_that_fails_twenty_times_in_a_row_ends_the_run_and_all_is_given_back_at_the_end() {
    var gates = new AtomicInteger();
    DeliveryLedger failing =
        watched(
            "gate",
            gate -> {
              gates.addAndGet(size(gate) == 1 ? 1 : 0);
              throw new Broken();
            });
    ledger.plan(dispatchesTo(50));
    Dispatcher dispatcher = dispatcher(failing, PASS).build();

    assertThatThrownBy(() -> dispatcher.run(Progress.none())).isInstanceOf(Broken.class);

    assertThat(gates).as("alone, after their batch had failed").hasValue(20);
    assertThat(ledger.counts().get(State.CLAIMED)).isEqualTo(50);
    dispatcher.close(Duration.ofDays(1)); // the run is at work no more
    assertThat(ledger.counts().get(State.PLANNED)).isEqualTo(50);
    assertThat(sender.bodies()).isEmpty();
  }

  @Test
  void a_gate_that_opens_once_in_between_is_not_broken() {
    var alone = new AtomicInteger();
    DeliveryLedger failing =
        watched(
            "gate",
            gate -> {
              if (size(gate) > 1 || alone.incrementAndGet() != 19) {
                throw new Broken();
              }
            });
    ledger.plan(dispatchesTo(32));
    Dispatcher dispatcher = dispatcher(failing, PASS).patience(Duration.ZERO).build();

    dispatcher.run(Progress.none());

    assertThat(sender.bodies()).hasSize(1);
    assertThat(dispatcher.inFlight()).isZero();
  }

  /** What stood at a gate before goes alone, and writes first that it does. */
  @ParameterizedTest(name = "{0} fails")
  @ValueSource(strings = {"begin", "gate"})
  void one_that_goes_alone_is_given_back_at_the_end_if_the_ledger_fails(String command) {
    Dispatch one = stumbledBefore();
    var failing = new AtomicInteger(1);
    DeliveryLedger flaky =
        watched(
            command,
            arguments -> {
              if (failing.get() == 1) {
                throw new Broken();
              }
            });
    Dispatcher dispatcher = dispatcher(flaky, PASS).maxInFlight(1).build();

    CompletionStage<DispatchEntry> sent = dispatcher.send(one.id());

    assertThat(sent.toCompletableFuture()).isCompletedExceptionally();
    assertThat(row(ledger, one.id()).state()).isEqualTo(State.CLAIMED);
    failing.set(0);
    Dispatch next = dispatchTo("B-2");
    ledger.plan(List.of(next));
    assertThat(dispatcher.send(next.id()).toCompletableFuture().join().state())
        .as("its place is free")
        .isEqualTo(State.ACCEPTED);
    dispatcher.close(Duration.ZERO);
    assertThat(row(ledger, one.id()).state()).isEqualTo(State.PLANNED);
  }

  @ParameterizedTest(name = "in {0}")
  @ValueSource(strings = {"begin", "gate"})
  void an_error_is_thrown_to_the_caller_and_keeps_no_place(String command) {
    Dispatch one = stumbledBefore();
    var deaths = new AtomicInteger(1);
    DeliveryLedger dying =
        watched(
            command,
            arguments -> {
              if (deaths.getAndDecrement() > 0) {
                throw new AssertionError("died");
              }
            });
    Dispatcher dispatcher = dispatcher(dying, PASS).maxInFlight(1).build();

    assertThatThrownBy(() -> dispatcher.send(one.id())).hasMessage("died");

    Dispatch next = dispatchTo("B-2");
    ledger.plan(List.of(next));
    assertThat(dispatcher.send(next.id()).toCompletableFuture().join().state())
        .isEqualTo(State.ACCEPTED);
    dispatcher.close(Duration.ofDays(1)); // nobody is at work any more
  }

  /** In the look ahead; with the third of three; with the second of them, asked once more. */
  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"ahead", "prepared", "prepared again"})
  void an_error_of_a_check_keeps_no_place_of_its_batch(String where) {
    var looks = new AtomicInteger();
    var asked = new AtomicInteger();
    GateCheck dying =
        new GateCheck() {
          @Override
          public GateCheck ahead(List<Dispatch> together) {
            die(where.equals("ahead") && looks.incrementAndGet() == 1);
            return this;
          }

          @Override
          public GateCheck prepared(Dispatch dispatch) {
            int nth = asked.incrementAndGet();
            die(where.equals("prepared") && nth == 3);
            if (where.equals("prepared again")) {
              die(nth == 5);
              clock.advance(Duration.ofSeconds(nth == 3 ? 6 : 0));
            }
            return this;
          }

          @Override
          public GateDecision decide(GateView view) {
            return GateDecision.pass();
          }
        };
    Dispatcher dispatcher =
        Dispatcher.builder(ledger, dying, "test", clock)
            .sender(FakeSender.with(LedgerFixture.FAST, id -> new CompletableFuture<>()))
            .maxInFlight(3)
            .nanoTime(() -> Duration.between(START, clock.instant()).toNanos())
            .build();
    ledger.plan(dispatchesTo(3));
    assertThatThrownBy(() -> dispatcher.run(Progress.none())).hasMessage("died");
    assertThat(dispatcher.inFlight()).isEqualTo(where.equals("prepared again") ? 1 : 0);

    List<Dispatch> next = List.of(dispatchTo("N-1"), dispatchTo("N-2"), dispatchTo("N-3"));
    ledger.plan(next);
    next.forEach(dispatch -> dispatcher.send(dispatch.id()));

    assertThat(dispatcher.inFlight()).isEqualTo(3);
    dispatcher.close(Duration.ZERO);
    assertThat(ledger.counts().get(State.CLAIMED))
        .as("one of them killed a worker: left to the reaper, and its attempt counts")
        .isEqualTo(where.equals("prepared again") ? 2 : 3);
  }

  @Test
  void an_error_of_a_sender_leaves_those_behind_it_unsent_and_planned() {
    var dying =
        FakeSender.with(
            LedgerFixture.FAST,
            id -> {
              throw new AssertionError("died");
            });
    ledger.plan(dispatchesTo(3));
    Dispatcher dispatcher = Dispatcher.builder(ledger, PASS, "test", clock).sender(dying).build();

    assertThatThrownBy(() -> dispatcher.run(Progress.none())).hasMessage("died");

    assertThat(dying.bodies()).hasSize(1);
    assertThat(row(ledger, dying.bodies().get(0)).state()).isEqualTo(State.UNKNOWN);
    assertThat(ledger.counts().get(State.PLANNED)).isEqualTo(2);
    assertThat(dispatcher.inFlight()).isZero();
  }

  @Test
  void nothing_leaves_behind_the_end_of_a_grace() {
    var dispatchers = new ArrayList<Dispatcher>();
    var closing =
        FakeSender.with(
            LedgerFixture.FAST,
            id -> {
              Thread.currentThread().interrupt(); // ends the wait for the one at work: this one
              dispatchers.get(0).close();
              assertThat(Thread.interrupted()).isTrue();
              return new CompletableFuture<>();
            });
    ledger.plan(dispatchesTo(3));
    dispatchers.add(Dispatcher.builder(ledger, PASS, "test", clock).sender(closing).build());

    RunReport report = dispatchers.get(0).run(Progress.none());

    assertThat(report.ended()).isEqualTo(RunReport.Ended.CLOSED);
    assertThat(closing.bodies()).hasSize(1);
    assertThat(ledger.counts().get(State.UNKNOWN)).isEqualTo(3);
  }

  @Test
  void what_passes_its_gate_behind_the_end_of_a_grace_stays_planned() {
    var dispatchers = new ArrayList<Dispatcher>();
    DeliveryLedger closing =
        watched(
            "gate",
            arguments -> {
              Thread.currentThread().interrupt(); // ends the wait for the one at work: this one
              dispatchers.get(0).close();
              assertThat(Thread.interrupted()).isTrue();
            });
    ledger.plan(dispatchesTo(3));
    dispatchers.add(dispatcher(closing, PASS).build());

    dispatchers.get(0).run(Progress.none());

    assertThat(sender.bodies()).isEmpty();
    assertThat(ledger.counts().get(State.PLANNED)).isEqualTo(3);
    assertThat(dispatchers.get(0).inFlight()).isZero();
  }

  /** Of three places that a claim was for, somebody else has taken one meanwhile. */
  @Test
  void an_error_while_one_is_given_back_keeps_no_place_of_the_others() {
    Dispatch elsewhere = dispatchTo("E-1");
    ledger.plan(List.of(elsewhere));
    var dispatchers = new ArrayList<Dispatcher>();
    var deaths = new AtomicInteger(1);
    var claims = new AtomicInteger();
    DeliveryLedger dying = watched("giveBack", arguments -> die(deaths.getAndDecrement() > 0));
    DeliveryLedger meanwhile =
        WatchedLedger.of(
            dying,
            "claim",
            arguments -> {
              if (claims.incrementAndGet() == 1) {
                dispatchers.get(0).send(elsewhere.id());
                ledger.plan(dispatchesTo(3));
              }
            });
    dispatchers.add(
        Dispatcher.builder(meanwhile, PASS, "test", clock)
            .sender(FakeSender.with(LedgerFixture.FAST, id -> new CompletableFuture<>()))
            .maxInFlight(3)
            .build());

    assertThatThrownBy(() -> dispatchers.get(0).run(Progress.none())).hasMessage("died");
    assertThat(dispatchers.get(0).inFlight()).isEqualTo(1);
    List<Dispatch> next = List.of(dispatchTo("N-1"), dispatchTo("N-2"));
    ledger.plan(next);
    next.forEach(dispatch -> dispatchers.get(0).send(dispatch.id()));

    assertThat(dispatchers.get(0).inFlight()).isEqualTo(3);
    dispatchers.get(0).close(Duration.ZERO);
  }

  private static void die(boolean now) {
    if (now) {
      throw new AssertionError("died");
    }
  }

  /** Of those that go together and of those that go alone, the ones behind the failure too. */
  @ParameterizedTest(name = "{0} alone, {1} together")
  @CsvSource({"1, 40", "25, 0", "3, 2"})
  void what_a_failing_gate_left_behind_is_all_given_back_at_the_end(int alone, int together) {
    List<Dispatch> all = dispatchesTo(alone + together);
    stumbledBefore(all.subList(0, alone));
    ledger.plan(all.subList(alone, all.size()));
    DeliveryLedger failing =
        watched(
            "gate",
            gate -> {
              throw new Broken();
            });
    Dispatcher dispatcher = dispatcher(failing, PASS).patience(Duration.ZERO).build();

    if (all.size() < 20) {
      dispatcher.run(Progress.none());
    } else {
      assertThatThrownBy(() -> dispatcher.run(Progress.none())).isInstanceOf(Broken.class);
    }
    assertThat(ledger.counts().get(State.CLAIMED)).isEqualTo(all.size());
    dispatcher.close(Duration.ofDays(1));

    assertThat(ledger.counts().get(State.PLANNED)).isEqualTo(all.size());
  }

  /**
   * A check that takes a second goes to the gate as soon as it is prepared, one that takes none
   * with its batch, and alone once that has failed.
   */
  @ParameterizedTest(name = "a check takes {0} s")
  @ValueSource(ints = {0, 1})
  void a_failure_in_the_midst_of_a_batch_keeps_no_place(int seconds) {
    var broken = new AtomicInteger(1);
    DeliveryLedger failing =
        watched(
            "gate",
            gate -> {
              if (broken.get() == 1) {
                throw new Broken();
              }
            });
    List<Dispatch> all = dispatchesTo(24);
    ledger.plan(all);
    Dispatcher dispatcher =
        Dispatcher.builder(
                failing,
                slow(dispatch -> clock.advance(Duration.ofSeconds(seconds))),
                "test",
                clock)
            .sender(FakeSender.with(LedgerFixture.FAST, id -> new CompletableFuture<>()))
            .maxInFlight(24)
            .nanoTime(() -> Duration.between(START, clock.instant()).toNanos())
            .build();

    assertThatThrownBy(() -> dispatcher.run(Progress.none())).isInstanceOf(Broken.class);
    assertThat(ledger.counts().get(State.CLAIMED)).isEqualTo(24);
    broken.set(0);
    clock.advance(LedgerFixture.LEASE);
    ledger.reap();
    all.forEach(dispatch -> dispatcher.send(dispatch.id()));

    assertThat(dispatcher.inFlight()).as("places that are free again").isEqualTo(24);
    dispatcher.close(Duration.ZERO);
    assertThat(ledger.counts().get(State.UNKNOWN)).isEqualTo(24);
  }

  @ParameterizedTest(name = "a check takes {0} s")
  @ValueSource(ints = {0, 1})
  void a_failure_in_the_midst_of_a_batch_gives_all_back_at_the_end(int seconds) {
    DeliveryLedger failing =
        watched(
            "gate",
            gate -> {
              throw new Broken();
            });
    ledger.plan(dispatchesTo(24));
    Dispatcher dispatcher =
        dispatcher(failing, slow(dispatch -> clock.advance(Duration.ofSeconds(seconds)))).build();
    assertThatThrownBy(() -> dispatcher.run(Progress.none())).isInstanceOf(Broken.class);
    assertThat(ledger.counts().get(State.CLAIMED)).isEqualTo(24);

    dispatcher.close(Duration.ofDays(1)); // the run is at work no more

    assertThat(ledger.counts().get(State.PLANNED)).isEqualTo(24);
  }

  @Test
  void one_failure_more_ends_the_next_run_too() {
    List<Dispatch> all = dispatchesTo(22);
    stumbledBefore(all);
    DeliveryLedger failing =
        watched(
            "gate",
            gate -> {
              throw new Broken();
            });
    Dispatcher dispatcher = dispatcher(failing, PASS).build();
    assertThatThrownBy(() -> dispatcher.run(Progress.none())).isInstanceOf(Broken.class);
    clock.advance(LedgerFixture.LEASE);

    assertThatThrownBy(() -> dispatcher.run(Progress.none())).isInstanceOf(Broken.class);

    dispatcher.close(Duration.ofDays(1));
    assertThat(ledger.counts().get(State.CLAIMED)).isZero();
  }

  /** Paused while it was claimed, or while its check was prepared. */
  @ParameterizedTest(name = "at its {0}, alone {1}")
  @CsvSource({"claim, true", "claim, false", "check, true", "check, false"})
  void what_is_given_back_ends_with_its_row_and_leaves_its_place(String when, boolean alone) {
    Dispatch one = alone ? stumbledBefore() : dispatchTo("B-1");
    ledger.plan(List.of(one));
    var pauses = new AtomicInteger(1);
    var dispatchers = new ArrayList<Dispatcher>();
    Runnable pause =
        () -> {
          if (pauses.getAndDecrement() > 0) {
            dispatchers.get(0).pause();
          }
        };
    boolean atClaim = when.equals("claim");
    Dispatcher dispatcher =
        dispatcher(
                watched("claim", arguments -> run(atClaim, pause)),
                slow(dispatch -> run(!atClaim, pause)))
            .maxInFlight(1)
            .build();
    dispatchers.add(dispatcher);

    DispatchEntry left = dispatcher.send(one.id()).toCompletableFuture().join();
    dispatcher.resume();
    DispatchEntry then = dispatcher.send(one.id()).toCompletableFuture().join();

    assertThat(left.state()).isEqualTo(State.PLANNED);
    assertThat(then.state()).isEqualTo(State.ACCEPTED);
  }

  private static void run(boolean now, Runnable step) {
    if (now) {
      step.run();
    }
  }

  private Dispatch stumbledBefore() {
    Dispatch one = dispatchTo("B-1");
    stumbledBefore(List.of(one));
    return one;
  }

  private void stumbledBefore(List<Dispatch> all) {
    ledger.plan(all);
    GateCheck failing =
        view -> {
          throw new Broken();
        };
    Dispatcher dispatcher = dispatcher(ledger, failing).build();
    all.forEach(one -> dispatcher.send(one.id()));
    clock.advance(Duration.ofMinutes(10));
    all.forEach(one -> assertThat(row(ledger, one.id()).attempt()).isEqualTo(1));
  }

  @ParameterizedTest(name = "closed {0} ms later: given back {1}")
  @CsvSource({"59999, 2", "60000, 1"})
  void what_could_not_be_given_back_is_so_at_the_end_unless_its_lease_is_over(
      long millis, int givenBack) {
    var broken = new AtomicInteger(1);
    var given = new ArrayList<DispatchId>();
    var dispatchers = new ArrayList<Dispatcher>();
    DeliveryLedger flaky =
        watched(
            "giveBack",
            arguments -> {
              if (broken.get() == 1) {
                throw new Broken();
              }
              given.add(((Claim) arguments[0]).id());
            });
    GateCheck pausing = slow(dispatch -> dispatchers.get(0).pause());
    Dispatcher dispatcher = dispatcher(flaky, pausing).build();
    dispatchers.add(dispatcher);
    List<Dispatch> two = dispatchesTo(2);
    ledger.plan(two);

    assertThat(dispatcher.send(two.get(0).id()).toCompletableFuture()).isCompletedExceptionally();
    clock.advance(Duration.ofMillis(millis));
    dispatcher.resume();
    assertThat(dispatcher.send(two.get(1).id()).toCompletableFuture()).isCompletedExceptionally();
    broken.set(0);
    dispatcher.close(Duration.ZERO);

    assertThat(given).hasSize(givenBack).contains(two.get(1).id());
  }

  @Test
  void one_that_can_never_be_given_back_keeps_no_other_from_it() {
    var dispatchers = new ArrayList<Dispatcher>();
    List<Dispatch> three = dispatchesTo(3);
    DispatchId poison = three.get(1).id();
    var closing = new AtomicInteger();
    DeliveryLedger flaky =
        watched(
            "giveBack",
            arguments -> {
              if (closing.get() == 0 || ((Claim) arguments[0]).id().equals(poison)) {
                throw new Broken();
              }
            });
    Dispatcher dispatcher = dispatcher(flaky, slow(dispatch -> dispatchers.get(0).pause())).build();
    dispatchers.add(dispatcher);
    ledger.plan(three);
    dispatcher.run(Progress.none());
    assertThat(ledger.counts().get(State.CLAIMED)).isEqualTo(3);

    closing.set(1);
    dispatcher.close(Duration.ZERO);

    assertThat(ledger.counts().get(State.PLANNED)).isEqualTo(2);
    assertThat(row(ledger, poison).state()).isEqualTo(State.CLAIMED);
  }
}
