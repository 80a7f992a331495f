package dev.mora.classification;

import dev.mora.money.Money;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;

/**
 * The one class of a debtor with several debts: the worst of those here, and the worse one of
 * another lender only where that debt is a relevant share of all that the debtor owes.
 *
 * @param minShare percent of the whole debt from which another lender's debt counts; 0 counts all
 * @param status how well the share is known
 */
public record DebtorAlignment(BigDecimal minShare, Verification status) {

  private static final BigDecimal WHOLE = BigDecimal.valueOf(100);

  /** Peru, SBS: 20 percent, which nobody has checked. */
  public static final DebtorAlignment PERU =
      new DebtorAlignment(BigDecimal.valueOf(20), Verification.UNVERIFIED);

  public DebtorAlignment {
    Objects.requireNonNull(status, "status");
    if (minShare.signum() < 0 || minShare.compareTo(WHOLE) > 0) {
      throw new IllegalArgumentException("a share is 0 to 100 percent: " + minShare);
    }
  }

  /**
   * A debt and its class.
   *
   * @param amount not negative; all of one currency, converted by the host if need be
   */
  public record Exposure(String code, Money amount) {

    public Exposure {
      Objects.requireNonNull(code, "code");
      if (amount.isNegative()) {
        throw new IllegalArgumentException("a debt is not negative");
      }
    }

    /** Without the amount. */
    @Override
    public String toString() {
      return "Exposure(" + code + ")";
    }
  }

  /**
   * Code of the debtor's class.
   *
   * @param here at least one
   * @param elsewhere one for each other lender
   * @throws IllegalArgumentException if a code is not one of the table on that date
   * @throws dev.mora.money.CurrencyMismatch if the amounts are of several currencies
   */
  public String worst(
      ClassificationTable table, LocalDate asOf, List<Exposure> here, List<Exposure> elsewhere) {
    if (here.isEmpty()) {
      throw new IllegalArgumentException("a debtor has a debt");
    }
    Money whole = Money.zero(here.get(0).amount().currency());
    String worst = here.get(0).code();
    for (Exposure debt : here) {
      whole = whole.plus(debt.amount());
      worst = worse(table, asOf, worst, debt.code());
    }
    for (Exposure debt : elsewhere) {
      whole = whole.plus(debt.amount());
    }
    for (Exposure debt : elsewhere) {
      String worse = worse(table, asOf, worst, debt.code());
      worst = isRelevant(debt.amount(), whole) ? worse : worst;
    }
    return worst;
  }

  private boolean isRelevant(Money debt, Money whole) {
    return debt.amount().multiply(WHOLE).compareTo(whole.amount().multiply(minShare)) >= 0;
  }

  private static String worse(ClassificationTable table, LocalDate on, String one, String other) {
    return table.rank(on, other) > table.rank(on, one) ? other : one;
  }
}
