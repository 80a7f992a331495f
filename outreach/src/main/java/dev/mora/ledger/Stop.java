package dev.mora.ledger;

import java.time.Instant;
import java.util.Objects;

/** Why nothing is sent until a person says otherwise. */
public record Stop(String reason, String actor, Instant at) {

  public Stop {
    Storable.text("reason of a stop", reason);
    Storable.text("actor of a stop", actor);
    Objects.requireNonNull(at, "at");
  }
}
