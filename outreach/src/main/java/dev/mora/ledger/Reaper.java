package dev.mora.ledger;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The whole recovery: ends what nobody is going to end any more, a page at a time. */
final class Reaper {

  /** How many rows of each kind one work looks at. */
  static final int PAGE = 200;

  private static final Logger LOG = LoggerFactory.getLogger(Reaper.class);
  private static final String ACTOR = "reaper";

  private final Clerk clerk;
  private final Books books;
  private final Stops stops;
  private final Statuses statuses;
  private final Resends resends;
  private final LedgerSettings settings;

  Reaper(Clerk clerk, Stops stops, Statuses statuses, Resends resends, LedgerSettings settings) {
    this.clerk = clerk;
    this.stops = stops;
    this.statuses = statuses;
    this.resends = resends;
    this.settings = settings;
    books = clerk.books;
  }

  /** What one page of each kind came to, and whether more may follow. */
  record Page(ReapReport report, boolean isFull) {}

  Page reap() {
    Instant now = clerk.now();
    Instant leases = clerk.leaseNow();
    Instant deadline = leases.minus(settings.unknownDeadline());
    List<Row> unclaimed = clerk.inHand(books.leasesOver(State.CLAIMED, leases, PAGE));
    List<Row> crashed = clerk.inHand(books.leasesOver(State.SUBMITTING, leases, PAGE));
    List<Row> undecided = clerk.inHand(books.unknownsUntil(deadline, PAGE));
    List<Row> denied = clerk.inHand(resends.retriable(PAGE));
    int parked = reclaim(unclaimed);
    crashed.forEach(this::lose);
    undecided.forEach(this::decide);
    int retried = retry(denied);
    // after the leases: what is planned again may be too late
    List<Row> late = clerk.inHand(books.expired(now, PAGE));
    late.forEach(row -> clerk.move(row, Room.expired(row.entry, ACTOR)));
    Swept stopped = parkStopped();
    Swept matched = statuses.retry(PAGE);
    return new Page(
        new ReapReport(
            unclaimed.size(),
            crashed.size(),
            undecided.size() + retried,
            late.size(),
            parked + stopped.done(),
            matched.done()),
        stopped.isFull()
            || matched.isFull()
            || isFull(unclaimed)
            || isFull(crashed)
            || isFull(undecided)
            || isFull(denied)
            || isFull(late));
  }

  private static boolean isFull(List<Row> page) {
    return page.size() >= PAGE;
  }

  /** Plans those again whose worker is gone; a gate that kills its workers parks. */
  private int reclaim(List<Row> unclaimed) {
    int parked = 0;
    for (Row row : unclaimed) {
      clerk.move(row, new Move(Transition.REAPED, ACTOR).because("lease-over", ""));
      if (row.entry.attempt() >= settings.maxAttempts()) {
        clerk.move(row, new Move(Transition.PARKED, ACTOR).because("gate-failed", ""));
        parked++;
      }
    }
    return parked;
  }

  private void lose(Row row) {
    LOG.warn("{} is unknown: its worker is gone", row.entry.id());
    clerk.move(
        row,
        new Move(Transition.LOST, ACTOR).when(clerk.leaseNow()).because("crash", "lease over"));
    statuses.settle(row);
  }

  private void decide(Row row) {
    clerk.move(
        row,
        switch (settings.unknownPolicy()) {
          case HOLD -> new Move(Transition.HELD, ACTOR);
          case ASSUME_SENT -> new Move(Transition.ASSUMED, ACTOR);
          case RESEND -> resend(row);
        });
  }

  /**
   * Plans those again that a server said no to; what would not be sent any more is an unknown like
   * others, since it became one.
   */
  private int retry(List<Row> denied) {
    int retried = 0;
    for (Row row : denied) {
      if (row.state() != State.UNKNOWN) {
        continue; // its deadline has passed
      }
      Optional<String> over = resends.over(row);
      if (over.isPresent()) {
        Instant since = row.entry.unknownSince().orElse(clerk.leaseNow());
        clerk.move(
            row, new Move(Transition.LOST, ACTOR).when(since).because("unknown", over.get()));
      } else {
        LOG.warn("{} is sent again: its server said no", row.entry.id());
        clerk.move(
            row, new Move(Transition.RESENT, ACTOR).when(clerk.now()).because(Resends.SAID_NO, ""));
        retried++;
      }
    }
    return retried;
  }

  private Move resend(Row row) {
    Optional<String> refusal = resends.refusal(row);
    if (refusal.isEmpty()) {
      LOG.warn("{} is sent again: nobody told of it by the deadline", row.entry.id());
    }
    return refusal
        .map(why -> new Move(Transition.HELD, ACTOR).because(why, ""))
        .orElseGet(
            () -> new Move(Transition.RESENT, ACTOR).when(clerk.now()).because("resend", ""));
  }

  /** What was planned of a stopped template when the stop had no time for all. */
  private Swept parkStopped() {
    int done = 0;
    boolean isFull = false;
    for (var stopped : stops.templates().entrySet()) {
      Swept swept = stops.park(stopped.getKey(), stopped.getValue().reason(), ACTOR, 0);
      done += swept.done();
      isFull |= swept.isFull();
    }
    return new Swept(done, 0, isFull);
  }
}
