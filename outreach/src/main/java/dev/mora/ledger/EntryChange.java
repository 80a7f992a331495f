package dev.mora.ledger;

import java.time.Instant;
import java.util.Optional;

/** What one event does to a row. */
final class EntryChange {

  private final DispatchEntry before;
  private final LedgerEvent event;
  private long fence;
  private int attempt;
  private int misses;
  private int submits;
  private Instant notBefore;
  private Optional<DispatchEntry.Lease> lease = Optional.empty();
  private Optional<Instant> unknownSince;
  private String reason;
  private String detail;
  private Evidence evidence;

  EntryChange(DispatchEntry before, LedgerEvent event) {
    this.before = before;
    this.event = event;
    fence = before.fence();
    attempt = before.attempt();
    misses = before.misses();
    submits = before.submits();
    notBefore = before.notBefore();
    unknownSince = before.unknownSince();
    reason = event.reason();
    detail = event.evidence();
    evidence = before.evidence();
    apply();
  }

  DispatchEntry entry() {
    return new DispatchEntry(
        before.header(),
        before.template(),
        event.to(),
        fence,
        attempt,
        misses,
        submits,
        notBefore,
        lease,
        unknownSince,
        reason,
        detail,
        evidence);
  }

  private void apply() {
    switch (event.transition()) {
      case PLANNED, RETURNED, CANCELLED, PARKED -> {}
      case CLAIMED -> {
        fence++;
        lease = Optional.of(new DispatchEntry.Lease(event.actor(), when()));
        keepReason();
      }
      case ATTEMPTED -> {
        attempt++;
        lease = before.lease();
        keepReason();
      }
      case SUBMITTED -> {
        attempt = 0;
        submits++;
        reason = "";
        lease = before.lease();
        evidence = evidence.submitted(when());
      }
      case SUPPRESSED, EXPIRED -> attempt = 0;
      case DEFERRED -> {
        // at a claim nobody came to a decision, so what was tried before still counts
        attempt = before.state() == State.PLANNED ? attempt : 0;
        notBefore = when();
      }
      case STUMBLED -> notBefore = when();
      case UNTRIED -> attempt = Math.max(0, attempt - 1);
      case BACKED_OFF -> {
        misses++;
        notBefore = when();
        evidence = evidence.givenBack();
      }
      case THROTTLED -> {
        notBefore = when();
        evidence = evidence.givenBack();
      }
      case ACCEPTED -> accepted(false);
      case ACCEPTED_HELD -> accepted(true);
      case REFUSED -> evidence = evidence.refused(event.reason(), event.at());
      case LOST -> unknownSince = Optional.of(when());
      case TOLD_SENT -> told(State.SENT);
      case TOLD_DELIVERED -> told(State.DELIVERED);
      case TOLD_READ -> told(State.READ);
      case TOLD_FAILED -> told(State.FAILED);
      case ONE_FAILED -> {
        lease = before.lease();
        told(State.FAILED);
      }
      case REAPED -> fence++;
      case HELD, ASSUMED -> {
        attempt = 0;
        if (reason.isEmpty()) {
          keepReason();
        }
      }
      case FOUND_SENT -> attempt = 0;
      case FOUND_UNSENT -> {
        fence++;
        attempt = 0;
        misses = 0;
        notBefore = when();
        evidence = evidence.unsent();
      }
      case COUNTED -> {
        lease = before.lease();
        keepReason();
        evidence = evidence.counted(when());
      }
      case RESENT -> {
        fence++;
        attempt = 0;
        misses = 0;
        notBefore = when();
        evidence = evidence.again();
      }
      case RELEASED -> {
        attempt = 0;
        misses = 0;
        notBefore = when();
      }
      case NOTED -> {
        lease = before.lease();
        keepReason();
      }
    }
  }

  private void accepted(boolean held) {
    misses = 0;
    keepReason();
    evidence = evidence.accepted(event.providerMessageId().orElse(""), held, when());
  }

  private void told(State state) {
    keepReason();
    evidence = evidence.told(state, event.providerMessageId().orElse(""), event.reason(), when());
  }

  /** What a status says stands in the evidence, so that the row does not depend on their order. */
  private void keepReason() {
    reason = before.reason();
    detail = before.detail();
  }

  private Instant when() {
    return event.when().orElse(event.at());
  }
}
