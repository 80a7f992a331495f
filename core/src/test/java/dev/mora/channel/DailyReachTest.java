package dev.mora.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DailyReachTest {

  private static final int ANY = DailyReach.NO_LIMIT;

  @ParameterizedTest
  @CsvSource({
    "250, 80, 2147483647, 0, 200",
    "2000, 80, 2147483647, 0, 1600",
    "100000, 100, 2147483647, 0, 100000",
    "2147483646, 100, 2147483647, 9, 2147483646",
    "1, 80, 2147483647, 0, 1",
    "2000, 80, 100, 0, 100",
    "2000, 80, 100, 3, 800",
    "2000, 80, 100, 4, 1600",
    "2000, 80, 100, -1, 100",
    "2147483647, 80, 2147483647, 0, 2147483647",
    "2147483647, 80, 1, 30, 1073741824",
    "2147483647, 80, 1, 31, 2147483647",
    "2147483647, 80, 1, 9999999, 2147483647"
  })
  void people_of_a_day_are_a_share_of_the_tier_or_of_the_ramp(
      int tier, int percent, int firstDay, long day, int people) {
    assertThat(new DailyReach("b", tier, percent, firstDay).people(day)).isEqualTo(people);
  }

  @ParameterizedTest
  @CsvSource({"'', 1, 1, 1", "b, 0, 1, 1", "b, 1, 0, 1", "b, 1, 101, 1", "b, 1, 1, 0"})
  void a_reach_that_cannot_be_is_refused(String business, int tier, int percent, int firstDay) {
    assertThatThrownBy(() -> new DailyReach(business, tier, percent, firstDay))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void another_rate_keeps_the_reach() {
    SendLimits limits =
        new SendLimits(40, Duration.ofSeconds(6), 32)
            .reaching(DailyReach.ofTier("b", 250).rampingUpFrom(10));

    assertThat(limits.at(20).reach()).contains(new DailyReach("b", 250, 80, 10));
    assertThat(limits.at(20).perSecond()).isEqualTo(20);
    assertThat(limits.reach().orElseThrow().told(ANY)).isEqualTo(new DailyReach("b", ANY, 80, 10));
  }
}
