package dev.mora.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mora.channel.SendLimits;
import dev.mora.ledger.contract.LedgerFixture;
import dev.mora.party.ContactPoint;
import dev.mora.testkit.MutableClock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class DeskTest {

  private static final Instant START = LedgerFixture.START;
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
}
