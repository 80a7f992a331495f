package dev.mora.ledger;

import dev.mora.contact.Suppression;
import dev.mora.history.ContactRecord;
import dev.mora.party.BorrowerId;
import dev.mora.party.Channel;
import dev.mora.party.Consent;
import dev.mora.party.ContactPoint;
import java.time.Instant;
import java.util.ArrayList;
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
import org.jspecify.annotations.Nullable;

/**
 * The rows of an in-memory ledger with everything that is derived from them. {@link #append} is the
 * one door through which a row changes, so counts, queues and locks of borrowers always agree with
 * the rows. Not thread-safe: the ledger locks.
 */
final class Books {

  static final class Row {
    final DispatchEntry planned;
    final List<LedgerEvent> events = new ArrayList<>(4);
    DispatchEntry entry;
    @Nullable Dispatch dispatch;

    Row(Dispatch dispatch) {
      this.dispatch = dispatch;
      planned = DispatchEntry.planned(dispatch);
      entry = planned;
    }
  }

  record Address(Channel channel, ContactPoint point) {}

  static final class Person {
    final Set<DispatchId> dispatches = new LinkedHashSet<>();
    final Set<ContactRecord> contacts = new LinkedHashSet<>();
    final List<Consent> consents = new ArrayList<>();
    final Set<Suppression> suppressions = new LinkedHashSet<>();
    final Set<Address> unusable = new HashSet<>();
    final Set<DispatchId> inFlight = new HashSet<>();
    final Map<DispatchId, Channel> unknown = new HashMap<>();
    final Set<DispatchId> blocked = new TreeSet<>();

    boolean mayBeClaimed(Channel channel) {
      return inFlight.isEmpty() && !unknown.containsValue(channel);
    }
  }

  static final class Pair {
    Instant next = Instant.MIN;
    int step;
  }

  static final class Desk {
    final ReadyQueue queue = new ReadyQueue();
    final Map<ContactPoint, Pair> pairs = new HashMap<>();
    Pace pace = new Pace(java.time.Duration.ZERO, 1, Instant.EPOCH);
    Instant pausedUntil = Instant.MIN;
    int slowStep;
    @Nullable Stop stop;

    /** When the sender's pace and pauses next let anything go. */
    Instant claimable() {
      Instant free = pace.freeAt();
      return free.isAfter(pausedUntil) ? free : pausedUntil;
    }

    Instant pairDue(ContactPoint point) {
      Pair pair = pairs.get(point);
      return pair == null ? Instant.MIN : pair.next;
    }
  }

  private static final Comparator<DispatchEntry> BY_EXPIRY =
      Comparator.comparing((DispatchEntry entry) -> entry.header().expiresAt())
          .thenComparing(DispatchEntry::id);

  private final Map<DispatchId, Row> rows = new LinkedHashMap<>();
  private final Map<PlanKey, DispatchId> byKey = new HashMap<>();
  private final Map<String, DispatchId> byProviderId = new HashMap<>();
  private final Map<CampaignId, EnumMap<State, Long>> counts = new HashMap<>();
  private final Map<BorrowerId, Person> people = new HashMap<>();
  private final Map<SenderId, Desk> desks = new HashMap<>();
  private final Map<State, Set<DispatchId>> watched = new EnumMap<>(State.class);
  private final TreeSet<DispatchEntry> byExpiry = new TreeSet<>(BY_EXPIRY);
  private long sequence;

  Books() {
    for (State state : List.of(State.CLAIMED, State.SUBMITTING, State.UNKNOWN)) {
      watched.put(state, new LinkedHashSet<>());
    }
  }

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

  Iterable<Row> rows() {
    return rows.values();
  }

  Person person(BorrowerId borrower) {
    return people.computeIfAbsent(borrower, key -> new Person());
  }

  Desk desk(SenderId sender) {
    return desks.computeIfAbsent(sender, key -> new Desk());
  }

  /** Ids in one of the states that the reaper looks at, as they stand now. */
  List<DispatchId> in(State state) {
    return List.copyOf(watched.getOrDefault(state, Set.of()));
  }

  /** Planned ones whose time is over. */
  List<DispatchId> expired(Instant now) {
    var ids = new ArrayList<DispatchId>();
    for (DispatchEntry entry : byExpiry) {
      if (entry.header().expiresAt().isAfter(now)) {
        break;
      }
      ids.add(entry.id());
    }
    return ids;
  }

  Row add(Dispatch dispatch, Instant at, String actor) {
    var row = new Row(dispatch);
    rows.put(dispatch.id(), row);
    byKey.put(dispatch.header().key(), dispatch.id());
    person(dispatch.borrower()).dispatches.add(dispatch.id());
    count(row.entry, 1);
    append(row, new Move(Transition.PLANNED, actor), at);
    return row;
  }

  /** Writes the event and whatever follows from it. */
  DispatchEntry append(Row row, Move move, Instant at) {
    DispatchEntry before = row.entry;
    LedgerEvent event = move.event(++sequence, before, at);
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
    lockPerson(after);
    return after;
  }

  /** Blanks what is personal; the row keeps its meaning. */
  void blank(Row row) {
    Dispatch dispatch = row.dispatch;
    if (dispatch != null) {
      desk(dispatch.header().sender()).pairs.remove(dispatch.to());
    }
    row.dispatch = null;
    row.events.replaceAll(LedgerEvent::erased);
    row.entry = DispatchEntry.fold(row.planned, row.events);
  }

  /** Set aside until the borrower is free again. */
  void block(Row row) {
    person(row.entry.borrower()).blocked.add(row.entry.id());
  }

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

  void enqueue(DispatchEntry entry, Instant due) {
    desk(entry.header().sender())
        .queue
        .put(entry.id(), entry.campaign(), entry.header().priority(), due);
  }

  private void lockPerson(DispatchEntry entry) {
    Person person = person(entry.borrower());
    boolean freed = false;
    if (entry.state().inFlight()) {
      person.inFlight.add(entry.id());
    } else {
      freed = person.inFlight.remove(entry.id());
    }
    if (entry.state().isUnknown()) {
      person.unknown.put(entry.id(), entry.header().sender().channel());
    } else {
      freed |= person.unknown.remove(entry.id()) != null;
    }
    if (freed) {
      for (DispatchId id : person.blocked) {
        DispatchEntry waiting = known(id).entry;
        enqueue(waiting, waiting.notBefore());
      }
      person.blocked.clear();
    }
  }

  /** What is to be written: an event without its place and time. */
  record Move(
      Transition transition,
      String actor,
      String reason,
      String evidence,
      Optional<Instant> when,
      Optional<String> providerMessageId) {

    Move(Transition transition, String actor) {
      this(transition, actor, "", "", Optional.empty(), Optional.empty());
    }

    Move because(String code, String text) {
      return new Move(transition, actor, code, text, when, providerMessageId);
    }

    Move when(Instant moment) {
      return new Move(transition, actor, reason, evidence, Optional.of(moment), providerMessageId);
    }

    Move of(String providerId) {
      return new Move(transition, actor, reason, evidence, when, Optional.of(providerId));
    }

    LedgerEvent event(long sequence, DispatchEntry before, Instant at) {
      return new LedgerEvent(
          sequence,
          before.id(),
          transition,
          transition.from(before.state()),
          at,
          actor,
          reason,
          evidence,
          when,
          providerMessageId);
    }
  }
}
