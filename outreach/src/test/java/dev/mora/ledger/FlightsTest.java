package dev.mora.ledger;

import static dev.mora.ledger.contract.LedgerFixture.START;
import static dev.mora.ledger.contract.LedgerFixture.dispatchesTo;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mora.channel.Handling;
import dev.mora.channel.MessageSender;
import dev.mora.channel.OutboundMessage;
import dev.mora.channel.SendLimits;
import dev.mora.channel.SendResult;
import dev.mora.ledger.contract.LedgerFixture;
import dev.mora.party.Channel;
import dev.mora.testkit.MutableClock;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What has been answered is recorded, whatever the host does meanwhile. */
class FlightsTest {

  private static final SendLimits FORTY = new SendLimits(40, Duration.ZERO, 2_000);
  private static final SendLimits FAST = new SendLimits(1_000_000, Duration.ZERO, 2_000);
  private static final SendResult TOO_FAST =
      new SendResult.Refused("130429", "slow", Handling.SLOW_SENDER);

  private final MutableClock clock = LedgerFixture.aClock();
  private final InMemoryLedger ledger = InMemoryLedger.of(clock);

  private Duration wallClockIsBehind = Duration.ZERO;

  private Dispatcher dispatcher(DeliveryLedger store, Line sender) {
    return Dispatcher.builder(
            store,
            view -> GateDecision.pass(),
            "test",
            () -> clock.instant().minus(wallClockIsBehind))
        .sender(sender)
        .sleeper(clock::advance)
        .maxInFlight(2_000)
        .nanoTime(() -> Duration.between(START, clock.instant()).toNanos())
        .build();
  }

  @Test
  void an_answer_that_comes_while_another_is_recorded_is_recorded_before_anybody_hears_of_that() {
    List<Dispatch> plan = dispatchesTo(2);
    ledger.plan(plan);
    var sender = new Line(FAST);
    Dispatcher dispatcher =
        dispatcher(watched("outcomes", argument -> sender.acceptElsewhere()), sender);
    CompletionStage<DispatchEntry> first = dispatcher.send(plan.get(0).id());
    CompletionStage<DispatchEntry> second = dispatcher.send(plan.get(1).id());
    var heard = new ArrayList<State>();
    // a host that takes its time would keep the second one waiting for as long
    var hearing = first.thenAccept(entry -> heard.add(state(plan.get(1))));

    sender.accept();

    assertThat(hearing.toCompletableFuture()).isCompleted();
    assertThat(heard).containsExactly(State.ACCEPTED);
    assertThat(second.toCompletableFuture()).isCompleted();
  }

  @Test
  void answers_that_never_cease_do_not_keep_the_first_from_being_told() {
    List<Dispatch> plan = dispatchesTo(1_100);
    ledger.plan(plan.subList(0, 600));
    ledger.plan(plan.subList(600, 1_100));
    var sender = new Line(FAST);
    Dispatcher dispatcher =
        dispatcher(watched("outcomes", argument -> sender.acceptElsewhere()), sender);
    List<CompletionStage<DispatchEntry>> sent =
        plan.stream().map(dispatch -> dispatcher.send(dispatch.id())).toList();
    var recorded = new ArrayList<Long>();
    var hearing =
        sent.get(0).thenAccept(entry -> recorded.add(ledger.counts().get(State.ACCEPTED)));

    sender.accept();

    assertThat(hearing.toCompletableFuture()).isCompleted();
    assertThat(recorded).containsExactly(1_024L);
    assertThat(sent).allSatisfy(one -> assertThat(one.toCompletableFuture()).isCompleted());
  }

  @Test
  void a_sender_that_cannot_say_its_limits_loses_no_answer() {
    List<Dispatch> plan = dispatchesTo(1);
    ledger.plan(plan);
    var sender = new Line(FAST);
    Dispatcher dispatcher = dispatcher(ledger, sender);
    CompletionStage<DispatchEntry> sent = dispatcher.send(plan.get(0).id());

    sender.failure.set(new IllegalStateException("no limits"));
    sender.answer(TOO_FAST);

    assertThat(sender.failure).hasNullValue();
    assertThat(sent.toCompletableFuture()).isCompleted();
    assertThat(dispatcher.inFlight()).isZero();
    assertThat(state(plan.get(0))).isEqualTo(State.PLANNED);
  }

  @Test
  void what_dies_on_the_way_to_be_recorded_is_recorded_by_the_next_turn() {
    List<Dispatch> plan = dispatchesTo(1);
    ledger.plan(plan);
    var sender = new Line(FAST);
    Dispatcher dispatcher = dispatcher(ledger, sender);
    CompletionStage<DispatchEntry> sent = dispatcher.send(plan.get(0).id());
    sender.failure.set(new AssertionError("no limits"));
    sender.answer(TOO_FAST);
    assertThat(sent.toCompletableFuture()).isNotDone();

    sender.acceptsFromNowOn = true;
    RunReport report = dispatcher.run(Progress.none());

    assertThat(sent.toCompletableFuture()).isCompleted();
    assertThat(report.count(State.ACCEPTED)).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 3_600, -3_600})
  void a_rate_comes_back_whatever_the_wall_clock_does(int secondsBehind) {
    List<Dispatch> plan = dispatchesTo(3);
    ledger.plan(plan);
    var sender = new Line(FORTY);
    var rates = new ArrayList<Integer>();
    Dispatcher dispatcher =
        dispatcher(
            watched("claim", argument -> rates.add(((ClaimRequest) argument).limits().perSecond())),
            sender);
    dispatcher.send(plan.get(0).id());
    sender.answer(TOO_FAST);

    wallClockIsBehind = Duration.ofSeconds(secondsBehind);
    dispatcher.send(plan.get(1).id());
    clock.advance(Duration.ofSeconds(5));
    dispatcher.send(plan.get(1).id());
    clock.advance(Duration.ofSeconds(5));
    dispatcher.send(plan.get(2).id());

    assertThat(rates).containsExactly(40, 20, 30, 40);
  }

  @Test
  void a_word_of_the_provider_that_comes_later_halves_the_rate_as_a_refusal_does() {
    List<Dispatch> plan = dispatchesTo(4);
    ledger.plan(plan);
    var sender = new Line(FORTY);
    var rates = new ArrayList<Integer>();
    Dispatcher dispatcher =
        dispatcher(
            watched("claim", argument -> rates.add(((ClaimRequest) argument).limits().perSecond())),
            sender);

    dispatcher.tooFast(new SenderId(LedgerFixture.SENDER.channel(), "somebody else's"));
    dispatcher.send(plan.get(0).id());
    dispatcher.tooFast(LedgerFixture.SENDER);
    dispatcher.tooFast(LedgerFixture.SENDER); // the same storm
    dispatcher.send(plan.get(1).id());
    clock.advance(Duration.ofSeconds(5));
    dispatcher.tooFast(LedgerFixture.SENDER);
    dispatcher.send(plan.get(2).id());
    sender.failure.set(new IllegalStateException("no limits"));
    dispatcher.tooFast(LedgerFixture.SENDER);

    assertThat(rates).containsExactly(40, 20, 15);
  }

  private State state(Dispatch dispatch) {
    return ledger.find(dispatch.id()).orElseThrow().state();
  }

  /** The ledger of this test, telling of one command before it is done. */
  private DeliveryLedger watched(String command, Consumer<Object> watcher) {
    return (DeliveryLedger)
        Proxy.newProxyInstance(
            DeliveryLedger.class.getClassLoader(),
            new Class<?>[] {DeliveryLedger.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals(command)) {
                watcher.accept(arguments[0]);
              }
              try {
                return method.invoke(ledger, arguments);
              } catch (InvocationTargetException thrown) {
                throw thrown.getCause();
              }
            });
  }

  /** A sender that answers when a test says so, in the order of its messages. */
  private static final class Line implements MessageSender {

    private final SendLimits limits;
    private final Queue<CompletableFuture<SendResult>> open = new ArrayDeque<>();
    private final AtomicReference<Throwable> failure = new AtomicReference<>();
    private boolean acceptsFromNowOn;
    private int accepted;

    Line(SendLimits limits) {
      this.limits = limits;
    }

    void answer(SendResult result) {
      CompletableFuture<SendResult> next = open.poll();
      if (next != null) {
        next.complete(result);
      }
    }

    void accept() {
      answer(new SendResult.Accepted("w-" + ++accepted));
    }

    /** As a provider would: on a thread that is not the one that records. */
    void acceptElsewhere() {
      CompletableFuture.runAsync(this::accept).join();
    }

    @Override
    public Channel channel() {
      return LedgerFixture.SENDER.channel();
    }

    @Override
    public String account() {
      return LedgerFixture.SENDER.account();
    }

    @Override
    public SendLimits limits() {
      Throwable thrown = failure.getAndSet(null);
      if (thrown instanceof Error died) {
        throw died;
      }
      if (thrown instanceof RuntimeException failed) {
        throw failed;
      }
      return limits;
    }

    @Override
    public boolean live() {
      return false;
    }

    @Override
    public CompletionStage<SendResult> send(OutboundMessage message) {
      if (acceptsFromNowOn) {
        return CompletableFuture.completedFuture(new SendResult.Accepted("w-" + ++accepted));
      }
      var answer = new CompletableFuture<SendResult>();
      open.add(answer);
      return answer;
    }
  }
}
