package dev.mora.segmentation;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A condition over {@link Cases}. It tells which of the three truths it can have there, as a mask
 * that may hold too many but never too few, and takes away pieces under which it could not have a
 * truth that is wanted. With one piece for each variable the mask is exact.
 */
abstract class Node {

  static final int FALSE = 1;
  static final int UNKNOWN = 2;
  static final int TRUE = 4;
  static final int NOT_TRUE = FALSE | UNKNOWN;
  static final int ANY = FALSE | UNKNOWN | TRUE;

  static final Node ALWAYS = new Constant(TRUE);

  private static final int[][] LEAST = joint(true);
  private static final int[][] MOST = joint(false);

  /** The truths that it may have. */
  abstract int mask(Cases cases);

  /** Takes away what cannot lead to one of the wanted truths; false if nothing can. */
  abstract boolean narrow(Cases cases, int wanted);

  /** A leaf of it that is not decided yet. */
  abstract @Nullable Leaf undecided(Cases cases);

  /** The same with the pieces of some variables fixed; -1 for those that stay free. */
  abstract Node with(int[] pieces);

  static Node all(List<Node> parts) {
    return joint(parts, LEAST, FALSE, TRUE);
  }

  static Node any(List<Node> parts) {
    return joint(parts, MOST, TRUE, FALSE);
  }

  static Node not(Node inner) {
    return inner instanceof Constant constant
        ? new Constant(flipped(constant.truth))
        : new Negation(inner);
  }

  /** Whether it holds for certain: unknown becomes false. */
  static Node surely(Node inner) {
    return inner instanceof Constant constant
        ? new Constant(constant.truth == TRUE ? TRUE : FALSE)
        : new Certainty(inner);
  }

  private static Node joint(List<Node> parts, int[][] table, int decides, int neutral) {
    List<Node> open = new ArrayList<>();
    int fixed = neutral;
    for (Node part : parts) {
      if (part instanceof Constant constant) {
        fixed = table[fixed][constant.truth];
      } else {
        open.add(part);
      }
    }
    if (fixed == decides || open.isEmpty()) {
      return new Constant(fixed);
    }
    if (fixed != neutral) {
      open.add(new Constant(fixed));
    }
    return open.size() == 1 ? open.get(0) : new Joint(open.toArray(Node[]::new), table, neutral);
  }

  private static int flipped(int mask) {
    return (mask & UNKNOWN) | ((mask & FALSE) << 2) | ((mask & TRUE) >> 2);
  }

  /** Which truths a pair can give together, mask by mask. */
  private static int[][] joint(boolean least) {
    int[][] table = new int[8][8];
    for (int a = 0; a < 8; a++) {
      for (int b = 0; b < 8; b++) {
        for (int x = 1; x <= 4; x *= 2) {
          for (int y = 1; y <= 4; y *= 2) {
            if ((a & x) != 0 && (b & y) != 0) {
              table[a][b] |= least ? Math.min(x, y) : Math.max(x, y);
            }
          }
        }
      }
    }
    return table;
  }

  /** The same truth for every case. */
  static final class Constant extends Node {

    private final int truth;

    Constant(int truth) {
      this.truth = truth;
    }

    @Override
    int mask(Cases cases) {
      cases.steps().take();
      return truth;
    }

    @Override
    boolean narrow(Cases cases, int wanted) {
      return true; // asked only where its truth is wanted
    }

    @Override
    @Nullable Leaf undecided(Cases cases) {
      return null;
    }

    @Override
    Node with(int[] pieces) {
      return this;
    }
  }

  /** A truth for each piece of one variable. */
  static final class Leaf extends Node {

    private final int variable;
    private final int[] truths;
    private final long[][] pieces = new long[ANY + 1][];

    Leaf(int variable, int[] truths) {
      this.variable = variable;
      this.truths = truths;
      for (int wanted = 0; wanted <= ANY; wanted++) {
        pieces[wanted] = Cases.none(truths.length);
        for (int i = 0; i < truths.length; i++) {
          if ((truths[i] & wanted) != 0) {
            Cases.set(pieces[wanted], i);
          }
        }
      }
    }

    int variable() {
      return variable;
    }

    /** Those under which it has one of the wanted truths. */
    long[] pieces(int wanted) {
      return pieces[wanted];
    }

    @Override
    int mask(Cases cases) {
      cases.steps().take();
      return (cases.meets(variable, pieces[FALSE]) ? FALSE : 0)
          | (cases.meets(variable, pieces[UNKNOWN]) ? UNKNOWN : 0)
          | (cases.meets(variable, pieces[TRUE]) ? TRUE : 0);
    }

    @Override
    boolean narrow(Cases cases, int wanted) {
      cases.steps().take();
      return cases.keep(variable, pieces(wanted));
    }

    @Override
    @Nullable Leaf undecided(Cases cases) {
      return Integer.bitCount(mask(cases)) > 1 ? this : null;
    }

    @Override
    Node with(int[] pieces) {
      return pieces[variable] < 0 ? this : new Constant(truths[pieces[variable]]);
    }
  }

  private static final class Negation extends Node {

    private final Node inner;

    Negation(Node inner) {
      this.inner = inner;
    }

    @Override
    int mask(Cases cases) {
      return flipped(inner.mask(cases));
    }

    @Override
    boolean narrow(Cases cases, int wanted) {
      return inner.narrow(cases, flipped(wanted));
    }

    @Override
    @Nullable Leaf undecided(Cases cases) {
      return inner.undecided(cases);
    }

    @Override
    Node with(int[] pieces) {
      return not(inner.with(pieces));
    }
  }

  private static final class Certainty extends Node {

    private final Node inner;

    Certainty(Node inner) {
      this.inner = inner;
    }

    @Override
    int mask(Cases cases) {
      int mask = inner.mask(cases);
      return (mask & TRUE) | ((mask & NOT_TRUE) != 0 ? FALSE : 0);
    }

    @Override
    boolean narrow(Cases cases, int wanted) {
      return inner.narrow(cases, (wanted & TRUE) | ((wanted & FALSE) != 0 ? NOT_TRUE : 0));
    }

    @Override
    @Nullable Leaf undecided(Cases cases) {
      return inner.undecided(cases);
    }

    @Override
    Node with(int[] pieces) {
      return surely(inner.with(pieces));
    }
  }

  /** The least or the most of several truths. */
  private static final class Joint extends Node {

    private final Node[] parts;
    private final int[][] table;
    private final int neutral;

    Joint(Node[] parts, int[][] table, int neutral) {
      this.parts = parts;
      this.table = table;
      this.neutral = neutral;
    }

    @Override
    int mask(Cases cases) {
      int decides = neutral == TRUE ? FALSE : TRUE;
      int result = neutral;
      for (Node part : parts) {
        result = table[result][part.mask(cases)];
        if (result == decides) {
          return result;
        }
      }
      return result;
    }

    @Override
    boolean narrow(Cases cases, int wanted) {
      int n = parts.length;
      int[] masks = new int[n];
      int[] before = new int[n + 1];
      before[0] = neutral;
      for (int i = 0; i < n; i++) {
        masks[i] = parts[i].mask(cases);
        before[i + 1] = table[before[i]][masks[i]];
      }
      if ((before[n] & wanted) == 0) {
        return false;
      }
      if ((before[n] & ~wanted) == 0) {
        return true;
      }
      int behind = neutral;
      for (int i = n - 1; i >= 0; i--) {
        int others = table[before[i]][behind];
        int allowed = 0;
        for (int truth = FALSE; truth <= TRUE; truth *= 2) {
          if ((table[truth][others] & wanted) != 0) {
            allowed |= truth;
          }
        }
        if ((masks[i] & ~allowed) != 0 && !parts[i].narrow(cases, allowed)) {
          return false;
        }
        behind = table[behind][masks[i]];
      }
      return true;
    }

    @Override
    @Nullable Leaf undecided(Cases cases) {
      for (Node part : parts) {
        Leaf leaf = part.undecided(cases);
        if (leaf != null) {
          return leaf;
        }
      }
      return null;
    }

    @Override
    Node with(int[] pieces) {
      List<Node> fixed = new ArrayList<>();
      for (Node part : parts) {
        fixed.add(part.with(pieces));
      }
      return neutral == TRUE ? all(fixed) : any(fixed);
    }
  }

  /** Another condition where a variable is in the gate; one truth where it is not. */
  static final class Gate extends Node {

    private final Leaf gate;
    private final Node inner;
    private final int missing;

    /**
     * @param gate TRUE where {@code inner} is asked, FALSE elsewhere
     */
    Gate(Leaf gate, Node inner, int missing) {
      this.gate = gate;
      this.inner = inner;
      this.missing = missing;
    }

    @Override
    int mask(Cases cases) {
      int open = gate.mask(cases);
      return ((open & FALSE) != 0 ? missing : 0) | ((open & TRUE) != 0 ? inner.mask(cases) : 0);
    }

    @Override
    boolean narrow(Cases cases, int wanted) {
      int open = gate.mask(cases);
      int allowed =
          ((missing & wanted) != 0 ? FALSE : 0) | ((inner.mask(cases) & wanted) != 0 ? TRUE : 0);
      if ((open & allowed) == 0) {
        return false;
      }
      if ((open & ~allowed) != 0 && !gate.narrow(cases, allowed)) {
        return false;
      }
      return (open & allowed) != TRUE || inner.narrow(cases, wanted);
    }

    @Override
    @Nullable Leaf undecided(Cases cases) {
      Leaf leaf = gate.undecided(cases);
      return leaf != null || gate.mask(cases) == FALSE ? leaf : inner.undecided(cases);
    }

    @Override
    Node with(int[] pieces) {
      Node fixed = gate.with(pieces);
      if (fixed instanceof Constant constant) {
        return constant.truth == TRUE ? inner.with(pieces) : new Constant(missing);
      }
      return new Gate(gate, inner.with(pieces), missing);
    }
  }
}
