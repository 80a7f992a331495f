package dev.mora.score;

import dev.mora.attribute.Attribute;
import dev.mora.attribute.AttributeType;
import dev.mora.attribute.CaseFacts;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.DoubleStream;

/** What one attribute adds to the log odds of a logistic model. */
public sealed interface Term {

  Attribute<?> attribute();

  /** What an unknown value adds; empty if there is no score without a value. */
  Optional<BigDecimal> missing();

  ReasonCode reason();

  /** Empty if the value is unknown. */
  OptionalDouble contribution(CaseFacts facts);

  /** What the term would add at the value that reasons compare with. */
  double ideal(LogisticModel.Outcome outcome);

  /** What is done to a number before it is centred. */
  enum Transform {
    NONE,
    /** {@code ln(1 + x)}, for x from 0 on. */
    LN1P,
    /** The square root, for x from 0 on. */
    SQRT;

    double of(double x) {
      return switch (this) {
        case NONE -> x;
        case LN1P -> StrictMath.log(1 + x);
        case SQRT -> StrictMath.sqrt(x);
      };
    }
  }

  /**
   * {@code coefficient * (transform(x) - center) / spread}, where x is first brought within {@code
   * from} and {@code to}. A flag is 1 or 0. An amount is in major units of {@code currency}; one of
   * another currency is unknown.
   *
   * @param reference what reasons compare with, in the attribute's own unit: the mean, or a good
   *     value
   * @param spread above 0
   */
  record Linear(
      Attribute<?> attribute,
      Optional<Currency> currency,
      BigDecimal coefficient,
      Optional<BigDecimal> from,
      Optional<BigDecimal> to,
      Transform transform,
      BigDecimal center,
      BigDecimal spread,
      BigDecimal reference,
      Optional<BigDecimal> missing,
      ReasonCode reason)
      implements Term {

    public Linear {
      coefficient = Numbers.moderate("a coefficient", coefficient);
      from = from.map(value -> Numbers.moderate("from", value));
      to = to.map(value -> Numbers.moderate("to", value));
      center = Numbers.moderate("center", center);
      spread = Numbers.moderate("spread", spread);
      reference = Numbers.moderate("reference", reference);
      missing = missing.map(value -> Numbers.moderate("what a missing value adds", value));
      Objects.requireNonNull(transform, "transform");
      Objects.requireNonNull(reason, "reason");
      if (attribute.type() != AttributeType.FLAG) {
        if (!attribute.type().isOrdered()) {
          throw new IllegalArgumentException(attribute + " is no number: give it levels");
        }
        new Axis(attribute, currency);
      } else if (currency.isPresent()) {
        throw new IllegalArgumentException(attribute + " is no amount: no currency");
      }
      if (spread.compareTo(new BigDecimal("0.000001")) < 0) {
        throw new IllegalArgumentException("spread must be at least 0.000001: " + spread);
      }
      if (from.isPresent() && to.isPresent() && from.get().compareTo(to.get()) > 0) {
        throw new IllegalArgumentException("from " + from.get() + " is more than to " + to.get());
      }
      if (transform != Transform.NONE && from.map(low -> low.signum() < 0).orElse(true)) {
        throw new IllegalArgumentException(transform + " needs a from of 0 or more");
      }
    }

    /** No limits, no transformation, compared with 0; without a value there is no score. */
    public static Linear of(Attribute<?> attribute, String coefficient) {
      return new Linear(
          attribute,
          Optional.empty(),
          new BigDecimal(coefficient),
          Optional.empty(),
          Optional.empty(),
          Transform.NONE,
          BigDecimal.ZERO,
          BigDecimal.ONE,
          BigDecimal.ZERO,
          Optional.empty(),
          ReasonCode.of(attribute.name()));
    }

    @Override
    public OptionalDouble contribution(CaseFacts facts) {
      if (attribute.type() == AttributeType.FLAG) {
        Optional<?> flag = facts.get(attribute);
        return flag.isEmpty()
            ? OptionalDouble.empty()
            : OptionalDouble.of(of(flag.get().equals(true) ? 1 : 0));
      }
      Optional<BigDecimal> value = new Axis(attribute, currency).value(facts);
      return value.isEmpty()
          ? OptionalDouble.empty()
          : OptionalDouble.of(of(value.get().doubleValue()));
    }

    @Override
    public double ideal(LogisticModel.Outcome outcome) {
      return of(reference.doubleValue());
    }

    private double of(double x) {
      double low = from.isPresent() ? Math.max(x, from.get().doubleValue()) : x;
      double within = to.isPresent() ? Math.min(low, to.get().doubleValue()) : low;
      return coefficient.doubleValue()
          * ((transform.of(within) - center.doubleValue()) / spread.doubleValue());
    }
  }

  /**
   * What each name adds.
   *
   * @param others what every other name adds
   */
  record Levels(
      Attribute<?> attribute,
      Map<String, BigDecimal> levels,
      BigDecimal others,
      Optional<BigDecimal> missing,
      ReasonCode reason)
      implements Term {

    public Levels {
      if (attribute.type() != AttributeType.TEXT) {
        throw new IllegalArgumentException(attribute + " is no text: give it a coefficient");
      }
      List<String> vocabulary = attribute.vocabulary();
      Map<String, BigDecimal> copy = new LinkedHashMap<>();
      levels.forEach(
          (name, value) -> {
            if (!vocabulary.isEmpty() && !vocabulary.contains(name)) {
              throw new IllegalArgumentException(attribute + " is never " + name);
            }
            copy.put(name, Numbers.moderate("what a level adds", value));
          });
      levels = Collections.unmodifiableMap(copy);
      others = Numbers.moderate("what other levels add", others);
      missing = missing.map(value -> Numbers.moderate("what a missing value adds", value));
      Objects.requireNonNull(reason, "reason");
    }

    @Override
    public OptionalDouble contribution(CaseFacts facts) {
      return facts
          .get(attribute)
          .map(name -> levels.getOrDefault(String.valueOf(name), others))
          .map(value -> OptionalDouble.of(value.doubleValue()))
          .orElse(OptionalDouble.empty());
    }

    @Override
    public double ideal(LogisticModel.Outcome outcome) {
      DoubleStream all =
          DoubleStream.concat(
              DoubleStream.of(others.doubleValue()),
              levels.values().stream().mapToDouble(BigDecimal::doubleValue));
      return (outcome == LogisticModel.Outcome.BAD ? all.min() : all.max()).orElseThrow();
    }
  }
}
