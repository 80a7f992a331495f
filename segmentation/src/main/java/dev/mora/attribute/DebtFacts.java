package dev.mora.attribute;

import dev.mora.attribute.CaseBook.Assessed;
import dev.mora.delinquency.Delinquency;
import dev.mora.delinquency.DelinquencyPolicy;
import dev.mora.loan.Loan;
import dev.mora.money.Money;
import dev.mora.party.BorrowerId;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** What follows from the amounts of one loan, and of all loans of its borrower. */
final class DebtFacts {

  private static final List<Attribute<Money>> DEBTS =
      List.of(
          Attributes.OVERDUE_AMOUNT,
          Attributes.DUE_TODAY,
          Attributes.OUTSTANDING,
          Attributes.OUTSTANDING_PRINCIPAL);

  private static final Set<String> OWES_NOTHING =
      Set.of(Loan.Status.PENDING.name(), Loan.Status.CLOSED.name());

  private static final Comparator<CaseFacts> WORSE =
      Comparator.comparing((CaseFacts facts) -> facts.get(Attributes.COUNTED_DAYS).orElse(0))
          .thenComparing(facts -> facts.get(Attributes.DAYS_PAST_DUE).orElse(0))
          .thenComparing(DebtFacts::isOwed)
          .thenComparing(
              facts -> facts.get(Attributes.DAYS_TO_DUE).orElse(Integer.MAX_VALUE),
              Comparator.reverseOrder());

  private DebtFacts() {}

  static void add(
      Assessed each, List<Assessed> ofBorrower, DelinquencyPolicy policy, CaseFacts.Builder facts) {
    List<Delinquency> ours =
        ofBorrower.stream()
            .map(Assessed::delinquency)
            .filter(one -> one.status() != Loan.Status.SOLD)
            .toList();
    facts
        .set(Attributes.PAID_SHARE, paidShare(each.loan(), each.delinquency(), policy))
        .set(
            Attributes.LOANS,
            (int) ours.stream().filter(one -> one.status() == Loan.Status.ACTIVE).count())
        .set(
            Attributes.BORROWER_DAYS_PAST_DUE,
            ours.stream().mapToInt(Delinquency::daysPastDue).max().orElse(0))
        .amounts(
            Attributes.BORROWER_OVERDUE_AMOUNT,
            sums(ours.stream().map(Delinquency::overdueAmount).toList(), each.loan().currency()));
  }

  /** Of the schedule that was assessed; nothing is paid of what was not lent yet. */
  private static Optional<BigDecimal> paidShare(
      Loan loan, Delinquency delinquency, DelinquencyPolicy policy) {
    Money total =
        policy.forProduct(loan.product()).restructures().schedule(loan, delinquency.asOf()).stream()
            .map(installment -> installment.total())
            .reduce(Money.zero(loan.currency()), Money::plus);
    Money paid = total.minus(delinquency.outstanding());
    if (!total.isPositive()
        || paid.isNegative()
        || delinquency.isGiven()
        || delinquency.status() == Loan.Status.PENDING) {
      return Optional.empty();
    }
    return Optional.of(
        paid.amount()
            .multiply(BigDecimal.valueOf(100))
            .divide(total.amount(), 2, RoundingMode.HALF_UP));
  }

  /** One case for the borrower of these loans; of those that were sold only if all were. */
  static CaseFacts ofBorrower(BorrowerId id, List<CaseFacts> all) {
    List<CaseFacts> ours = all.stream().filter(DebtFacts::isOurs).toList();
    List<CaseFacts> loans = ours.isEmpty() ? all : ours;
    CaseFacts worst = loans.get(0);
    for (CaseFacts facts : loans) {
      if (WORSE.compare(facts, worst) > 0) {
        worst = facts;
      }
    }
    if (loans.size() == 1) {
      return worst.toBuilder().ids(null, id).build();
    }
    CaseFacts.Builder whole = worst.toBuilder().ids(null, id);
    for (Attribute<Money> debt : DEBTS) {
      if (loans.stream().allMatch(facts -> facts.knows(debt))) {
        Currency first = worst.get(debt).orElseThrow().currency();
        whole.amounts(
            debt, sums(loans.stream().map(facts -> facts.get(debt).orElseThrow()).toList(), first));
      } else {
        whole.forget(debt);
      }
    }
    return whole.build();
  }

  private static boolean isOwed(CaseFacts loan) {
    return loan.get(Attributes.STATUS).filter(OWES_NOTHING::contains).isEmpty();
  }

  private static boolean isOurs(CaseFacts loan) {
    return loan.get(Attributes.STATUS).map(is -> !is.equals(Loan.Status.SOLD.name())).orElse(true);
  }

  /** The sum of one currency first, the others by their codes. */
  static List<Money> sums(List<Money> amounts, Currency first) {
    Map<String, Money> sums = new TreeMap<>();
    amounts.forEach(amount -> sums.merge(amount.currency().getCurrencyCode(), amount, Money::plus));
    List<Money> result = new ArrayList<>();
    result.add(Optional.ofNullable(sums.remove(first.getCurrencyCode())).orElse(Money.zero(first)));
    result.addAll(sums.values());
    return result;
  }
}
