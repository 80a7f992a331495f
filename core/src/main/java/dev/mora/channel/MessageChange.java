package dev.mora.channel;

import dev.mora.channel.ChannelEvent.Header;
import dev.mora.channel.ChannelEvent.Message;

/** Something done to an earlier message, ours or the person's own. */
public sealed interface MessageChange extends Message {

  /** The provider's id of the earlier message; personal data on WhatsApp. */
  String of();

  /**
   * A sign on a message. A thumb up is no promise.
   *
   * @param emoji empty if an earlier sign was taken away
   */
  record Reaction(
      Header header, Sender from, String messageId, MessageContext context, String of, String emoji)
      implements MessageChange {

    public boolean isRemoval() {
      return emoji.isEmpty();
    }

    @Override
    public String toString() {
      return "Reaction(" + (isRemoval() ? "taken away" : "given") + ")";
    }
  }

  /**
   * The person wrote it anew; the earlier words stay what they were.
   *
   * @param now what it says now, under the id and the time of the change
   */
  record Edited(
      Header header, Sender from, String messageId, MessageContext context, String of, Message now)
      implements MessageChange {

    @Override
    public String toString() {
      return "Edited(" + now + ")";
    }
  }

  /** The person took it back. */
  record Deleted(Header header, Sender from, String messageId, MessageContext context, String of)
      implements MessageChange {

    @Override
    public String toString() {
      return "Deleted()";
    }
  }
}
