package dev.mora.delinquency;

import java.math.BigDecimal;
import java.util.Objects;

/**
 * From what the counted days are counted. Raw days past due are always those of the oldest unpaid
 * installment, whatever the basis: they are what a borrower is told.
 *
 * <p>Every basis gives 0 while nothing is overdue, so that a loan that is paid up is never in a
 * bucket. Grace comes off the days of the basis; pauses and freezes are looked for in the stretch
 * of that many days before the as-of date.
 */
public sealed interface Basis {

  /** As-of date minus the due date of the oldest installment that is not met. The default. */
  Basis OLDEST_UNPAID = new OldestUnpaid();

  /** See {@link Maturity}. */
  Basis MATURITY = new Maturity();

  /** See {@link Counter}. */
  Basis COUNTER = new Counter();

  /**
   * @param percent of the regular installment that a day's payments must reach, such as "50"
   */
  static Basis lastPayment(String percent) {
    return new LastPayment(new BigDecimal(percent));
  }

  /**
   * @param periodDays days for each installment missed, such as 7 or 30
   */
  static Basis installmentsMissed(int periodDays) {
    return new InstallmentsMissed(periodDays, BigDecimal.ZERO);
  }

  /**
   * @param installment what one installment is, in the loan's currency
   */
  static Basis installmentsMissed(int periodDays, String installment) {
    return new InstallmentsMissed(periodDays, new BigDecimal(installment));
  }

  Kind kind();

  /** The name of a basis in a policy file. */
  enum Kind {
    OLDEST_UNPAID,
    LAST_PAYMENT,
    INSTALLMENTS_MISSED,
    MATURITY,
    COUNTER
  }

  /** Bureaus, supervisors and most lenders count so. */
  record OldestUnpaid() implements Basis {

    @Override
    public Kind kind() {
      return Kind.OLDEST_UNPAID;
    }
  }

  /**
   * Recency: as-of date minus the last value date on which the payments that stand reached {@code
   * percent} of the regular installment (the middle one of the schedule by amount, the smaller of
   * two middle ones, fees that stand alone left out). An installment that carries its completion
   * date is a payment of itself on that date, large enough whatever its size. Without any such day
   * the days are those of the oldest unpaid installment.
   *
   * @param percent above 0, at most 100, at most 4 decimals
   */
  record LastPayment(BigDecimal percent) implements Basis {

    public LastPayment {
      percent = Tolerance.plain(percent);
      if (percent.signum() <= 0
          || percent.compareTo(BigDecimal.valueOf(100)) > 0
          || percent.scale() > 4) {
        throw new IllegalArgumentException(
            "a qualifying share is above 0 and at most 100 percent with at most 4 decimals: "
                + percent.toPlainString());
      }
    }

    @Override
    public Kind kind() {
      return Kind.LAST_PAYMENT;
    }
  }

  /**
   * Whole installments in arrears times the days of a period: what is overdue divided by the
   * regular installment, rounded down. Mexican microcredit is reserved by periods in arrears; the
   * basis also serves portfolios whose arrears are known and whose schedule is not.
   *
   * @param periodDays 1 or more
   * @param installment in the loan's currency, at most 6 decimals; divided by exactly, even where
   *     the currency has fewer. 0 for the regular installment of the schedule, as in {@link
   *     LastPayment}. Where neither is known, no installment is missed
   */
  record InstallmentsMissed(int periodDays, BigDecimal installment) implements Basis {

    public InstallmentsMissed {
      installment = Tolerance.plain(installment);
      if (periodDays < 1 || periodDays > 3_660) {
        throw new IllegalArgumentException("a period has 1 to 3660 days: " + periodDays);
      }
      if (installment.signum() < 0
          || installment.compareTo(Tolerance.LARGEST) > 0
          || installment.scale() > 6) {
        throw new IllegalArgumentException(
            "not an amount of an installment: " + installment.toPlainString());
      }
    }

    @Override
    public Kind kind() {
      return Kind.INSTALLMENTS_MISSED;
    }
  }

  /**
   * As-of date minus the due date of the last installment, 0 until that has passed: bullet loans
   * and what was written off.
   */
  record Maturity() implements Basis {

    @Override
    public Kind kind() {
      return Kind.MATURITY;
    }
  }

  /** The consecutive days of {@link Materiality}, which the policy must then have. */
  record Counter() implements Basis {

    @Override
    public Kind kind() {
      return Kind.COUNTER;
    }
  }

  /** The basis of a kind with its defaults: 100 percent, periods of 30 days. */
  static Basis of(Kind kind) {
    return switch (Objects.requireNonNull(kind, "kind")) {
      case OLDEST_UNPAID -> OLDEST_UNPAID;
      case LAST_PAYMENT -> new LastPayment(BigDecimal.valueOf(100));
      case INSTALLMENTS_MISSED -> new InstallmentsMissed(30, BigDecimal.ZERO);
      case MATURITY -> MATURITY;
      case COUNTER -> COUNTER;
    };
  }
}
