package dev.mora.ledger;

import java.util.Objects;

/** One claim before the gate, and the question that decides on it. */
public record GateRequest(Claim claim, GateCheck check) {

  public GateRequest {
    Objects.requireNonNull(claim, "claim");
    Objects.requireNonNull(check, "check");
  }
}
