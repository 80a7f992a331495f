package dev.mora.ledger;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The last question before a send: may this message go to this person now? Asked inside the
 * ledger's transaction, under the borrower's lock, so it must be quick, must not call anything
 * remote, and must not command the ledger. Live account data is fetched before and compared here.
 * Thread-safe. A check that throws is tried again; after the third time the dispatch is parked.
 */
@FunctionalInterface
public interface GateCheck {

  GateDecision decide(GateView view);

  /** What of the ledger's {@link Notebook} this decides by; {@link GateView#notes} has it. */
  default NotesWanted notes(Dispatch dispatch) {
    return NotesWanted.NONE;
  }

  /**
   * The check for one dispatch, with everything remote already asked. Called right before the
   * ledger takes its lock, on the dispatcher's thread; may block for as long as a send may wait.
   */
  default GateCheck prepared(Dispatch dispatch) {
    return this;
  }

  /**
   * This check, with what the ledger knows of all these dispatches read in one look. Each is {@link
   * #prepared} by it right after, in their order.
   */
  default GateCheck ahead(List<Dispatch> together) {
    return this;
  }

  private static GateDecision both(GateDecision.Pass one, GateDecision.Pass two) {
    String allowedBy =
        Stream.of(one.allowedBy(), two.allowedBy())
            .filter(rules -> !rules.isEmpty())
            .collect(Collectors.joining("; "));
    return new GateDecision.Pass(two.fresh().or(one::fresh), allowedBy);
  }

  /** This check first; {@code next} only if it passes. The later fresh content wins. */
  default GateCheck and(GateCheck next) {
    GateCheck first = this;
    return new GateCheck() {
      @Override
      public GateCheck prepared(Dispatch dispatch) {
        return first.prepared(dispatch).and(next.prepared(dispatch));
      }

      @Override
      public GateCheck ahead(List<Dispatch> together) {
        return first.ahead(together).and(next.ahead(together));
      }

      @Override
      public NotesWanted notes(Dispatch dispatch) {
        return first.notes(dispatch).and(next.notes(dispatch));
      }

      @Override
      public GateDecision decide(GateView view) {
        GateDecision one = first.decide(view);
        if (!(one instanceof GateDecision.Pass pass)) {
          return one;
        }
        GateDecision two = next.decide(view);
        return two instanceof GateDecision.Pass later ? both(pass, later) : two;
      }
    };
  }
}
