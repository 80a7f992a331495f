package dev.mora.segmentation;

import dev.mora.attribute.Attribute;
import dev.mora.attribute.AttributeType;
import dev.mora.attribute.Attributes;
import dev.mora.attribute.CaseFacts;
import dev.mora.attribute.Condition;
import dev.mora.party.BorrowerId;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Policies with tables, nested policies, experiments, percentiles and holds, by chance. */
final class RandomForms {

  private static final Attributes GIVEN =
      RandomCases.ATTRIBUTES
          .with(Attributes.OUTSTANDING.percentile())
          .with(Attributes.COUNTED_DAYS.percentile());

  private final Random random;
  private final RandomCases cases;

  /** What the rules that are made next may read. */
  private List<Attribute<?>> readable = GIVEN.all();

  RandomForms(Random random) {
    this.random = random;
    cases = new RandomCases(random);
  }

  SegmentationPolicy policy() {
    SegmentationPolicy.Builder policy = SegmentationPolicy.builder("forms", "1");
    RandomCases.DECLARED.forEach(policy::declare);
    readable = new ArrayList<>(GIVEN.all());
    readable.remove(Attributes.DEBTOR_TYPE);
    Attributes more = GIVEN;
    for (int i = random.nextInt(3); i > 0; i--) {
      Experiment experiment = experiment("e" + i);
      policy.experiment(experiment);
      more = more.oneOf("experiment.e" + i, experiment.armNames());
      favour(more.find("experiment.e" + i).orElseThrow());
    }
    List<String> names = new ArrayList<>();
    List<SegmentationPolicy.Builder> nested = new ArrayList<>();
    int count = random.nextInt(4);
    for (int i = 0; i < count; i++) {
      String name = i == 2 ? "debtorType" : "p" + i;
      SegmentationPolicy.Builder each = rules(SegmentationPolicy.builder(name, "1"), name);
      names.add(name);
      nested.add(each);
      more = more.oneOf("policy." + name, PolicyAssembly.segments(each));
      favour(more.find("policy." + name).orElseThrow());
    }
    List<Integer> order = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      order.add(i);
    }
    Collections.shuffle(order, random);
    favour(Attributes.DEBTOR_TYPE);
    order.forEach(i -> policy.policy(names.get(i), nested.get(i)));
    rules(policy, "s");
    if (random.nextInt(3) == 0) {
      Hold hold = Hold.days(1 + random.nextInt(5)).and(Hold.runs(2 + random.nextInt(2)));
      policy.hold("REST", random.nextBoolean() ? hold : hold.unless(cases.condition(1)));
    }
    return policy.build();
  }

  private void favour(Attribute<?> attribute) {
    for (int i = 0; i < 12; i++) {
      readable.add(attribute);
    }
  }

  private Experiment experiment(String name) {
    int share = random.nextInt(10_001);
    return Experiment.of(
        name,
        Experiment.Arm.of("a", hundredths(share)),
        Experiment.Arm.of("b", hundredths(10_000 - share)));
  }

  private static String hundredths(int share) {
    return BigDecimal.valueOf(share, 2).toPlainString();
  }

  private SegmentationPolicy.Builder rules(SegmentationPolicy.Builder policy, String prefix) {
    int lines = 1 + random.nextInt(5);
    if (random.nextBoolean()) {
      return policy.table(table(lines, prefix)).otherwise("REST");
    }
    for (int i = 0; i < lines; i++) {
      policy.rule("r" + i, segment(prefix), condition(2));
    }
    return policy.otherwise("REST");
  }

  private String segment(String prefix) {
    return prefix + random.nextInt(3);
  }

  private Condition condition(int depth) {
    return switch (depth == 0 ? 0 : random.nextInt(5)) {
      case 3 -> Condition.all(condition(depth - 1), condition(depth - 1));
      case 4 -> Condition.any(condition(depth - 1), Condition.not(condition(depth - 1)));
      default -> cases.test(cases.pick(readable));
    };
  }

  private DecisionTable table(int rows, String prefix) {
    DecisionTable.Hit hit = cases.pick(List.of(DecisionTable.Hit.values()));
    DecisionTable.Builder table = DecisionTable.builder(hit);
    List<Attribute<?>> columns = new ArrayList<>();
    int count = 1 + random.nextInt(4);
    for (int i = 0; i < count; i++) {
      Attribute<?> attribute = cases.pick(readable);
      if (!columns.contains(attribute)) {
        columns.add(attribute);
        if (attribute.type() == AttributeType.MONEY) {
          table.column(attribute, "MXN");
        } else {
          table.column(attribute);
        }
      }
    }
    for (int r = 0; r < rows; r++) {
      List<Condition> cells = new ArrayList<>();
      for (Attribute<?> attribute : columns) {
        if (random.nextInt(3) > 0) {
          Condition.Test cell = cases.test(attribute);
          String currency = Limits.currency(cell.comparison());
          if (currency.isEmpty() || currency.equals("MXN")) {
            cells.add(cell);
          }
        }
      }
      table.row("r" + r, segment(prefix), cells.toArray(Condition[]::new));
    }
    return hit == DecisionTable.Hit.PRIORITY
        ? table.priority(prefix + 2, prefix + 0, prefix + 1).build()
        : table.build();
  }

  CaseFacts facts(Map<String, Object> plain) {
    CaseFacts facts = cases.facts(GIVEN, plain);
    if (random.nextInt(10) == 0) {
      return facts;
    }
    String borrower = "B-" + random.nextInt(100_000);
    plain.put(NaivePolicy.BORROWER, borrower);
    return facts.toBuilder().borrower(BorrowerId.of(borrower)).build();
  }
}
