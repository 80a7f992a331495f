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
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What is known about contacting each borrower, as gates and people read it. */
final class BorrowerFiles {

  private final MemoryBooks books;
  private final InMemoryNotebook notes;

  BorrowerFiles(MemoryBooks books, InMemoryNotebook notes) {
    this.books = books;
    this.notes = notes;
  }

  // --- writing

  void record(ContactRecord contact) {
    books.person(contact.borrower()).contacts.add(contact);
  }

  void consent(Consent consent) {
    List<Consent> consents = books.person(consent.borrower()).consents;
    if (!consents.contains(consent)) {
      consents.add(consent);
    }
  }

  void suppress(BorrowerId borrower, Suppression suppression) {
    books.person(borrower).suppressions.add(suppression);
  }

  void lift(BorrowerId borrower, Suppression.Reason reason) {
    books.person(borrower).suppressions.removeIf(known -> known.reason() == reason);
  }

  void usable(BorrowerId borrower, Channel channel, ContactPoint point) {
    books.person(borrower).unusable.remove(new Person.Address(channel, point));
  }

  // --- reading

  ContactHistory history(BorrowerId borrower) {
    return ContactHistory.of(contacts(books.person(borrower)));
  }

  Consents consents(BorrowerId borrower) {
    return Consents.of(books.person(borrower).consents);
  }

  Set<Suppression> suppressions(BorrowerId borrower) {
    return Set.copyOf(books.person(borrower).suppressions);
  }

  GateView view(Dispatch dispatch, Instant now) {
    Person person = books.person(dispatch.borrower());
    return new GateView(
        dispatch,
        ContactHistory.of(contacts(person)),
        Consents.of(person.consents),
        person.suppressions,
        !person.unusable.contains(new Person.Address(dispatch.channel(), dispatch.to())),
        now);
  }

  BorrowerFile export(BorrowerId borrower) {
    Person person = books.person(borrower);
    List<Row> rows = person.dispatches.stream().map(books::known).toList();
    return new BorrowerFile(
        borrower,
        rows.stream().flatMap(row -> Optional.ofNullable(row.dispatch).stream()).toList(),
        rows.stream().map(row -> row.entry).toList(),
        rows.stream().flatMap(row -> row.events.stream()).toList(),
        contacts(person),
        person.consents,
        person.suppressions,
        notes.of(borrower));
  }

  /** Ours, which follow from the rows, and others'. */
  private List<ContactRecord> contacts(Person person) {
    var contacts = new ArrayList<ContactRecord>(person.contacts);
    for (DispatchId id : person.dispatches) {
      books.known(id).entry.contact().ifPresent(contacts::add);
    }
    contacts.sort(Comparator.comparing(ContactRecord::at));
    return contacts;
  }
}
