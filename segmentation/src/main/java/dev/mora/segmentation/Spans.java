package dev.mora.segmentation;

import dev.mora.attribute.AttributeType;
import dev.mora.attribute.Comparison;
import dev.mora.attribute.Operand;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/**
 * The ordered values that a comparison asks for, as closed ranges of longs: days and counts as they
 * are, amounts in minor units, numbers and percentages in millionths.
 */
record Spans(List<Span> list, boolean inside) {

  private static final int DECIMALS = 6;

  record Span(long low, long high) {

    boolean has(long value) {
      return low <= value && value <= high;
    }
  }

  /** Not for {@link Comparison.Known}. */
  static Spans of(Comparison comparison, AttributeType type) {
    if (comparison instanceof Comparison.Between between) {
      return of(
          between.from().map(from -> value(from, type)).orElse(Long.MIN_VALUE),
          between.to().map(to -> value(to, type)).orElse(Long.MAX_VALUE));
    }
    long first = value(comparison.operands().get(0), type);
    if (comparison instanceof Comparison.AtLeast) {
      return of(first, Long.MAX_VALUE);
    }
    if (comparison instanceof Comparison.AtMost) {
      return of(Long.MIN_VALUE, first);
    }
    if (comparison instanceof Comparison.Above) {
      return first == Long.MAX_VALUE ? new Spans(List.of(), true) : of(first + 1, Long.MAX_VALUE);
    }
    if (comparison instanceof Comparison.Below) {
      return first == Long.MIN_VALUE ? new Spans(List.of(), true) : of(Long.MIN_VALUE, first - 1);
    }
    List<Span> list = new ArrayList<>();
    for (Operand operand : comparison.operands()) {
      long value = value(operand, type);
      list.add(new Span(value, value));
    }
    return new Spans(
        List.copyOf(list),
        comparison instanceof Comparison.Is || comparison instanceof Comparison.In);
  }

  private static Spans of(long low, long high) {
    return new Spans(List.of(new Span(low, high)), true);
  }

  static long value(Operand operand, AttributeType type) {
    if (operand instanceof Operand.Amount amount) {
      return amount.money().minorUnits();
    }
    if (operand instanceof Operand.Flag flag) {
      return flag.value() ? 1 : 0;
    }
    if (operand instanceof Operand.Number number) {
      return type.isWhole() ? number.value().longValueExact() : ofDecimal(number.value());
    }
    throw new IllegalArgumentException("not an ordered value: " + operand);
  }

  static long ofDecimal(BigDecimal value) {
    return value.movePointRight(DECIMALS).longValueExact();
  }

  static BigDecimal decimal(long value) {
    return BigDecimal.valueOf(value, DECIMALS);
  }

  boolean has(long value) {
    return list.stream().anyMatch(span -> span.has(value)) == inside;
  }

  /** Where the answer may change. */
  List<Long> starts() {
    List<Long> starts = new ArrayList<>();
    for (Span span : list) {
      starts.add(span.low());
      if (span.high() < Long.MAX_VALUE) {
        starts.add(span.high() + 1);
      }
    }
    return starts;
  }
}
