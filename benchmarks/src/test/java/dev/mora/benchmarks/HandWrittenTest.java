package dev.mora.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mora.segmentation.SegmentationPolicy;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What the engine is measured against does the same work. */
class HandWrittenTest {

  private static final int ACCOUNTS = 20_000;

  static Stream<Arguments> pairs() {
    return Stream.of(Accounts.Shape.values())
        .flatMap(shape -> Policies.committed().stream().map(pair -> Arguments.of(shape, pair)));
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void a_policy_and_its_hand_written_twin_give_the_same_rule(
      Accounts.Shape shape, Policies.Pair pair) {
    Account[] accounts = Accounts.draw(shape, ACCOUNTS, Accounts.SEED);

    int[] rules = byHand(pair.byHand(), accounts);

    assertSame(pair.policy(), accounts, rules, pair.name());
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void every_segment_of_a_policy_has_accounts(Accounts.Shape shape, Policies.Pair pair) {
    Account[] accounts = Accounts.draw(shape, 300_000, Accounts.SEED);
    int[] counts = new int[pair.policy().rules().size() + 1];

    for (int rule : byHand(pair.byHand(), accounts)) {
      counts[rule]++;
    }

    List<Integer> empty =
        IntStream.range(0, counts.length).filter(rule -> counts[rule] == 0).boxed().toList();
    assertThat(empty).isEmpty();
  }

  static LongStream seeds() {
    return LongStream.range(0, 12);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void a_generated_policy_and_its_compiled_twin_give_the_same_rule(long seed) {
    Account[] accounts = Accounts.draw(Accounts.Shape.RANDOM, 4_000, seed);
    SegmentationPolicy policy = RandomPolicy.draw(seed);

    int[] rules = byHand(Compiled.of(policy), accounts);

    assertSame(policy, accounts, rules, "seed " + seed);
  }

  private static int[] byHand(HandWritten byHand, Account[] accounts) {
    int[] rules = new int[accounts.length];
    byHand.segment(accounts, rules);
    return rules;
  }

  private static void assertSame(
      SegmentationPolicy policy, Account[] accounts, int[] rules, String name) {
    for (int i = 0; i < accounts.length; i++) {
      assertThat(rules[i])
          .as("%s, %s", name, accounts[i])
          .isEqualTo(policy.compiled().ruleFor(AccountFacts.of(accounts[i])));
    }
  }
}
