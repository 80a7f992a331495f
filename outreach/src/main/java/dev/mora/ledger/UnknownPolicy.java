package dev.mora.ledger;

/** How an unknown ends when no status has resolved it by the deadline. */
public enum UnknownPolicy {
  /** Waits for a person; later messages of the borrower on that channel wait with it. */
  HOLD,
  /** Final, counts as sent. */
  ASSUME_SENT,
  /**
   * Goes to the gate again, with the contact of the first time still counted, if there is proof
   * that statuses come through: one was told of a message that the same sender had accepted after
   * this one became unknown. Without that proof, once its {@linkplain LedgerSettings#maxResends
   * resends} are used up, or if it may not be sent any more, it waits for a person as with {@link
   * #HOLD}.
   *
   * <p>A host that asks for it accepts that a borrower gets one message twice where the first one
   * arrived and its statuses did not.
   */
  RESEND
}
