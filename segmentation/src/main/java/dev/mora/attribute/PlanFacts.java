package dev.mora.attribute;

import dev.mora.loan.Loan;
import dev.mora.loan.LoanId;
import dev.mora.loan.Payment;
import dev.mora.portfolio.Portfolio;
import dev.mora.promise.PaymentPlan;
import dev.mora.promise.PaymentPlan.State;
import dev.mora.promise.PromiseTerms;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a loan's newest payment plan has come to by a date, under {@link PromiseTerms#standard()}.
 * Where payments are not known, an undecided plan is active until the window of its first part ends
 * and unknown from then on. If the portfolio has no plan at all it does not keep any, and all is
 * unknown.
 */
final class PlanFacts {

  private static final PromiseTerms TERMS = PromiseTerms.standard();

  private final Portfolio portfolio;
  private final LocalDate asOf;
  private final Map<LoanId, PaymentPlan> newest = new HashMap<>();

  PlanFacts(Portfolio portfolio, LocalDate asOf) {
    this.portfolio = portfolio;
    this.asOf = asOf;
    for (PaymentPlan plan : portfolio.plans()) {
      if (!plan.agreedOn().isAfter(asOf)) {
        newest.merge(
            plan.loan(),
            plan,
            (one, other) -> other.agreedOn().isBefore(one.agreedOn()) ? one : other);
      }
    }
  }

  void add(Loan loan, CaseFacts.Builder facts) {
    if (!portfolio.keepsPlans()) {
      return;
    }
    PaymentPlan plan = newest.get(loan.id());
    if (plan == null) {
      facts.set(Attributes.PLAN_STATE, Attributes.NO_PLAN);
    } else {
      facts.set(Attributes.PLAN_STATE, state(plan, loan).map(State::name));
    }
  }

  private Optional<State> state(PaymentPlan plan, Loan loan) {
    boolean isTold =
        plan.decided().isPresent()
            || !asOf.isAfter(TERMS.endOf(plan.parts().get(0).dueOn()))
            || PromiseFacts.knowsPayments(portfolio, loan);
    if (!isTold) {
      return Optional.empty();
    }
    List<Payment> booked =
        loan.payments().stream().filter(payment -> !payment.bookedOn().isAfter(asOf)).toList();
    return Optional.of(plan.stateOn(asOf, booked, TERMS));
  }
}
