package dev.mora.segmentation;

import dev.mora.attribute.Case;
import dev.mora.attribute.CaseBook;
import dev.mora.attribute.CaseFacts;
import dev.mora.delinquency.DelinquencyPolicy;
import dev.mora.party.BorrowerId;
import dev.mora.portfolio.DataFault;
import dev.mora.portfolio.Portfolio;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * All that a policy needs to place the cases of a day, as one value: what it reads is worked out in
 * the order facts, scores, percentiles, debtor type, experiments and nested policies, rules, holds.
 * Immutable; the methods that add something give another run.
 */
public final class SegmentationRun {

  private final SegmentationPolicy policy;
  private final DelinquencyPolicy delinquency;
  private final LocalDate asOf;

  private SegmentationRun(
      SegmentationPolicy policy, DelinquencyPolicy delinquency, LocalDate asOf) {
    this.policy = Objects.requireNonNull(policy, "policy");
    this.delinquency = Objects.requireNonNull(delinquency, "delinquency");
    this.asOf = Objects.requireNonNull(asOf, "asOf");
  }

  public static SegmentationRun of(
      SegmentationPolicy policy, DelinquencyPolicy delinquency, LocalDate asOf) {
    return new SegmentationRun(policy, delinquency, asOf);
  }

  public SegmentationPolicy policy() {
    return policy;
  }

  public LocalDate asOf() {
    return asOf;
  }

  /** Every loan of the portfolio, in its order, with all that the portfolio knows. */
  public Segmented segment(Portfolio portfolio) {
    CaseBook book = CaseBook.of(portfolio, delinquency, asOf, policy.attributes(), policy.inputs());
    Map<BorrowerId, Placement> borrowers = new HashMap<>();
    Map<BorrowerId, CaseFacts> whole = new HashMap<>();
    boolean byBorrower = policy.unit() == SegmentationPolicy.Unit.BORROWER;
    if (byBorrower) {
      book.borrowers()
          .forEach(
              (id, facts) -> {
                CaseFacts ours = policy.compiled().prepared(facts);
                whole.put(id, ours);
                borrowers.put(id, policy.segment(ours));
              });
    }
    List<SegmentedLoan> loans = new ArrayList<>();
    Map<BorrowerId, Integer> first = new HashMap<>();
    for (Case each : book.cases()) {
      BorrowerId borrower = each.borrower().id();
      if (byBorrower) {
        loans.add(row(each, there(whole, borrower), there(borrowers, borrower)));
        continue;
      }
      CaseFacts facts = policy.compiled().prepared(each.facts());
      Placement placement = policy.segment(facts);
      loans.add(row(each, facts, placement));
      int rule = policy.compiled().ruleFor(facts);
      if (rule < first.getOrDefault(borrower, Integer.MAX_VALUE)) {
        first.put(borrower, rule);
        borrowers.put(borrower, placement);
      }
    }
    List<DataFault> faults = new ArrayList<>(portfolio.faults());
    faults.addAll(book.faults());
    return new Segmented(policy, asOf, loans, borrowers, portfolio.borrowers().keySet(), faults);
  }

  private static <T> T there(Map<BorrowerId, T> all, BorrowerId borrower) {
    T one = all.get(borrower);
    if (one == null) {
      throw new IllegalStateException("a loan without its borrower's facts");
    }
    return one;
  }

  private static SegmentedLoan row(Case each, CaseFacts facts, Placement placement) {
    return new SegmentedLoan(each.loan(), each.borrower(), each.delinquency(), facts, placement);
  }
}
