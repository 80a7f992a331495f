package dev.mora.benchmarks;

import dev.mora.attribute.Attribute;
import dev.mora.attribute.Attributes;
import dev.mora.attribute.Condition;
import dev.mora.attribute.Truth;
import dev.mora.money.Money;
import dev.mora.segmentation.SegmentationPolicy;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * Draws a policy that nobody has seen before: 12 to 40 rules, each with a window of days and one to
 * three more conditions, nested to depth two.
 */
final class RandomPolicy {

  private final SplittableRandom random;

  private RandomPolicy(long seed) {
    random = new SplittableRandom(seed);
  }

  static SegmentationPolicy draw(long seed) {
    return new RandomPolicy(seed).policy();
  }

  private SegmentationPolicy policy() {
    SegmentationPolicy.Builder policy =
        SegmentationPolicy.builder("generated", "1").otherwise("CURRENT");
    int rules = random.nextInt(12, 41);
    for (int i = 0; i < rules; i++) {
      policy.rule("rule-" + i, "SEGMENT_" + i, rule());
    }
    return policy.build();
  }

  private Condition rule() {
    List<Condition> parts = new ArrayList<>();
    if (random.nextInt(5) > 0) {
      int from = random.nextInt(0, 150);
      parts.add(Attributes.COUNTED_DAYS.between(from, from + random.nextInt(5, 90)));
    }
    int more = random.nextInt(1, 4);
    for (int i = 0; i < more; i++) {
      parts.add(part(2));
    }
    return new Condition.All(parts);
  }

  private Condition part(int depth) {
    int kind = depth == 0 ? 9 : random.nextInt(10);
    if (kind < 2) {
      return Condition.any(part(depth - 1), part(depth - 1));
    }
    if (kind == 2) {
      return Condition.not(Condition.all(part(depth - 1), part(depth - 1)));
    }
    return kind == 3 ? Condition.not(test()) : test();
  }

  private Condition test() {
    return switch (random.nextInt(12)) {
      case 0 -> limit(Attributes.OVERDUE_AMOUNT, mxn(200_00, 6_000_00));
      case 1 -> limit(Attributes.OUTSTANDING, mxn(1_000_00, 40_000_00));
      case 2 -> limit(Attributes.CREDIT_SCORE, BigDecimal.valueOf(random.nextInt(400, 750)));
      case 3 -> limit(Attributes.WORST_DAYS_PAST_DUE_12M, random.nextInt(5, 110));
      case 4 -> limit(Attributes.INSTALLMENTS_PAID, random.nextInt(1, 11));
      case 5 -> limit(Attributes.AGE, random.nextInt(22, 70));
      case 6 -> limit(Attributes.DAYS_SINCE_CONTACT, random.nextInt(1, 28));
      case 7 -> names(Attributes.REGION, Names.REGIONS);
      case 8 -> names(Attributes.PRODUCT, Names.PRODUCTS);
      case 9 -> names(Attributes.PROMISE_STATE, Names.PROMISES);
      case 10 -> Attributes.REACHABLE.holds(Names.CHANNELS.get(random.nextInt(4)));
      default ->
          random.nextBoolean()
              ? Attributes.READ_BUT_SILENT.is(random.nextBoolean())
              : limit(Attributes.TIMES_30_IN_12M, random.nextInt(1, 5));
    };
  }

  private <T> Condition limit(Attribute<T> attribute, T value) {
    Condition test =
        switch (random.nextInt(4)) {
          case 0 -> attribute.atLeast(value);
          case 1 -> attribute.atMost(value);
          case 2 -> attribute.above(value);
          default -> attribute.below(value);
        };
    return random.nextInt(4) > 0
        ? test
        : test.onUnknown(random.nextBoolean() ? Truth.TRUE : Truth.FALSE);
  }

  private Condition names(Attribute<String> attribute, List<String> all) {
    List<String> some = new ArrayList<>(all);
    for (int i = some.size() - 1; i > 0; i--) {
      Collections.swap(some, i, random.nextInt(i + 1));
    }
    List<String> chosen = some.subList(0, random.nextInt(1, 4));
    return random.nextInt(4) > 0
        ? attribute.in(Set.copyOf(chosen).stream().sorted().toList())
        : attribute.notIn(chosen);
  }

  private Money mxn(long from, long to) {
    return Money.ofMinor(Money.of("0", "MXN").currency(), random.nextLong(from, to));
  }
}
