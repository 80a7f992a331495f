package dev.mora.ledger.contract;

import dev.mora.channel.ChannelEvent.Status;
import dev.mora.channel.SendResult;
import dev.mora.ledger.Backoff;
import dev.mora.ledger.Claim;
import dev.mora.ledger.Dispatch;
import dev.mora.ledger.DispatchId;
import dev.mora.ledger.GateResult;
import dev.mora.ledger.SenderId;
import dev.mora.ledger.State;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The protocol once more, as plainly as it can be said: no events, no queues, one loop each. */
final class LedgerModel {

  private static final class Row {
    final Dispatch dispatch;
    boolean planned;
    State state = State.PLANNED;
    long fence;
    int submits;
    int attempt;
    int misses;
    boolean counts;
    boolean hasId;
    Instant due;
    Instant leaseUntil = Instant.MIN;
    Instant unknownSince = Instant.MIN;
    final List<Status.State> byId = new ArrayList<>();
    final List<Status.State> byCorrelation = new ArrayList<>();

    Row(Dispatch dispatch) {
      this.dispatch = dispatch;
      due = dispatch.notBefore();
    }
  }

  private final InstantSource clock;
  private final Map<DispatchId, Row> rows = new LinkedHashMap<>();
  boolean stopped;

  LedgerModel(InstantSource clock, List<Dispatch> dispatches) {
    this.clock = clock;
    dispatches.forEach(dispatch -> rows.put(dispatch.id(), new Row(dispatch)));
  }

  String show(DispatchId id) {
    Row row = rows.get(id);
    if (!row.planned) {
      return "absent";
    }
    return row.state
        + " fence="
        + row.fence
        + " submits="
        + row.submits
        + " contact="
        + contact(row);
  }

  private static String contact(Row row) {
    if (!row.counts) {
      return row.state == State.FAILED && row.submits > 0 ? "REJECTED" : "-";
    }
    return switch (row.state) {
      case ACCEPTED, SENT -> "SENT";
      case DELIVERED -> "DELIVERED";
      case READ -> "READ";
      case FAILED -> "FAILED";
      default -> "UNKNOWN";
    };
  }

  boolean plan(DispatchId id) {
    Row row = rows.get(id);
    boolean isNew = !row.planned;
    row.planned = true;
    if (isNew) {
      row.byCorrelation.forEach(told -> apply(row, told));
    }
    return isNew;
  }

  /** Judges what was given out, then takes it as given. */
  void claimed(SenderId sender, int max, List<Claim> given) {
    Instant now = clock.instant();
    for (Claim claim : given) {
      Row row = rows.get(claim.id());
      require(mayBeClaimed(row, sender, now), "claimed although " + row.state);
      row.state = State.CLAIMED;
      row.fence++;
      row.leaseUntil = claim.leaseUntil();
      require(row.fence == claim.fence(), "fence");
    }
    boolean more = rows.values().stream().anyMatch(row -> mayBeClaimed(row, sender, now));
    require(given.size() == max || !more, "left one that was due");
  }

  /** A claim may, or may not yet, have come across one whose time is over. */
  void expiredByClaim(DispatchId id, State found) {
    Row row = rows.get(id);
    if (found == State.EXPIRED && row.state == State.PLANNED && isLate(row, clock.instant())) {
      row.state = State.EXPIRED;
    }
  }

  private boolean mayBeClaimed(Row row, SenderId sender, Instant now) {
    return !stopped
        && row.planned
        && isOf(row, sender)
        && row.state == State.PLANNED
        && !row.due.isAfter(now)
        && !isLate(row, now)
        && rows.values().stream().noneMatch(other -> blocks(other, row));
  }

  private static boolean blocks(Row other, Row row) {
    return other.dispatch.borrower().equals(row.dispatch.borrower())
        && (other.state.inFlight()
            || other.state.isUnknown() && other.dispatch.channel().equals(row.dispatch.channel()));
  }

  GateResult.Kind gate(Claim claim, int how, Instant later) {
    Row row = rows.get(claim.id());
    Instant now = clock.instant();
    if (row.state != State.CLAIMED
        || row.fence != claim.fence()
        || !now.isBefore(claim.leaseUntil())) {
      return GateResult.Kind.LOST;
    }
    row.attempt++;
    if (stopped) {
      defer(row, now);
    } else if (isLate(row, now)) {
      row.state = State.EXPIRED;
    } else if (how == 0) {
      row.state = State.SUPPRESSED;
    } else if (how == 1) {
      defer(row, later);
    } else if (how == 2) {
      row.due = now.plus(Backoff.slowSender(row.attempt - 1));
      row.state = row.attempt >= 3 ? State.PARKED : State.PLANNED;
    } else {
      row.state = State.SUBMITTING;
      row.attempt = 0;
      row.submits++;
      row.counts = true;
      return GateResult.Kind.OPEN;
    }
    return GateResult.Kind.CLOSED;
  }

  private void defer(Row row, Instant until) {
    row.attempt = 0;
    row.due = until;
    row.state = isLate(row, until) ? State.EXPIRED : State.PLANNED;
    if (row.state == State.EXPIRED) {
      row.due = row.dispatch.notBefore();
    }
  }

  void outcome(Claim claim, SendResult result) {
    Row row = rows.get(claim.id());
    if (row.fence != claim.fence() || row.submits == 0) {
      return;
    }
    boolean open = row.state == State.SUBMITTING;
    switch (result.kind()) {
      case ACCEPTED -> {
        if (open || row.state.rank() >= State.UNKNOWN.rank()) {
          row.state = row.state.merge(State.ACCEPTED);
          row.misses = 0;
          row.counts = true;
          bind(row);
        }
      }
      case UNKNOWN -> {
        if (open) {
          row.state = State.UNKNOWN;
          row.unknownSince = clock.instant();
        }
      }
      case NOT_SENT -> {
        if (open) {
          row.counts = false;
          row.misses++;
          boolean again = row.misses <= Backoff.RETRIES;
          Duration wait = again ? Backoff.notSent(claim.id(), row.misses) : Duration.ZERO;
          row.due = clock.instant().plus(wait);
          row.state = again ? State.PLANNED : State.PARKED;
        }
      }
      case REFUSED -> {
        boolean waits = ((SendResult.Refused) result).handling().waits();
        if (open && waits) {
          row.counts = false;
          row.due = clock.instant();
          row.state = State.PLANNED;
        } else if (!waits && (open || row.state.isUnknown())) {
          row.counts = false;
          row.state = State.FAILED;
        }
      }
    }
  }

  void told(DispatchId id, Status.State told, boolean correlated) {
    Row row = rows.get(id);
    if (row.hasId || row.planned && correlated) {
      apply(row, told);
    } else if (correlated) {
      row.byCorrelation.add(told);
    } else {
      row.byId.add(told);
    }
  }

  private void apply(Row row, Status.State told) {
    row.state = row.state.merge(State.valueOf(told.name()));
    row.counts = true;
    bind(row);
  }

  private void bind(Row row) {
    if (!row.hasId) {
      row.hasId = true;
      row.byId.forEach(told -> apply(row, told));
    }
  }

  void reap() {
    Instant now = clock.instant();
    for (Row row : rows.values()) {
      boolean over = !now.isBefore(row.leaseUntil);
      if (row.state == State.CLAIMED && over) {
        row.fence++;
        row.state = row.attempt >= 3 ? State.PARKED : State.PLANNED;
      } else if (row.state == State.SUBMITTING && over) {
        row.state = State.UNKNOWN;
        row.unknownSince = now;
      }
      if (row.state == State.UNKNOWN && !row.unknownSince.plus(Duration.ofHours(24)).isAfter(now)) {
        row.state = State.UNKNOWN_HELD;
      }
      if (row.planned && row.state == State.PLANNED && isLate(row, now)) {
        row.state = State.EXPIRED;
      }
    }
  }

  void cancel(DispatchId id) {
    Row row = rows.get(id);
    if (row.planned
        && (row.state == State.PLANNED
            || row.state == State.CLAIMED
            || row.state == State.PARKED)) {
      row.state = State.CANCELLED;
    }
  }

  void release() {
    for (Row row : rows.values()) {
      if (row.state == State.PARKED) {
        row.state = State.PLANNED;
        row.attempt = 0;
        row.misses = 0;
        row.due = clock.instant();
      }
    }
  }

  void giveBack(Claim claim) {
    Row row = rows.get(claim.id());
    if (row.state == State.CLAIMED && row.fence == claim.fence()) {
      row.state = State.PLANNED;
    }
  }

  private static boolean isOf(Row row, SenderId sender) {
    return row.dispatch.header().sender().equals(sender);
  }

  private static boolean isLate(Row row, Instant now) {
    return !now.isBefore(row.dispatch.expiresAt());
  }

  private static void require(boolean condition, String what) {
    if (!condition) {
      throw new AssertionError(what);
    }
  }
}
