package dev.mora.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mora.history.ContactRecord.Direction;
import dev.mora.history.ContactRecord.Outcome;
import dev.mora.party.BorrowerId;
import dev.mora.party.Channel;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ContactHistoryTest {

  private static final BorrowerId ANA = BorrowerId.of("B-1");
  private static final Instant NOON = Instant.parse("2026-11-16T12:00:00Z");

  private static ContactRecord record(
      BorrowerId who, long hours, Direction direction, Outcome outcome) {
    return new ContactRecord(
        who,
        Optional.empty(),
        NOON.plusSeconds(hours * 3600),
        Channel.WHATSAPP,
        direction,
        outcome,
        "");
  }

  private static ContactRecord sent(long hours) {
    return record(ANA, hours, Direction.OUT, Outcome.SENT);
  }

  @Test
  void records_come_back_per_borrower_and_in_the_order_of_time() {
    ContactRecord stranger = record(BorrowerId.of("B-2"), 1, Direction.OUT, Outcome.SENT);

    ContactHistory history = ContactHistory.of(List.of(sent(3), stranger, sent(1))).with(sent(2));

    assertThat(history.of(ANA)).containsExactly(sent(1), sent(2), sent(3));
    assertThat(history.of(BorrowerId.of("B-3"))).isEmpty();
    assertThat(history.size()).isEqualTo(4);
  }

  @Test
  void adding_a_record_changes_a_copy() {
    ContactHistory before = ContactHistory.of(List.of(sent(1)));

    before.with(sent(2));

    assertThat(before.of(ANA)).containsExactly(sent(1));
    assertThat(ContactHistory.none().size()).isZero();
  }

  @Test
  void a_period_holds_its_first_instant_and_not_its_last() {
    ContactHistory history = ContactHistory.of(List.of(sent(0), sent(1), sent(2)));

    assertThat(history.between(ANA, sent(0).at(), sent(2).at())).containsExactly(sent(0), sent(1));
    assertThat(history.attempts(ANA, sent(0).at().plusNanos(1), sent(2).at().plusNanos(1)))
        .containsExactly(sent(1), sent(2));
  }

  @ParameterizedTest
  @EnumSource(Outcome.class)
  void whatever_may_have_left_is_an_attempt(Outcome outcome) {
    assertThat(record(ANA, 0, Direction.OUT, outcome).isAttempt())
        .isEqualTo(outcome != Outcome.REJECTED);
    assertThat(record(ANA, 0, Direction.IN, outcome).isAttempt()).isFalse();
    assertThat(record(ANA, 0, Direction.IN, outcome).isFromPerson()).isTrue();
    assertThat(record(ANA, 0, Direction.OUT, outcome).isFromPerson())
        .isEqualTo(outcome == Outcome.REPLIED);
  }

  @Test
  void the_last_attempt_and_the_last_reply_lie_before_the_moment_asked_for() {
    ContactRecord reply = record(ANA, 2, Direction.IN, Outcome.REPLIED);
    ContactRecord refused = record(ANA, 4, Direction.OUT, Outcome.REJECTED);
    ContactHistory history = ContactHistory.of(List.of(sent(1), reply, sent(3), refused));

    assertThat(history.lastAttempt(ANA, NOON.plusSeconds(36_000))).contains(sent(3));
    assertThat(history.lastAttempt(ANA, sent(3).at())).contains(sent(1));
    assertThat(history.lastAttempt(ANA, sent(1).at())).isEmpty();
    assertThat(history.lastReply(ANA, NOON.plusSeconds(36_000))).contains(reply);
    assertThat(history.lastReply(ANA, reply.at())).isEmpty();
  }
}
