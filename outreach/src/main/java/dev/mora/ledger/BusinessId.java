package dev.mora.ledger;

import dev.mora.channel.DailyReach;
import dev.mora.party.Channel;
import java.util.Objects;

/** A business on one channel: senders whose {@link DailyReach} is one. */
public record BusinessId(Channel channel, String name) {

  public BusinessId {
    Objects.requireNonNull(channel, "channel");
    Storable.text("name of a business", name);
    if (name.isBlank()) {
      throw new IllegalArgumentException("a business has a name: found none");
    }
  }

  public static BusinessId of(Channel channel, DailyReach reach) {
    return new BusinessId(channel, reach.business());
  }

  @Override
  public String toString() {
    return channel + "/" + name;
  }
}
