package dev.mora.conversation;

import dev.mora.channel.OpenWindow;
import dev.mora.party.Channel;
import dev.mora.party.ContactPoint;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * One channel with one address: knows until when it may be answered freely. Immutable.
 *
 * @param lastInboundAt by the provider's time
 */
public record Conversation(Channel channel, ContactPoint with, Instant lastInboundAt) {

  /** WhatsApp's customer service window: every inbound message opens it for this long. */
  public static final Duration WINDOW = Duration.ofHours(24);

  /** Kept free at the end, for an answer that leaves in the last second arrives outside. */
  public static final Duration MARGIN = Duration.ofMinutes(5);

  public Conversation {
    Objects.requireNonNull(channel, "channel");
    Objects.requireNonNull(with, "with");
    Objects.requireNonNull(lastInboundAt, "lastInboundAt");
  }

  /** After one more message; an older one changes nothing. */
  public Conversation heard(Instant at) {
    return at.isAfter(lastInboundAt) ? new Conversation(channel, with, at) : this;
  }

  /** The window, if it is open at {@code now} with the margin kept. */
  public Optional<OpenWindow> window(Instant now) {
    Instant closes = lastInboundAt.plus(WINDOW).minus(MARGIN);
    OpenWindow window = new OpenWindow(channel, with, lastInboundAt, closes);
    return window.isOpenAt(now) ? Optional.of(window) : Optional.empty();
  }
}
