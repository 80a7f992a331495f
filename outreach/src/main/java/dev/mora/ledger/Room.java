package dev.mora.ledger;

import dev.mora.channel.DailyReach;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a claim leaves to its own messages of a {@link Reach}: it takes nothing, and turns away what
 * could not pass the gate. Looks at nobody while there is room for all that it may claim.
 */
final class Room {

  private final Clerk clerk;
  private final Optional<DailyReach> declared;
  private final BusinessId business;
  private final boolean scarce;
  private final Instant now;
  private final Set<String> admitted = new HashSet<>();
  private int left;
  private int turnedAway;

  /**
   * @param most messages that the claim may give
   * @param behind how many were turned away before
   */
  Room(Clerk clerk, ClaimRequest request, int most, long behind, Instant now) {
    this.clerk = clerk;
    this.now = now;
    declared = request.limits().reach();
    business =
        new BusinessId(
            request.sender().channel(), declared.map(DailyReach::business).orElse("none"));
    left = declared.map(reach -> clerk.reach(business).room(reach, now)).orElse(Integer.MAX_VALUE);
    scarce = left < most;
    if (scarce) {
      clerk.reach(business).behind(behind);
    }
  }

  /** Reads ahead whom these would go to. */
  void expect(Collection<Dispatch> dispatches) {
    if (scarce) {
      clerk.expectCards(dispatches.stream().map(Dispatch::borrower).toList());
      clerk.reach(business).expect(dispatches);
    }
  }

  /** When it may be asked for again; empty if it may be claimed now. */
  Optional<Instant> nextFor(Dispatch dispatch) {
    if (!scarce || !clerk.reach(business).costs(dispatch, now)) {
      return Optional.empty();
    }
    String person = Reach.person(dispatch.to());
    if (left > 0 || admitted.contains(person)) {
      left -= admitted.add(person) ? 1 : 0;
      return Optional.empty();
    }
    turnedAway++;
    return declared.map(reach -> clerk.reach(business).nextRoom(reach, now));
  }

  int turnedAway() {
    return turnedAway;
  }

  /** Of one whose time is over: with why it waited, if it waited for room. */
  static Move expired(DispatchEntry entry, String actor) {
    String why =
        entry.reason().equals(DeliveryLedger.WAITS_FOR_REACH) ? DeliveryLedger.WAITS_FOR_REACH : "";
    return new Move(Transition.EXPIRED, actor).because("expired", why);
  }

  /** What waits for room is due again, because there is more: a page of it. */
  static Swept wake(Clerk clerk, BusinessId business, long after) {
    List<BookedRow> page = clerk.books.page(EntryFilter.all().in(State.PLANNED), after, Stops.PAGE);
    return clerk.sweep(
        page,
        Stops.PAGE,
        row ->
            row.state() == State.PLANNED
                && row.entry.reason().equals(DeliveryLedger.WAITS_FOR_REACH)
                && row.entry.header().sender().channel().equals(business.channel()),
        row -> clerk.move(row, new Move(Transition.DEFERRED, Move.PROVIDER).when(clerk.now())));
  }
}
