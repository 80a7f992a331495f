package dev.mora.ledger;

import static dev.mora.ledger.contract.LedgerFixture.CAMPAIGN;
import static dev.mora.ledger.contract.LedgerFixture.FAST;
import static dev.mora.ledger.contract.LedgerFixture.START;
import static dev.mora.ledger.contract.LedgerFixture.aDispatch;
import static dev.mora.ledger.contract.LedgerFixture.built;
import static dev.mora.ledger.contract.LedgerFixture.dispatchTo;
import static dev.mora.ledger.contract.LedgerFixture.dispatchesTo;
import static dev.mora.ledger.contract.LedgerFixture.row;
import static dev.mora.ledger.contract.LedgerFixture.smsTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mora.channel.MessageSender;
import dev.mora.channel.OutboundMessage;
import dev.mora.channel.SendLimits;
import dev.mora.channel.SendResult;
import dev.mora.ledger.contract.FakeSender;
import dev.mora.ledger.contract.LedgerFixture;
import dev.mora.party.Channel;
import dev.mora.testkit.MutableClock;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** When a dispatcher works: in the background, in runs, and when it does not. */
class DispatcherTurnsTest {

  private final MutableClock clock = LedgerFixture.aClock();
  private final InMemoryLedger ledger = InMemoryLedger.of(clock);
  private final FakeSender sender = FakeSender.accepting();

  private Dispatcher.Builder without(DeliveryLedger store) {
    return Dispatcher.builder(store, view -> GateDecision.pass(), "test", clock)
        .sleeper(clock::advance)
        .nanoTime(() -> Duration.between(START, clock.instant()).toNanos());
  }

  private Dispatcher.Builder dispatcher(DeliveryLedger store) {
    return without(store).sender(sender);
  }

  // --- in the background

  /** A host's executor of which a test turns the crank. */
  private static final class Crank {
    private final List<Object> asked = new ArrayList<>();
    private final List<Object> cancelled = new ArrayList<>();
    private Runnable turn = () -> {};

    ScheduledExecutorService executor() {
      return (ScheduledExecutorService)
          Proxy.newProxyInstance(
              ScheduledExecutorService.class.getClassLoader(),
              new Class<?>[] {ScheduledExecutorService.class},
              (proxy, method, arguments) -> {
                turn = (Runnable) arguments[0];
                asked.addAll(List.of(method.getName(), arguments[1], arguments[2], arguments[3]));
                return future();
              });
    }

    private ScheduledFuture<?> future() {
      return (ScheduledFuture<?>)
          Proxy.newProxyInstance(
              ScheduledFuture.class.getClassLoader(),
              new Class<?>[] {ScheduledFuture.class},
              (proxy, method, arguments) -> {
                cancelled.add(method.getName() + " " + arguments[0]);
                return true;
              });
    }
  }

  @Test
  void one_turn_in_the_background_sends_all_that_is_due_and_the_next_what_came_meanwhile() {
    var crank = new Crank();
    Dispatcher dispatcher = dispatcher(ledger).build();
    ledger.plan(dispatchesTo(150));

    dispatcher.start(crank.executor(), Duration.ofMillis(100));
    assertThat(crank.asked)
        .containsExactly("scheduleWithFixedDelay", 0L, 100_000_000L, TimeUnit.NANOSECONDS);
    assertThat(sender.bodies()).isEmpty();
    crank.turn.run();
    assertThat(sender.bodies()).hasSize(150);
    ledger.plan(List.of(dispatchTo("B-1", "2")));
    crank.turn.run();

    assertThat(sender.bodies()).hasSize(151).doesNotHaveDuplicates();
    dispatcher.close();
    assertThat(crank.cancelled).containsExactly("cancel false");
  }

  @Test
  void a_turn_that_fails_is_followed_by_the_next_one() {
    var crank = new Crank();
    var claims = new AtomicInteger();
    DeliveryLedger failing =
        WatchedLedger.of(
            ledger,
            "claim",
            arguments -> {
              if (claims.incrementAndGet() == 1) {
                throw new IllegalStateException("no database");
              }
            });
    Dispatcher dispatcher = dispatcher(failing).build();
    ledger.plan(dispatchesTo(1));
    dispatcher.start(crank.executor(), Duration.ofMillis(100));

    crank.turn.run();
    assertThat(sender.bodies()).isEmpty();
    crank.turn.run();

    assertThat(sender.bodies()).hasSize(1);
    dispatcher.close(Duration.ofDays(1)); // nobody is at work any more
  }

  @Test
  void a_paused_dispatcher_takes_no_turn_and_ends_one_that_it_is_in() {
    var crank = new Crank();
    var claims = new AtomicInteger();
    var dispatchers = new ArrayList<Dispatcher>();
    DeliveryLedger pausing =
        WatchedLedger.of(
            ledger,
            "claim",
            arguments -> {
              claims.incrementAndGet();
              dispatchers.get(0).pause();
            });
    Dispatcher dispatcher = dispatcher(pausing).build();
    dispatchers.add(dispatcher);
    ledger.plan(dispatchesTo(1));
    dispatcher.start(crank.executor(), Duration.ofMillis(100));

    crank.turn.run();
    crank.turn.run();

    assertThat(claims).hasValue(1);
    assertThat(sender.bodies()).isEmpty();
    assertThat(ledger.counts().get(State.PLANNED)).as("given back").isEqualTo(1);
  }

  // --- one by one

  @Test
  void a_single_send_of_a_paused_dispatcher_leaves_its_row_as_it_is() {
    Dispatch one = dispatchTo("B-1");
    ledger.plan(List.of(one));
    Dispatcher dispatcher = dispatcher(ledger).build();
    dispatcher.pause();

    assertThat(dispatcher.send(one.id()).toCompletableFuture().join())
        .isEqualTo(row(ledger, one.id()));

    assertThat(sender.bodies()).isEmpty();
    dispatcher.resume();
    assertThat(dispatcher.send(one.id()).toCompletableFuture().join().state())
        .isEqualTo(State.ACCEPTED);
    dispatcher.close(Duration.ofDays(1)); // whoever sent is at work no more
  }

  @Test
  void a_single_send_needs_a_sender_of_its_account() {
    Dispatch sms = smsTo("B-1", "1");
    ledger.plan(List.of(sms));
    Dispatcher dispatcher = dispatcher(ledger).build();

    assertThatThrownBy(() -> dispatcher.send(sms.id()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("no sender for sms/55502; there are [whatsapp/55501]");
  }

  @Test
  void two_senders_of_one_account_and_none_in_flight_are_refused() {
    Dispatcher.Builder two = dispatcher(ledger).sender(FakeSender.accepting());

    assertThatThrownBy(two::build)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("two senders of one account");
    assertThatThrownBy(() -> two.maxInFlight(0)).isInstanceOf(IllegalArgumentException.class);
    assertThat(two.maxInFlight(1)).isSameAs(two);
  }

  // --- runs

  @Test
  void a_run_without_a_sender_ends_at_once() {
    ledger.plan(dispatchesTo(1));

    RunReport report = without(ledger).build().run(Progress.none());

    assertThat(report.ended()).isEqualTo(RunReport.Ended.IDLE);
    assertThat(report.nextDue()).isEmpty();
  }

  @Test
  void a_run_that_is_interrupted_says_so_and_leaves_the_interrupt() {
    ledger.plan(
        List.of(built(aDispatch(CAMPAIGN, "B-1", "1").notBefore(START.plusSeconds(9)), "B-1")));
    Dispatcher dispatcher =
        dispatcher(ledger)
            .sleeper(
                wait -> {
                  throw new InterruptedException();
                })
            .build();

    RunReport report = dispatcher.run(Progress.none());

    assertThat(Thread.interrupted()).isTrue();
    assertThat(report.ended()).isEqualTo(RunReport.Ended.INTERRUPTED);
    assertThat(report.count(State.PLANNED)).isEqualTo(1);
    dispatcher.close(Duration.ofDays(1)); // the run is at work no more
  }

  @Test
  void a_run_looks_three_times_more_at_a_clock_that_stands_still() {
    ledger.plan(
        List.of(built(aDispatch(CAMPAIGN, "B-1", "1").notBefore(START.plusSeconds(9)), "B-1")));
    var waits = new ArrayList<Duration>();

    RunReport report = dispatcher(ledger).sleeper(waits::add).build().run(Progress.none());

    assertThat(report.ended()).isEqualTo(RunReport.Ended.CLOCK_STANDS_STILL);
    assertThat(waits).hasSize(4).containsOnly(Duration.ofSeconds(9));
  }

  @ParameterizedTest(name = "due {0} ms behind the patience: {1}")
  @CsvSource({"0, ACCEPTED", "1, PLANNED"})
  void a_run_waits_as_long_as_it_has_patience(long millis, State then) {
    Dispatch one =
        built(
            aDispatch(CAMPAIGN, "B-1", "1").notBefore(START.plusSeconds(7).plusMillis(millis)),
            "B-1");
    ledger.plan(List.of(one));

    dispatcher(ledger).patience(Duration.ofSeconds(7)).build().run(Progress.none());

    assertThat(row(ledger, one.id()).state()).isEqualTo(then);
  }

  @Test
  void a_run_of_two_senders_waits_for_whichever_is_due_first() {
    Dispatch sms =
        built(
            aDispatch(LedgerFixture.SMS_SENDER, CAMPAIGN, "B-1", "1")
                .notBefore(START.plusSeconds(90)),
            "B-1");
    Dispatch message =
        built(aDispatch(CAMPAIGN, "B-2", "1").notBefore(START.plusSeconds(60)), "B-2");
    ledger.plan(List.of(sms, message));
    var waits = new ArrayList<Duration>();

    RunReport report =
        dispatcher(ledger)
            .sender(new SmsSender())
            .sleeper(
                wait -> {
                  waits.add(wait);
                  clock.advance(wait);
                })
            .build()
            .run(Progress.none());

    assertThat(report.count(State.ACCEPTED)).isEqualTo(2);
    assertThat(waits).containsExactly(Duration.ofSeconds(60), Duration.ofSeconds(30));
  }

  private static final class SmsSender implements MessageSender {
    @Override
    public Channel channel() {
      return LedgerFixture.SMS_SENDER.channel();
    }

    @Override
    public String account() {
      return LedgerFixture.SMS_SENDER.account();
    }

    @Override
    public SendLimits limits() {
      return FAST;
    }

    @Override
    public boolean live() {
      return false;
    }

    @Override
    public CompletionStage<SendResult> send(OutboundMessage message) {
      return CompletableFuture.completedFuture(new SendResult.Accepted("sms-1"));
    }
  }

  /** The only answer under way comes while the run asks when to go on. */
  @Test
  void an_answer_that_comes_between_two_looks_ends_no_run() {
    var open = new ArrayList<CompletableFuture<SendResult>>();
    FakeSender one =
        FakeSender.with(
            new SendLimits(1_000_000, Duration.ZERO, 1),
            id -> {
              var answer = new CompletableFuture<SendResult>();
              open.add(answer);
              return answer;
            });
    DeliveryLedger answering =
        WatchedLedger.of(
            ledger,
            "nextLeaseEnd",
            asked ->
                open.forEach(answer -> answer.complete(new SendResult.Accepted("w-" + answer))));
    ledger.plan(dispatchesTo(5));

    RunReport report =
        without(answering).sender(one).sender(new SmsSender()).build().run(Progress.none());

    assertThat(report.ended()).isEqualTo(RunReport.Ended.IDLE);
    assertThat(report.count(State.ACCEPTED)).isEqualTo(5);
  }

  /** When that is due it would not begin: only an answer makes it room. */
  @Test
  void a_run_that_waits_for_an_answer_does_not_ask_when_a_full_sender_is_due() {
    var answer = new CompletableFuture<SendResult>();
    var asked = new ArrayList<Object>();
    FakeSender full = FakeSender.with(new SendLimits(1_000_000, Duration.ZERO, 1), id -> answer);
    DeliveryLedger asking =
        WatchedLedger.of(
            ledger,
            "nextDue",
            arguments -> {
              if (!answer.isDone()) {
                asked.add(arguments[0]);
              }
            });
    DeliveryLedger answering =
        WatchedLedger.of(
            asking, "nextLeaseEnd", arguments -> answer.complete(new SendResult.Accepted("w-1")));
    ledger.plan(dispatchesTo(2));

    RunReport report =
        without(answering).sender(full).sender(new SmsSender()).build().run(Progress.none());

    assertThat(asked).containsExactly(LedgerFixture.SMS_SENDER);
    assertThat(report.count(State.ACCEPTED)).isEqualTo(2);
  }

  /** Of what another thread holds at the gate a run hears when its places are free. */
  @ParameterizedTest(name = "beside an idle sender: {0}")
  @ValueSource(booleans = {false, true})
  @Timeout(
      value = 60,
      threadMode = Timeout.ThreadMode.SEPARATE_THREAD) // it does not wake by itself
  void a_run_waits_for_places_that_somebody_else_has_on_the_way_to_the_gate(boolean beside)
      throws Exception {
    var runs = new ArrayList<Thread>();
    var reports = new ArrayList<RunReport>();
    var dispatchers = new ArrayList<Dispatcher>();
    GateCheck check =
        new GateCheck() {
          @Override
          public GateCheck prepared(Dispatch dispatch) {
            if (runs.isEmpty()) {
              var run = new Thread(() -> reports.add(dispatchers.get(0).run(Progress.none())));
              runs.add(run);
              run.start();
              while (run.isAlive() && run.getState() != Thread.State.TIMED_WAITING) {
                Thread.onSpinWait();
              }
            }
            return this;
          }

          @Override
          public GateDecision decide(GateView view) {
            return view.dispatch().borrower().value().equals("B-0")
                ? GateDecision.suppress("CAP", "test")
                : GateDecision.pass();
          }
        };
    Dispatcher.Builder builder =
        Dispatcher.builder(ledger, check, "test", clock)
            .sender(
                FakeSender.with(
                    new SendLimits(1_000_000, Duration.ZERO, 1),
                    id -> CompletableFuture.completedFuture(new SendResult.Accepted("w-" + id))))
            .lease(Duration.ofDays(4));
    dispatchers.add((beside ? builder.sender(new SmsSender()) : builder).build());
    ledger.plan(dispatchesTo(3));

    dispatchers.get(0).send(dispatchTo("B-0").id());
    runs.get(0).join();

    assertThat(reports)
        .singleElement()
        .satisfies(report -> assertThat(report.count(State.ACCEPTED)).isEqualTo(2));
  }

  @ParameterizedTest(name = "{0} of 1 open")
  @ValueSource(ints = {0, 1})
  @Timeout(
      value = 60,
      threadMode = Timeout.ThreadMode.SEPARATE_THREAD) // it does not wake by itself
  void a_run_sleeps_while_it_waits_for_an_answer(int full) throws Exception {
    var answer = new CompletableFuture<SendResult>();
    SendLimits limits = new SendLimits(1_000_000, Duration.ZERO, 2 - full);
    ledger.plan(dispatchesTo(1));
    Dispatcher dispatcher =
        without(ledger)
            .sender(FakeSender.with(limits, id -> answer))
            .lease(Duration.ofDays(4))
            .build();
    var reports = new ArrayList<RunReport>();
    var run = new Thread(() -> reports.add(dispatcher.run(Progress.none())));
    run.start();
    while (run.isAlive() && run.getState() != Thread.State.TIMED_WAITING) {
      Thread.onSpinWait();
    }
    assertThat(reports).as("it waits").isEmpty();

    answer.complete(new SendResult.Accepted("w-1"));
    run.join();

    assertThat(reports)
        .singleElement()
        .satisfies(report -> assertThat(report.count(State.ACCEPTED)).isEqualTo(1));
  }

  /** Reaped when it began, five seconds before: the next time would be ten seconds later. */
  @Test
  void a_run_takes_over_from_a_dead_worker_at_the_very_end_of_its_lease() {
    ledger.plan(dispatchesTo(1));
    LedgerFixture.claimOne(ledger);
    clock.advance(LedgerFixture.LEASE.minusSeconds(5));

    RunReport report = dispatcher(ledger).build().run(Progress.none());

    assertThat(report.count(State.ACCEPTED)).isEqualTo(1);
    assertThat(clock.instant()).isEqualTo(START.plus(LedgerFixture.LEASE));
  }

  // --- counting and reaping

  /** How often a run of ten messages counts, when a count and a message take so long. */
  @ParameterizedTest(name = "a count takes {0} ms, a message {1} ms: {2} counts")
  @CsvSource({
    "0, 5,  12", // each of ten turns and the last one, and once for the report
    "1, 5,  12", // still cheap
    "2, 5,  3", // the first, one 42 ms later, and for the report
    "2, 38, 11", // all but the last turn come 40 ms later
    "2, 37, 6" // each second one comes 39 ms later
  })
  void what_takes_long_to_count_is_counted_in_a_twentieth_of_the_time(
      long count, long message, int counts) {
    var counted = new AtomicInteger();
    DeliveryLedger slow =
        WatchedLedger.of(
            ledger,
            "counts",
            arguments -> {
              counted.incrementAndGet();
              clock.advance(Duration.ofMillis(count));
            });
    FakeSender slowSender =
        FakeSender.answering(
            id -> {
              clock.advance(Duration.ofMillis(message));
              return new SendResult.Accepted("w-" + id);
            });
    ledger.plan(dispatchesTo(10));
    var told = new ArrayList<Long>();

    RunReport report =
        without(slow).sender(slowSender).maxInFlight(1).build().run((done, all) -> told.add(done));

    assertThat(report.count(State.ACCEPTED)).isEqualTo(10);
    assertThat(counted).hasValue(counts);
    assertThat(told).as("the last word").last().isEqualTo(10L);
  }

  @Test
  void progress_is_told_when_there_is_some_and_only_of_what_nobody_has_to_touch_again() {
    ledger.plan(dispatchesTo(3));
    ledger.plan(
        List.of(
            built(
                aDispatch(CAMPAIGN, "B-9", "1").notBefore(START.plus(Duration.ofDays(1))), "B-9")));
    var told = new ArrayList<String>();

    dispatcher(ledger).maxInFlight(1).build().run((done, all) -> told.add(done + "/" + all));

    assertThat(told).containsExactly("1/4", "2/4", "3/4");
  }

  @ParameterizedTest(name = "{0} ms after the first run: reaped {1} times")
  @CsvSource({"0, 1", "14999, 1", "15000, 2", "40000, 2"})
  void runs_reap_every_quarter_of_a_lease(long millis, int reaped) {
    var reaps = new AtomicInteger();
    Dispatcher dispatcher =
        dispatcher(WatchedLedger.of(ledger, "reap", arguments -> reaps.incrementAndGet())).build();

    dispatcher.run(Progress.none());
    clock.advance(Duration.ofMillis(millis));
    dispatcher.run(Progress.none());

    assertThat(reaps).hasValue(reaped);
  }

  // --- how much may be open

  @ParameterizedTest(name = "{1} of {0} open: full {2}")
  @CsvSource({
    "1,   0,   false",
    "1,   1,   true",
    "8,   6,   false",
    "8,   7,   true",
    "64,  48,  false",
    "64,  49,  true",
    "400, 384, false",
    "400, 385, true"
  })
  void a_claim_waits_for_a_quarter_of_what_may_be_open_or_a_batch(
      int capacity, int open, boolean full) {
    var line =
        new SenderLine(
            FakeSender.with(new SendLimits(1, Duration.ZERO, capacity), id -> nothing()),
            new Semaphore(1000));
    for (int i = 0; i < open; i++) {
      assertThat(line.tryEnter()).isTrue();
    }
    Rounds rounds = rounds(Map.of(LedgerFixture.SENDER, line));

    assertThat(rounds.isFull()).isEqualTo(full);
    assertThat(line.room()).isEqualTo(capacity - open);
    ledger.plan(dispatchesTo(1));
    assertThat(rounds.round(Optional.empty())).as("something was claimed").isEqualTo(!full);
    assertThat(ledger.counts().get(State.PLANNED)).isEqualTo(full ? 1 : 0);
  }

  /** Else a run would look every ten milliseconds at what it cannot begin. */
  @Test
  void what_a_full_sender_has_waiting_is_no_reason_to_look_again() {
    var full = new SenderLine(FakeSender.with(FAST, id -> nothing()), new Semaphore(1));
    assertThat(full.tryEnter()).isTrue();
    var idle = new SenderLine(new SmsSender(), new Semaphore(1));
    var rounds = rounds(Map.of(full.id, full, idle.id, idle));
    ledger.plan(dispatchesTo(1));

    assertThat(rounds.nextStart(Optional.empty())).isEmpty();
    assertThat(rounds.nextDue(Optional.empty())).contains(START);
    full.leave();
    assertThat(rounds.nextStart(Optional.empty())).contains(START);
  }

  private Rounds rounds(Map<SenderId, SenderLine> lines) {
    var worker = new Worker("test", clock, () -> 0, LedgerFixture.LEASE);
    var shift = new Shift();
    var announcements = new Announcements(event -> {}, clock);
    var flights = new Flights(ledger, worker, announcements, shift);
    var departures =
        new Departures(ledger, view -> GateDecision.pass(), worker, shift, flights, announcements);
    return new Rounds(ledger, worker, lines, flights, departures);
  }

  private static CompletableFuture<SendResult> nothing() {
    return new CompletableFuture<>();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 5})
  void lines_that_share_a_limit_keep_it_together_and_give_back_what_they_do_not_use(int shared) {
    var permits = new Semaphore(shared);
    SendLimits three = new SendLimits(1, Duration.ZERO, 3);
    var one = new SenderLine(FakeSender.with(three, id -> nothing()), permits);
    var other = new SenderLine(FakeSender.with(three, id -> nothing()), permits);
    assertThat(one.capacity()).isEqualTo(Math.min(3, shared));

    int entered = 0;
    while (one.tryEnter()) {
      entered++;
    }
    assertThat(entered).isEqualTo(Math.min(3, shared));
    assertThat(other.room()).isEqualTo(shared - entered);
    for (int i = 0; i < 9; i++) {
      boolean mayEnter = i < shared - entered;
      assertThat(other.tryEnter()).isEqualTo(mayEnter);
    }
    one.leave();

    assertThat(other.tryEnter()).isTrue();
    assertThat(permits.availablePermits()).isZero();
    assertThat(new SenderLine(sender, permits).capacity()).as("of a limit in use").isEqualTo(1);
  }
}
