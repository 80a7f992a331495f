package dev.mora.ledger;

import dev.mora.party.BorrowerId;
import dev.mora.party.ContactPoint;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a ledger in memory with everything that is derived from them. {@link #place} is the
 * one door through which a row moves, also when a work is taken back, so counts, queues and locks
 * of borrowers always agree with the rows.
 */
final class MemoryRows {

  private static final Comparator<DispatchEntry> BY_EXPIRY =
      Comparator.comparing((DispatchEntry entry) -> entry.header().expiresAt())
          .thenComparing(DispatchEntry::id);

  private static final class Kept {
    final long number;
    List<LedgerEvent> events = new ArrayList<>(4);
    DispatchEntry entry;
    @Nullable Dispatch dispatch;
    Instant due;

    Kept(long number, Dispatch dispatch, DispatchEntry entry) {
      this.number = number;
      this.dispatch = dispatch;
      this.entry = entry;
      due = entry.notBefore();
    }

    boolean isQuietSince(Instant moment) {
      return events.get(events.size() - 1).at().isBefore(moment);
    }

    BookedRow booked() {
      return new BookedRow(number, entry, Optional.ofNullable(dispatch));
    }
  }

  private final Undo undo;
  private final Map<DispatchId, Kept> rows = new HashMap<>();
  private final List<Kept> inOrder = new ArrayList<>();
  private final Map<PlanKey, DispatchId> byKey = new HashMap<>();
  private final Map<String, DispatchId> byProvider = new HashMap<>();
  private final Map<ContactPoint, Set<Kept>> sentTo = new HashMap<>();
  private final Map<CampaignId, EnumMap<State, Long>> counts = new HashMap<>();
  private final Map<BorrowerId, Person> people = new HashMap<>();
  private final Map<SenderId, ReadyQueue> queues = new HashMap<>();
  private final Map<State, Set<DispatchId>> watched = new EnumMap<>(State.class);
  private final TreeSet<DispatchEntry> byExpiry = new TreeSet<>(BY_EXPIRY);
  private final Set<Person> setAside = new LinkedHashSet<>();

  MemoryRows(Undo undo) {
    this.undo = undo;
    for (State state : List.of(State.CLAIMED, State.SUBMITTING, State.UNKNOWN)) {
      watched.put(state, new LinkedHashSet<>());
    }
  }

  Person person(BorrowerId borrower) {
    return people.computeIfAbsent(borrower, key -> new Person());
  }

  private Kept kept(DispatchId id) {
    Kept row = rows.get(id);
    if (row == null) {
      throw new IllegalStateException("no row " + id);
    }
    return row;
  }

  // --- looking up

  Map<DispatchId, BookedRow> find(Collection<DispatchId> ids) {
    var found = new LinkedHashMap<DispatchId, BookedRow>();
    for (DispatchId id : ids) {
      Kept row = rows.get(id);
      if (row != null) {
        found.put(id, row.booked());
      }
    }
    return found;
  }

  Map<PlanKey, BookedRow> findByKey(Collection<PlanKey> keys) {
    return found(keys, byKey);
  }

  Map<String, BookedRow> findByProvider(Collection<String> blanked) {
    return found(blanked, byProvider);
  }

  private <K> Map<K, BookedRow> found(Collection<K> keys, Map<K, DispatchId> index) {
    var found = new LinkedHashMap<K, BookedRow>();
    for (K key : keys) {
      DispatchId id = index.get(key);
      if (id != null) {
        found.put(key, kept(id).booked());
      }
    }
    return found;
  }

  List<BookedRow> page(EntryFilter filter, long after, int most) {
    return candidates(filter, after)
        .filter(row -> filter.matches(row.entry))
        .limit(most)
        .map(Kept::booked)
        .toList();
  }

  private Stream<Kept> candidates(EntryFilter filter, long after) {
    if (filter.dispatch().isEmpty() && filter.borrower().isEmpty()) {
      return inOrder.subList((int) Math.min(after, inOrder.size()), inOrder.size()).stream();
    }
    Stream<DispatchId> ids =
        filter.dispatch().isPresent()
            ? filter.dispatch().stream()
            : person(filter.borrower().get()).dispatches.stream();
    return ids.flatMap(id -> Optional.ofNullable(rows.get(id)).stream())
        .filter(row -> row.number > after);
  }

  List<BookedRow> page(Predicate<DispatchEntry> which, long after, int most) {
    return candidates(EntryFilter.all(), after)
        .filter(row -> which.test(row.entry))
        .limit(most)
        .map(Kept::booked)
        .toList();
  }

  List<BookedRow> quietSince(Instant before, Set<State> states, long after, int most) {
    return candidates(EntryFilter.all(), after)
        .filter(row -> row.dispatch != null && states.contains(row.entry.state()))
        .filter(row -> row.isQuietSince(before))
        .limit(most)
        .map(Kept::booked)
        .toList();
  }

  List<LedgerEvent> events(DispatchId id) {
    Kept row = rows.get(id);
    return row == null ? List.of() : List.copyOf(row.events);
  }

  List<DispatchEntry> sent(Person person) {
    return person.sent.stream().map(id -> kept(id).entry).toList();
  }

  Map<ContactPoint, List<DispatchEntry>> sentTo(Collection<ContactPoint> points, Instant since) {
    var found = new HashMap<ContactPoint, List<DispatchEntry>>();
    for (ContactPoint point : points) {
      List<DispatchEntry> sent =
          sentTo.getOrDefault(point, Set.of()).stream()
              .filter(row -> !row.isQuietSince(since))
              .sorted(Comparator.comparingLong(row -> row.number))
              .map(row -> row.entry)
              .toList();
      if (!sent.isEmpty()) {
        found.put(point, sent);
      }
    }
    return found;
  }

  Map<State, Long> counts(Optional<CampaignId> campaign) {
    var sums = new EnumMap<State, Long>(State.class);
    counts.forEach(
        (key, states) -> {
          if (campaign.map(key::equals).orElse(true)) {
            states.forEach((state, n) -> sums.merge(state, n, Long::sum));
          }
        });
    return sums;
  }

  /** Those in one of the states that the reaper looks at. */
  List<BookedRow> watched(
      State state, Predicate<DispatchEntry> which, Comparator<DispatchEntry> order, int most) {
    return watched.getOrDefault(state, Set.of()).stream()
        .map(this::kept)
        .filter(row -> which.test(row.entry))
        .sorted(Comparator.comparing((Kept row) -> row.entry, order))
        .limit(most)
        .map(Kept::booked)
        .toList();
  }

  List<BookedRow> expired(Instant now, int most) {
    return byExpiry.stream()
        .takeWhile(entry -> !entry.header().expiresAt().isAfter(now))
        .limit(most)
        .map(entry -> kept(entry.id()).booked())
        .toList();
  }

  // --- turns

  /**
   * Those set aside because the borrower is not free come back when {@link #place} frees the
   * borrower, or at the end of the work.
   */
  List<BookedRow> due(
      ClaimRequest request,
      Instant now,
      int most,
      Predicate<CampaignId> campaigns,
      ToIntFunction<CampaignId> weights) {
    undo.requireOpen();
    ReadyQueue queue = queue(request.sender());
    if (request.dispatch().isPresent()) {
      return find(List.of(request.dispatch().get())).values().stream()
          .filter(row -> queue.isDue(row.entry().id(), now))
          .filter(row -> campaigns.test(row.entry().campaign()))
          .filter(row -> isFree(row.entry()))
          .toList();
    }
    var chosen = new LinkedHashMap<BorrowerId, Kept>();
    while (chosen.size() < most) {
      Optional<DispatchId> next = queue.poll(now, campaigns, weights);
      if (next.isEmpty()) {
        break;
      }
      Kept row = kept(next.get());
      BorrowerId borrower = row.entry.borrower();
      if (isFree(row.entry) && !chosen.containsKey(borrower)) {
        chosen.put(borrower, row);
      } else {
        person(borrower).blocked.add(row.entry.id());
        setAside.add(person(borrower));
      }
    }
    chosen.values().forEach(this::enqueue);
    return chosen.values().stream().map(Kept::booked).toList();
  }

  private boolean isFree(DispatchEntry entry) {
    return person(entry.borrower()).mayBeClaimed(entry.header().sender().channel());
  }

  Optional<Instant> nextDue(SenderId sender, Predicate<CampaignId> campaigns) {
    return queue(sender).nextDue(campaigns);
  }

  void postpone(DispatchId id, Instant due) {
    Kept row = kept(id);
    Instant before = row.due;
    undo.later(() -> place(row, row.entry, before));
    place(row, row.entry, due);
  }

  /** Whoever was set aside and is free after all waits again. */
  void endOfWork() {
    setAside.forEach(this::unblock);
    setAside.clear();
  }

  // --- writing

  void insert(Dispatch dispatch, DispatchEntry planned) {
    PlanKey key = dispatch.header().key();
    DispatchId id = dispatch.id();
    if (rows.containsKey(id) || byKey.containsKey(key)) {
      throw new IllegalStateException("planned before: " + id);
    }
    var row = new Kept(inOrder.size() + 1L, dispatch, planned);
    undo.later(() -> takeOut(row, key));
    rows.put(id, row);
    inOrder.add(row);
    byKey.put(key, id);
    person(dispatch.borrower()).dispatches.add(id);
    count(planned, 1);
    enter(row);
  }

  private void takeOut(Kept row, PlanKey key) {
    DispatchId id = row.entry.id();
    leave(row.entry);
    count(row.entry, -1);
    person(row.entry.borrower()).forget(id);
    byKey.remove(key);
    inOrder.remove(row);
    rows.remove(id);
  }

  void append(LedgerEvent event, DispatchEntry after) {
    Kept row = kept(event.dispatch());
    DispatchEntry before = row.entry;
    Instant due = row.due;
    undo.later(
        () -> {
          row.events.remove(row.events.size() - 1);
          place(row, before, due);
        });
    row.events.add(event);
    event
        .blankedProviderId()
        .filter(id -> !byProvider.containsKey(id))
        .ifPresent(id -> undo.put(byProvider, id, after.id()));
    place(row, after, after.notBefore());
  }

  void replace(Dispatch dispatch) {
    Kept row = kept(dispatch.id());
    Dispatch before = row.dispatch;
    undo.later(() -> row.dispatch = before);
    row.dispatch = dispatch;
  }

  void blank(DispatchId id, List<LedgerEvent> events, DispatchEntry after) {
    Kept row = kept(id);
    Dispatch dispatch = row.dispatch;
    DispatchEntry before = row.entry;
    List<LedgerEvent> history = row.events;
    undo.later(
        () -> {
          row.dispatch = dispatch;
          row.events = history;
          place(row, before, row.due);
        });
    followAddress(row, false);
    row.dispatch = null;
    row.events = new ArrayList<>(events);
    place(row, after, row.due);
  }

  private void place(Kept row, DispatchEntry after, Instant due) {
    leave(row.entry);
    count(row.entry, -1);
    row.entry = after;
    row.due = due;
    count(after, 1);
    enter(row);
    Person person = person(after.borrower());
    person.follow(after);
    followAddress(row, Person.mayBeSent(after));
    unblock(person);
  }

  private void followAddress(Kept row, boolean sent) {
    Dispatch dispatch = row.dispatch;
    if (dispatch == null) {
      return;
    }
    if (sent) {
      sentTo.computeIfAbsent(dispatch.to(), to -> new HashSet<>()).add(row);
      return;
    }
    sentTo.computeIfPresent(
        dispatch.to(),
        (to, same) -> {
          same.remove(row);
          return same.isEmpty() ? null : same;
        });
  }

  private void leave(DispatchEntry entry) {
    Set<DispatchId> same = watched.get(entry.state());
    if (same != null) {
      same.remove(entry.id());
    }
    if (entry.state() == State.PLANNED) {
      byExpiry.remove(entry);
      queue(entry.header().sender()).remove(entry.id());
      person(entry.borrower()).blocked.remove(entry.id());
    }
  }

  private void enter(Kept row) {
    Set<DispatchId> same = watched.get(row.entry.state());
    if (same != null) {
      same.add(row.entry.id());
    }
    if (row.entry.state() == State.PLANNED) {
      byExpiry.add(row.entry);
      enqueue(row);
    }
  }

  private void count(DispatchEntry entry, long change) {
    counts
        .computeIfAbsent(entry.campaign(), key -> new EnumMap<>(State.class))
        .merge(entry.state(), change, Long::sum);
  }

  private void unblock(Person person) {
    if (person.blocked.isEmpty()) {
      return;
    }
    for (DispatchId id : new HashSet<>(person.blocked)) {
      Kept row = kept(id);
      if (isFree(row.entry)) {
        person.blocked.remove(id);
        enqueue(row);
      }
    }
  }

  private void enqueue(Kept row) {
    DispatchEntry entry = row.entry;
    queue(entry.header().sender())
        .put(entry.id(), entry.campaign(), entry.header().priority(), row.due);
  }

  private ReadyQueue queue(SenderId sender) {
    return queues.computeIfAbsent(sender, key -> new ReadyQueue());
  }
}
