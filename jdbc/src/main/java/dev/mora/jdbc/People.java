package dev.mora.jdbc;

import dev.mora.contact.Suppression;
import dev.mora.history.ContactRecord;
import dev.mora.ledger.BorrowerCard;
import dev.mora.ledger.DispatchEntry;
import dev.mora.loan.LoanId;
import dev.mora.party.BorrowerId;
import dev.mora.party.Channel;
import dev.mora.party.Consent;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What is kept of borrowers. */
final class People {

  private final Session session;

  People(Session session) {
    this.session = session;
  }

  private static final String KEYS = " WHERE borrower IN %s";

  /** One shape for all that is told of borrowers, so that it is asked for at once. */
  private static final String FACTS =
      "SELECT 1 AS kind, id AS nth, borrower, loan AS a, channel AS b, direction AS c,"
          + " outcome AS d, template AS e, happened_at AS at FROM mora_contact"
          + KEYS
          + " UNION ALL SELECT 2, id, borrower, channel, state, source, '', '', happened_at"
          + " FROM mora_consent"
          + KEYS
          + " UNION ALL SELECT 3, id, borrower, reason, scope, scope_id, '', '', until_at"
          + " FROM mora_suppression"
          + KEYS
          + " UNION ALL SELECT 4, 0, borrower, channel, to_kind, to_address, '', '',"
          + " CAST(NULL AS BIGINT) FROM mora_unusable"
          + KEYS
          + " ORDER BY 1, 2";

  /** What is told of one borrower. */
  private static final class Facts {
    private final List<DispatchEntry> sent = new ArrayList<>();
    private final List<ContactRecord> contacts = new ArrayList<>();
    private final List<Consent> consents = new ArrayList<>();
    private final Set<Suppression> suppressions = new LinkedHashSet<>();
    private final Set<BorrowerCard.Address> unusable = new LinkedHashSet<>();

    private BorrowerCard card() {
      return new BorrowerCard(sent, contacts, consents, suppressions, unusable);
    }
  }

  Map<BorrowerId, BorrowerCard> cards(Collection<BorrowerId> borrowers) {
    Map<BorrowerId, Facts> facts = facts(borrowers);
    session
        .listIn(
            "sent dispatches",
            "SELECT "
                + DispatchTable.COLUMNS
                + ", "
                + LetterTable.HEADER_COLUMNS
                + session.fromLetters("l.borrower IN %s")
                + " AND d.may_be_sent = 1 ORDER BY l.number",
            borrowers,
            BorrowerId::value,
            row -> DispatchTable.entry(new Cells(row)))
        .forEach(entry -> of(facts, entry.borrower()).sent.add(entry));
    var cards = new LinkedHashMap<BorrowerId, BorrowerCard>();
    facts.forEach((borrower, found) -> cards.put(borrower, found.card()));
    return cards;
  }

  private Map<BorrowerId, Facts> facts(Collection<BorrowerId> borrowers) {
    var facts = new LinkedHashMap<BorrowerId, Facts>();
    session.listIn(
        "facts of borrowers",
        FACTS,
        borrowers,
        BorrowerId::value,
        row -> {
          var in = new Cells(row);
          int kind = in.count();
          in.number();
          BorrowerId borrower = BorrowerId.of(in.text());
          read(kind, borrower, in, of(facts, borrower));
          return kind;
        });
    return facts;
  }

  private static Facts of(Map<BorrowerId, Facts> facts, BorrowerId borrower) {
    return facts.computeIfAbsent(borrower, key -> new Facts());
  }

  private static void read(int kind, BorrowerId borrower, Cells in, Facts facts)
      throws SQLException {
    String a = in.text();
    String b = in.text();
    String c = in.text();
    String d = in.text();
    String e = in.text();
    Optional<Instant> at = in.optional();
    switch (kind) {
      case 1 ->
          facts.contacts.add(
              new ContactRecord(
                  borrower,
                  a.isEmpty() ? Optional.empty() : Optional.of(LoanId.of(a)),
                  at.orElseThrow(),
                  Channel.of(b),
                  ContactRecord.Direction.valueOf(c),
                  ContactRecord.Outcome.valueOf(d),
                  e));
      case 2 ->
          facts.consents.add(
              new Consent(borrower, Channel.of(a), Consent.State.valueOf(b), at.orElseThrow(), c));
      case 3 ->
          facts.suppressions.add(
              new Suppression(Suppression.Reason.valueOf(a), Reach.toScope(b, c), at));
      default ->
          facts.unusable.add(new BorrowerCard.Address(Channel.of(a), new Address(b, c).point()));
    }
  }

  private Facts facts(BorrowerId borrower) {
    return of(facts(List.of(borrower)), borrower);
  }

  // --- contacts

  void add(ContactRecord contact) {
    if (isKnown(contact)) {
      return;
    }
    session.update(
        "insert contact",
        "INSERT INTO mora_contact (borrower, happened_at, loan, channel, direction, outcome,"
            + " template) VALUES (?, ?, ?, ?, ?, ?, ?)",
        bind -> bind(bind, contact));
  }

  private boolean isKnown(ContactRecord contact) {
    return session
        .one(
            "known contact",
            "SELECT id FROM mora_contact WHERE borrower = ? AND happened_at = ? AND loan = ?"
                + " AND channel = ? AND direction = ? AND outcome = ? AND template = ?",
            bind -> bind(bind, contact),
            row -> row.getLong(1))
        .isPresent();
  }

  private static void bind(Session.Parameters out, ContactRecord contact) throws SQLException {
    out.text(contact.borrower().value())
        .moment(contact.at())
        .text(contact.loan().map(LoanId::value).orElse(""))
        .text(contact.channel().name())
        .text(contact.direction().name())
        .text(contact.outcome().name())
        .text(contact.template());
  }

  // --- consents

  void add(Consent consent) {
    String borrower = consent.borrower().value();
    if (facts(consent.borrower()).consents.contains(consent)) {
      return;
    }
    session.update(
        "insert consent",
        "INSERT INTO mora_consent (borrower, channel, state, happened_at, source)"
            + " VALUES (?, ?, ?, ?, ?)",
        bind ->
            bind.text(borrower)
                .text(consent.channel().name())
                .text(consent.state().name())
                .moment(consent.at())
                .text(consent.source()));
  }

  // --- suppressions

  void add(BorrowerId borrower, Suppression suppression) {
    if (facts(borrower).suppressions.contains(suppression)) {
      return;
    }
    Reach reach = Reach.of(suppression.scope());
    session.update(
        "insert suppression",
        "INSERT INTO mora_suppression (borrower, reason, scope, scope_id, until_at)"
            + " VALUES (?, ?, ?, ?, ?)",
        bind ->
            bind.text(borrower.value())
                .text(suppression.reason().name())
                .text(reach.scope())
                .text(reach.id())
                .moment(suppression.until()));
  }

  void remove(BorrowerId borrower, Suppression.Reason reason) {
    session.update(
        "remove suppressions",
        "DELETE FROM mora_suppression WHERE borrower = ? AND reason = ?",
        bind -> bind.text(borrower.value()).text(reason.name()));
  }

  void remove(BorrowerId borrower, Suppression suppression) {
    Reach reach = Reach.of(suppression.scope());
    boolean endless = suppression.until().isEmpty();
    session.update(
        endless ? "remove endless suppression" : "remove suppression",
        "DELETE FROM mora_suppression WHERE borrower = ? AND reason = ? AND scope = ?"
            + (endless
                ? " AND scope_id = ? AND until_at IS NULL"
                : " AND scope_id = ? AND until_at = ?"),
        bind -> {
          bind.text(borrower.value())
              .text(suppression.reason().name())
              .text(reach.scope())
              .text(reach.id());
          if (!endless) {
            bind.moment(suppression.until());
          }
        });
  }

  /** How far a suppression reaches, in two columns. */
  private record Reach(String scope, String id) {

    private static final String ERASED = "-erased";

    static Reach of(Suppression.Scope scope) {
      if (scope instanceof Suppression.Scope.OneLoan one) {
        return new Reach("loan", one.loan().value());
      }
      if (scope instanceof Suppression.Scope.OneChannel one) {
        return new Reach("channel", one.channel().name());
      }
      if (scope instanceof Suppression.Scope.OnePoint one) {
        Address address = Address.of(one.point());
        return new Reach(address.kind(), address.value());
      }
      if (scope instanceof Suppression.Scope.ErasedPoint erased) {
        return new Reach(erased.kind() + ERASED, erased.sha256());
      }
      return new Reach("all", "");
    }

    static Suppression.Scope toScope(String scope, String id) {
      return switch (scope) {
        case "all" -> new Suppression.Scope.Everything();
        case "loan" -> new Suppression.Scope.OneLoan(LoanId.of(id));
        case "channel" -> new Suppression.Scope.OneChannel(Channel.of(id));
        case "phone" + ERASED, "email" + ERASED ->
            new Suppression.Scope.ErasedPoint(scope.replace(ERASED, ""), id);
        default -> new Suppression.Scope.OnePoint(new Address(scope, id).point());
      };
    }
  }

  // --- unusable addresses

  void addUnusable(BorrowerId borrower, BorrowerCard.Address address) {
    removeUnusable(borrower, address);
    session.update(
        "insert unusable address",
        "INSERT INTO mora_unusable (borrower, channel, to_kind, to_address) VALUES (?, ?, ?, ?)",
        bind -> bind(bind, borrower, address));
  }

  void removeUnusable(BorrowerId borrower, BorrowerCard.Address address) {
    session.update(
        "remove unusable address",
        "DELETE FROM mora_unusable"
            + " WHERE borrower = ? AND channel = ? AND to_kind = ? AND to_address = ?",
        bind -> bind(bind, borrower, address));
  }

  void removeUnusable(BorrowerId borrower) {
    session.update(
        "remove unusable addresses",
        "DELETE FROM mora_unusable WHERE borrower = ?",
        bind -> bind.text(borrower.value()));
  }

  private static void bind(
      Session.Parameters out, BorrowerId borrower, BorrowerCard.Address address)
      throws SQLException {
    Address to = Address.of(address.point());
    out.text(borrower.value()).text(address.channel().name()).text(to.kind()).text(to.value());
  }
}
