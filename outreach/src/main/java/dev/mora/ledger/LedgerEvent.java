package dev.mora.ledger;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * One line of a dispatch's history; never changed but by erasure. The row is what its events add up
 * to ({@link DispatchEntry#fold}).
 *
 * @param sequence rises by one per event of the whole ledger
 * @param to the state after it
 * @param at by the ledger's clock
 * @param actor the worker, {@code provider}, or who commanded it
 * @param reason a stable code: suppression reason, rule, provider code; may be empty
 * @param evidence for a person; holds no personal data; may be empty
 * @param when the moment that the transition is about, as {@link Transition} says
 * @param providerMessageId personal data: shown nowhere, blanked by erasure
 */
public record LedgerEvent(
    long sequence,
    DispatchId dispatch,
    Transition transition,
    State to,
    Instant at,
    String actor,
    String reason,
    String evidence,
    Optional<Instant> when,
    Optional<String> providerMessageId) {

  private static final int LONGEST_REASON = 1000;

  public LedgerEvent {
    Objects.requireNonNull(dispatch, "dispatch");
    Objects.requireNonNull(transition, "transition");
    Objects.requireNonNull(to, "to");
    Objects.requireNonNull(at, "at");
    Objects.requireNonNull(actor, "actor");
    Objects.requireNonNull(when, "when");
    Objects.requireNonNull(providerMessageId, "providerMessageId");
    reason = SafeText.of(reason, LONGEST_REASON);
    evidence = SafeText.of(evidence);
  }

  /**
   * Stands for the provider id that the event brings: recognises it, shows nothing of it, and stays
   * the same through erasure. Empty if it brings none.
   */
  public Optional<String> blankedProviderId() {
    return providerMessageId.filter(id -> !id.isEmpty()).map(Evidence::blanked);
  }

  LedgerEvent erased() {
    return providerMessageId.isEmpty()
        ? this
        : new LedgerEvent(
            sequence,
            dispatch,
            transition,
            to,
            at,
            actor,
            reason,
            evidence,
            when,
            providerMessageId.map(Evidence::blanked));
  }

  @Override
  public String toString() {
    return sequence + " " + dispatch + " " + transition + " -> " + to + " " + reason;
  }
}
