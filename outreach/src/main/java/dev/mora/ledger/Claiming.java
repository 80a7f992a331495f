package dev.mora.ledger;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Leases what is due to workers, and takes it back untouched. */
final class Claiming {

  private final MemoryBooks books;
  private final Stops stops;
  private final Campaigns campaigns;

  Claiming(MemoryBooks books, Stops stops, Campaigns campaigns) {
    this.books = books;
    this.stops = stops;
    this.campaigns = campaigns;
  }

  List<Claim> claim(ClaimRequest request) {
    Instant now = books.now();
    Desk desk = books.desk(request.sender());
    if (stops.isStopped(desk) || desk.isPaused(now)) {
      return List.of();
    }
    desk.pace = desk.pace.at(request.limits());
    int most = Math.min(request.max(), desk.pace.available(now));
    var claims = new ArrayList<Claim>(most);
    while (claims.size() < most) {
      Optional<DispatchId> next = next(desk, request, now);
      if (next.isEmpty()) {
        break;
      }
      claim(books.known(next.get()), request, desk, now).ifPresent(claims::add);
    }
    return List.copyOf(claims);
  }

  private Optional<DispatchId> next(Desk desk, ClaimRequest request, Instant now) {
    if (request.dispatch().isEmpty()) {
      return desk.queue.poll(now, active(request.campaign()));
    }
    DispatchId only = request.dispatch().get();
    if (!desk.queue.isDue(only, now) || campaigns.isHalted(books.known(only).entry.campaign())) {
      return Optional.empty();
    }
    desk.queue.remove(only);
    return Optional.of(only);
  }

  private Optional<Claim> claim(Row row, ClaimRequest request, Desk desk, Instant now) {
    DispatchEntry entry = row.entry;
    Dispatch dispatch = row.dispatch;
    if (dispatch == null || !now.isBefore(entry.header().expiresAt())) {
      books.move(row, new Move(Transition.EXPIRED, request.owner()).because("expired", ""));
      return Optional.empty();
    }
    if (stops.isStopped(entry.template())) {
      books.move(row, Stops.parked(request.owner(), ""));
      return Optional.empty();
    }
    if (!books.person(entry.borrower()).mayBeClaimed(request.sender().channel())) {
      books.block(row);
      return Optional.empty();
    }
    Instant pairDue = desk.pairDue(dispatch.to());
    if (now.isBefore(pairDue)) {
      books.enqueue(entry, pairDue);
      return Optional.empty();
    }
    Instant leaseUntil = now.plus(request.lease());
    DispatchEntry claimed =
        books.move(row, new Move(Transition.CLAIMED, request.owner()).when(leaseUntil));
    return Optional.of(
        new Claim(dispatch, claimed.fence(), request.owner(), leaseUntil, request.limits()));
  }

  private Predicate<CampaignId> active(Optional<CampaignId> only) {
    return campaign -> only.map(campaign::equals).orElse(true) && !campaigns.isHalted(campaign);
  }

  void giveBack(Claim claim) {
    Row row = books.known(claim.id());
    if (row.isHeldBy(claim, State.CLAIMED)) {
      books.move(row, new Move(Transition.RETURNED, claim.owner()));
    }
  }

  Optional<Instant> nextDue(SenderId sender, Optional<CampaignId> campaign) {
    Desk desk = books.desk(sender);
    return stops.isStopped(desk)
        ? Optional.empty()
        : desk.queue.nextDue(active(campaign)).map(due -> Desk.latest(due, desk.claimable()));
  }
}
