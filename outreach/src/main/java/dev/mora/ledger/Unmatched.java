package dev.mora.ledger;

import dev.mora.channel.ChannelEvent;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * A status that waits for the message it speaks of.
 *
 * @param since when it came
 * @param nextTry empty once it is listed only
 */
public record Unmatched(
    ChannelEvent.Status.Delivery status, Instant since, Optional<Instant> nextTry) {

  public Unmatched {
    Objects.requireNonNull(status, "status");
    Objects.requireNonNull(since, "since");
    Objects.requireNonNull(nextTry, "nextTry");
  }

  /** The same for every repetition of the same status. Personal data. */
  public String key() {
    return keyOf(status);
  }

  /** The dispatch that it says it is about. */
  public Optional<DispatchId> dispatch() {
    return Correlation.parse(status.correlation()).map(Correlation::dispatch);
  }

  static String keyOf(ChannelEvent.Status.Delivery status) {
    return status.key() + "|" + status.correlation();
  }
}
