package dev.mora.attribute;

import dev.mora.delinquency.Delinquency;
import dev.mora.money.Money;
import java.util.Optional;
import java.util.OptionalInt;

/** The attributes that an assessment gives. */
final class AssessedFacts {

  private AssessedFacts() {}

  static void add(Delinquency d, CaseFacts.Builder facts) {
    facts
        .loan(d.loan())
        .borrower(d.borrower())
        .set(Attributes.COUNTED_DAYS, d.countedDays())
        .set(Attributes.DAYS_PAST_DUE, d.daysPastDue())
        .set(Attributes.DAYS_TO_DUE, boxed(d.daysToDue()))
        .set(Attributes.BUCKET, d.bucket())
        .set(Attributes.CURRENCY, d.currency().getCurrencyCode())
        .set(Attributes.STATUS, d.status().name())
        .set(Attributes.OVERDUE_AMOUNT, d.overdueAmount())
        .set(Attributes.OUTSTANDING, d.outstanding())
        .set(Attributes.OUTSTANDING_PRINCIPAL, d.outstandingPrincipal())
        .set(Attributes.DUE_TODAY, orZero(d, d.dueToday()))
        .set(Attributes.OVERDUE_INSTALLMENTS, boxed(d.overdueInstallments()))
        .set(Attributes.INSTALLMENTS_PAID, boxed(d.installmentsPaid()))
        .set(Attributes.INSTALLMENTS_TOTAL, boxed(d.installmentsTotal()));
    if (!d.product().isEmpty()) {
      facts.set(Attributes.PRODUCT, d.product());
    }
  }

  /** An assessed loan on which nothing falls due today has 0 due today, not an unknown amount. */
  private static Optional<Money> orZero(Delinquency d, Optional<Money> amount) {
    return amount.isPresent() || d.isGiven() ? amount : Optional.of(Money.zero(d.currency()));
  }

  static Optional<Integer> boxed(OptionalInt value) {
    return value.isPresent() ? Optional.of(value.getAsInt()) : Optional.empty();
  }
}
