package dev.mora.segmentation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mora.attribute.Attributes;
import dev.mora.attribute.Condition;
import dev.mora.segmentation.Search.Need;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Conditions by chance over three variables, beside asking about every case there is. */
class NodeTest {

  private static final int TREES = Draws.of(4_000);
  private static final int VARIABLES = 3;
  private static final int PIECES = 4;

  /** Three texts, each unknown, "a", "b" or another. */
  private static final Space SPACE =
      Space.of(
          List.of(
              new Rule(
                  "r",
                  "S",
                  Optional.of(
                      Condition.all(
                          Attributes.REGION.in(List.of("a", "b")),
                          Attributes.CITY.in(List.of("a", "b")),
                          Attributes.EDUCATION.in(List.of("a", "b")))))),
          Map.of(),
          true);

  private final Random random = new Random();

  /** A condition, and its truth for one piece of each variable. */
  private record Tree(Node node, ToIntFunction<int[]> truth) {}

  private Tree tree(int depth) {
    return switch (depth == 0 ? 0 : random.nextInt(8)) {
      case 1 -> {
        Tree inner = tree(depth - 1);
        yield new Tree(Node.not(inner.node()), c -> flipped(inner.truth().applyAsInt(c)));
      }
      case 2 -> {
        Tree inner = tree(depth - 1);
        yield new Tree(
            Node.surely(inner.node()),
            c -> inner.truth().applyAsInt(c) == Node.TRUE ? Node.TRUE : Node.FALSE);
      }
      case 3, 4 -> {
        List<Tree> parts = some(depth - 1);
        yield new Tree(
            Node.all(parts.stream().map(Tree::node).toList()),
            c -> parts.stream().mapToInt(one -> one.truth().applyAsInt(c)).min().orElse(Node.TRUE));
      }
      case 5, 6 -> {
        List<Tree> parts = some(depth - 1);
        yield new Tree(
            Node.any(parts.stream().map(Tree::node).toList()),
            c ->
                parts.stream().mapToInt(one -> one.truth().applyAsInt(c)).max().orElse(Node.FALSE));
      }
      case 7 -> gate(depth - 1);
      default -> random.nextInt(9) == 0 ? new Tree(Node.ALWAYS, c -> Node.TRUE) : leaf(true);
    };
  }

  private List<Tree> some(int depth) {
    return IntStream.range(0, random.nextInt(4)).mapToObj(i -> tree(depth)).toList();
  }

  private Tree leaf(boolean unknowns) {
    int variable = random.nextInt(VARIABLES);
    int[] truths = new int[PIECES];
    for (int i = 0; i < PIECES; i++) {
      truths[i] = unknowns ? 1 << random.nextInt(3) : random.nextBoolean() ? Node.TRUE : Node.FALSE;
    }
    return new Tree(new Node.Leaf(variable, truths), c -> truths[c[variable]]);
  }

  private Tree gate(int depth) {
    Tree gate = leaf(false);
    Tree inner = tree(depth);
    int missing = 1 << random.nextInt(3);
    return new Tree(
        new Node.Gate((Node.Leaf) gate.node(), inner.node(), missing),
        c -> gate.truth().applyAsInt(c) == Node.TRUE ? inner.truth().applyAsInt(c) : missing);
  }

  private static int flipped(int truth) {
    return truth == Node.TRUE ? Node.FALSE : truth == Node.FALSE ? Node.TRUE : truth;
  }

  private Cases cases() {
    Cases cases = Cases.all(SPACE, new Steps(Long.MAX_VALUE));
    for (int v = 0; v < VARIABLES; v++) {
      long[] kept = Cases.none(PIECES);
      Cases.set(kept, random.nextInt(PIECES));
      for (int i = 0; i < PIECES; i++) {
        if (random.nextInt(3) > 0) {
          Cases.set(kept, i);
        }
      }
      cases.keep(v, kept);
    }
    return cases;
  }

  /** Every case in a set of cases, as one piece for each variable. */
  private static List<int[]> each(Cases cases) {
    List<int[]> all = new ArrayList<>();
    for (int i = 0; i < PIECES * PIECES * PIECES; i++) {
      int[] one = {i % PIECES, i / PIECES % PIECES, i / PIECES / PIECES};
      if (has(cases, one)) {
        all.add(one);
      }
    }
    return all;
  }

  private static boolean has(Cases cases, int[] one) {
    return IntStream.range(0, VARIABLES).allMatch(v -> cases.has(v, one[v]));
  }

  private static Cases only(int[] one) {
    Cases cases = Cases.all(SPACE, new Steps(Long.MAX_VALUE));
    for (int v = 0; v < VARIABLES; v++) {
      cases.fix(v, one[v]);
    }
    return cases;
  }

  @ParameterizedTest
  @ValueSource(longs = {1L, 20261122L})
  void a_condition_tells_its_truths_and_narrows_as_every_case_does(long seed) {
    random.setSeed(seed);
    int narrowed = 0;
    for (int t = 0; t < TREES; t++) {
      String about = "seed " + seed + ", tree " + t;
      Tree tree = tree(3);
      Cases cases = cases();
      List<int[]> all = each(cases);

      int mask = tree.node().mask(cases);

      for (int[] one : all) {
        int truth = tree.truth().applyAsInt(one);
        assertThat(mask & truth).as(about).isEqualTo(truth);
        assertThat(tree.node().mask(only(one))).as(about).isEqualTo(truth);
        int[] some = one.clone();
        some[random.nextInt(VARIABLES)] = -1;
        assertThat(tree.node().with(some).mask(only(one))).as(about).isEqualTo(truth);
        assertThat(tree.node().with(one).mask(cases)).as(about).isEqualTo(truth);
      }
      Node.Leaf open = tree.node().undecided(cases);
      assertThat(open == null ? 1 : Integer.bitCount(open.mask(cases)))
          .as(about)
          .isEqualTo(open == null ? Integer.bitCount(mask) : Math.max(2, bits(open, cases)));
      int wanted = 1 + random.nextInt(6);
      if ((mask & wanted) != 0 && (mask & ~wanted) != 0) {
        Cases left = cases.copy();
        boolean some = tree.node().narrow(left, wanted);
        for (int[] one : all) {
          if ((tree.truth().applyAsInt(one) & wanted) != 0) {
            assertThat(some).as(about).isTrue();
            assertThat(has(left, one)).as(about).isTrue();
          }
        }
        narrowed += left.tellNarrowed() ? 1 : 0;
      }
    }
    assertThat(narrowed).isBetween(TREES / 10, TREES);
  }

  private static int bits(Node.Leaf leaf, Cases cases) {
    return Integer.bitCount(leaf.mask(cases));
  }

  @ParameterizedTest
  @ValueSource(longs = {2L, 20261122L})
  void a_search_finds_cases_where_there_are_any(long seed) {
    random.setSeed(seed);
    int found = 0;
    for (int t = 0; t < TREES; t++) {
      String about = "seed " + seed + ", search " + t;
      List<Tree> trees = IntStream.range(0, 4).mapToObj(i -> tree(2)).toList();
      List<Need> needs = new ArrayList<>();
      for (Tree tree : trees) {
        needs.add(random.nextInt(3) == 0 ? Need.holds(tree.node()) : Need.fails(tree.node()));
      }
      Cases from = cases();

      Optional<Cases> answer = Search.find(from, needs);

      assertThat(answer.isPresent())
          .as(about)
          .isEqualTo(each(from).stream().anyMatch(one -> fulfils(one, trees, needs)));
      answer.ifPresent(
          cases ->
              assertThat(each(cases))
                  .as(about)
                  .isNotEmpty()
                  .allMatch(one -> has(from, one) && fulfils(one, trees, needs)));
      found += answer.isPresent() ? 1 : 0;
    }
    assertThat(found).isBetween(TREES / 10, TREES * 9 / 10);
  }

  private static boolean fulfils(int[] one, List<Tree> trees, List<Need> needs) {
    return IntStream.range(0, trees.size())
        .allMatch(i -> (trees.get(i).truth().applyAsInt(one) & needs.get(i).wanted()) != 0);
  }

  @Test
  void what_must_hold_together_leaves_of_each_variable_what_holds() {
    Node.Leaf first = new Node.Leaf(0, new int[] {1, 2, 4, 4});
    Node.Leaf second = new Node.Leaf(1, new int[] {2, 4, 1, 1});
    Cases cases = Cases.all(SPACE, new Steps(100));

    assertThat(Node.all(List.of(first, Node.not(second))).narrow(cases, Node.TRUE)).isTrue();

    assertThat(each(cases)).hasSize(2 * 2 * PIECES).allMatch(one -> one[0] > 1 && one[1] > 1);
    assertThat(cases.tellNarrowed()).isTrue();
    assertThat(cases.tellNarrowed()).isFalse();
  }

  @Test
  void each_look_at_a_part_is_counted_so_that_every_search_ends() {
    Node.Leaf leaf = new Node.Leaf(0, new int[] {1, 2, 4, 4});
    Steps steps = new Steps(4);
    Cases cases = Cases.all(SPACE, steps);

    Node.ALWAYS.mask(cases);
    leaf.mask(cases);
    leaf.narrow(cases, Node.TRUE);
    Node.all(List.of(leaf, leaf)).with(new int[] {-1, -1, -1});

    assertThat(steps.taken()).isEqualTo(3);
    leaf.mask(cases);
    assertThatThrownBy(() -> leaf.mask(cases)).isInstanceOf(Steps.Exhausted.class);
  }
}
