package dev.mora.benchmarks;

import static dev.mora.benchmarks.Account.UNKNOWN;

import dev.mora.attribute.Attributes;
import dev.mora.attribute.Columns;

/** Where the attributes are in an {@link Account}. */
final class AccountColumns {

  static final Columns<Account> DECLARED =
      Columns.of(Account.class)
          .days(Attributes.COUNTED_DAYS, Account::countedDays)
          .days(Attributes.DAYS_TO_DUE, Account::daysToDue)
          .currency(Account::currency, Names.CURRENCIES)
          .money(Attributes.OVERDUE_AMOUNT, Account::overdue)
          .money(Attributes.OUTSTANDING, Account::outstanding)
          .count(Attributes.OVERDUE_INSTALLMENTS, Account::overdueInstallments)
          .count(Attributes.INSTALLMENTS_PAID, Account::installmentsPaid)
          .number(Attributes.PAID_SHARE, Account::paidShare, 0)
          .days(Attributes.WORST_DAYS_PAST_DUE_12M, Account::worstDays, UNKNOWN)
          .count(Attributes.TIMES_30_IN_12M, Account::times30)
          .number(Attributes.CREDIT_SCORE, Account::creditScore, 0, UNKNOWN)
          .text(Attributes.PRODUCT, Account::product, Names.PRODUCTS)
          .text(Attributes.REGION, Account::region, Names.REGIONS)
          .text(Attributes.PROMISE_STATE, Account::promiseState, Names.PROMISES)
          .count(Attributes.PROMISES_BROKEN_90D, Account::promisesBroken)
          .count(Attributes.AGE, Account::age, UNKNOWN)
          .count(Attributes.LOANS, Account::loans)
          .count(Attributes.ATTEMPTS_7D, Account::attempts)
          .days(Attributes.DAYS_SINCE_CONTACT, Account::daysSinceContact, UNKNOWN)
          .set(Attributes.REACHABLE, Account::reachable, Names.CHANNELS)
          .flag(Attributes.READ_BUT_SILENT, Account::silent)
          .flag(Attributes.FIRST_PAYMENT_DEFAULT, Account::firstPaymentDefault);

  private AccountColumns() {}
}
