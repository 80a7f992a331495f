package dev.mora.score;

import dev.mora.attribute.Attribute;
import java.math.BigDecimal;
import java.util.Currency;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * One attribute of a scorecard with its bins.
 *
 * @param currency of the limits, for an amount alone; an amount of another currency is unknown
 * @param coefficient of the weights of evidence in the log odds of being bad; empty where the bins
 *     are worth points
 * @param bins take each value once
 * @param missing what an unknown value is worth; empty if there is no score without a value
 */
public record Characteristic(
    Attribute<?> attribute,
    Optional<Currency> currency,
    Optional<BigDecimal> coefficient,
    List<Bin> bins,
    Optional<BigDecimal> missing,
    ReasonCode reason) {

  /**
   * @throws IllegalArgumentException if a value is in no bin or in two, with the value
   */
  public Characteristic {
    coefficient = coefficient.map(value -> Numbers.moderate("a coefficient", value));
    missing = missing.map(value -> Numbers.moderate("what a missing value is worth", value));
    bins = List.copyOf(bins);
    Objects.requireNonNull(reason, "reason");
    Coverage.check(attribute, Axis.of(attribute, currency), bins)
        .ifPresent(
            hole -> {
              throw hole.asException(attribute);
            });
  }

  /** Without a score where the value is unknown. */
  public static Characteristic of(Attribute<?> attribute, Bin... bins) {
    return new Characteristic(
        attribute,
        Optional.empty(),
        Optional.empty(),
        List.of(bins),
        Optional.empty(),
        ReasonCode.of(attribute.name()));
  }

  /** An amount, with the currency of its limits. */
  public static Characteristic of(Attribute<?> attribute, Currency currency, Bin... bins) {
    return new Characteristic(
        attribute,
        Optional.of(currency),
        Optional.empty(),
        List.of(bins),
        Optional.empty(),
        ReasonCode.of(attribute.name()));
  }

  public Characteristic missing(BigDecimal worth) {
    return new Characteristic(attribute, currency, coefficient, bins, Optional.of(worth), reason);
  }

  public Characteristic coefficient(BigDecimal value) {
    return new Characteristic(attribute, currency, Optional.of(value), bins, missing, reason);
  }

  public Characteristic reason(ReasonCode code) {
    return new Characteristic(attribute, currency, coefficient, bins, missing, code);
  }
}
