package dev.mora.whatsapp;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PatienceTest {

  private static final String ROSA = "+525512345678";

  private final AtomicLong nanos = new AtomicLong(-5);
  private final Patience patience = new Patience(nanos::get);

  private void pass(Duration time) {
    nanos.addAndGet(time.toNanos());
  }

  @Test
  void a_sender_waits_twice_as_long_after_each_pause_that_did_not_help_up_to_a_minute() {
    for (int seconds : new int[] {1, 2, 4, 8, 16, 32, 60, 60, 60}) {
      assertThat(patience.sender()).hasSeconds(seconds);
      pass(Duration.ofSeconds(seconds));
    }
  }

  @ParameterizedTest(name = "{0} ns into a pause of a second: {1} ns")
  @CsvSource({
    "0,          1000000000",
    "1,           999999999",
    "999999999,           1",
    "1000000000, 2000000000"
  })
  void one_pause_is_shared_by_all_who_ask_while_it_lasts(long into, long left) {
    patience.sender();

    nanos.addAndGet(into);

    assertThat(patience.sender()).hasNanos(left);
  }

  @ParameterizedTest(name = "accepted {0} ns into a pause of a second: the next one is {1} s")
  @CsvSource({"999999999, 2", "1000000000, 1"})
  void an_acceptance_starts_anew_unless_it_was_in_flight_when_the_pause_began(
      long into, long next) {
    patience.sender();
    nanos.addAndGet(into);
    patience.accepted(ROSA);

    pass(Duration.ofSeconds(2));

    assertThat(patience.sender()).hasSeconds(next);
  }

  @Test
  void a_pair_waits_four_times_longer_each_time_up_to_1024_seconds() {
    for (int seconds : new int[] {1, 4, 16, 64, 256, 1024, 1024}) {
      assertThat(patience.pair(ROSA)).hasSeconds(seconds);
    }
    assertThat(patience.pair("+525587654321")).hasSeconds(1);
  }

  @ParameterizedTest(name = "{0} µs after the last time: {1} s")
  @CsvSource({"3599999999, 4", "3600000000, 1"})
  void a_pair_that_was_quiet_for_an_hour_starts_anew(long after, long seconds) {
    patience.pair(ROSA);

    nanos.addAndGet(after * 1000);

    assertThat(patience.pair(ROSA)).hasSeconds(seconds);
  }
}
