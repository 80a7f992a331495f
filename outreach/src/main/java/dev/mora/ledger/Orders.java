package dev.mora.ledger;

import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;

/** What a person commands for dispatches, a page at a time: call back, let go again, forget. */
final class Orders {

  /** How many rows one work touches. */
  static final int PAGE = 1000;

  private static final Set<State> FORGETTABLE =
      EnumSet.of(
          State.ACCEPTED,
          State.SENT,
          State.DELIVERED,
          State.READ,
          State.FAILED,
          State.ASSUMED_SENT,
          State.SUPPRESSED,
          State.EXPIRED,
          State.CANCELLED);

  private final Clerk clerk;
  private final Books books;

  Orders(Clerk clerk) {
    this.clerk = clerk;
    books = clerk.books;
  }

  Swept cancel(EntryFilter filter, String reason, String actor, long after) {
    return clerk.sweep(
        books.page(filter.only(State.cancellable()), after, PAGE),
        PAGE,
        row -> State.cancellable().contains(row.state()),
        row -> clerk.move(row, new Move(Transition.CANCELLED, actor).because(reason, "")));
  }

  Swept release(EntryFilter filter, String actor, long after) {
    return clerk.sweep(
        books.page(filter.only(EnumSet.of(State.PARKED)), after, PAGE),
        PAGE,
        row -> row.state() == State.PARKED,
        row -> clerk.move(row, new Move(Transition.RELEASED, actor).when(clerk.now())));
  }

  /**
   * @throws IllegalArgumentException if it is not unknown
   */
  DispatchEntry resolve(DispatchId dispatch, Resolution found, String reason, String actor) {
    Row row = clerk.known(dispatch);
    if (!row.state().isUnknown()) {
      throw new IllegalArgumentException(
          dispatch + ": found " + row.state() + ", expected one that is unknown");
    }
    Move move =
        found == Resolution.SENT
            ? new Move(Transition.FOUND_SENT, actor)
            : new Move(Transition.FOUND_UNSENT, actor).when(clerk.now());
    return clerk.move(row, move.because("resolved", reason));
  }

  /** Of nothing more is expected, and nothing has happened since. */
  Swept forgetBefore(Instant before, long after) {
    return clerk.sweep(
        books.quietSince(before, FORGETTABLE, after, PAGE),
        PAGE,
        row -> row.dispatch != null,
        clerk::blank);
  }
}
