package dev.mora.jdbc;

import dev.mora.contact.Suppression;
import dev.mora.history.ContactRecord;
import dev.mora.ledger.BorrowerCard;
import dev.mora.ledger.DispatchEntry;
import dev.mora.loan.LoanId;
import dev.mora.party.BorrowerId;
import dev.mora.party.Channel;
import dev.mora.party.Consent;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What is kept of borrowers. */
final class People {

  private final Session session;

  People(Session session) {
    this.session = session;
  }

  /** A fact and whose it is. */
  private record Of<T>(String borrower, T fact) {}

  Map<BorrowerId, BorrowerCard> cards(Collection<BorrowerId> borrowers) {
    var sent =
        byBorrower(
            "sent dispatches",
            "SELECT "
                + DispatchTable.ENTRY_COLUMNS
                + " FROM mora_dispatch WHERE may_be_sent = 1 AND borrower IN %s ORDER BY number",
            borrowers,
            DispatchTable::entry);
    Map<String, List<ContactRecord>> contacts = contacts(borrowers);
    Map<String, List<Consent>> consents = consents(borrowers);
    Map<String, List<Suppression>> suppressions = suppressions(borrowers);
    var unusable =
        byBorrower(
            "unusable addresses",
            "SELECT * FROM mora_unusable WHERE borrower IN %s",
            borrowers,
            row ->
                new BorrowerCard.Address(
                    Channel.of(row.getString("channel")),
                    new Address(row.getString("to_kind"), row.getString("to_address")).point()));
    var cards = new LinkedHashMap<BorrowerId, BorrowerCard>();
    for (BorrowerId borrower : borrowers) {
      String id = borrower.value();
      boolean known =
          Stream.of(sent, contacts, consents, suppressions, unusable)
              .anyMatch(facts -> facts.containsKey(id));
      if (known) {
        cards.put(
            borrower,
            new BorrowerCard(
                sent.getOrDefault(id, List.<DispatchEntry>of()),
                contacts.getOrDefault(id, List.of()),
                consents.getOrDefault(id, List.of()),
                Set.copyOf(suppressions.getOrDefault(id, List.of())),
                Set.copyOf(unusable.getOrDefault(id, List.<BorrowerCard.Address>of()))));
      }
    }
    return cards;
  }

  private <T> Map<String, List<T>> byBorrower(
      String name, String sql, Collection<BorrowerId> borrowers, Session.Read<T> read) {
    List<Of<T>> facts =
        session.listIn(
            name,
            sql,
            borrowers,
            BorrowerId::value,
            row -> new Of<>(row.getString("borrower"), read.from(row)));
    return facts.stream()
        .collect(
            Collectors.groupingBy(
                Of::borrower, HashMap::new, Collectors.mapping(Of::fact, Collectors.toList())));
  }

  // --- contacts

  private Map<String, List<ContactRecord>> contacts(Collection<BorrowerId> borrowers) {
    return byBorrower(
        "contacts",
        "SELECT * FROM mora_contact WHERE borrower IN %s ORDER BY id",
        borrowers,
        People::contact);
  }

  private static ContactRecord contact(ResultSet row) throws SQLException {
    String loan = row.getString("loan");
    return new ContactRecord(
        BorrowerId.of(row.getString("borrower")),
        loan.isEmpty() ? Optional.empty() : Optional.of(LoanId.of(loan)),
        DispatchTable.moment(row, "happened_at"),
        Channel.of(row.getString("channel")),
        ContactRecord.Direction.valueOf(row.getString("direction")),
        ContactRecord.Outcome.valueOf(row.getString("outcome")),
        row.getString("template"));
  }

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

  private Map<String, List<Consent>> consents(Collection<BorrowerId> borrowers) {
    return byBorrower(
        "consents",
        "SELECT * FROM mora_consent WHERE borrower IN %s ORDER BY id",
        borrowers,
        row ->
            new Consent(
                BorrowerId.of(row.getString("borrower")),
                Channel.of(row.getString("channel")),
                Consent.State.valueOf(row.getString("state")),
                DispatchTable.moment(row, "happened_at"),
                row.getString("source")));
  }

  void add(Consent consent) {
    String borrower = consent.borrower().value();
    if (consents(List.of(consent.borrower())).getOrDefault(borrower, List.of()).contains(consent)) {
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

  private Map<String, List<Suppression>> suppressions(Collection<BorrowerId> borrowers) {
    return byBorrower(
        "suppressions",
        "SELECT * FROM mora_suppression WHERE borrower IN %s ORDER BY id",
        borrowers,
        row ->
            new Suppression(
                Suppression.Reason.valueOf(row.getString("reason")),
                Reach.toScope(row.getString("scope"), row.getString("scope_id")),
                DispatchTable.optional(row, "until_at")));
  }

  void add(BorrowerId borrower, Suppression suppression) {
    if (suppressions(List.of(borrower))
        .getOrDefault(borrower.value(), List.of())
        .contains(suppression)) {
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
      return new Reach("all", "");
    }

    static Suppression.Scope toScope(String scope, String id) {
      return switch (scope) {
        case "all" -> new Suppression.Scope.Everything();
        case "loan" -> new Suppression.Scope.OneLoan(LoanId.of(id));
        case "channel" -> new Suppression.Scope.OneChannel(Channel.of(id));
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
