package dev.mora.attribute;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlanTest {

  static LongStream seeds() {
    return LongStream.range(0, 100);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void whatever_the_plan_each_case_gets_the_first_condition_that_is_true_of_it(long seed) {
    Asked asked = new Asked(seed, 40, 1_200);

    int[] found = asked.by(asked.drawn(asked.asks, 3));

    assertThat(Arrays.mismatch(found, asked.expected)).as("seed %d", seed).isEqualTo(-1);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void the_plan_that_seems_cheapest_gives_the_same(long seed) {
    Asked asked = new Asked(seed, 60, 1_100);

    int[] found = asked.by(Planner.plan(asked.asks, asked.columns, 1_100));

    assertThat(Arrays.mismatch(found, asked.expected)).as("seed %d", seed).isEqualTo(-1);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 1023, 1024, 1025, 2048, 2049})
  void blocks_of_any_size_are_parted(int count) {
    Asked asked = new Asked(count, 20, count);

    int[] found = asked.by(asked.drawn(asked.asks, 4));

    assertThat(found).isEqualTo(asked.expected);
  }

  @Test
  void a_part_of_the_cases_can_be_asked_alone_in_parts() {
    Asked asked = new Asked(5, 20, 1_024);
    BlockPlan plan = new BlockPlan(asked.drawn(asked.asks, 4), asked.columns);
    int[] some = new int[1_024];
    Arrays.fill(some, -1);

    plan.run(plan.scratch(), 0, 300, 900, some, 0);

    assertThat(Arrays.copyOf(some, 300)).containsOnly(-1);
    assertThat(Arrays.copyOfRange(some, 300, 900))
        .isEqualTo(Arrays.copyOfRange(asked.expected, 300, 900));
    assertThat(Arrays.copyOfRange(some, 900, 1_024)).containsOnly(-1);
  }

  @Test
  void cases_that_are_all_decided_or_none_of_them_need_no_lists() {
    Condition late = Attributes.COUNTED_DAYS.atLeast(1);
    Condition silent = Attributes.READ_BUT_SILENT.is(true);
    List<Optional<Condition>> conditions = List.of(Optional.of(late), Optional.of(silent));

    for (int days : new int[] {0, 1}) {
      List<CaseFacts> cases =
          IntStream.range(0, 1_500)
              .mapToObj(
                  i ->
                      CaseFacts.builder(RandomConditions.REGISTRY)
                          .set(Attributes.COUNTED_DAYS, days)
                          .set(Attributes.READ_BUT_SILENT, i % 2 == 0)
                          .build())
              .toList();
      Asked asked = new Asked(conditions, cases);
      Plan before =
          new Plan.Before(
              List.of(asked.asks.get(0), Ask.NO),
              new Plan.AtOnce(List.of(Ask.NO, asked.asks.get(1))));

      int[] found = asked.by(before);

      assertThat(found).isEqualTo(asked.expected);
    }
  }

  @Test
  void a_policy_that_is_cheap_already_is_asked_at_once() {
    Asked asked = new Asked(List.of(Optional.of(Attributes.AGE.below(30))), List.of(draw(1)));

    assertThat(Planner.plan(asked.asks, asked.columns, 1)).isInstanceOf(Plan.AtOnce.class);
    assertThat(Planner.plan(List.of(), List.of(), 0)).isInstanceOf(Plan.AtOnce.class);
  }

  @Test
  void conditions_that_take_most_cases_are_asked_before_the_others() {
    List<Optional<Condition>> conditions = new ArrayList<>();
    conditions.add(Optional.of(Attributes.REGION.isKnown()));
    RandomConditions draw = new RandomConditions(12);
    for (int i = 0; i < 60; i++) {
      conditions.add(Optional.of(draw.condition(3)));
    }
    List<CaseFacts> cases = new ArrayList<>();
    for (int i = 0; i < 1_000; i++) {
      CaseFacts.Builder facts = draw.facts().toBuilder();
      cases.add(i % 50 == 0 ? facts.build() : facts.set(Attributes.REGION, "a").build());
    }
    Asked asked = new Asked(conditions, cases);

    Plan plan = Planner.plan(asked.asks, asked.columns, cases.size());

    assertThat(plan)
        .isInstanceOfSatisfying(
            Plan.Before.class,
            before ->
                assertThat(before.first().stream().filter(ask -> !ask.equals(Ask.NO)))
                    .hasSizeBetween(1, 4)
                    .first()
                    .isEqualTo(asked.asks.get(0)));
    assertThat(asked.by(plan)).isEqualTo(asked.expected);
  }

  private static CaseFacts draw(long seed) {
    return new RandomConditions(seed).facts();
  }

  /** Conditions and cases, with what one check after the other gives. */
  private static final class Asked {

    final List<Ask> asks;
    final List<LaneColumn> columns;
    final int[] expected;
    private final SplittableRandom random;

    Asked(long seed, int conditions, int cases) {
      this(new RandomConditions(seed), conditions, cases);
    }

    private Asked(RandomConditions draw, int conditions, int cases) {
      this(
          draw.conditions(draw.random.nextInt(1, conditions)),
          IntStream.range(0, cases).mapToObj(i -> draw.facts()).toList());
    }

    Asked(List<Optional<Condition>> conditions, List<CaseFacts> cases) {
      Set<Attribute<?>> reads = new LinkedHashSet<>();
      conditions.forEach(one -> one.ifPresent(condition -> reads.addAll(condition.reads())));
      CaseColumns held = CaseColumns.of(RandomConditions.REGISTRY, reads, cases);
      asks = new Asking(held.layout()).whether(conditions);
      columns = held.columns();
      expected = cases.stream().mapToInt(facts -> first(conditions, facts)).toArray();
      random = new SplittableRandom(conditions.size());
    }

    private static int first(List<Optional<Condition>> conditions, CaseFacts facts) {
      CaseFacts ours = facts.in(RandomConditions.REGISTRY);
      for (int i = 0; i < conditions.size(); i++) {
        if (conditions
            .get(i)
            .map(when -> Check.of(when, RandomConditions.REGISTRY).on(ours).isTrue())
            .orElse(true)) {
          return i;
        }
      }
      return conditions.size();
    }

    int[] by(Plan plan) {
      BlockPlan ready = new BlockPlan(plan, columns);
      int[] found = new int[expected.length];
      Scratch scratch = ready.scratch();
      for (int at = 0; at < found.length; at += LaneColumn.BLOCK) {
        int n = Math.min(LaneColumn.BLOCK, found.length - at);
        ready.run(scratch, at / LaneColumn.BLOCK, 0, n, found, at);
      }
      return found;
    }

    /** Any plan that is right, sensible or not. */
    Plan drawn(List<Ask> open, int depth) {
      List<Ask.One> tests = new ArrayList<>();
      open.forEach(ask -> ask.forEachOne(tests::add));
      int kind = depth == 0 ? 0 : random.nextInt(6);
      if (kind == 0 || tests.isEmpty()) {
        return new Plan.AtOnce(open);
      }
      if (kind < 3) {
        int size = random.nextInt(open.size() + 1);
        return new Plan.Before(
            kept(open, 0, size), drawn(kept(open, size, open.size()), depth - 1));
      }
      Ask.One test = tests.get(random.nextInt(tests.size()));
      return new Plan.Apart(
          test,
          drawn(within(open, test.column(), test.values(), test.missing()), depth - 1),
          drawn(within(open, test.column(), test.values().not(), !test.missing()), depth - 1));
    }

    private static List<Ask> kept(List<Ask> asks, int from, int to) {
      return IntStream.range(0, asks.size())
          .mapToObj(i -> i >= from && i < to ? asks.get(i) : Ask.NO)
          .toList();
    }

    private static List<Ask> within(List<Ask> asks, int column, Spans some, boolean mayMiss) {
      return asks.stream().map(ask -> ask.within(column, some, mayMiss)).toList();
    }
  }
}
