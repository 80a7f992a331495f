package dev.mora.outreach;

import dev.mora.contact.Suppression;
import dev.mora.loan.LoanId;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What the host told about loans since it last gave a portfolio: paid, promised, disputed. It names
 * loans, while the ledger keeps suppressions by borrower: until a loan has its first row there,
 * this memory is what holds its messages back. Thread-safe.
 */
final class Holds {

  private final Map<LoanId, Set<Suppression>> byLoan = new ConcurrentHashMap<>();
  private final Map<LoanId, Instant> paid = new ConcurrentHashMap<>();

  void add(LoanId loan, Suppression suppression) {
    byLoan.merge(
        loan,
        Set.of(suppression),
        (old, more) -> {
          Set<Suppression> both = new HashSet<>(old);
          both.addAll(more);
          return Set.copyOf(both);
        });
  }

  void lift(LoanId loan, Suppression.Reason reason) {
    byLoan.computeIfPresent(
        loan,
        (id, old) -> {
          Set<Suppression> left = new HashSet<>(old);
          left.removeIf(each -> each.reason() == reason);
          return Set.copyOf(left);
        });
  }

  void paid(LoanId loan, Instant at) {
    paid.merge(loan, at, (old, later) -> later.isAfter(old) ? later : old);
  }

  /** Whether money came in that facts of that moment do not know. */
  boolean paidSince(Optional<LoanId> loan, Instant facts) {
    return loan.map(paid::get).map(at -> !at.isBefore(facts)).orElse(false);
  }

  Set<Suppression> of(Optional<LoanId> loan) {
    return loan.map(id -> byLoan.getOrDefault(id, Set.of())).orElse(Set.of());
  }
}
