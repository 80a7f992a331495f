package dev.mora.ledger;

import java.time.Instant;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The whole recovery: ends what nobody is going to end any more. */
final class Reaper {

  private static final Logger LOG = LoggerFactory.getLogger(Reaper.class);
  private static final String ACTOR = "reaper";

  private final MemoryBooks books;
  private final Statuses statuses;
  private final LedgerSettings settings;

  Reaper(MemoryBooks books, Statuses statuses, LedgerSettings settings) {
    this.books = books;
    this.statuses = statuses;
    this.settings = settings;
  }

  ReapReport reap() {
    Instant now = books.now();
    int reclaimed = 0;
    int parked = 0;
    for (Row row : books.in(State.CLAIMED)) {
      if (row.isLeaseOver(now)) {
        books.move(row, new Move(Transition.REAPED, ACTOR).because("lease-over", ""));
        reclaimed++;
        if (row.entry.attempt() >= settings.maxAttempts()) {
          books.move(row, new Move(Transition.PARKED, ACTOR).because("gate-failed", ""));
          parked++;
        }
      }
    }
    int lost = loseCrashed(now);
    int decided = decideUnknowns(now);
    List<Row> late = books.expired(now);
    late.forEach(
        row -> books.move(row, new Move(Transition.EXPIRED, ACTOR).because("expired", "")));
    return new ReapReport(reclaimed, lost, decided, late.size(), parked, statuses.retry());
  }

  private int loseCrashed(Instant now) {
    int lost = 0;
    for (Row row : books.in(State.SUBMITTING)) {
      if (row.isLeaseOver(now)) {
        LOG.warn("{} is unknown: its worker is gone", row.entry.id());
        books.move(row, new Move(Transition.LOST, ACTOR).because("crash", "lease over"));
        lost++;
      }
    }
    return lost;
  }

  private int decideUnknowns(Instant now) {
    boolean hold = settings.unknownPolicy() == UnknownPolicy.HOLD;
    int decided = 0;
    for (Row row : books.in(State.UNKNOWN)) {
      Instant since = row.entry.unknownSince().orElse(now);
      if (!since.plus(settings.unknownDeadline()).isAfter(now)) {
        books.move(row, new Move(hold ? Transition.HELD : Transition.ASSUMED, ACTOR));
        decided++;
      }
    }
    return decided;
  }
}
