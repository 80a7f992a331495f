package dev.mora.ledger;

import dev.mora.contact.Suppression;
import dev.mora.history.ContactHistory;
import dev.mora.history.ContactRecord;
import dev.mora.party.BorrowerId;
import dev.mora.party.Channel;
import dev.mora.party.Consent;
import dev.mora.party.Consents;
import dev.mora.party.ContactPoint;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** What is known about contacting each borrower, as gates and people read it. */
final class BorrowerFiles {

  private final Clerk clerk;
  private final Books books;

  BorrowerFiles(Clerk clerk) {
    this.clerk = clerk;
    books = clerk.books;
  }

  // --- writing

  void record(ContactRecord contact) {
    books.add(contact);
  }

  void consent(Consent consent) {
    books.add(consent);
  }

  void suppress(BorrowerId borrower, Suppression suppression) {
    books.add(borrower, suppression);
  }

  void lift(BorrowerId borrower, Suppression.Reason reason) {
    books.remove(borrower, reason);
  }

  void lift(BorrowerId borrower, Suppression suppression) {
    books.remove(borrower, suppression);
  }

  void unusable(BorrowerId borrower, Channel channel, ContactPoint point) {
    books.addUnusable(borrower, new BorrowerCard.Address(channel, point));
  }

  void usable(BorrowerId borrower, Channel channel, ContactPoint point) {
    clerk.card(borrower).unusable().stream()
        .filter(address -> address.channel().equals(channel) && address.isAt(point))
        .forEach(address -> books.removeUnusable(borrower, address));
  }

  // --- reading

  ContactHistory history(BorrowerId borrower) {
    return ContactHistory.of(contacts(borrower));
  }

  Consents consents(BorrowerId borrower) {
    return Consents.of(clerk.card(borrower).consents());
  }

  Set<Suppression> suppressions(BorrowerId borrower) {
    return clerk.card(borrower).suppressions();
  }

  Map<BorrowerId, ContactFile> all(Collection<BorrowerId> borrowers) {
    clerk.expectCards(borrowers);
    var files = new LinkedHashMap<BorrowerId, ContactFile>();
    for (BorrowerId borrower : borrowers) {
      files.put(
          borrower, new ContactFile(history(borrower), consents(borrower), suppressions(borrower)));
    }
    return files;
  }

  boolean hasUnknown(BorrowerId borrower, Channel channel) {
    return sentOn(borrower, channel).anyMatch(entry -> entry.state().isUnknown());
  }

  /** Whether another message to the borrower is to be sent again before anything else goes. */
  boolean awaitsResend(Dispatch dispatch) {
    return sentOn(dispatch.borrower(), dispatch.channel())
        .anyMatch(entry -> entry.awaitsResend() && !entry.id().equals(dispatch.id()));
  }

  private Stream<DispatchEntry> sentOn(BorrowerId borrower, Channel channel) {
    return clerk.sent(borrower).stream()
        .filter(entry -> entry.header().sender().channel().equals(channel));
  }

  GateView view(Dispatch dispatch, List<Note> notes, Instant now) {
    BorrowerId borrower = dispatch.borrower();
    BorrowerCard card = clerk.card(borrower);
    return new GateView(
        dispatch,
        history(borrower),
        sameAddress(borrower, dispatch.to()),
        Consents.of(card.consents()),
        card.suppressions(),
        !card.unusable().contains(new BorrowerCard.Address(dispatch.channel(), dispatch.to())),
        notes,
        now);
  }

  /** A number rings once for each of those who share it. */
  private List<ContactRecord> sameAddress(BorrowerId borrower, ContactPoint point) {
    return clerk.sentTo(point).stream()
        .filter(entry -> !entry.borrower().equals(borrower))
        .flatMap(entry -> entry.contacts().stream())
        .map(contact -> contact.countedFor(borrower))
        .sorted(Comparator.comparing(ContactRecord::at))
        .toList();
  }

  BorrowerFile export(BorrowerId borrower, List<BookedRow> rows) {
    BorrowerCard card = clerk.card(borrower);
    return new BorrowerFile(
        borrower,
        rows.stream().flatMap(row -> row.dispatch().stream()).toList(),
        rows.stream().map(BookedRow::entry).toList(),
        rows.stream().flatMap(row -> books.events(row.entry().id()).stream()).toList(),
        contacts(borrower),
        card.consents(),
        card.suppressions(),
        books.notes(borrower));
  }

  /** Ours, which follow from the rows, and others'. */
  private List<ContactRecord> contacts(BorrowerId borrower) {
    var contacts = new ArrayList<ContactRecord>(clerk.card(borrower).contacts());
    for (DispatchEntry entry : clerk.sent(borrower)) {
      contacts.addAll(entry.contacts());
    }
    contacts.sort(Comparator.comparing(ContactRecord::at));
    return contacts;
  }
}
