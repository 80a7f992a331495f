package dev.mora.ledger;

import dev.mora.channel.MessageSender;
import dev.mora.party.Channel;
import java.util.Objects;

/** One account on one channel: what is paced, paused and stopped as one. */
public record SenderId(Channel channel, String account) {

  public SenderId {
    Objects.requireNonNull(channel, "channel");
    Objects.requireNonNull(account, "account");
  }

  public static SenderId of(MessageSender sender) {
    return new SenderId(sender.channel(), sender.account());
  }

  @Override
  public String toString() {
    return channel + "/" + account;
  }
}
