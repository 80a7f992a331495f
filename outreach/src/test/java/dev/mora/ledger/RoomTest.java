package dev.mora.ledger;

import static dev.mora.ledger.contract.LedgerFixture.CAMPAIGN;
import static dev.mora.ledger.contract.LedgerFixture.FAST;
import static dev.mora.ledger.contract.LedgerFixture.LEASE;
import static dev.mora.ledger.contract.LedgerFixture.SENDER;
import static dev.mora.ledger.contract.LedgerFixture.START;
import static dev.mora.ledger.contract.LedgerFixture.aDispatch;
import static dev.mora.ledger.contract.LedgerFixture.built;
import static dev.mora.ledger.contract.LedgerFixture.claimOne;
import static dev.mora.ledger.contract.LedgerFixture.dispatchTo;
import static dev.mora.ledger.contract.LedgerFixture.dispatchesTo;
import static dev.mora.ledger.contract.LedgerFixture.phoneOf;
import static dev.mora.ledger.contract.LedgerFixture.row;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mora.channel.DailyReach;
import dev.mora.ledger.contract.LedgerFixture;
import dev.mora.party.Channel;
import dev.mora.testkit.MutableClock;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How many more people a business may write to first, and what those are told who must wait. */
class RoomTest {

  private static final Duration DAY = Duration.ofDays(1);
  private static final BusinessId BUSINESS = new BusinessId(Channel.WHATSAPP, "lender");

  private final MutableClock clock = LedgerFixture.aClock();
  private final MemoryStore store = new MemoryStore(InboxLimits.standard(), clock);
  private final DeliveryLedger ledger = StoredLedger.of(store, LedgerSettings.of("test"));

  private static DailyReach reach(int people) {
    return DailyReach.ofTier("lender", people).percent(100);
  }

  private static ClaimRequest request(int people) {
    return ClaimRequest.of("worker-1", SENDER, FAST.reaching(reach(people)), LEASE);
  }

  private <T> T at(Function<Clerk, T> desk) {
    return store.write(
        books -> {
          var clerk = new Clerk(books);
          T result = desk.apply(clerk);
          clerk.save();
          return result;
        });
  }

  /** People who count, a second after each other, the last of them now. */
  private List<Instant> counted(int people) {
    var times = new ArrayList<Instant>();
    var reached = new ArrayList<Reached>();
    for (int i = 0; i < people; i++) {
      Instant at = START.minusSeconds(people - 1L - i);
      times.add(at);
      reached.add(new Reached("person-" + i, at, Instant.EPOCH));
    }
    store.write(
        books -> {
          books.reach().put(BUSINESS, reached);
          return true;
        });
    return times;
  }

  // --- counting

  @Test
  void a_person_counts_once_however_often_written_to_and_not_when_nothing_was_sent() {
    List<Integer> counted =
        at(
            clerk -> {
              Reach reach = clerk.reach(BUSINESS);
              var steps = new ArrayList<Integer>();
              steps.add(reach.counted(START));
              reach.take(dispatchTo("B-1"), START);
              steps.add(reach.counted(START));
              reach.take(dispatchTo("B-1"), START);
              steps.add(reach.counted(START));
              reach.take(dispatchTo("B-2"), START);
              steps.add(reach.counted(START));
              reach.giveBack(phoneOf("B-2"), START, START);
              steps.add(reach.counted(START));
              // the message before the one that was given back still counts
              reach.giveBack(phoneOf("B-1"), START, START);
              steps.add(reach.counted(START));
              return steps;
            });

    assertThat(counted).containsExactly(0, 1, 1, 2, 1, 1);
    assertThat(ledger.reach(BUSINESS, reach(10)).reached()).isEqualTo(1);
  }

  @ParameterizedTest(name = "taken {0} ms before its gate: {1}")
  @CsvSource({"-1, 1", "0, 0", "1, 0", "999, 0", "1000, 1"})
  void only_what_this_gate_took_is_given_back(long millisBefore, int left) {
    int counted =
        at(
            clerk -> {
              Reach reach = clerk.reach(BUSINESS);
              reach.take(dispatchTo("B-1"), START);
              reach.giveBack(phoneOf("B-1"), START.plusMillis(millisBefore), START);
              return reach.counted(START);
            });

    assertThat(counted).isEqualTo(left);
  }

  @ParameterizedTest(name = "{0} ns after: {1}")
  @CsvSource({"86399999999999, 1", "86400000000000, 0"})
  void who_was_written_to_counts_for_a_day(long nanos, int counted) {
    at(
        clerk -> {
          clerk.reach(BUSINESS).take(dispatchTo("B-1"), START);
          return true;
        });

    clock.advance(Duration.ofNanos(nanos));

    assertThat(ledger.reach(BUSINESS, reach(10)).reached()).isEqualTo(counted);
  }

  @Test
  void retention_keeps_who_still_counts_and_nobody_else() {
    store.write(
        books -> {
          books
              .reach()
              .put(
                  BUSINESS,
                  List.of(
                      new Reached("a day ago", START.minus(DAY), Instant.EPOCH),
                      new Reached("before", START.minus(DAY).minusNanos(1), Instant.EPOCH)));
          return true;
        });

    ledger.forgetBefore(START);

    assertThat(
            store.<Object>read(
                books -> books.reach().people(BUSINESS, List.of("a day ago", "before")).keySet()))
        .isEqualTo(Set.of("a day ago"));
  }

  @ParameterizedTest(name = "a limit of {0}: counted {1} times")
  @CsvSource({"10, 1", "2147483647, 0"})
  void only_a_business_with_a_limit_is_counted_and_by_each_work_once(int most, int counts) {
    counted(3);
    var asked = new AtomicInteger();

    int own =
        store.write(
            books -> {
              var clerk = new Clerk(counting(books, asked));
              Reach reach = clerk.reach(BUSINESS);
              for (String borrower : List.of("B-1", "B-2", "B-2")) {
                assertThat(reach.room(reach(most), START)).isPositive();
                reach.take(dispatchTo(borrower), START);
              }
              reach.giveBack(phoneOf("B-1"), START, START);
              clerk.save();
              assertThat(asked).hasValue(counts);
              return reach.counted(START);
            });

    assertThat(own).isEqualTo(4);
    assertThat(ledger.reach(BUSINESS, reach(10)).reached()).isEqualTo(4);
  }

  private static Books counting(Books books, AtomicInteger asked) {
    ReachBook reach =
        watched(
            ReachBook.class,
            books.reach(),
            (method, answer) -> {
              if (method.equals("count")) {
                asked.incrementAndGet();
              }
              return answer;
            });
    return watched(Books.class, books, (method, answer) -> method.equals("reach") ? reach : answer);
  }

  private static <T> T watched(Class<T> type, T real, BiFunction<String, Object, Object> told) {
    Object watched =
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) ->
                told.apply(method.getName(), method.invoke(real, arguments)));
    return type.cast(watched);
  }

  // --- waiting

  /** Each is told the moment of another place, in pages that the naive list does not know. */
  @ParameterizedTest(name = "{0} of {1} places are taken")
  @CsvSource({"1, 1", "3, 3", "5, 3", "3, 5", "1002, 1", "1002, 1000"})
  void each_that_waits_is_told_another_place(int counted, int most) {
    List<Instant> times = counted(counted);
    int places = Math.max(counted, most);
    int asking = Math.min(2 * places + 3, 1010);

    List<Instant> told =
        at(
            clerk -> {
              Reach reach = clerk.reach(BUSINESS);
              var each = new ArrayList<Instant>();
              for (int i = 0; i < asking; i++) {
                each.add(reach.nextRoom(reach(most), START));
              }
              return each;
            });

    for (int i = 0; i < asking; i++) {
      int place = (Math.max(0, counted - most) + i) % places;
      Instant last = place < counted ? times.get(place) : START;
      assertThat(told.get(i)).as("#%d", i).isEqualTo(last.plus(DAY));
    }
  }

  @ParameterizedTest(name = "{0} were told before: place {1}")
  @CsvSource({"0, 0", "2, 2", "3, 0"})
  void who_waits_behind_others_is_told_a_place_behind_theirs(long behind, int place) {
    List<Instant> times = counted(3);

    Optional<Instant> told =
        at(clerk -> new Room(clerk, request(3), 10, behind, START).nextFor(dispatchTo("B-1")));

    assertThat(told).contains(times.get(place).plus(DAY));
  }

  @Test
  void a_claim_lets_in_as_many_people_as_there_is_room_for_and_each_person_once() {
    counted(1);
    var admitted = new ArrayList<Boolean>();

    int turnedAway =
        at(
            clerk -> {
              var room = new Room(clerk, request(3), 10, 0, START);
              for (Dispatch next :
                  List.of(
                      dispatchTo("B-1"),
                      dispatchTo("B-1", "2"),
                      dispatchTo("B-2"),
                      dispatchTo("B-3"),
                      built(aDispatch(CAMPAIGN, "B-4", "1"), "B-2"),
                      dispatchTo("B-5"))) {
                admitted.add(room.nextFor(next).isEmpty());
              }
              return room.turnedAway();
            });

    assertThat(admitted).containsExactly(true, true, true, false, true, false);
    assertThat(turnedAway).isEqualTo(2);
  }

  @Test
  void a_higher_tier_wakes_what_waits_for_it_on_its_channel_and_nothing_else() {
    Instant tomorrow = START.plus(DAY);
    ledger.plan(List.of(dispatchTo("B-1")));
    Claim later = claimOne(ledger);
    ledger.gate(later, START, view -> GateDecision.later(tomorrow, "MX.window"));
    counted(1);
    Dispatch waits = dispatchTo("B-2");
    ledger.plan(List.of(waits));
    assertThat(ledger.claim(request(1))).isEmpty();

    assertThat(ledger.reachTold(new BusinessId(Channel.SMS, "lender"), 9, START)).isZero();
    assertThat(row(ledger, waits.id()).notBefore()).isEqualTo(START.plus(DAY));
    assertThat(ledger.reachTold(BUSINESS, 9, START)).isEqualTo(1);

    assertThat(row(ledger, waits.id()).notBefore()).isEqualTo(START);
    assertThat(row(ledger, later.id()).notBefore()).isEqualTo(tomorrow);
  }

  @ParameterizedTest(name = "{0} wait: {1} are told in one work, full {2}")
  @CsvSource({"999, 999, false", "1000, 1000, true", "1010, 1000, true"})
  void one_work_tells_a_page_to_wait_and_no_more(int waiting, int told, boolean isFull) {
    counted(1);
    plan(waiting);

    Claiming.Round round =
        at(clerk -> new Claiming(clerk, new Stops(clerk), 3).claim(request(1).max(40), 7));

    assertThat(round).isEqualTo(new Claiming.Round(List.of(), 7 + told, isFull));
  }

  @Test
  void a_claim_goes_on_until_everybody_was_told_to_wait() {
    counted(1);
    plan(1010);

    assertThat(ledger.claim(request(1).max(40))).isEmpty();

    assertThat(ledger.entries(EntryFilter.of(CAMPAIGN)))
        .hasSize(1010)
        .allSatisfy(entry -> assertThat(entry.reason()).isEqualTo(DeliveryLedger.WAITS_FOR_REACH));
  }

  private void plan(int dispatches) {
    List<Dispatch> all = dispatchesTo(dispatches);
    int half = dispatches / 2;
    ledger.plan(all.subList(0, half));
    ledger.plan(all.subList(half, dispatches));
  }

  // --- the ramp and what is told

  @ParameterizedTest(name = "{0} ns behind the first: {1} people, more after {2} h")
  @CsvSource({
    "-1,             2, 24",
    "0,              2, 24",
    "86399999999999, 2, 24",
    "86400000000000, 4, 48",
    "172800000000000, 8, 72",
    "259200000000000, 9, 0",
    "864000000000000, 9, 0"
  })
  void a_ramp_rises_with_each_whole_day(long nanos, int people, long hours) {
    BusinessDesk desk = BusinessDesk.of(BUSINESS).beganBy(START);
    DailyReach ramp = reach(9).rampingUpFrom(2);
    Instant now = START.plusNanos(nanos);

    assertThat(desk.people(ramp, now)).isEqualTo(people);
    assertThat(desk.nextStep(ramp, now))
        .isEqualTo(
            hours == 0 ? Optional.empty() : Optional.of(START.plus(Duration.ofHours(hours))));
  }

  @Test
  void a_business_that_has_not_begun_begins_its_ramp_now() {
    DailyReach ramp = reach(9).rampingUpFrom(2);

    assertThat(BusinessDesk.of(BUSINESS).people(ramp, START)).isEqualTo(2);
    assertThat(BusinessDesk.of(BUSINESS).nextStep(ramp, START)).contains(START.plus(DAY));
    assertThat(BusinessDesk.of(BUSINESS).beganBy(START).beganBy(START.plus(DAY)).began())
        .contains(START);
  }

  @ParameterizedTest(name = "told {0} s later: {1}")
  @CsvSource({"-1, 1000", "0, 250", "1, 250"})
  void the_later_word_holds_and_of_two_at_once_the_second(long seconds, int tier) {
    BusinessDesk desk = BusinessDesk.of(BUSINESS).told(1000, START);

    assertThat(desk.told(250, START.plusSeconds(seconds)).tier()).isEqualTo(tier);
  }

  @Test
  void nothing_of_it_shows_whom_it_is_about() {
    var person = new Reached(Reach.person(phoneOf("B-1")), START, Instant.EPOCH);
    RecipientPace pace = RecipientPace.of(phoneOf("B-1"));

    assertThat(person).hasToString("Reached(2026-11-24T15:00:00Z)");
    assertThat(pace).hasToString("RecipientPace(1970-01-01T00:00:00Z, 0)");
    assertThat(BUSINESS.toString()).contains("whatsapp", "lender");
  }
}
