package dev.mora.score;

import java.math.BigDecimal;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;

/**
 * A class of values of one attribute and what it is worth: points, or its weight of evidence where
 * the characteristic has a coefficient. The bins of a characteristic take each value once.
 */
public sealed interface Bin {

  BigDecimal worth();

  /** An end of a range. */
  record Limit(BigDecimal value, boolean included) {
    public Limit {
      value = Numbers.moderate("a limit", value);
    }
  }

  /** Values in order; an end that is empty is open. */
  record Range(Optional<Limit> lower, Optional<Limit> upper, BigDecimal worth) implements Bin {
    public Range {
      worth = Numbers.moderate("what a bin is worth", worth);
    }
  }

  /** Some names, compared letter by letter. */
  record OneOf(List<String> values, BigDecimal worth) implements Bin {
    public OneOf {
      worth = Numbers.moderate("what a bin is worth", worth);
      if (values.isEmpty() || new LinkedHashSet<>(values).size() < values.size()) {
        throw new IllegalArgumentException("a bin of names has some, each once");
      }
      values = List.copyOf(values);
    }
  }

  /** Every name that no other bin takes. */
  record Others(BigDecimal worth) implements Bin {
    public Others {
      worth = Numbers.moderate("what a bin is worth", worth);
    }
  }

  record Flag(boolean value, BigDecimal worth) implements Bin {
    public Flag {
      worth = Numbers.moderate("what a bin is worth", worth);
    }
  }

  /** Both ends belong to it. */
  static Bin between(long from, long to, long worth) {
    return new Range(limit(from, true), limit(to, true), BigDecimal.valueOf(worth));
  }

  static Bin upTo(long to, long worth) {
    return new Range(Optional.empty(), limit(to, true), BigDecimal.valueOf(worth));
  }

  static Bin from(long from, long worth) {
    return new Range(limit(from, true), Optional.empty(), BigDecimal.valueOf(worth));
  }

  /** Half-open: {@code from} belongs to it, {@code below} to the next. */
  static Bin range(BigDecimal from, BigDecimal below, BigDecimal worth) {
    return new Range(
        Optional.of(new Limit(from, true)), Optional.of(new Limit(below, false)), worth);
  }

  static Bin below(BigDecimal below, BigDecimal worth) {
    return new Range(Optional.empty(), Optional.of(new Limit(below, false)), worth);
  }

  static Bin from(BigDecimal from, BigDecimal worth) {
    return new Range(Optional.of(new Limit(from, true)), Optional.empty(), worth);
  }

  static Bin oneOf(BigDecimal worth, String... values) {
    return new OneOf(List.of(values), worth);
  }

  static Bin others(BigDecimal worth) {
    return new Others(worth);
  }

  static Bin flag(boolean value, BigDecimal worth) {
    return new Flag(value, worth);
  }

  private static Optional<Limit> limit(long value, boolean included) {
    return Optional.of(new Limit(BigDecimal.valueOf(value), included));
  }
}
