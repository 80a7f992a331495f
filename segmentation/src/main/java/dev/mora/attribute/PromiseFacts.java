package dev.mora.attribute;

import dev.mora.delinquency.PromiseRatios;
import dev.mora.loan.Loan;
import dev.mora.loan.LoanId;
import dev.mora.loan.Payment;
import dev.mora.portfolio.Portfolio;
import dev.mora.promise.PromiseTerms;
import dev.mora.promise.PromiseToPay;
import dev.mora.promise.PromiseToPay.State;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a loan's promises have come to by a date, under {@link PromiseTerms#standard()}. A promise
 * that a newer one replaced while it was open is superseded. Where payments are not known, an
 * undecided promise is open until its window ends and unknown from then on. If the portfolio has no
 * promise at all it does not keep any, and all is unknown.
 */
final class PromiseFacts {

  private static final PromiseTerms TERMS = PromiseTerms.standard();
  private static final int BROKEN_WITHIN_DAYS = 90;

  private final Portfolio portfolio;
  private final LocalDate asOf;
  private final Map<LoanId, List<PromiseToPay>> byLoan = new HashMap<>();

  PromiseFacts(Portfolio portfolio, LocalDate asOf) {
    this.portfolio = portfolio;
    this.asOf = asOf;
    portfolio.promises().stream()
        .filter(promise -> !promise.promisedOn().isAfter(asOf))
        .sorted(Comparator.comparing(PromiseToPay::promisedOn))
        .forEach(
            promise ->
                byLoan.computeIfAbsent(promise.loan(), id -> new ArrayList<>()).add(promise));
  }

  void add(Loan loan, CaseFacts.Builder facts) {
    if (!portfolio.keepsPromises()) {
      return;
    }
    List<PromiseToPay> promises = byLoan.getOrDefault(loan.id(), List.of());
    if (promises.isEmpty()) {
      facts.set(Attributes.PROMISE_STATE, Attributes.NO_PROMISE);
      facts.set(Attributes.PROMISES_BROKEN_90D, 0);
      return;
    }
    List<Optional<State>> states = new ArrayList<>();
    for (int i = 0; i < promises.size(); i++) {
      Optional<PromiseToPay> next =
          i + 1 < promises.size() ? Optional.of(promises.get(i + 1)) : Optional.empty();
      states.add(state(promises.get(i), next, loan));
    }
    facts.set(Attributes.PROMISE_STATE, states.get(states.size() - 1).map(State::name));
    if (states.stream().allMatch(Optional::isPresent)) {
      counts(promises, states.stream().map(Optional::orElseThrow).toList(), facts);
    }
  }

  private Optional<State> state(PromiseToPay promise, Optional<PromiseToPay> next, Loan loan) {
    if (promise.decided().isPresent()) {
      return promise.decided();
    }
    LocalDate end = TERMS.endOf(promise.dueOn());
    if (asOf.isAfter(end) && !knowsPayments(portfolio, loan)) {
      return Optional.empty();
    }
    List<Payment> booked =
        loan.payments().stream().filter(payment -> !payment.bookedOn().isAfter(asOf)).toList();
    return Optional.of(
        PromiseRatios.state(promise, next.map(PromiseToPay::promisedOn), booked, asOf, TERMS));
  }

  /** Else only sums of what was paid are known, not when. */
  static boolean knowsPayments(Portfolio portfolio, Loan loan) {
    return !loan.payments().isEmpty()
        || (portfolio.given(loan.id()).isEmpty()
            && loan.installments().stream().allMatch(line -> line.paid().isEmpty()));
  }

  private void counts(List<PromiseToPay> promises, List<State> states, CaseFacts.Builder facts) {
    int broken = 0;
    int kept = 0;
    int resolved = 0;
    for (int i = 0; i < states.size(); i++) {
      State state = states.get(i);
      LocalDate due = promises.get(i).dueOn();
      if (state == State.BROKEN
          && due.isAfter(asOf.minusDays(BROKEN_WITHIN_DAYS))
          && !due.isAfter(asOf)) {
        broken++;
      }
      if (state == State.KEPT) {
        kept++;
      }
      if (state == State.KEPT || state == State.PARTIALLY_KEPT || state == State.BROKEN) {
        resolved++;
      }
    }
    facts.set(Attributes.PROMISES_BROKEN_90D, broken);
    if (resolved > 0) {
      facts.set(
          Attributes.PROMISES_KEPT_SHARE,
          BigDecimal.valueOf(100L * kept)
              .divide(BigDecimal.valueOf(resolved), 2, RoundingMode.HALF_UP));
    }
  }
}
