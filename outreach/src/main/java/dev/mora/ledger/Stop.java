package dev.mora.ledger;

import java.time.Instant;

/** Why nothing is sent until a person says otherwise. */
public record Stop(String reason, String actor, Instant at) {}
