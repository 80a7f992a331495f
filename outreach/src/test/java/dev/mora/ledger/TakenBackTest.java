package dev.mora.ledger;

import static dev.mora.ledger.contract.LedgerFixture.CAMPAIGN;
import static dev.mora.ledger.contract.LedgerFixture.SENDER;
import static dev.mora.ledger.contract.LedgerFixture.START;
import static dev.mora.ledger.contract.LedgerFixture.aDispatch;
import static dev.mora.ledger.contract.LedgerFixture.built;
import static dev.mora.ledger.contract.LedgerFixture.dispatchTo;
import static dev.mora.ledger.contract.LedgerFixture.phoneOf;
import static dev.mora.ledger.contract.LedgerFixture.request;
import static dev.mora.ledger.contract.LedgerFixture.submitted;
import static dev.mora.ledger.contract.LedgerFixture.template;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mora.channel.SendResult;
import dev.mora.ledger.contract.LedgerFixture;
import dev.mora.testkit.MutableClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** A work in memory that fails is taken back: whoever asks finds what stood there before. */
class TakenBackTest {

  private static final class Broken extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  private final MutableClock clock = LedgerFixture.aClock();
  private final MemoryStore store = new MemoryStore(InboxLimits.standard(), clock);
  private final DeliveryLedger ledger = StoredLedger.of(store, LedgerSettings.of("test"));
  private final Dispatch sent = dispatchTo("B-1", "sent");
  private final Dispatch waiting = dispatchTo("B-2", "waiting");
  private final Dispatch stranger = dispatchTo("B-3", "stranger");

  /** All that the books say of rows, one answer after the other. */
  private List<Object> seen() {
    List<Object> answers = new ArrayList<>();
    store.read(
        books -> {
          var ids = List.of(sent.id(), waiting.id(), stranger.id());
          answers.add(books.find(ids));
          ids.forEach(id -> answers.add(books.events(id)));
          answers.add(
              books.findByKey(
                  List.of(sent.header().key(), waiting.header().key(), stranger.header().key())));
          answers.add(books.findByProvider(List.of(Evidence.blanked("w-1"))).keySet());
          answers.add(
              books.sentTo(
                  Set.of(phoneOf("B-1"), phoneOf("B-2"), phoneOf("B-3")), START.minusSeconds(9)));
          answers.add(books.page(EntryFilter.all(), 0, 10));
          answers.add(books.page(EntryFilter.of(stranger.borrower()), 0, 10));
          answers.add(
              books.counts(Optional.empty()).entrySet().stream()
                  .filter(count -> count.getValue() != 0)
                  .toList());
          answers.add(books.nextDue(SENDER, Optional.of(CAMPAIGN)));
          answers.add(books.expired(START.plusSeconds(1_000_000), 10));
          answers.add(books.cards(ids.stream().map(id -> sent.borrower()).toList()));
          return true;
        });
    return answers;
  }

  private void fails(Consumer<Books> work) {
    List<Object> before = seen();

    assertThatThrownBy(
            () ->
                store.write(
                    books -> {
                      work.accept(books);
                      throw new Broken();
                    }))
        .isInstanceOf(Broken.class);

    assertThat(seen()).isEqualTo(before);
  }

  private void given() {
    ledger.outcome(submitted(ledger, sent, START), new SendResult.Accepted("w-1"));
    ledger.plan(List.of(waiting));
  }

  @Test
  void what_was_planned_is_planned_no_more_and_may_be_planned_again() {
    given();

    fails(books -> new Clerk(books).add(stranger, "planner"));

    assertThat(ledger.plan(List.of(stranger)).get(0).isNew()).isTrue();
    assertThat(ledger.claim(request())).hasSize(2);
  }

  @Test
  void what_was_postponed_is_due_when_it_was() {
    given();

    fails(books -> books.postpone(waiting.id(), START.plusSeconds(60)));

    assertThat(ledger.claim(request())).hasSize(1);
  }

  @Test
  void a_fresher_content_is_forgotten() {
    given();

    fails(
        books -> {
          var clerk = new Clerk(books);
          clerk.refresh(clerk.known(waiting.id()), waiting, template("fresh"));
        });
  }

  @Test
  void what_was_blanked_stands_there_again() {
    given();

    fails(
        books -> {
          var clerk = new Clerk(books);
          clerk.blank(clerk.known(sent.id()));
          clerk.blank(clerk.known(waiting.id()));
        });
  }

  @Test
  void what_was_set_aside_behind_another_of_its_borrower_is_due_again() {
    Dispatch first =
        built(
            aDispatch(CAMPAIGN, "B-2", "first").priority(1).notBefore(START.plusSeconds(2)), "B-2");
    Dispatch second =
        built(aDispatch(CAMPAIGN, "B-2", "second").notBefore(START.plusSeconds(1)), "B-2");
    ledger.plan(List.of(first, second));
    clock.advance(Duration.ofSeconds(2));

    fails(books -> assertThat(books.due(request(), clock.instant(), 10)).hasSize(1));

    assertThat(ledger.nextDue(SENDER, Optional.empty())).contains(START.plusSeconds(1));
  }

  @Test
  void a_claim_is_none() {
    given();

    fails(
        books -> {
          var clerk = new Clerk(books);
          new Claiming(clerk, new Stops(clerk), 3).claim(request(), 0);
          clerk.save();
        });

    assertThat(ledger.claim(request())).hasSize(1);
  }
}
