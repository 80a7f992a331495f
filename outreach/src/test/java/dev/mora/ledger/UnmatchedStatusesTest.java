package dev.mora.ledger;

import static dev.mora.ledger.contract.LedgerFixture.START;
import static dev.mora.ledger.contract.LedgerFixture.status;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.mora.channel.ChannelEvent.Status;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UnmatchedStatusesTest {

  private static final Status.Delivery SENT = status("", "wamid.1", Status.State.SENT, START);

  /** Ages as ISO 8601 durations; no next age: listed only. */
  @ParameterizedTest
  @CsvSource({
    "PT0S, PT30S",
    "PT30S, PT1M",
    "PT9M59.999S, PT10M29.999S",
    "PT10M, PT1H10M",
    "PT1H, PT2H",
    "PT166H59M59S, PT167H59M59S",
    "PT167H, PT168H",
    "PT167H0.001S, ",
    "PT168H, ",
    "PT200H, "
  })
  void it_is_tried_often_for_ten_minutes_then_hourly_for_seven_days(Duration age, Duration next) {
    Optional<Instant> tried = UnmatchedStatuses.nextTry(START, START.plus(age));

    assertThat(tried).isEqualTo(Optional.ofNullable(next).map(START::plus));
  }

  @Test
  void it_is_due_when_its_time_has_come_and_once_each_time() {
    var waiting = new UnmatchedStatuses(10);
    waiting.keep(SENT, Optional.empty(), START);

    assertThat(waiting.due(START.plusMillis(29_999))).isEmpty();
    assertThat(waiting.due(START.plusSeconds(30))).containsExactly(SENT);
    assertThat(waiting.due(START.plusSeconds(30))).isEmpty();
    assertThat(waiting.due(START.plusSeconds(60))).containsExactly(SENT);
  }

  @Test
  void in_a_month_of_reaping_every_quarter_of_a_minute_it_is_tried_187_times_and_stays_listed() {
    var waiting = new UnmatchedStatuses(10);
    waiting.keep(SENT, Optional.empty(), START);
    List<Instant> tries = new ArrayList<>();

    for (int i = 0; i < 30 * 24 * 240; i++) {
      Instant now = START.plusSeconds(15L * i);
      waiting.due(now).forEach(due -> tries.add(now));
    }

    // 20 within ten minutes, then one at each full hour after that up to the seventh day
    assertThat(tries)
        .hasSize(20 + 167)
        .last()
        .isEqualTo(START.plus(Duration.ofMinutes(10 + 167 * 60)));
    assertThat(waiting.all())
        .extracting(Unmatched::status, Unmatched::since)
        .containsExactly(tuple(SENT, START));
  }

  @Test
  void telling_it_again_changes_neither_its_age_nor_its_next_try() {
    var waiting = new UnmatchedStatuses(10);
    waiting.keep(SENT, Optional.empty(), START);

    waiting.keep(SENT, Optional.empty(), START.plusSeconds(29));

    assertThat(waiting.all())
        .extracting(Unmatched::status, Unmatched::since)
        .containsExactly(tuple(SENT, START));
    assertThat(waiting.due(START.plusSeconds(30))).containsExactly(SENT);
  }

  @Test
  void only_as_many_of_the_aged_go_as_room_is_needed_oldest_first() {
    var waiting = new UnmatchedStatuses(2);
    for (int i = 1; i <= 3; i++) {
      waiting.keep(
          status("", "wamid." + i, Status.State.SENT, START),
          Optional.empty(),
          START.plusSeconds(i));
    }
    Instant week = START.plus(Duration.ofDays(7));

    assertThat(waiting.isFull(week.plusSeconds(1))).isTrue();
    assertThat(waiting.all()).hasSize(3);
    assertThat(waiting.isFull(week.plusSeconds(9))).isFalse();
    assertThat(waiting.all())
        .extracting(each -> each.status().providerMessageId())
        .containsExactly("wamid.3");
    assertThat(waiting.waitingFor("wamid.1")).isEmpty();
  }
}
