package dev.mora.ledger;

/**
 * The last question before a send: may this message go to this person now? Asked inside the
 * ledger's transaction, under the borrower's lock, so it must be quick, must not call anything
 * remote, and must not command the ledger. Live account data is fetched before and compared here.
 * Thread-safe. A check that throws is tried again; after the third time the dispatch is parked.
 */
@FunctionalInterface
public interface GateCheck {

  GateDecision decide(GateView view);

  /** This check first; {@code next} only if it passes. The later fresh content wins. */
  default GateCheck and(GateCheck next) {
    return view -> {
      GateDecision first = decide(view);
      if (!(first instanceof GateDecision.Pass pass)) {
        return first;
      }
      GateDecision second = next.decide(view);
      return second instanceof GateDecision.Pass later && later.fresh().isEmpty() ? pass : second;
    };
  }
}
