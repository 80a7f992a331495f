package dev.mora.ledger;

/**
 * What became of a claim at the gate.
 *
 * @param dispatch as it is to be sent if {@code OPEN}: with fresh content if the check gave some
 */
public record GateResult(Kind kind, DispatchEntry entry, Dispatch dispatch) {

  public enum Kind {
    /** The intent is recorded: exactly one body may now be handed over. */
    OPEN,
    /** Not now or never; the entry says which and why. */
    CLOSED,
    /** Somebody else owns it by now: stop touching it. */
    LOST
  }

  public boolean isOpen() {
    return kind == Kind.OPEN;
  }
}
