package dev.mora.benchmarks;

import dev.mora.attribute.Attribute;
import dev.mora.attribute.AttributeType;
import dev.mora.attribute.Attributes;
import dev.mora.attribute.Comparison;
import dev.mora.attribute.Condition;
import dev.mora.attribute.Operand;
import dev.mora.attribute.Truth;
import dev.mora.segmentation.Rule;
import dev.mora.segmentation.SegmentationPolicy;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * Writes a policy as the if/else that a developer would have written over {@link Account}. Each
 * condition is asked either "is it true" or "is it false", so that three-valued truth needs no
 * third value: a negation swaps the question, and a test of a missing value answers no to both
 * unless the policy says otherwise.
 */
final class JavaSource {

  /** How an attribute is read, and whether it can miss. */
  private record Field(String read, boolean mayMiss) {}

  private static final Map<Attribute<?>, Field> FIELDS =
      Map.ofEntries(
          Map.entry(Attributes.COUNTED_DAYS, new Field("a.countedDays()", false)),
          Map.entry(Attributes.DAYS_TO_DUE, new Field("a.daysToDue()", false)),
          Map.entry(Attributes.OVERDUE_AMOUNT, new Field("a.overdue()", false)),
          Map.entry(Attributes.OUTSTANDING, new Field("a.outstanding()", false)),
          Map.entry(Attributes.OVERDUE_INSTALLMENTS, new Field("a.overdueInstallments()", false)),
          Map.entry(Attributes.INSTALLMENTS_PAID, new Field("a.installmentsPaid()", false)),
          Map.entry(Attributes.PAID_SHARE, new Field("a.paidShare()", false)),
          Map.entry(Attributes.WORST_DAYS_PAST_DUE_12M, new Field("a.worstDays()", true)),
          Map.entry(Attributes.TIMES_30_IN_12M, new Field("a.times30()", false)),
          Map.entry(Attributes.CREDIT_SCORE, new Field("a.creditScore()", true)),
          Map.entry(Attributes.PRODUCT, new Field("a.product()", false)),
          Map.entry(Attributes.REGION, new Field("a.region()", false)),
          Map.entry(Attributes.PROMISE_STATE, new Field("a.promiseState()", false)),
          Map.entry(Attributes.PROMISES_BROKEN_90D, new Field("a.promisesBroken()", false)),
          Map.entry(Attributes.AGE, new Field("a.age()", true)),
          Map.entry(Attributes.LOANS, new Field("a.loans()", false)),
          Map.entry(Attributes.ATTEMPTS_7D, new Field("a.attempts()", false)),
          Map.entry(Attributes.DAYS_SINCE_CONTACT, new Field("a.daysSinceContact()", true)),
          Map.entry(Attributes.REACHABLE, new Field("a.reachable()", false)),
          Map.entry(Attributes.READ_BUT_SILENT, new Field("a.silent()", false)),
          Map.entry(Attributes.FIRST_PAYMENT_DEFAULT, new Field("a.firstPaymentDefault()", false)));

  private static final Map<Attribute<?>, List<String>> CODES =
      Map.of(
          Attributes.PRODUCT, Names.PRODUCTS,
          Attributes.REGION, Names.REGIONS,
          Attributes.PROMISE_STATE, Names.PROMISES);

  private JavaSource() {}

  /** A class {@code dev.mora.benchmarks.Generated}. */
  static String of(SegmentationPolicy policy) {
    StringBuilder out = new StringBuilder();
    out.append("package dev.mora.benchmarks;\n\n")
        .append("public final class Generated implements HandWritten {\n\n")
        .append("  @Override\n  public void segment(Account[] accounts, int[] rules) {\n")
        .append("    for (int i = 0; i < accounts.length; i++) {\n")
        .append("      rules[i] = rule(accounts[i]);\n    }\n  }\n\n")
        .append("  private static int rule(Account a) {\n");
    int place = 0;
    for (Rule rule : policy.rules()) {
      out.append("    if (")
          .append(rule.when().map(when -> ask(when, true)).orElse("true"))
          .append(") {\n      return ")
          .append(place++)
          .append(";\n    }\n");
    }
    return out.append("    return ").append(place).append(";\n  }\n}\n").toString();
  }

  /** An expression that is true if the condition is as wanted, false otherwise and if unknown. */
  private static String ask(Condition condition, boolean wanted) {
    if (condition instanceof Condition.Not not) {
      return ask(not.condition(), !wanted);
    }
    if (condition instanceof Condition.All all) {
      return joined(all.conditions(), wanted, wanted ? " && " : " || ");
    }
    if (condition instanceof Condition.Any any) {
      return joined(any.conditions(), wanted, wanted ? " || " : " && ");
    }
    Condition.Test test = (Condition.Test) condition;
    Field field = Objects.requireNonNull(FIELDS.get(test.attribute()));
    String held = compare(field.read(), test);
    String answer = wanted ? held : "!" + held;
    String unknownAnswer = String.valueOf(test.onUnknown() == Truth.of(wanted));
    if (test.attribute().type() == AttributeType.MONEY) {
      return guarded("a.currency() == " + currency(test), answer, unknownAnswer);
    }
    return field.mayMiss()
        ? guarded(field.read() + " != Account.UNKNOWN", answer, unknownAnswer)
        : answer;
  }

  private static String joined(List<Condition> parts, boolean wanted, String operator) {
    return parts.stream()
        .map(part -> ask(part, wanted))
        .collect(Collectors.joining(operator, "(", ")"));
  }

  private static String guarded(String known, String answer, String unknownAnswer) {
    return unknownAnswer.equals("true")
        ? "(!(" + known + ") || " + answer + ")"
        : "(" + known + " && " + answer + ")";
  }

  private static String compare(String read, Condition.Test test) {
    Comparison comparison = test.comparison();
    List<Operand> operands = comparison.operands();
    if (comparison instanceof Comparison.Between between) {
      String from = between.from().map(v -> read + " >= " + number(v)).orElse("true");
      String to = between.to().map(v -> read + " <= " + number(v)).orElse("true");
      return "(" + from + " && " + to + ")";
    }
    String equal =
        operands.stream()
            .map(operand -> equal(read, test.attribute(), operand))
            .collect(Collectors.joining(" || ", "(", ")"));
    return switch (comparison.code()) {
      case "is", "in" -> equal;
      case "isNot", "notIn" -> "!" + equal;
      case "above" -> "(" + read + " > " + number(operands.get(0)) + ")";
      case "atLeast" -> "(" + read + " >= " + number(operands.get(0)) + ")";
      case "below" -> "(" + read + " < " + number(operands.get(0)) + ")";
      case "atMost" -> "(" + read + " <= " + number(operands.get(0)) + ")";
      default -> throw new IllegalArgumentException("not generated: " + comparison.code());
    };
  }

  private static String equal(String read, Attribute<?> attribute, Operand operand) {
    if (operand instanceof Operand.Flag flag) {
      return flag.value() ? read : "!" + read;
    }
    if (attribute.type() == AttributeType.SET) {
      return "(" + read + " & " + (1 << Names.CHANNELS.indexOf(operand.toString())) + ") != 0";
    }
    return read
        + " == "
        + (attribute.type() == AttributeType.TEXT
            ? Objects.requireNonNull(CODES.get(attribute)).indexOf(operand.toString())
            : number(operand));
  }

  private static String number(Operand operand) {
    if (operand instanceof Operand.Amount amount) {
      return amount.money().minorUnits() + "L";
    }
    BigDecimal value = ((Operand.Number) operand).value();
    return String.valueOf(value.intValueExact());
  }

  private static int currency(Condition.Test test) {
    Operand.Amount amount = (Operand.Amount) test.comparison().operands().get(0);
    return Names.CURRENCIES.indexOf(amount.money().currency().getCurrencyCode());
  }
}
