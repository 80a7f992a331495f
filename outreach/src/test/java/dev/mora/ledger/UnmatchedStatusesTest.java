package dev.mora.ledger;

import static dev.mora.ledger.contract.LedgerFixture.START;
import static dev.mora.ledger.contract.LedgerFixture.status;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mora.channel.ChannelEvent.Status;
import dev.mora.ledger.contract.LedgerFixture;
import dev.mora.testkit.MutableClock;
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

  private final MutableClock clock = LedgerFixture.aClock();
  private final MemoryStore store = new MemoryStore(InboxLimits.standard(), clock);

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
    keep(SENT);

    assertThat(triedAt(START.plusMillis(29_999))).isEmpty();
    assertThat(triedAt(START.plusSeconds(30))).containsExactly(SENT);
    assertThat(triedAt(START.plusSeconds(30))).isEmpty();
    assertThat(triedAt(START.plusSeconds(60))).containsExactly(SENT);
  }

  @Test
  void in_a_month_of_reaping_every_quarter_of_a_minute_it_is_tried_187_times_and_stays_listed() {
    keep(SENT);
    List<Instant> tries = new ArrayList<>();

    for (int i = 0; i < 30 * 24 * 240; i++) {
      Instant now = START.plusSeconds(15L * i);
      triedAt(now).forEach(due -> tries.add(now));
    }

    // 20 within ten minutes, then one at each full hour after that up to the seventh day
    assertThat(tries)
        .hasSize(20 + 167)
        .last()
        .isEqualTo(START.plus(Duration.ofMinutes(10 + 167 * 60)));
    assertThat(all()).extracting(Unmatched::since).containsExactly(START);
  }

  @Test
  void telling_it_again_changes_neither_its_age_nor_its_next_try() {
    keep(SENT);

    clock.advance(Duration.ofSeconds(29));
    keep(SENT);

    assertThat(all()).extracting(Unmatched::since).containsExactly(START);
    assertThat(triedAt(START.plusSeconds(30))).containsExactly(SENT);
  }

  @Test
  void only_as_many_of_the_aged_go_as_room_is_needed_oldest_first() {
    var small = new MemoryStore(new InboxLimits(1, 1, 1, 2), clock);
    for (int i = 1; i <= 3; i++) {
      clock.advance(Duration.ofSeconds(1));
      var status = status("", "wamid." + i, Status.State.SENT, START);
      small.write(books -> keep(books, status));
    }

    clock.advance(Duration.ofDays(7).minusSeconds(2));
    assertThat(small.<Boolean>write(Books::hasRoomForUnmatched)).isFalse();
    assertThat(small.<List<Unmatched>>read(books -> books.unmatched(9))).hasSize(3);

    clock.advance(Duration.ofSeconds(8));
    assertThat(small.<Boolean>write(Books::hasRoomForUnmatched)).isTrue();
    assertThat(small.<List<Unmatched>>read(books -> books.unmatched(9)))
        .extracting(each -> each.status().providerMessageId())
        .containsExactly("wamid.3");
    assertThat(
            small.<List<Unmatched>>read(books -> books.unmatchedOf(List.of(), List.of("wamid.1"))))
        .isEmpty();
  }

  private void keep(Status.Delivery status) {
    store.write(books -> keep(books, status));
  }

  private static boolean keep(Books books, Status.Delivery status) {
    new UnmatchedStatuses(books).keep(status);
    return true;
  }

  private List<Status.Delivery> triedAt(Instant now) {
    clock.advance(Duration.between(clock.instant(), now));
    return store.write(
        books -> {
          var statuses = new UnmatchedStatuses(books);
          List<Unmatched> due = statuses.due(9);
          due.forEach(statuses::putOff);
          return due.stream().map(Unmatched::status).toList();
        });
  }

  private List<Unmatched> all() {
    return store.read(books -> books.unmatched(9));
  }
}
