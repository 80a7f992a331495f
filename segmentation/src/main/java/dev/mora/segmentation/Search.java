package dev.mora.segmentation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Looks for a case under which conditions have truths that are wanted. Complete: what it does not
 * find does not exist. Takes away pieces until nothing more follows, then tries the truths of one
 * undecided leaf after the other; each try leaves fewer pieces, so it ends.
 */
final class Search {

  private Search() {}

  /**
   * A condition and the truths that it may have.
   *
   * @param wanted mask of {@link Node}
   */
  record Need(Node node, int wanted) {

    static Need holds(Node node) {
      return new Need(node, Node.TRUE);
    }

    static Need fails(Node node) {
      return new Need(node, Node.NOT_TRUE);
    }
  }

  /**
   * Cases that all fulfil all needs; empty if there is none.
   *
   * @throws Steps.Exhausted if the steps do not suffice to tell
   */
  static Optional<Cases> find(Cases from, List<Need> needs) {
    Cases cases = from.copy();
    List<Need> open = new ArrayList<>(needs);
    if (!settle(cases, open)) {
      return Optional.empty();
    }
    if (open.isEmpty()) {
      return Optional.of(cases);
    }
    Need first = open.get(0);
    Node.Leaf leaf = first.node().undecided(cases);
    if (leaf == null) {
      return Optional.empty();
    }
    int[] order =
        first.wanted() == Node.TRUE
            ? new int[] {Node.TRUE, Node.FALSE, Node.UNKNOWN}
            : new int[] {Node.FALSE, Node.TRUE, Node.UNKNOWN};
    for (int truth : order) {
      Cases branch = cases.copy();
      if (branch.keep(leaf.variable(), leaf.pieces(truth))) {
        Optional<Cases> found = find(branch, open);
        if (found.isPresent()) {
          return found;
        }
      }
    }
    return Optional.empty();
  }

  /** Follows what is forced, and strikes needs that can no longer fail. */
  private static boolean settle(Cases cases, List<Need> open) {
    do {
      for (int i = open.size() - 1; i >= 0; i--) {
        Need need = open.get(i);
        int mask = need.node().mask(cases);
        if ((mask & need.wanted()) == 0) {
          return false;
        }
        if ((mask & ~need.wanted()) == 0) {
          open.remove(i);
        } else if (!need.node().narrow(cases, need.wanted())) {
          return false;
        }
      }
    } while (cases.tellNarrowed());
    return true;
  }
}
