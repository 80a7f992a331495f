package dev.mora.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mora.channel.SendLimits;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PaceTest {

  private static final Instant START = Instant.parse("2026-11-24T15:00:00Z");

  @ParameterizedTest
  @CsvSource({"1, 1", "3, 1", "4, 1", "8, 2", "80, 20", "1000, 250"})
  void a_rested_sender_may_send_a_quarter_of_a_second_at_once(int perSecond, int burst) {
    Pace pace = Pace.of(new SendLimits(perSecond, Duration.ZERO, 1), Instant.EPOCH);

    assertThat(pace.available(START)).isEqualTo(burst);
  }

  /** The naive twin keeps the times of all sends and looks back. */
  @Test
  void no_stretch_of_time_holds_more_than_its_share_and_the_burst() {
    long seed = 7;
    Random random = new Random(seed);
    Pace pace = Pace.of(new SendLimits(20, Duration.ZERO, 1), Instant.EPOCH);
    var sent = new ArrayDeque<Instant>();
    Instant now = START;

    for (int i = 0; i < 20_000; i++) {
      now = now.plusMillis(random.nextInt(60));
      if (pace.available(now) > 0) {
        pace = pace.take(now);
        sent.add(now);
      }
      Instant second = now.minusSeconds(1);
      while (!sent.isEmpty() && !sent.peek().isAfter(second)) {
        sent.poll();
      }
      assertThat(sent.size()).as("seed %d, step %d", seed, i).isLessThanOrEqualTo(20 + 5);
    }
    assertThat(Duration.between(START, now)).isPositive();
  }

  @Test
  void what_is_available_can_be_taken_and_no_more() {
    Pace pace = Pace.of(new SendLimits(40, Duration.ZERO, 1), Instant.EPOCH);

    for (int left = 10; left > 0; left--) {
      assertThat(pace.available(START)).isEqualTo(left);
      pace = pace.take(START);
    }
    Pace empty = pace;
    assertThat(empty.available(START)).isZero();
    assertThat(empty.freeAt()).isEqualTo(START.plusMillis(25));
    assertThatThrownBy(() -> empty.take(START)).isInstanceOf(IllegalStateException.class);
    assertThat(empty.available(START.plusMillis(25))).isEqualTo(1);
    assertThat(empty.giveBack().available(START)).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({
    "1, 750, 1250",
    "2, 1500, 2500",
    "3, 3000, 5000",
    "4, 6000, 10000",
    "5, 12000, 20000"
  })
  void back_off_doubles_and_spreads_by_a_quarter(int miss, long least, long most) {
    long shortest = Long.MAX_VALUE;
    long longest = 0;
    for (int i = 0; i < 500; i++) {
      long wait = Backoff.notSent(DispatchId.of("" + i), miss).toMillis();
      shortest = Math.min(shortest, wait);
      longest = Math.max(longest, wait);
    }

    assertThat(shortest).isBetween(least, least + (most - least) / 10);
    assertThat(longest).isBetween(most - (most - least) / 10, most);
  }

  @ParameterizedTest
  @CsvSource({"0", "6"})
  void there_are_five_tries(int miss) {
    assertThatThrownBy(() -> Backoff.notSent(DispatchId.of("x"), miss))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @CsvSource({"0, 1", "1, 4", "2, 16", "3, 64", "6, 4096", "7, 4096"})
  void a_pair_waits_four_times_longer(int step, long seconds) {
    assertThat(Backoff.pausePair(step)).hasSeconds(seconds);
  }

  @ParameterizedTest
  @CsvSource({"0, 1", "5, 32", "6, 60", "40, 60"})
  void a_sender_waits_a_minute_at_most(int step, long seconds) {
    assertThat(Backoff.slowSender(step)).hasSeconds(seconds);
  }
}
