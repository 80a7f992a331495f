package dev.mora.ledger;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Takes new dispatches into the books, each once. */
final class Planning {

  private static final String ACTOR = "planner";
  private static final int MAX_PAGE = 1000;

  private final Clerk clerk;
  private final Campaigns campaigns;
  private final Statuses statuses;

  Planning(Clerk clerk, Campaigns campaigns, Statuses statuses) {
    this.clerk = clerk;
    this.campaigns = campaigns;
    this.statuses = statuses;
  }

  static void requirePage(List<Dispatch> dispatches) {
    if (dispatches.size() > MAX_PAGE) {
      throw new IllegalArgumentException("plan in pages of " + MAX_PAGE + ": " + dispatches.size());
    }
    for (int i = 0; i < dispatches.size(); i++) {
      Dispatch dispatch = dispatches.get(i);
      int place = i + 1;
      Storable.dispatch(
          () -> "dispatch %d of %d (%s)".formatted(place, dispatches.size(), dispatch.id()),
          dispatch);
    }
  }

  List<Planned> plan(List<Dispatch> dispatches) {
    List<DispatchId> ids = dispatches.stream().map(Dispatch::id).toList();
    clerk.expect(ids);
    statuses.expect(ids, List.of());
    Map<PlanKey, Row> byKey = new HashMap<>();
    clerk
        .books
        .findByKey(dispatches.stream().map(dispatch -> dispatch.header().key()).toList())
        .forEach((key, row) -> byKey.put(key, clerk.inHand(row)));
    var planned = new ArrayList<Planned>(dispatches.size());
    for (Dispatch dispatch : dispatches) {
      PlanKey key = dispatch.header().key();
      Optional<Row> known = clerk.row(dispatch.id()).or(() -> Optional.ofNullable(byKey.get(key)));
      Row row = known.isPresent() ? known.get() : plan(dispatch);
      byKey.put(key, row);
      planned.add(new Planned(row.entry, known.isEmpty()));
    }
    return List.copyOf(planned);
  }

  private Row plan(Dispatch dispatch) {
    Row row = clerk.add(dispatch, ACTOR);
    campaigns
        .met(dispatch.campaign())
        .cancelled()
        .ifPresent(
            stop ->
                clerk.move(row, new Move(Transition.CANCELLED, ACTOR).because(stop.reason(), "")));
    statuses.tellWhatWaitedFor(dispatch.id());
    return row;
  }
}
