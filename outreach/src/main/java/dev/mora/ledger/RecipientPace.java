package dev.mora.ledger;

import dev.mora.party.ContactPoint;
import java.time.Instant;
import java.util.Objects;

/**
 * What the {@link Books} keep of one sender and one recipient. Personal data.
 *
 * @param next nothing goes to the recipient before
 * @param step how often in a row the provider called it too much
 */
public record RecipientPace(ContactPoint to, Instant next, int step) {

  public RecipientPace {
    Objects.requireNonNull(to, "to");
    Objects.requireNonNull(next, "next");
  }

  /** Of somebody never sent to. */
  public static RecipientPace of(ContactPoint to) {
    return new RecipientPace(to, Instant.EPOCH, 0);
  }

  @Override
  public String toString() {
    return "RecipientPace(" + next + ", " + step + ")";
  }
}
