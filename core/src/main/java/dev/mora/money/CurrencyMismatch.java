package dev.mora.money;

import java.util.Currency;

/** Two amounts of different currencies met in one operation. */
public final class CurrencyMismatch extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final Currency left;
  private final Currency right;

  public CurrencyMismatch(Currency left, Currency right) {
    super("amounts of " + left + " and " + right + " do not mix");
    this.left = left;
    this.right = right;
  }

  public Currency left() {
    return left;
  }

  public Currency right() {
    return right;
  }
}
