package dev.mora.segmentation;

import dev.mora.attribute.Attribute;
import dev.mora.attribute.AttributeType;
import dev.mora.attribute.Comparison;
import dev.mora.attribute.Condition;
import dev.mora.attribute.Operand;
import dev.mora.attribute.Truth;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Conditions as SQL. NULL is unknown, and AND, OR, NOT and comparisons of SQL then follow Kleene by
 * themselves; an amount of another currency becomes NULL before it is compared.
 */
final class SqlConditions {

  static final String CURRENCY = ".currency";

  private final SqlDialect dialect;

  /** The expression that stands for an attribute. */
  private final Function<Attribute<?>, String> column;

  SqlConditions(SqlDialect dialect, Function<Attribute<?>, String> column) {
    this.dialect = dialect;
    this.column = column;
  }

  String of(Condition condition) {
    if (condition instanceof Condition.Test test) {
      return test(test);
    }
    if (condition instanceof Condition.Not not) {
      return "(NOT " + of(not.condition()) + ")";
    }
    if (condition instanceof Condition.All all) {
      return joined(all.conditions(), " AND ");
    }
    if (condition instanceof Condition.Any any) {
      return joined(any.conditions(), " OR ");
    }
    throw new IllegalArgumentException("not a condition: " + condition);
  }

  private String joined(List<Condition> parts, String word) {
    return parts.stream().map(this::of).collect(Collectors.joining(word, "(", ")"));
  }

  private String test(Condition.Test test) {
    String value = column.apply(test.attribute());
    if (test.comparison() instanceof Comparison.Known known) {
      return "(" + value + (known.expected() ? " IS NOT NULL)" : " IS NULL)");
    }
    String answer =
        test.attribute().type() == AttributeType.SET
            ? membership(value, test.comparison())
            : comparison(value(test, value), test.comparison());
    return test.onUnknown() == Truth.UNKNOWN
        ? "(" + answer + ")"
        : "COALESCE(" + answer + ", " + test.onUnknown() + ")";
  }

  private String value(Condition.Test test, String value) {
    return switch (test.attribute().type()) {
      case TEXT -> dialect.comparable(value);
      case MONEY ->
          "CASE WHEN "
              + dialect.comparable(dialect.quotedName(test.attribute().name() + CURRENCY))
              + " = "
              + dialect.quotedText(Limits.currency(test.comparison()))
              + " THEN "
              + value
              + " END";
      default -> value;
    };
  }

  private String comparison(String value, Comparison comparison) {
    List<String> operands = comparison.operands().stream().map(this::literal).toList();
    String first = operands.get(0);
    if (comparison instanceof Comparison.In || comparison instanceof Comparison.NotIn) {
      return value
          + (comparison instanceof Comparison.In ? " IN (" : " NOT IN (")
          + String.join(", ", operands)
          + ")";
    }
    if (operands.size() == 2) {
      return value + " BETWEEN " + first + " AND " + operands.get(1);
    }
    return value + operator(comparison) + first;
  }

  private static String operator(Comparison comparison) {
    return switch (comparison.code()) {
      case "is" -> " = ";
      case "isNot" -> " <> ";
      case "above" -> " > ";
      case "below" -> " < ";
      case "from", "atLeast" -> " >= ";
      case "to", "atMost" -> " <= ";
      default -> throw new IllegalArgumentException("no operator for " + comparison.code());
    };
  }

  private String membership(String set, Comparison comparison) {
    boolean none = comparison instanceof Comparison.IsNot || comparison instanceof Comparison.NotIn;
    String any =
        comparison.operands().stream()
            .map(name -> dialect.contains(set, checked(name.toString())))
            .collect(Collectors.joining(" OR "));
    return none ? "NOT (" + any + ")" : any;
  }

  private String checked(String name) {
    dialect.quotedText(name);
    return name;
  }

  private String literal(Operand operand) {
    if (operand instanceof Operand.Amount amount) {
      return Long.toString(amount.money().minorUnits());
    }
    if (operand instanceof Operand.Flag flag) {
      return flag.value() ? "TRUE" : "FALSE";
    }
    return operand instanceof Operand.Number number
        ? number.value().toPlainString()
        : dialect.quotedText(operand.toString());
  }
}
