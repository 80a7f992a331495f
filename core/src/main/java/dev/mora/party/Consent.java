package dev.mora.party;

import java.time.Instant;
import java.util.Objects;

/**
 * What a borrower said about being written to over a channel. The newest record of a channel
 * counts.
 *
 * @param source where the proof is (contract, app, message id); empty if unknown
 */
public record Consent(
    BorrowerId borrower, Channel channel, State state, Instant at, String source) {

  public Consent {
    Objects.requireNonNull(borrower, "borrower");
    Objects.requireNonNull(channel, "channel");
    Objects.requireNonNull(state, "state");
    Objects.requireNonNull(at, "at");
    Objects.requireNonNull(source, "source");
  }

  public enum State {
    IN,
    OUT
  }
}
