package dev.mora.ledger;

import dev.mora.channel.DailyReach;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * How much of its {@link DailyReach} a business has used.
 *
 * @param people whom it may write to first in 24 hours, as of now; {@link DailyReach#NO_LIMIT} for
 *     any number
 * @param reached whom it has in the last 24 hours
 * @param room when there is room for one more; empty if there is
 */
public record ReachStanding(int people, int reached, Optional<Instant> room) {

  public ReachStanding {
    Objects.requireNonNull(room, "room");
  }
}
