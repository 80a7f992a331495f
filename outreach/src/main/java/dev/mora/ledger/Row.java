package dev.mora.ledger;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One dispatch in {@link MemoryBooks}: its events, their sum, and the message until it is
 * forgotten.
 */
final class Row {

  final DispatchEntry planned;
  final List<LedgerEvent> events = new ArrayList<>(4);
  DispatchEntry entry;
  @Nullable Dispatch dispatch;

  Row(Dispatch dispatch) {
    this.dispatch = dispatch;
    planned = DispatchEntry.planned(dispatch);
    entry = planned;
  }

  State state() {
    return entry.state();
  }

  /** Whether the claim is the last one made and the row still stands there. */
  boolean isHeldBy(Claim claim, State state) {
    return entry.state() == state && entry.fence() == claim.fence();
  }

  boolean isLeaseOver(Instant now) {
    return entry.lease().map(lease -> !now.isBefore(lease.until())).orElse(true);
  }

  boolean isOf(TemplateKey template) {
    return entry.template().filter(template::equals).isPresent();
  }

  boolean isNoted(String reason) {
    return events.stream()
        .anyMatch(event -> event.transition() == Transition.NOTED && event.reason().equals(reason));
  }

  /** Whether nothing is expected of it any more, and nothing has happened since. */
  boolean endedBefore(Instant moment) {
    State state = entry.state();
    return !state.isOpen()
        && !state.isUnknown()
        && state != State.PARKED
        && events.get(events.size() - 1).at().isBefore(moment);
  }

  /** Blanks what is personal; the row keeps its meaning. */
  void blank() {
    dispatch = null;
    events.replaceAll(LedgerEvent::erased);
    entry = DispatchEntry.fold(planned, events);
  }
}
