package dev.mora.ledger.contract;

import static dev.mora.ledger.contract.LedgerFixture.LEASE;
import static dev.mora.ledger.contract.LedgerFixture.aDispatch;
import static dev.mora.ledger.contract.LedgerFixture.built;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mora.channel.SendResult;
import dev.mora.ledger.CampaignId;
import dev.mora.ledger.DeliveryLedger;
import dev.mora.ledger.Dispatch;
import dev.mora.ledger.DispatchId;
import dev.mora.ledger.Dispatcher;
import dev.mora.ledger.EntryFilter;
import dev.mora.ledger.GateCheck;
import dev.mora.ledger.GateDecision;
import dev.mora.ledger.LedgerSettings;
import dev.mora.ledger.Progress;
import dev.mora.ledger.State;
import dev.mora.party.BorrowerId;
import dev.mora.testkit.MutableClock;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A process that dies at its k-th step, for every k of a run over twenty dispatches; then a new
 * process takes over. No person gets a second body, none is lost, no cap breaks.
 */
@Tag("long")
public abstract class CrashPointContract extends LedgerContract {

  private static final int DISPATCHES = 20;
  private static final int BORROWERS = 8;
  private static final int CAP = 2;
  private static final Set<String> WRITES =
      Set.of("claim", "begin", "gate", "outcomes", "reap", "giveBack");

  /** Where in a step the process dies. */
  enum Moment {
    BEFORE,
    AFTER
  }

  /** Nothing catches it, as nothing catches a kill. */
  private static final class Killed extends Error {
    private static final long serialVersionUID = 1L;

    Killed() {
      super("killed", null, false, false);
    }
  }

  /** Counts the steps of a process and kills it at one of them. */
  private static final class Fate {
    private final int at;
    private final Moment moment;
    private int steps;
    private boolean dead;

    Fate(int at, Moment moment) {
      this.at = at;
      this.moment = moment;
    }

    void before() {
      if (dead || ++steps == at && moment == Moment.BEFORE) {
        dead = true;
        throw new Killed();
      }
    }

    void after() {
      if (steps == at && moment == Moment.AFTER) {
        dead = true;
        throw new Killed();
      }
    }
  }

  /** One at a time a crash leaves one unknown at most; together, those that passed together. */
  @ParameterizedTest
  @CsvSource({"BEFORE, 1, 50", "AFTER, 1, 50", "BEFORE, 64, 30", "AFTER, 64, 30"})
  void a_crash_at_any_step_duplicates_nothing_and_loses_nothing(
      Moment moment, int inFlight, int leastSteps) {
    int k = 0;
    boolean died = true;
    while (died) {
      k++;
      died = crashAndRecover(k, moment, inFlight);
    }
    assertThat(k).as("every step of the run was a crash point").isGreaterThan(leastSteps);
    var figures = new LinkedHashMap<String, Object>();
    figures.put("dispatches", DISPATCHES);
    figures.put("crash points", k - 1);
    figures.put("duplicates", 0);
    figures.put("lost", 0);
    figures.put("borrowers over the cap", 0);
    Proof.figures(
        "T3",
        "a crash "
            + moment.name().toLowerCase(Locale.ROOT)
            + " each step, "
            + inFlight
            + " in flight, "
            + place(),
        figures);
  }

  @Test
  void without_a_crash_everybody_within_the_cap_gets_one_body() {
    assertThat(crashAndRecover(Integer.MAX_VALUE, Moment.BEFORE, 1)).isFalse();
  }

  private boolean crashAndRecover(int k, Moment moment, int inFlight) {
    MutableClock time = LedgerFixture.aClock();
    DeliveryLedger store = create(LedgerSettings.of("test"), time);
    store.plan(plan());
    Map<DispatchId, Integer> bodies = new HashMap<>();
    boolean died = false;

    try {
      var fate = new Fate(k, moment);
      run(mortal(store, fate), sender(store, bodies, fate), time, "first", inFlight);
    } catch (Killed killed) {
      died = true;
    }
    time.advance(LEASE);
    run(
        store,
        sender(store, bodies, new Fate(Integer.MAX_VALUE, moment)),
        time,
        "second",
        inFlight);

    String where = "k = " + k + " " + moment + ", in flight " + inFlight;
    assertThat(bodies.values()).as(where + ": bodies of a dispatch").allMatch(n -> n == 1);
    LedgerInvariants.check(store);
    store.forEach(
        EntryFilter.all(),
        row -> {
          boolean handedOver = bodies.containsKey(row.id());
          assertThat(row.state())
              .as(where)
              .isIn(State.ACCEPTED, State.SUPPRESSED, State.UNKNOWN, State.PLANNED);
          if (row.state() == State.PLANNED) {
            assertThat(blockedByUnknown(store, row.borrower())).as(where + ": waits").isTrue();
          }
          if (handedOver) {
            assertThat(row.contact()).as(where + ": what was handed over counts").isPresent();
          }
        });
    for (int i = 0; i < BORROWERS; i++) {
      var borrower = BorrowerId.of("B-" + i);
      assertThat(store.history(borrower).of(borrower)).as(where).hasSizeLessThanOrEqualTo(CAP);
    }
    assertThat(store.counts().get(State.UNKNOWN))
        .as(where + ": no more than passed the gate together")
        .isLessThanOrEqualTo(Math.min(inFlight, BORROWERS));
    assertThat(store.counts().values().stream().mapToLong(n -> n).sum()).isEqualTo(DISPATCHES);
    store.close();
    return died;
  }

  private static boolean blockedByUnknown(DeliveryLedger store, BorrowerId borrower) {
    return !store.entries(EntryFilter.of(borrower).in(State.UNKNOWN)).isEmpty();
  }

  private static void run(
      DeliveryLedger ledger, FakeSender sender, MutableClock time, String owner, int inFlight) {
    GateCheck cap =
        view ->
            view.history().of(view.dispatch().borrower()).size() < CAP
                ? GateDecision.pass()
                : GateDecision.suppress("CAP", "test.cap");
    Dispatcher dispatcher =
        Dispatcher.builder(ledger, cap, owner, time)
            .sender(sender)
            .maxInFlight(inFlight)
            .sleeper(time::advance)
            .nanoTime(() -> Duration.between(LedgerFixture.START, time.instant()).toNanos())
            .build();
    dispatcher.run(Progress.none());
  }

  private static FakeSender sender(
      DeliveryLedger store, Map<DispatchId, Integer> bodies, Fate fate) {
    return FakeSender.with(
        LedgerFixture.FAST,
        id -> {
          fate.before();
          assertThat(store.find(id).orElseThrow().state())
              .as("the intent is written before the body leaves")
              .isEqualTo(State.SUBMITTING);
          bodies.merge(id, 1, Integer::sum);
          fate.after();
          return CompletableFuture.completedFuture(new SendResult.Accepted("w-" + id));
        });
  }

  /** The same ledger, as a process sees it that may die around each write. */
  private static DeliveryLedger mortal(DeliveryLedger store, Fate fate) {
    return (DeliveryLedger)
        Proxy.newProxyInstance(
            DeliveryLedger.class.getClassLoader(),
            new Class<?>[] {DeliveryLedger.class},
            (proxy, method, arguments) -> {
              boolean writes = WRITES.contains(method.getName());
              if (writes) {
                fate.before();
              }
              Object result;
              try {
                result = method.invoke(store, arguments);
              } catch (InvocationTargetException thrown) {
                throw thrown.getCause();
              }
              if (writes) {
                fate.after();
              }
              return result;
            });
  }

  private static List<Dispatch> plan() {
    var plan = new ArrayList<Dispatch>();
    for (int i = 0; i < DISPATCHES; i++) {
      String borrower = "B-" + i % BORROWERS;
      plan.add(built(aDispatch(CampaignId.of("C-" + i % 2), borrower, "" + i), borrower));
    }
    return plan;
  }
}
