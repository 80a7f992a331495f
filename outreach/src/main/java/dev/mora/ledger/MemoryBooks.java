package dev.mora.ledger;

import dev.mora.party.BorrowerId;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The rows of an in-memory ledger with everything that is derived from them. {@link #move} is the
 * one door through which a row changes, so counts, queues and locks of borrowers always agree with
 * the rows. All under the ledger's lock.
 */
final class MemoryBooks {

  private static final Comparator<DispatchEntry> BY_EXPIRY =
      Comparator.comparing((DispatchEntry entry) -> entry.header().expiresAt())
          .thenComparing(DispatchEntry::id);

  private final LedgerLock lock;
  private final InstantSource clock;
  private final Map<DispatchId, Row> rows = new LinkedHashMap<>();
  private final Map<PlanKey, DispatchId> byKey = new HashMap<>();
  private final Map<String, DispatchId> byProviderId = new HashMap<>();
  private final Map<CampaignId, EnumMap<State, Long>> counts = new HashMap<>();
  private final Map<BorrowerId, Person> people = new HashMap<>();
  private final Map<SenderId, Desk> desks = new HashMap<>();
  private final Map<State, Set<DispatchId>> watched = new EnumMap<>(State.class);
  private final TreeSet<DispatchEntry> byExpiry = new TreeSet<>(BY_EXPIRY);
  private final Map<CampaignId, CampaignRecord> campaigns = new LinkedHashMap<>();
  private long sequence;

  /**
   * @param clock stamps every event
   */
  MemoryBooks(LedgerLock lock, InstantSource clock) {
    this.lock = lock;
    this.clock = clock;
    for (State state : List.of(State.CLAIMED, State.SUBMITTING, State.UNKNOWN)) {
      watched.put(state, new LinkedHashSet<>());
    }
  }

  Instant now() {
    return clock.instant();
  }

  // --- looking up

  Optional<Row> row(DispatchId id) {
    return Optional.ofNullable(rows.get(id));
  }

  /** A row that a claim or an index speaks of. */
  Row known(DispatchId id) {
    Row row = rows.get(id);
    if (row == null) {
      throw new IllegalArgumentException("this ledger never planned " + id);
    }
    return row;
  }

  Optional<Row> row(PlanKey key) {
    return Optional.ofNullable(byKey.get(key)).map(this::known);
  }

  Optional<Row> byProviderId(String providerMessageId) {
    return Optional.ofNullable(byProviderId.get(Evidence.blanked(providerMessageId)))
        .map(this::known);
  }

  Person person(BorrowerId borrower) {
    return people.computeIfAbsent(borrower, key -> new Person());
  }

  Desk desk(SenderId sender) {
    return desks.computeIfAbsent(sender, key -> new Desk());
  }

  /** Rows in the order of planning. */
  List<Row> rows(EntryFilter filter) {
    var matching = new ArrayList<Row>();
    for (Row row : candidates(filter)) {
      if (filter.matches(row.entry)) {
        matching.add(row);
      }
    }
    return matching;
  }

  private Iterable<Row> candidates(EntryFilter filter) {
    if (filter.dispatch().isPresent()) {
      return row(filter.dispatch().get()).stream().toList();
    }
    return filter.borrower().isPresent()
        ? person(filter.borrower().get()).dispatches.stream().map(this::known).toList()
        : rows.values();
  }

  /**
   * @return to how many it was done
   */
  int each(EntryFilter filter, Predicate<Row> condition, Consumer<Row> action) {
    int done = 0;
    for (Row row : rows(filter)) {
      if (condition.test(row)) {
        action.accept(row);
        done++;
      }
    }
    return done;
  }

  /** Those in one of the states that the reaper looks at, as they stand now. */
  List<Row> in(State state) {
    return watched.getOrDefault(state, Set.of()).stream().map(this::known).toList();
  }

  /** Planned ones whose time is over. */
  List<Row> expired(Instant now) {
    var late = new ArrayList<Row>();
    for (DispatchEntry entry : byExpiry) {
      if (entry.header().expiresAt().isAfter(now)) {
        break;
      }
      late.add(known(entry.id()));
    }
    return late;
  }

  /** For one campaign, or all. */
  Map<State, Long> counts(@Nullable CampaignId campaign) {
    var sums = new EnumMap<State, Long>(State.class);
    for (State state : State.values()) {
      sums.put(state, 0L);
    }
    counts.forEach(
        (key, states) -> {
          if (campaign == null || campaign.equals(key)) {
            states.forEach((state, n) -> sums.merge(state, n, Long::sum));
          }
        });
    return sums;
  }

  // --- campaigns

  Optional<CampaignRecord> campaign(CampaignId campaign) {
    return Optional.ofNullable(campaigns.get(campaign));
  }

  void put(CampaignRecord campaign) {
    campaigns.put(campaign.id(), campaign);
  }

  /** The newest first. */
  List<CampaignRecord> campaigns(int most) {
    return campaigns.values().stream()
        .sorted(
            Comparator.comparing(CampaignRecord::since)
                .reversed()
                .thenComparing(CampaignRecord::id))
        .limit(most)
        .toList();
  }

  // --- writing

  Row add(Dispatch dispatch, String actor) {
    var row = new Row(dispatch);
    rows.put(dispatch.id(), row);
    byKey.put(dispatch.header().key(), dispatch.id());
    person(dispatch.borrower()).dispatches.add(dispatch.id());
    count(row.entry, 1);
    move(row, new Move(Transition.PLANNED, actor));
    return row;
  }

  /** Writes the event and whatever follows from it. */
  DispatchEntry move(Row row, Move move) {
    lock.requireHeld();
    DispatchEntry before = row.entry;
    LedgerEvent event = move.event(++sequence, before, now());
    DispatchEntry after = before.after(event);
    row.events.add(event);
    row.entry = after;
    count(before, -1);
    count(after, 1);
    event
        .providerMessageId()
        .filter(id -> !id.isEmpty())
        .ifPresent(id -> byProviderId.putIfAbsent(Evidence.blanked(id), after.id()));
    watch(before, after);
    queue(before, after);
    Person person = person(after.borrower());
    if (person.follow(after)) {
      unblock(person);
    }
    return after;
  }

  /** Queues what is planned for another time than its row says. */
  void enqueue(DispatchEntry entry, Instant due) {
    desk(entry.header().sender())
        .queue
        .put(entry.id(), entry.campaign(), entry.header().priority(), due);
  }

  /** Sets aside until the borrower is free again. */
  void block(Row row) {
    person(row.entry.borrower()).blocked.add(row.entry.id());
  }

  void blank(Row row) {
    Dispatch dispatch = row.dispatch;
    if (dispatch != null) {
      desk(dispatch.header().sender()).forget(dispatch.to());
    }
    row.blank();
  }

  // --- what follows from an event

  private void count(DispatchEntry entry, long change) {
    counts
        .computeIfAbsent(entry.campaign(), key -> new EnumMap<>(State.class))
        .merge(entry.state(), change, Long::sum);
  }

  private void watch(DispatchEntry before, DispatchEntry after) {
    Set<DispatchId> left = watched.get(before.state());
    if (left != null && before.state() != after.state()) {
      left.remove(before.id());
    }
    Set<DispatchId> entered = watched.get(after.state());
    if (entered != null) {
      entered.add(after.id());
    }
  }

  private void queue(DispatchEntry before, DispatchEntry after) {
    if (before.state() == State.PLANNED) {
      byExpiry.remove(before);
      desk(before.header().sender()).queue.remove(before.id());
      person(before.borrower()).blocked.remove(before.id());
    }
    if (after.state() == State.PLANNED) {
      byExpiry.add(after);
      enqueue(after, after.notBefore());
    }
  }

  private void unblock(Person person) {
    for (DispatchId id : person.blocked) {
      DispatchEntry waiting = known(id).entry;
      enqueue(waiting, waiting.notBefore());
    }
    person.blocked.clear();
  }
}
