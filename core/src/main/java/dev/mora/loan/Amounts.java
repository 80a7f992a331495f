package dev.mora.loan;

import dev.mora.money.Money;
import java.util.Currency;

/** Four amounts of one currency, none negative. */
public record Amounts(Money principal, Money interest, Money fees, Money penalties) {

  public Amounts {
    for (Money part : new Money[] {principal, interest, fees, penalties}) {
      if (part.isNegative()) {
        throw new IllegalArgumentException("an amount of an installment must not be negative");
      }
      part.compareTo(principal);
    }
  }

  public static Amounts ofPrincipal(Money principal) {
    Money zero = Money.zero(principal.currency());
    return new Amounts(principal, zero, zero, zero);
  }

  public static Amounts zero(Currency currency) {
    return ofPrincipal(Money.zero(currency));
  }

  public Money of(Component component) {
    return switch (component) {
      case PRINCIPAL -> principal;
      case INTEREST -> interest;
      case FEES -> fees;
      case PENALTIES -> penalties;
    };
  }

  public Currency currency() {
    return principal.currency();
  }

  public Money total() {
    return principal.plus(interest).plus(fees).plus(penalties);
  }

  /** Whether each of the four parts is at least as large as the other's. */
  public boolean covers(Amounts other) {
    return principal.compareTo(other.principal) >= 0
        && interest.compareTo(other.interest) >= 0
        && fees.compareTo(other.fees) >= 0
        && penalties.compareTo(other.penalties) >= 0;
  }

  public Amounts plus(Amounts other) {
    return new Amounts(
        principal.plus(other.principal),
        interest.plus(other.interest),
        fees.plus(other.fees),
        penalties.plus(other.penalties));
  }

  /**
   * @throws IllegalArgumentException if a part of {@code other} is larger
   */
  public Amounts minus(Amounts other) {
    return new Amounts(
        principal.minus(other.principal),
        interest.minus(other.interest),
        fees.minus(other.fees),
        penalties.minus(other.penalties));
  }

  /** The currency alone. */
  @Override
  public String toString() {
    return "Amounts(" + currency() + ")";
  }
}
