package dev.mora.ledger;

import dev.mora.channel.OutboundMessage;
import dev.mora.party.BorrowerId;
import dev.mora.party.ContactPoint;
import dev.mora.party.PhoneNumber;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Keeps the {@link Books} for the length of one work: whatever it reads, it reads once, so that all
 * who ask for a row have the same one in hand. {@link #move} is the one door through which a row
 * changes.
 */
final class Clerk {

  /** How far back a message to an address is read; no cap of a pack looks back that far. */
  private static final Duration REMEMBERED = Duration.ofDays(400);

  final Books books;
  private final Map<DispatchId, Row> rows = new LinkedHashMap<>();
  private final Set<DispatchId> absent = new HashSet<>();
  private final Map<String, Optional<Row>> byProvider = new HashMap<>();
  private final Map<BorrowerId, BorrowerCard> cards = new HashMap<>();
  private final Map<ContactPoint, List<DispatchEntry>> sentTo = new HashMap<>();
  private final Map<SenderId, Desk> desks = new LinkedHashMap<>();
  private final Map<BusinessId, Reach> reaches = new LinkedHashMap<>();

  Clerk(Books books) {
    this.books = books;
  }

  Instant now() {
    return books.now();
  }

  Instant leaseNow() {
    return books.leaseNow();
  }

  // --- rows

  /** Reads ahead what will be asked for. */
  void expect(Collection<DispatchId> ids) {
    var unread = new LinkedHashSet<>(ids);
    unread.removeAll(rows.keySet());
    unread.removeAll(absent);
    if (!unread.isEmpty()) {
      Map<DispatchId, BookedRow> found = books.find(unread);
      found.values().forEach(this::inHand);
      unread.removeAll(found.keySet());
      absent.addAll(unread);
    }
  }

  /** Reads ahead whose these provider ids are. */
  void expectProviders(Collection<String> providerMessageIds) {
    var unread = new LinkedHashSet<String>();
    for (String id : providerMessageIds) {
      String blanked = Evidence.blanked(id);
      if (!id.isEmpty() && !byProvider.containsKey(blanked)) {
        unread.add(blanked);
      }
    }
    if (!unread.isEmpty()) {
      Map<String, BookedRow> found = books.findByProvider(unread);
      unread.forEach(
          id -> byProvider.put(id, Optional.ofNullable(found.get(id)).map(this::inHand)));
    }
  }

  Optional<Row> row(DispatchId id) {
    expect(List.of(id));
    return Optional.ofNullable(rows.get(id));
  }

  /** A row that a claim speaks of. */
  Row known(DispatchId id) {
    return row(id)
        .orElseThrow(() -> new IllegalArgumentException("this ledger never planned " + id));
  }

  Optional<Row> byProviderId(String providerMessageId) {
    expectProviders(List.of(providerMessageId));
    return byProvider.getOrDefault(Evidence.blanked(providerMessageId), Optional.empty());
  }

  /** The row as it stands now, which may be newer than what was read. */
  Row inHand(BookedRow booked) {
    return rows.computeIfAbsent(booked.entry().id(), id -> new Row(booked));
  }

  List<Row> inHand(List<BookedRow> booked) {
    return booked.stream().map(this::inHand).toList();
  }

  Row add(Dispatch dispatch, String actor) {
    DispatchEntry planned = DispatchEntry.planned(dispatch);
    books.insert(dispatch, planned);
    absent.remove(dispatch.id());
    Row row = inHand(new BookedRow(0, planned, Optional.of(dispatch)));
    move(row, new Move(Transition.PLANNED, actor));
    return row;
  }

  DispatchEntry move(Row row, Move wanted) {
    Move move = Resends.honest(row.entry, wanted);
    LedgerEvent told = move.event(books.nextSequence(), row.entry, now());
    LedgerEvent event = row.dispatch == null ? told.erased() : told;
    DispatchEntry after = row.entry.after(event);
    books.append(event, after);
    row.entry = after;
    event
        .blankedProviderId()
        .ifPresent(
            id ->
                byProvider.computeIfPresent(
                    id, (key, first) -> first.isPresent() ? first : Optional.of(row)));
    return after;
  }

  Dispatch refresh(Row row, Dispatch dispatch, OutboundMessage.Content fresh) {
    Dispatch renewed = dispatch.with(fresh);
    books.replace(renewed);
    row.dispatch = renewed;
    return renewed;
  }

  /** Blanks what is personal; the row keeps its meaning. */
  void blank(Row row) {
    Dispatch dispatch = row.dispatch;
    if (dispatch != null) {
      desk(dispatch.header().sender()).forget(dispatch.to());
    }
    DispatchId id = row.entry.id();
    List<LedgerEvent> erased = books.events(id).stream().map(LedgerEvent::erased).toList();
    row.entry =
        DispatchEntry.fold(DispatchEntry.planned(row.entry.header(), row.entry.template()), erased);
    row.dispatch = null;
    books.blank(id, erased, row.entry);
  }

  /** When such a thing happened to it for the last time. */
  Optional<Instant> lastAt(Row row, Transition transition) {
    return last(row, transition).map(LedgerEvent::at);
  }

  /** The last time that such a thing happened to it. */
  Optional<LedgerEvent> last(Row row, Transition transition) {
    return books.events(row.entry.id()).stream()
        .filter(event -> event.transition() == transition)
        .reduce((earlier, later) -> later);
  }

  /** Whether such a thing ever happened to it. */
  boolean has(Row row, Transition transition) {
    return books.events(row.entry.id()).stream()
        .anyMatch(event -> event.transition() == transition);
  }

  boolean isNoted(Row row, String reason) {
    return books.events(row.entry.id()).stream()
        .anyMatch(event -> event.transition() == Transition.NOTED && event.reason().equals(reason));
  }

  /**
   * Does something to those of a page that meet a condition.
   *
   * @param most that a full page has
   */
  Swept sweep(List<BookedRow> page, int most, Predicate<Row> condition, Consumer<Row> action) {
    return sweep(
        page,
        most,
        row -> {
          boolean meets = condition.test(row);
          if (meets) {
            action.accept(row);
          }
          return meets;
        });
  }

  /**
   * Does something to a page.
   *
   * @param most that a full page has
   * @param action says whether what it did counts
   */
  Swept sweep(List<BookedRow> page, int most, Predicate<Row> action) {
    int done = 0;
    for (Row row : inHand(page)) {
      if (action.test(row)) {
        done++;
      }
    }
    long last = page.isEmpty() ? 0 : page.get(page.size() - 1).number();
    return new Swept(done, last, page.size() >= most);
  }

  // --- people

  void expectCards(Collection<BorrowerId> borrowers) {
    var unread = new LinkedHashSet<>(borrowers);
    unread.removeAll(cards.keySet());
    if (!unread.isEmpty()) {
      Map<BorrowerId, BorrowerCard> found = books.cards(unread);
      unread.forEach(id -> cards.put(id, found.getOrDefault(id, BorrowerCard.empty())));
    }
  }

  /** As it stood when this work first asked for it. */
  BorrowerCard card(BorrowerId borrower) {
    expectCards(List.of(borrower));
    return cards.getOrDefault(borrower, BorrowerCard.empty());
  }

  /** What may have been sent to a borrower, as it stands now. */
  Collection<DispatchEntry> sent(BorrowerId borrower) {
    var sent = new LinkedHashMap<DispatchId, DispatchEntry>();
    card(borrower).sent().forEach(entry -> sent.put(entry.id(), entry));
    for (Row row : rows.values()) {
      if (row.entry.borrower().equals(borrower)) {
        sent.put(row.entry.id(), row.entry);
      }
    }
    return sent.values();
  }

  // --- addresses

  /** Reads ahead what was sent to these addresses. */
  void expectAddresses(Collection<ContactPoint> points) {
    var unread = new LinkedHashSet<ContactPoint>();
    points.forEach(point -> unread.addAll(spellings(point)));
    unread.removeAll(sentTo.keySet());
    if (!unread.isEmpty()) {
      Map<ContactPoint, List<DispatchEntry>> found = books.sentTo(unread, now().minus(REMEMBERED));
      unread.forEach(point -> sentTo.put(point, found.getOrDefault(point, List.of())));
    }
  }

  /**
   * What may have been sent to an address, however it is written, as it stands now, to whomever.
   */
  Collection<DispatchEntry> sentTo(ContactPoint point) {
    expectAddresses(List.of(point));
    Set<ContactPoint> spellings = spellings(point);
    var sent = new LinkedHashMap<DispatchId, DispatchEntry>();
    for (ContactPoint spelling : spellings) {
      sentTo.getOrDefault(spelling, List.of()).forEach(entry -> sent.put(entry.id(), entry));
    }
    for (Row row : rows.values()) {
      if (row.dispatch == null) {
        sent.remove(row.entry.id());
      } else if (spellings.contains(row.dispatch.to())) {
        sent.put(row.entry.id(), row.entry);
      }
    }
    return sent.values();
  }

  /** One phone rings for each of them. */
  private static Set<ContactPoint> spellings(ContactPoint point) {
    return point instanceof PhoneNumber number ? Set.copyOf(number.spellings()) : Set.of(point);
  }

  // --- senders

  Desk desk(SenderId sender) {
    return desks.computeIfAbsent(sender, id -> new Desk(books, id));
  }

  /** Reads ahead how fast those may be sent to whom these dispatches go. */
  void expectRecipients(Collection<Dispatch> dispatches) {
    Map<SenderId, Set<ContactPoint>> recipients = new LinkedHashMap<>();
    for (Dispatch dispatch : dispatches) {
      recipients
          .computeIfAbsent(dispatch.header().sender(), sender -> new LinkedHashSet<>())
          .add(dispatch.to());
    }
    recipients.forEach((sender, points) -> desk(sender).expect(points));
  }

  Reach reach(BusinessId business) {
    return reaches.computeIfAbsent(business, id -> new Reach(this, id));
  }

  /** Writes what was only noted so far. */
  void save() {
    new ArrayList<>(desks.values()).forEach(Desk::save);
    reaches.values().forEach(Reach::save);
  }
}
