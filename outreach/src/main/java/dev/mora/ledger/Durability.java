package dev.mora.ledger;

/** What a ledger's acknowledgement survives. */
public enum Durability {
  /** Loss of power. */
  DURABLE,
  /** The end of this process, not of the machine. */
  PROCESS_CRASH_ONLY,
  /** Nothing: for tests, dry runs and loopback addresses. */
  NONE
}
