package dev.mora.outreach;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mora.history.ContactHistory;
import dev.mora.history.ContactRecord;
import dev.mora.history.ContactRecord.Direction;
import dev.mora.history.ContactRecord.Outcome;
import dev.mora.ledger.GateView;
import dev.mora.ledger.contract.LedgerFixture;
import dev.mora.party.BorrowerId;
import dev.mora.party.Channel;
import dev.mora.party.Consents;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SharedNumberTest {

  private static final BorrowerId ROSA = BorrowerId.of("B-1");
  private static final Instant NOW = LedgerFixture.START;
  private static final Instant BEFORE = NOW.minus(Duration.ofDays(1));

  @Test
  void a_contact_known_both_ways_counts_once() {
    ContactRecord sent = contact(BEFORE, Channel.WHATSAPP, Outcome.SENT);

    assertThat(counted(List.of(sent), List.of(sent))).containsExactly(sent);
  }

  @Test
  void a_contact_that_got_further_meanwhile_counts_once_as_the_ledger_has_it() {
    ContactRecord unknown = contact(BEFORE, Channel.WHATSAPP, Outcome.UNKNOWN);
    ContactRecord read = contact(BEFORE, Channel.WHATSAPP, Outcome.READ);

    assertThat(counted(List.of(read), List.of(unknown))).containsExactly(read);
  }

  @Test
  void a_contact_that_was_refused_meanwhile_does_not_count() {
    ContactRecord unknown = contact(BEFORE, Channel.WHATSAPP, Outcome.UNKNOWN);
    ContactRecord refused = contact(BEFORE, Channel.WHATSAPP, Outcome.REJECTED);

    assertThat(counted(List.of(refused), List.of(unknown))).isEmpty();
  }

  @Test
  void two_messages_of_one_moment_are_two_by_either_way() {
    ContactRecord sent = contact(BEFORE, Channel.WHATSAPP, Outcome.SENT);

    assertThat(counted(List.of(sent, sent), List.of(sent))).hasSize(2);
    assertThat(counted(List.of(sent, sent), List.of(sent, sent))).hasSize(2);
    assertThat(counted(List.of(sent), List.of(sent, sent))).hasSize(2);
  }

  @Test
  void what_others_did_and_what_the_ledger_sent_are_both_counted_beside_the_persons_own() {
    ContactRecord own = contact(NOW.minus(Duration.ofDays(3)), Channel.WHATSAPP, Outcome.READ);
    ContactRecord call = contact(NOW.minus(Duration.ofDays(2)), Channel.CALL, Outcome.VOICEMAIL);
    ContactRecord sent = contact(BEFORE, Channel.WHATSAPP, Outcome.SENT);

    ContactHistory history =
        SharedNumber.history(view(ContactHistory.of(List.of(own)), List.of(sent)), List.of(call));

    assertThat(history.of(ROSA)).containsExactly(own, call, sent);
  }

  private static List<ContactRecord> counted(
      List<ContactRecord> booked, List<ContactRecord> before) {
    return SharedNumber.history(view(ContactHistory.none(), booked), before).of(ROSA);
  }

  private static GateView view(ContactHistory own, List<ContactRecord> sameAddress) {
    return new GateView(
        LedgerFixture.dispatchTo("B-1"),
        own,
        sameAddress,
        Consents.of(List.of()),
        Set.of(),
        true,
        List.of(),
        NOW);
  }

  private static ContactRecord contact(Instant at, Channel channel, Outcome outcome) {
    return new ContactRecord(
        ROSA, Optional.empty(), at, channel, Direction.OUT, outcome, "cuota_vencida");
  }
}
