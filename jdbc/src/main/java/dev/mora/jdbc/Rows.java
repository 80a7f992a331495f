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
import dev.mora.party.BorrowerId;
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
import java.util.LinkedHashSet;
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

  private static final String FROM =
      " FROM mora_dispatch d JOIN mora_letter l ON l.number = d.number WHERE ";

  private static final String SELECT =
      "SELECT " + DispatchTable.COLUMNS + ", " + LetterTable.COLUMNS + FROM;

  private static final Sheet PROVIDER_IDS =
      Sheet.insertMissing("mora_provider_id", "blanked, dispatch");

  private final Session session;
  private final Remembered remembered;
  private final Map<DispatchId, Remembered.Kept> seen = new HashMap<>();
  private final Map<DispatchId, Draft> drafts = new LinkedHashMap<>();
  private final List<LedgerEvent> events = new ArrayList<>();
  private final Map<DispatchId, Instant> postponed = new LinkedHashMap<>();
  private final Map<String, DispatchId> providerIds = new LinkedHashMap<>();

  /** A row that is not written yet. */
  private static final class Draft {
    private final Optional<Remembered.Kept> before;
    private final long number;
    private Optional<Dispatch> content = Optional.empty();
    private DispatchEntry entry;
    private long last;
    private Instant plannedAt = Instant.EPOCH;
    private Instant changedAt = Instant.EPOCH;

    private Draft(Optional<Remembered.Kept> before, long number, DispatchEntry entry) {
      this.before = before;
      this.number = number;
      this.entry = entry;
    }

    private boolean isNew() {
      return before.isEmpty();
    }

    private boolean isStep() {
      return content.isEmpty()
          && before.isPresent()
          && DispatchTable.isStep(before.get().row().entry(), entry);
    }

    private DispatchTable.Placed placed() {
      return new DispatchTable.Placed(
          number, entry, before.map(Remembered.Kept::last).orElse(0L), last, changedAt, revision());
    }

    private int revision() {
      return before.map(Remembered.Kept::revision).orElse(-1) + (content.isPresent() ? 1 : 0);
    }

    private LetterTable.Written written() {
      return new LetterTable.Written(number, content.orElseThrow(), entry.template(), plannedAt);
    }

    /** As it is once it is written. */
    private Remembered.Kept kept() {
      Optional<Dispatch> dispatch =
          content.isPresent() ? content : before.flatMap(kept -> kept.row().dispatch());
      return new Remembered.Kept(new BookedRow(number, entry, dispatch), last, revision());
    }
  }

  Rows(Session session, Remembered remembered) {
    this.session = session;
    this.remembered = remembered;
  }

  // --- reading

  Map<DispatchId, BookedRow> find(Collection<DispatchId> ids) {
    flush();
    var found = new LinkedHashMap<DispatchId, BookedRow>();
    var moved = new LinkedHashMap<Long, Remembered.Kept>();
    var unknown = new LinkedHashSet<DispatchId>();
    for (DispatchId id : ids) {
      Remembered.Kept row = remembered.row(id);
      Remembered.Kept letter = remembered.letter(id);
      if (row != null) {
        seen.put(id, row);
        found.put(id, row.row());
      } else if (letter != null) {
        moved.put(letter.row().number(), letter);
      } else {
        unknown.add(id);
      }
    }
    unknown.addAll(readStandings(moved, found));
    session
        .listIn("find dispatches", SELECT + "l.id IN %s", unknown, DispatchId::value, this::seen)
        .forEach(row -> found.put(row.entry().id(), row));
    return found;
  }

  /**
   * Reads again where rows stand whose letters are known.
   *
   * @return those whose letter is another by now
   */
  private Set<DispatchId> readStandings(
      Map<Long, Remembered.Kept> letters, Map<DispatchId, BookedRow> found) {
    var left = new LinkedHashSet<DispatchId>();
    letters.values().forEach(kept -> left.add(kept.row().entry().id()));
    List<DispatchTable.Standing> standings =
        session.listIn(
            "find standings",
            "SELECT " + DispatchTable.COLUMNS + " FROM mora_dispatch d WHERE d.number IN %s",
            letters.keySet(),
            (out, number) -> out.number(number),
            bind -> {},
            row -> DispatchTable.standing(new Cells(row)));
    for (DispatchTable.Standing standing : standings) {
      Remembered.Kept letter = letters.get(standing.number());
      if (letter != null
          && letter.revision() == standing.revision()
          && left.remove(standing.id())) {
        DispatchEntry before = letter.row().entry();
        DispatchEntry entry = standing.entry(before.header(), before.template());
        var row = new BookedRow(standing.number(), entry, letter.row().dispatch());
        found.put(
            standing.id(), seen(new Remembered.Kept(row, standing.last(), letter.revision())));
      }
    }
    return left;
  }

  Map<PlanKey, BookedRow> findByKey(Collection<PlanKey> keys) {
    flush();
    var found = new LinkedHashMap<PlanKey, BookedRow>();
    if (!keys.isEmpty()) {
      keyed(keys).forEach(row -> found.put(row.entry().header().key(), row));
    }
    return found;
  }

  private Collection<BookedRow> keyed(Collection<PlanKey> keys) {
    List<DispatchId> ids =
        session.listOf(
            "find plan keys",
            // crossed: SQLite would begin with the letters
            "WITH k (campaign, borrower, step, slot) AS (%s) SELECT l.id FROM k"
                + " CROSS JOIN mora_letter l WHERE l.campaign = k.campaign"
                + " AND l.borrower = k.borrower AND l.step = k.step AND l.slot = k.slot",
            keys,
            (out, key) ->
                out.text(key.campaign().value())
                    .text(key.borrower().value())
                    .text(key.step())
                    .text(key.slot()),
            row -> new DispatchId(row.getString(1)));
    return ids.isEmpty() ? List.of() : find(Set.copyOf(ids)).values();
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
            "SELECT l.to_kind, l.to_address, "
                + DispatchTable.COLUMNS
                + ", "
                + LetterTable.HEADER_COLUMNS
                + session.fromLetters("l.to_address IN %s")
                + " AND d.may_be_sent = 1 AND d.changed_at >= ? ORDER BY l.number",
            points,
            (out, point) -> out.text(Address.of(point).value()),
            bind -> bind.moment(since),
            row -> {
              var in = new Cells(row);
              return Map.entry(new Address(in.text(), in.text()).point(), DispatchTable.entry(in));
            })
        .stream()
        .collect(
            Collectors.groupingBy(
                Map.Entry::getKey, Collectors.mapping(Map.Entry::getValue, Collectors.toList())));
  }

  Map<BorrowerId, List<DispatchEntry>> entries(Collection<BorrowerId> borrowers) {
    flush();
    return session
        .listIn(
            "dispatches of borrowers",
            "SELECT "
                + DispatchTable.COLUMNS
                + ", "
                + LetterTable.HEADER_COLUMNS
                + session.fromLetters("l.borrower IN %s")
                + " ORDER BY l.number",
            borrowers,
            BorrowerId::value,
            row -> DispatchTable.entry(new Cells(row)))
        .stream()
        .collect(Collectors.groupingBy(DispatchEntry::borrower));
  }

  List<BookedRow> page(EntryFilter filter, long after, int most) {
    if (filter.states().isEmpty()) {
      return List.of();
    }
    flush();
    var where = new StringBuilder("d.number > ?");
    filter.dispatch().ifPresent(id -> where.append(" AND l.id = ?"));
    filter.campaign().ifPresent(id -> where.append(" AND d.campaign = ?"));
    filter.borrower().ifPresent(id -> where.append(" AND l.borrower = ?"));
    filter.loan().ifPresent(id -> where.append(" AND REPLACE(l.loans, ?, '') <> l.loans"));
    if (filter.states().size() < State.values().length) {
      where.append(" AND d.state IN ").append(states(filter.states()));
    }
    return session.list(
        "page of dispatches",
        SELECT + where + " ORDER BY d.number LIMIT ?",
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
            bind.text(Lists.listed(filter.loan().get().value()));
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
            + "l.template_name = ? AND l.template_version = ? AND l.template_language = ?"
            + " AND d.channel = ? AND d.account = ? AND d.state = ? AND l.number > ?"
            + " ORDER BY l.number LIMIT ?",
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
        "SELECT "
            + EventTable.COLUMNS
            + " FROM mora_event"
            + " WHERE number = (SELECT number FROM mora_letter WHERE id = ?) ORDER BY sequence",
        bind -> bind.text(dispatch.value()),
        row -> EventTable.event(dispatch, new Cells(row)));
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
        "leases over",
        // the words of the index, or SQLite does not see that it has them all
        "d.state IN ('CLAIMED', 'SUBMITTING') AND d.state = '" + state + "' AND d.lease_until <= ?",
        "d.lease_until",
        now,
        most);
  }

  List<BookedRow> unknownsUntil(Instant until, int most) {
    return timed(
        "unknown dispatches",
        "d.state = 'UNKNOWN' AND d.unknown_since <= ?",
        "d.unknown_since",
        until,
        most);
  }

  List<BookedRow> unknownsUntil(Instant until, String reason, int most) {
    flush();
    return session.list(
        "unknown dispatches of a reason",
        SELECT
            + "d.state = 'UNKNOWN' AND d.unknown_since <= ? AND d.reason = ?"
            + " ORDER BY d.unknown_since, d.number LIMIT ?",
        bind -> bind.moment(until).text(reason).count(most),
        this::seen);
  }

  List<BookedRow> expired(Instant now, int most) {
    return timed(
        "expired dispatches",
        "d.state = 'PLANNED' AND d.expires_at <= ?",
        "d.expires_at",
        now,
        most);
  }

  List<BookedRow> quietSince(Instant before, Set<State> states, long after, int most) {
    if (states.isEmpty()) {
      return List.of();
    }
    flush();
    return session.list(
        "quiet dispatches",
        SELECT
            + "l.content IS NOT NULL AND l.number > ? AND d.changed_at < ? AND d.state IN "
            + states(states)
            + " ORDER BY l.number LIMIT ?",
        bind -> bind.number(after).moment(before).count(most),
        this::seen);
  }

  private List<BookedRow> timed(
      String name, String where, String column, Instant moment, int most) {
    flush();
    return session.list(
        name,
        SELECT + where + " ORDER BY " + column + ", d.number LIMIT ?",
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
    var in = new Cells(row);
    DispatchTable.Standing standing = DispatchTable.standing(in);
    LetterTable.Head head = LetterTable.header(in);
    return seen(
        new Remembered.Kept(
            new BookedRow(
                standing.number(),
                standing.entry(head.header(), head.template()),
                LetterTable.dispatch(in, head.header())),
            standing.last(),
            standing.revision()));
  }

  private BookedRow seen(Remembered.Kept kept) {
    seen.put(kept.row().entry().id(), kept);
    remembered.put(kept);
    return kept.row();
  }

  // --- writing

  long nextSequence() {
    if (remembered.sequence < 0) {
      remembered.sequence = last("SELECT MAX(sequence) FROM mora_event");
    }
    return ++remembered.sequence;
  }

  private long nextNumber() {
    if (remembered.number < 0) {
      remembered.number = last("SELECT MAX(number) FROM mora_letter");
    }
    return ++remembered.number;
  }

  /** By the only writer, so nobody takes the next one at the same time. */
  private long last(String sql) {
    return session.one("last number", sql, bind -> {}, row -> row.getLong(1)).orElse(0L);
  }

  void insert(Dispatch dispatch, DispatchEntry planned) {
    if (drafts.containsKey(dispatch.id())) {
      throw new IllegalStateException("a dispatch of this id is known: " + dispatch.id());
    }
    var draft = new Draft(Optional.empty(), nextNumber(), planned);
    draft.content = Optional.of(dispatch);
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
    if (after.state() == State.PLANNED) {
      Turns.planned(remembered, after.header());
    }
    events.add(event);
    postponed.remove(after.id());
    event.blankedProviderId().ifPresent(id -> providerIds.putIfAbsent(id, after.id()));
  }

  /** Written together with the row, which is one revision on. */
  void replace(Dispatch dispatch) {
    draft(kept(dispatch.id()).row().entry()).content = Optional.of(dispatch);
  }

  void postpone(DispatchId dispatch, Instant due) {
    postponed.put(dispatch, due);
  }

  void blank(DispatchId dispatch, List<LedgerEvent> replaced, DispatchEntry after) {
    flush();
    Remembered.Kept before = kept(dispatch);
    long number = before.row().number();
    long last = replaced.stream().mapToLong(LedgerEvent::sequence).max().orElse(0);
    Instant changed =
        replaced.stream().map(LedgerEvent::at).max(Comparator.naturalOrder()).orElse(Instant.EPOCH);
    session.batch(
        "blank events",
        "UPDATE mora_event SET provider_id = ? WHERE sequence = ?",
        replaced,
        (out, event) -> out.text(event.providerMessageId().orElse(null)).number(event.sequence()));
    session.update("blank letter", LetterTable.BLANK, bind -> bind.number(number));
    int revision = before.revision() + 1;
    var blanked = new DispatchTable.Placed(number, after, before.last(), last, changed, revision);
    require(
        1,
        session.write(
            "blank dispatch", DispatchTable.UPDATE, List.of(blanked), DispatchTable::update));
    seen(new Remembered.Kept(new BookedRow(number, after, Optional.empty()), last, revision));
  }

  private Draft draft(DispatchEntry entry) {
    return drafts.computeIfAbsent(
        entry.id(),
        id -> {
          Remembered.Kept before = kept(id);
          return new Draft(Optional.of(before), before.row().number(), entry);
        });
  }

  private Remembered.Kept kept(DispatchId dispatch) {
    if (!seen.containsKey(dispatch)) {
      find(List.of(dispatch));
    }
    return Optional.ofNullable(seen.get(dispatch))
        .orElseThrow(() -> new IllegalStateException("no row of " + dispatch));
  }

  /** Writes what was held back. */
  void flush() {
    if (drafts.isEmpty() && postponed.isEmpty() && events.isEmpty()) {
      return;
    }
    insertNew();
    update();
    session.write(
        "insert events",
        EventTable.INSERT,
        events,
        (out, event) -> EventTable.insert(out, number(event.dispatch()), event));
    session.write(
        "insert provider ids",
        PROVIDER_IDS,
        providerIds.entrySet(),
        (out, pair) -> out.text(pair.getKey()).text(pair.getValue().value()));
    session.batch(
        "postpone",
        "UPDATE mora_dispatch SET due_at = ? WHERE number = ?",
        postponed.entrySet(),
        (out, pair) -> out.moment(pair.getValue()).number(number(pair.getKey())));
    drafts.values().forEach(draft -> seen(draft.kept()));
    drafts.clear();
    events.clear();
    providerIds.clear();
    postponed.clear();
  }

  private void insertNew() {
    List<Draft> fresh = drafts.values().stream().filter(Draft::isNew).toList();
    try {
      session.write(
          "insert letters",
          LetterTable.INSERT,
          fresh.stream().map(Draft::written).toList(),
          LetterTable::insert);
    } catch (LedgerStoreException e) {
      if (e.isDuplicate()) {
        throw new IllegalStateException("a dispatch of this id or plan key is known", e);
      }
      throw e;
    }
    session.write(
        "insert dispatches",
        DispatchTable.INSERT,
        fresh.stream().map(Draft::placed).toList(),
        DispatchTable::insert);
  }

  /** Those that come down first: a borrower's next may go up in the same work. */
  private void update() {
    var down = new ArrayList<Draft>();
    var up = new ArrayList<Draft>();
    for (Draft draft : drafts.values()) {
      if (!draft.isNew()) {
        (draft.entry.state().inFlight() ? up : down).add(draft);
      }
    }
    update(down);
    update(up);
  }

  private void update(List<Draft> old) {
    boolean steps = old.stream().allMatch(Draft::isStep);
    require(
        old.size(),
        session.write(
            steps ? "step dispatches" : "update dispatches",
            steps ? DispatchTable.UPDATE_STEP : DispatchTable.UPDATE,
            old.stream().map(Draft::placed).toList(),
            steps ? DispatchTable::updateStep : DispatchTable::update));
    session.write(
        "replace letters",
        LetterTable.REPLACE,
        old.stream().filter(draft -> draft.content.isPresent()).map(Draft::written).toList(),
        LetterTable::replace);
  }

  private long number(DispatchId id) {
    Draft draft = drafts.get(id);
    return draft == null ? kept(id).row().number() : draft.number;
  }

  private static void require(int rows, int changed) {
    if (changed < rows) {
      throw new LedgerStoreException("a row was changed by somebody who is not the writer");
    }
  }
}
