package dev.mora.ledger;

import java.util.function.UnaryOperator;

/** What can happen to a dispatch. Names the step of the ledger's protocol in each event. */
public enum Transition {
  PLANNED(State.PLANNED),
  /** {@code when}: the lease ends; {@code actor}: its owner. */
  CLAIMED(State.CLAIMED),
  /** The gate begins: written before the check, so that a crash in it counts. */
  ATTEMPTED(State.CLAIMED),
  /**
   * The gate passed. {@code when}: the moment it judged. The contact counts from here. {@code
   * reason}: the rules that let it go, {@code evidence}: the hash of what was handed over.
   */
  SUBMITTED(State.SUBMITTING),
  SUPPRESSED(State.SUPPRESSED),
  /** The gate or the pace said later. {@code when}: not before. */
  DEFERRED(State.PLANNED),
  /** The check itself failed. {@code when}: not before. */
  STUMBLED(State.PLANNED),
  /** A worker gave it back untouched. */
  RETURNED(State.PLANNED),
  /** The same, of one whose gate had begun with its claim: that attempt was none. */
  UNTRIED(State.PLANNED),
  /** Proven not sent. {@code when}: not before. Gives the contact back. */
  BACKED_OFF(State.PLANNED),
  /** Refused for now. {@code when}: not before. Gives the contact back. */
  THROTTLED(State.PLANNED),
  ACCEPTED(current -> current.merge(State.ACCEPTED)),
  /** Accepted, and kept by the provider for its own checks. */
  ACCEPTED_HELD(current -> current.merge(State.ACCEPTED)),
  /** Refused for good. Gives the contact back. */
  REFUSED(State.FAILED),
  /**
   * No answer that proves anything. The contact stays counted. {@code when}: by the clock of
   * leases, from which the deadline runs. A second one says that a server's no is not retried.
   */
  LOST(State.UNKNOWN),
  /** {@code when}: the provider's time. */
  TOLD_SENT(current -> current.merge(State.SENT)),
  TOLD_DELIVERED(current -> current.merge(State.DELIVERED)),
  TOLD_READ(current -> current.merge(State.READ)),
  TOLD_FAILED(current -> current.merge(State.FAILED)),
  /** The same of one body, while another one may have arrived: kept, and settles nothing. */
  ONE_FAILED(UnaryOperator.identity()),
  /** The lease ended before the gate: anyone may claim it again. */
  REAPED(State.PLANNED),
  /** An unknown is left to a person; also one that was to be sent again and may not be. */
  HELD(State.UNKNOWN_HELD),
  /**
   * By {@link UnknownPolicy#RESEND} or {@link LedgerSettings#retryExplicitServerError} an unknown
   * goes to the gate again. The contact stays counted. {@code when}: not before.
   */
  RESENT(State.PLANNED),
  ASSUMED(State.ASSUMED_SENT),
  /** A person found that an unknown was sent. */
  FOUND_SENT(State.ASSUMED_SENT),
  /** A person found that an unknown never was sent. Gives all its contacts back. */
  FOUND_UNSENT(State.PLANNED),
  /** That was wrong: the provider has it. {@code when}: the gate whose contact counts again. */
  COUNTED(UnaryOperator.identity()),
  EXPIRED(State.EXPIRED),
  CANCELLED(State.CANCELLED),
  PARKED(State.PARKED),
  /** A person lets a parked one go again. {@code when}: not before. */
  RELEASED(State.PLANNED),
  /** Something worth keeping that moves nothing, such as a contradiction. */
  NOTED(UnaryOperator.identity());

  private final UnaryOperator<State> target;

  Transition(State target) {
    this(current -> target);
  }

  Transition(UnaryOperator<State> target) {
    this.target = target;
  }

  State from(State current) {
    return target.apply(current);
  }

  static Transition told(dev.mora.channel.ChannelEvent.Status.State state) {
    return switch (state) {
      case SENT -> TOLD_SENT;
      case DELIVERED -> TOLD_DELIVERED;
      case READ -> TOLD_READ;
      case FAILED -> TOLD_FAILED;
    };
  }
}
