package dev.mora.channel;

import dev.mora.party.Channel;
import dev.mora.party.ContactPoint;
import java.time.Instant;
import java.util.Objects;

/**
 * Proof that a person wrote first and may be answered freely until a moment. Made by the
 * conversation from an inbound message; an adapter sends free text only with one that is open.
 */
public record OpenWindow(Channel channel, ContactPoint with, Instant openedAt, Instant closesAt) {

  public OpenWindow {
    Objects.requireNonNull(channel, "channel");
    Objects.requireNonNull(with, "with");
    if (!closesAt.isAfter(openedAt)) {
      throw new IllegalArgumentException("a window closes after it opens");
    }
  }

  /** Whether {@code now} lies in {@code [openedAt, closesAt)}. */
  public boolean isOpenAt(Instant now) {
    return !now.isBefore(openedAt) && now.isBefore(closesAt);
  }
}
