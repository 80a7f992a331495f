package dev.mora.ledger;

import dev.mora.contact.Suppression;
import dev.mora.party.BorrowerId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Forgets who a borrower is, wherever a ledger may have kept it: rows and their events, notes,
 * addresses, statuses that wait, bodies of notifications. Everything is found by the rows, so they
 * are blanked last, and an erasure that was cut short is only repeated.
 */
final class Erasure {

  /** Bodies may be large. */
  private static final int BODIES = 16;

  private final Clerk clerk;
  private final Books books;
  private final UnmatchedStatuses unmatched;

  Erasure(Clerk clerk) {
    this.clerk = clerk;
    books = clerk.books;
    unmatched = new UnmatchedStatuses(books);
  }

  Traces traces(BorrowerId borrower) {
    return Traces.of(clerk.card(borrower), rows(borrower));
  }

  /** A page of the bodies of settled notifications. One that still waits is applied first. */
  Swept bodies(Traces traces, long after) {
    List<InboxItem> page = books.bodies(after, BODIES);
    int done = 0;
    long last = after;
    for (InboxItem item : page) {
      last = item.id();
      if (traces.isIn(item.body())) {
        books.put(item.withoutBody(), Instant.EPOCH);
        done++;
      }
    }
    return new Swept(done, last, page.size() >= BODIES);
  }

  /** All but the bodies, in one work. */
  void erase(BorrowerId borrower) {
    List<Row> rows = rows(borrower);
    Traces traces = Traces.of(clerk.card(borrower), rows);
    unmatched.blank(traces.recipients());
    for (Note note : books.notesHolding(traces.words())) {
      if (note.borrower().isEmpty() && (traces.isIn(note.text()) || traces.isIn(note.key()))) {
        books.removeNote(note.shelf(), note.key());
      }
    }
    books.removeNotes(borrower);
    for (Suppression suppression : clerk.card(borrower).suppressions()) {
      if (!suppression.erased().equals(suppression)) {
        books.remove(borrower, suppression);
        books.add(borrower, suppression.erased());
      }
    }
    books.removeUnusable(borrower);
    Reach.forgetStale(books);
    rows.forEach(this::blank);
  }

  private void blank(Row row) {
    if (State.cancellable().contains(row.state())) {
      clerk.move(row, new Move(Transition.CANCELLED, "erasure").because("erased", ""));
    }
    clerk.blank(row);
  }

  private List<Row> rows(BorrowerId borrower) {
    EntryFilter filter = EntryFilter.of(borrower);
    var rows = new ArrayList<Row>();
    List<BookedRow> page = books.page(filter, 0, Orders.PAGE);
    while (!page.isEmpty()) {
      List<Row> inHand = clerk.inHand(page);
      rows.addAll(inHand);
      page = books.page(filter, inHand.get(inHand.size() - 1).number, Orders.PAGE);
    }
    return rows;
  }
}
