package dev.mora.segmentation;

import dev.mora.attribute.Attributes;
import dev.mora.attribute.Condition;
import dev.mora.money.Money;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/** Policies as large as desks write them. */
final class BigPolicies {

  private BigPolicies() {}

  /** Five stages, three balances, two risks, two products: 60 rules and one segment for each. */
  static SegmentationPolicy grid() {
    int[][] stages = {{1, 15}, {16, 30}, {31, 60}, {61, 90}, {91, 100_000}};
    String[] limits = {"500.00", "5000.00"};
    SegmentationPolicy.Builder policy = SegmentationPolicy.builder("grid", "1");
    for (int stage = 0; stage < stages.length; stage++) {
      for (int balance = 0; balance < 3; balance++) {
        for (int risk = 0; risk < 2; risk++) {
          for (String product : List.of("individual", "grupal")) {
            List<Condition> parts = new ArrayList<>();
            parts.add(Attributes.COUNTED_DAYS.between(stages[stage][0], stages[stage][1]));
            if (balance > 0) {
              parts.add(Attributes.OUTSTANDING.atLeast(Money.of(limits[balance - 1], "MXN")));
            }
            if (balance < 2) {
              parts.add(Attributes.OUTSTANDING.below(Money.of(limits[balance], "MXN")));
            }
            BigDecimal score = BigDecimal.valueOf(560);
            parts.add(
                risk == 0
                    ? Attributes.CREDIT_SCORE.atLeast(score)
                    : Attributes.CREDIT_SCORE.below(score));
            parts.add(Attributes.PRODUCT.is(product));
            String id = "s" + stage + "-b" + balance + "-r" + risk + "-" + product;
            policy.rule(id, id.toUpperCase(Locale.ROOT), new Condition.All(parts));
          }
        }
      }
    }
    return policy.otherwise("REST").build();
  }

  /** Sixty rules by chance that overlap without any order. */
  static SegmentationPolicy tangle(Random random) {
    SegmentationPolicy.Builder policy = SegmentationPolicy.builder("tangle", "1");
    for (int i = 0; i < 60; i++) {
      List<Condition> parts = new ArrayList<>();
      int from = random.nextInt(180);
      parts.add(Attributes.COUNTED_DAYS.between(from, from + random.nextInt(60)));
      if (random.nextBoolean()) {
        parts.add(
            Attributes.OUTSTANDING.atLeast(Money.of(random.nextInt(40) * 250L + ".00", "MXN")));
      }
      if (random.nextBoolean()) {
        parts.add(
            Condition.any(
                Attributes.CREDIT_SCORE.below(BigDecimal.valueOf(500 + 10 * random.nextInt(20))),
                Attributes.PROMISES_BROKEN_90D.atLeast(1 + random.nextInt(3))));
      }
      if (random.nextBoolean()) {
        parts.add(
            Condition.not(Attributes.PROMISE_STATE.is(random.nextBoolean() ? "OPEN" : "KEPT")));
      }
      if (random.nextInt(3) == 0) {
        parts.add(Attributes.REGION.in(List.of("R" + random.nextInt(8), "R8")));
      }
      if (random.nextInt(4) == 0) {
        parts.add(Attributes.ATTEMPTS_7D.below(1 + random.nextInt(4)));
      }
      policy.rule("r" + i, "S" + random.nextInt(12), new Condition.All(parts));
    }
    return policy.otherwise("REST").build();
  }
}
