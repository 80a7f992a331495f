package dev.mora.delinquency;

import dev.mora.money.Money;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Objects;
import java.util.Optional;

/**
 * A part over a whole, both of one unit; may be above 1. Nothing is rounded before it is asked for.
 */
public record Ratio(BigDecimal part, BigDecimal whole) {

  private static final int SCALE = 12;

  public Ratio {
    Objects.requireNonNull(part, "part");
    if (whole.signum() < 0) {
      throw new IllegalArgumentException("the whole must not be negative: " + whole);
    }
  }

  /**
   * @throws dev.mora.money.CurrencyMismatch if the currencies differ
   */
  public static Ratio of(Money part, Money whole) {
    part.compareTo(whole);
    return new Ratio(part.amount(), whole.amount());
  }

  public static Ratio of(long part, long whole) {
    return new Ratio(BigDecimal.valueOf(part), BigDecimal.valueOf(whole));
  }

  /** To 12 decimals, half up; empty where the whole is 0. */
  public Optional<BigDecimal> value() {
    return whole.signum() == 0
        ? Optional.empty()
        : Optional.of(part.divide(whole, SCALE, RoundingMode.HALF_UP));
  }

  /**
   * Rounded half up, for people and files: 47.62. Empty where the whole is 0.
   *
   * @param decimals of the percentage
   */
  public Optional<BigDecimal> percent(int decimals) {
    return whole.signum() == 0
        ? Optional.empty()
        : Optional.of(part.movePointRight(2).divide(whole, decimals, RoundingMode.HALF_UP));
  }

  /** {@code 47.62 %}, or a dash where the whole is 0. */
  @Override
  public String toString() {
    return percent(2).map(value -> value.toPlainString() + " %").orElse("-");
  }
}
