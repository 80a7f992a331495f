package dev.mora.ledger;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * What the {@link Books} keep of one sender.
 *
 * @param pace by the limits of the last claim
 * @param pausedUntil nothing goes before; the provider asked for it
 * @param slowStep how often in a row the provider called it too fast
 * @param alive the latest acceptance of a dispatch that the provider told something about: proof
 *     that statuses of what was accepted earlier come through
 */
public record SenderDesk(
    SenderId sender,
    Pace pace,
    Instant pausedUntil,
    int slowStep,
    Instant alive,
    Optional<Stop> stop) {

  public SenderDesk {
    Objects.requireNonNull(sender, "sender");
    Objects.requireNonNull(pace, "pace");
    Objects.requireNonNull(pausedUntil, "pausedUntil");
    Objects.requireNonNull(alive, "alive");
    Objects.requireNonNull(stop, "stop");
  }

  /** Of a sender that never sent: rested, neither paused nor stopped. */
  public static SenderDesk of(SenderId sender) {
    return new SenderDesk(
        sender,
        new Pace(Duration.ZERO, 1, Instant.EPOCH),
        Instant.EPOCH,
        0,
        Instant.EPOCH,
        Optional.empty());
  }
}
