package dev.mora.segmentation;

import dev.mora.attribute.Attribute;
import dev.mora.attribute.AttributeType;
import dev.mora.attribute.Attributes;
import dev.mora.attribute.CaseFacts;
import dev.mora.attribute.Comparison;
import dev.mora.attribute.Condition;
import dev.mora.attribute.Operand;
import dev.mora.attribute.Truth;
import dev.mora.money.Money;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/** Policies and facts by chance, close enough together that limits are often hit. */
final class RandomCases {

  static final Attributes ATTRIBUTES =
      Attributes.standard()
          .custom("loan.branch", AttributeType.TEXT)
          .custom("loan.rate", AttributeType.PERCENT)
          .custom("borrower.vip", AttributeType.FLAG)
          .custom("borrower.tags", AttributeType.SET)
          .custom("loan.fee", AttributeType.MONEY)
          .custom("score.pay", AttributeType.NUMBER);

  /** Types that a policy has to declare, since it may read the column as text otherwise. */
  static final Map<String, AttributeType> DECLARED =
      Map.of(
          "loan.rate", AttributeType.PERCENT,
          "borrower.vip", AttributeType.FLAG,
          "borrower.tags", AttributeType.SET,
          "loan.fee", AttributeType.MONEY);

  private static final List<String> CURRENCIES = List.of("MXN", "USD", "CLP");

  private static final List<String> TEXTS = List.of("a", "b", "ç", "", "d\"e");

  private final Random random;
  private final List<String> texts;

  RandomCases(Random random) {
    this(random, TEXTS);
  }

  /** With other texts where any may come. */
  RandomCases(Random random, List<String> texts) {
    this.random = random;
    this.texts = texts;
  }

  SegmentationPolicy policy() {
    SegmentationPolicy.Builder policy =
        SegmentationPolicy.builder("random", Integer.toString(random.nextInt(1000)))
            .unit(pick(List.of(SegmentationPolicy.Unit.values())))
            .declare("loan.branch", AttributeType.TEXT)
            .declare("loan.rate", AttributeType.PERCENT);
    int rules = 1 + random.nextInt(6);
    for (int i = 0; i < rules; i++) {
      if (random.nextInt(20) == 0) {
        policy.rule("r" + i, "S" + i);
      } else {
        policy.rule("r" + i, "S" + i, condition(3));
      }
    }
    return policy.otherwise("REST").build();
  }

  Condition condition(int depth) {
    int kind = depth == 0 ? 0 : random.nextInt(6);
    return switch (kind) {
      case 3 -> new Condition.All(conditions(depth - 1));
      case 4 -> new Condition.Any(conditions(depth - 1));
      case 5 -> new Condition.Not(condition(depth - 1));
      default -> test();
    };
  }

  private List<Condition> conditions(int depth) {
    List<Condition> parts = new ArrayList<>();
    int size = 1 + random.nextInt(3);
    for (int i = 0; i < size; i++) {
      parts.add(condition(depth));
    }
    return parts;
  }

  private Condition test() {
    return test(pick(ATTRIBUTES.all()));
  }

  Condition.Test test(Attribute<?> attribute) {
    Comparison comparison = comparison(attribute);
    Truth onUnknown =
        comparison instanceof Comparison.Known || random.nextBoolean()
            ? Truth.UNKNOWN
            : pick(List.of(Truth.values()));
    return new Condition.Test(attribute, comparison, onUnknown);
  }

  private Comparison comparison(Attribute<?> attribute) {
    String currency = pick(CURRENCIES);
    Operand one = operand(attribute, currency);
    Set<Operand> some = new LinkedHashSet<>(List.of(one, operand(attribute, currency)));
    boolean flag = attribute.type() == AttributeType.FLAG;
    int kinds = attribute.type().isOrdered() ? 10 : flag ? 3 : 5;
    return switch (random.nextInt(kinds)) {
      case 0 -> new Comparison.Known(random.nextBoolean());
      case 1 -> new Comparison.Is(one);
      case 2 -> new Comparison.IsNot(one);
      case 3 -> new Comparison.In(List.copyOf(some));
      case 4 -> new Comparison.NotIn(List.copyOf(some));
      case 5 -> new Comparison.Above(one);
      case 6 -> new Comparison.AtLeast(one);
      case 7 -> new Comparison.Below(one);
      case 8 -> new Comparison.AtMost(one);
      default -> range(one, operand(attribute, currency));
    };
  }

  private Comparison range(Operand a, Operand b) {
    boolean rising = number(a).compareTo(number(b)) <= 0;
    Operand low = rising ? a : b;
    Operand high = rising ? b : a;
    int open = random.nextInt(4);
    return new Comparison.Between(
        open == 1 ? Optional.empty() : Optional.of(low),
        open == 2 ? Optional.empty() : Optional.of(high));
  }

  private static BigDecimal number(Operand operand) {
    return operand instanceof Operand.Amount amount
        ? amount.money().amount()
        : ((Operand.Number) operand).value();
  }

  private Operand operand(Attribute<?> attribute, String currency) {
    return switch (attribute.type()) {
      case TEXT, SET -> Operand.of(text(attribute));
      case FLAG -> Operand.of(random.nextBoolean());
      case DAYS, COUNT -> Operand.of(whole());
      case NUMBER, PERCENT -> Operand.of(decimal());
      case MONEY -> Operand.of(money(currency));
    };
  }

  private String text(Attribute<?> attribute) {
    return attribute.vocabulary().isEmpty() ? pick(texts) : pick(attribute.vocabulary());
  }

  private int whole() {
    return random.nextInt(7) - 1;
  }

  private BigDecimal decimal() {
    return BigDecimal.valueOf(random.nextInt(9) - 2, random.nextInt(3) * 3);
  }

  private Money money(String currency) {
    return Money.ofMinor(Money.currencyOf(currency), random.nextInt(5));
  }

  /** The same facts twice: as cases have them, and as plain objects by name. */
  CaseFacts facts(Map<String, Object> plain) {
    return facts(ATTRIBUTES, plain);
  }

  CaseFacts facts(Attributes registry, Map<String, Object> plain) {
    CaseFacts.Builder facts = CaseFacts.builder(registry);
    for (Attribute<?> attribute : registry.all()) {
      if (random.nextInt(3) > 0) {
        set(facts, attribute, plain);
      }
    }
    return facts.build();
  }

  private <T> void set(CaseFacts.Builder facts, Attribute<T> attribute, Map<String, Object> plain) {
    Object value =
        switch (attribute.type()) {
          case TEXT -> text(attribute);
          case SET -> random.nextBoolean() ? Set.of() : Set.of(text(attribute), "z");
          case FLAG -> random.nextBoolean();
          case DAYS, COUNT -> whole();
          case NUMBER, PERCENT -> decimal();
          case MONEY -> money(pick(CURRENCIES));
        };
    facts.setAny(attribute, value);
    plain.put(attribute.name(), value);
  }

  static Map<String, Object> plain() {
    return new HashMap<>();
  }

  <T> T pick(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }
}
