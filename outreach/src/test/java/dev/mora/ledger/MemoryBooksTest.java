package dev.mora.ledger;

import static dev.mora.ledger.contract.LedgerFixture.CAMPAIGN;
import static dev.mora.ledger.contract.LedgerFixture.SENDER;
import static dev.mora.ledger.contract.LedgerFixture.START;
import static dev.mora.ledger.contract.LedgerFixture.aDispatch;
import static dev.mora.ledger.contract.LedgerFixture.built;
import static dev.mora.ledger.contract.LedgerFixture.dispatchTo;
import static dev.mora.ledger.contract.LedgerFixture.phoneOf;
import static dev.mora.ledger.contract.LedgerFixture.submitted;
import static dev.mora.ledger.contract.LedgerFixture.toPhoneOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mora.channel.ChannelEvent.Status;
import dev.mora.channel.SendResult;
import dev.mora.ledger.contract.LedgerFixture;
import dev.mora.party.BorrowerId;
import dev.mora.party.Channel;
import dev.mora.party.ContactPoint;
import dev.mora.testkit.MutableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the books in memory answer, where a ledger alone would not show it. */
class MemoryBooksTest {

  private static final BorrowerId ROSA = BorrowerId.of("B-1");

  private final MutableClock clock = LedgerFixture.aClock();
  private final MemoryStore store = new MemoryStore(InboxLimits.standard(), clock);
  private final DeliveryLedger ledger = StoredLedger.of(store, LedgerSettings.of("test"));

  private <T> T read(Function<Books, T> look) {
    return store.read(look);
  }

  private void write(Consumer<Books> work) {
    store.write(
        books -> {
          work.accept(books);
          return true;
        });
  }

  private static Note note(String key, Optional<BorrowerId> borrower, String text) {
    return new Note("tray", key, borrower, text, START);
  }

  @Test
  void notes_of_nobody_are_found_by_a_word_in_their_text_or_their_key() {
    Note inText = note("1", Optional.empty(), "rang 525512345678 twice");
    Note inKey = note("2 of 525512345678", Optional.empty(), "x");
    Note ofRosa = note("3", Optional.of(ROSA), "525512345678");
    Note other = note("4", Optional.empty(), "525500000000");
    List<Note> all = List.of(inText, inKey, ofRosa, other);
    all.forEach(ledger.notes()::put);

    assertThat(
            this.<List<Note>>read(books -> books.notesHolding(List.of("525512345678", "nobody"))))
        .containsExactly(inText, inKey);
    assertThat(this.<List<Note>>read(books -> books.notesHolding(List.of()))).isEmpty();
  }

  // --- the inbox

  private InboxItem stored(int content, InboxItem.Status status) {
    InboxItem item =
        ledger.inbox().store(Channel.WHATSAPP, "55501", new byte[] {(byte) content}, START);
    if (status == InboxItem.Status.DONE) {
      ledger.inbox().settle(item, List.of(), Set.of());
    } else if (status == InboxItem.Status.QUARANTINED) {
      ledger.inbox().quarantine(item, "no event");
    }
    return item;
  }

  @Test
  void bodies_are_those_of_items_that_wait_no_more_behind_the_last_one_seen() {
    InboxItem done = stored(1, InboxItem.Status.DONE);
    stored(2, InboxItem.Status.PENDING);
    InboxItem emptied = stored(3, InboxItem.Status.DONE);
    InboxItem empty = emptied.withoutBody().with(InboxItem.Status.DONE, 0, "");
    write(books -> books.put(empty, Instant.EPOCH));
    InboxItem aside = stored(4, InboxItem.Status.QUARANTINED);

    assertThat(bodies(0)).containsExactly(done.id(), aside.id());
    assertThat(bodies(done.id())).containsExactly(aside.id());
    assertThat(bodies(aside.id() - 1)).containsExactly(aside.id());
    assertThat(bodies(aside.id())).isEmpty();
  }

  private List<Long> bodies(long after) {
    return read(books -> books.bodies(after, 9).stream().map(InboxItem::id).toList());
  }

  // --- rows

  @Test
  void what_was_sent_to_an_address_comes_in_the_order_of_planning_whoever_it_was_for() {
    var planned = new ArrayList<DispatchId>();
    for (int i = 0; i < 30; i++) {
      planned.add(submitted(ledger, toPhoneOf("B-1", "B-" + i), START).id());
    }

    Map<ContactPoint, List<DispatchEntry>> sent =
        read(books -> books.sentTo(Set.of(phoneOf("B-1")), START));

    assertThat(sent.values())
        .singleElement()
        .satisfies(entries -> assertThat(entries).extracting(DispatchEntry::id).isEqualTo(planned));
  }

  @ParameterizedTest(name = "since {0} ns before its last event: found {1}")
  @CsvSource({"1, true", "0, true", "-1, false"})
  void what_has_been_quiet_since_is_not_among_what_was_sent_to_an_address(
      long nanos, boolean found) {
    submitted(ledger, dispatchTo("B-1"), START);

    Map<?, ?> sent = read(books -> books.sentTo(Set.of(phoneOf("B-1")), START.minusNanos(nanos)));

    assertThat(sent.isEmpty()).isNotEqualTo(found);
  }

  @Test
  void an_id_of_the_provider_stays_with_the_first_that_had_it() {
    Claim first = submitted(ledger, dispatchTo("B-1"), START);
    Claim second = submitted(ledger, dispatchTo("B-2"), START);
    ledger.outcome(first, new SendResult.Accepted("w-1"));
    ledger.outcome(second, new SendResult.Accepted("w-1"));

    assertThat(ledger.findByProviderId("w-1").map(DispatchEntry::id)).contains(first.id());
  }

  @Test
  void rows_of_many_borrowers_are_found_at_once_without_those_who_have_none() {
    Dispatch one = dispatchTo("B-1", "1");
    Dispatch two = dispatchTo("B-1", "2");
    Dispatch other = dispatchTo("B-2");
    ledger.plan(List.of(one, other, two));

    Map<BorrowerId, List<DispatchEntry>> found =
        ledger.entries(List.of(ROSA, BorrowerId.of("B-2"), BorrowerId.of("B-9")));

    assertThat(found).containsOnlyKeys(ROSA, BorrowerId.of("B-2"));
    assertThat(found.get(ROSA)).extracting(DispatchEntry::id).containsExactly(one.id(), two.id());
  }

  @Test
  void rows_of_a_borrower_in_a_campaign_are_those_of_both() {
    Dispatch both = dispatchTo("B-1");
    var other = CampaignId.of("other");
    ledger.plan(List.of(both, dispatchTo("B-2"), built(aDispatch(other, "B-1", "1"), "B-1")));

    assertThat(ledger.entries(EntryFilter.of(ROSA).and(CAMPAIGN)))
        .extracting(DispatchEntry::id)
        .containsExactly(both.id());
  }

  @Test
  void a_pace_may_be_kept_of_a_sender_that_was_told_to_forget_one_before() {
    var pace = new RecipientPace(phoneOf("B-1"), START, 1);

    write(books -> books.removeRecipient(SENDER, phoneOf("B-1")));
    write(books -> books.put(SENDER, pace));

    assertThat(this.<Object>read(books -> books.recipients(SENDER, List.of(phoneOf("B-1")))))
        .isEqualTo(Map.of(phoneOf("B-1"), pace));
  }

  @ParameterizedTest(name = "{0} s behind its next try: due {1}")
  @CsvSource({"-1, 0", "0, 1", "1, 1"})
  void a_status_is_due_from_its_next_try_on_and_one_that_is_listed_only_never(
      long seconds, int due) {
    Instant next = START.plus(Duration.ofHours(1));
    write(books -> books.put(waiting("w-1", Optional.of(next))));
    write(books -> books.put(waiting("w-2", Optional.empty())));

    assertThat(
            this.<List<Unmatched>>read(books -> books.unmatchedDue(next.plusSeconds(seconds), 9)))
        .hasSize(due);
  }

  private static Unmatched waiting(String id, Optional<Instant> next) {
    return new Unmatched(LedgerFixture.status("", id, Status.State.SENT, START), START, next);
  }

  // --- the store

  @Test
  void a_ledger_in_memory_says_that_it_forgets() {
    assertThat(ledger.durability()).isEqualTo(Durability.NONE);
    assertThat(store.durability()).isEqualTo(Durability.NONE);
  }

  @Test
  void a_ledger_that_one_thread_closed_is_closed_for_all() {
    CompletableFuture.runAsync(ledger::close).join();

    assertThatThrownBy(ledger::counts)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("the ledger is closed");
    assertThatThrownBy(() -> ledger.plan(List.of(dispatchTo("B-1"))))
        .isInstanceOf(IllegalStateException.class);
  }
}
