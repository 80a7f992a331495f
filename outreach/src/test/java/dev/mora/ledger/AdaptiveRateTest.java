package dev.mora.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mora.channel.SendLimits;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AdaptiveRateTest {

  private static final SendLimits FORTY = new SendLimits(40, Duration.ofSeconds(6), 32);
  private static final long START = Long.MAX_VALUE - 1_000_000_000L;

  private final AdaptiveRate rate = new AdaptiveRate();

  private int at(double seconds) {
    return rate.of(FORTY, after(seconds)).perSecond();
  }

  /** Of a counter that overflows within the next second. */
  private static long after(double seconds) {
    return START + (long) (seconds * 1e9);
  }

  @Test
  void a_sender_that_was_never_too_fast_has_what_it_declares() {
    assertThat(rate.of(FORTY, START)).isEqualTo(FORTY);
  }

  @ParameterizedTest
  @CsvSource({"0, 20", "0.4, 20", "0.5, 21", "1, 22", "5, 30", "9.5, 39", "10, 40", "60, 40"})
  void it_goes_half_as_fast_and_comes_back_step_by_step(double seconds, int perSecond) {
    rate.tooFast(FORTY, START);

    assertThat(at(seconds)).isEqualTo(perSecond);
    assertThat(rate.of(FORTY, after(seconds)).pairGap()).isEqualTo(FORTY.pairGap());
    assertThat(rate.of(FORTY, after(seconds)).maxInFlight()).isEqualTo(32);
  }

  @ParameterizedTest
  @CsvSource({"0.999, 21", "1, 11"})
  void refusals_of_one_storm_halve_once(double seconds, int perSecond) {
    rate.tooFast(FORTY, START);
    rate.tooFast(FORTY, after(seconds));

    assertThat(at(seconds)).isEqualTo(perSecond);
  }

  @Test
  void it_never_stands_still() {
    for (int i = 0; i < 100; i++) {
      rate.tooFast(FORTY, after(i));
    }

    assertThat(at(100)).isGreaterThanOrEqualTo(1);
    assertThat(rate.of(new SendLimits(1, Duration.ZERO, 1), after(100)).perSecond()).isEqualTo(1);
  }

  @Test
  void who_asks_with_an_older_time_loses_nothing() {
    rate.tooFast(FORTY, START);

    assertThat(at(-0.1)).isEqualTo(20);
  }

  @Test
  void limits_that_are_declared_anew_hold_at_once() {
    rate.tooFast(FORTY, START);
    var ten = new SendLimits(10, Duration.ZERO, 32);

    assertThat(rate.of(ten, START).perSecond()).isEqualTo(10);
  }

  /** A monotonic clock may stand anywhere, at its own zero too. */
  @Test
  void the_first_refusal_halves_whatever_the_counter_shows() {
    rate.tooFast(FORTY, 5);

    assertThat(rate.of(FORTY, 5).perSecond()).isEqualTo(20);
  }
}
