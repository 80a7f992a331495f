package dev.mora.ledger.contract;

import static dev.mora.ledger.contract.LedgerFixture.FAST;
import static dev.mora.ledger.contract.LedgerFixture.LEASE;
import static dev.mora.ledger.contract.LedgerFixture.SENDER;
import static dev.mora.ledger.contract.LedgerFixture.START;
import static dev.mora.ledger.contract.LedgerFixture.aDispatch;
import static dev.mora.ledger.contract.LedgerFixture.built;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mora.channel.SendResult;
import dev.mora.history.ContactHistory;
import dev.mora.ledger.CampaignId;
import dev.mora.ledger.Claim;
import dev.mora.ledger.ClaimRequest;
import dev.mora.ledger.Dispatch;
import dev.mora.ledger.GateCheck;
import dev.mora.ledger.GateDecision;
import dev.mora.ledger.State;
import dev.mora.party.BorrowerId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Many workers on two campaigns cannot together exceed a cap, because the check is inside. */
public abstract class CapRaceContract extends LedgerContract {

  private static final int THREADS = 16;
  private static final int BORROWERS = 50;
  private static final int CAP = 3;
  private static final int ATTEMPTS = Integer.getInteger("mora.caprace.attempts", 10_000);
  private static final Duration WINDOW = Duration.ofDays(7);

  @Test
  void sixteen_workers_keep_the_cap_of_every_borrower() throws Exception {
    plan(ATTEMPTS);
    GateCheck cap = view -> decide(view.history(), view.dispatch().borrower(), view.now());

    race(worker -> work(worker, cap));

    for (int i = 0; i < BORROWERS; i++) {
      var borrower = BorrowerId.of("B-" + i);
      assertThat(attempts(ledger.history(borrower), borrower, START)).isEqualTo(CAP);
    }
    assertThat(ledger.counts().get(State.PLANNED)).isZero();
    assertThat(ledger.counts().get(State.ACCEPTED)).isEqualTo(BORROWERS * CAP);
    assertThat(ledger.counts().get(State.SUPPRESSED)).isPositive();
  }

  /**
   * The control: the same workers with the cap checked in front of the gate. Every worker counts,
   * all meet, and then all send: this must break the cap, or the test above proves nothing.
   */
  @Test
  void a_check_in_front_of_the_gate_breaks_the_cap() throws Exception {
    var borrower = BorrowerId.of("B-0");
    var barrier = new CyclicBarrier(THREADS);
    var sent = new AtomicInteger();
    var plan = new ArrayList<Dispatch>();
    for (int i = 0; i < THREADS; i++) {
      plan.add(built(aDispatch(CampaignId.of("C-" + i), "B-0", "" + i), "B-0"));
    }
    ledger.plan(plan);

    race(
        worker -> {
          GateDecision counted = decide(ledger.history(borrower), borrower, START);
          barrier.await();
          while (ledger.find(plan.get(worker).id()).orElseThrow().state() == State.PLANNED) {
            for (Claim claim : ledger.claim(request(worker).only(plan.get(worker).id()))) {
              if (ledger.gate(claim, START, view -> counted).isOpen()) {
                sent.incrementAndGet();
                ledger.outcome(claim, new SendResult.Accepted("wamid." + claim.id()));
              }
            }
            Thread.onSpinWait();
          }
        });

    assertThat(sent.get()).isGreaterThan(CAP);
  }

  @Test
  void two_campaigns_share_the_pace_of_a_sender() throws Exception {
    plan(200);
    var limits = new dev.mora.channel.SendLimits(40, Duration.ZERO, 64);
    var opened = new AtomicInteger();

    race(
        worker -> {
          var ask = ClaimRequest.of("worker-" + worker, SENDER, limits, LEASE);
          for (int turn = 0; turn < 20; turn++) {
            for (Claim claim : ledger.claim(ask)) {
              if (ledger.gate(claim, START, view -> GateDecision.pass()).isOpen()) {
                opened.incrementAndGet();
              }
            }
          }
        });

    assertThat(opened.get()).as("a quarter of a second's worth").isEqualTo(10);
  }

  private interface Work {
    void as(int worker) throws Exception;
  }

  private void work(int worker, GateCheck cap) {
    Random random = new Random(worker);
    int idle = 0;
    while (idle < 3) {
      List<Claim> claims = ledger.claim(request(worker).max(1 + random.nextInt(8)));
      idle = claims.isEmpty() && ledger.counts().get(State.PLANNED) == 0 ? idle + 1 : 0;
      for (Claim claim : claims) {
        if (ledger.gate(claim, START, cap).isOpen()) {
          ledger.outcome(
              claim,
              random.nextInt(4) == 0
                  ? new SendResult.Refused("131026", "x", dev.mora.channel.Handling.FAIL_MESSAGE)
                  : new SendResult.Accepted("wamid." + claim.id()));
        }
      }
    }
  }

  private static GateDecision decide(ContactHistory history, BorrowerId borrower, Instant now) {
    return attempts(history, borrower, now) < CAP
        ? GateDecision.pass()
        : GateDecision.suppress("CAP", "test.cap");
  }

  private static long attempts(ContactHistory history, BorrowerId borrower, Instant now) {
    return history.attempts(borrower, now.minus(WINDOW), now.plusMillis(1)).size();
  }

  private ClaimRequest request(int worker) {
    return ClaimRequest.of("worker-" + worker, SENDER, FAST, LEASE);
  }

  private void plan(int attempts) {
    for (int from = 0; from < attempts; from += 1000) {
      var page = new ArrayList<Dispatch>();
      for (int i = from; i < Math.min(attempts, from + 1000); i++) {
        String borrower = "B-" + i % BORROWERS;
        var campaign = CampaignId.of(i / BORROWERS % 2 == 0 ? "odd" : "even");
        page.add(built(aDispatch(campaign, borrower, "" + i), borrower));
      }
      ledger.plan(page);
    }
  }

  private static void race(Work work) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    try {
      List<Callable<Void>> workers = new ArrayList<>();
      for (int i = 0; i < THREADS; i++) {
        int worker = i;
        workers.add(
            () -> {
              work.as(worker);
              return null;
            });
      }
      for (Future<Void> done : threads.invokeAll(workers)) {
        done.get();
      }
    } finally {
      threads.shutdownNow();
    }
  }
}
