package dev.mora.examples.sample.money;

import dev.mora.examples.sample.loan.Debt;
import java.math.BigDecimal;

/** Counts in floating point, and knows a package above its own. */
public final class Coin {
  double worth;

  public void add(double amount) {
    worth += amount;
  }

  public long of(Debt debt) {
    return (long) new BigDecimal("1").doubleValue() + debt.hashCode();
  }
}
