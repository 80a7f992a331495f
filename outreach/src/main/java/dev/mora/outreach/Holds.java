package dev.mora.outreach;

import dev.mora.contact.Suppression;
import dev.mora.loan.LoanId;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What the host told about loans since it last gave a portfolio: promised, disputed. Kept in
 * memory, to hold messages back at once; the next portfolio and {@link LiveAccounts} say the same
 * for good.
 */
final class Holds {

  private final Map<LoanId, Set<Suppression>> byLoan = new ConcurrentHashMap<>();

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

  Set<Suppression> of(Optional<LoanId> loan) {
    return loan.map(id -> byLoan.getOrDefault(id, Set.of())).orElse(Set.of());
  }
}
