package dev.mora.ledger.contract;

import static dev.mora.ledger.contract.LedgerFixture.FAST;
import static dev.mora.ledger.contract.LedgerFixture.LEASE;
import static dev.mora.ledger.contract.LedgerFixture.SENDER;
import static dev.mora.ledger.contract.LedgerFixture.START;
import static dev.mora.ledger.contract.LedgerFixture.aDispatch;
import static dev.mora.ledger.contract.LedgerFixture.built;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.mora.channel.Handling;
import dev.mora.channel.SendResult;
import dev.mora.contact.ContactPolicy;
import dev.mora.contact.ContactRequest;
import dev.mora.history.ContactRecord;
import dev.mora.ledger.Answer;
import dev.mora.ledger.CampaignId;
import dev.mora.ledger.Claim;
import dev.mora.ledger.ClaimRequest;
import dev.mora.ledger.Dispatch;
import dev.mora.ledger.GateCheck;
import dev.mora.ledger.GateDecision;
import dev.mora.ledger.GateRequest;
import dev.mora.ledger.GateResult;
import dev.mora.ledger.GateView;
import dev.mora.ledger.State;
import dev.mora.party.Borrower;
import dev.mora.party.BorrowerId;
import dev.mora.party.Channel;
import dev.mora.party.Creditor;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Many workers on two campaigns cannot together exceed a cap, because the check is inside. More
 * races, each on a ledger of its own, with {@code -Dmora.caprace.attempts}: so many at the gate in
 * each kind of window.
 */
@Tag("long")
public abstract class CapRaceContract extends LedgerContract {

  private static final int THREADS = 16;
  private static final int BORROWERS = 50;
  private static final int CAP = 3;

  /** At the gate, in one race. */
  private static final int ATTEMPTS = 10_000;

  private static final int RACES =
      1 + (Integer.getInteger("mora.caprace.attempts", ATTEMPTS) - 1) / ATTEMPTS;
  private static final ZoneId ZONE = ZoneId.of("America/Mexico_City");
  private static final String POLICY =
      """
      {"schema":"mora/contact-1","id":"RACE","version":"1","effective":{"from":"2000-01-01"},
       "reviewedOn":"2026-11-21","rules":[
       {"id":"cap","kind":"FREQUENCY_CAP","source":"test","status":"CHOICE","max":%d,"per":["%s"],
        "scope":"BORROWER","basis":"SUBMITTED"}]}
      """;

  /** How a cap counts, and how often somebody may be written to over all {@link #MOMENTS}. */
  enum Window {
    FIXED("CALENDAR_DAY") {
      @Override
      boolean isCounted(Instant contact, Instant now) {
        return LocalDate.ofInstant(contact, ZONE).equals(LocalDate.ofInstant(now, ZONE));
      }
    },
    SLIDING("ROLLING(PT24H)") {
      @Override
      boolean isCounted(Instant contact, Instant now) {
        return contact.isAfter(now.minus(Duration.ofHours(24)));
      }
    };

    private final String period;

    Window(String period) {
      this.period = period;
    }

    abstract boolean isCounted(Instant contact, Instant now);
  }

  /** Before and after a midnight, before and after the end of twenty-four hours. */
  private static final List<Instant> MOMENTS =
      Stream.of("2026-11-24T23:30", "2026-11-25T00:10", "2026-11-25T23:20", "2026-11-25T23:40")
          .map(local -> LocalDateTime.parse(local).atZone(ZONE).toInstant())
          .toList();

  /** Of all races so far, by what was tried where. */
  private static final Map<String, Integer> ATTEMPTED = new ConcurrentHashMap<>();

  static Stream<Arguments> races() {
    return IntStream.rangeClosed(1, RACES)
        .boxed()
        .flatMap(race -> Stream.of(Window.values()).map(window -> arguments(window, race)));
  }

  @ParameterizedTest(name = "{0} window, race {1}")
  @MethodSource("races")
  void sixteen_workers_keep_the_cap_of_every_borrower(Window window, int race) throws Exception {
    ContactPolicy policy =
        ContactPolicy.parse("race.json", POLICY.formatted(CAP, window.period))
            .consentForAll("test")
            .safetyMargin(Duration.ZERO);
    var attempts = new AtomicInteger();
    GateCheck cap =
        view -> {
          attempts.incrementAndGet();
          return decide(policy, view);
        };
    // each is tried in two of the moments
    plan(ATTEMPTS / 2 + 3 * CAP * BORROWERS);

    int most = 0;
    for (Instant moment : MOMENTS) {
      clock.advanceTo(moment);
      race(worker -> work(worker, new Random(100L * race + worker), cap));

      for (int i = 0; i < BORROWERS; i++) {
        most = Math.max(most, counted(BorrowerId.of("B-" + i), window));
      }
    }

    assertThat(most).as("contacts of anybody in one window").isEqualTo(CAP);
    assertThat(ledger.counts().get(State.ACCEPTED))
        .as("the first ones, and as many again when the window had moved on")
        .isEqualTo(2L * CAP * BORROWERS);
    assertThat(attempts.get()).isGreaterThanOrEqualTo(ATTEMPTS);
    String what = "cap race, " + window + " window, " + place();
    var figures = new LinkedHashMap<String, Object>();
    figures.put("races", race);
    figures.put("attempts", ATTEMPTED.merge(what, attempts.get(), Integer::sum));
    figures.put("threads", THREADS);
    figures.put("borrowers", BORROWERS);
    figures.put("over the cap", 0);
    Proof.figures("T6", what, figures);
  }

  private int counted(BorrowerId borrower, Window window) {
    return (int)
        ledger.history(borrower).of(borrower).stream()
            .filter(contact -> contact.outcome() != ContactRecord.Outcome.REJECTED)
            .filter(contact -> window.isCounted(contact.at(), clock.instant()))
            .count();
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
          GateDecision counted =
              ledger.history(borrower).of(borrower).size() < CAP
                  ? GateDecision.pass()
                  : GateDecision.suppress("CAP", "test.cap");
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

  private void work(int worker, Random random, GateCheck cap) {
    int idle = 0;
    while (idle < 3) {
      List<Claim> claims = ledger.claim(request(worker).max(1 + random.nextInt(8)));
      idle = claims.isEmpty() ? idle + 1 : 0;
      List<GateRequest> requests =
          claims.stream().map(claim -> new GateRequest(claim, cap)).toList();
      List<GateResult> results =
          requests.isEmpty() ? List.of() : ledger.gate(requests, clock.instant());
      var answers = new ArrayList<Answer>();
      for (int i = 0; i < results.size(); i++) {
        if (results.get(i).isOpen()) {
          Claim claim = claims.get(i);
          answers.add(
              new Answer(
                  claim,
                  random.nextInt(4) == 0
                      ? new SendResult.Refused("131026", "x", Handling.FAIL_MESSAGE)
                      : new SendResult.Accepted("wamid." + claim.id())));
        }
      }
      if (!answers.isEmpty()) {
        ledger.outcomes(answers);
      }
    }
  }

  private static GateDecision decide(ContactPolicy policy, GateView view) {
    Borrower borrower =
        Borrower.of(view.dispatch().borrower().value(), "Rosa")
            .phone("+525512345678")
            .zone(ZONE)
            .build();
    ContactRequest request =
        ContactRequest.builder(
                borrower, Channel.WHATSAPP, Creditor.firstParty("CrediAmiga"), view.now())
            .daysPastDue(5)
            .consents(view.consents())
            .build();
    return policy
        .decide(request, view.history())
        .fold(
            allow -> GateDecision.pass(),
            defer -> GateDecision.later(defer.until(), defer.rule()),
            deny -> GateDecision.suppress(deny.reason(), deny.rule()),
            needs -> GateDecision.suppress(needs.reason(), needs.rule()));
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
