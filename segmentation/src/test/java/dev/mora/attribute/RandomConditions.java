package dev.mora.attribute;

import dev.mora.money.Money;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Currency;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * Draws conditions of every kind, and facts at and around their limits and at the edges of longs.
 */
final class RandomConditions {

  static final Attribute<BigDecimal> SCORE = Attribute.number("score.churn");
  static final Attribute<Set<String>> TAGS = Attribute.set("loan.tags");
  static final Attributes REGISTRY = Attributes.standard().with(SCORE).with(TAGS);

  private static final List<String> NAMES = List.of("a", "b", "c", "d", "e", "f", "g");
  private static final List<Currency> CURRENCIES =
      List.of("MXN", "CLP", "USD").stream().map(Currency::getInstance).toList();
  private static final long[] EDGES = {
    Long.MIN_VALUE,
    Long.MIN_VALUE + 1,
    -(1L << 31),
    -(1L << 31) - 1,
    -(1L << 30) - 1,
    -(1L << 30),
    -(1L << 30) + 1,
    -(1L << 30) + 2,
    -1,
    0,
    1,
    2,
    5,
    99,
    100,
    101,
    (1L << 30) - 2,
    (1L << 30) - 1,
    1L << 30,
    (1L << 30) + 1,
    Integer.MAX_VALUE,
    1L << 31,
    (1L << 31) + 1,
    Long.MAX_VALUE - 1,
    Long.MAX_VALUE
  };
  private static final List<Attribute<Money>> AMOUNTS =
      List.of(Attributes.OVERDUE_AMOUNT, Attributes.BORROWER_OVERDUE_AMOUNT);
  private static final List<Attribute<Integer>> WHOLES =
      List.of(Attributes.COUNTED_DAYS, Attributes.AGE, Attributes.LOANS);
  private static final List<Attribute<BigDecimal>> DECIMALS = List.of(Attributes.PAID_SHARE, SCORE);
  private static final List<Attribute<String>> TEXTS =
      List.of(Attributes.REGION, Attributes.PRODUCT);
  private static final List<Attribute<Set<String>>> SETS = List.of(TAGS, Attributes.REACHABLE);

  final SplittableRandom random;

  /** Whether this time values stay small, so that columns share their arrays. */
  private final boolean tame;

  /** Of ten values, how many are missing, by attribute and the same for all cases. */
  private final int missing;

  RandomConditions(long seed) {
    random = new SplittableRandom(seed);
    tame = random.nextBoolean();
    missing = random.nextInt(0, 5);
  }

  List<Optional<Condition>> conditions(int count) {
    List<Optional<Condition>> result = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      boolean always = random.nextInt(60) == 0;
      result.add(always ? Optional.empty() : Optional.of(condition(random.nextInt(4))));
    }
    return result;
  }

  Condition condition(int depth) {
    int kind = depth == 0 ? 9 : random.nextInt(10);
    if (kind < 3) {
      return new Condition.All(parts(depth));
    }
    if (kind < 6) {
      return new Condition.Any(parts(depth));
    }
    return kind == 6 ? new Condition.Not(condition(depth - 1)) : test();
  }

  private List<Condition> parts(int depth) {
    int count = random.nextInt(12) == 0 ? random.nextInt(20, 45) : random.nextInt(1, 5);
    List<Condition> parts = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      parts.add(condition(depth - 1));
    }
    return parts;
  }

  private Condition test() {
    Condition test =
        switch (random.nextInt(6)) {
          case 0 -> money();
          case 1 -> ordered(one(WHOLES), whole(), whole());
          case 2 -> ordered(one(DECIMALS), decimal(), decimal());
          case 3 -> names(one(TEXTS), one(NAMES), List.of(one(NAMES)));
          case 4 -> random.nextInt(3) == 0 ? one(SETS).isKnown() : one(SETS).holds(one(NAMES));
          default -> flags();
        };
    boolean fixed = ((Condition.Test) test).comparison() instanceof Comparison.Known;
    return fixed ? test : test.onUnknown(one(List.of(Truth.values())));
  }

  private Condition money() {
    Currency currency = one(CURRENCIES);
    return ordered(one(AMOUNTS), Money.ofMinor(currency, lane()), Money.ofMinor(currency, lane()));
  }

  private Condition flags() {
    return random.nextInt(4) == 0
        ? Attributes.READ_BUT_SILENT.isUnknown()
        : Attributes.READ_BUT_SILENT.is(random.nextBoolean());
  }

  private Condition names(Attribute<String> attribute, String name, List<String> more) {
    Set<String> some = new LinkedHashSet<>(more);
    while (random.nextBoolean()) {
      some.add(one(NAMES));
    }
    return switch (random.nextInt(5)) {
      case 0 -> attribute.is(name);
      case 1 -> attribute.isNot(name);
      case 2 -> attribute.in(some);
      case 3 -> attribute.notIn(some);
      default -> attribute.isKnown();
    };
  }

  private <T extends Comparable<T>> Condition ordered(Attribute<T> attribute, T a, T b) {
    T low = a.compareTo(b) <= 0 ? a : b;
    T high = low == a ? b : a;
    return switch (random.nextInt(12)) {
      case 0 -> attribute.is(a);
      case 1 -> attribute.isNot(a);
      case 2 -> attribute.in(a.equals(b) ? List.of(a) : List.of(a, b));
      case 3 -> attribute.notIn(a.equals(b) ? List.of(a) : List.of(a, b));
      case 4 -> attribute.above(a);
      case 5 -> attribute.below(a);
      case 6 -> attribute.atLeast(a);
      case 7 -> attribute.atMost(a);
      case 8 -> attribute.from(a);
      case 9 -> attribute.upTo(a);
      case 10 -> random.nextBoolean() ? attribute.isKnown() : attribute.isUnknown();
      default -> attribute.between(low, high);
    };
  }

  CaseFacts facts() {
    CaseFacts.Builder facts = CaseFacts.builder(REGISTRY);
    for (Attribute<Money> attribute : AMOUNTS) {
      if (known()) {
        Money amount = Money.ofMinor(one(CURRENCIES), lane());
        Money more = Money.ofMinor(one(CURRENCIES), lane());
        facts.amounts(
            attribute,
            random.nextInt(5) == 0 && !amount.currency().equals(more.currency())
                ? List.of(amount, more)
                : List.of(amount));
      }
    }
    WHOLES.forEach(attribute -> set(facts, attribute, whole()));
    DECIMALS.forEach(attribute -> set(facts, attribute, decimal()));
    TEXTS.forEach(attribute -> set(facts, attribute, one(NAMES)));
    SETS.forEach(attribute -> set(facts, attribute, some()));
    set(facts, Attributes.READ_BUT_SILENT, random.nextBoolean());
    return facts.build();
  }

  private <T> void set(CaseFacts.Builder facts, Attribute<T> attribute, T value) {
    if (known()) {
      facts.set(attribute, value);
    }
  }

  private boolean known() {
    return random.nextInt(10) >= missing;
  }

  private Set<String> some() {
    Set<String> result = new LinkedHashSet<>();
    for (String name : NAMES) {
      if (random.nextInt(3) == 0) {
        result.add(name);
      }
    }
    return result;
  }

  private long lane() {
    return tame ? random.nextLong(-20, 400) * 50 : EDGES[random.nextInt(EDGES.length)];
  }

  private int whole() {
    long edge = EDGES[random.nextInt(EDGES.length)];
    boolean fits = Math.abs(edge) <= Integer.MAX_VALUE && edge != Long.MIN_VALUE;
    return tame || !fits ? random.nextInt(-5, 130) : (int) edge;
  }

  private BigDecimal decimal() {
    return tame
        ? BigDecimal.valueOf(random.nextInt(0, 900))
        : BigDecimal.valueOf(EDGES[random.nextInt(EDGES.length)], Lane.DECIMALS);
  }

  private <T> T one(List<T> all) {
    return all.get(random.nextInt(all.size()));
  }
}
