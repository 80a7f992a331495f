package dev.mora.ledger;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Leases what is due to workers, and takes it back untouched. */
final class Claiming {

  private final Clerk clerk;
  private final Stops stops;
  private final int maxAttempts;

  Claiming(Clerk clerk, Stops stops, int maxAttempts) {
    this.clerk = clerk;
    this.stops = stops;
    this.maxAttempts = maxAttempts;
  }

  /**
   * What one transaction came to.
   *
   * @param waiting how many have been told by now to wait for room among the people
   * @param isFull whether it told as many as one transaction does, and claimed nothing
   */
  record Round(List<Claim> claims, long waiting, boolean isFull) {

    static final Round NONE = new Round(List.of(), 0, false);
  }

  /**
   * @param behind how many were told to wait in the transactions of this claim before this one
   */
  Round claim(ClaimRequest request, long behind) {
    Instant now = clerk.now();
    Desk desk = clerk.desk(request.sender());
    if (stops.isStopped(desk) || desk.isPaused(now)) {
      return Round.NONE;
    }
    desk.pace(request.limits());
    int most = Math.min(request.max(), desk.available(now));
    var room = new Room(clerk, request, most, behind, now);
    var claims = new ArrayList<Claim>(most);
    while (claims.size() < most && room.turnedAway() < Stops.PAGE) {
      // each of these moves or is put off, so none comes twice
      List<Row> due = clerk.inHand(clerk.books.due(request, now, most - claims.size()));
      if (due.isEmpty()) {
        break;
      }
      List<Dispatch> dispatches =
          due.stream().flatMap(row -> Optional.ofNullable(row.dispatch).stream()).toList();
      clerk.expectRecipients(dispatches);
      room.expect(dispatches);
      int before = claims.size();
      for (Row row : due) {
        claim(row, request, desk, room, now).ifPresent(claims::add);
      }
      if (claims.size() == before + due.size() && claims.size() < most) {
        break; // all that was due, and nobody has come free
      }
    }
    boolean isFull = claims.isEmpty() && room.turnedAway() >= Stops.PAGE;
    return new Round(List.copyOf(claims), behind + room.turnedAway(), isFull);
  }

  private Optional<Claim> claim(Row row, ClaimRequest request, Desk desk, Room room, Instant now) {
    DispatchEntry entry = row.entry;
    Dispatch dispatch = row.dispatch;
    if (dispatch == null || !now.isBefore(entry.header().expiresAt())) {
      clerk.move(row, Room.expired(entry, request.owner()));
      return Optional.empty();
    }
    if (stops.isStopped(entry.template())) {
      clerk.move(row, Stops.parked(request.owner(), ""));
      return Optional.empty();
    }
    Instant pairDue = desk.pairDue(dispatch.to());
    if (now.isBefore(pairDue)) {
      clerk.books.postpone(entry.id(), pairDue);
      return Optional.empty();
    }
    Optional<Instant> later = room.nextFor(dispatch);
    if (later.isPresent()) {
      turnAway(row, request, later.get());
      return Optional.empty();
    }
    Instant leaseUntil = clerk.leaseNow().plus(request.lease());
    DispatchEntry claimed =
        clerk.move(row, new Move(Transition.CLAIMED, request.owner()).when(leaseUntil));
    // whoever stood at a gate that did not come to an end, and what a single try would park, begin
    // alone: no dispatch is parked for a neighbour's gate, or for one that it never saw
    boolean begun = request.begins() && claimed.attempt() == 0 && maxAttempts > 1;
    if (begun) {
      clerk.move(row, new Move(Transition.ATTEMPTED, request.owner()));
    }
    return Optional.of(
        new Claim(dispatch, claimed.fence(), request.owner(), leaseUntil, request.limits(), begun));
  }

  /**
   * What begins to wait is an event, what waits on another day is none: of those a large campaign
   * would have one for each message and day. Who asked for this one alone is told when.
   */
  private void turnAway(Row row, ClaimRequest request, Instant later) {
    boolean waits = row.entry.reason().equals(DeliveryLedger.WAITS_FOR_REACH);
    if (waits && request.dispatch().isEmpty()) {
      clerk.books.postpone(row.entry.id(), later);
    } else {
      clerk.move(
          row,
          new Move(Transition.DEFERRED, request.owner())
              .when(later)
              .because(DeliveryLedger.WAITS_FOR_REACH, ""));
    }
  }

  void giveBack(Claim claim) {
    Row row = clerk.known(claim.id());
    if (row.isHeldBy(claim, State.CLAIMED)) {
      Transition back = claim.begun() ? Transition.UNTRIED : Transition.RETURNED;
      clerk.move(row, new Move(back, claim.owner()));
    }
  }

  Optional<Instant> nextDue(SenderId sender, Optional<CampaignId> campaign) {
    Desk desk = clerk.desk(sender);
    return stops.isStopped(desk)
        ? Optional.empty()
        : clerk.books.nextDue(sender, campaign).map(due -> Desk.latest(due, desk.claimable()));
  }

  Optional<Instant> nextLeaseEnd(SenderId sender, Optional<CampaignId> campaign) {
    return stops.isStopped(clerk.desk(sender))
        ? Optional.empty()
        : clerk
            .books
            .nextLeaseEnd(sender, campaign)
            .map(end -> clerk.now().plus(Duration.between(clerk.leaseNow(), end)));
  }
}
