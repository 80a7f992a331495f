package dev.mora.ledger;

import dev.mora.contact.Suppression;
import dev.mora.history.ContactRecord;
import dev.mora.party.BorrowerId;
import dev.mora.party.Consent;
import dev.mora.party.ContactPoint;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The books of a ledger in memory, under the lock of its {@link MemoryStore}. */
final class MemoryBooks implements Books {

  private final Undo undo;
  private final InstantSource clock;
  private final MemoryRows rows;
  private final WaitingRoom waiting;
  private final MemoryInbox inbox;
  private final MemoryReach reach;
  private final Map<SenderId, SenderDesk> senders = new HashMap<>();
  private final Map<SenderId, Map<ContactPoint, RecipientPace>> recipients = new HashMap<>();
  private final Map<String, Stop> lenderStop = new HashMap<>();
  private final Map<TemplateKey, Stop> templateStops = new LinkedHashMap<>();
  private final Map<TemplateKey, Integer> refusals = new HashMap<>();
  private final Map<CampaignId, CampaignRecord> campaigns = new HashMap<>();
  private final Map<String, Map<String, Note>> notes = new LinkedHashMap<>();
  private long sequence;

  MemoryBooks(Undo undo, InstantSource clock, WaitingRoom waiting, MemoryInbox inbox) {
    this.undo = undo;
    this.clock = clock;
    this.waiting = waiting;
    this.inbox = inbox;
    rows = new MemoryRows(undo);
    reach = new MemoryReach(undo);
  }

  void endOfWork() {
    rows.endOfWork();
  }

  @Override
  public Instant now() {
    return clock.instant();
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
  public List<BookedRow> ofTemplate(TemplateKey template, State state, long after, int most) {
    Optional<TemplateKey> wanted = Optional.of(template);
    return rows.page(
        entry -> entry.state() == state && entry.template().equals(wanted), after, most);
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
    return ++sequence;
  }

  @Override
  public void insert(Dispatch dispatch, DispatchEntry planned) {
    rows.insert(dispatch, planned);
  }

  @Override
  public void append(LedgerEvent event, DispatchEntry after) {
    rows.append(event, after);
  }

  @Override
  public void replace(Dispatch dispatch) {
    rows.replace(dispatch);
  }

  @Override
  public void blank(DispatchId dispatch, List<LedgerEvent> events, DispatchEntry after) {
    rows.blank(dispatch, events, after);
  }

  // --- what is to be done

  @Override
  public List<BookedRow> due(ClaimRequest request, Instant now, int most) {
    return rows.due(request, now, most, active(request.campaign()), this::weight);
  }

  private int weight(CampaignId campaign) {
    return campaign(campaign).map(CampaignRecord::weight).orElse(1);
  }

  private Predicate<CampaignId> active(Optional<CampaignId> only) {
    return campaign ->
        only.map(campaign::equals).orElse(true)
            && campaign(campaign).filter(CampaignRecord::isHalted).isEmpty();
  }

  @Override
  public void postpone(DispatchId dispatch, Instant due) {
    rows.postpone(dispatch, due);
  }

  @Override
  public Optional<Instant> nextDue(SenderId sender, Optional<CampaignId> campaign) {
    return rows.nextDue(sender, active(campaign));
  }

  @Override
  public Optional<Instant> nextLeaseEnd(SenderId sender, Optional<CampaignId> campaign) {
    Predicate<DispatchEntry> wanted =
        entry ->
            entry.header().sender().equals(sender)
                && campaign.map(entry.campaign()::equals).orElse(true);
    return Stream.of(State.CLAIMED, State.SUBMITTING)
        .flatMap(state -> rows.watched(state, wanted, BY_LEASE, 1).stream())
        .map(row -> leaseUntil(row.entry()))
        .min(Comparator.naturalOrder());
  }

  private static final Comparator<DispatchEntry> BY_LEASE =
      Comparator.comparing(MemoryBooks::leaseUntil);

  private static Instant leaseUntil(DispatchEntry entry) {
    return entry.lease().map(DispatchEntry.Lease::until).orElse(Instant.MIN);
  }

  @Override
  public List<BookedRow> leasesOver(State state, Instant now, int most) {
    return rows.watched(state, entry -> !leaseUntil(entry).isAfter(now), BY_LEASE, most);
  }

  @Override
  public List<BookedRow> unknownsUntil(Instant until, int most) {
    Comparator<DispatchEntry> bySince =
        Comparator.comparing(entry -> entry.unknownSince().orElse(Instant.MAX));
    return rows.watched(
        State.UNKNOWN,
        entry -> entry.unknownSince().filter(since -> !since.isAfter(until)).isPresent(),
        bySince,
        most);
  }

  @Override
  public List<BookedRow> expired(Instant now, int most) {
    return rows.expired(now, most);
  }

  @Override
  public List<BookedRow> quietSince(Instant before, Set<State> states, long after, int most) {
    return rows.quietSince(before, states, after, most);
  }

  // --- people

  @Override
  public Map<BorrowerId, BorrowerCard> cards(Collection<BorrowerId> borrowers) {
    var cards = new LinkedHashMap<BorrowerId, BorrowerCard>();
    for (BorrowerId borrower : borrowers) {
      Person person = rows.person(borrower);
      cards.put(
          borrower,
          new BorrowerCard(
              rows.sent(person),
              List.copyOf(person.contacts),
              List.copyOf(person.consents),
              person.suppressions,
              person.unusable));
    }
    return cards;
  }

  @Override
  public void add(ContactRecord contact) {
    undo.add(rows.person(contact.borrower()).contacts, contact);
  }

  @Override
  public void add(Consent consent) {
    undo.add(rows.person(consent.borrower()).consents, consent);
  }

  @Override
  public void add(BorrowerId borrower, Suppression suppression) {
    undo.add(rows.person(borrower).suppressions, suppression);
  }

  @Override
  public void remove(BorrowerId borrower, Suppression.Reason reason) {
    Set<Suppression> suppressions = rows.person(borrower).suppressions;
    suppressions.stream()
        .filter(known -> known.reason() == reason)
        .toList()
        .forEach(known -> undo.remove(suppressions, known));
  }

  @Override
  public void remove(BorrowerId borrower, Suppression suppression) {
    undo.remove(rows.person(borrower).suppressions, suppression);
  }

  @Override
  public void addUnusable(BorrowerId borrower, BorrowerCard.Address address) {
    undo.add(rows.person(borrower).unusable, address);
  }

  @Override
  public void removeUnusable(BorrowerId borrower, BorrowerCard.Address address) {
    undo.remove(rows.person(borrower).unusable, address);
  }

  @Override
  public void removeUnusable(BorrowerId borrower) {
    Set<BorrowerCard.Address> unusable = rows.person(borrower).unusable;
    List.copyOf(unusable).forEach(address -> undo.remove(unusable, address));
  }

  // --- senders

  @Override
  public SenderDesk sender(SenderId sender) {
    return senders.getOrDefault(sender, SenderDesk.of(sender));
  }

  @Override
  public void put(SenderDesk desk) {
    undo.put(senders, desk.sender(), desk);
  }

  @Override
  public Map<ContactPoint, RecipientPace> recipients(
      SenderId sender, Collection<ContactPoint> points) {
    Map<ContactPoint, RecipientPace> known = recipients.getOrDefault(sender, Map.of());
    return points.stream()
        .flatMap(point -> Optional.ofNullable(known.get(point)).stream())
        .collect(Collectors.toMap(RecipientPace::to, pace -> pace));
  }

  @Override
  public void put(SenderId sender, RecipientPace pace) {
    undo.put(recipients.computeIfAbsent(sender, key -> new HashMap<>()), pace.to(), pace);
  }

  @Override
  public void removeRecipient(SenderId sender, ContactPoint point) {
    undo.remove(recipients.computeIfAbsent(sender, key -> new HashMap<>()), point);
  }

  @Override
  public ReachBook reach() {
    return reach;
  }

  // --- stops

  @Override
  public Optional<Stop> lenderStop() {
    return lenderStop.values().stream().findFirst();
  }

  @Override
  public void putLenderStop(Stop stop) {
    undo.put(lenderStop, "", stop);
  }

  @Override
  public void removeLenderStop() {
    undo.remove(lenderStop, "");
  }

  @Override
  public Map<TemplateKey, Stop> templateStops() {
    return Map.copyOf(templateStops);
  }

  @Override
  public void putTemplateStop(TemplateKey template, Stop stop) {
    undo.put(templateStops, template, stop);
  }

  @Override
  public void removeTemplateStop(TemplateKey template) {
    undo.remove(templateStops, template);
  }

  @Override
  public int refusals(TemplateKey template) {
    return refusals.getOrDefault(template, 0);
  }

  @Override
  public void putRefusals(TemplateKey template, int inARow) {
    undo.put(refusals, template, inARow);
  }

  // --- campaigns

  @Override
  public Optional<CampaignRecord> campaign(CampaignId campaign) {
    return Optional.ofNullable(campaigns.get(campaign));
  }

  @Override
  public void put(CampaignRecord campaign) {
    undo.put(campaigns, campaign.id(), campaign);
  }

  @Override
  public List<CampaignRecord> campaigns(int most) {
    return campaigns.values().stream()
        .sorted(
            Comparator.comparing(CampaignRecord::since)
                .reversed()
                .thenComparing(CampaignRecord::id))
        .limit(most)
        .toList();
  }

  // --- statuses that wait for their message

  @Override
  public boolean hasRoomForUnmatched() {
    return waiting.hasRoom(now());
  }

  @Override
  public boolean hasUnmatched() {
    return !waiting.first(1).isEmpty();
  }

  @Override
  public void put(Unmatched status) {
    waiting.put(status);
  }

  @Override
  public void remove(Unmatched status) {
    waiting.remove(status);
  }

  @Override
  public Map<String, Unmatched> unmatchedByKey(Collection<String> keys) {
    return waiting.find(keys);
  }

  @Override
  public List<Unmatched> unmatchedOf(
      Collection<DispatchId> dispatches, Collection<String> providerIds) {
    return waiting.of(dispatches, providerIds);
  }

  @Override
  public List<Unmatched> unmatchedTo(Collection<String> names) {
    return waiting.first(Integer.MAX_VALUE).stream()
        .filter(each -> names.contains(each.status().recipientId()))
        .toList();
  }

  @Override
  public void forgetUnmatched(Instant before) {
    waiting.first(Integer.MAX_VALUE).stream()
        .filter(each -> each.since().isBefore(before))
        .forEach(waiting::remove);
  }

  @Override
  public List<Unmatched> unmatchedDue(Instant now, int most) {
    return waiting.due(now, most);
  }

  @Override
  public List<Unmatched> unmatched(int most) {
    return waiting.first(most);
  }

  // --- notes

  @Override
  public Optional<Note> note(String shelf, String key) {
    return Optional.ofNullable(notes.getOrDefault(shelf, Map.of()).get(key));
  }

  @Override
  public List<Note> notes(String shelf, String afterKey, int most) {
    Stream<Note> all = notes.getOrDefault(shelf, Map.of()).values().stream();
    return (afterKey.isEmpty() ? all : all.dropWhile(note -> !note.key().equals(afterKey)).skip(1))
        .limit(most)
        .toList();
  }

  @Override
  public List<Note> notes(BorrowerId borrower) {
    return notes.values().stream()
        .flatMap(shelf -> shelf.values().stream())
        .filter(note -> note.borrower().filter(borrower::equals).isPresent())
        .toList();
  }

  @Override
  public List<Note> notesHolding(Collection<String> words) {
    return notes.values().stream()
        .flatMap(shelf -> shelf.values().stream())
        .filter(note -> note.borrower().isEmpty())
        .filter(
            note ->
                words.stream()
                    .anyMatch(word -> note.text().contains(word) || note.key().contains(word)))
        .toList();
  }

  @Override
  public void put(Note note) {
    undo.put(notes.computeIfAbsent(note.shelf(), shelf -> new LinkedHashMap<>()), note.key(), note);
  }

  @Override
  public void removeNote(String shelf, String key) {
    undo.remove(notes.computeIfAbsent(shelf, name -> new LinkedHashMap<>()), key);
  }

  @Override
  public void removeNotes(BorrowerId borrower) {
    new ArrayList<>(notes(borrower)).forEach(note -> removeNote(note.shelf(), note.key()));
  }

  // --- the inbox

  @Override
  public Optional<InboxItem> item(long id) {
    return inbox.item(id);
  }

  @Override
  public List<InboxItem> pending(Instant now, int most) {
    return inbox.pending(now, most);
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
    inbox.put(item, leaseUntil);
  }

  @Override
  public void forgetBodies(Instant before) {
    inbox.forgetBodies(before);
  }

  @Override
  public Set<String> effects(Collection<String> keys) {
    return inbox.effects(keys);
  }

  @Override
  public void addEffects(Collection<String> keys, Instant at) {
    inbox.addEffects(keys, at);
  }

  @Override
  public void forgetEffects(Instant before) {
    inbox.forgetEffects(before);
  }
}
