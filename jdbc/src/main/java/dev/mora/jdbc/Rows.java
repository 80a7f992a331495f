package dev.mora.jdbc;

import dev.mora.ledger.BookedRow;
import dev.mora.ledger.CampaignId;
import dev.mora.ledger.Dispatch;
import dev.mora.ledger.DispatchEntry;
import dev.mora.ledger.DispatchId;
import dev.mora.ledger.EntryFilter;
import dev.mora.ledger.LedgerEvent;
import dev.mora.ledger.PlanKey;
import dev.mora.ledger.State;
import dev.mora.ledger.TemplateKey;
import dev.mora.ledger.Transition;
import dev.mora.party.ContactPoint;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Dispatches, their events and their provider ids. Writes are held back until the next look at the
 * rows or the end of the work: of each row only its last state is written, all rows in one batch.
 */
final class Rows {

  private static final String SELECT =
      "SELECT " + DispatchTable.COLUMNS + " FROM mora_dispatch WHERE ";

  private final Session session;
  private final Map<DispatchId, Long> lastSeen = new HashMap<>();
  private final Map<DispatchId, Draft> drafts = new LinkedHashMap<>();
  private final List<LedgerEvent> events = new ArrayList<>();
  private final Map<DispatchId, Instant> postponed = new LinkedHashMap<>();
  private final Map<String, DispatchId> providerIds = new LinkedHashMap<>();
  private long sequence = -1;
  private long number = -1;

  /** A row that is not written yet. */
  private static final class Draft {
    private final boolean isNew;
    private final long lastBefore;
    private long number;
    private Optional<Dispatch> content = Optional.empty();
    private DispatchEntry entry;
    private long last;
    private Instant plannedAt = Instant.EPOCH;
    private Instant changedAt = Instant.EPOCH;

    private Draft(boolean isNew, long lastBefore, DispatchEntry entry) {
      this.isNew = isNew;
      this.lastBefore = lastBefore;
      this.entry = entry;
    }
  }

  Rows(Session session) {
    this.session = session;
  }

  // --- reading

  Map<DispatchId, BookedRow> find(Collection<DispatchId> ids) {
    flush();
    var found = new LinkedHashMap<DispatchId, BookedRow>();
    session
        .listIn("find dispatches", SELECT + "id IN %s", ids, DispatchId::value, this::seen)
        .forEach(row -> found.put(row.entry().id(), row));
    return found;
  }

  Map<PlanKey, BookedRow> findByKey(Collection<PlanKey> keys) {
    flush();
    var found = new LinkedHashMap<PlanKey, BookedRow>();
    Map<CampaignId, List<PlanKey>> byCampaign =
        keys.stream().collect(Collectors.groupingBy(PlanKey::campaign));
    byCampaign.forEach(
        (campaign, some) -> {
          Set<PlanKey> wanted = Set.copyOf(some);
          // the borrower is nearly the whole key, and one column
          keyed(campaign, some).stream()
              .filter(row -> wanted.contains(row.entry().header().key()))
              .forEach(row -> found.put(row.entry().header().key(), row));
        });
    return found;
  }

  private List<BookedRow> keyed(CampaignId campaign, List<PlanKey> keys) {
    var ids = new ArrayList<DispatchId>();
    for (List<PlanKey> page : pages(keys)) {
      int room = Integer.highestOneBit(page.size() * 2 - 1);
      ids.addAll(
          session.list(
              "find plan keys",
              "SELECT id, borrower, step, slot FROM mora_dispatch WHERE campaign = ?"
                  + " AND borrower IN ("
                  + "?, ".repeat(room - 1)
                  + "?)",
              bind -> {
                bind.text(campaign.value());
                for (int i = 0; i < room; i++) {
                  bind.text(page.get(Math.min(i, page.size() - 1)).borrower().value());
                }
              },
              row -> new DispatchId(row.getString("id"))));
    }
    return ids.isEmpty() ? List.of() : List.copyOf(find(ids).values());
  }

  private static List<List<PlanKey>> pages(List<PlanKey> keys) {
    var pages = new ArrayList<List<PlanKey>>();
    for (int from = 0; from < keys.size(); from += 256) {
      pages.add(keys.subList(from, Math.min(keys.size(), from + 256)));
    }
    return pages;
  }

  Map<String, BookedRow> findByProvider(Collection<String> blanked) {
    flush();
    var ids = new HashMap<String, DispatchId>();
    session
        .listIn(
            "find provider ids",
            "SELECT blanked, dispatch FROM mora_provider_id WHERE blanked IN %s",
            blanked,
            text -> text,
            row -> Map.entry(row.getString(1), new DispatchId(row.getString(2))))
        .forEach(pair -> ids.put(pair.getKey(), pair.getValue()));
    if (ids.isEmpty()) {
      return Map.of();
    }
    Map<DispatchId, BookedRow> rows = find(ids.values());
    var found = new HashMap<String, BookedRow>();
    ids.forEach(
        (key, id) -> Optional.ofNullable(rows.get(id)).ifPresent(row -> found.put(key, row)));
    return found;
  }

  Map<ContactPoint, List<DispatchEntry>> sentTo(Collection<ContactPoint> points, Instant since) {
    flush();
    return session
        .listIn(
            "sent to addresses",
            "SELECT to_kind, to_address, "
                + DispatchTable.ENTRY_COLUMNS
                + " FROM mora_dispatch WHERE may_be_sent = 1 AND changed_at >= ?"
                + " AND to_address IN %s ORDER BY number",
            bind -> bind.moment(since),
            points,
            point -> Address.of(point).value(),
            row ->
                Map.entry(
                    new Address(row.getString("to_kind"), row.getString("to_address")).point(),
                    DispatchTable.entry(row)))
        .stream()
        .collect(
            Collectors.groupingBy(
                Map.Entry::getKey, Collectors.mapping(Map.Entry::getValue, Collectors.toList())));
  }

  List<BookedRow> page(EntryFilter filter, long after, int most) {
    if (filter.states().isEmpty()) {
      return List.of();
    }
    flush();
    var where = new StringBuilder("number > ?");
    filter.dispatch().ifPresent(id -> where.append(" AND id = ?"));
    filter.campaign().ifPresent(id -> where.append(" AND campaign = ?"));
    filter.borrower().ifPresent(id -> where.append(" AND borrower = ?"));
    filter.loan().ifPresent(id -> where.append(" AND REPLACE(loans, ?, '') <> loans"));
    if (filter.states().size() < State.values().length) {
      where.append(" AND state IN ").append(states(filter.states()));
    }
    return session.list(
        "page of dispatches",
        SELECT + where + " ORDER BY number LIMIT ?",
        bind -> {
          bind.number(after);
          if (filter.dispatch().isPresent()) {
            bind.text(filter.dispatch().get().value());
          }
          if (filter.campaign().isPresent()) {
            bind.text(filter.campaign().get().value());
          }
          if (filter.borrower().isPresent()) {
            bind.text(filter.borrower().get().value());
          }
          if (filter.loan().isPresent()) {
            bind.text(DispatchTable.listed(filter.loan().get()));
          }
          bind.count(most);
        },
        this::seen);
  }

  List<BookedRow> ofTemplate(TemplateKey template, State state, long after, int most) {
    flush();
    return session.list(
        "dispatches of a template",
        SELECT
            + "template_name = ? AND template_version = ? AND template_language = ?"
            + " AND channel = ? AND account = ? AND state = ? AND number > ?"
            + " ORDER BY number LIMIT ?",
        bind ->
            bind.text(template.name())
                .text(template.version())
                .text(template.language())
                .text(template.sender().channel().name())
                .text(template.sender().account())
                .text(state.name())
                .number(after)
                .count(most),
        this::seen);
  }

  List<LedgerEvent> events(DispatchId dispatch) {
    flush();
    return session.list(
        "events of a dispatch",
        "SELECT * FROM mora_event WHERE dispatch = ? ORDER BY sequence",
        bind -> bind.text(dispatch.value()),
        Rows::event);
  }

  Map<State, Long> counts(Optional<CampaignId> campaign) {
    flush();
    var counts = new EnumMap<State, Long>(State.class);
    session
        .list(
            "counts",
            "SELECT state, COUNT(*) FROM mora_dispatch"
                + (campaign.isPresent() ? " WHERE campaign = ?" : "")
                + " GROUP BY state",
            bind -> {
              if (campaign.isPresent()) {
                bind.text(campaign.get().value());
              }
            },
            row -> Map.entry(State.valueOf(row.getString(1)), row.getLong(2)))
        .forEach(count -> counts.put(count.getKey(), count.getValue()));
    return counts;
  }

  List<BookedRow> leasesOver(State state, Instant now, int most) {
    return timed(
        "leases over", "state = '" + state + "' AND lease_until <= ?", "lease_until", now, most);
  }

  List<BookedRow> unknownsUntil(Instant until, int most) {
    return timed(
        "unknown dispatches",
        "state = 'UNKNOWN' AND unknown_since <= ?",
        "unknown_since",
        until,
        most);
  }

  List<BookedRow> expired(Instant now, int most) {
    return timed(
        "expired dispatches", "state = 'PLANNED' AND expires_at <= ?", "expires_at", now, most);
  }

  List<BookedRow> quietSince(Instant before, Set<State> states, long after, int most) {
    if (states.isEmpty()) {
      return List.of();
    }
    flush();
    return session.list(
        "quiet dispatches",
        SELECT
            + "content IS NOT NULL AND number > ? AND changed_at < ? AND state IN "
            + states(states)
            + " ORDER BY number LIMIT ?",
        bind -> bind.number(after).moment(before).count(most),
        this::seen);
  }

  private List<BookedRow> timed(
      String name, String where, String column, Instant moment, int most) {
    flush();
    return session.list(
        name,
        SELECT + where + " ORDER BY " + column + ", number LIMIT ?",
        bind -> bind.moment(moment).count(most),
        this::seen);
  }

  private static String states(Set<State> states) {
    return states.stream()
        .sorted()
        .map(state -> "'" + state + "'")
        .collect(Collectors.joining(", ", "(", ")"));
  }

  private BookedRow seen(ResultSet row) throws SQLException {
    BookedRow booked = DispatchTable.row(row);
    lastSeen.put(booked.entry().id(), row.getLong("last_sequence"));
    return booked;
  }

  private static LedgerEvent event(ResultSet row) throws SQLException {
    return new LedgerEvent(
        row.getLong("sequence"),
        new DispatchId(row.getString("dispatch")),
        Transition.valueOf(row.getString("transition")),
        State.valueOf(row.getString("to_state")),
        DispatchTable.moment(row, "happened_at"),
        row.getString("actor"),
        row.getString("reason"),
        row.getString("evidence"),
        DispatchTable.optional(row, "when_at"),
        Optional.ofNullable(row.getString("provider_id")));
  }

  // --- writing

  long nextSequence() {
    if (sequence < 0) {
      sequence = last("SELECT MAX(sequence) FROM mora_event");
    }
    return ++sequence;
  }

  private long nextNumber() {
    if (number < 0) {
      number = last("SELECT MAX(number) FROM mora_dispatch");
    }
    return ++number;
  }

  /** By the only writer, so nobody takes the next one at the same time. */
  private long last(String sql) {
    return session.one("last number", sql, bind -> {}, row -> row.getLong(1)).orElse(0L);
  }

  void insert(Dispatch dispatch, DispatchEntry planned) {
    var draft = new Draft(true, 0, planned);
    draft.number = nextNumber();
    draft.content = Optional.of(dispatch);
    if (drafts.containsKey(dispatch.id())) {
      throw new IllegalStateException("a dispatch of this id is known: " + dispatch.id());
    }
    drafts.put(dispatch.id(), draft);
  }

  void append(LedgerEvent event, DispatchEntry after) {
    Draft draft = draft(after);
    draft.entry = after;
    draft.last = event.sequence();
    draft.changedAt = event.at();
    if (draft.plannedAt.equals(Instant.EPOCH)) {
      draft.plannedAt = event.at();
    }
    events.add(event);
    postponed.remove(after.id());
    event.blankedProviderId().ifPresent(id -> providerIds.putIfAbsent(id, after.id()));
  }

  void replace(Dispatch dispatch) {
    Draft draft = drafts.get(dispatch.id());
    if (draft == null) {
      session.batch(
          "replace content", DispatchTable.REPLACE, List.of(dispatch), DispatchTable::replace);
    } else {
      draft.content = Optional.of(dispatch);
    }
  }

  void postpone(DispatchId dispatch, Instant due) {
    postponed.put(dispatch, due);
  }

  void blank(DispatchId dispatch, List<LedgerEvent> replaced, DispatchEntry after) {
    flush();
    long last = replaced.stream().mapToLong(LedgerEvent::sequence).max().orElse(0);
    Instant changed =
        replaced.stream().map(LedgerEvent::at).max(Comparator.naturalOrder()).orElse(Instant.EPOCH);
    session.batch(
        "blank events",
        "UPDATE mora_event SET provider_id = ? WHERE sequence = ?",
        replaced,
        (out, event) -> out.text(event.providerMessageId().orElse(null)).number(event.sequence()));
    session.update("blank content", DispatchTable.BLANK, bind -> bind.text(dispatch.value()));
    require(
        session.batch(
            "blank dispatch",
            DispatchTable.UPDATE,
            List.of(new DispatchTable.Changed(after, seenBefore(dispatch), last, changed)),
            DispatchTable::update));
  }

  private Draft draft(DispatchEntry entry) {
    return drafts.computeIfAbsent(entry.id(), id -> new Draft(false, seenBefore(id), entry));
  }

  private long seenBefore(DispatchId dispatch) {
    Long seen = lastSeen.get(dispatch);
    return seen != null
        ? seen
        : session
            .one(
                "last event",
                "SELECT last_sequence FROM mora_dispatch WHERE id = ?",
                bind -> bind.text(dispatch.value()),
                row -> row.getLong(1))
            .orElseThrow(() -> new IllegalStateException("no row of " + dispatch));
  }

  /** Writes what was held back. */
  void flush() {
    if (drafts.isEmpty() && postponed.isEmpty() && events.isEmpty()) {
      return;
    }
    insertNew();
    update();
    session.batch(
        "insert events",
        "INSERT INTO mora_event (sequence, dispatch, transition, to_state, happened_at, actor,"
            + " reason, evidence, when_at, provider_id) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        events,
        Rows::bind);
    session.batch(
        "insert provider ids",
        "INSERT INTO mora_provider_id (blanked, dispatch)"
            + " SELECT CAST(? AS VARCHAR), CAST(? AS VARCHAR)"
            + " WHERE NOT EXISTS (SELECT 1 FROM mora_provider_id WHERE blanked = ?)",
        providerIds.entrySet(),
        (out, pair) -> out.text(pair.getKey()).text(pair.getValue().value()).text(pair.getKey()));
    session.batch(
        "postpone",
        "UPDATE mora_dispatch SET due_at = ? WHERE id = ?",
        postponed.entrySet(),
        (out, pair) -> out.moment(pair.getValue()).text(pair.getKey().value()));
    drafts.forEach((id, draft) -> lastSeen.put(id, draft.last));
    drafts.clear();
    events.clear();
    providerIds.clear();
    postponed.clear();
  }

  private void insertNew() {
    List<DispatchTable.Fresh> fresh =
        drafts.values().stream()
            .filter(draft -> draft.isNew)
            .map(
                draft ->
                    new DispatchTable.Fresh(
                        draft.number,
                        draft.content.orElseThrow(),
                        draft.entry,
                        draft.last,
                        draft.plannedAt,
                        draft.changedAt))
            .toList();
    try {
      session.batch("insert dispatches", DispatchTable.INSERT, fresh, DispatchTable::insert);
    } catch (LedgerStoreException e) {
      if (e.isDuplicate()) {
        throw new IllegalStateException("a dispatch of this id or plan key is known", e);
      }
      throw e;
    }
  }

  /** Those that come down first: a borrower's next may go up in the same work. */
  private void update() {
    List<Draft> old =
        drafts.values().stream()
            .filter(draft -> !draft.isNew)
            .sorted(Comparator.comparing(draft -> draft.entry.state().inFlight()))
            .toList();
    require(
        session.batch(
            "update dispatches",
            DispatchTable.UPDATE,
            old.stream()
                .map(
                    draft ->
                        new DispatchTable.Changed(
                            draft.entry, draft.lastBefore, draft.last, draft.changedAt))
                .toList(),
            DispatchTable::update));
    session.batch(
        "replace contents",
        DispatchTable.REPLACE,
        old.stream().flatMap(draft -> draft.content.stream()).toList(),
        DispatchTable::replace);
  }

  private static void require(int[] changed) {
    for (int count : changed) {
      if (count == 0) {
        throw new LedgerStoreException("a row was changed by somebody who is not the writer");
      }
    }
  }

  private static void bind(Session.Parameters out, LedgerEvent event) throws SQLException {
    out.number(event.sequence())
        .text(event.dispatch().value())
        .text(event.transition().name())
        .text(event.to().name())
        .moment(event.at())
        .text(event.actor())
        .text(event.reason())
        .text(event.evidence())
        .moment(event.when())
        .text(event.providerMessageId().orElse(null));
  }
}
