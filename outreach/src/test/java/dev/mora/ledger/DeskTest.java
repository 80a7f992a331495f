package dev.mora.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mora.channel.SendLimits;
import dev.mora.ledger.contract.LedgerFixture;
import dev.mora.party.ContactPoint;
import dev.mora.testkit.MutableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeskTest {

  private static final Instant START = LedgerFixture.START;

  /** When a pause of one second, and one of two behind it, are over. */
  private static final Instant SECOND = START.plusSeconds(1);

  private static final Instant FOURTH = START.plusSeconds(3);
  private static final ContactPoint ROSA = LedgerFixture.phoneOf("B-1");
  private static final SendLimits LIMITS = new SendLimits(10, Duration.ofSeconds(6), 64);

  private final MemoryStore store = new MemoryStore(InboxLimits.standard(), MutableClock.at(START));

  @Test
  void a_send_that_was_none_lets_the_recipient_hear_at_once() {
    Instant due =
        store.write(
            books -> {
              var desk = new Desk(books, LedgerFixture.SENDER);
              desk.take(ROSA, LIMITS, START);
              desk.giveBack(ROSA, LIMITS, START);
              return desk.pairDue(ROSA);
            });

    assertThat(due).isEqualTo(Instant.EPOCH);
  }

  @Test
  void a_pause_of_the_pair_that_was_told_meanwhile_stays() {
    Instant told = START.plusSeconds(6);
    Instant due =
        store.write(
            books -> {
              var desk = new Desk(books, LedgerFixture.SENDER);
              desk.take(ROSA, LIMITS, START);
              desk.slowDown(ROSA, told);
              desk.giveBack(ROSA, LIMITS, START);
              return desk.pairDue(ROSA);
            });

    assertThat(due).isEqualTo(told.plusSeconds(1));
  }

  private Duration wait(Consumer<Desk> before, Function<Desk, Duration> question) {
    return store.write(
        books -> {
          var desk = new Desk(books, LedgerFixture.SENDER);
          before.accept(desk);
          return question.apply(desk);
        });
  }

  @Test
  void an_acceptance_starts_both_slow_downs_anew() {
    Consumer<Desk> twice =
        desk -> {
          slowDown(desk, START);
          slowDown(desk, SECOND);
          desk.slowDown(ROSA, START);
          desk.slowDown(ROSA, START);
        };

    assertThat(wait(twice, desk -> slowDown(desk, FOURTH))).hasSeconds(4);
    assertThat(wait(twice, desk -> desk.slowDown(ROSA, START))).hasSeconds(16);
    Consumer<Desk> accepted = twice.andThen(desk -> desk.accepted(ROSA, FOURTH));
    assertThat(wait(accepted, desk -> slowDown(desk, FOURTH))).hasSeconds(1);
    assertThat(wait(accepted, desk -> desk.slowDown(ROSA, START))).hasSeconds(1);
  }

  /** Refused as soon as it was sent. */
  private static Duration slowDown(Desk desk, Instant at) {
    return desk.slowDown(at, at);
  }

  @ParameterizedTest(name = "sent {0} ms from the end of a pause, refused {1} ms from it: {2} ms")
  @CsvSource({
    "-2000,    0,    0, 0",
    "   -1, -400,  400, 0",
    "   -1,    0,    0, 0",
    "   -1, 5000,    0, 0",
    "    0,    0, 2000, 2000",
    "    1,   10, 2000, 2010"
  })
  void what_was_sent_before_a_pause_ended_is_of_the_storm_that_began_it(
      long sent, long refused, long wait, long longer) {
    Instant end = START.plusSeconds(1);
    Duration waits =
        wait(
            desk -> slowDown(desk, START),
            desk -> {
              Duration told = desk.slowDown(end.plusMillis(refused), end.plusMillis(sent));
              assertThat(desk.pausedUntil()).isEqualTo(end.plusMillis(longer));
              return told;
            });

    assertThat(waits).hasMillis(wait);
  }

  @ParameterizedTest(name = "accepted {0} ms into a pause of a second: the next one is {1} s")
  @CsvSource({"999, 2", "1000, 1"})
  void an_acceptance_starts_anew_unless_it_was_in_the_air_when_the_pause_began(
      long into, long next) {
    Duration wait =
        wait(
            desk -> {
              slowDown(desk, START);
              desk.accepted(ROSA, START.plusMillis(into));
            },
            desk -> slowDown(desk, FOURTH));

    assertThat(wait).hasSeconds(next);
  }

  @Test
  void an_acceptance_ends_no_pause_that_runs() {
    Instant until =
        store.write(
            books -> {
              var desk = new Desk(books, LedgerFixture.SENDER);
              slowDown(desk, START);
              desk.slowDown(ROSA, START);
              desk.accepted(ROSA, START);
              assertThat(desk.pairDue(ROSA)).isEqualTo(START.plusSeconds(1));
              return desk.pausedUntil();
            });

    assertThat(until).isEqualTo(START.plusSeconds(1));
  }

  @Test
  void a_person_who_lets_a_sender_go_on_ends_its_pause_and_its_stop() {
    boolean paused =
        store.write(
            books -> {
              var desk = new Desk(books, LedgerFixture.SENDER);
              slowDown(desk, START);
              slowDown(desk, SECOND);
              desk.stop(new Stop("blocked", "ops", START));
              assertThat(desk.isPaused(START)).isTrue();
              desk.resume();
              assertThat(desk.stop()).isEmpty();
              assertThat(slowDown(desk, START)).hasSeconds(1);
              desk.resume();
              return desk.isPaused(START);
            });

    assertThat(paused).isFalse();
  }

  @Test
  void what_was_saved_is_found_without_being_read_ahead() {
    store.write(
        books -> {
          var desk = new Desk(books, LedgerFixture.SENDER);
          desk.take(ROSA, LIMITS, START);
          desk.save();
          return true;
        });

    assertThat(store.<Instant>read(books -> new Desk(books, LedgerFixture.SENDER).pairDue(ROSA)))
        .isEqualTo(START.plusSeconds(6));
  }
}
