package dev.mora.attribute;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Turns conditions into questions to the columns of a layout. */
final class Asking {

  private final Layout layout;

  Asking(Layout layout) {
    this.layout = layout;
  }

  /** Whether each condition is {@code TRUE}; one that is empty always is. */
  List<Ask> whether(List<Optional<Condition>> conditions) {
    return conditions.stream().map(one -> one.map(this::whether).orElse(Ask.YES)).toList();
  }

  private Ask whether(Condition condition) {
    return ask(condition, true);
  }

  private Ask ask(Condition condition, boolean wanted) {
    if (condition instanceof Condition.Not not) {
      return ask(not.condition(), !wanted);
    }
    if (condition instanceof Condition.All all) {
      return wanted
          ? Ask.all(parts(all.conditions(), true))
          : Ask.any(parts(all.conditions(), false));
    }
    if (condition instanceof Condition.Any any) {
      return wanted
          ? Ask.any(parts(any.conditions(), true))
          : Ask.all(parts(any.conditions(), false));
    }
    if (condition instanceof Condition.Test test) {
      layout.check(test.attribute());
      return test.comparison() instanceof Comparison.Known known
          ? known(test.attribute(), known.expected() == wanted)
          : test(test, wanted);
    }
    throw new IllegalArgumentException("not a condition: " + condition);
  }

  private List<Ask> parts(List<Condition> conditions, boolean wanted) {
    return conditions.stream().map(part -> ask(part, wanted)).toList();
  }

  /** An amount is known if it is in one of its currencies. */
  private Ask known(Attribute<?> attribute, boolean expected) {
    List<Ask> parts =
        layout.currencies(attribute).stream()
            .map(
                currency ->
                    Ask.one(
                        layout.column(attribute, currency),
                        expected ? Spans.ALL : Spans.NONE,
                        !expected))
            .toList();
    return expected ? Ask.any(parts) : Ask.all(parts);
  }

  private Ask test(Condition.Test test, boolean wanted) {
    boolean missing = test.onUnknown() == Truth.of(wanted);
    int column = layout.column(test.attribute(), currency(test.comparison()));
    if (column < 0) {
      return missing ? Ask.YES : Ask.NO;
    }
    Spans held = values(test, layout.words(column));
    return Ask.one(column, wanted ? held : held.not(), missing);
  }

  private static String currency(Comparison comparison) {
    return comparison.operands().get(0) instanceof Operand.Amount amount
        ? amount.money().currency().getCurrencyCode()
        : Layout.NO_CURRENCY;
  }

  private static Spans values(Condition.Test test, @Nullable List<Object> words) {
    Comparison comparison = test.comparison();
    AttributeType type = test.attribute().type();
    boolean inverse =
        comparison instanceof Comparison.IsNot || comparison instanceof Comparison.NotIn;
    if (inverse || comparison instanceof Comparison.Is || comparison instanceof Comparison.In) {
      Spans equal =
          words != null
              ? words(words, comparison.operands())
              : Spans.of(
                  comparison.operands().stream()
                      .mapToLong(operand -> Lane.of(type, operand))
                      .toArray());
      return inverse ? equal.not() : equal;
    }
    if (comparison instanceof Comparison.Between between) {
      return Spans.between(
          between.from().map(from -> Lane.of(type, from)).orElse(Long.MIN_VALUE),
          between.to().map(to -> Lane.of(type, to)).orElse(Long.MAX_VALUE));
    }
    long limit = Lane.of(type, comparison.operands().get(0));
    if (comparison instanceof Comparison.AtLeast) {
      return Spans.between(limit, Long.MAX_VALUE);
    }
    if (comparison instanceof Comparison.AtMost) {
      return Spans.between(Long.MIN_VALUE, limit);
    }
    return comparison instanceof Comparison.Above
        ? Spans.between(Long.MIN_VALUE, limit).not()
        : Spans.between(limit, Long.MAX_VALUE).not();
  }

  private static Spans words(List<Object> words, List<Operand> operands) {
    List<String> names = operands.stream().map(Operand::toString).toList();
    Predicate<Object> held =
        word ->
            word instanceof Form.Names set
                ? names.stream().anyMatch(set.all()::contains)
                : word instanceof String text && names.contains(text);
    return Spans.of(
        IntStream.range(0, words.size())
            .filter(code -> held.test(words.get(code)))
            .asLongStream()
            .toArray());
  }
}
