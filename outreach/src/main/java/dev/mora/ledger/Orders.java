package dev.mora.ledger;

import java.time.Duration;
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

  /** How long after its lease a request may still be under way, or its worker may wake up. */
  private static final Duration SETTLING = Duration.ofMinutes(5);

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
        row ->
            State.cancellable().contains(row.state())
                && clerk
                        .move(row, new Move(Transition.CANCELLED, actor).because(reason, ""))
                        .state()
                    == State.CANCELLED);
  }

  Swept release(EntryFilter filter, String actor, long after) {
    return clerk.sweep(
        books.page(filter.only(EnumSet.of(State.PARKED)), after, PAGE),
        PAGE,
        row -> {
          clerk.move(row, new Move(Transition.RELEASED, actor).when(clerk.now()));
          return true;
        });
  }

  /**
   * @throws IllegalArgumentException if it is not unknown, or may still arrive
   */
  DispatchEntry resolve(DispatchId dispatch, Resolution found, String reason, String actor) {
    Row row = clerk.known(dispatch);
    if (!row.state().isUnknown()) {
      throw new IllegalArgumentException(
          dispatch + ": found " + row.state() + ", expected one that is unknown");
    }
    if (found == Resolution.NOT_SENT) {
      requireSettled(row);
    }
    Move move =
        found == Resolution.SENT
            ? new Move(Transition.FOUND_SENT, actor)
            : new Move(Transition.FOUND_UNSENT, actor).when(clerk.now());
    return clerk.move(row, move.because("resolved", reason));
  }

  private void requireSettled(Row row) {
    Instant since = row.entry.unknownSince().orElse(Instant.MIN);
    Instant lease =
        clerk.last(row, Transition.CLAIMED).flatMap(LedgerEvent::when).orElse(Instant.MIN);
    Instant settled = Desk.latest(since, lease).plus(SETTLING);
    if (clerk.leaseNow().isBefore(settled)) {
      throw new IllegalArgumentException(
          row.entry.id()
              + ": its request may still arrive, nobody can know before "
              + settled
              + " that it was not sent");
    }
  }

  /** Of nothing more is expected, and nothing has happened since. */
  Swept forgetBefore(Instant before, long after) {
    return clerk.sweep(
        books.quietSince(before, FORGETTABLE, after, PAGE),
        PAGE,
        row -> {
          clerk.blank(row);
          return true;
        });
  }
}
