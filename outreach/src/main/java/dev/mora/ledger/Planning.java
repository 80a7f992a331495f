package dev.mora.ledger;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Takes new dispatches into the books, each once. */
final class Planning {

  private static final String ACTOR = "planner";
  private static final int MAX_PAGE = 1000;

  private final MemoryBooks books;
  private final Campaigns campaigns;
  private final Statuses statuses;

  Planning(MemoryBooks books, Campaigns campaigns, Statuses statuses) {
    this.books = books;
    this.campaigns = campaigns;
    this.statuses = statuses;
  }

  static void requirePage(List<Dispatch> dispatches) {
    if (dispatches.size() > MAX_PAGE) {
      throw new IllegalArgumentException("plan in pages of " + MAX_PAGE + ": " + dispatches.size());
    }
  }

  List<Planned> plan(List<Dispatch> dispatches) {
    var planned = new ArrayList<Planned>(dispatches.size());
    for (Dispatch dispatch : dispatches) {
      planned.add(plan(dispatch));
    }
    return List.copyOf(planned);
  }

  private Planned plan(Dispatch dispatch) {
    Optional<Row> known = books.row(dispatch.id()).or(() -> books.row(dispatch.header().key()));
    if (known.isPresent()) {
      return new Planned(known.get().entry, false);
    }
    Row row = books.add(dispatch, ACTOR);
    campaigns
        .met(dispatch.campaign())
        .cancelled()
        .ifPresent(
            stop ->
                books.move(row, new Move(Transition.CANCELLED, ACTOR).because(stop.reason(), "")));
    statuses.tellWhatWaitedFor(dispatch.id());
    return new Planned(row.entry, true);
  }
}
