package dev.mora.ledger;

import dev.mora.channel.SendResult;
import java.util.Objects;

/** How the one attempt behind an open gate ended. */
public record Answer(Claim claim, SendResult result) {

  public Answer {
    Objects.requireNonNull(claim, "claim");
    Objects.requireNonNull(result, "result");
  }
}
