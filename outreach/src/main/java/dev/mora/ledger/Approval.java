package dev.mora.ledger;

import java.time.Instant;
import java.util.Objects;

/**
 * A named person's consent to one plan.
 *
 * @param by who; a name or an id of the host's
 * @param digest of the plan that was seen; the approval holds for no other
 */
public record Approval(String by, Instant at, String digest) {

  public Approval {
    Objects.requireNonNull(at, "at");
    if (by.isBlank() || digest.isBlank()) {
      throw new IllegalArgumentException("an approval names a person and the digest of a plan");
    }
    Storable.text("approved by", by);
    Storable.text("digest", digest);
  }
}
