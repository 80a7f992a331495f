package dev.mora.ledger.contract;

import static dev.mora.ledger.contract.LedgerFixture.SENDER;
import static dev.mora.ledger.contract.LedgerFixture.START;
import static dev.mora.ledger.contract.LedgerFixture.dispatchTo;
import static dev.mora.ledger.contract.LedgerFixture.phoneOf;
import static dev.mora.ledger.contract.LedgerFixture.request;
import static dev.mora.ledger.contract.LedgerFixture.status;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mora.channel.ChannelEvent.Status;
import dev.mora.contact.Suppression;
import dev.mora.history.ContactRecord;
import dev.mora.ledger.BookedRow;
import dev.mora.ledger.Books;
import dev.mora.ledger.BorrowerCard;
import dev.mora.ledger.CampaignId;
import dev.mora.ledger.CampaignRecord;
import dev.mora.ledger.Dispatch;
import dev.mora.ledger.DispatchEntry;
import dev.mora.ledger.EntryFilter;
import dev.mora.ledger.InboxItem;
import dev.mora.ledger.LedgerEvent;
import dev.mora.ledger.LedgerStore;
import dev.mora.ledger.Note;
import dev.mora.ledger.RecipientPace;
import dev.mora.ledger.SenderDesk;
import dev.mora.ledger.SenderId;
import dev.mora.ledger.State;
import dev.mora.ledger.Stop;
import dev.mora.ledger.TemplateKey;
import dev.mora.ledger.Transition;
import dev.mora.ledger.Unmatched;
import dev.mora.loan.LoanId;
import dev.mora.party.BorrowerId;
import dev.mora.party.Channel;
import dev.mora.party.Consent;
import dev.mora.party.ContactPoint;
import dev.mora.testkit.MutableClock;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * The books of a store, without the protocol above them: a work keeps all that it wrote, and sees
 * it at once; one that fails leaves nothing changed, and who may only read changes nothing.
 */
public abstract class BooksContract {

  private static final class Broken extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  private static final BorrowerId ROSA = BorrowerId.of("B-1");
  private static final Instant LATER = START.plusSeconds(1_000_000);
  private static final Stop STOP = new Stop("rejected", "ana", START);
  private static final Stop OTHER_STOP = new Stop("other", "ben", START);
  private static final Suppression PAID = Suppression.of(Suppression.Reason.PAID, LoanId.of("L-1"));
  private static final Suppression PAID_TOO =
      Suppression.of(Suppression.Reason.PAID, LoanId.of("L-2"));
  private static final Suppression WRONG = Suppression.of(Suppression.Reason.WRONG_NUMBER);

  private static final Map<Transition, State> STATES =
      Map.of(
          Transition.CLAIMED, State.CLAIMED,
          Transition.SUBMITTED, State.SUBMITTING,
          Transition.LOST, State.UNKNOWN,
          Transition.ACCEPTED, State.ACCEPTED,
          Transition.TOLD_DELIVERED, State.DELIVERED);

  protected final MutableClock clock = LedgerFixture.aClock();
  protected LedgerStore store;
  private InboxItem item;

  /** A fresh store, whose clock this is. */
  protected abstract LedgerStore create(InstantSource clock);

  @BeforeEach
  void create_a_store() {
    store = create(clock);
    item = kept(1);
    kept(2);
  }

  @AfterEach
  void close_the_store() {
    store.close();
  }

  private InboxItem kept(int content) {
    String hash = String.valueOf(content).repeat(64);
    return store.keep(Channel.WHATSAPP, "55501", new byte[] {(byte) content}, hash, START);
  }

  private static InboxItem settled(InboxItem item) {
    return new InboxItem(
        item.id(),
        item.channel(),
        item.account(),
        item.body(),
        item.sha256(),
        item.receivedAt(),
        InboxItem.Status.DONE,
        1,
        "");
  }

  private static TemplateKey template(String name) {
    return new TemplateKey(SENDER, name, "1", "es_MX");
  }

  private static BorrowerCard.Address address(String whose) {
    return new BorrowerCard.Address(Channel.WHATSAPP, phoneOf(whose));
  }

  private static ContactRecord contact(int second) {
    return new ContactRecord(
        ROSA,
        Optional.empty(),
        START.plusSeconds(second),
        Channel.CALL,
        ContactRecord.Direction.OUT,
        ContactRecord.Outcome.SENT,
        "");
  }

  private static Consent consent(int second) {
    return new Consent(ROSA, Channel.WHATSAPP, Consent.State.IN, START.plusSeconds(second), "form");
  }

  private static RecipientPace pace(String whose, int step) {
    return new RecipientPace(phoneOf(whose), START, step);
  }

  private static CampaignRecord campaign(String name, int weight) {
    return new CampaignRecord(
        CampaignId.of(name),
        "",
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        weight,
        START);
  }

  private static Note note(String key, String text) {
    return new Note("tray", key, Optional.of(ROSA), text, START);
  }

  private static Unmatched unmatched(String id, long nextTry) {
    return new Unmatched(
        status("", id, Status.State.SENT, START), START, Optional.of(START.plusSeconds(nextTry)));
  }

  private static SenderDesk desk(int slowStep) {
    SenderDesk rested = SenderDesk.of(SENDER);
    return new SenderDesk(
        SENDER, rested.pace(), START, slowStep, rested.alive(), Optional.of(STOP));
  }

  /** One of each stands in the books; works change it, add to it or take it away. */
  private static void given(Books books) {
    books.add(contact(1));
    books.add(consent(1));
    books.add(ROSA, PAID);
    books.add(ROSA, WRONG);
    books.addUnusable(ROSA, address("B-1"));
    books.put(desk(1));
    books.put(SENDER, pace("B-1", 1));
    books.putLenderStop(STOP);
    books.putTemplateStop(template("one"), STOP);
    books.putRefusals(template("one"), 1);
    books.put(campaign("one", 1));
    books.put(unmatched("w-1", 30));
    books.put(note("one", "text"));
    books.addEffects(List.of("effect 1"), START);
  }

  private Map<String, Consumer<Books>> works() {
    var works = new LinkedHashMap<String, Consumer<Books>>();
    works.put("a contact", books -> books.add(contact(2)));
    works.put("a contact that is known", books -> books.add(contact(1)));
    works.put("a consent", books -> books.add(consent(2)));
    works.put("a consent that is known", books -> books.add(consent(1)));
    works.put("a suppression", books -> books.add(ROSA, PAID_TOO));
    works.put("a suppression that is known", books -> books.add(ROSA, PAID));
    works.put("a suppression lifted", books -> books.remove(ROSA, PAID));
    works.put("a suppression lifted that never was", books -> books.remove(ROSA, PAID_TOO));
    works.put("all of a reason lifted", books -> books.remove(ROSA, Suppression.Reason.PAID));
    works.put("an address given up", books -> books.addUnusable(ROSA, address("B-2")));
    works.put("an address given up again", books -> books.addUnusable(ROSA, address("B-1")));
    works.put("an address usable again", books -> books.removeUnusable(ROSA, address("B-1")));
    works.put("another one that was usable", books -> books.removeUnusable(ROSA, address("B-2")));
    works.put("all addresses usable again", books -> books.removeUnusable(ROSA));
    works.put("a sender", books -> books.put(desk(2)));
    works.put("a pace", books -> books.put(SENDER, pace("B-1", 2)));
    works.put("a new pace", books -> books.put(SENDER, pace("B-2", 1)));
    works.put("a pace forgotten", books -> books.removeRecipient(SENDER, phoneOf("B-1")));
    works.put("a pace forgotten that was none", books -> forgetStranger(books));
    works.put("the lender stopped again", books -> books.putLenderStop(OTHER_STOP));
    works.put("the lender resumed", Books::removeLenderStop);
    works.put("a template stopped", books -> books.putTemplateStop(template("two"), STOP));
    works.put("stopped for another", books -> books.putTemplateStop(template("one"), OTHER_STOP));
    works.put("a template resumed", books -> books.removeTemplateStop(template("one")));
    works.put("one resumed that was not", books -> books.removeTemplateStop(template("two")));
    works.put("refusals", books -> books.putRefusals(template("one"), 2));
    works.put("first refusals", books -> books.putRefusals(template("two"), 1));
    works.put("a campaign", books -> books.put(campaign("one", 2)));
    works.put("a new campaign", books -> books.put(campaign("two", 1)));
    works.put("a status that waits", books -> books.put(unmatched("w-2", 30)));
    works.put("a status put off", books -> books.put(unmatched("w-1", 60)));
    works.put("a status that found its message", books -> books.remove(unmatched("w-1", 30)));
    works.put("a note", books -> books.put(note("two", "text")));
    works.put("a note in the place of another", books -> books.put(note("one", "other")));
    works.put("a note removed", books -> books.removeNote("tray", "one"));
    works.put("a note removed that was none", books -> books.removeNote("none", "one"));
    works.put("all notes of a borrower removed", books -> books.removeNotes(ROSA));
    works.put("a notification leased", books -> books.put(item, LATER));
    works.put("a notification settled", books -> books.put(settled(item), Instant.EPOCH));
    works.put("effects", books -> books.addEffects(List.of("effect 1", "effect 2"), START));
    return works;
  }

  private static void forgetStranger(Books books) {
    books.removeRecipient(new SenderId(Channel.SMS, "none"), phoneOf("B-1"));
  }

  /** Every answer that one of the works could change. */
  private List<Object> seen() {
    return store.read(BooksContract::seen);
  }

  private static List<Object> seen(Books books) {
    List<Object> answers = new ArrayList<>();
    answers.add(books.cards(List.of(ROSA)));
    answers.add(books.sender(SENDER));
    answers.add(books.recipients(SENDER, List.of(phoneOf("B-1"), phoneOf("B-2"))));
    answers.add(books.lenderStop());
    answers.add(books.templateStops());
    answers.add(List.of(books.refusals(template("one")), books.refusals(template("two"))));
    answers.add(books.campaigns(9));
    answers.add(books.unmatched(9));
    answers.add(books.unmatchedDue(START.plusSeconds(30), 9));
    answers.add(books.unmatchedOf(List.of(), List.of("w-1", "w-2")));
    answers.add(books.notes("tray", "", 9));
    answers.add(books.notes(ROSA));
    answers.add(shown(books.pending(START, 9)));
    answers.add(shown(books.items(InboxItem.Status.DONE, 9)));
    answers.add(books.pendingCount());
    answers.add(Set.copyOf(books.effects(List.of("effect 1", "effect 2"))));
    answers.add(books.bodies(0, 9).size());
    return answers;
  }

  private static Set<String> shown(List<InboxItem> items) {
    var shown = new HashSet<String>();
    items.forEach(each -> shown.add(each + " " + each.tries()));
    return shown;
  }

  private void write(Consumer<Books> work) {
    store.write(
        books -> {
          work.accept(books);
          return true;
        });
  }

  private void failed(Consumer<Books> work) {
    assertThatThrownBy(
            () ->
                write(
                    books -> {
                      work.accept(books);
                      throw new Broken();
                    }))
        .isInstanceOf(Broken.class);
  }

  @TestFactory
  List<DynamicTest> a_work_that_fails_has_written_nothing() {
    write(BooksContract::given);
    var tests = new ArrayList<DynamicTest>();
    works()
        .forEach(
            (name, work) ->
                tests.add(
                    DynamicTest.dynamicTest(
                        name,
                        () -> {
                          List<Object> before = seen();

                          failed(work);

                          assertThat(seen()).isEqualTo(before);
                        })));
    return tests;
  }

  /** Step by step, the last one first: each finds what the one after it had found. */
  @Test
  void a_work_of_many_steps_is_taken_back_as_a_whole() {
    write(BooksContract::given);
    List<Object> before = seen();

    failed(books -> works().values().forEach(work -> work.accept(books)));

    assertThat(seen()).isEqualTo(before);
  }

  @Test
  void a_work_that_does_not_fail_is_kept_whatever_the_next_one_does() {
    write(BooksContract::given);
    works().values().forEach(this::write);
    List<Object> after = seen();

    failed(books -> books.add(contact(3)));

    assertThat(seen()).isEqualTo(after);
    assertThat(after).doesNotContain(Optional.of(STOP));
  }

  @TestFactory
  List<DynamicTest> who_reads_cannot_write() {
    write(BooksContract::given);
    var works = new LinkedHashMap<>(works());
    Dispatch known = dispatchTo("B-1");
    write(books -> plan(books, known));
    Dispatch stranger = dispatchTo("B-2");
    works.put("a row", books -> books.insert(stranger, DispatchEntry.planned(stranger)));
    works.put("an event", books -> append(books, known, Transition.NOTED));
    works.put("a fresher content", books -> books.replace(known));
    works.put("a blanked row", books -> blank(books, known));
    works.put("a row postponed", books -> books.postpone(known.id(), LATER));
    works.put("bodies forgotten", books -> books.forgetBodies(LATER));
    works.put("effects forgotten", books -> books.forgetEffects(LATER));
    works.put("statuses forgotten", books -> books.forgetUnmatched(LATER));
    var tests = new ArrayList<DynamicTest>();
    works.forEach(
        (name, work) -> tests.add(DynamicTest.dynamicTest(name, () -> assertRefused(work))));
    return tests;
  }

  private void assertRefused(Consumer<Books> work) {
    List<Object> before = seen();

    assertThatThrownBy(
            () ->
                store.read(
                    books -> {
                      work.accept(books);
                      return true;
                    }))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("these books are open for reading only");

    assertThat(seen()).isEqualTo(before);
  }

  /** Whatever else a work does or does not do. */
  @TestFactory
  List<DynamicTest> a_work_sees_at_once_what_the_next_ones_will_see() {
    var tests = new ArrayList<DynamicTest>();
    var works = new LinkedHashMap<>(works());
    works.put("bodies forgotten", books -> books.forgetBodies(LATER));
    works.put("effects forgotten", books -> books.forgetEffects(LATER));
    works.put("statuses forgotten", books -> books.forgetUnmatched(LATER));
    works.forEach(
        (name, work) ->
            tests.add(
                DynamicTest.dynamicTest(
                    name,
                    () -> {
                      write(BooksContract::given);

                      List<Object> within =
                          store.write(
                              books -> {
                                work.accept(books);
                                return seen(books);
                              });

                      assertThat(seen()).isEqualTo(within);
                    })));
    return tests;
  }

  /** To whoever had nothing to do with it: another process, or this one after a restart. */
  @Test
  void what_was_put_comes_back() {
    assertThat(store.<Boolean>read(Books::hasUnmatched)).isFalse();
    Unmatched first = unmatched("w-1", 30);
    Unmatched earlier = new Unmatched(first.status(), START.minusSeconds(1), first.nextTry());
    Unmatched listed =
        new Unmatched(
            status("", "w-2", Status.State.READ, START), START.plusSeconds(9), Optional.empty());
    write(BooksContract::given);
    write(books -> books.put(listed));
    write(books -> books.put(earlier));

    store.read(
        books -> {
          assertThat(books.hasUnmatched()).isTrue();
          assertThat(books.unmatched(9)).containsExactly(earlier, listed);
          assertThat(books.unmatched(1)).containsExactly(earlier);
          assertThat(books.unmatchedDue(START.plusSeconds(30), 9)).containsExactly(earlier);
          assertThat(books.unmatchedDue(START.plusSeconds(30).minusNanos(1), 9)).isEmpty();
          assertThat(books.unmatchedByKey(List.of(listed.key(), "none")))
              .isEqualTo(Map.of(listed.key(), listed));
          assertThat(books.unmatchedOf(List.of(), List.of("w-2", "w-1", "w-3")))
              .containsExactlyInAnyOrder(earlier, listed);
          assertThat(books.unmatchedTo(List.of("5255", "none")))
              .containsExactlyInAnyOrder(earlier, listed);
          assertThat(books.unmatchedTo(List.of("none"))).isEmpty();
          assertThat(books.lenderStop()).contains(STOP);
          assertThat(books.templateStops()).isEqualTo(Map.of(template("one"), STOP));
          assertThat(books.refusals(template("one"))).isEqualTo(1);
          assertThat(books.campaigns(9)).containsExactly(campaign("one", 1));
          assertThat(books.sender(SENDER)).isEqualTo(desk(1));
          assertThat(books.recipients(SENDER, List.of(phoneOf("B-1"))).values())
              .containsExactly(pace("B-1", 1));
          assertThat(books.notes("tray", "", 9)).containsExactly(note("one", "text"));
          assertThat(books.effects(List.of("effect 1", "effect 2"))).containsExactly("effect 1");
          BorrowerCard card = books.cards(List.of(ROSA)).get(ROSA);
          assertThat(card)
              .isEqualTo(
                  new BorrowerCard(
                      List.of(),
                      List.of(contact(1)),
                      List.of(consent(1)),
                      Set.of(PAID, WRONG),
                      Set.of(address("B-1"))));
          return true;
        });
  }

  @Test
  void what_waits_for_its_time_says_until_when() {
    Dispatch planned = dispatchTo("B-1");
    Dispatch claimed = dispatchTo("B-2");
    write(
        books -> {
          plan(books, planned);
          plan(books, claimed);
          append(books, claimed, Transition.CLAIMED);
          books.postpone(planned.id(), LATER);
        });

    assertThat(store.<Optional<Instant>>write(b -> b.nextDue(SENDER, Optional.empty())))
        .contains(LATER);
    assertThat(store.<Optional<Instant>>write(b -> b.nextLeaseEnd(SENDER, Optional.empty())))
        .contains(START);
    assertThat(
            store.<Optional<Instant>>write(
                b -> b.nextLeaseEnd(SENDER, Optional.of(CampaignId.of("another")))))
        .isEmpty();
  }

  // --- rows

  private static void plan(Books books, Dispatch dispatch) {
    books.insert(dispatch, DispatchEntry.planned(dispatch));
    append(books, dispatch, Transition.PLANNED);
  }

  private static void append(Books books, Dispatch dispatch, Transition transition) {
    LedgerEvent event = event(books.nextSequence(), dispatch, transition);
    books.append(event, DispatchEntry.planned(dispatch).after(event));
  }

  private static LedgerEvent event(long sequence, Dispatch dispatch, Transition transition) {
    return new LedgerEvent(
        sequence,
        dispatch.id(),
        transition,
        STATES.getOrDefault(transition, State.PLANNED),
        START,
        "worker",
        transition == Transition.LOST ? "crash" : "",
        "",
        Optional.empty(),
        Optional.of("w-1").filter(id -> transition == Transition.ACCEPTED));
  }

  private static void blank(Books books, Dispatch dispatch) {
    books.blank(dispatch.id(), List.of(), DispatchEntry.planned(dispatch));
  }

  /** And what was tried and proven not sent has not. */
  @Test
  void what_was_told_of_one_that_never_left_may_have_been_sent() {
    Dispatch told = dispatchTo("B-1");
    Dispatch missed = dispatchTo("B-2");
    write(books -> plan(books, told));
    write(books -> plan(books, missed));
    write(books -> append(books, told, Transition.TOLD_DELIVERED));
    write(books -> append(books, missed, Transition.BACKED_OFF));

    assertThat(
            store.<Set<ContactPoint>>read(
                books -> books.sentTo(List.of(told.to(), missed.to()), START).keySet()))
        .containsExactly(told.to());
  }

  /** A look, and the way of a dispatch that changes what it finds. */
  private record Look(Function<Books, Object> of, List<Transition> way) {}

  private static Map<String, Look> looks(Dispatch rosas) {
    List<Transition> planned = List.of(Transition.PLANNED);
    List<Transition> claimed = List.of(Transition.PLANNED, Transition.CLAIMED);
    List<Transition> submitted =
        List.of(Transition.PLANNED, Transition.CLAIMED, Transition.SUBMITTED);
    List<Transition> lost =
        List.of(Transition.PLANNED, Transition.CLAIMED, Transition.SUBMITTED, Transition.LOST);
    List<Transition> accepted =
        List.of(Transition.PLANNED, Transition.CLAIMED, Transition.SUBMITTED, Transition.ACCEPTED);
    TemplateKey template = rosas.template().orElseThrow();
    var key = rosas.header().key();
    String id = event(1, rosas, Transition.ACCEPTED).blankedProviderId().orElseThrow();
    var looks = new LinkedHashMap<String, Look>();
    looks.put("by id", new Look(b -> b.find(List.of(rosas.id())).size(), planned));
    looks.put("by plan key", new Look(b -> b.findByKey(List.of(key)).size(), planned));
    looks.put("by provider id", new Look(b -> b.findByProvider(List.of(id)).size(), accepted));
    looks.put("to an address", new Look(b -> b.sentTo(Set.of(phoneOf("B-1")), START), submitted));
    looks.put("a page", new Look(b -> entries(b.page(EntryFilter.all(), 0, 9)), planned));
    looks.put("of a borrower", new Look(b -> b.entries(Set.of(ROSA)), planned));
    looks.put(
        "of a template",
        new Look(b -> entries(b.ofTemplate(template, State.PLANNED, 0, 9)), planned));
    looks.put("events", new Look(b -> b.events(rosas.id()), planned));
    looks.put("counts", new Look(b -> Map.copyOf(b.counts(Optional.empty())), planned));
    looks.put("due", new Look(b -> entries(b.due(request(), START, 9)), planned));
    looks.put("next due", new Look(b -> b.nextDue(SENDER, Optional.empty()), planned));
    looks.put("next lease end", new Look(b -> b.nextLeaseEnd(SENDER, Optional.empty()), claimed));
    looks.put(
        "leases over", new Look(b -> entries(b.leasesOver(State.CLAIMED, START, 9)), claimed));
    looks.put("unknown", new Look(b -> entries(b.unknownsUntil(START, 9)), lost));
    looks.put(
        "unknown of a reason", new Look(b -> entries(b.unknownsUntil(START, "crash", 9)), lost));
    looks.put("expired", new Look(b -> entries(b.expired(LATER, 9)), planned));
    looks.put(
        "quiet", new Look(b -> entries(b.quietSince(LATER, Set.of(State.PLANNED), 0, 9)), planned));
    looks.put("cards", new Look(b -> b.cards(Set.of(ROSA)), submitted));
    return looks;
  }

  private static List<DispatchEntry> entries(List<BookedRow> rows) {
    return rows.stream().map(BookedRow::entry).toList();
  }

  @TestFactory
  List<DynamicTest> a_look_sees_the_rows_as_the_same_work_left_them() {
    var tests = new ArrayList<DynamicTest>();
    Dispatch rosas = dispatchTo("B-1");
    looks(rosas)
        .forEach((name, look) -> tests.add(DynamicTest.dynamicTest(name, () -> sees(rosas, look))));
    return tests;
  }

  /** In a store of its own: only what is held back tells the looks apart. */
  private void sees(Dispatch dispatch, Look look) {
    try (LedgerStore fresh = create(clock)) {
      Object before = fresh.write(look.of);
      Object within =
          fresh.write(
              books -> {
                books.insert(dispatch, DispatchEntry.planned(dispatch));
                DispatchEntry entry = DispatchEntry.planned(dispatch);
                for (Transition step : look.way) {
                  LedgerEvent event = event(books.nextSequence(), dispatch, step);
                  entry = entry.after(event);
                  books.append(event, entry);
                }
                return look.of.apply(books);
              });

      assertThat(within).isNotEqualTo(before);
      assertThat(fresh.<Object>write(look.of)).isEqualTo(within);
    }
  }
}
