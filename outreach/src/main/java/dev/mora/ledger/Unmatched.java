package dev.mora.ledger;

import dev.mora.channel.ChannelEvent;
import java.time.Instant;

/** A status that waits for the message it speaks of. */
public record Unmatched(ChannelEvent.Status.Delivery status, Instant since) {}
