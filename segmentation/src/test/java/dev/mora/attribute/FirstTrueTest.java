package dev.mora.attribute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mora.money.Money;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class FirstTrueTest {

  static LongStream seeds() {
    return LongStream.range(0, 240);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void columns_give_what_asking_one_check_after_the_other_gives(long seed) {
    RandomConditions draw = new RandomConditions(seed);
    List<Optional<Condition>> conditions = draw.conditions(draw.random.nextInt(1, 40));
    List<CaseFacts> cases = cases(draw, draw.random.nextInt(1, 1_200));

    int[] found = find(conditions, cases);

    int at = Arrays.mismatch(found, expected(conditions, cases));
    assertThat(at).as("first case that differs, seed %d", seed).isEqualTo(-1);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 1023, 1024, 1025, 2048, 2049})
  void the_last_block_may_hold_any_number_of_cases(int count) {
    RandomConditions draw = new RandomConditions(count);
    List<Optional<Condition>> conditions = draw.conditions(12);
    List<CaseFacts> cases = cases(draw, count);

    int[] found = find(conditions, cases);

    assertThat(found).isEqualTo(expected(conditions, cases));
  }

  @Test
  void more_conditions_than_64_take_further_rounds() {
    RandomConditions draw = new RandomConditions(7);
    List<Optional<Condition>> conditions = new ArrayList<>();
    for (int day = 0; day < 200; day++) {
      conditions.add(
          Optional.of(Condition.all(Attributes.COUNTED_DAYS.is(day), draw.condition(1))));
    }
    List<CaseFacts> cases = new ArrayList<>();
    for (int i = 0; i < 3_000; i++) {
      CaseFacts.Builder facts = draw.facts().toBuilder();
      cases.add(facts.set(Attributes.COUNTED_DAYS, i % 210).build());
    }

    int[] found = find(conditions, cases);

    assertThat(found).isEqualTo(expected(conditions, cases));
    assertThat(Arrays.stream(found).max()).hasValue(200);
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void a_condition_of_more_nested_parts_than_a_long_has_bits_is_asked_in_pieces(long seed) {
    RandomConditions draw = new RandomConditions(seed);
    List<Optional<Condition>> conditions = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      conditions.add(Optional.of(manyAnys(draw, 12)));
      conditions.add(Optional.of(Condition.all(draw.condition(0), manyAnys(draw, 3))));
    }
    List<CaseFacts> cases = cases(draw, 1_100);

    int[] found = find(conditions, cases);

    int[] expected = expected(conditions, cases);
    assertThat(Arrays.mismatch(found, expected)).as("seed %d", seed).isEqualTo(-1);
    assertThat(Arrays.stream(expected).distinct().count()).isGreaterThan(1);
  }

  /** Holds often enough, since each of its parts has many ways to hold. */
  private static Condition manyAnys(RandomConditions draw, int count) {
    Condition[] anys = new Condition[count];
    for (int i = 0; i < count; i++) {
      Condition[] parts = new Condition[draw.random.nextInt(6, 14)];
      for (int j = 0; j < parts.length; j++) {
        parts[j] = Condition.all(draw.condition(0), draw.condition(1));
      }
      anys[i] = Condition.any(parts);
    }
    return Condition.all(anys);
  }

  @Test
  void a_hundred_levels_of_nesting_are_taken_apart_level_by_level() {
    RandomConditions draw = new RandomConditions(11);
    Condition condition = draw.condition(0);
    for (int level = 0; level < 100; level++) {
      condition =
          Condition.all(
              Condition.any(draw.condition(0), draw.condition(0), draw.condition(0)),
              Condition.any(draw.condition(0), condition));
    }
    List<Optional<Condition>> conditions =
        List.of(Optional.of(condition), Optional.of(Condition.not(condition)));
    List<CaseFacts> cases = cases(draw, 500);

    int[] found = find(conditions, cases);

    assertThat(found).isEqualTo(expected(conditions, cases));
  }

  @Test
  void a_part_of_the_cases_can_be_asked_alone() {
    RandomConditions draw = new RandomConditions(3);
    List<Optional<Condition>> conditions = draw.conditions(9);
    List<CaseFacts> cases = cases(draw, 3_000);
    int[] some = new int[3_000];
    Arrays.fill(some, -1);

    FirstTrue.of(conditions).find(columns(conditions, cases), 1_000, 2_100, some);

    int[] all = expected(conditions, cases);
    assertThat(Arrays.copyOfRange(some, 1_000, 2_100))
        .isEqualTo(Arrays.copyOfRange(all, 1_000, 2_100));
    assertThat(Arrays.copyOf(some, 1_000)).containsOnly(-1);
    assertThat(Arrays.copyOfRange(some, 2_100, 3_000)).containsOnly(-1);
  }

  @Test
  void columns_that_are_asked_again_and_again_keep_giving_the_same() {
    RandomConditions draw = new RandomConditions(21);
    List<Optional<Condition>> conditions = draw.conditions(60);
    List<CaseFacts> cases = cases(draw, 3_000);
    CaseColumns columns = columns(conditions, cases);
    FirstTrue first = FirstTrue.of(conditions);
    int[] expected = expected(conditions, cases);
    int[] found = new int[3_000];

    for (int i = 0; i < 600; i++) {
      first.find(columns, found);

      assertThat(Arrays.mismatch(found, expected)).as("time %d", i).isEqualTo(-1);
    }
  }

  @Test
  void no_conditions_and_no_cases_are_fine() {
    CaseFacts facts = CaseFacts.builder(Attributes.standard()).build();

    assertThat(find(List.of(), List.of(facts, facts))).containsExactly(0, 0);
    assertThat(find(List.of(Optional.empty()), List.of())).isEmpty();
    assertThat(find(List.of(Optional.empty()), List.of(facts))).containsExactly(0);
  }

  @Test
  void a_currency_that_no_case_has_is_unknown_for_all() {
    Condition pesos = Attributes.OVERDUE_AMOUNT.atLeast(Money.of("1", "MXN"));
    CaseFacts facts =
        CaseFacts.builder(Attributes.standard())
            .set(Attributes.OVERDUE_AMOUNT, Money.of("5", "USD"))
            .build();

    int[] found =
        find(
            List.of(
                Optional.of(pesos),
                Optional.of(Condition.not(pesos)),
                Optional.of(pesos.onUnknown(Truth.TRUE))),
            List.of(facts));

    assertThat(found).containsExactly(2);
  }

  @Test
  void an_attribute_that_was_left_out_is_not_taken_for_unknown() {
    CaseFacts facts = CaseFacts.builder(Attributes.standard()).set(Attributes.AGE, 40).build();
    CaseColumns columns =
        CaseColumns.of(Attributes.standard(), List.of(Attributes.LOANS), List.of(facts));
    FirstTrue young = FirstTrue.of(List.of(Optional.of(Attributes.AGE.below(30))));

    assertThatThrownBy(() -> young.find(columns, new int[1]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("age");
  }

  private static List<CaseFacts> cases(RandomConditions draw, int count) {
    List<CaseFacts> cases = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      cases.add(draw.facts());
    }
    return cases;
  }

  private static CaseColumns columns(
      List<Optional<Condition>> conditions, Collection<CaseFacts> cases) {
    Set<Attribute<?>> reads = new LinkedHashSet<>();
    conditions.forEach(one -> one.ifPresent(condition -> reads.addAll(condition.reads())));
    return CaseColumns.of(RandomConditions.REGISTRY, reads, cases);
  }

  private static int[] find(List<Optional<Condition>> conditions, List<CaseFacts> cases) {
    int[] found = new int[cases.size()];
    FirstTrue.of(conditions).find(columns(conditions, cases), found);
    return found;
  }

  private static int[] expected(List<Optional<Condition>> conditions, List<CaseFacts> cases) {
    List<Optional<Check>> checks =
        conditions.stream()
            .map(one -> one.map(when -> Check.of(when, RandomConditions.REGISTRY)))
            .toList();
    return cases.stream().mapToInt(facts -> first(checks, facts)).toArray();
  }

  private static int first(List<Optional<Check>> checks, CaseFacts facts) {
    CaseFacts ours = facts.in(RandomConditions.REGISTRY);
    for (int i = 0; i < checks.size(); i++) {
      if (checks.get(i).map(check -> check.on(ours).isTrue()).orElse(true)) {
        return i;
      }
    }
    return checks.size();
  }
}
