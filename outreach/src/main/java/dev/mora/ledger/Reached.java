package dev.mora.ledger;

import java.time.Instant;
import java.util.Objects;

/**
 * That a business wrote to somebody first, as the {@link ReachBook} keeps it. Names nobody.
 *
 * @param person a hash of the address, the same however it is written
 * @param at the last time; {@link Instant#EPOCH} if that was taken back
 * @param before the time before that one, which counts again if it is taken back; {@link
 *     Instant#EPOCH} if there is none
 */
public record Reached(String person, Instant at, Instant before) {

  public Reached {
    Objects.requireNonNull(person, "person");
    Objects.requireNonNull(at, "at");
    Objects.requireNonNull(before, "before");
  }

  /** Without the hash: of a number it can be found by trying all. */
  @Override
  public String toString() {
    return "Reached(" + at + ")";
  }
}
