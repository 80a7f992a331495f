package dev.mora.ledger;

/** How an unknown ends when no status resolves it. Neither way sends it again. */
public enum UnknownPolicy {
  /** Waits for a person; later messages of the borrower on that channel wait with it. */
  HOLD,
  /** Final, counts as sent. */
  ASSUME_SENT
}
