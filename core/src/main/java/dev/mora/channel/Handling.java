package dev.mora.channel;

/**
 * What a provider's refusal means for everything else that waits. A refusal is proof that this
 * attempt was not sent.
 */
public enum Handling {
  /** Permanent for this message alone. */
  FAIL_MESSAGE,
  /** This address cannot be used on this channel. */
  STOP_RECIPIENT,
  /**
   * This address was not reached, and why is not told: permanent for this message; twice, a day
   * apart and with nothing delivered between, is {@link #STOP_RECIPIENT}.
   */
  DOUBT_RECIPIENT,
  /**
   * Held back from this person to spare them marketing: permanent for this message; no further
   * marketing template goes to the address on this channel for 24 hours.
   */
  REST_RECIPIENT,
  /** The person told the provider to stop; recorded as an opt-out. */
  OPT_OUT,
  /** No further message of this template version and language. */
  STOP_TEMPLATE,
  /** The sender cannot send until a person acts; the message waits. */
  STOP_SENDER,
  /** Too fast for the sender; the message waits. */
  SLOW_SENDER,
  /** Too fast for this one recipient; only that person waits. */
  PAUSE_PAIR;

  /** Whether this message may be tried again, unchanged, later. */
  public boolean waits() {
    return this == STOP_SENDER || this == SLOW_SENDER || this == PAUSE_PAIR;
  }
}
