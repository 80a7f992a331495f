package dev.mora.benchmarks;

import static dev.mora.benchmarks.Account.UNKNOWN;

import dev.mora.attribute.Attribute;
import dev.mora.attribute.Attributes;
import dev.mora.attribute.CaseColumns;
import dev.mora.attribute.CaseFacts;
import dev.mora.money.Money;
import dev.mora.segmentation.SegmentationPolicy;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.Currency;
import java.util.Set;
import java.util.TreeSet;

/** An account as facts, for the evaluator that all others must equal. */
final class AccountFacts {

  private AccountFacts() {}

  static CaseFacts of(Account a) {
    Currency currency = Currency.getInstance(Names.CURRENCIES.get(a.currency()));
    CaseFacts.Builder facts =
        CaseFacts.builder(Attributes.standard())
            .set(Attributes.COUNTED_DAYS, a.countedDays())
            .set(Attributes.DAYS_TO_DUE, a.daysToDue())
            .set(Attributes.OVERDUE_AMOUNT, Money.ofMinor(currency, a.overdue()))
            .set(Attributes.OUTSTANDING, Money.ofMinor(currency, a.outstanding()))
            .set(Attributes.CURRENCY, currency.getCurrencyCode())
            .set(Attributes.OVERDUE_INSTALLMENTS, a.overdueInstallments())
            .set(Attributes.INSTALLMENTS_PAID, a.installmentsPaid())
            .set(Attributes.PAID_SHARE, BigDecimal.valueOf(a.paidShare()))
            .set(Attributes.TIMES_30_IN_12M, a.times30())
            .set(Attributes.PRODUCT, Names.PRODUCTS.get(a.product()))
            .set(Attributes.REGION, Names.REGIONS.get(a.region()))
            .set(Attributes.PROMISE_STATE, Names.PROMISES.get(a.promiseState()))
            .set(Attributes.PROMISES_BROKEN_90D, a.promisesBroken())
            .set(Attributes.LOANS, a.loans())
            .set(Attributes.ATTEMPTS_7D, a.attempts())
            .set(Attributes.REACHABLE, channels(a.reachable()))
            .set(Attributes.READ_BUT_SILENT, a.silent())
            .set(Attributes.FIRST_PAYMENT_DEFAULT, a.firstPaymentDefault());
    whole(facts, Attributes.WORST_DAYS_PAST_DUE_12M, a.worstDays());
    whole(facts, Attributes.AGE, a.age());
    whole(facts, Attributes.DAYS_SINCE_CONTACT, a.daysSinceContact());
    if (a.creditScore() != UNKNOWN) {
      facts.set(Attributes.CREDIT_SCORE, BigDecimal.valueOf(a.creditScore()));
    }
    return facts.build();
  }

  /** What the policy reads, by attribute. */
  static CaseColumns columns(SegmentationPolicy policy, Account[] accounts) {
    return columns(policy.attributes(), policy.reads(), accounts);
  }

  static CaseColumns columns(
      Attributes attributes, Collection<Attribute<?>> wanted, Account[] accounts) {
    CaseColumns.Builder columns = CaseColumns.builder(attributes, wanted);
    for (Account account : accounts) {
      columns.add(of(account));
    }
    return columns.build();
  }

  static Set<String> channels(int bits) {
    Set<String> names = new TreeSet<>();
    for (int i = 0; i < Names.CHANNELS.size(); i++) {
      if ((bits >> i & 1) != 0) {
        names.add(Names.CHANNELS.get(i));
      }
    }
    return names;
  }

  private static void whole(CaseFacts.Builder facts, Attribute<Integer> attribute, int value) {
    if (value != UNKNOWN) {
      facts.set(attribute, value);
    }
  }
}
