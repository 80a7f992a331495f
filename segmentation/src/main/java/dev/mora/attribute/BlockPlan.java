package dev.mora.attribute;

import java.util.List;

/** A {@link Plan} made ready for columns. Immutable and thread-safe; see {@link Scratch}. */
final class BlockPlan {

  private final Node root;
  private final int columns;
  private final int rooms;
  private final int depth;

  /** One step, for some cases of a block. */
  private interface Node {

    /**
     * Writes the first condition that is true of each case, or the number of conditions.
     *
     * @param cases places in the block, the first {@code n} of them
     * @param depth how many steps led here; the lists of deeper ones may be written to
     * @param at where the block's first case stands in {@code out}
     */
    void run(Scratch scratch, int depth, int block, int[] cases, int n, int[] out, int at);
  }

  BlockPlan(Plan plan, List<LaneColumn> columns) {
    Binding binding = new Binding(columns);
    root = binding.node(plan, 0);
    this.columns = columns.size();
    rooms = binding.rooms;
    depth = binding.deepest;
  }

  /** Room for one thread. */
  Scratch scratch() {
    return new Scratch(columns, rooms, depth + 1);
  }

  /**
   * Asks the cases {@code from} to {@code to} of a block.
   *
   * @param at where the block's first case stands in {@code out}
   */
  void run(Scratch scratch, int block, int from, int to, int[] out, int at) {
    int[] cases = scratch.all;
    if (from > 0) {
      cases = scratch.held(0);
      System.arraycopy(scratch.all, from, cases, 0, to - from);
    }
    root.run(scratch, 1, block, cases, to - from, out, at);
  }

  private static final class Binding {

    private final List<LaneColumn> columns;
    private int rooms;
    private int deepest;

    Binding(List<LaneColumn> columns) {
      this.columns = columns;
    }

    Node node(Plan plan, int depth) {
      deepest = Math.max(deepest, depth + 1);
      if (plan instanceof Plan.AtOnce atOnce) {
        return program(atOnce.asks());
      }
      if (plan instanceof Plan.Before before) {
        return before(program(before.first()), before.first().size(), before.others(), depth);
      }
      Plan.Apart apart = (Plan.Apart) plan;
      return apart(
          new ColumnTest(apart.test(), columns.get(apart.test().column())),
          node(apart.held(), depth + 1),
          node(apart.others(), depth + 1));
    }

    private Node program(List<Ask> asks) {
      BlockProgram program = new BlockProgram(Program.of(asks, columns), columns, () -> rooms++);
      return (scratch, depth, block, cases, n, out, at) ->
          program.run(scratch, block, cases, n, out, at);
    }

    private Node before(Node first, int none, Plan plan, int level) {
      Node others = node(plan, level + 1);
      return (scratch, depth, block, cases, n, out, at) -> {
        first.run(scratch, depth, block, cases, n, out, at);
        int[] open = scratch.held(depth);
        int left = Passes.open(cases, n, out, at, none, open);
        if (left > 0) {
          others.run(scratch, depth + 1, block, left == n ? cases : open, left, out, at);
        }
      };
    }

    private static Node apart(ColumnTest test, Node whereHeld, Node others) {
      return (scratch, depth, block, cases, n, out, at) -> {
        int[] held = scratch.held(depth);
        int[] rest = scratch.rest(depth);
        int count = test.part(scratch, block, cases, n, held, rest);
        if (count > 0) {
          int[] same = count == n ? cases : held;
          whereHeld.run(scratch, depth + 1, block, same, count, out, at);
        }
        if (count < n) {
          others.run(scratch, depth + 1, block, count == 0 ? cases : rest, n - count, out, at);
        }
      };
    }
  }
}
