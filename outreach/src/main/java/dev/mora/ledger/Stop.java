package dev.mora.ledger;

import java.time.Instant;
import java.util.Objects;

/** Why nothing is sent until a person says otherwise. */
public record Stop(String reason, String actor, Instant at) {

  /** The actor of what a provider told or refused. */
  public static final String PROVIDER = "provider";

  public Stop {
    Storable.text("reason of a stop", reason);
    Storable.text("actor of a stop", actor);
    Objects.requireNonNull(at, "at");
  }

  /** Whether a provider's answers stopped it; otherwise a person or the host did. */
  public boolean isOfProvider() {
    return actor.equals(PROVIDER);
  }
}
