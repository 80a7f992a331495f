package dev.mora.ledger;

import dev.mora.contact.Suppression;
import dev.mora.history.ContactRecord;
import dev.mora.party.BorrowerId;
import dev.mora.party.Consent;
import dev.mora.party.ContactPoint;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a {@link LedgerStore} keeps, open to one work on one thread. Verbs of storage: what may be
 * done is decided by the caller.
 *
 * <p>Every read sees what the same work wrote before it. A store may hold writes back until the
 * next read or the end of the work, and then keep only the last entry of each row. Callers read a
 * batch first and write it afterwards, so that both take few statements.
 *
 * <p>Values come back equal to what was put in: instants to the nanosecond, {@link Instant#MIN} and
 * {@link Instant#MAX} too. Lists are bounded by {@code most}, and are in the stated order. Maps
 * hold what was found and leave out the rest.
 */
public interface Books {

  /** Of what is read in pages here. */
  int PAGE = 1_000;

  /**
   * The store's clock: of the database where several processes share it. Read after the work has
   * become the only writer; may stand still within a work.
   */
  Instant now();

  /**
   * What leases run by: the same, unless {@link #now} is a pretended moment. A worker that is gone
   * is gone in real time.
   */
  default Instant leaseNow() {
    return now();
  }

  // --- rows

  Map<DispatchId, BookedRow> find(Collection<DispatchId> ids);

  Map<PlanKey, BookedRow> findByKey(Collection<PlanKey> keys);

  /**
   * The rows that were first to bring these ids.
   *
   * @param blanked as {@link LedgerEvent#blankedProviderId} gives them; the keys of the result
   */
  Map<String, BookedRow> findByProvider(Collection<String> blanked);

  /**
   * Whom these addresses belong to does not matter: rows that go there and may have been sent, that
   * is, have a {@link DispatchEntry#submits submit} or a {@link Evidence#times told time}; in the
   * order of planning. A blanked row has no address.
   *
   * @param since rows whose last event is older are left out
   */
  Map<ContactPoint, List<DispatchEntry>> sentTo(Collection<ContactPoint> points, Instant since);

  /**
   * Matching rows in the order of planning.
   *
   * @param after the number of the last row of the page before; 0 for the first page
   */
  List<BookedRow> page(EntryFilter filter, long after, int most);

  /** All rows of each of these borrowers, in the order of planning. */
  default Map<BorrowerId, List<DispatchEntry>> entries(Collection<BorrowerId> borrowers) {
    var found = new HashMap<BorrowerId, List<DispatchEntry>>();
    for (BorrowerId borrower : Set.copyOf(borrowers)) {
      var entries = new ArrayList<DispatchEntry>();
      List<BookedRow> page = page(EntryFilter.of(borrower), 0, PAGE);
      while (!page.isEmpty()) {
        page.forEach(row -> entries.add(row.entry()));
        page = page(EntryFilter.of(borrower), page.get(page.size() - 1).number(), PAGE);
      }
      if (!entries.isEmpty()) {
        found.put(borrower, entries);
      }
    }
    return found;
  }

  /** Rows of one template in one state, in the order of planning; pages as {@link #page}. */
  List<BookedRow> ofTemplate(TemplateKey template, State state, long after, int most);

  /** The history of one dispatch, oldest first. */
  List<LedgerEvent> events(DispatchId dispatch);

  /** How many stand where; states without any may be left out. For one campaign, or all. */
  Map<State, Long> counts(Optional<CampaignId> campaign);

  /** One more than the last that was given, over the whole ledger. Gaps are allowed. */
  long nextSequence();

  /**
   * Adds a row; its first event follows. Id and key are new.
   *
   * @throws IllegalStateException if the id or the key is known
   */
  void insert(Dispatch dispatch, DispatchEntry planned);

  /**
   * Adds an event and puts the row where it stands after it. An event with a {@link
   * LedgerEvent#blankedProviderId} makes the row findable by it, unless another was first. Ends a
   * {@link #postpone}.
   */
  void append(LedgerEvent event, DispatchEntry after);

  /** Replaces the content of a row by a fresher one. */
  void replace(Dispatch dispatch);

  /**
   * Forgets address, content and brief of a row and replaces its events and its entry. It stays
   * findable by its provider ids.
   */
  void blank(DispatchId dispatch, List<LedgerEvent> events, DispatchEntry after);

  // --- what is to be done

  /**
   * What a worker may have now, in the order of turn. A row is due if it is PLANNED, of the
   * request's sender (and campaign, and dispatch, if it names one), not before its {@code
   * notBefore} or the time it was {@link #postpone postponed} to; its campaign is not {@link
   * CampaignRecord#isHalted halted}; its borrower has nothing CLAIMED or SUBMITTING on any channel,
   * and nothing {@link State#isUnknown unknown} on this channel. At most one for each borrower.
   *
   * <p>The highest priority goes first. Campaigns of equal priority take turns, within a call and
   * from call to call, each with as many in a row as its {@linkplain CampaignRecord#weight weight},
   * so that a large one starves nobody. Within a campaign by priority, due time, id. Expired rows
   * are among them.
   */
  List<BookedRow> due(ClaimRequest request, Instant now, int most);

  /** Keeps a planned row from being due before a moment, until its next event. */
  void postpone(DispatchId dispatch, Instant due);

  /**
   * The earliest moment at which {@link #due} gives something, if nothing else changes: rows of
   * halted campaigns, and of borrowers who are not free, do not count.
   */
  Optional<Instant> nextDue(SenderId sender, Optional<CampaignId> campaign);

  /** When the first lease of a CLAIMED or SUBMITTING row of the sender ends. */
  Optional<Instant> nextLeaseEnd(SenderId sender, Optional<CampaignId> campaign);

  /**
   * Rows whose lease is over, the oldest lease first.
   *
   * @param state CLAIMED or SUBMITTING
   * @param now a lease until this moment is over
   */
  List<BookedRow> leasesOver(State state, Instant now, int most);

  /** UNKNOWN rows that became so at this moment or earlier, oldest first. */
  List<BookedRow> unknownsUntil(Instant until, int most);

  /**
   * The same of those rows whose {@link DispatchEntry#reason} is this one. There are few of any
   * reason: a store that has many unknowns answers this by itself.
   */
  default List<BookedRow> unknownsUntil(Instant until, String reason, int most) {
    return unknownsUntil(until, Integer.MAX_VALUE).stream()
        .filter(row -> row.entry().reason().equals(reason))
        .limit(most)
        .toList();
  }

  /** PLANNED rows that expire at this moment or earlier, earliest first. */
  List<BookedRow> expired(Instant now, int most);

  /**
   * Rows that still have their content, in one of the states, last event before a moment; in the
   * order of planning, pages as {@link #page}.
   */
  List<BookedRow> quietSince(Instant before, Set<State> states, long after, int most);

  // --- people

  Map<BorrowerId, BorrowerCard> cards(Collection<BorrowerId> borrowers);

  /** Adds to the borrower's contacts; the same record again changes nothing. */
  void add(ContactRecord contact);

  /** Adds to what the borrower said; the same record again changes nothing. */
  void add(Consent consent);

  /** The same suppression again changes nothing. */
  void add(BorrowerId borrower, Suppression suppression);

  /** All of the reason. */
  void remove(BorrowerId borrower, Suppression.Reason reason);

  /** This one alone; nothing if it is not known. */
  void remove(BorrowerId borrower, Suppression suppression);

  void addUnusable(BorrowerId borrower, BorrowerCard.Address address);

  void removeUnusable(BorrowerId borrower, BorrowerCard.Address address);

  /** All of them. */
  void removeUnusable(BorrowerId borrower);

  // --- senders

  /** {@link SenderDesk#of} if nothing was put. */
  SenderDesk sender(SenderId sender);

  void put(SenderDesk desk);

  Map<ContactPoint, RecipientPace> recipients(SenderId sender, Collection<ContactPoint> points);

  void put(SenderId sender, RecipientPace pace);

  void removeRecipient(SenderId sender, ContactPoint point);

  /** Whom businesses wrote to first. */
  ReachBook reach();

  // --- stops

  Optional<Stop> lenderStop();

  void putLenderStop(Stop stop);

  void removeLenderStop();

  Map<TemplateKey, Stop> templateStops();

  void putTemplateStop(TemplateKey template, Stop stop);

  void removeTemplateStop(TemplateKey template);

  /** How many messages of a template were refused as wrong in a row; 0 unless put. */
  int refusals(TemplateKey template);

  void putRefusals(TemplateKey template, int inARow);

  // --- campaigns

  Optional<CampaignRecord> campaign(CampaignId campaign);

  void put(CampaignRecord campaign);

  /** The newest {@code since} first; of the same moment by id. */
  List<CampaignRecord> campaigns(int most);

  // --- statuses that wait for their message

  /** Whether one more may wait; a store without a limit says yes. */
  boolean hasRoomForUnmatched();

  /** Whether any may wait; asked for each message, so a store remembers it. */
  boolean hasUnmatched();

  /** Adds, or replaces the one of the same {@link Unmatched#key}. */
  void put(Unmatched status);

  void remove(Unmatched status);

  /** Those with one of the keys. */
  Map<String, Unmatched> unmatchedByKey(Collection<String> keys);

  /** Those that speak of one of these dispatches, or carry one of these provider ids. */
  List<Unmatched> unmatchedOf(Collection<DispatchId> dispatches, Collection<String> providerIds);

  /** Those whose recipient the provider names so. */
  List<Unmatched> unmatchedTo(Collection<String> recipients);

  /** Removes those that came before a moment. */
  void forgetUnmatched(Instant before);

  /** Those whose next try is at this moment or earlier, oldest {@code since} first. */
  List<Unmatched> unmatchedDue(Instant now, int most);

  /** Oldest {@code since} first. */
  List<Unmatched> unmatched(int most);

  // --- notes

  Optional<Note> note(String shelf, String key);

  /**
   * In the order in which their keys were first written.
   *
   * @param afterKey of the last note of the page before; empty for the first page
   */
  List<Note> notes(String shelf, String afterKey, int most);

  /** All of each of these shelves, in the same order. */
  default Map<String, List<Note>> notes(Collection<String> shelves) {
    var found = new HashMap<String, List<Note>>();
    for (String shelf : Set.copyOf(shelves)) {
      var notes = new ArrayList<Note>();
      List<Note> page = notes(shelf, "", PAGE);
      while (!page.isEmpty()) {
        notes.addAll(page);
        page = notes(shelf, page.get(page.size() - 1).key(), PAGE);
      }
      if (!notes.isEmpty()) {
        found.put(shelf, notes);
      }
    }
    return found;
  }

  /** Those of one shelf with one of these keys, by their keys. */
  default Map<String, Note> notes(String shelf, Collection<String> keys) {
    var found = new HashMap<String, Note>();
    for (String key : keys) {
      note(shelf, key).ifPresent(note -> found.put(key, note));
    }
    return found;
  }

  /** All that are the borrower's, of every shelf. */
  List<Note> notes(BorrowerId borrower);

  /** Those of nobody with one of these words in key or text; others may be among them. */
  List<Note> notesHolding(Collection<String> words);

  /** Adds, or replaces one of the same shelf and key in its place. */
  void put(Note note);

  void removeNote(String shelf, String key);

  /** All that are the borrower's. */
  void removeNotes(BorrowerId borrower);

  // --- the inbox

  /**
   * @throws IllegalArgumentException if there never was one; empty if it was settled and forgotten
   */
  Optional<InboxItem> item(long id);

  /**
   * Pending items whose lease is over or was never given, oldest first; fewer than {@code most},
   * but one at least, if their bodies are large.
   */
  List<InboxItem> pending(Instant now, int most);

  /** How many items are pending, leased or not. */
  int pendingCount();

  /** Oldest first. */
  List<InboxItem> items(InboxItem.Status status, int most);

  /** DONE and QUARANTINED items that still have a body, of a higher id, lowest first. */
  List<InboxItem> bodies(long after, int most);

  /**
   * Replaces an item.
   *
   * @param leaseUntil it is not {@link #pending} before
   */
  void put(InboxItem item, Instant leaseUntil);

  /** Empties the bodies of DONE items received before a moment. */
  void forgetBodies(Instant before);

  /** Which of these effects are remembered. */
  Set<String> effects(Collection<String> keys);

  /** A known one keeps its time. */
  void addEffects(Collection<String> keys, Instant at);

  /** Forgets effects added before a moment. */
  void forgetEffects(Instant before);
}
