package dev.mora.ledger;

import dev.mora.party.BorrowerId;
import java.time.Instant;

/** What a person commands for dispatches: call back, let go again, forget. */
final class Orders {

  private final MemoryBooks books;

  Orders(MemoryBooks books) {
    this.books = books;
  }

  int cancel(EntryFilter filter, String reason, String actor) {
    return books.each(
        filter,
        row -> State.cancellable().contains(row.state()),
        row -> books.move(row, new Move(Transition.CANCELLED, actor).because(reason, "")));
  }

  int release(EntryFilter filter, String actor) {
    return books.each(
        filter,
        row -> row.state() == State.PARKED,
        row -> books.move(row, new Move(Transition.RELEASED, actor).when(books.now())));
  }

  void erase(BorrowerId borrower) {
    cancel(EntryFilter.of(borrower), "erased", "erasure");
    Person person = books.person(borrower);
    person.unusable.clear();
    person.dispatches.forEach(id -> books.blank(books.known(id)));
  }

  int forgetBefore(Instant before) {
    return books.each(
        EntryFilter.all(), row -> row.dispatch != null && row.endedBefore(before), books::blank);
  }
}
