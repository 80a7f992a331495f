package dev.mora.outreach;

import dev.mora.ledger.State;
import java.time.Duration;
import java.util.Objects;

/**
 * What a step waits for before anything else is written to the borrower.
 *
 * @param sign an answer counts as every sign, and a message that was read as delivered
 * @param within from the moment the message went; whole hours, 1 to 1440
 */
public record Await(Sign sign, Duration within) {

  public Await {
    Objects.requireNonNull(sign, "sign");
    if (within.toHours() < 1
        || within.toHours() > 1_440
        || !within.equals(Duration.ofHours(within.toHours()))) {
      throw new IllegalArgumentException("a wait lasts 1 to 1440 whole hours: " + within);
    }
  }

  /** How a message shows that it arrived. */
  public enum Sign {
    DELIVERED,
    READ,
    REPLIED;

    boolean isShownBy(State state) {
      return switch (this) {
        case DELIVERED -> state == State.DELIVERED || state == State.READ;
        case READ -> state == State.READ;
        case REPLIED -> false;
      };
    }
  }
}
