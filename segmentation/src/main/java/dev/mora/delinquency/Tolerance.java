package dev.mora.delinquency;

import java.math.BigDecimal;
import java.util.Objects;

/**
 * A residue that counts as paid. It decides lateness and forgives nothing: what is tolerated stays
 * owed and is reported.
 *
 * @param amount in the loan's currency; digits beyond the currency's do not matter
 * @param percent 0 to 100 with at most 4 decimals: of the installment, or (scope LOAN) of all that
 *     has fallen due before the as-of date
 */
public record Tolerance(BigDecimal amount, BigDecimal percent, Scope scope, Combine combine) {

  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
  static final BigDecimal LARGEST = BigDecimal.valueOf(Long.MAX_VALUE, 4);

  public static final Tolerance NONE =
      new Tolerance(BigDecimal.ZERO, BigDecimal.ZERO, Scope.INSTALLMENT, Combine.MAX);

  public Tolerance {
    Objects.requireNonNull(scope, "scope");
    Objects.requireNonNull(combine, "combine");
    amount = plain(amount);
    percent = plain(percent);
    if (amount.signum() < 0 || amount.compareTo(LARGEST) > 0) {
      throw new IllegalArgumentException("not a tolerance amount: " + amount.toPlainString());
    }
    if (percent.signum() < 0 || percent.compareTo(HUNDRED) > 0 || percent.scale() > 4) {
      throw new IllegalArgumentException(
          "a tolerance percent is 0 to 100 with at most 4 decimals: " + percent.toPlainString());
    }
  }

  /** For each installment on its own. */
  public static Tolerance ofInstallment(String amount) {
    return new Tolerance(new BigDecimal(amount), BigDecimal.ZERO, Scope.INSTALLMENT, Combine.MAX);
  }

  /** For all overdue residues of a loan together. */
  public static Tolerance ofLoan(String amount) {
    return new Tolerance(new BigDecimal(amount), BigDecimal.ZERO, Scope.LOAN, Combine.MAX);
  }

  static BigDecimal plain(BigDecimal value) {
    BigDecimal stripped = value.stripTrailingZeros();
    return stripped.setScale(Math.max(0, stripped.scale()));
  }

  /** What is measured against the limits. */
  public enum Scope {
    INSTALLMENT,
    LOAN
  }

  /** How the two limits make one. */
  public enum Combine {
    /** The larger limit. */
    MAX,
    /** The smaller limit. */
    MIN,
    /**
     * A residue is late only if it exceeds the amount and the percent, as in the materiality test
     * of Delegated Regulation (EU) 2018/171.
     */
    AND
  }
}
