package dev.mora.ledger.contract;

import static dev.mora.ledger.contract.LedgerFixture.CAMPAIGN;
import static dev.mora.ledger.contract.LedgerFixture.FAST;
import static dev.mora.ledger.contract.LedgerFixture.LEASE;
import static dev.mora.ledger.contract.LedgerFixture.SENDER;
import static dev.mora.ledger.contract.LedgerFixture.START;
import static dev.mora.ledger.contract.LedgerFixture.aDispatch;
import static dev.mora.ledger.contract.LedgerFixture.dispatchTo;
import static dev.mora.ledger.contract.LedgerFixture.dispatchesTo;
import static dev.mora.ledger.contract.LedgerFixture.pass;
import static dev.mora.ledger.contract.LedgerFixture.phoneOf;
import static dev.mora.ledger.contract.LedgerFixture.row;
import static dev.mora.ledger.contract.LedgerFixture.template;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mora.channel.DailyReach;
import dev.mora.channel.Handling;
import dev.mora.channel.OpenWindow;
import dev.mora.channel.OutboundMessage;
import dev.mora.channel.SendResult;
import dev.mora.history.ContactRecord;
import dev.mora.ledger.BusinessId;
import dev.mora.ledger.Claim;
import dev.mora.ledger.ClaimRequest;
import dev.mora.ledger.Dispatch;
import dev.mora.ledger.DispatchEntry;
import dev.mora.ledger.DispatchId;
import dev.mora.ledger.EntryFilter;
import dev.mora.ledger.LedgerEvent;
import dev.mora.ledger.ReachStanding;
import dev.mora.ledger.SenderId;
import dev.mora.ledger.State;
import dev.mora.ledger.Transition;
import dev.mora.party.BorrowerId;
import dev.mora.party.Channel;
import dev.mora.party.PhoneNumber;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** However many work on it, a business writes first to no more people in 24 hours than it may. */
public abstract class ReachContract extends LedgerContract {

  private static final Duration DAY = Duration.ofDays(1);
  private static final BusinessId BUSINESS = new BusinessId(Channel.WHATSAPP, "crediamiga");
  private static final String WAITS = "daily-reach";

  private static DailyReach reach(int people) {
    return DailyReach.ofTier("crediamiga", people).percent(100);
  }

  private static ClaimRequest request(SenderId sender, DailyReach reach) {
    return ClaimRequest.of("worker-1", sender, FAST.reaching(reach), LEASE);
  }

  private static ClaimRequest request(int people) {
    return request(SENDER, reach(people));
  }

  /** Claims and sends until nothing is due. */
  private List<DispatchId> sendAll(ClaimRequest request) {
    var sent = new ArrayList<DispatchId>();
    List<Claim> claims = ledger.claim(request);
    while (!claims.isEmpty()) {
      for (Claim claim : claims) {
        if (pass(ledger, claim, clock.instant()).isOpen()) {
          ledger.outcome(claim, new SendResult.Accepted("w-" + claim.id()));
          sent.add(claim.id());
        }
      }
      claims = ledger.claim(request);
    }
    return sent;
  }

  private List<DispatchEntry> waiting() {
    return ledger.entries(EntryFilter.all().in(State.PLANNED));
  }

  private int reached(int people) {
    return ledger.reach(BUSINESS, reach(people)).reached();
  }

  // --- how many

  @Test
  void what_exceeds_the_tier_waits_with_a_reason_until_the_first_ones_are_a_day_old() {
    ledger.plan(dispatchesTo(10));

    assertThat(sendAll(request(4))).hasSize(4);

    assertThat(waiting())
        .hasSize(6)
        .allSatisfy(row -> assertThat(row.reason()).isEqualTo(WAITS))
        .allSatisfy(row -> assertThat(row.attempt()).isZero());
    assertThat(ledger.nextDue(SENDER, Optional.empty())).contains(START.plus(DAY));
    clock.advance(DAY.minusNanos(1));
    assertThat(sendAll(request(4))).isEmpty();
    clock.advance(Duration.ofNanos(1));
    assertThat(sendAll(request(4))).hasSize(4);
    clock.advance(DAY);
    assertThat(sendAll(request(4))).hasSize(2);
    assertThat(ledger.counts().get(State.ACCEPTED)).isEqualTo(10);
  }

  @ParameterizedTest
  @CsvSource({"100, 5, 5", "80, 5, 4", "80, 1, 1", "1, 5, 1", "50, 2147483647, 10"})
  void only_its_share_of_a_tier_is_used(int percent, int tier, int people) {
    ledger.plan(dispatchesTo(10));
    DailyReach reach = reach(tier).percent(percent);

    assertThat(sendAll(request(SENDER, reach))).hasSize(people);
  }

  @ParameterizedTest
  @CsvSource({"0, 2", "23, 2", "24, 4", "47, 4", "48, 8", "72, 9", "2400, 9"})
  void a_ramp_doubles_each_day_until_the_tier(int hours, int people) {
    ledger.plan(List.of(dispatchTo("first")));
    DailyReach reach = reach(9).rampingUpFrom(2);
    sendAll(request(SENDER, reach));

    clock.advance(Duration.ofHours(hours));

    assertThat(ledger.reach(BUSINESS, reach).people()).isEqualTo(people);
  }

  @Test
  void what_waits_for_the_ramp_goes_when_it_rises() {
    ledger.plan(dispatchesTo(10));
    DailyReach reach = reach(9).rampingUpFrom(2);

    assertThat(sendAll(request(SENDER, reach))).hasSize(2);
    clock.advance(Duration.ofHours(24));
    assertThat(sendAll(request(SENDER, reach))).hasSize(4);
    clock.advance(Duration.ofHours(24));
    assertThat(sendAll(request(SENDER, reach))).hasSize(4);
  }

  @Test
  void each_that_waits_asks_again_within_a_day_when_a_place_comes_free() {
    var reach = request(3);
    for (int i = 0; i < 3; i++) {
      ledger.plan(List.of(dispatchTo("early-" + i)));
      assertThat(sendAll(reach)).hasSize(1);
      clock.advance(Duration.ofHours(1));
    }
    ledger.plan(dispatchesTo(4));

    assertThat(sendAll(reach)).isEmpty();

    assertThat(waiting())
        .extracting(row -> Duration.between(START, row.notBefore()).toHours())
        .containsExactlyInAnyOrder(24L, 25L, 26L, 24L);
    assertThat(ledger.reach(BUSINESS, reach(3)))
        .isEqualTo(new ReachStanding(3, 3, Optional.of(START.plus(DAY))));
  }

  @Test
  void what_waits_on_a_second_day_waits_without_an_event_and_goes_when_it_is_woken() {
    ledger.plan(dispatchesTo(4));
    sendAll(request(1));
    clock.advance(DAY);
    sendAll(request(1));
    clock.advance(DAY);

    assertThat(sendAll(request(1))).hasSize(1);

    DispatchEntry last = waiting().get(0);
    assertThat(waiting()).hasSize(1);
    assertThat(last.reason()).isEqualTo(WAITS);
    assertThat(ledger.events(last.id()))
        .extracting(LedgerEvent::transition)
        .containsExactly(Transition.PLANNED, Transition.DEFERRED);
    assertThat(ledger.nextDue(SENDER, Optional.empty())).contains(clock.instant().plus(DAY));
    assertThat(ledger.claim(request(1))).isEmpty();
    assertThat(ledger.reachTold(BUSINESS, 2, clock.instant())).isEqualTo(1);
    assertThat(sendAll(request(1))).containsExactly(last.id());
  }

  @Test
  void one_that_is_asked_for_alone_says_each_time_until_when_it_waits() {
    ledger.plan(dispatchesTo(3));
    sendAll(request(1));
    clock.advance(DAY);
    sendAll(request(1));
    DispatchId last = waiting().get(0).id();
    clock.advance(DAY.minusHours(1));
    ledger.plan(List.of(dispatchTo("B-9")));

    assertThat(ledger.claim(request(1).only(dispatchTo("B-9").id()))).isEmpty();
    clock.advance(Duration.ofHours(1));
    ledger.claim(request(1).only(dispatchTo("B-9").id())).forEach(this::passes);
    assertThat(ledger.claim(request(1).only(last))).isEmpty();

    assertThat(row(ledger, last).notBefore()).isEqualTo(clock.instant().plus(DAY));
  }

  private void passes(Claim claim) {
    assertThat(pass(ledger, claim, clock.instant()).isOpen()).isTrue();
    ledger.outcome(claim, new SendResult.Accepted("w-" + claim.id()));
  }

  @Test
  void a_word_that_is_heard_again_wakes_again_and_a_lower_or_an_older_one_does_not() {
    ledger.reachTold(BUSINESS, 4, START);
    ledger.plan(dispatchesTo(10));
    sendAll(request(4));

    assertThat(ledger.reachTold(BUSINESS, 4, START)).isEqualTo(6);
    assertThat(sendAll(request(4))).isEmpty();
    assertThat(ledger.reachTold(BUSINESS, 9, START.minusSeconds(1))).isZero();
    assertThat(ledger.reachTold(BUSINESS, 3, START.plusSeconds(1))).isZero();
  }

  @Test
  void what_was_tried_before_still_counts_when_it_finds_no_room() {
    ledger.plan(List.of(dispatchTo("B-1")));
    Claim claim = ledger.claim(request(1)).get(0);
    ledger.begin(claim);
    clock.advance(LEASE.plusSeconds(1));
    ledger.reap();
    ledger.plan(List.of(dispatchTo("B-2")));
    Claim other = ledger.claim(request(1).only(dispatchTo("B-2").id())).get(0);
    assertThat(pass(ledger, other, clock.instant()).isOpen()).isTrue();

    assertThat(ledger.claim(request(1))).isEmpty();

    assertThat(row(ledger, claim.id()).reason()).isEqualTo(WAITS);
    assertThat(row(ledger, claim.id()).attempt()).isEqualTo(1);
  }

  @Test
  void more_than_a_thousand_may_wait() {
    var many = new ArrayList<Dispatch>();
    for (int i = 0; i < 1_100; i++) {
      many.add(built("W-" + i, phoneAt(i)));
    }
    ledger.plan(many.subList(0, 1_000));
    ledger.plan(many.subList(1_000, 1_100));

    assertThat(sendAll(request(2))).hasSize(2);

    assertThat(waiting()).hasSize(1_098).allMatch(row -> row.reason().equals(WAITS));
    assertThat(ledger.claim(request(2))).isEmpty();
  }

  private static PhoneNumber phoneAt(int n) {
    return PhoneNumber.of("+52552%07d".formatted(n));
  }

  private static Dispatch built(String borrower, PhoneNumber to) {
    return aDispatch(CAMPAIGN, borrower, "1").build(to, template("cuota_vencida"));
  }

  @Test
  void one_that_expires_meanwhile_says_why_it_had_waited() {
    ledger.plan(List.of(dispatchTo("B-1"), dispatchTo("B-2")));
    sendAll(request(1));
    DispatchId late = waiting().get(0).id();

    clock.advance(Duration.ofDays(3));
    ledger.reap();

    assertThat(row(ledger, late).state()).isEqualTo(State.EXPIRED);
    assertThat(row(ledger, late).reason()).isEqualTo("expired");
    assertThat(row(ledger, late).detail()).isEqualTo(WAITS);
  }

  // --- who counts

  @Test
  void who_counts_already_costs_nothing_and_counts_for_a_day_more() {
    ledger.plan(List.of(dispatchTo("B-1", "1")));
    sendAll(request(1));
    clock.advance(Duration.ofHours(20));
    ledger.plan(List.of(dispatchTo("B-1", "2"), dispatchTo("B-2")));

    assertThat(sendAll(request(1))).containsExactly(dispatchTo("B-1", "2").id());

    clock.advance(Duration.ofHours(23));
    assertThat(reached(1)).isEqualTo(1);
    assertThat(sendAll(request(1))).isEmpty();
    clock.advance(Duration.ofHours(1));
    assertThat(sendAll(request(1))).containsExactly(dispatchTo("B-2").id());
  }

  @Test
  void one_line_counts_once_however_its_number_is_written() {
    ledger.plan(
        List.of(
            built("B-1", PhoneNumber.of("+525512345678")),
            built("B-2", PhoneNumber.of("+5215512345678")),
            built("B-3", PhoneNumber.of("+525512345679"))));

    assertThat(sendAll(request(2))).hasSize(3);
    assertThat(reached(2)).isEqualTo(2);
  }

  @ParameterizedTest
  @CsvSource({"86399, true", "86400, false"})
  void who_wrote_within_24_hours_costs_nothing(int secondsAgo, boolean goes) {
    ledger.plan(List.of(dispatchTo("B-1")));
    sendAll(request(1));
    ledger.record(wrote("B-2", Channel.WHATSAPP, START.minusSeconds(secondsAgo)));
    ledger.plan(List.of(dispatchTo("B-2")));

    assertThat(sendAll(request(1))).hasSize(goes ? 1 : 0);
    assertThat(reached(1)).isEqualTo(1);
  }

  @Test
  void who_wrote_on_another_channel_has_opened_nothing() {
    ledger.plan(List.of(dispatchTo("B-1")));
    sendAll(request(1));
    ledger.record(wrote("B-2", Channel.SMS, START.minusSeconds(60)));
    ledger.plan(List.of(dispatchTo("B-2")));

    assertThat(sendAll(request(1))).isEmpty();
  }

  private static ContactRecord wrote(String borrower, Channel channel, Instant at) {
    return new ContactRecord(
        BorrowerId.of(borrower),
        Optional.empty(),
        at,
        channel,
        ContactRecord.Direction.IN,
        ContactRecord.Outcome.REPLIED,
        "");
  }

  @Test
  void answers_go_while_a_campaign_waits() {
    ledger.plan(dispatchesTo(3));
    sendAll(request(1));
    Dispatch answer =
        aDispatch(CAMPAIGN, "B-9", "answer")
            .build(
                phoneOf("B-9"),
                new OutboundMessage.Text(
                    "Gracias",
                    new OpenWindow(Channel.WHATSAPP, phoneOf("B-9"), START, START.plus(DAY))));
    ledger.plan(List.of(answer));

    assertThat(sendAll(request(1))).containsExactly(answer.id());
    assertThat(reached(1)).isEqualTo(1);
  }

  @Test
  void senders_of_one_business_count_together_and_another_business_alone() {
    var second = new SenderId(Channel.WHATSAPP, "55599");
    var other = new SenderId(Channel.WHATSAPP, "66601");
    var dispatches = new ArrayList<Dispatch>();
    for (SenderId sender : List.of(SENDER, second, other)) {
      for (int i = 0; i < 3; i++) {
        String borrower = sender.account() + "-" + i;
        dispatches.add(LedgerFixture.built(aDispatch(sender, CAMPAIGN, borrower, "1"), borrower));
      }
    }
    ledger.plan(dispatches);

    assertThat(sendAll(request(4))).hasSize(3);
    assertThat(sendAll(request(second, reach(4)))).hasSize(1);
    assertThat(sendAll(request(other, DailyReach.ofTier("rival", 2).percent(100)))).hasSize(2);
  }

  @Test
  void without_a_declared_reach_nobody_is_counted() {
    ledger.plan(dispatchesTo(5));

    assertThat(sendAll(LedgerFixture.request())).hasSize(5);

    assertThat(reached(1)).isZero();
  }

  // --- what was not sent

  @ParameterizedTest
  @ValueSource(strings = {"not sent", "throttled", "refused", "unknown", "accepted"})
  void only_what_is_proven_not_to_have_been_sent_gives_its_room_back(String how) {
    ledger.plan(List.of(dispatchTo("B-1")));
    Claim claim = ledger.claim(request(1)).get(0);
    assertThat(pass(ledger, claim, START).isOpen()).isTrue();
    assertThat(reached(1)).isEqualTo(1);

    SendResult result =
        switch (how) {
          case "not sent" -> new SendResult.NotSent("refused", Duration.ZERO);
          case "throttled" -> new SendResult.Refused("130429", "slow", Handling.SLOW_SENDER);
          case "refused" -> new SendResult.Refused("131009", "no", Handling.FAIL_MESSAGE);
          case "unknown" -> new SendResult.Unknown("reset");
          default -> new SendResult.Accepted("w-1");
        };
    ledger.outcome(claim, result);
    ledger.outcome(claim, result);

    assertThat(reached(1)).isEqualTo(how.equals("unknown") || how.equals("accepted") ? 1 : 0);
  }

  @Test
  void room_given_back_leaves_an_earlier_message_counted() {
    ledger.plan(List.of(dispatchTo("B-1", "1")));
    sendAll(request(1));
    clock.advance(Duration.ofHours(2));
    ledger.plan(List.of(dispatchTo("B-1", "2")));
    Claim again = ledger.claim(request(1)).get(0);
    pass(ledger, again, clock.instant());

    ledger.outcome(again, new SendResult.Refused("131009", "no", Handling.FAIL_MESSAGE));

    assertThat(reached(1)).isEqualTo(1);
    clock.advance(Duration.ofHours(22));
    assertThat(reached(1)).isZero();
  }

  // --- what the provider tells

  @Test
  void a_higher_tier_lets_those_go_at_once_that_wait() {
    ledger.plan(dispatchesTo(10));
    sendAll(request(4));

    assertThat(ledger.reachTold(BUSINESS, 7, START)).isEqualTo(6);

    assertThat(sendAll(request(4))).hasSize(3);
    assertThat(ledger.reachTold(BUSINESS, DailyReach.NO_LIMIT, START)).isEqualTo(3);
    assertThat(sendAll(request(4))).hasSize(3);
  }

  @Test
  void a_lower_tier_holds_from_the_next_gate_on() {
    ledger.plan(dispatchesTo(10));
    List<Claim> claims = ledger.claim(request(10).max(5));
    claims.forEach(claim -> pass(ledger, claim, START));
    List<Claim> claimed = ledger.claim(request(10));
    assertThat(claimed).hasSize(5);

    assertThat(ledger.reachTold(BUSINESS, 6, START)).isZero();

    assertThat(claimed.stream().filter(claim -> pass(ledger, claim, START).isOpen())).hasSize(1);
    assertThat(waiting()).hasSize(4).allMatch(row -> row.reason().equals(WAITS));
    claims.forEach(claim -> ledger.outcome(claim, new SendResult.Accepted("w-" + claim.id())));
  }

  @Test
  void of_several_words_the_latest_holds_in_whatever_order_they_come() {
    ledger.reachTold(BUSINESS, 5, START.plusSeconds(10));
    ledger.reachTold(BUSINESS, 9, START);

    assertThat(ledger.reach(BUSINESS, reach(2)).people()).isEqualTo(5);
    assertThat(ledger.reach(BUSINESS, reach(2).percent(80)).people()).isEqualTo(4);
  }

  @Test
  void retention_forgets_who_counts_no_more_and_nobody_else() {
    ledger.plan(List.of(dispatchTo("B-1")));
    sendAll(request(2));
    clock.advance(DAY.minusSeconds(1));
    ledger.plan(List.of(dispatchTo("B-2")));
    sendAll(request(2));

    ledger.forgetBefore(clock.instant().plus(DAY));

    assertThat(reached(2)).isEqualTo(2);
    clock.advance(DAY.minusSeconds(1));
    assertThat(reached(2)).isEqualTo(1);
  }

  // --- many at once

  @Test
  void sixteen_workers_together_reach_no_more_than_one() throws Exception {
    ledger.plan(dispatchesTo(100));
    var opened = new AtomicInteger();
    ExecutorService threads = Executors.newFixedThreadPool(16);
    try {
      var work = new ArrayList<Callable<Void>>();
      for (int i = 0; i < 16; i++) {
        String owner = "worker-" + i;
        work.add(
            () -> {
              var ask = ClaimRequest.of(owner, SENDER, FAST.reaching(reach(30)), LEASE).max(5);
              for (Claim claim : ledger.claim(ask)) {
                if (pass(ledger, claim, START).isOpen()) {
                  opened.incrementAndGet();
                }
              }
              return null;
            });
      }
      for (Future<Void> done : threads.invokeAll(work)) {
        done.get();
      }
    } finally {
      threads.shutdownNow();
    }

    assertThat(opened.get()).isEqualTo(30);
    assertThat(reached(30)).isEqualTo(30);
  }

  /** Counted a second time, from the events alone. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void at_no_moment_have_more_people_been_written_to_in_24_hours(long seed) {
    var random = new Random(seed);
    int tier = 3 + random.nextInt(5);
    int slot = 0;
    for (int step = 0; step < 60; step++) {
      for (int i = random.nextInt(4); i > 0; i--) {
        ledger.plan(List.of(dispatchTo("P-" + random.nextInt(20), "s" + slot++)));
      }
      var held = new ArrayList<>(ledger.claim(request(tier).max(1 + random.nextInt(6))));
      for (Claim claim : held) {
        if (pass(ledger, claim, clock.instant()).isOpen()) {
          ledger.outcome(claim, anyResult(random, claim));
        }
      }
      clock.advance(Duration.ofMinutes(random.nextInt(400)));
      ledger.reap();
    }

    Map<Instant, String> sends = sends();
    int most = 0;
    for (Instant end : sends.keySet()) {
      var people = new HashSet<String>();
      sends.forEach(
          (at, who) -> {
            if (!at.isAfter(end) && at.isAfter(end.minus(DAY))) {
              people.addAll(List.of(who.split(" ")));
            }
          });
      most = Math.max(most, people.size());
    }
    assertThat(most).as("seed %d", seed).isEqualTo(tier);
  }

  private static SendResult anyResult(Random random, Claim claim) {
    return switch (random.nextInt(5)) {
      case 0 -> new SendResult.NotSent("refused", Duration.ZERO);
      case 1 -> new SendResult.Refused("131009", "no", Handling.FAIL_MESSAGE);
      default -> new SendResult.Accepted("w-" + claim.id() + claim.fence());
    };
  }

  /** Who may have been written to, by the moment. */
  private Map<Instant, String> sends() {
    Map<Instant, String> sends = new HashMap<>();
    for (DispatchEntry row : ledger.entries(EntryFilter.all())) {
      List<LedgerEvent> events =
          ledger.events(row.id()).stream()
              .sorted(Comparator.comparing(LedgerEvent::sequence))
              .toList();
      for (int i = 0; i < events.size(); i++) {
        boolean givenBack =
            i + 1 < events.size()
                && (events.get(i + 1).transition() == Transition.BACKED_OFF
                    || events.get(i + 1).transition() == Transition.REFUSED);
        if (events.get(i).transition() == Transition.SUBMITTED && !givenBack) {
          sends.merge(
              events.get(i).at(), row.borrower().value(), (one, other) -> one + " " + other);
        }
      }
    }
    return sends;
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -1, Integer.MIN_VALUE})
  void a_tier_that_lets_nobody_in_is_no_word_about_it(int tier) {
    ledger.reachTold(BUSINESS, 1, START);

    assertThatThrownBy(() -> ledger.reachTold(BUSINESS, tier, START.plusSeconds(1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("one person in or more: found " + tier);
  }
}
