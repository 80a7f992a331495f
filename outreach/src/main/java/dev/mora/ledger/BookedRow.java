package dev.mora.ledger;

import java.util.Objects;
import java.util.Optional;

/**
 * A dispatch as it stands in the {@link Books}.
 *
 * @param number its place in the order of planning; from 1, rising, gaps allowed, never changed
 * @param dispatch address and content; empty once blanked
 */
public record BookedRow(long number, DispatchEntry entry, Optional<Dispatch> dispatch) {

  public BookedRow {
    Objects.requireNonNull(entry, "entry");
    Objects.requireNonNull(dispatch, "dispatch");
  }

  @Override
  public String toString() {
    return "BookedRow(" + number + ", " + entry + ")";
  }
}
