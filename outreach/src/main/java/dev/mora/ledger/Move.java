package dev.mora.ledger;

import java.time.Instant;
import java.util.Optional;

/** What is to be written: an event without its place and time. */
record Move(
    Transition transition,
    String actor,
    String reason,
    String evidence,
    Optional<Instant> when,
    Optional<String> providerMessageId) {

  static final String PROVIDER = Stop.PROVIDER;

  Move(Transition transition, String actor) {
    this(transition, actor, "", "", Optional.empty(), Optional.empty());
  }

  Move as(Transition other) {
    return new Move(other, actor, reason, evidence, when, providerMessageId);
  }

  Move because(String code, String text) {
    return new Move(transition, actor, code, text, when, providerMessageId);
  }

  Move when(Instant moment) {
    return new Move(transition, actor, reason, evidence, Optional.of(moment), providerMessageId);
  }

  Move of(String providerId) {
    return new Move(transition, actor, reason, evidence, when, Optional.of(providerId));
  }

  LedgerEvent event(long sequence, DispatchEntry before, Instant at) {
    return new LedgerEvent(
        sequence,
        before.id(),
        transition,
        transition.from(before.state()),
        at,
        actor,
        reason,
        evidence,
        when,
        providerMessageId);
  }
}
