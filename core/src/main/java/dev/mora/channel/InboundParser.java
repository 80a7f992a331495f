package dev.mora.channel;

import dev.mora.party.Channel;
import java.time.Instant;

/**
 * Turns the bytes of one provider notification into events. Pure and thread-safe; never throws for
 * bad input: an item that cannot be read is a {@link Inbound.Rejection} beside its readable
 * siblings.
 */
public interface InboundParser {

  Channel channel();

  /**
   * Whether the bytes come from the provider. Checked over the raw bytes, before anything reads
   * them; fails closed.
   *
   * @param signature the provider's signature header; empty if it is missing
   */
  boolean verify(byte[] body, String signature);

  /**
   * @param receivedAt used where the body gives no plausible time
   */
  Inbound parse(byte[] body, Instant receivedAt);
}
