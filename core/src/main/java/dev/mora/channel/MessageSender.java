package dev.mora.channel;

import dev.mora.party.Channel;
import dev.mora.template.TextProfile;
import java.util.concurrent.CompletionStage;

/**
 * Hands one message to a provider, at most once. Thread-safe; never retries; never blocks the
 * caller for the exchange. Each call ends in a {@link SendResult} within the adapter's own
 * deadline; completing exceptionally is a bug and is treated as {@link SendResult.Unknown}.
 *
 * <p>Hosts send through {@code Outreach}, which keeps the law, the caps and the ledger; a bare
 * sender keeps none of them.
 */
public interface MessageSender {

  Channel channel();

  /** Which account of the provider this is (on WhatsApp the phone number id). */
  String account();

  SendLimits limits();

  /** How a text must be so that this channel takes it; no limits unless the adapter says so. */
  default TextProfile textProfile() {
    return TextProfile.PLAIN;
  }

  /**
   * Whether messages reach real people. False only for senders that talk to this very machine, such
   * as a stand-in; a live sender is refused on a volatile ledger and on a pretended clock.
   */
  boolean live();

  /**
   * The stage may complete on any thread, also on one that others' results need: what depends on it
   * must not wait for another send.
   */
  CompletionStage<SendResult> send(OutboundMessage message);
}
