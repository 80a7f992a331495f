package dev.mora.ledger;

import org.jspecify.annotations.Nullable;

/** One dispatch as a {@link Clerk} has it in hand. */
final class Row {

  final long number;
  DispatchEntry entry;
  @Nullable Dispatch dispatch;

  Row(BookedRow booked) {
    number = booked.number();
    entry = booked.entry();
    dispatch = booked.dispatch().orElse(null);
  }

  State state() {
    return entry.state();
  }

  /** Whether the claim is the last one made and the row still stands there. */
  boolean isHeldBy(Claim claim, State state) {
    return entry.state() == state && entry.fence() == claim.fence();
  }
}
