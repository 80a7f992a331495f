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
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/**
 * Policies by chance over so few attributes and constants that every case that they can tell apart
 * can be written down. Knows nothing of how the check cuts values into pieces.
 */
final class SmallWorld {

  static final int LIMITS = 4;
  private static final String OTHER = "CHF";

  private final Random random;
  private final List<Attribute<?>> attributes = new ArrayList<>();
  private final SegmentationPolicy policy;

  private SmallWorld(Random random, int width) {
    this.random = random;
    List<Attribute<?>> pool =
        new ArrayList<>(
            List.of(
                Attributes.COUNTED_DAYS,
                Attributes.DAYS_TO_DUE,
                Attributes.CREDIT_SCORE,
                Attributes.PAID_SHARE,
                Attributes.REGION,
                Attributes.PROMISE_STATE,
                Attributes.READ_BUT_SILENT,
                Attributes.REACHABLE,
                Attributes.OVERDUE_AMOUNT,
                Attributes.OUTSTANDING,
                Attributes.CURRENCY,
                Attributes.INCOME,
                Attributes.BORROWER_OVERDUE_AMOUNT));
    for (int i = 0; i < width; i++) {
      attributes.add(pool.remove(random.nextInt(pool.size())));
    }
    policy = draw();
  }

  static SmallWorld of(Random random) {
    return new SmallWorld(random, 1 + random.nextInt(3));
  }

  static SmallWorld of(Random random, int width) {
    return new SmallWorld(random, width);
  }

  SegmentationPolicy policy() {
    return policy;
  }

  List<Attribute<?>> attributes() {
    return attributes;
  }

  private SegmentationPolicy draw() {
    boolean table = random.nextInt(4) == 0;
    SegmentationPolicy.Builder out =
        SegmentationPolicy.builder("small", "1")
            .unit(pick(List.of(SegmentationPolicy.Unit.values())));
    boolean nested = !table && random.nextInt(5) == 0;
    if (nested) {
      SegmentationPolicy.Builder inner = SegmentationPolicy.builder("inner", "1");
      for (int i = 0; i < 2; i++) {
        inner.rule("n" + i, "N" + i, condition(1));
      }
      out.policy("inner", inner.otherwise("N2"));
    }
    int rules = 1 + random.nextInt(5);
    if (table) {
      DecisionTable.Builder rows =
          DecisionTable.builder(pick(List.of(DecisionTable.Hit.FIRST, DecisionTable.Hit.UNIQUE)));
      Set<Attribute<?>> columns = new LinkedHashSet<>(attributes);
      columns.forEach(
          one -> {
            if (one.type() == AttributeType.MONEY) {
              rows.column(one, "MXN");
            } else {
              rows.column(one);
            }
          });
      for (int i = 0; i < rules; i++) {
        List<Condition> cells = new ArrayList<>();
        for (Attribute<?> one : columns) {
          if (random.nextInt(3) > 0) {
            cells.add(test(one, "MXN"));
          }
        }
        rows.row("r" + i, "S" + random.nextInt(3), cells.toArray(Condition[]::new));
      }
      return out.table(rows.build()).otherwise("REST").build();
    }
    for (int i = 0; i < rules; i++) {
      String segment = "S" + random.nextInt(3);
      if (random.nextInt(15) == 0) {
        out.rule("r" + i, segment);
      } else if (nested && random.nextBoolean()) {
        Condition inner = Attribute.text("policy.inner").is("N" + random.nextInt(3));
        out.rule(
            "r" + i,
            segment,
            random.nextBoolean() ? inner : Condition.all(condition(1), Condition.not(inner)));
      } else {
        out.rule("r" + i, segment, condition(2));
      }
    }
    return out.otherwise("REST").build();
  }

  private Condition condition(int depth) {
    return switch (depth == 0 ? 0 : random.nextInt(7)) {
      case 4 -> new Condition.All(some(depth - 1));
      case 5 -> new Condition.Any(some(depth - 1));
      case 6 -> new Condition.Not(condition(depth - 1));
      default -> test(pick(attributes), pick(List.of("MXN", "USD")));
    };
  }

  private List<Condition> some(int depth) {
    List<Condition> parts = new ArrayList<>();
    for (int i = random.nextInt(3); i >= 0; i--) {
      parts.add(condition(depth));
    }
    return parts;
  }

  private Condition test(Attribute<?> attribute, String currency) {
    Comparison comparison = comparison(attribute, currency);
    boolean plain = comparison instanceof Comparison.Known || random.nextInt(3) > 0;
    return new Condition.Test(
        attribute, comparison, plain ? Truth.UNKNOWN : pick(List.of(Truth.values())));
  }

  private Comparison comparison(Attribute<?> attribute, String currency) {
    Operand one = operand(attribute, currency);
    Operand two = operand(attribute, currency);
    List<Operand> both = one.equals(two) ? List.of(one) : List.of(one, two);
    int kinds = attribute.type().isOrdered() ? 10 : attribute.type() == AttributeType.FLAG ? 3 : 5;
    return switch (random.nextInt(kinds)) {
      case 0 -> random.nextBoolean() ? new Comparison.Known(true) : new Comparison.Is(one);
      case 1 -> new Comparison.Is(one);
      case 2 -> new Comparison.IsNot(one);
      case 3 -> new Comparison.In(both);
      case 4 -> new Comparison.NotIn(both);
      case 5 -> new Comparison.Above(one);
      case 6 -> new Comparison.AtLeast(one);
      case 7 -> new Comparison.Below(one);
      case 8 -> new Comparison.AtMost(one);
      default -> new Comparison.Between(Optional.of(one), Optional.empty());
    };
  }

  private Operand operand(Attribute<?> attribute, String currency) {
    int limit = random.nextInt(LIMITS);
    return switch (attribute.type()) {
      case TEXT -> Operand.of(pick(texts(attribute)));
      case SET -> Operand.of(pick(List.of("sms", "email")));
      case FLAG -> Operand.of(random.nextBoolean());
      case DAYS, COUNT -> Operand.of(limit);
      case NUMBER, PERCENT -> Operand.of(BigDecimal.valueOf(limit, 1));
      case MONEY -> Operand.of(Money.ofMinor(Money.currencyOf(currency), limit));
    };
  }

  private static List<String> texts(Attribute<?> attribute) {
    if (!attribute.vocabulary().isEmpty()) {
      return attribute.vocabulary();
    }
    return attribute.equals(Attributes.CURRENCY) ? List.of("MXN", "USD") : List.of("a", "b");
  }

  private <T> T pick(List<T> from) {
    return from.get(random.nextInt(from.size()));
  }

  /** Every case there can be, as values by attribute; what is not in the map is unknown. */
  List<Map<Attribute<?>, Object>> cases() {
    boolean loans = policy.unit() == SegmentationPolicy.Unit.LOAN;
    List<Map<Attribute<?>, Object>> all = new ArrayList<>();
    for (String currency : loans ? List.of("MXN", "USD", OTHER) : List.of("")) {
      List<Map<Attribute<?>, Object>> some = new ArrayList<>(List.of(new LinkedHashMap<>()));
      for (Attribute<?> attribute : attributes) {
        List<Map<Attribute<?>, Object>> more = new ArrayList<>();
        for (Map<Attribute<?>, Object> each : some) {
          more.add(each);
          for (Object value : values(attribute, currency)) {
            Map<Attribute<?>, Object> one = new LinkedHashMap<>(each);
            one.put(attribute, value);
            more.add(one);
          }
        }
        some = more;
      }
      all.addAll(some);
    }
    return all;
  }

  CaseFacts facts(Map<Attribute<?>, Object> values) {
    return ExampleCase.facts(policy.attributes(), values);
  }

  /**
   * Every value that matters.
   *
   * @param currency of the loan's own amounts; empty where each may have its own
   */
  List<Object> values(Attribute<?> attribute, String currency) {
    List<Object> values = new ArrayList<>();
    boolean bound = !currency.isEmpty();
    switch (attribute.type()) {
      case FLAG -> values.addAll(List.of(true, false));
      case SET -> {
        values.add(Set.of());
        values.add(Set.of("sms"));
        values.add(Set.of("email"));
        values.add(Set.of("sms", "email"));
      }
      case TEXT -> {
        if (attribute.equals(Attributes.CURRENCY)) {
          values.addAll(bound ? List.of(currency) : List.of("MXN", "USD", OTHER));
        } else {
          values.addAll(texts(attribute));
          if (attribute.vocabulary().isEmpty()) {
            values.add("zzz");
          }
        }
      }
      case DAYS, COUNT -> {
        for (int i = attribute.equals(Attributes.DAYS_TO_DUE) ? -1 : 0; i <= LIMITS; i++) {
          values.add(i);
        }
      }
      case NUMBER, PERCENT -> {
        for (int i = 0; i < LIMITS; i++) {
          for (int bit = i == 0 && attribute.equals(Attributes.PAID_SHARE) ? 0 : -1;
              bit < 2;
              bit++) {
            values.add(BigDecimal.valueOf(i * 100_000L + bit, 6));
          }
        }
      }
      case MONEY -> {
        boolean own =
            attribute.equals(Attributes.OVERDUE_AMOUNT) || attribute.equals(Attributes.OUTSTANDING);
        if (bound && own) {
          amounts(attribute, currency, values);
        } else {
          purses(attribute, values);
        }
      }
    }
    return values;
  }

  private static void amounts(Attribute<?> attribute, String currency, List<Object> values) {
    for (int i = attribute.equals(Attributes.INCOME) ? -1 : 0; i <= LIMITS; i++) {
      values.add(Money.ofMinor(Money.currencyOf(currency), i));
    }
  }

  private static void purses(Attribute<?> attribute, List<Object> values) {
    List<Object> mxn = new ArrayList<>();
    List<Object> usd = new ArrayList<>();
    amounts(attribute, "MXN", mxn);
    amounts(attribute, "USD", usd);
    values.add(Money.ofMinor(Money.currencyOf(OTHER), 1));
    values.addAll(mxn);
    values.addAll(usd);
    for (Object one : mxn) {
      for (Object other : usd) {
        values.add(List.of((Money) one, (Money) other));
      }
    }
  }
}
