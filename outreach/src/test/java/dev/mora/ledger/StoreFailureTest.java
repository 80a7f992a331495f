package dev.mora.ledger;

import static dev.mora.ledger.contract.LedgerFixture.START;
import static dev.mora.ledger.contract.LedgerFixture.dispatchesTo;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mora.ledger.contract.FakeSender;
import dev.mora.ledger.contract.LedgerFixture;
import dev.mora.ledger.contract.LedgerInvariants;
import dev.mora.party.Channel;
import dev.mora.testkit.MutableClock;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** A store that fails in the middle of a work: nothing half done, nobody sent to twice. */
class StoreFailureTest {

  private static final Set<String> WRITES = Set.of("insert", "append", "put", "postpone");
  private static final int DISPATCHES = 6;

  /** The call that is about to be made. */
  private record Call(String verb, Object first) {}

  private static final class Broken extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  /** A store in memory whose books throw when they are told to. */
  private static final class FailingStore implements LedgerStore {
    private final MemoryStore store;
    private final Predicate<Call> fails;

    FailingStore(MutableClock clock, Predicate<Call> fails) {
      store = new MemoryStore(InboxLimits.standard(), clock);
      this.fails = fails;
    }

    @Override
    public Durability durability() {
      return Durability.NONE;
    }

    @Override
    public <T> T write(Function<Books, T> work) {
      return store.write(books -> work.apply(failing(books)));
    }

    @Override
    public <T> T read(Function<Books, T> work) {
      return store.read(work);
    }

    @Override
    public InboxItem keep(
        Channel channel, String account, byte[] body, String sha256, Instant receivedAt) {
      return store.keep(channel, account, body, sha256, receivedAt);
    }

    @Override
    public void close() {
      store.close();
    }

    private Books failing(Books books) {
      return (Books)
          Proxy.newProxyInstance(
              Books.class.getClassLoader(),
              new Class<?>[] {Books.class},
              (proxy, method, arguments) -> {
                if (WRITES.contains(method.getName())
                    && fails.test(new Call(method.getName(), arguments[0]))) {
                  throw new Broken();
                }
                try {
                  return method.invoke(books, arguments);
                } catch (InvocationTargetException thrown) {
                  throw thrown.getCause();
                }
              });
    }
  }

  private final MutableClock clock = LedgerFixture.aClock();

  private Dispatcher dispatcher(DeliveryLedger ledger, FakeSender sender) {
    return Dispatcher.builder(ledger, view -> GateDecision.pass(), "test", clock)
        .sender(sender)
        .sleeper(clock::advance)
        .nanoTime(() -> Duration.between(START, clock.instant()).toNanos())
        .build();
  }

  @Test
  void a_failure_at_any_write_of_a_run_duplicates_nothing_and_loses_nothing() {
    int k = 0;
    boolean failed = true;
    while (failed) {
      k++;
      failed = failsOnceAt(k);
    }
    assertThat(k).as("every write of the run failed once").isGreaterThan(5 * DISPATCHES);
  }

  private boolean failsOnceAt(int k) {
    var writes = new AtomicInteger();
    var ledger =
        StoredLedger.of(
            new FailingStore(clock, call -> writes.incrementAndGet() == k),
            LedgerSettings.of("test"));
    FakeSender sender = FakeSender.accepting();
    String where = "write " + k;

    for (int tries = 0; tries < 4; tries++) {
      try {
        ledger.plan(dispatchesTo(DISPATCHES));
        dispatcher(ledger, sender).run(Progress.none());
      } catch (Broken broken) {
        LedgerInvariants.check(ledger);
      }
      clock.advance(LedgerFixture.LEASE);
    }

    LedgerInvariants.check(ledger);
    assertThat(sender.bodies()).as(where).hasSize(DISPATCHES).doesNotHaveDuplicates();
    assertThat(ledger.counts().get(State.ACCEPTED)).as(where).isEqualTo(DISPATCHES);
    return writes.get() >= k;
  }

  @Test
  void a_dispatch_that_the_store_refuses_at_the_gate_is_parked_and_stops_no_other() {
    DispatchId poison = LedgerFixture.dispatchTo("B-2").id();
    var ledger =
        StoredLedger.of(
            new FailingStore(clock, call -> isSubmission(call, poison)), LedgerSettings.of("test"));
    FakeSender sender = FakeSender.accepting();
    ledger.plan(dispatchesTo(DISPATCHES));

    for (int run = 0; run < 4; run++) {
      dispatcher(ledger, sender).run(Progress.none());
      clock.advance(LedgerFixture.LEASE);
    }

    assertThat(ledger.counts().get(State.ACCEPTED)).isEqualTo(DISPATCHES - 1);
    assertThat(ledger.find(poison).orElseThrow().state()).isEqualTo(State.PARKED);
    assertThat(sender.bodies()).hasSize(DISPATCHES - 1).doesNotContain(poison);
  }

  @Test
  void an_answer_that_the_store_refuses_is_unknown_and_keeps_no_other_from_being_recorded() {
    DispatchId poison = LedgerFixture.dispatchTo("B-2").id();
    var ledger =
        StoredLedger.of(
            new FailingStore(clock, call -> is(call, poison, Transition.ACCEPTED)),
            LedgerSettings.of("test"));
    FakeSender sender = FakeSender.accepting();
    ledger.plan(dispatchesTo(DISPATCHES));

    Dispatcher dispatcher = dispatcher(ledger, sender);
    dispatchesTo(DISPATCHES).forEach(dispatch -> dispatcher.send(dispatch.id()));
    dispatcher.close(Duration.ZERO);
    clock.advance(LedgerFixture.LEASE);
    ledger.reap();

    assertThat(ledger.counts().get(State.ACCEPTED)).isEqualTo(DISPATCHES - 1);
    assertThat(ledger.find(poison).orElseThrow().state()).isEqualTo(State.UNKNOWN);
    assertThat(sender.bodies()).hasSize(DISPATCHES).doesNotHaveDuplicates();
  }

  @Test
  void what_the_gate_left_claimed_is_given_back_when_the_dispatcher_closes() {
    var broken = new AtomicInteger(1);
    var ledger =
        StoredLedger.of(
            new FailingStore(
                clock,
                call ->
                    broken.get() == 1
                        && call.first() instanceof LedgerEvent event
                        && event.transition() == Transition.SUBMITTED),
            LedgerSettings.of("test"));
    ledger.plan(dispatchesTo(3));
    Dispatcher dispatcher = dispatcher(ledger, FakeSender.accepting());
    List<DispatchId> ids =
        ledger.entries(EntryFilter.all()).stream().map(DispatchEntry::id).toList();
    ids.forEach(dispatcher::send);
    assertThat(ledger.counts().get(State.CLAIMED)).isEqualTo(3);

    broken.set(0);
    dispatcher.close(Duration.ZERO);

    assertThat(ledger.counts().get(State.CLAIMED)).isZero();
    assertThat(ledger.counts().get(State.PLANNED)).isEqualTo(3);
  }

  private static boolean isSubmission(Call call, DispatchId id) {
    return is(call, id, Transition.SUBMITTED);
  }

  private static boolean is(Call call, DispatchId id, Transition transition) {
    return call.first() instanceof LedgerEvent event
        && event.dispatch().equals(id)
        && event.transition() == transition;
  }
}
