package dev.mora.jdbc;

import dev.mora.contact.Suppression;
import dev.mora.history.ContactRecord;
import dev.mora.ledger.BookedRow;
import dev.mora.ledger.Books;
import dev.mora.ledger.BorrowerCard;
import dev.mora.ledger.CampaignId;
import dev.mora.ledger.CampaignRecord;
import dev.mora.ledger.ClaimRequest;
import dev.mora.ledger.Dispatch;
import dev.mora.ledger.DispatchEntry;
import dev.mora.ledger.DispatchId;
import dev.mora.ledger.EntryFilter;
import dev.mora.ledger.InboxItem;
import dev.mora.ledger.LedgerEvent;
import dev.mora.ledger.Note;
import dev.mora.ledger.PlanKey;
import dev.mora.ledger.ReachBook;
import dev.mora.ledger.RecipientPace;
import dev.mora.ledger.SenderDesk;
import dev.mora.ledger.SenderId;
import dev.mora.ledger.State;
import dev.mora.ledger.Stop;
import dev.mora.ledger.TemplateKey;
import dev.mora.ledger.Unmatched;
import dev.mora.party.BorrowerId;
import dev.mora.party.Consent;
import dev.mora.party.ContactPoint;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The books of one transaction: each subject has a class of its own, this is their one door. */
final class JdbcBooks implements Books {

  private final Supplier<Instant> clock;
  private final @Nullable Supplier<Instant> leaseClock;
  private final int mostUnmatched;
  private final boolean writable;
  private final Rows rows;
  private final Turns turns;
  private final People people;
  private final Desks desks;
  private final StopTable stops;
  private final UnmatchedTable unmatched;
  private final NoteTable notes;
  private final InboxTable inbox;
  private final ReachTable reach;
  private @Nullable Instant now;
  private @Nullable Instant leaseNow;
  private boolean wrote;

  /**
   * @param leaseClock null: the same clock
   */
  JdbcBooks(
      Session session,
      Remembered remembered,
      Supplier<Instant> clock,
      @Nullable Supplier<Instant> leaseClock,
      int mostUnmatched,
      boolean writable) {
    this.mostUnmatched = mostUnmatched;
    this.clock = clock;
    this.leaseClock = leaseClock;
    this.writable = writable;
    rows = new Rows(session, remembered);
    turns = new Turns(session, remembered);
    people = new People(session);
    desks = new Desks(session, remembered);
    stops = new StopTable(session, remembered);
    unmatched = new UnmatchedTable(session, remembered);
    notes = new NoteTable(session);
    inbox = new InboxTable(session);
    reach = new ReachTable(session, remembered, this::writing);
  }

  /** Writes what was held back; false if there was nothing to write in the whole work. */
  boolean finish() {
    rows.flush();
    desks.flush();
    unmatched.flush();
    return wrote;
  }

  @Override
  public Instant now() {
    Instant known = now;
    if (known == null) {
      known = clock.get();
      now = known;
    }
    return known;
  }

  @Override
  public Instant leaseNow() {
    Instant known = leaseNow;
    if (known == null) {
      known = leaseClock == null ? now() : leaseClock.get();
      leaseNow = known;
    }
    return known;
  }

  /** The rows as this work has left them, for a look that goes by the tables. */
  private void settled() {
    rows.flush();
  }

  private void writing() {
    if (!writable) {
      throw new IllegalStateException("these books are open for reading only");
    }
    wrote = true;
  }

  // --- rows

  @Override
  public Map<DispatchId, BookedRow> find(Collection<DispatchId> ids) {
    return rows.find(ids);
  }

  @Override
  public Map<PlanKey, BookedRow> findByKey(Collection<PlanKey> keys) {
    return rows.findByKey(keys);
  }

  @Override
  public Map<String, BookedRow> findByProvider(Collection<String> blanked) {
    return rows.findByProvider(blanked);
  }

  @Override
  public Map<ContactPoint, List<DispatchEntry>> sentTo(
      Collection<ContactPoint> points, Instant since) {
    return rows.sentTo(points, since);
  }

  @Override
  public List<BookedRow> page(EntryFilter filter, long after, int most) {
    return rows.page(filter, after, most);
  }

  @Override
  public Map<BorrowerId, List<DispatchEntry>> entries(Collection<BorrowerId> borrowers) {
    return rows.entries(borrowers);
  }

  @Override
  public List<BookedRow> ofTemplate(TemplateKey template, State state, long after, int most) {
    return rows.ofTemplate(template, state, after, most);
  }

  @Override
  public List<LedgerEvent> events(DispatchId dispatch) {
    return rows.events(dispatch);
  }

  @Override
  public Map<State, Long> counts(Optional<CampaignId> campaign) {
    return rows.counts(campaign);
  }

  @Override
  public long nextSequence() {
    return rows.nextSequence();
  }

  @Override
  public void insert(Dispatch dispatch, DispatchEntry planned) {
    writing();
    rows.insert(dispatch, planned);
  }

  @Override
  public void append(LedgerEvent event, DispatchEntry after) {
    writing();
    rows.append(event, after);
  }

  @Override
  public void replace(Dispatch dispatch) {
    writing();
    rows.replace(dispatch);
  }

  @Override
  public void blank(DispatchId dispatch, List<LedgerEvent> events, DispatchEntry after) {
    writing();
    rows.blank(dispatch, events, after);
  }

  // --- what is to be done

  @Override
  public List<BookedRow> due(ClaimRequest request, Instant at, int most) {
    settled();
    Turns.Due due = turns.due(request, at, most);
    if (writable && due.turn().isPresent()) {
      writing();
      turns.turn(request.sender(), due.turn().get());
    }
    Map<DispatchId, BookedRow> found = rows.find(due.ids());
    return due.ids().stream().map(found::get).filter(Objects::nonNull).toList();
  }

  @Override
  public void postpone(DispatchId dispatch, Instant due) {
    writing();
    rows.postpone(dispatch, due);
  }

  @Override
  public Optional<Instant> nextDue(SenderId sender, Optional<CampaignId> campaign) {
    settled();
    return turns.nextDue(sender, campaign);
  }

  @Override
  public Optional<Instant> nextLeaseEnd(SenderId sender, Optional<CampaignId> campaign) {
    settled();
    return turns.nextLeaseEnd(sender, campaign);
  }

  @Override
  public List<BookedRow> leasesOver(State state, Instant at, int most) {
    return rows.leasesOver(state, at, most);
  }

  @Override
  public List<BookedRow> unknownsUntil(Instant until, int most) {
    return rows.unknownsUntil(until, most);
  }

  @Override
  public List<BookedRow> unknownsUntil(Instant until, String reason, int most) {
    return rows.unknownsUntil(until, reason, most);
  }

  @Override
  public List<BookedRow> expired(Instant at, int most) {
    return rows.expired(at, most);
  }

  @Override
  public List<BookedRow> quietSince(Instant before, Set<State> states, long after, int most) {
    return rows.quietSince(before, states, after, most);
  }

  // --- people

  @Override
  public Map<BorrowerId, BorrowerCard> cards(Collection<BorrowerId> borrowers) {
    settled();
    return people.cards(borrowers);
  }

  @Override
  public void add(ContactRecord contact) {
    writing();
    people.add(contact);
  }

  @Override
  public void add(Consent consent) {
    writing();
    people.add(consent);
  }

  @Override
  public void add(BorrowerId borrower, Suppression suppression) {
    writing();
    people.add(borrower, suppression);
  }

  @Override
  public void remove(BorrowerId borrower, Suppression.Reason reason) {
    writing();
    people.remove(borrower, reason);
  }

  @Override
  public void remove(BorrowerId borrower, Suppression suppression) {
    writing();
    people.remove(borrower, suppression);
  }

  @Override
  public void addUnusable(BorrowerId borrower, BorrowerCard.Address address) {
    writing();
    people.addUnusable(borrower, address);
  }

  @Override
  public void removeUnusable(BorrowerId borrower, BorrowerCard.Address address) {
    writing();
    people.removeUnusable(borrower, address);
  }

  @Override
  public void removeUnusable(BorrowerId borrower) {
    writing();
    people.removeUnusable(borrower);
  }

  // --- senders

  @Override
  public SenderDesk sender(SenderId sender) {
    return desks.sender(sender);
  }

  @Override
  public void put(SenderDesk desk) {
    writing();
    desks.put(desk);
  }

  @Override
  public Map<ContactPoint, RecipientPace> recipients(
      SenderId sender, Collection<ContactPoint> points) {
    return desks.recipients(sender, points);
  }

  @Override
  public void put(SenderId sender, RecipientPace pace) {
    writing();
    desks.put(sender, pace);
  }

  @Override
  public void removeRecipient(SenderId sender, ContactPoint point) {
    writing();
    desks.removeRecipient(sender, point);
  }

  @Override
  public ReachBook reach() {
    return reach;
  }

  // --- stops and campaigns

  @Override
  public Optional<Stop> lenderStop() {
    return stops.lenderStop();
  }

  @Override
  public void putLenderStop(Stop stop) {
    writing();
    stops.putLenderStop(stop);
  }

  @Override
  public void removeLenderStop() {
    writing();
    stops.removeLenderStop();
  }

  @Override
  public Map<TemplateKey, Stop> templateStops() {
    return stops.templateStops();
  }

  @Override
  public void putTemplateStop(TemplateKey template, Stop stop) {
    writing();
    stops.putTemplateStop(template, stop);
  }

  @Override
  public void removeTemplateStop(TemplateKey template) {
    writing();
    stops.removeTemplateStop(template);
  }

  @Override
  public int refusals(TemplateKey template) {
    return stops.refusals(template);
  }

  @Override
  public void putRefusals(TemplateKey template, int inARow) {
    writing();
    stops.putRefusals(template, inARow);
  }

  @Override
  public Optional<CampaignRecord> campaign(CampaignId campaign) {
    return stops.campaign(campaign);
  }

  @Override
  public void put(CampaignRecord campaign) {
    writing();
    stops.put(campaign);
  }

  @Override
  public List<CampaignRecord> campaigns(int most) {
    return stops.campaigns(most);
  }

  // --- statuses that wait for their message

  @Override
  public boolean hasRoomForUnmatched() {
    writing();
    return unmatched.hasRoom(mostUnmatched, now());
  }

  @Override
  public boolean hasUnmatched() {
    return unmatched.hasAny();
  }

  @Override
  public void put(Unmatched status) {
    writing();
    unmatched.put(status);
  }

  @Override
  public void remove(Unmatched status) {
    writing();
    unmatched.remove(status);
  }

  @Override
  public Map<String, Unmatched> unmatchedByKey(Collection<String> keys) {
    return unmatched.byKey(keys);
  }

  @Override
  public List<Unmatched> unmatchedOf(
      Collection<DispatchId> dispatches, Collection<String> providerIds) {
    return unmatched.of(dispatches, providerIds);
  }

  @Override
  public List<Unmatched> unmatchedTo(Collection<String> recipients) {
    return unmatched.to(recipients);
  }

  @Override
  public void forgetUnmatched(Instant before) {
    writing();
    unmatched.forget(before);
  }

  @Override
  public List<Unmatched> unmatchedDue(Instant at, int most) {
    return unmatched.due(at, most);
  }

  @Override
  public List<Unmatched> unmatched(int most) {
    return unmatched.all(most);
  }

  // --- notes

  @Override
  public Optional<Note> note(String shelf, String key) {
    return notes.note(shelf, key);
  }

  @Override
  public List<Note> notes(String shelf, String afterKey, int most) {
    return notes.notes(shelf, afterKey, most);
  }

  @Override
  public Map<String, List<Note>> notes(Collection<String> shelves) {
    return notes.notes(shelves).stream().collect(Collectors.groupingBy(Note::shelf));
  }

  @Override
  public Map<String, Note> notes(String shelf, Collection<String> keys) {
    return notes.notes(shelf, keys).stream()
        .collect(Collectors.toMap(Note::key, Function.identity()));
  }

  @Override
  public List<Note> notes(BorrowerId borrower) {
    return notes.notes(borrower);
  }

  @Override
  public List<Note> notesHolding(Collection<String> words) {
    return notes.holding(words);
  }

  @Override
  public void put(Note note) {
    writing();
    notes.put(note);
  }

  @Override
  public void removeNote(String shelf, String key) {
    writing();
    notes.remove(shelf, key);
  }

  @Override
  public void removeNotes(BorrowerId borrower) {
    writing();
    notes.remove(borrower);
  }

  // --- the inbox

  @Override
  public Optional<InboxItem> item(long id) {
    return inbox.item(id);
  }

  @Override
  public List<InboxItem> pending(Instant at, int most) {
    return inbox.pending(at, most);
  }

  @Override
  public int pendingCount() {
    return inbox.pendingCount();
  }

  @Override
  public List<InboxItem> items(InboxItem.Status status, int most) {
    return inbox.items(status, most);
  }

  @Override
  public List<InboxItem> bodies(long after, int most) {
    return inbox.bodies(after, most);
  }

  @Override
  public void put(InboxItem item, Instant leaseUntil) {
    writing();
    inbox.put(item, leaseUntil);
  }

  @Override
  public void forgetBodies(Instant before) {
    writing();
    inbox.forgetBodies(before);
  }

  @Override
  public Set<String> effects(Collection<String> keys) {
    return inbox.effects(keys);
  }

  @Override
  public void addEffects(Collection<String> keys, Instant at) {
    writing();
    inbox.addEffects(keys, at);
  }

  @Override
  public void forgetEffects(Instant before) {
    writing();
    inbox.forgetEffects(before);
  }
}
